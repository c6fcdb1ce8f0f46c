"""Where a block of columns goes: where it stood, else at the right end of its table, else beside it.

    A       B       C        D        E                         1. known: C:D, where an earlier run put them
1   Step    Owner   Status   Why                                2. an Excel table A:B grows over C:D
2   Call    Ana     at risk  ...                                3. beside: the first columns with room in all rows
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from goalsheet.cells import Range
from goalsheet.editing.edits import ColumnBlock
from goalsheet.editing.free_room import Room
from goalsheet.editing.previous_run import OldColumn
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.tables import Table, tables_of, unique_names
from goalsheet.ooxml.worksheet import Sheet

_LAST = 16384
_FURTHEST = 60  # columns to the right of the table; further off nobody would find them

Places = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Placed:
    """`columns` are 1-based numbers, one for each of the block's; `table` is the Excel table to grow over them."""

    columns: tuple[int, ...]
    names: tuple[str, ...]
    table: Table | None = None
    old: Mapping[str, OldColumn] = field(default_factory=dict)


def place(
    package: Package,
    sheet: Sheet,
    block: ColumnBlock,
    known: Mapping[str, OldColumn],
    taken: Sequence[Range],
    keep: Places = frozenset(),
) -> Placed | str:
    """Where the block's columns go, or why there is no room.

    `known` are its columns from an earlier run (number 0 where the user deleted one: it stays away as long as another
    of the block is left), `keep` cells (row, column) in them with the user's own text, `taken` areas of other blocks.
    """
    reason = _refused(sheet, block)
    if reason:
        return reason
    tables = tables_of(package, sheet)
    room = Room(sheet, tables, taken, typed=not block.reshape)
    placed = _known_places(room, block, known, keep) if any(old.column for old in known.values()) else None
    return placed or _at_the_end(room, block) or _beside(room, block)


def _refused(sheet: Sheet, block: ColumnBlock) -> str:
    protection = sheet.root.child("sheetProtection")
    if protection is not None and protection.get("sheet") in ("1", "true", "on"):
        return "the sheet is protected"
    if block.last_column + len(block.columns) > _LAST:
        return "the table reaches the last column that Excel has"
    return ""


# --- where they stood


def _known_places(room: Room, block: ColumnBlock, known: Mapping[str, OldColumn], keep: Places) -> Placed | None:
    """Columns where they stand from an earlier run, under the headings that the user gave them; None where something
    of the user's stands there by now."""
    columns = tuple(known[c.key].column if c.key in known else 0 for c in block.columns)
    names = tuple((known[c.key].heading if c.key in known else "") or c.heading for c in block.columns)
    own = next((table for table in room.tables if _holds_block(table, block)), None)
    if any(n and not _stays(room, block, c.cells, n, own, keep) for c, n in zip(block.columns, columns, strict=True)):
        return None
    table = own if own and _continues(own, block, columns) else None
    return Placed(columns, names, table, known)


def _stays(room: Room, block: ColumnBlock, cells: Iterable[int], number: int, own: Table | None, keep: Places) -> bool:
    """Whether a column may stand where it stood: its heading's cell is free, and so are most of the others."""
    if room.in_table(Range(block.heading_row, number, block.last_row, number), own):
        return False
    theirs = room.theirs(number, block.heading_row, block.last_row) - {row for row, c in keep if c == number}
    rows = [row for row in cells if row != block.heading_row and (row, number) not in keep]
    return block.heading_row not in theirs and 2 * sum(row in theirs for row in rows) <= len(rows)


def _holds_block(table: Table, block: ColumnBlock) -> bool:
    area = table.area
    return area.first_row == block.heading_row and area.first_column <= block.last_column


def _continues(table: Table, block: ColumnBlock, columns: Sequence[int]) -> bool:
    """Whether our columns stand right behind a table that may grow over them (again)."""
    there = sorted(n for n in columns if n)
    behind = table.area.last_column + 1
    return (
        block.reshape
        and table.grows
        and there[0] <= behind
        and set(range(behind, there[-1] + 1)) <= set(there)
        and there[-1] >= behind
    )


# --- new places


def _own_table(room: Room, block: ColumnBlock) -> Table | None:
    """The Excel table with the block's heading row, where it may grow."""
    for table in room.tables:
        if _holds_block(table, block) and block.last_column <= table.area.last_column:
            return table if block.reshape and table.grows else None
    return None


def _area(first_row: int, last_row: int, column: int, count: int) -> Range:
    return Range(first_row, column, max(first_row, last_row), column + count - 1)


def _at_the_end(room: Room, block: ColumnBlock) -> Placed | None:
    """At the right end of the block's Excel table, which grows."""
    table = _own_table(room, block)
    if table is None:
        return None
    headings = [column.heading for column in block.columns]
    start = table.area.last_column + 1
    area = _area(table.area.first_row, table.area.last_row, start, len(headings))
    if area.last_column > _LAST or room.obstacle(area, table):
        return None
    return Placed(tuple(range(start, start + len(headings))), tuple(unique_names(table, headings)), table)


def _beside(room: Room, block: ColumnBlock) -> Placed | str:
    count, table = len(block.columns), _own_table(room, block)
    start = block.last_column + 1 if table is None else max(block.last_column, table.area.last_column) + 1
    limit = min(start + _FURTHEST, _LAST - count + 1)
    while start <= limit:
        obstacle = room.obstacle(_area(block.heading_row, block.last_row, start, count))
        if obstacle is None:
            names = tuple(column.heading for column in block.columns)
            return Placed(tuple(range(start, start + count)), names)
        if obstacle.neighbour:
            return "another table stands beside it"
        start = obstacle.last + 1
    return "the columns beside the table are taken"
