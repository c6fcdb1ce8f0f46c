"""Sheets drawn as pipe tables, as workbooks in memory or as real files.

    Steps
    | ID | Step        | Owner | Due        | % complete |
    | S1 | Write copy  | Ana   | 2026-11-20 | 40%        |

A line without a pipe names the next sheet; `---` rows and blank lines are passed over. A cell is typed as Excel would
on entry: ISO dates, numbers, `40%` (0.4 in a percent format), TRUE/FALSE; a leading `'` makes it text; blank is blank;
`=A1+1` is a formula without a stored result. `\\n` is a line break. Rows stand where they are drawn: the first drawn
row is row 1, and a row `| |` is an empty row.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from goalsheet.cells import CellValue
from goalsheet.reading.model import PlainDetails, Sheet, Workbook

ISO = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def typed(text: str) -> tuple[CellValue, str]:
    """A drawn cell's value and number format."""
    if text.startswith("'"):
        return text[1:], "@"
    if not text:
        return None, "General"
    if ISO.fullmatch(text):
        return date.fromisoformat(text), "yyyy\\-mm\\-dd"
    if NUMBER.fullmatch(text):
        number = float(text)
        return (int(number) if number.is_integer() and "." not in text else number), "General"
    if text.endswith("%") and NUMBER.fullmatch(text[:-1].strip()):
        return float(text[:-1]) / 100, "0%"
    if text in ("TRUE", "FALSE"):
        return text == "TRUE", "General"
    return text.replace("\\n", "\n"), "General"


def drawn_rows(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """(sheet name, rows of cell texts) in the order drawn; the first sheet is `Steps` where none is named."""
    name, rows = "Steps", []
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if any(cells) and all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
                continue
            rows.append(cells)
        elif line:
            if rows:
                yield name, rows
            name, rows = line.rstrip(":"), []
    if rows:
        yield name, rows


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    values: list[tuple[CellValue, ...]] = []
    formats: dict[tuple[int, int], str] = {}
    formulas = set()
    for r, row in enumerate(rows, 1):
        typed_row: list[CellValue] = []
        for c, text in enumerate(row, 1):
            if text.startswith("="):
                formulas.add((r, c))
                typed_row.append(None)
                continue
            value, number_format = typed(text)
            if number_format != "General":
                formats[r, c] = number_format
            typed_row.append(value)
        values.append(tuple(typed_row))
    return Sheet(name, tuple(values), details=PlainDetails(formats, frozenset(formulas)))


def drawn(text: str, path: str = "plan.xlsx") -> Workbook:
    """The drawing as a workbook in memory."""
    return Workbook(Path(path), tuple(_sheet(name, rows) for name, rows in drawn_rows(text)))


def draw_file(text: str, path: Path) -> Path:
    """The drawing as a real .xlsx file."""
    from openpyxl import Workbook as NewWorkbook

    book = NewWorkbook()
    book.remove(book.worksheets[0])
    for name, rows in drawn_rows(text):
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for c, cell in enumerate(row, 1):
                if cell.startswith("="):
                    sheet.cell(r, c, cell)
                    continue
                value, number_format = typed(cell)
                if value is None:
                    continue
                place = sheet.cell(r, c)
                if isinstance(value, date) and not isinstance(value, datetime):
                    place.value = datetime(value.year, value.month, value.day)
                else:
                    place.value = value
                    if isinstance(value, str):
                        place.data_type = "s"
                place.number_format = number_format
    book.save(path)
    return path
