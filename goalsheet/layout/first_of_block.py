"""Goals as the first row of each merged block: only where a mapping says so, as rows of steps begin blocks, too."""

from collections.abc import Sequence

from goalsheet.layout import skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import Item, Place, Structure, in_order, outs
from goalsheet.layout.table import LeftOut


def first_of_block(candidate: Candidate, found: Sequence[Line]) -> Structure | None:
    """The rows of each block merged downwards are steps of its first row; None where no block has more than one."""
    items: list[Item] = []
    heads: list[LeftOut] = []
    for line in found:
        if line.role not in (Role.ITEM, Role.BARE):
            continue
        first = _begins(candidate, line)
        if first == line.row:
            heads.append(LeftOut(line.row, skip_reasons.HEADING))
        else:
            items.append(Item(line, goal=_name(candidate, first)))
    return Structure(items, "first of block", in_order([*outs(found), *heads])) if heads and items else None


def _begins(candidate: Candidate, line: Line) -> int:
    """The first row of the widest block, merged over several rows, that a row is in; 0 where it is in none."""
    areas = (area for area in candidate.grid.sheet.merged if area.first_row <= line.row <= area.last_row)
    tall = [area for area in areas if area.last_row > area.first_row >= candidate.header.body]
    return max(tall, key=lambda area: area.last_row - area.first_row).first_row if tall else 0


def _name(candidate: Candidate, row: int) -> Place | None:
    """Where the name of a block's goal stands: in the column of the steps."""
    return (row, candidate.reads.columns["step"][0]) if row else None
