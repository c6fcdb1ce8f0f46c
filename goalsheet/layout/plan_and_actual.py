"""Rows in pairs, one for the plan and one for what came of it: one step, done on the day that the second row ends."""

from collections.abc import Iterator, Mapping, Sequence

from goalsheet.layout import heading_words, skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import Structure
from goalsheet.layout.table import Cell, Row


def without_actuals(candidate: Candidate, found: Sequence[Line]) -> Sequence[Line]:
    """Where every step has a row for the plan and one for the fact, the plan's alone are steps."""
    grid = candidate.grid
    first = [line for line in found if line.role is Role.ITEM][:60]
    columns = candidate.header.stacks or candidate.cells
    if not columns:
        return found
    for column in range(min(columns), max(columns) + 1):
        kinds = [_qualifier(grid, line.row, column) for line in first]
        if kinds.count("planned") >= 2 and kinds.count("actual") >= 2 and kinds.count("") <= 0.2 * len(kinds):
            return [_unless_actual(grid, line, column) for line in found]
    return found


def _unless_actual(grid: Grid, line: Line, column: int) -> Line:
    if line.role is not Role.ITEM or _qualifier(grid, line.row, column) != "actual":
        return line
    return line._replace(role=Role.OUT, why=skip_reasons.ACTUALS)


def _qualifier(grid: Grid, row: int, column: int) -> str:
    value = grid.value(row, column)
    return heading_words.qualifier(value) if isinstance(value, str) and len(value) <= 20 else ""


def actual_rows(shape: Structure) -> Mapping[int, int]:
    """The row of an item -> the row below it that says what came of it."""
    actuals = [out.row for out in shape.left_out if out.why == skip_reasons.ACTUALS]
    rows = sorted(item.line.row for item in shape.items) if actuals else []
    found: dict[int, int] = {}
    for actual in actuals:
        above = [row for row in rows if row < actual]
        if above and above[-1] not in found:
            found[above[-1]] = actual
    return found


def from_actual(candidate: Candidate, planned: Row, actual: int) -> dict[str, Cell]:
    """What the second row of a pair says of the first: the day it was done, and a status or share it does not have."""
    return dict(_from_actual(candidate.grid, planned, actual)) if actual else {}


def _from_actual(grid: Grid, planned: Row, actual: int) -> Iterator[tuple[str, Cell]]:
    for name in ("done_on", "status", "percent"):
        places = planned.columns.get(name) or (planned.columns.get("due", ()) if name == "done_on" else ())
        own = planned.cell(name) if name in planned.columns else None
        if places and (own is None or own.value is None) and grid.value(actual, places[0]) is not None:
            yield name, grid.cell(actual, places[0])
