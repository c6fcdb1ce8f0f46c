"""What the ways of expressing goals have in common: items with the cell of their goal, and what is left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from goalsheet.layout import skip_reasons
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.table import LeftOut

#: (row, column) of a cell that states something for rows below it.
Place = tuple[int, int]


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


def outs(found: Sequence[Line]) -> Iterator[LeftOut]:
    return (LeftOut(line.row, line.why) for line in found if line.role in (Role.OUT, Role.HEADING) and line.why)


def in_order(left_out: Sequence[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left_out, key=lambda out: out.row))


def flat(found: Sequence[Line], goals_by: str) -> Structure:
    """Every line is an item but those that are plainly none, and notes below the table."""
    kept, notes = without_notes(found)
    main = Counter(line.column for line in kept if line.role is Role.ITEM).most_common(1)
    aside = [line for line in kept if line.role is Role.BARE and main and line.column != main[0][0]]
    items = [Item(line) for line in kept if line.role in (Role.ITEM, Role.BARE) and line not in aside]
    left = [*outs(found), *notes, *(LeftOut(line.row, skip_reasons.HEADING) for line in aside)]
    return Structure(items, goals_by, in_order(left))


def without_notes(found: Sequence[Line]) -> tuple[Sequence[Line], Sequence[LeftOut]]:
    """The lines without the bare texts that stand, set off by a blank row, below the last item."""
    last = max((i for i, line in enumerate(found) if line.role is Role.ITEM), default=len(found) - 1)
    usual = usual_gap(found)
    cut = next((i for i in range(last + 1, len(found)) if found[i].gap > usual or len(found[i].text) > 120), len(found))
    notes = [LeftOut(line.row, skip_reasons.NOTE_BELOW) for line in found[cut:] if line.role is Role.BARE]
    return found[:cut], notes


def usual_gap(found: Sequence[Line]) -> int:
    """How many blank rows stand above most lines: 0, unless a list has one between all of its rows."""
    gaps = Counter(line.gap for line in found[1:])
    gap, often = gaps.most_common(1)[0] if gaps else (0, 0)
    return gap if 2 * often > len(found) else 0
