"""Goals by section rows or blocks: rows that head the rows below them."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from goalsheet.layout import skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.emphasized_rows import standing_out
from goalsheet.layout.first_title import first_title
from goalsheet.layout.grid import Grid
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import Item, Place, Structure, in_order, outs, without_notes
from goalsheet.layout.summary_rows import summing, totalling, worked_out
from goalsheet.layout.table import LeftOut


def sections(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """Bare rows that head the rows below them."""
    kept, notes = without_notes(found)
    grid = candidate.grid
    marked = (
        _headings(candidate, kept)
        or summing(grid, candidate.reads.columns, kept)
        or totalling(grid, candidate.header.stacks, kept)
        or standing_out(candidate, kept)
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
                goal = first_title(candidate, kept, line)
            items.append(Item(line, goal))
            headed, first = True, False
    if goal and not headed:
        left.append(LeftOut(goal[0], skip_reasons.LONE_HEADING))
    blocks = any(line.role is Role.HEADING for line in kept)
    return Structure(items, "blocks" if blocks else "section rows", in_order([*outs(found), *notes, *left]))


def _headings(candidate: Candidate, kept: Sequence[Line]) -> frozenset[int]:
    """Which bare lines are headings: those that look otherwise than items; where none does, those right above items."""
    summed = worked_out(candidate, kept)
    bare = [i for i, line in enumerate(kept) if line.role is Role.BARE or i in summed]
    items = [line for i, line in enumerate(kept) if line.role is Role.ITEM and i not in summed]
    if not bare or not items:
        return frozenset()
    looks = _looks(candidate.grid)
    usual = Counter(looks(line) for line in items)
    rare = max(1, len(items) // 10) if len(items) >= 10 else 0
    striking = frozenset(i for i in bare if usual[looks(kept[i])] <= rare and _heads_something(kept, i))
    if striking:
        alike = {looks(kept[i]) for i in striking}
        named = {kept[i].text.casefold() for i in striking}
        return striking | {i for i in bare if looks(kept[i]) in alike or kept[i].text.casefold() in named}
    if len(bare) > len(items) or ("goal" in candidate.reads.columns and candidate.reads.outright("goal") >= 0.9):
        return frozenset()
    usual_id = Counter(_shape(line.id) for line in items).most_common(1)[0][0]
    plain = frozenset(
        i
        for i in bare
        if i not in summed and (not kept[i].id or _shape(kept[i].id) != usual_id) and _followed_by_item(kept, i)
    )
    block = any(kept[i + 1].role is Role.HEADING for i in plain)
    first = next((i for i, line in enumerate(kept) if line.role is not Role.OUT), 0)
    return plain if first in plain or block or any(kept[i].gap for i in plain) else frozenset()


def _shape(number: str) -> str:
    """What kind of number a row has: `12` and `3` are alike, `A` and `II` are, `1.2` and `4.1` are."""
    return re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "9", number))


def _looks(grid: Grid) -> Callable[[Line], tuple[object, ...]]:
    """What sets a row apart at first sight: where its text stands, how far it reaches, its look and its capitals."""
    coloured = not grid.large

    def look(line: Line) -> tuple[object, ...]:
        details = grid.sheet.details
        fill = details.fill(line.row, line.column) if coloured and line.column else ""
        bold = bool(coloured and line.column and details.bold(line.row, line.column))
        said = (line.text.isupper(), line.text.rstrip().endswith((":", "：")))
        return (line.column, grid.spans(line.row, line.column), fill, bold, *said)

    return look


def _heads_something(kept: Sequence[Line], i: int) -> bool:
    return any(kept[j].role in (Role.ITEM, Role.BARE) for j in range(i + 1, len(kept)))


def _followed_by_item(kept: Sequence[Line], i: int) -> bool:
    below = (kept[j].role for j in range(i + 1, len(kept)))
    following = next((role for role in below if role not in (Role.HEADING, Role.OUT)), None)
    return following is Role.ITEM
