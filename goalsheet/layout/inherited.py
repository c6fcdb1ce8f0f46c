"""What a heading row says for the rows under it: an owner, dates or a status that none of them has itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.structured import Item, Structure
from goalsheet.layout.table import Cell

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
