"""Goals by section rows or blocks: rows that head the rows below them."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from goalsheet.layout import skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.row_roles import TELLING, Line, Role
from goalsheet.layout.structured import Item, Place, Structure, in_order, outs, without_notes
from goalsheet.layout.summary_rows import summing, totalling
from goalsheet.layout.table import LeftOut


def sections(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """Bare rows that head the rows below them."""
    kept, notes = without_notes(found)
    grid = candidate.grid
    marked = (
        _headings(candidate, kept)
        or summing(grid, candidate.reads.columns, kept)
        or totalling(grid, candidate.header.stacks, kept)
        or _coloured_heads(candidate, kept)
    )
    if not marked:
        return None
    items: list[Item] = []
    left: list[LeftOut] = []
    goal: Place | None = None
    headed = False
    first = True
    for i, line in enumerate(kept):
        if i in marked:
            if goal and not headed:
                left.append(LeftOut(goal[0], skip_reasons.LONE_HEADING))
            goal, headed = (line.row, line.column), False
        elif line.role in (Role.ITEM, Role.BARE):
            if first and goal is None:
                above = banner(candidate) if any(other.role is Role.HEADING for other in kept) else None
                goal = above or _title_in_heading(candidate, line)
            items.append(Item(line, goal))
            headed, first = True, False
    if goal and not headed:
        left.append(LeftOut(goal[0], skip_reasons.LONE_HEADING))
    blocks = any(line.role is Role.HEADING for line in kept)
    return Structure(items, "blocks" if blocks else "section rows", in_order([*outs(found), *notes, *left]))


def _headings(candidate: Candidate, kept: Sequence[Line]) -> frozenset[int]:
    """Which bare lines are headings: those that look otherwise than items; where none does, those right above items."""
    bare = [i for i, line in enumerate(kept) if line.role is Role.BARE]
    items = [line for line in kept if line.role is Role.ITEM]
    if not bare or not items:
        return frozenset()
    looks = _looks(candidate.grid, kept)
    usual = Counter(looks(line) for line in items).most_common(1)[0][0]
    striking = frozenset(i for i in bare if looks(kept[i]) != usual and _heads_something(kept, i))
    if striking:
        alike = {looks(kept[i]) for i in striking}
        named = {kept[i].text.casefold() for i in striking}
        return striking | {i for i in bare if looks(kept[i]) in alike or kept[i].text.casefold() in named}
    if len(bare) > len(items) or ("goal" in candidate.reads.columns and candidate.reads.sure["goal"] >= 0.9):
        return frozenset()
    usual_id = Counter(_shape(line.id) for line in items).most_common(1)[0][0]
    plain = frozenset(
        i for i in bare if (not kept[i].id or _shape(kept[i].id) != usual_id) and _followed_by_item(kept, i)
    )
    block = any(kept[i + 1].role is Role.HEADING for i in plain)
    return plain if len(plain) >= 2 or 0 in plain or block or any(kept[i].gap for i in plain) else frozenset()


def _coloured_heads(candidate: Candidate, kept: Sequence[Line]) -> frozenset[int]:
    """Items in a colour of their own, each right above others, that say what those leave out, and the other way round.

    A colour alone says nothing: it may mark what is done or late.
    """
    grid, columns = candidate.grid, candidate.reads.columns
    items = [i for i, line in enumerate(kept) if line.role is Role.ITEM and line.column]
    if grid.large or len(items) < 4:
        return frozenset()
    fills = {i: grid.sheet.details.fill(kept[i].row, kept[i].column) for i in items}
    usual = Counter(fills.values()).most_common(1)[0][0]
    heads = [i for i in items if fills[i] != usual]
    below = [i for i in items if fills[i] == usual]
    apart = all(b - a > 1 for a, b in pairwise([*heads, len(kept)]))
    if len(heads) < 2 or len(below) < len(heads) or heads[0] != items[0] or not apart:
        return frozenset()
    fields = [places[0] for name, places in columns.items() if name in TELLING]
    in_heads, in_items = ({c for c in fields if _any(grid, kept, rows, c)} for rows in (heads, below))
    return frozenset(heads) if in_heads - in_items and (in_items - in_heads or "owner" not in columns) else frozenset()


def _any(grid: Grid, kept: Sequence[Line], rows: Sequence[int], column: int) -> bool:
    return any(grid.value(kept[i].row, column) is not None for i in rows)


def _shape(number: str) -> str:
    """What kind of number a row has: `12` and `3` are alike, `A` and `II` are, `1.2` and `4.1` are."""
    return re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "9", number))


def _looks(grid: Grid, kept: Sequence[Line]) -> Callable[[Line], tuple[object, ...]]:
    """What sets a row apart at first sight: where its text stands, whether it is merged across, its colour."""
    coloured = not grid.large

    def look(line: Line) -> tuple[object, ...]:
        fill = grid.sheet.details.fill(line.row, line.column) if coloured and line.column else ""
        return (line.column, grid.spans(line.row, line.column), fill)

    return look


def _heads_something(kept: Sequence[Line], i: int) -> bool:
    return any(line.role in (Role.ITEM, Role.BARE) for line in kept[i + 1 :])


def _followed_by_item(kept: Sequence[Line], i: int) -> bool:
    following = next((line.role for line in kept[i + 1 :] if line.role not in (Role.HEADING, Role.OUT)), None)
    return following is Role.ITEM


def _title_in_heading(candidate: Candidate, line: Line) -> Place | None:
    """The heading over the names where it is no word for them: then it is the title of the first section."""
    row = candidate.header.rows[-1]
    heading = candidate.header.stacks.get(line.column, ())
    known = [m for m in candidate.header.meanings(line.column).values() if m.strength >= 0.4]
    return (row, line.column) if len(heading) == 1 and not known and candidate.header.rows == (row,) else None


def banner(candidate: Candidate) -> Place | None:
    """The lone text above the heading of a block, which names it."""
    header, grid = candidate.header, candidate.grid
    first, last = min(header.stacks), max(header.stacks)
    for row in range(header.rows[0] - 1, max(0, header.rows[0] - 3), -1):
        texts = [c for c, v in grid.filled(row).items() if first - 1 <= c <= last and isinstance(v, str)]
        if len(texts) == 1 and len(text(grid.value(row, texts[0]))) <= 80:
            return (row, texts[0])
        if texts:
            return None
    return None
