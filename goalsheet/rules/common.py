"""What the families of rules share: small questions about items, and how values are put in a message."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from goalsheet.cells import CellRef
from goalsheet.folding import bare, grouped
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, counted, joined, msg, quoted
from goalsheet.plan.model import Goal, Item, KeyResult, Plan, Step, Work
from goalsheet.rules.base import Breach

_T = TypeVar("_T")

#: From this many rows on, a rule that every row breaks is told once, at the heading.
MANY = 3

#: Up to so many unknown words, the nearest of so many known ones is looked up.
FEW_UNKNOWN, MANY_CHOICES = 50, 2000


def listed(plan: Plan) -> tuple[Goal, ...]:
    """The goals that have a row of their own."""
    return tuple(goal for goal in plan.goals if not goal.implicit)


def written(plan: Plan) -> Iterator[Goal | Step | KeyResult]:
    """Everything that has a row of its own."""
    return (item for item in plan.work if not (isinstance(item, Goal) and item.implicit))


def named(work: Work) -> str:
    """How a message names an item: by its ID, else by its words, cut where long."""
    return work.id or quoted(work.name)


def closest(word: str, choices: Iterable[str]) -> LazyText:
    """A hint naming the choice nearest to a word; empty where none is near, so that the rule's own hint stays."""
    by_text = {bare(choice): choice for choice in choices}
    near = difflib.get_close_matches(bare(word), by_text, n=1, cutoff=0.75)
    return msg("Did you mean {choice}?", choice=quoted(by_text[near[0]], 200)) if near else NOTHING


def closest_of_each(words: Sequence[str], choices: Sequence[str]) -> list[LazyText]:
    """`closest` for each of some unknown words; nothing where there are so many that likeness would not help."""
    few = len(words) <= FEW_UNKNOWN and len(choices) <= MANY_CHOICES
    return [closest(word, choices) if few else NOTHING for word in words]


def told(
    plan: Plan, rows: Iterable[Work], field: str, breaks: Callable[[Work], bool], each: LazyText, everyone: LazyText
) -> Iterator[Breach]:
    """Each row that breaks a rule; or once per sheet, at the heading, where every row does.

    Rows whose table has no column for the field are passed over.
    """
    with_column = (row for row in rows if field in row.cells)
    for group in grouped(with_column, lambda row: row.home.sheet).values():
        broken = [row for row in group if breaks(row)]
        if len(broken) == len(group) >= MANY:
            yield heading(plan, group[0], field), everyone
        else:
            yield from ((row.at(field), each) for row in broken)


def unreadable(plan: Plan) -> frozenset[CellRef]:
    """The cells that reading could not read: they are not blank, and what is wrong with them is told already."""
    return plan.unread


def summed_up(breaches: Sequence[Breach], of: int, summary: Callable[[Sequence[Breach]], Breach]) -> Iterator[Breach]:
    """The breaches; or their summary alone where they are many and more than half of what could break the rule."""
    if len(breaches) >= MANY and len(breaches) * 2 > of:
        yield summary(breaches)
    else:
        yield from breaches


def heading(plan: Plan, item: Item, field: str) -> CellRef:
    """The heading of the column an item's field stands in."""
    cell = item.at(field)
    rows = [row for table in plan.layout.tables if table.sheet.name == cell.sheet for row in table.heading_rows]
    above = [row for row in rows if row <= cell.row]
    return CellRef(cell.sheet, max(above, default=cell.row), cell.column)


def names(items: Sequence[str], limit: int = 20) -> LazyText:
    """A chain of names, its middle left out where it is very long.

    >>> names(["a", "b", "a"])
    'a → b → a'
    """
    if len(items) > limit:
        left_out = counted(len(items) - limit, "… {n} more …", "… {n} more …")
        items = [*items[: limit // 2], left_out, *items[-(limit // 2) :]]
    return joined(items, " → ")
