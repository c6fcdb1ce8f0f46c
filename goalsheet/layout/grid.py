"""A sheet as a layout looks at it: without our own columns, with merged cells, and quick on a large used range."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from goalsheet.cells import CellValue, Range
from goalsheet.layout import heading_words
from goalsheet.layout.table import Cell, cell_of
from goalsheet.reading.model import Sheet

#: Beyond this many rows, what a cell is besides its value (indent, fill) is not asked row by row.
LARGE = 20_000


@dataclass(frozen=True)
class Grid:
    """One sheet. `hidden_columns` are ours: they do not exist for a layout."""

    sheet: Sheet
    ours: frozenset[int] = frozenset()

    @cached_property
    def last_row(self) -> int:
        """The last row that holds a value (the used range may be far larger)."""
        rows = self.sheet.rows
        for number in range(len(rows), 0, -1):
            if any(value is not None and value != "" for value in rows[number - 1]):
                return number
        return 0

    @cached_property
    def strengths(self) -> dict[int, float]:
        """How much a row looks like a heading, for the rows that were asked: see `heads.strength`."""
        return {}

    @cached_property
    def likelihoods(self) -> dict[int, float]:
        """How likely a row is a heading, for the rows that were asked: see `headers.likelihood`."""
        return {}

    @property
    def large(self) -> bool:
        return self.last_row > LARGE

    def value(self, row: int, column: int) -> CellValue:
        """The value, None for a blank one, for white space alone, and in our own columns."""
        value = self.sheet.value(row, column)
        if value is None or column in self.ours or (isinstance(value, str) and not value.strip()):
            return None
        return value

    def filled(self, row: int) -> Mapping[int, CellValue]:
        """The row's columns that hold something."""
        if not 1 <= row <= len(self.sheet.rows):
            return {}
        cells = self.sheet.rows[row - 1]
        return {
            column: value
            for column, value in enumerate(cells, 1)
            if value is not None and column not in self.ours and not (isinstance(value, str) and not value.strip())
        }

    def cell(self, row: int, column: int) -> Cell:
        return cell_of(self.sheet, row, column)

    @cached_property
    def _merged(self) -> Mapping[tuple[int, int], Range]:
        """Every cell of a merged range of sensible size -> its range."""
        places: dict[tuple[int, int], Range] = {}
        for area in self.sheet.merged:
            height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
            if height * width > 5000:
                continue
            for row in range(area.first_row, area.last_row + 1):
                for column in range(area.first_column, area.last_column + 1):
                    places[row, column] = area
        return places

    @cached_property
    def joined_below(self) -> frozenset[int]:
        """Rows that share a merged cell, a few rows high, with the row below them."""
        low = (area for area in self.sheet.merged if 0 < area.last_row - area.first_row <= 4)
        return frozenset(row for area in low for row in range(area.first_row, area.last_row))

    def merged(self, row: int, column: int) -> Range | None:
        return self._merged.get((row, column))

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value shown at a place: itself, or the first of its merged range."""
        area = self.merged(row, column)
        return (area.first_row, area.first_column) if area else (row, column)

    def spans(self, row: int, column: int) -> bool:
        """Whether the cell is merged over at least three columns, as a banner is."""
        area = self.merged(row, column)
        return area is not None and area.last_column - area.first_column >= 2

    def samples(self, first: int, count: int = 120) -> Iterator[int]:
        """Numbers of up to `count` rows from `first` on that hold something: most of them early, some spread out."""
        early, taken = 0, first
        for row in range(first, self.last_row + 1):
            taken = row
            if self.filled(row):
                early += 1
                yield row
            if early >= count * 3 // 4:
                break
        rest = self.last_row - taken
        if rest > 0:
            step = max(1, rest // max(count // 4, 1))
            yield from (row for row in range(taken + 1, self.last_row + 1, step) if self.filled(row))


def grid(sheet: Sheet, ours: frozenset[int]) -> Grid:
    """A sheet's grid. Columns whose heading carries our mark are left out even where nothing else marks them."""
    marked = {
        column
        for row in sheet.rows[:15]
        for column, value in enumerate(row, 1)
        if isinstance(value, str) and value.rstrip().casefold().endswith(heading_words.OUR_MARK)
    }
    return Grid(sheet, ours | marked)


def amount(value: CellValue) -> float:
    """A number; 0 for anything else."""
    return float(value) if is_number(value) else 0.0  # type: ignore[arg-type]


def text(value: CellValue) -> str:
    """A cell's text on one line, as a person reads it; dates in ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join((value if value.isascii() else unicodedata.normalize("NFKC", value)).split())
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_date(value: CellValue) -> bool:
    return isinstance(value, date)


_FIGURE = re.compile(r"[-+−]?\s?[€$£¥]?\s?\d[\d.,'’\u00a0\u202f ]*\s?(?:%|€|k|pp)?")


def is_figure(value: CellValue) -> bool:
    """Whether a cell holds a number, also one that was typed as text: `2,5`, `1 200 €`, `98 %`.

    >>> is_figure(3), is_figure("2,5"), is_figure("98 %"), is_figure("3 of 5"), is_figure(True)
    (True, True, True, False, False)
    """
    return is_number(value) or (isinstance(value, str) and bool(_FIGURE.fullmatch(value.strip())))


def is_number(value: CellValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
