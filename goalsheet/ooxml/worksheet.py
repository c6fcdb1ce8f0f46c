"""A worksheet's bytes: where its rows and cells stand, without building a tree of them.

What surrounds the cells is small and parsed as a tree (`Sheet.root`, with true positions); the cells themselves are
found by scanning bytes, row by row, so that a sheet of any size is gone through once.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple
from xml.parsers.expat import ExpatError

from goalsheet.cells import Range, column_number
from goalsheet.ooxml import xmltree
from goalsheet.ooxml.container import unreadable
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.xmltree import ATTRIBUTES, Node

#: The fixed order of a worksheet's elements (ECMA-376 part 1, 18.3.1.99).
ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_FIELDS = 7  # of a Row
_PREFIX = rb"(?:[^\s<>/:!?]+:)?"
_DATA = re.compile(rb"<(" + _PREFIX + rb")sheetData(?=[\s/>])" + ATTRIBUTES + rb">")
_ROW = re.compile(rb"<" + _PREFIX + rb"row(?=[\s/>])" + ATTRIBUTES + rb">")
_ROW_END = re.compile(rb"</" + _PREFIX + rb"row\s*>")
_CELL = re.compile(rb"<" + _PREFIX + rb"c(?=[\s/>])" + ATTRIBUTES + rb">")
_CELL_END = re.compile(rb"</" + _PREFIX + rb"c\s*>")
_R = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
_S = re.compile(rb"""\ss\s*=\s*["']\s*(\d+)""")
_T = re.compile(rb"""\st\s*=\s*["'](\w+)""")
_USUAL_CELL = re.compile(rb"<" + _PREFIX + rb"""c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="\w+")?/?>""")
_HOLDS = re.compile(rb"<" + _PREFIX + rb"(?:v|f|is)(?=[\s/>])")
_HIDDEN = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)(?::\$?([A-Za-z]{1,3})\$?(\d+))?")


class Cell(NamedTuple):
    """Where a cell stands in the bytes; `style` is its index (0 where it has none), `kind` its t attribute."""

    column: int
    start: int
    open_end: int
    end: int
    style: int
    kind: bytes

    @property
    def self_closing(self) -> bool:
        return self.open_end == self.end


class Row(NamedTuple):
    """Where a row stands in the bytes. `content_end` is before its closing tag; `end` where it closes itself.

    `last_column` and `last_style` are those of its last cell (0 where it has no cells).
    """

    number: int
    start: int
    open_end: int
    content_end: int
    end: int
    last_column: int
    last_style: int

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


def merged_areas(sheet: "Sheet") -> list[Range]:
    """The merged cells of a sheet."""
    holder = sheet.root.child("mergeCells")
    found = (parse_range(node.get("ref")) for node in holder.children) if holder else ()
    return [area for area in found if area]


class Sheet:
    """One worksheet part of a package."""

    def __init__(self, package: Package, key: str, name: str = "") -> None:
        self.package = package
        self.key = key
        self.name = name
        self.data = package.utf8(key)
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
    def _places(self) -> "array[int]":
        """The fields of all rows, in the order of the file, one behind the other."""
        places = array("q")
        for row in self._find_rows():
            places.extend(row)
            places.extend(self._last(*row))
        return places

    @cached_property
    def _numbers(self) -> "array[int]":
        return self._places[::_FIELDS]

    @cached_property
    def _starts(self) -> "array[int]":
        return self._places[1::_FIELDS]

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, in the order of the file."""
        return (self._row_at(at) for at in range(len(self._numbers)))

    def _find_rows(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Rows as nearly all writers put them, back to back, by one search; what comes between, one by one."""
        scan, (at, last), number = self._scan, self._inner, 0
        prefix = self.prefix.encode()
        usual = re.compile(b"<" + prefix + rb"""row r="(\d+)"(?: [\w:.]+="[^"<>]*")*>""")
        tag = b"</" + prefix + b"row"  # sought without its ">", which is so frequent that it would slow the search
        length = len(tag)
        for found in usual.finditer(scan, at, last):
            start, open_end = found.span()
            while at < start and (row := self._next_row(at, start, number)):
                yield row
                number, at = row[0], row[4]
            if at > start:
                continue
            end = scan.find(tag, open_end, last)
            if end < 0 or scan[end + length] != 62:
                break
            number, at = int(found.group(1)), end + length + 1
            yield number, start, open_end, end, at
        while row := self._next_row(at, last, number):
            yield row
            number, at = row[0], row[4]

    def _next_row(self, at: int, last: int, before: int) -> tuple[int, int, int, int, int] | None:
        """The next row, however it is written."""
        scan = self._scan
        found = _ROW.search(scan, at, last)
        if not found:
            return None
        start, open_end = found.span()
        named = _R.search(scan, start, open_end)
        number = int(named.group(2)) if named else before + 1
        if scan[open_end - 2] == 47:  # a slash: it closes itself
            return number, start, open_end, open_end, open_end
        closing = _ROW_END.search(scan, open_end, last)
        if closing is None:
            raise unreadable(f"the sheet {self.name} is built in an unusual way")
        return number, start, open_end, *closing.span()

    @cached_property
    def ascending(self) -> bool:
        """Whether the rows stand in order, each once (as they should)."""
        return all(a < b for a, b in pairwise(self._numbers))

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {number: at for at, number in reversed(list(enumerate(self._numbers)))}

    def _row_at(self, at: int) -> Row:
        return Row(*self._places[_FIELDS * at : _FIELDS * at + _FIELDS])

    def row(self, number: int) -> Row | None:
        numbers = self._numbers
        if self.ascending:
            at = bisect_left(numbers, number)
            return self._row_at(at) if at < len(numbers) and numbers[at] == number else None
        return self._row_at(self._by_number[number]) if number in self._by_number else None

    def row_at(self, place: int) -> Row | None:
        """The row that has the byte at that place."""
        at = bisect_right(self._starts, place) - 1
        row = self._row_at(at) if at >= 0 else None
        return row if row and row.start <= place < row.end else None

    def row_after(self, number: int) -> Row | None:
        """The row before whose bytes a new row of that number goes; None for the end."""
        numbers = self._numbers
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

    def _last(self, number: int, start: int, open_end: int, content_end: int, end: int) -> tuple[int, int]:
        """Column and style of a row's last cell, found from its end: quick on wide rows."""
        if open_end == end:
            return 0, 0
        scan = self._scan
        at = scan.rfind(self._cell_mark, open_end, content_end)
        found = _USUAL_CELL.match(scan, at) if at >= 0 else None
        if found and scan.find(self._cell_start, found.end(), content_end) < 0:
            letters, style = found.groups()
            return column_of(letters), int(style or 0)
        cells = self.cells(Row(number, start, open_end, content_end, end, 0, 0))
        return (cells[-1].column, cells[-1].style) if cells else (0, 0)

    @cached_property
    def _cell_start(self) -> bytes:
        return b"<" + self.prefix.encode() + b"c"

    @cached_property
    def _cell_mark(self) -> bytes:
        return self._cell_start + b" "

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
