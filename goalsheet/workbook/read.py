"""Any workbook into values: xlsx, xlsm, xlsb, xls and ods, by content and not by suffix."""

from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from goalsheet.cells import CellValue, Range
from goalsheet.workbook.model import Sheet, Workbook


def read(path: Path) -> Workbook:
    """The workbook's sheets with their values as stored; GoalsheetError for what cannot be read."""
    book = CalamineWorkbook.from_path(path)
    sheets = []
    for index, about in enumerate(book.sheets_metadata):
        if about.typ is SheetTypeEnum.WorkSheet:
            visible = about.visible is SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_index(index)
            sheets.append(Sheet(about.name, _rows(sheet), visible, _merged(sheet)))
    return Workbook(path, tuple(sheets))


def _rows(sheet: CalamineSheet) -> Sequence[Sequence[CellValue]]:
    rows = sheet.to_python(skip_empty_area=False)
    return [[None if value == "" else value for value in row] for row in rows]


def _merged(sheet: CalamineSheet) -> tuple[Range, ...]:
    ranges = sheet.merged_cell_ranges or ()
    return tuple(Range(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
