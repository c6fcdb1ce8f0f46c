"""A worksheet's bytes: where its rows and cells stand, without building a tree of them.

What surrounds the cells is small and parsed as a tree (`Sheet.root`, with true positions); the cells themselves are found by
scanning bytes, row by row, so that a sheet of any size is gone through once.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.parsers.expat import ExpatError

from goalsheet.cells import Range, column_number
from goalsheet.workbook import xmltree
from goalsheet.workbook.container import unreadable
from goalsheet.workbook.package import Package
from goalsheet.workbook.xmltree import ATTRIBUTES, Node

#: The fixed order of a worksheet's elements (ECMA-376 part 1, 18.3.1.99).
ORDER = tuple(
    """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
    autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
    hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
    ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems
    tableParts extLst""".split()
)
_PREFIX = rb"(?:[^\s<>/:!?]+:)?"
_DATA = re.compile(rb"<(" + _PREFIX + rb")sheetData(?=[\s/>])" + ATTRIBUTES + rb">")
_ROW = re.compile(rb"<" + _PREFIX + rb"row(?=[\s/>])" + ATTRIBUTES + rb">")
_ROW_END = re.compile(rb"</" + _PREFIX + rb"row\s*>")
_CELL = re.compile(rb"<" + _PREFIX + rb"c(?=[\s/>])" + ATTRIBUTES + rb">")
_CELL_END = re.compile(rb"</" + _PREFIX + rb"c\s*>")
_R = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
_S = re.compile(rb"""\ss\s*=\s*["']\s*(\d+)""")
_T = re.compile(rb"""\st\s*=\s*["'](\w+)""")
_HOLDS = re.compile(rb"<" + _PREFIX + rb"(?:v|f|is)(?=[\s/>])")
_HIDDEN = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell stands in the bytes; `style` is its index (0 where it has none)."""

    column: int
    start: int
    open_end: int
    end: int
    style: int
    kind: bytes  # its t attribute

    @property
    def self_closing(self) -> bool:
        return self.open_end == self.end


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row stands in the bytes. `content_end` is before its closing tag; `end` where it closes itself."""

    number: int
    start: int
    open_end: int
    content_end: int
    end: int

    @property
    def self_closing(self) -> bool:
        return self.open_end == self.end


def parse_range(text: str) -> Range | None:
    """An A1 range (`B2`, `$B$2:$D$9`); None for whole rows or columns and anything else."""
    found = RANGE.fullmatch(text.strip())
    if not found:
        return None
    first, top, last, bottom = found.groups()
    columns = sorted((column_number(first), column_number(last or first)))
    rows = sorted((int(top), int(bottom or top)))
    return Range(rows[0], columns[0], rows[1], columns[1])


