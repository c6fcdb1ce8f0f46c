"""Blocks of columns: where there is room for them, and writing them there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from goalsheet.cells import CellRef, Range, column_letter
from goalsheet.editing.edits import Column, ColumnBlock
from goalsheet.editing.previous_run import OldColumn
from goalsheet.editing.sheet_edit import SheetEdit
from goalsheet.ooxml.cell_xml import cell_parts
from goalsheet.ooxml.column_widths import Width, covering
from goalsheet.ooxml.content import Content, Style, Value
from goalsheet.ooxml.drawings import drawn_areas
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.tables import Table, grow, tables_of, unique_names
from goalsheet.ooxml.worksheet import Cell, Row, Sheet, parse_range

_MOST_CACHED = 2000
_LAST = 16384
_FURTHEST = 60  # columns to the right of the table; further off nobody would find them


@dataclass(frozen=True, slots=True)
class Placed:
    """`columns` are 1-based numbers, one for each of the block's; `table` is the Excel table to grow over them."""

    columns: tuple[int, ...]
    names: tuple[str, ...]
    table: Table | None = None
    old: Mapping[str, OldColumn] = field(default_factory=dict)


def place(
    package: Package, sheet: Sheet, block: ColumnBlock, known: Mapping[str, OldColumn], taken: Sequence[Range]
) -> Placed | str:
    """Where the block's columns go, or why there is no room. `known` are its columns from an earlier run (number 0
    where the
    user deleted one: it stays away as long as another of the block is left), `taken` areas of other blocks of this run.
    """
    reason = _refused(package, sheet, block)
    if reason:
        return reason
    tables = tables_of(package, sheet)
    headings = [column.heading for column in block.columns]
    if any(old.column for old in known.values()):
        return _known_places(block, known, tables)
    table = _own_table(block, tables)
    if table:
        start = table.area.last_column + 1
        area = _area(table.area.first_row, table.area.last_row, start, len(headings))
        if not _obstacles(sheet, tables, area, table, taken, block) and area.last_column <= _LAST:
            if _drawn(package, sheet, area):
                return "a picture or chart stands beside the table"
            return Placed(tuple(range(start, start + len(headings))), tuple(unique_names(table, headings)), table)
    return _beside(sheet, block, tables, table, taken)


def _refused(package: Package, sheet: Sheet, block: ColumnBlock) -> str:
    if sheet.root.child("sheetProtection") is not None and _on(sheet, "sheetProtection", "sheet"):
        return "the sheet is protected"
    if block.last_column + len(block.columns) > _LAST:
        return "the table reaches the last column that Excel has"
    return ""


def _on(sheet: Sheet, element: str, attribute: str) -> bool:
    node = sheet.root.child(element)
    return node is not None and node.get(attribute) in ("1", "true", "on")


def _own_table(block: ColumnBlock, tables: Iterable[Table]) -> Table | None:
    """The Excel table with the block's heading row, where it may grow."""
    for table in tables:
        area = table.area
        if area.first_row == block.heading_row and area.first_column <= block.last_column <= area.last_column:
            return table if block.reshape and table.grows else None
    return None


def _area(first_row: int, last_row: int, column: int, count: int) -> Range:
    return Range(first_row, column, max(first_row, last_row), column + count - 1)


def _beside(
    sheet: Sheet, block: ColumnBlock, tables: list[Table], table: Table | None, taken: Sequence[Range]
) -> Placed | str:
    count, start = len(block.columns), block.last_column + 1
    if table:
        start = max(start, table.area.last_column + 1)
    limit = min(start + _FURTHEST, _LAST - count + 1)
    while start <= limit:
        area = _area(block.heading_row, block.last_row, start, count)
        blocked = _obstacles(sheet, tables, area, None, taken, block)
        if not blocked:
            if _drawn(sheet.package, sheet, area):
                return "a picture or chart stands beside the table"
            names = tuple(column.heading for column in block.columns)
            return Placed(tuple(range(start, start + count)), names)
        start = blocked + 1
    return "the columns beside the table are taken"


