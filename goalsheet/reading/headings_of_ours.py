"""Rows of a workbook in which headings of ours stand, found by what we remember of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from goalsheet.cells import Range
from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.cell_values import Formula, shared_texts, value_of
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.worksheet import Row, Sheet
from goalsheet.ooxml.xmltree import escape

Held = str | float | type[Formula]


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings of ours side by side: the columns (1-based) by the text that stands there."""

    sheet: str
    row: int
    columns: Mapping[str, int]


@dataclass
class Lookup:
    """What the cells of a package hold, sheet by sheet as asked."""

    package: Package
    _sheets: dict[str, Sheet | None] = field(default_factory=dict)
    _shared: list[str] | None = None

    def __post_init__(self) -> None:
        infos = workbook_part.sheets_of(self.package)
        self.infos = {i.name.casefold(): i for i in infos if i.key and i.kind == "worksheet"}

    @property
    def shared(self) -> list[str]:
        """The workbook's shared strings."""
        if self._shared is None:
            self._shared = shared_texts(self.package)
        return self._shared

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of cells of that name, without regard to case."""
        name = name.casefold()
        if name not in self._sheets:
            info = self.infos.get(name)
            self._sheets[name] = Sheet(self.package, info.key, info.name) if info else None
        return self._sheets[name]

    def held(self, sheet: Sheet, row: Row | None) -> dict[int, Held]:
        """What stands in the cells of a row that hold anything, by column."""
        cells = sheet.cells(row) if row else []
        values = {cell.column: value_of(sheet, cell, self.shared) for cell in cells if sheet.holds(cell)}
        return {column: value for column, value in values.items() if value is not None}

    def text(self, name: str, row: int, column: int) -> str:
        """A cell's text on one line; empty where it holds none."""
        sheet = self.sheet(name)
        value = self.held(sheet, sheet.row(row)).get(column) if sheet else None
        return one_line(value) if isinstance(value, str) else ""

    def below(self, name: str, area: Range) -> list[Held]:
        """What stands in a column of one sheet below its heading, as far as its area goes."""
        sheet = self.sheet(name)
        if sheet is None:
            return []
        rows = (row for row in sheet.rows if area.first_row < row.number <= area.last_row)
        held = (self.held(sheet, row).get(area.first_column) for row in rows)
        return [value for value in held if value is not None]

    def headed(self, texts: Iterable[str], least: int) -> Iterator[Headings]:
        """Rows with at least so many of these headings side by side; two copies in a row are two."""
        wanted = {one_line(text) for text in texts}
        for name in self.infos:
            sheet = self.sheet(name)
            for row in _rows_with(sheet, wanted, self.shared) if sheet and wanted else ():
                found: dict[str, int] = {}
                for column, value in sorted(self.held(sheet, row).items()) if sheet else ():
                    text = one_line(value) if isinstance(value, str) else ""
                    if text in found and len(found) >= least:
                        yield Headings(name, row.number, found)
                        found = {}
                    if text in wanted:
                        found[text] = column
                if len(found) >= least:
                    yield Headings(name, row.number, found)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _rows_with(sheet: Sheet, texts: set[str], shared: list[str]) -> list[Row]:
    """The rows that may hold one of the texts, without looking at each row."""
    numbers = [str(n) for n, text in enumerate(shared) if one_line(text) in texts]
    ways = [rf"v>\s*(?:{'|'.join(numbers)})\s*</"] if numbers else []
    ways += [r"\s+".join(map(re.escape, escape(text).split())) for text in texts]
    places = (found.start() for found in re.finditer("|".join(ways).encode(), sheet.data))
    rows = (sheet.row_at(place) for place in places)
    return list({row.number: row for row in rows if row}.values())
