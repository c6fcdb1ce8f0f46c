"""The nearest thing to a plan in a workbook that is refused: what a refusal names, and what a person can mend."""

from collections.abc import Iterator, Sequence

from goalsheet.cells import column_letter
from goalsheet.layout.candidates import steps_under
from goalsheet.layout.choose import Found, weigh
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.grid import Grid
from goalsheet.layout.headers import head_of, headers
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import MAIN

#: So many rows from the top are looked at for one with several cells, where no row looks like a heading.
_DEEPEST = 40


def best_guess(grids: Sequence[Grid], tops: Sequence[Found]) -> Found | None:
    """The table that would be read if one had to be; None where no sheet has two columns of anything."""
    known = {top.sheet for top in tops}
    forced = (made for grid in grids if grid.sheet.name not in known for made in _forced(grid))
    return max((*tops, *forced), key=_nearness, default=None)


def _nearness(found: Found) -> tuple[object, ...]:
    """What makes a table near to a plan: rows, likeness to one, and how good it is."""
    rows = len(found.table.rows)
    steps = found.table.kind is Kind.STEPS
    return (
        rows > 0,
        found.table.sheet.visible,
        round(found.candidate.plan or 0.0, 1),
        steps,
        min(rows, 20),
        found.quality,
    )


def _forced(grid: Grid) -> Iterator[Found]:
    """A sheet on which nothing was found, read as steps all the same: its best heading, its column of longest texts."""
    header = next(headers(grid), None)
    if header is None:
        row = next((row for row in range(1, min(grid.last_row, _DEEPEST) + 1) if len(grid.filled(row)) > 1), 0)
        header = head_of(grid, row, row) if row else None
    if header is None or not header.stacks:
        return
    candidate = steps_under(grid, header, None)
    if "step" not in candidate.reads.columns:
        column = max(candidate.cells, key=lambda column: _wordiness(candidate.cells[column]), default=0)
        if not column:
            return
        candidate = steps_under(grid, header, None, {"step": (column,)})
    yield weigh(candidate)


def _wordiness(cells: Evidence) -> float:
    """How much a column is one of different phrases, as steps are."""
    return cells.distinct * cells.length if cells.texts else 0.0


def nearest(found: Found | None, is_empty: bool) -> str:
    """The nearest thing in words: where it stands, what it has, and what it lacks."""
    if found is None:
        return "no sheet has a row of headings" if not is_empty else "the workbook is empty"
    table = found.table
    main = MAIN[table.kind]
    if not table.rows and main not in table.columns:
        return "no sheet has a row of headings"
    has = ", ".join(f"{name} in {column_letter(places[0])}" for name, places in list(table.columns.items())[:4])
    return f"sheet {found.sheet}, row {table.heading_rows[-1]}: {found.why_not or 'no steps or goals'} ({has})"
