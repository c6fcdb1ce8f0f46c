"""Builds the table of a candidate: its items as rows, with what is stated outside them, and what is left out."""

from collections.abc import Iterable, Mapping, Sequence

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.fields import FIELDS
from goalsheet.layout.grid import Grid
from goalsheet.layout.lines import MAIN, Line, Role, lines
from goalsheet.layout.structure import Item, structure
from goalsheet.layout.table import Cell, Kind, Row, Table

Columns = Mapping[str, tuple[int, ...]]


def build(candidate: Candidate) -> Table:
    """The table with its rows."""
    found = tuple(lines(candidate))
    shape = structure(candidate, found)
    grid, head, reads = candidate.grid, candidate.head, candidate.reads
    columns = _columns_by_row(found, reads.columns)
    return Table(
        kind=candidate.kind,
        sheet=grid.sheet,
        heading_rows=head.rows,
        columns=reads.columns,
        headings=head.headings,
        rows=tuple(_rows(candidate, shape.items, columns)),
        last_column=_last_column(candidate, [item.line.row for item in shape.items[:200]]),
        goals_by=shape.goals_by,
        left_out=tuple(shape.left_out),
        confidence=confidence(candidate),
        reasons=reads.reasons,
    )


def _columns_by_row(found: Sequence[Line], first: Columns) -> Sequence[tuple[int, Columns]]:
    """From which row on which columns hold: a block may order them otherwise."""
    turns = [(line.row, line.reads.columns) for line in found if line.role is Role.HEADING and line.reads]
    return [(0, first), *(turn for turn in turns if turn[1] != first)]


def _rows(candidate: Candidate, items: Iterable[Item], turns: Sequence[tuple[int, Columns]]) -> Iterable[Row]:
    grid, kind = candidate.grid, candidate.kind
    main = MAIN[kind]
    vertical = _merged_downwards(grid, candidate.head.body)
    at = 0
    for item in items:
        row = item.line.row
        while at + 1 < len(turns) and turns[at + 1][0] < row:
            at += 1
        columns = turns[at][1]
        elsewhere = dict(_spread(grid, row, columns, vertical)) if vertical else {}
        if item.goal is not None:
            elsewhere["goal"] = grid.cell(*item.goal)
        if item.group is not None and "milestone" not in columns and kind is Kind.STEPS:
            elsewhere["milestone"] = grid.cell(*item.group)
        if item.line.text and item.line.column not in columns.get(main, ()) and main not in elsewhere:
            elsewhere[main] = grid.cell(*grid.anchor(row, item.line.column))
        yield Row(grid.sheet, row, columns, elsewhere) if elsewhere else Row(grid.sheet, row, columns)


def _merged_downwards(grid: Grid, body: int) -> frozenset[int]:
    """The columns in which cells are merged over several rows of the body."""
    return frozenset(
        column
        for area in grid.sheet.merged
        if area.last_row > area.first_row and area.last_row >= body
        for column in range(area.first_column, min(area.last_column, area.first_column + 50) + 1)
    )


def _spread(grid: Grid, row: int, columns: Columns, vertical: frozenset[int]) -> Iterable[tuple[str, Cell]]:
    """The fields whose cell is merged from above: their value stands in the first cell of the merged range."""
    for name, places in columns.items():
        if len(places) == 1 and places[0] in vertical:
            anchor = grid.anchor(row, places[0])
            if anchor[0] < row:
                yield name, grid.cell(*anchor)


def _last_column(candidate: Candidate, rows: Sequence[int]) -> int:
    """The last column in use on the heading's, the items' and a few rows above them: a gantt grid counts."""
    head, grid = candidate.head, candidate.grid
    near = [*range(max(1, head.rows[0] - 3), head.rows[0]), *head.rows, *rows]
    used = [max(grid.filled(row), default=0) for row in near if row >= head.rows[0] or _has_time(candidate, row)]
    time = head.grid.last if head.grid else 0
    merged = max((a.last_column for a in grid.sheet.merged if head.rows[0] <= a.first_row <= head.rows[-1]), default=0)
    return max([*used, time, merged, max(head.stacks, default=1)])


def _has_time(candidate: Candidate, row: int) -> bool:
    time = candidate.head.grid
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
