"""A workbook that was read from text as a new .xlsx, cell for cell: what verdicts on it can be written into."""

import io
from datetime import date

from openpyxl import Workbook as NewWorkbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.cells import CellValue, column_letter
from goalsheet.editing.new_workbook import without_clock
from goalsheet.reading.model import Sheet, Workbook

_LONGEST = 32_767  # what a cell of a workbook holds, in characters
_NARROWEST, _WIDEST, _ROWS = 9, 48, 200  # column widths in characters; rows that they are made for


def as_xlsx(workbook: Workbook) -> bytes:
    """The workbook's values with their formats as the bytes of an .xlsx file. Texts stay texts: `=A1` is no formula."""
    made = NewWorkbook()
    made.remove(made.worksheets[0])
    made.properties.creator = ""
    for sheet in workbook.sheets:
        page = made.create_sheet(sheet.name)
        _fill(page, sheet)
        for column, width in _widths(sheet).items():
            page.column_dimensions[column_letter(column)].width = width
    buffer = io.BytesIO()
    made.save(buffer)
    return without_clock(buffer.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                cell = page.cell(row, column)
                if isinstance(value, str):
                    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
                    cell.data_type = "s"
                else:
                    cell.value = value
                    cell.number_format = sheet.details.number_format(row, column)


def _widths(sheet: Sheet) -> dict[int, int]:
    """Columns wide enough for most of what they hold."""
    widths: dict[int, int] = {}
    for cells in sheet.rows[:_ROWS]:
        for column, value in enumerate(cells, 1):
            widths[column] = min(_WIDEST, max(widths.get(column, _NARROWEST), _length(value)))
    return widths


def _length(value: CellValue) -> int:
    if isinstance(value, date):
        return 12
    return max(map(len, str(value).splitlines()), default=0) + 2 if value is not None else 0
