"""What rows take from above: what their heading row alone says, and an owner written once for several rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid
from goalsheet.layout.structured import Item, Structure
from goalsheet.layout.table import Cell, Kind

#: Fields that a row takes from the row above it that heads it.
TAKEN = ("owner", "start", "due", "status")
#: Ways of expressing goals in which these have rows of their own.
OWN_ROWS = frozenset({"outline", "section rows", "blocks"})
Columns = Mapping[str, tuple[int, ...]]


def inheritable(candidate: Candidate, shape: Structure) -> Sequence[str]:
    """The fields given on heading rows alone, on two at least: where one item has its own, each speaks for itself."""
    if shape.goals_by not in OWN_ROWS:
        return ()
    heads = {place[0] for item in shape.items for place in (item.goal, item.group) if place}
    items = {item.line.row for item in shape.items}
    columns = candidate.reads.columns
    return tuple(
        name
        for name in TAKEN
        if name in columns
        and len(list(_given(candidate, heads - items, columns[name]))) >= 2
        and not any(_given(candidate, items, columns[name]))
    )


def _given(candidate: Candidate, rows: Iterable[int], columns: Iterable[int]) -> Iterator[int]:
    places = tuple(columns)
    return (row for row in rows if any(candidate.grid.value(row, column) is not None for column in places))


def from_heads(candidate: Candidate, item: Item, names: Iterable[str], columns: Columns) -> Iterator[tuple[str, Cell]]:
    """What an item takes from the nearest of its heading rows."""
    for name in names:
        for place in (item.group, item.goal):
            column = columns.get(name, (0,))[0]
            if place and column and candidate.grid.value(place[0], column) is not None:
                yield name, candidate.grid.cell(place[0], column)
                break


def carried_owners(candidate: Candidate, shape: Structure) -> Mapping[int, Cell]:
    """Row -> its blank cell with the owner above it, where owners are written once and left blank below.

    So they are where the first row has one, none stands twice in a row nor right below another, and few rows have one;
    or where only the rows that state a goal have one. Owners that a few rows lack are no such thing.
    """
    columns = candidate.reads.columns.get("owner", ())
    rows = [item.line.row for item in shape.items]
    if candidate.kind is not Kind.STEPS or len(columns) != 1 or len(rows) < FEWEST:
        return {}
    grid, column = candidate.grid, columns[0]
    if shape.goals_by != "filled down" and grid.value(rows[1], column) is not None:
        return {}  # quick to tell, as of most lists
    given = [row for row in rows if isinstance(grid.value(*grid.anchor(row, column)), str)]
    if (
        len(given) < 2
        or given[0] != rows[0]
        or not (_once_a_goal(shape, given) or _scattered(grid, column, rows, given))
    ):
        return {}
    having = frozenset(given)
    found: dict[int, Cell] = {}
    last = given[0]
    for row in rows:
        if row in having:
            last = row
        elif grid.value(row, column) is None:
            found[row] = replace(grid.cell(last, column), ref=grid.sheet.ref(row, column))
    return found


#: Too few rows to see how owners are written.
FEWEST = 4


def _once_a_goal(shape: Structure, given: Sequence[int]) -> bool:
    """Whether the rows with an owner are those that state a goal for the rows below them."""
    first = {item.line.row for item in shape.items if item.goal is None}
    return shape.goals_by == "filled down" and set(given) == first and len(first) <= 0.6 * len(shape.items)


def _scattered(grid: Grid, column: int, rows: Sequence[int], given: Sequence[int]) -> bool:
    """Whether few rows have an owner, each another than the one before, and none right below another."""
    having = frozenset(given)
    alone = all(b not in having for a, b in pairwise(rows) if a in having)
    owners = [grid.value(row, column) for row in given]
    return alone and len(given) <= 0.4 * len(rows) and all(a != b for a, b in pairwise(owners))
