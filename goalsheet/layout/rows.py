"""Builds the table of a candidate: its items as rows, with what is stated outside them, and what is left out."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingType

from goalsheet.layout import skip_reasons
from goalsheet.layout.calendar_marks import calendar_marks
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.carried_down import carried_owners, from_heads, inheritable
from goalsheet.layout.fields import FIELDS
from goalsheet.layout.first_title import from_first_heading, with_titles
from goalsheet.layout.goal_column import with_goal_column
from goalsheet.layout.goal_structure import structure
from goalsheet.layout.grid import Grid
from goalsheet.layout.owner_matrix import marked_owner, owning_letter, people_columns
from goalsheet.layout.plan_and_actual import actual_rows, from_actual, without_actuals
from goalsheet.layout.restated import restated
from goalsheet.layout.row_roles import Line, Role, lines
from goalsheet.layout.stray_rows import without_strays
from goalsheet.layout.structured import Structure
from goalsheet.layout.table import Cell, Kind, Row, Table
from goalsheet.layout.table_kinds import MAIN
from goalsheet.layout.trailing_rows import doubted

Columns = MappingType[str, tuple[int, ...]]


def build(candidate: Candidate) -> Table:
    """The table with its rows."""
    if candidate.mapping is None:
        candidate = from_first_heading(candidate)
    found, shape = _understood(candidate)
    if shape.goals_by == "none" or "goal" in candidate.reads.columns:
        by_cells = with_goal_column(candidate)
        if by_cells is not candidate:
            candidate = by_cells
            found, shape = _understood(candidate)
    grid, header, reads = candidate.grid, candidate.header, candidate.reads
    columns = _columns_by_row(found, reads.columns)
    return Table(
        kind=candidate.kind,
        sheet=grid.sheet,
        heading_rows=header.rows,
        columns=reads.columns,
        headings=header.headings,
        rows=tuple(_rows(candidate, shape, columns)),
        last_column=_last_column(candidate, [item.line.row for item in shape.items[:200]]),
        goals_by=shape.goals_by,
        left_out=tuple(shape.left_out),
        confidence=confidence(candidate),
        reasons=reads.reasons,
        sure={name: round(sure, 2) for name, sure in reads.sure.items()},
    )


def _understood(candidate: Candidate) -> tuple[Sequence[Line], Structure]:
    """What each row is, and how goals are expressed."""
    found = without_strays(candidate, without_actuals(candidate, with_titles(candidate, tuple(kept_lines(candidate)))))
    return found, structure(candidate, found)


def kept_lines(candidate: Candidate) -> Iterable[Line]:
    """The lines, less what a mapping leaves out."""
    mapping = candidate.mapping
    if mapping is None:
        return lines(candidate)
    last = mapping.last_row or candidate.grid.last_row
    inside = (line for line in lines(candidate) if mapping.first_row <= line.row <= last)
    return (
        line._replace(role=Role.OUT, why=skip_reasons.MAPPED) if line.row in mapping.leave_out else line
        for line in inside
    )


def _columns_by_row(found: Sequence[Line], first: Columns) -> Sequence[tuple[int, Columns]]:
    """From which row on which columns hold: a block may order them otherwise."""
    turns = [(line.row, line.reads.columns) for line in found if line.role is Role.HEADING and line.reads]
    return [(0, first), *(turn for turn in turns if turn[1] != first)]


def _rows(candidate: Candidate, shape: Structure, turns: Sequence[tuple[int, Columns]]) -> Iterable[Row]:
    grid, kind = candidate.grid, candidate.kind
    main = MAIN[kind]
    vertical = _merged_downwards(grid, candidate.header.body)
    people = people_columns(candidate) if kind is Kind.STEPS else ()
    letter = owning_letter(candidate, people) if people else ""
    owners = carried_owners(candidate, shape)
    taken, actuals = inheritable(candidate, shape), actual_rows(shape)
    marks = calendar_marks(candidate, [item.line.row for item in shape.items]) if kind is Kind.STEPS else None
    doubts = doubted(candidate, [item.line for item in shape.items]) if kind is Kind.STEPS else frozenset()
    at = 0
    for item in shape.items:
        row = item.line.row
        while at + 1 < len(turns) and turns[at + 1][0] < row:
            at += 1
        columns = turns[at][1]
        elsewhere = dict(_spread(grid, row, columns, vertical)) if vertical else {}
        if item.goal is not None:
            elsewhere["goal"] = grid.cell(*item.goal)
        elif kind is Kind.STEPS and item.line.column and item.line.column in columns.get("goal", ()):
            elsewhere["goal"] = Cell(grid.sheet.ref(row, item.line.column), None)  # a step is no goal of its own
        if item.group is not None and "milestone" not in columns and kind is Kind.STEPS:
            elsewhere["milestone"] = grid.cell(*item.group)
        if item.line.text and item.line.column not in columns.get(main, ()) and main not in elsewhere:
            elsewhere[main] = grid.cell(*grid.anchor(row, item.line.column))
        elsewhere |= from_actual(candidate, Row(grid.sheet, row, columns, elsewhere), actuals.get(row, 0))
        inherited = dict(from_heads(candidate, item, taken, columns)) if taken else {}
        if row in owners:
            inherited["owner"] = owners[row]
        if marks is not None:
            inherited |= marks.dates(grid, row)
        elsewhere |= inherited
        owner = marked_owner(candidate, people, letter, Row(grid.sheet, row, columns)) if people else None
        if owner is not None:
            elsewhere["owner"] = owner
        if candidate.mapping is not None:
            elsewhere |= restated(candidate.mapping, Row(grid.sheet, row, columns, elsewhere), candidate.header.body)
        guessed = {main} if row in doubts else set()
        yield Row(grid.sheet, row, columns, elsewhere, frozenset({*inherited, *guessed}))


def _merged_downwards(grid: Grid, body: int) -> frozenset[int]:
    """The columns in which cells are merged over several rows of the body."""
    return frozenset(
        column
        for area in grid.sheet.merged
        if area.last_row > area.first_row and area.last_row >= body
        for column in range(area.first_column, min(area.last_column, area.first_column + 50) + 1)
    )


def _spread(grid: Grid, row: int, columns: Columns, vertical: frozenset[int]) -> Iterable[tuple[str, Cell]]:
    """The fields whose cell is merged from above: their value stands in the first cell of the merged range.

    An ID is that of the first row alone: one mention names one item.
    """
    for name, places in columns.items():
        if len(places) == 1 and places[0] in vertical:
            anchor = grid.anchor(row, places[0])
            if anchor[0] < row:
                yield name, Cell(grid.sheet.ref(row, places[0]), None) if name == "id" else grid.cell(*anchor)


def _last_column(candidate: Candidate, rows: Sequence[int]) -> int:
    """The last column in use on the heading's, the items' and a few rows above them: a gantt grid counts."""
    header, grid = candidate.header, candidate.grid
    near = [*range(max(1, header.rows[0] - 3), header.rows[0]), *header.rows, *rows]
    used = [max(grid.filled(row), default=0) for row in near if row >= header.rows[0] or _has_time(candidate, row)]
    time = header.grid.last if header.grid else 0
    merged = max(
        (a.last_column for a in grid.sheet.merged if header.rows[0] <= a.first_row <= header.rows[-1]), default=0
    )
    return max([*used, time, merged, max(header.stacks, default=1)])


def _has_time(candidate: Candidate, row: int) -> bool:
    time = candidate.header.grid
    return time is not None and row >= time.row


#: The fields that confidence is about, by how much each matters where it has a column.
MATTERS = {
    "owner": 1.0,
    "due": 1.0,
    "status": 0.7,
    "start": 0.5,
    "percent": 0.5,
    "done_on": 0.5,
    "target": 0.7,
    "current": 0.7,
}


def confidence(candidate: Candidate) -> float:
    """0-1: how sure the name column and the fields that decide on verdicts are; nothing but a name is never sure."""
    sure = candidate.reads.sure
    needed = [field.name for field in FIELDS[candidate.kind] if field.needed]
    weights = {name: weight for name, weight in MATTERS.items() if name in sure} | dict.fromkeys(needed, 1.5)
    total = sum(weight * min(1.0, sure.get(name, 0.0)) for name, weight in weights.items())
    return round(total / sum(weights.values()), 2) if weights else 0.0
