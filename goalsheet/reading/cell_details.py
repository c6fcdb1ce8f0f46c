"""What the cells of a worksheet part are besides their values: one quick pass over its rows, cells on demand.

Only the shape of the XML is looked at, by regular expressions over its bytes, so that asking is about as cheap as
reading the values; any prefix, rows and cells without `r`, and any order of attributes will do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from goalsheet.cells import column_number
from goalsheet.reading.cell_styles import CellStyles

_DATA = re.compile(rb"<((?:[\w.\-]+:)?)sheetData(?=[\s/>])")
_HIDDEN_PARTS = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']\s*(\d+)""")
_CELL_AT = re.compile(rb"""(?:[^>]*?\s)?r\s*=\s*["']\s*([A-Za-z]+)\d""")
_CELL_NAME = re.compile(rb"([A-Za-z]+)(\d+)")


class RawRow(NamedTuple):
    """A row's attributes, and where what stands between its tags starts and ends."""

    attributes: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell's column, style, whether it holds a formula, its type and where its content starts."""

    column: int
    style: int
    formula: bool
    kind: bytes
    start: int


#: Of a cell: its style and whether it holds a formula.
Shape = tuple[int, bool]


class Cells:
    """The rows and cells of one worksheet part, by their places in its bytes."""

    def __init__(self, data: bytes) -> None:
        found = _DATA.search(data)
        prefix = found[1] if found else b""
        tag = re.escape(prefix)
        self.start = found.end() if found else len(data)
        last = data.rfind(b"</" + prefix + b"sheetData")
        self.end = last if last >= 0 else len(data)
        marked = any(data.find(mark, self.start, self.end) >= 0 for mark in (b"<!--", b"<?"))
        self.data = _HIDDEN_PARTS.sub(lambda part: b" " * len(part[0]), data) if marked else data
        self._row = re.compile(rb"<" + tag + rb'row(?=[\s/>])(?: r="(\d+)")?([^>]*)>')
        self._cell = re.compile(rb"<" + tag + rb"c(?=[\s/>])([^>]*)>(\s*<" + tag + rb"f(?=[\s/>]))?")
        self._usual = re.compile(
            rb"<" + tag + rb'c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="\w+")?(?: [cpv]\w="\w+")*/?>(<' + tag + rb"f[ />])?"
        )
        self._tag = b"<" + prefix + b"c"
        self._opening = re.compile(rb"<" + tag + rb"c[\s/>]")
        self._stored = re.compile(
            rb"<" + tag + rb"(?:v|t)(?:\s[^>]*)?>([^<]*)</" + tag + rb"(?:v|t)\s*>|</" + tag + rb"c\s*>"
        )
        self._shapes: dict[tuple[tuple[bytes, bytes, bytes], ...], dict[int, Shape]] = {}

    @cached_property
    def rows(self) -> dict[int, RawRow]:
        """Every row by its number; a row without one follows the row before it."""
        opened = list(self._numbered())
        ends = [match.start() for _, match in opened[1:]]
        return {
            number: RawRow(match[2], match.end(), end)
            for (number, match), end in zip(opened, [*ends, self.end], strict=False)
        }

    def _numbered(self) -> Iterator[tuple[int, re.Match[bytes]]]:
        number = 0
        for match in self._row.finditer(self.data, self.start, self.end):
            named = match[1] or (_ROW_NUMBER.search(match[2]) or (None, None))[1]
            number = int(named) if named else number + 1
            yield number, match

    def count(self) -> int:
        """About how many cells hold something."""
        return self.data.count(b"</" + self._tag[1:] + b">")

    def last_column(self) -> int:
        """The last column of any row, styled blanks included; told by each row's last cell."""
        return max((self._last_in(row) for row in self.rows.values()), default=0)

    def _last_in(self, row: RawRow) -> int:
        at = self.data.rfind(self._tag, row.start, row.end)
        while at >= 0 and not self._opening.match(self.data, at):
            at = self.data.rfind(self._tag, row.start, at)
        named = _CELL_AT.match(self.data, at + len(self._tag)) if at >= 0 else None
        return column_number(named[1].decode()) if named else 0 if at < 0 else 16_384

    def shapes(self, row: RawRow) -> dict[int, Shape]:
        """Style and formula of a row's cells by column; rows that are built alike share one answer."""
        usual = tuple(self._usual.findall(self.data, row.start, row.end))
        shapes = self._shapes.get(usual)
        if shapes is None or not usual:
            if len(usual) == len(self._opening.findall(self.data, row.start, row.end)):
                shapes = {column_number(c.decode()): (int(style or 0), bool(f)) for c, style, f in usual}
            else:
                return {cell.column: (cell.style, cell.formula) for cell in self.cells(row)}
            self._shapes[usual] = shapes
        return shapes

    def cells(self, row: RawRow) -> Iterator[RawCell]:
        """A row's cells one by one; a cell without a name follows the cell before it."""
        column = 0
        for match in self._cell.finditer(self.data, row.start, row.end):
            given = dict(_ATTRIBUTE.findall(match[1]))
            named = _CELL_NAME.match(given.get(b"r", b"").strip())
            column = column_number(named[1].decode()) if named else column + 1
            style = given.get(b"s", b"0").strip()
            yield RawCell(
                column, int(style) if style.isdigit() else 0, bool(match[2]), given.get(b"t", b"n"), match.end(1) + 1
            )

    def stored(self, cell: RawCell, row: RawRow) -> bytes:
        """The text of a cell's stored value as it stands in the XML; empty where it has none."""
        if self.data[cell.start - 2 : cell.start] == b"/>":
            return b""
        found = self._stored.search(self.data, cell.start, row.end)
        return bytes(found[1] or b"") if found else b""

    def errors(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and name of every error value, such as `#N/A`."""
        if b'"e"' not in self.data and b"'e'" not in self.data:
            return
        for number, row in self.rows.items():
            for cell in self.cells(row) if _ERROR_TYPE.search(self.data, row.start, row.end) else ():
                if cell.kind == b"e":
                    name = self.stored(cell, row).decode("ascii", "replace").strip()
                    yield number, cell.column, name or "#N/A"


class SheetDetails:
    """`model.Details` of a worksheet part."""

    def __init__(self, cells: Cells, looks: CellStyles) -> None:
        self._cells = cells
        self._looks = looks
        self._by_row: dict[int, dict[int, Shape]] = {}

    def _shape(self, row: int, column: int) -> Shape:
        shapes = self._by_row.get(row)
        if shapes is None:
            raw = self._cells.rows.get(row)
            shapes = self._by_row[row] = self._cells.shapes(raw) if raw else {}
        return shapes.get(column, (0, False))

    def number_format(self, row: int, column: int) -> str:
        return self._looks[self._shape(row, column)[0]].number_format

    def has_formula(self, row: int, column: int) -> bool:
        return self._shape(row, column)[1]

    def no_result(self, row: int, column: int) -> bool:
        raw = self._cells.rows.get(row)
        if raw is None or not self.has_formula(row, column):
            return False
        cell = next((one for one in self._cells.cells(raw) if one.column == column), None)
        return cell is not None and cell.kind != b"str" and not self._cells.stored(cell, raw).strip()

    def hidden_row(self, row: int) -> bool:
        return self._attribute(row, b"hidden") in (b"1", b"true", b"on")

    def outline_level(self, row: int) -> int:
        level = self._attribute(row, b"outlineLevel")
        return int(level) if level.isdigit() else 0

    def _attribute(self, row: int, name: bytes) -> bytes:
        raw = self._cells.rows.get(row)
        if raw is None or name not in raw.attributes:
            return b""
        given: dict[bytes, bytes] = dict(_ATTRIBUTE.findall(raw.attributes))
        return given.get(name, b"")

    def indent(self, row: int, column: int) -> int:
        return self._looks[self._shape(row, column)[0]].indent

    def fill(self, row: int, column: int) -> str:
        return self._looks[self._shape(row, column)[0]].fill

    def bold(self, row: int, column: int) -> bool:
        return self._looks[self._shape(row, column)[0]].bold
