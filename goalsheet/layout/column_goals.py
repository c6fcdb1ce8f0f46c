"""Goals by a column: repeated in every row, merged over several, or stated once and left blank below."""

from collections.abc import Sequence

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_code
from goalsheet.layout.frame import OUTRIGHT
from goalsheet.layout.goal_column import runs
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import Item, Place, Structure, flat
from goalsheet.layout.table import Kind


def by_column(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """A goal column that says so and is filled, as in our own workbook."""
    columns = candidate.reads.columns.get("goal")
    if not columns:
        return None
    items = [line for line in found if line.role is Role.ITEM]
    filled = sum(candidate.grid.value(line.row, columns[0]) is not None for line in items)
    outright = candidate.reads.outright("goal") >= OUTRIGHT and filled >= 0.5 * len(items)
    if not outright and not _in_runs([text(candidate.grid.value(line.row, columns[0])) for line in items]):
        return None
    return None if _merged_goals(candidate.grid, items, columns[0]) else flat(found, "column")


def _in_runs(given: Sequence[str]) -> bool:
    """Whether nearly every item names its goal, and those of one goal stand together."""
    filled = [goal for goal in given if goal]
    named = set(filled)
    return (
        len(filled) >= 0.9 * len(given)
        and 2 <= len(named) <= 0.7 * len(given)
        and runs(filled) <= 1.34 * len(named)
        and not all(is_code(goal) for goal in named)
    )


def weak_column(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """A column that may be the goal (phase, category) counts where nothing else expresses goals."""
    return flat(found, "column") if "goal" in candidate.reads.columns else None


def _merged_goals(grid: Grid, items: Sequence[Line], column: int) -> bool:
    return bool(grid.sheet.merged) and any(
        (area := grid.merged(line.row, column)) and area.last_row > area.first_row for line in items
    )


def filled_down(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """A goal column whose cells are merged over several rows, or stated once and left blank below."""
    columns, grid = candidate.reads.columns.get("goal"), candidate.grid
    if not columns or (not grid.sheet.merged and _repeats_goals(grid, found, columns[0])):
        return None
    plain, column = flat(found, "column"), columns[0]
    if not plain.items:
        return None
    own = sum(item.line.column == column for item in plain.items)
    if own >= 2 and 2 * own >= sum(grid.value(item.line.row, column) is not None for item in plain.items):
        return None  # the rows that state a goal are no steps themselves: they head those below
    merged = _merged_goals(grid, [item.line for item in plain.items], column)
    once = _stated_once(grid, plain.items, column, candidate.kind is Kind.KEY_RESULTS)
    if not merged and not once:
        return None
    items: list[Item] = []
    last: Place | None = None
    for item in plain.items:
        row, place = item.line.row, grid.anchor(item.line.row, column)
        if grid.value(*place) is not None:
            last = place
        elif not once:
            last = None
        items.append(Item(item.line, None if last is None or last == (row, column) else last))
    return Structure(items, "merged" if merged else "filled down", plain.left_out)


def _repeats_goals(grid: Grid, found: Sequence[Line], column: int) -> bool:
    """Whether two items say the same goal, which is quick to tell where all do."""
    seen: set[str] = set()
    for line in found:
        goal = text(grid.value(line.row, column)) if line.role is Role.ITEM else ""
        if goal and goal in seen:
            return True
        seen.add(goal)
    return False


def _stated_once(grid: Grid, items: Sequence[Item], column: int, results: bool) -> bool:
    """Whether every goal is written once, on the first of its rows: no goal is repeated, and many cells are blank.

    For key results one goal alone is enough; one alone among steps may just be the only one that was filled in.
    """
    given = [text(grid.value(item.line.row, column)) for item in items]
    filled = [goal for goal in given if goal]
    anchored = any(grid.anchor(item.line.row, column)[0] < item.line.row for item in items)
    return (
        len(filled) >= (1 if results and len(given) > 1 else 2)
        and not all(is_code(goal) for goal in filled)
        and (bool(given[0]) or anchored)
        and len(set(filled)) == len(filled)
        and len(filled) <= 0.7 * len(given)
    )