def _known_places(block: ColumnBlock, known: Mapping[str, OldColumn], tables: list[Table]) -> Placed:
    """Columns where they stand from an earlier run, under the headings that the user gave them."""
    columns = tuple(known[c.key].column if c.key in known else 0 for c in block.columns)
    names = tuple((known[c.key].heading if c.key in known else "") or c.heading for c in block.columns)
    table = next((t for t in tables if _continues(t, block, columns)), None)
    return Placed(columns, names, table, known)


def _continues(table: Table, block: ColumnBlock, columns: Sequence[int]) -> bool:
    """Whether our columns stand right behind a table that may grow over them (again)."""
    there = sorted(n for n in columns if n)
    behind = table.area.last_column + 1
    return (
        block.reshape
        and table.grows
        and table.area.first_row == block.heading_row
        and there[0] <= behind
        and set(range(behind, there[-1] + 1)) <= set(there)
        and there[-1] >= behind
    )


def _obstacles(
    sheet: Sheet, tables: list[Table], area: Range, own: Table | None, taken: Sequence[Range], block: ColumnBlock
) -> int:
    """The last column in the way of an area; 0 where there is none."""
    blocked = [_values_in(sheet, area, typed=not block.reshape)]
    blocked += [t.area.last_column for t in tables if t is not own and _meet(t.area, area)]
    blocked += [other.last_column for other in taken if _meet(other, area)]
    for kind in ("mergeCells", "pivots"):
        blocked += [other.last_column for other in _ranges(sheet, kind) if _meet(other, area)]
    return max(blocked)


def _values_in(sheet: Sheet, area: Range, *, typed: bool) -> int:
    """The last column of an area in which a cell holds something (or, with `typed`, is blank but says of what type it
    is).
    """
    furthest = 0
    for row in sheet.rows:
        if area.first_row <= row.number <= area.last_row and row.last_column >= area.first_column:
            held = [
                cell.column
                for cell in sheet.cells(row)
                if area.first_column <= cell.column <= area.last_column and (sheet.holds(cell) or (typed and cell.kind))
            ]
            furthest = max(furthest, *held, 0)
    return furthest


def _ranges(sheet: Sheet, kind: str) -> list[Range]:
    if kind == "pivots":
        areas = []
        for relationship in sheet.package.relationships(sheet.key):
            if relationship.kind == "pivotTable" and relationship.target in sheet.package:
                location = sheet.package.tree(relationship.target).child("location")
                areas.append(parse_range(location.get("ref")) if location else None)
        return [area for area in areas if area]
    holder = sheet.root.child(kind)
    found = [parse_range(node.get("ref")) for node in holder.children] if holder else []
    return [area for area in found if area]


def _drawn(package: Package, sheet: Sheet, area: Range) -> bool:
    return any(_meet(drawn, area) for drawn in drawn_areas(package, sheet))


def _meet(one: Range, other: Range) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


# --- writing


def write_block(edit: SheetEdit, block: ColumnBlock, placed: Placed, keep: frozenset[tuple[int, int]]) -> list[CellRef]:
    """Write a block's cells; those in `keep` (the user's own text) stay, and are given back."""
    kept = []
    for column, number, name in zip(block.columns, placed.columns, placed.names, strict=True):
        if number:
            edit.widths[number] = _width(column, placed.old.get(column.key))
            kept += _write_column(edit, block, replace(column, heading=name), number, keep)
    if placed.table:
        _grow(edit.draft, placed, placed.table)
    edit.split_widths = edit.split_widths and block.reshape
    return kept


def _grow(draft: Draft, placed: Placed, table: Table) -> None:
    """Let a table reach over those of our columns that stand behind it, in their order."""
    behind = sorted(
        (n, name) for n, name in zip(placed.columns, placed.names, strict=True) if n > table.area.last_column
    )
    grow(draft, table, unique_names(table, [name for _, name in behind]))


def _width(column: Column, old: OldColumn | None) -> Width:
    if old and old.width:
        return Width(old.width, old.hidden)
    return Width(column.width, old.hidden if old else False)


