"""Items that head others by their looks: in a colour or type of their own, and saying what the others leave out."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid, is_date
from goalsheet.layout.row_roles import TELLING, Line, Role
from goalsheet.layout.summary_rows import covering


def standing_out(candidate: Candidate, kept: Sequence[Line]) -> frozenset[int]:
    """The lines that stand out, each right above others, and that head them by what they say.

    Looks alone say nothing: a colour may mark what is done or late. So these lines must leave out what the others say
    and the other way round, or last from the first start to the last end of those below them.
    """
    items = [i for i, line in enumerate(kept) if line.role is Role.ITEM and line.column]
    if candidate.grid.large or len(items) < 4:
        return frozenset()
    looks = {i: _look(candidate.grid, kept[i]) for i in items}
    usual = Counter(looks.values()).most_common(1)[0][0]
    heads = [i for i in items if looks[i] != usual]
    below = [i for i in items if looks[i] == usual]
    apart = all(b - a > 1 for a, b in pairwise([*heads, len(kept)]))
    if not heads or len(below) < len(heads) or heads[0] != items[0] or not apart:
        return frozenset()
    lines = [kept[i] for i in items]
    over = covering(candidate.grid, candidate.reads.columns, lines, [items.index(i) for i in heads])
    if len(heads) == 1:
        return frozenset(heads) if over else frozenset()
    heading = over or _completing(candidate, kept, heads, below) or _ranges(candidate, kept, heads, below)
    return frozenset(heads) if heading else frozenset()


def _look(grid: Grid, line: Line) -> tuple[str, bool]:
    details = grid.sheet.details
    return details.fill(line.row, line.column), details.bold(line.row, line.column)


#: `1 Mar - 15 Mar 2026`, `18–19 Apr`, `2026/3/2 ～ 2026/3/20`
_RANGE = re.compile(r".*\d.*(?:[-–—~〜～]|\bto\b|\bbis\b|\bau\b|\ba\b|\bal\b|\btot\b).*\d.*")


def _ranges(candidate: Candidate, kept: Sequence[Line], heads: Sequence[int], below: Sequence[int]) -> bool:
    """Whether heads have spans typed where the lines below have single dates."""
    grid = candidate.grid
    for column in (candidate.reads.columns.get(name, (0,))[0] for name in ("due", "start")):
        spans = sum(isinstance(v := grid.value(kept[i].row, column), str) and bool(_RANGE.match(v)) for i in heads)
        if column and spans == len(heads) and all(is_date(grid.value(kept[i].row, column)) for i in below):
            return True
    return False


def _completing(candidate: Candidate, kept: Sequence[Line], heads: Sequence[int], below: Sequence[int]) -> bool:
    """Whether heads say what no line below says, and these what no head does, where there are owners at all."""
    grid, columns = candidate.grid, candidate.reads.columns
    fields = [places[0] for name, places in columns.items() if name in TELLING]

    def said(rows: Sequence[int]) -> set[int]:
        return {c for c in fields if any(grid.value(kept[i].row, c) is not None for i in rows)}

    only_heads, only_below = said(heads) - said(below), said(below) - said(heads)
    return bool(only_heads) and (bool(only_below) or "owner" not in columns)
