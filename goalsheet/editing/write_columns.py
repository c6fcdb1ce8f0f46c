"""Writing a block's columns: each cell in the look of its table, as far as that says nothing of its own.

    A          B        C (gantt)   D
1   Step       Owner    █ 2 Mar     Status       the heading looks like the table's first heading: no bar's colour
2   ░Call░     ░Ana░    ░░░░░░░     ░at risk░    a banded row: its fill goes on
3   Draft      Bo       ███████     done         a bar in the last column: its colour is not ours to go on with
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from goalsheet.cells import CellRef, column_letter
from goalsheet.editing.edits import Column, ColumnBlock
from goalsheet.editing.place_columns import Placed, Places
from goalsheet.editing.previous_run import OldColumn
from goalsheet.editing.sheet_edit import SheetEdit
from goalsheet.ooxml.cell_xml import cell_parts
from goalsheet.ooxml.column_widths import Width, covering
from goalsheet.ooxml.content import Content, Style, Value
from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.tables import Table, grow, unique_names
from goalsheet.ooxml.worksheet import Cell, Row

_MOST_CACHED = 2000
#: A look to start from: the cell format, and another whose fill it has (-1: its own).
Base = tuple[int, int]


def write_block(edit: SheetEdit, block: ColumnBlock, placed: Placed, keep: Places) -> list[CellRef]:
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
    """One column of a block (see `sheet_edit.ColumnWriter`). `keep` are rows with the user's own text."""

    edit: SheetEdit
    block: ColumnBlock
    heading: Content
    cells: Mapping[int, Content]
    number: int
    keep: frozenset[int]
    _cells: dict[tuple[Base, int, Value], str] = field(default_factory=dict)
    _looks: dict[tuple[Base, int, bool], str] = field(default_factory=dict)

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

    def replaces(self, _row: int) -> bool:
        """Never: what we wrote before is out by now, so whatever a cell holds is the user's."""
        return False

    def cell(self, row: int, own: Cell | None, found: Row | None) -> str:
        content: Content | None = self.cells.get(row)
        if row == self.heading_row:
            content = None if row in self.keep else self.heading
        if content is None:
            return ""
        base = self._base(own, found)
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

    def _rest(self, base: Base, own: Cell | None, content: Content) -> str:
        """The cell's XML behind its row number; empty where it is blank and unstyled."""
        look = self._look(base, content)
        if own and not self.block.reshape:
            look = f' s="{own.style}"' if own.style else ""
        kind, inner = cell_parts(content.value, self.prefix, since_1904=self.edit.since_1904)
        if inner:
            return f'"{look}{kind}>{inner}</{self.prefix}c>'
        return f'"{look}/>' if look else ""

    def _look(self, base: Base, content: Content) -> str:
        """The style attribute: derived from the cell's own, else from that of the table's last column in its row."""
        heading = content is self.heading
        key = (base, id(content.style), heading)
        if key not in self._looks:
            style = _look(content.style, heading=heading)
            index = self.edit.styles.index(base[0], style, "General", fill_of=base[1])
            self._looks[key] = f' s="{index}"' if index else ""
        return self._looks[key]

    # --- the look to start from

    def _base(self, own: Cell | None, found: Row | None) -> Base:
        if found and found.last_column == self.beside:
            base = found.last_style
        elif own:
            return own.style, -1
        else:
            base = self._beside(found)
        if found is None or not self.edit.styles.fills(base):
            return base, -1
        first = self._first(found)
        return (base, -1) if self.edit.styles.same_fill(base, first) else (base, first)

    def _beside(self, row: Row | None) -> int:
        column, sheet = self.beside, self.edit.sheet
        if row is None:
            node = covering(sheet, column)
            return node.number("style") if node else 0
        same = [cell.style for cell in sheet.cells(row) if cell.column == column]
        return same[0] if same else sheet.row_style(row)

    def _first(self, row: Row) -> int:
        """The look of the first cell of a row that holds anything: a band, a total or a heading goes all along it."""
        sheet = self.edit.sheet
        held = (cell.style for cell in sheet.cells(row) if cell.column <= self.beside and sheet.holds(cell))
        return next(held, 0)


def _write_column(edit: SheetEdit, block: ColumnBlock, column: Column, number: int, keep: Places) -> list[CellRef]:
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