@dataclass
class _Writer:
    """One column of a block (see `sheetedit.ColumnWriter`). `keep` are rows with the user's own text."""

    edit: SheetEdit
    block: ColumnBlock
    heading: Content
    cells: Mapping[int, Content]
    number: int
    keep: frozenset[int]
    _cells: dict[tuple[int, int, Value], str] = field(default_factory=dict)
    _looks: dict[tuple[int, int, bool], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.keep:
            self.cells = {row: content for row, content in self.cells.items() if row not in self.keep}
        self.prefix = self.edit.sheet.prefix
        self.start = f'<{self.prefix}c r="{column_letter(self.number)}'
        self.beside = self.block.last_column
        self.heading_row = self.block.heading_row

    @cached_property
    def rows(self) -> set[int]:
        return {*self.cells, self.block.heading_row} - self.keep

    @property
    def links(self) -> list[tuple[int, Content]]:
        return [(row, content) for row, content in self.cells.items() if content.link and row in self.rows]

    def cell(self, row: int, own: Cell | None, found: Row | None) -> str:
        content: Content | None = self.cells.get(row)
        if row == self.heading_row:
            content = None if row in self.keep else self.heading
        if content is None:
            return ""
        if found and found.last_column == self.beside:
            base = found.last_style
        else:
            base = own.style if own else self._beside(found)
        value = content.value
        rest: str | None
        if row == self.heading_row or value is True or value is False or (own and not self.block.reshape):
            rest = self._rest(base, own, content)
        else:
            key = (base, id(content.style), value)
            rest = self._cells.get(key)
            if rest is None:
                rest = self._rest(base, own, content)
                if len(self._cells) < _MOST_CACHED:
                    self._cells[key] = rest
        return f"{self.start}{row}{rest}" if rest else ""

    def _rest(self, base: int, own: Cell | None, content: Content) -> str:
        """The cell's XML behind its row number; empty where it is blank and unstyled."""
        look = self._look(base, content)
        if own and not self.block.reshape:
            look = f' s="{own.style}"' if own.style else ""
        kind, inner = cell_parts(content.value, self.prefix, since_1904=self.edit.since_1904)
        if inner:
            return f'"{look}{kind}>{inner}</{self.prefix}c>'
        return f'"{look}/>' if look else ""

    def _look(self, base: int, content: Content) -> str:
        """The style attribute: derived from the cell's own, else from that of the table's last column in its row."""
        heading = content is self.heading
        key = (base, id(content.style), heading)
        if key not in self._looks:
            style = _look(content.style, heading=heading)
            index = self.edit.styles.index(base, style, "General")
            self._looks[key] = f' s="{index}"' if index else ""
        return self._looks[key]

    def _beside(self, row: Row | None) -> int:
        column, sheet = self.beside, self.edit.sheet
        if row is None:
            node = covering(sheet, column)
            style = node.get("style") if node else ""
            return int(style) if style.isdigit() else 0
        same = [cell.style for cell in sheet.cells(row) if cell.column == column]
        return same[0] if same else sheet.row_style(row)


def _write_column(
    edit: SheetEdit, block: ColumnBlock, column: Column, number: int, keep: frozenset[tuple[int, int]]
) -> list[CellRef]:
    rows = frozenset(row for row, kept_column in keep if kept_column == number)
    writer = _Writer(edit, block, _heading(column, block), column.cells, number, rows)
    edit.column(writer)
    return [CellRef(edit.sheet.name, row, number) for row in sorted(rows) if row in column.cells]


def _heading(column: Column, block: ColumnBlock) -> Content:
    given = column.cells.get(block.heading_row)
    return Content(column.heading, given.style if given else Style(wrap=True))


def _look(style: Style, *, heading: bool) -> Style:
    """Text of ours starts at the left, whatever the column beside it does; a heading follows its neighbours."""
    if heading or style.horizontal is not None:
        return style
    return replace(style, horizontal="general", indent=style.indent or 0)
