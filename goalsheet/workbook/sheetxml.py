"""A worksheet's bytes: where its rows and cells stand, without building a tree of them.

What surrounds the cells is small and parsed as a tree (`Sheet.root`, with true positions); the cells themselves are found by
scanning bytes, row by row, so that a sheet of any size is gone through once.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
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
_USUAL_CELL = re.compile(rb"<" + _PREFIX + rb"""c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?/?>""")
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


@lru_cache(maxsize=20000)
def column_of(letters: bytes) -> int:
    return column_number(letters.decode())


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

    @cached_property
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
    def _places(self) -> tuple["array[int]", ...]:
        """For all rows, in the order of the file: number, start, end of the opening tag, end of the content, end."""
        columns = tuple(array("q") for _ in range(5))
        for row in self._find_rows():
            for column, value in zip(columns, row, strict=True):
                column.append(value)
        return columns

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, in the order of the file."""
        return (Row(*row) for row in zip(*self._places, strict=True))

    def _find_rows(self) -> Iterator[tuple[int, int, int, int, int]]:
        scan, (at, last) = self._scan, self._inner
        number = 0
        while found := _ROW.search(scan, at, last):
            start, open_end = found.span()
            named = _R.search(scan, start, open_end)
            number = int(named.group(2)) if named else number + 1
            if scan[open_end - 2] == 47:  # a slash: it closes itself
                at = content_end = open_end
            else:
                closing = _ROW_END.search(scan, open_end, last)
                if closing is None:
                    raise unreadable(f"the sheet {self.name} is built in an unusual way")
                content_end, at = closing.span()
            yield number, start, open_end, content_end, at

    @cached_property
    def ascending(self) -> bool:
        """Whether the rows stand in order, each once (as they should)."""
        numbers = self._places[0]
        return all(a < b for a, b in pairwise(numbers))

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {number: at for at, number in reversed(list(enumerate(self._places[0])))}

    def _row_at(self, at: int) -> Row:
        return Row(*(column[at] for column in self._places))

    def row(self, number: int) -> Row | None:
        numbers = self._places[0]
        if self.ascending:
            at = bisect_left(numbers, number)
            return self._row_at(at) if at < len(numbers) and numbers[at] == number else None
        return self._row_at(self._by_number[number]) if number in self._by_number else None

    def row_after(self, number: int) -> Row | None:
        """The row before whose bytes a new row of that number goes; None for the end."""
        numbers = self._places[0]
        if self.ascending:
            at = bisect_left(numbers, number)
            return self._row_at(at) if at < len(numbers) else None
        return next((row for row in self.rows if row.number > number), None)

    def cells(self, row: Row) -> list[Cell]:
        """The cells of a row, in the order of the file."""
        scan, at, column, out = self._scan, row.open_end, 0, []
        while found := _CELL.search(scan, at, row.content_end):
            start, open_end = found.span()
            named = _R.search(scan, start, open_end)
            column = column_of(named.group(1)) if named and named.group(1) else column + 1
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
        """The last cell of a row, found from its end: quick on wide rows."""
        if row.self_closing:
            return None
        at = self._scan.rfind(self._cell_mark, row.open_end, row.content_end)
        found = _USUAL_CELL.match(self._scan, at) if at >= 0 else None
        if found and not _CELL.search(self._scan, found.end(), row.content_end):
            letters, style, kind = found.groups()
            end = row.content_end if self._scan[found.end() - 2] != 47 else found.end()
            return Cell(column_of(letters), at, found.end(), end, int(style or 0), kind or b"")
        cells = self.cells(row)
        return cells[-1] if cells else None

    @cached_property
    def _cell_mark(self) -> bytes:
        return b"<" + self.prefix.encode() + b"c "

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
