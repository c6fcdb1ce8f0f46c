"""How goals are expressed: a column, merged or blank downwards, an outline, section rows, blocks, or not at all."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from goalsheet.layout import skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_code
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.outline import levels
from goalsheet.layout.row_roles import OUTRIGHT, Line, Role
from goalsheet.layout.summary_rows import summing
from goalsheet.layout.table import Kind, LeftOut

#: (row, column) of a cell that states something for rows below it.
Place = tuple[int, int]
#: Kinds whose rows may stand under headings of their own.
STRUCTURED = frozenset({Kind.STEPS, Kind.KEY_RESULTS})


class Item(NamedTuple):
    """A row that is an item, and where its goal and its group within the goal are stated, if not in the row."""

    line: Line
    goal: Place | None = None
    group: Place | None = None


@dataclass(frozen=True)
class Structure:
    items: Sequence[Item]
    goals_by: str
    left_out: Sequence[LeftOut] = field(default_factory=tuple)


def structure(candidate: Candidate, found: Sequence[Line]) -> Structure:
    """The first way of expressing goals that these lines show, from the plainest to the most guessed."""
    if candidate.kind not in STRUCTURED:
        return _flat(found, "column")
    ways: tuple[Callable[[Candidate, Sequence[Line]], Structure | None], ...] = (
        _filled_down, _column, _outline, _sections, _weak_column,
    )  # fmt: skip
    said = candidate.mapping.goals_by if candidate.mapping else ""
    for way in ways:
        structured = way(candidate, found) if said in ("", "merged", "filled down") or way is WAYS.get(said) else None
        if structured is not None:
            return structured
    return _flat(found, "none")


def _outs(found: Sequence[Line]) -> Iterator[LeftOut]:
    return (LeftOut(line.row, line.why) for line in found if line.role in (Role.OUT, Role.HEADING) and line.why)


def _in_order(left_out: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left_out, key=lambda out: out.row))


def _flat(found: Sequence[Line], goals_by: str) -> Structure:
    """Every line is an item but those that are plainly none, and notes below the table."""
    kept, notes = _without_notes(found)
    main = Counter(line.column for line in kept if line.role is Role.ITEM).most_common(1)
    aside = [line for line in kept if line.role is Role.BARE and main and line.column != main[0][0]]
    items = [Item(line) for line in kept if line.role in (Role.ITEM, Role.BARE) and line not in aside]
    left = [*_outs(found), *notes, *(LeftOut(line.row, skip_reasons.HEADING) for line in aside)]
    return Structure(items, goals_by, _in_order(left))


def _without_notes(found: Sequence[Line]) -> tuple[Sequence[Line], Sequence[LeftOut]]:
    """The lines without the bare texts that stand, set off by a blank row, below the last item."""
    last = max((i for i, line in enumerate(found) if line.role is Role.ITEM), default=len(found) - 1)
    cut = next((i for i in range(last + 1, len(found)) if found[i].gap or len(found[i].text) > 120), len(found))
    notes = [LeftOut(line.row, skip_reasons.NOTE_BELOW) for line in found[cut:] if line.role is Role.BARE]
    return found[:cut], notes


def _column(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """A goal column that says so and is filled, as in our own workbook."""
    columns = candidate.reads.columns.get("goal")
    if not columns:
        return None
    items = [line for line in found if line.role is Role.ITEM]
    filled = sum(candidate.grid.value(line.row, columns[0]) is not None for line in items)
    if candidate.reads.sure["goal"] < OUTRIGHT or filled < 0.5 * len(items):
        return None
    return None if _merged_goals(candidate.grid, items, columns[0]) else _flat(found, "column")


def _weak_column(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """A column that may be the goal (phase, category) counts where nothing else expresses goals."""
    return _flat(found, "column") if "goal" in candidate.reads.columns else None


def _merged_goals(grid: Grid, items: Sequence[Line], column: int) -> bool:
    return bool(grid.sheet.merged) and any(
        (area := grid.merged(line.row, column)) and area.last_row > area.first_row for line in items
    )


# -- outline ---------------------------------------------------------------------------------------------------------


def _outline(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """Rows above deeper rows are their headings: the topmost is the goal, one between only groups its rows."""
    kept, notes = _without_notes(found)
    named = [line for line in kept if line.role in (Role.ITEM, Role.BARE) and line.text]
    depth, by = levels(candidate.grid, named, *map(candidate.reads.beside, ("outline_level", "kind_of_row")))
    if not by:
        return None
    parents = _parents(depth)
    top = _goal_level(depth, parents)
    roots = [i for i, level in enumerate(depth) if level == top]
    if sum(i in parents for i in roots) < 0.5 * len(roots):
        return None
    items, left = _by_levels(candidate, named, depth, parents, top)
    nameless = [Item(line) for line in kept if line.role is Role.ITEM and not line.text]
    return Structure(
        sorted([*items, *nameless], key=lambda item: item.line.row),
        "outline",
        _in_order([*_outs(found), *notes, *left]),
    )


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
        if depth[i] > top and _owned(candidate, line):
            items.append(Item(line, goal, group))
        elif depth[i] > top:
            left.append(LeftOut(line.row, skip_reasons.SUM))
        elif depth[i] < top:
            left.append(LeftOut(line.row, skip_reasons.WHOLE_PLAN))
    return items, left


def _owned(candidate: Candidate, line: Line) -> bool:
    """Whether a row names an owner of its own."""
    return any(
        candidate.grid.value(line.row, column) is not None for column in candidate.reads.columns.get("owner", ())
    )


# -- section rows and blocks -----------------------------------------------------------------------------------------


def _sections(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """Bare rows that head the rows below them."""
    kept, notes = _without_notes(found)
    marked = _headings(candidate, kept) or summing(candidate.grid, candidate.reads.columns, kept)
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
            if first and goal is None and any(other.role is Role.HEADING for other in kept):
                goal = banner(candidate)
            items.append(Item(line, goal))
            headed, first = True, False
    blocks = any(line.role is Role.HEADING for line in kept)
    return Structure(items, "blocks" if blocks else "section rows", _in_order([*_outs(found), *notes, *left]))


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
        return striking
    if len(bare) > len(items) or ("goal" in candidate.reads.columns and candidate.reads.sure["goal"] >= 0.9):
        return frozenset()
    usual_id = Counter(_shape(line.id) for line in items).most_common(1)[0][0]
    plain = frozenset(
        i for i in bare if (not kept[i].id or _shape(kept[i].id) != usual_id) and _followed_by_item(kept, i)
    )
    block = any(kept[i + 1].role is Role.HEADING for i in plain)
    return plain if len(plain) >= 2 or 0 in plain or block or any(kept[i].gap for i in plain) else frozenset()


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


# -- goals stated once for several rows ------------------------------------------------------------------------------


def _filled_down(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """A goal column whose cells are merged over several rows, or stated once and left blank below."""
    columns, grid = candidate.reads.columns.get("goal"), candidate.grid
    if not columns or (not grid.sheet.merged and _repeats_goals(grid, found, columns[0])):
        return None
    flat, column = _flat(found, "column"), columns[0]
    if not flat.items:
        return None
    merged = _merged_goals(grid, [item.line for item in flat.items], column)
    once = _stated_once(grid, flat.items, column, candidate.kind is Kind.KEY_RESULTS)
    if not merged and not once:
        return None
    items: list[Item] = []
    last: Place | None = None
    for item in flat.items:
        row, place = item.line.row, grid.anchor(item.line.row, column)
        if grid.value(*place) is not None:
            last = place
        elif not once:
            last = None
        items.append(Item(item.line, None if last is None or last == (row, column) else last))
    return Structure(items, "merged" if merged else "filled down", flat.left_out)


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


#: How goals are expressed as a mapping says it -> what reads them so; what is not here is read as a plain list.
WAYS = {"outline": _outline, "section rows": _sections, "blocks": _sections, "column": _weak_column}
