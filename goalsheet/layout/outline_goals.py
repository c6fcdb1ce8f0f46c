"""Goals by outline: rows above deeper rows are their headings, by number, indent, column or grouping."""

from collections.abc import Sequence
from itertools import accumulate, islice, pairwise

from goalsheet.layout import skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.first_title import first_title
from goalsheet.layout.grid import amount
from goalsheet.layout.outline import is_over, levels
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import Item, Structure, in_order, outs, without_notes
from goalsheet.layout.table import LeftOut


def numbered(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """Bare rows whose number begins those of the rows below them (1.1 over 1.1.1), beside a column of phases."""
    named = [line for line in found if line.role in (Role.ITEM, Role.BARE) and line.text]
    over = [a for a, b in pairwise(named) if is_over(a, b) and _only_grouped(candidate, a)]
    return outline(candidate, found) if len(over) >= 2 and len(named) >= 3 * len(over) else None


def _only_grouped(candidate: Candidate, line: Line) -> bool:
    """Whether a row has a name, and nothing else but what groups it."""
    columns = candidate.reads.columns
    besides = {line.column, *(c for name in ("id", "goal", "milestone") for c in columns.get(name, ()))}
    return not any(c not in besides and c in candidate.header.stacks for c in candidate.grid.filled(line.row))


def outline(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """Rows above deeper rows are their headings: the topmost is the goal, one between only groups its rows."""
    kept, notes = without_notes(found)
    named = [line for line in kept if line.role in (Role.ITEM, Role.BARE) and line.text]
    depth, by = levels(candidate.grid, named, *map(candidate.reads.beside, ("outline_level", "kind_of_row")))
    if not by:
        return None
    parents = _parents(depth)
    top = _goal_level(depth, parents)
    roots = [i for i, level in enumerate(depth) if level == top]
    if by not in ("number", "level column") and sum(i in parents for i in roots) < 0.5 * len(roots):
        return None
    items, left = _by_levels(candidate, named, depth, parents, top)
    items = _under_first_title(candidate, kept, items)
    nameless = [Item(line) for line in kept if line.role is Role.ITEM and not line.text]
    return Structure(
        sorted([*items, *nameless], key=lambda item: item.line.row),
        "outline",
        in_order([*outs(found), *notes, *left]),
    )


def _under_first_title(candidate: Candidate, kept: Sequence[Line], items: Sequence[Item]) -> Sequence[Item]:
    """The items, those above the first heading of a block under the title that stands above the table's own heading."""
    if not items or items[0].goal is not None or not any(line.role is Role.HEADING for line in kept):
        return items
    title, own = first_title(candidate, kept, items[0].line), candidate.reads.columns.get("goal", (0,))[0]
    until = next((item.line.row for item in items if item.goal is not None), candidate.grid.last_row + 1)
    return [
        item._replace(goal=title)
        if item.line.row < until and candidate.grid.value(item.line.row, own) is None
        else item
        for item in items
    ]


def _parents(depth: Sequence[int]) -> frozenset[int]:
    return frozenset(i for i in range(len(depth) - 1) if depth[i + 1] > depth[i])


def _goal_level(depth: Sequence[int], parents: frozenset[int]) -> int:
    """The topmost level, or the next where a single row stands above all others: that is the plan's own name."""
    ranks = sorted(set(depth))
    while len(ranks) > 2:
        at_top = [i for i, level in enumerate(depth) if level == ranks[0]]
        below = [i for i, level in enumerate(depth) if level == ranks[1]]
        if len(at_top) > 1 or sum(i in parents for i in below) < 2:
            break
        ranks = ranks[1:]
    return ranks[0]


def _by_levels(
    candidate: Candidate, named: Sequence[Line], depth: Sequence[int], parents: frozenset[int], top: int
) -> tuple[Sequence[Item], Sequence[LeftOut]]:
    items: list[Item] = []
    left: list[LeftOut] = []
    above: list[tuple[int, Line]] = []
    for i, line in enumerate(named):
        above = [(level, parent) for level, parent in above if level < depth[i]]
        goal = next(((p.row, p.column) for level, p in above if level == top), None)
        group = next(((p.row, p.column) for level, p in reversed(above) if level > top), None)
        if i not in parents:
            if line.role is Role.BARE and depth[i] <= top:
                left.append(LeftOut(line.row, skip_reasons.LONE_HEADING))
            else:
                items.append(Item(line, goal, group))
            continue
        above.append((depth[i], line))
        if depth[i] > top and (_owned(candidate, line) or _has_effort(candidate, line, named[i + 1 :])):
            items.append(Item(line, goal, group))
        elif depth[i] > top:
            left.append(LeftOut(line.row, skip_reasons.SUM))
        elif depth[i] < top:
            left.append(LeftOut(line.row, skip_reasons.WHOLE_PLAN))
    return items, left


def _has_effort(candidate: Candidate, line: Line, below: Sequence[Line]) -> bool:
    """Whether a row has hours of its own that are not the sum of some of the rows below it."""
    grid = candidate.grid
    for column in candidate.reads.columns.get("effort", ()):
        own = amount(grid.value(line.row, column))
        if own and not grid.sheet.details.has_formula(line.row, column):
            sums = accumulate(amount(grid.value(other.row, column)) for other in below)
            return not any(abs(total - own) < 0.01 for total in islice(sums, 1, None))
    return False


def _owned(candidate: Candidate, line: Line) -> bool:
    """Whether a row names an owner of its own."""
    return any(
        candidate.grid.value(line.row, column) is not None for column in candidate.reads.columns.get("owner", ())
    )
