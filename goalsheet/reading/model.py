"""A workbook as it was read: sheets of values, and what else a layout needs to know of a cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from goalsheet.cells import CellRef, CellValue, Range


class Details(Protocol):
    """What a cell is besides its value. All rows and columns are 1-based; reading is lazy and cheap to ask twice."""

    def number_format(self, row: int, column: int) -> str:
        """The number format code, `General` where none is set."""

    def has_formula(self, row: int, column: int) -> bool:
        """Whether the cell holds a formula (its value may be missing: it was never calculated)."""

    def no_result(self, row: int, column: int) -> bool:
        """Whether the cell holds a formula that has no stored result; one that gives an empty text has one."""

    def hidden_row(self, row: int) -> bool: ...

    def outline_level(self, row: int) -> int: ...

    def indent(self, row: int, column: int) -> int: ...

    def fill(self, row: int, column: int) -> str:
        """The solid fill as `RRGGBB`, or an empty string."""

    def bold(self, row: int, column: int) -> bool: ...


@dataclass(frozen=True)
class PlainDetails:
    """Details given outright: for formats that carry none, and for tests."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    outline: dict[int, int] = field(default_factory=dict)
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    bolds: frozenset[tuple[int, int]] = frozenset()

    def number_format(self, row: int, column: int) -> str:
        return self.formats.get((row, column), "General")

    def has_formula(self, row: int, column: int) -> bool:
        return (row, column) in self.formulas

    def no_result(self, row: int, column: int) -> bool:
        return (row, column) in self.formulas

    def hidden_row(self, row: int) -> bool:
        return row in self.hidden

    def outline_level(self, row: int) -> int:
        return self.outline.get(row, 0)

    def indent(self, row: int, column: int) -> int:
        return self.indents.get((row, column), 0)

    def fill(self, row: int, column: int) -> str:
        return self.fills.get((row, column), "")

    def bold(self, row: int, column: int) -> bool:
        return (row, column) in self.bolds


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `rows[0][0]` is A1; rows may differ in length; blank cells are None."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    visible: bool = True
    merged: tuple[Range, ...] = ()
    details: Details = field(default_factory=PlainDetails, compare=False)

    def value(self, row: int, column: int) -> CellValue:
        """The value at a 1-based row and column; None outside the used range."""
        if not 1 <= row <= len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else None

    def ref(self, row: int, column: int) -> CellRef:
        return CellRef(self.name, row, column)


@dataclass(frozen=True)
class Ours:
    """What an earlier run of ours wrote and marked in this workbook: whole sheets, and ranges by sheet.

    A reader of the user's content leaves these out. `sheets` maps our own key of a sheet (`Status`) to the name it has
    now, `columns` maps a sheet's name to our columns there (1-based), `areas` to their cells: a column may hold other
    tables of the user's above or below.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    columns: dict[str, frozenset[int]] = field(default_factory=dict)
    areas: dict[str, tuple[Range, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file, in order. `format` is the file's kind by content: xlsx, xlsm, xlsb, xls, ods or csv.

    `date_1904`: its serial dates count from 1904 (true dates are read rightly in either system). `digest` is that of
    the bytes that were read (`files.digest`), empty for what was not read from a file. `saved` is the day on which a
    program last saved it, as the file says.
    """

    path: Path
    sheets: tuple[Sheet, ...]
    format: str = "xlsx"
    ours: Ours = field(default_factory=Ours)
    date_1904: bool = False
    digest: str = ""
    saved: date | None = None

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, without regard to case."""
        return next((s for s in self.sheets if s.name.casefold() == name.casefold()), None)
