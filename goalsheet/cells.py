"""Cells and ranges of a workbook, in Excel's notation."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

#: What a cell can hold. A blank cell is None, never "".
CellValue = str | int | float | bool | date | datetime | time | timedelta | None

_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*")


def column_letter(column: int) -> str:
    """The letters of a 1-based column.

    >>> column_letter(1), column_letter(26), column_letter(27), column_letter(16384)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 1-based number of a column given by its letters.

    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def quoted_sheet(sheet: str) -> str:
    """The name of a sheet as a formula writes it, in quotes where Excel needs them.

    >>> quoted_sheet("Steps"), quoted_sheet("Key results"), quoted_sheet("Bob's")
    ('Steps', "'Key results'", "'Bob''s'")
    """
    if _PLAIN_SHEET.fullmatch(sheet) and not _LOOKS_LIKE_CELL.fullmatch(sheet):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """One cell: sheet name, 1-based row and column.

    >>> str(CellRef("Steps", 4, 4)), str(CellRef("Key results", 2, 28))
    ('Steps!D4', "'Key results'!AB2")
    """

    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address within its sheet: `D4`."""
        return f"{column_letter(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{quoted_sheet(self.sheet)}!{self.a1}"


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """A rectangle of cells within a sheet, 1-based, both ends inclusive.

    >>> str(Range(1, 2, 3, 4)), (2, 3) in Range(1, 2, 3, 4)
    ('B1:D3', True)
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def meets(self, other: "Range") -> bool:
        """Whether two ranges have a cell in common.

        >>> Range(1, 1, 2, 2).meets(Range(2, 2, 3, 3)), Range(1, 1, 2, 2).meets(Range(3, 1, 3, 2))
        (True, False)
        """
        return (
            self.first_row <= other.last_row
            and other.first_row <= self.last_row
            and self.first_column <= other.last_column
            and other.first_column <= self.last_column
        )

    def __str__(self) -> str:
        first = f"{column_letter(self.first_column)}{self.first_row}"
        last = f"{column_letter(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"