class Sheet:
    """One worksheet part of a package."""

    def __init__(self, package: Package, key: str, name: str = "") -> None:
        self.package = package
        self.key = key
        self.name = name
        self.data = package.utf8(key)
        if not xmltree.well_formed(self.data):
            raise unreadable(f"the sheet {name or package.entries[key].name} is not well-formed")
        self._inner = self._find_inner()

    def _find_inner(self) -> tuple[int, int]:
        """Where the rows start and end; the same place twice where there are none."""
        found = _DATA.search(self.data)
        if not found or found.group().endswith(b"/>"):
            return 0, 0
        closing = self.data.rfind(b"</" + found.group(1) + b"sheetData")
        return (found.end(), closing) if closing >= found.end() else (0, 0)

    @cached_property
    def root(self) -> Node:
        """The sheet's elements without its rows."""
        start, end = self._inner
        try:
            root = xmltree.parse(self.data[:start] + self.data[end:])
        except ExpatError as error:
            raise unreadable(f"the sheet {self.name} can't be understood ({error})") from error
        for node in root.walk():
            _shift(node, start, end - start)
        found = root.child("sheetData")
        if root.name != "worksheet" or (end and (found is None or found.open_end != start)):
            raise unreadable(f"the sheet {self.name} is built in an unusual way")
        return root

    @property
    def prefix(self) -> str:
        """The prefix of the sheet's own elements, with its colon."""
        return f"{self.root.prefix}:" if self.root.prefix else ""

    @cached_property
    def _scan(self) -> bytes:
        """The bytes with comments, instructions and CDATA blanked, so that tags in them are not seen."""
        start, end = self._inner
        if not any(self.data.find(mark, start, end) >= 0 for mark in (b"<!", b"<?")):
            return self.data
        blank = _HIDDEN.sub(lambda found: b" " * len(found.group()), self.data[start:end])
        return self.data[:start] + blank + self.data[end:]

    @cached_property
    def rows(self) -> list[Row]:
        """All rows, in the order of the file."""
        return list(self._find_rows())

    def _find_rows(self) -> Iterator[Row]:
        scan, (at, last) = self._scan, self._inner
        number = 0
        while found := _ROW.search(scan, at, last):
            start, open_end = found.span()
            named = _R.search(scan, start, open_end)
            number = int(named.group(2)) if named else number + 1
            if scan[open_end - 2] == 47:  # a slash: it closes itself
                yield Row(number, start, open_end, open_end, open_end)
                at = open_end
                continue
            closing = _ROW_END.search(scan, open_end, last)
            if closing is None:
                raise unreadable(f"the sheet {self.name} is built in an unusual way")
            at = closing.end()
            yield Row(number, start, open_end, closing.start(), at)

    @cached_property
    def _ascending(self) -> list[int] | None:
        numbers = [row.number for row in self.rows]
        return numbers if all(a < b for a, b in zip(numbers, numbers[1:], strict=False)) else None

    @cached_property
    def _by_number(self) -> dict[int, Row]:
        return {row.number: row for row in reversed(self.rows)}

    def row(self, number: int) -> Row | None:
        return self._by_number.get(number)

    def row_after(self, number: int) -> Row | None:
        """The row before whose bytes a new row of that number goes; None for the end."""
        if self._ascending is not None:
            at = bisect_left(self._ascending, number)
            return self.rows[at] if at < len(self.rows) else None
        return next((row for row in self.rows if row.number > number), None)

    def cells(self, row: Row) -> list[Cell]:
        """The cells of a row, in the order of the file."""
        scan, at, column, out = self._scan, row.open_end, 0, []
        while found := _CELL.search(scan, at, row.content_end):
            start, open_end = found.span()
            named = _R.search(scan, start, open_end)
            column = column_number(named.group(1).decode()) if named and named.group(1) else column + 1
            end = open_end
            if scan[open_end - 2] != 47:
                closing = _CELL_END.search(scan, open_end, row.content_end)
                if closing is None:
                    raise unreadable(f"the sheet {self.name} is built in an unusual way")
                end = closing.end()
            out.append(self._cell(column, start, open_end, end))
            at = end
        return out

    def _cell(self, column: int, start: int, open_end: int, end: int) -> Cell:
        style = _S.search(self.data, start, open_end)
        kind = _T.search(self.data, start, open_end)
        return Cell(column, start, open_end, end, int(style.group(1)) if style else 0, kind.group(1) if kind else b"")

    def last_cell(self, row: Row) -> Cell | None:
        """The last cell of a row, found from its end: quick on wide rows. None where that can't be told so."""
        if row.self_closing:
            return None
        mark = b"<" + self.prefix.encode() + b"c"
        at = row.content_end
        while (at := self._scan.rfind(mark, row.open_end, at)) >= 0:
            found = _CELL.match(self._scan, at)
            if found:
                named = _R.search(self._scan, at, found.end())
                if not named or not named.group(1):
                    break
                return self._cell(column_number(named.group(1).decode()), at, found.end(), row.content_end)
        cells = self.cells(row)
        return cells[-1] if cells else None

    def holds(self, cell: Cell) -> bool:
        """Whether a cell holds a value or a formula."""
        return not cell.self_closing and _HOLDS.search(self.data, cell.open_end, cell.end) is not None

    def row_style(self, row: Row) -> int:
        found = _S.search(self.data, row.start, row.open_end)
        return int(found.group(1)) if found else 0


def _shift(node: Node, cut: int, by: int) -> None:
    if node.start >= cut:
        node.start += by
    if node.open_end > cut:
        node.open_end += by
    if node.close_start >= cut:
        node.close_start += by
    if node.end > cut:
        node.end += by
