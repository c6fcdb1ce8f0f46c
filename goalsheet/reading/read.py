"""Any workbook into values: xlsx, xlsm, xlsb, xls and ods, by content and not by suffix; and text with delimiters.

python-calamine reads the values. What it does not give (formats, formulas, hidden rows, error values) comes from the
worksheet parts themselves, where the file is an Office Open XML package.
"""

import io
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from goalsheet import files
from goalsheet.cells import CellValue, Range
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.package import Package
from goalsheet.reading import delimited, file_format
from goalsheet.reading.cell_details import Cells, SheetDetails
from goalsheet.reading.cell_styles import CellStyles
from goalsheet.reading.gc_pause import without_gc
from goalsheet.reading.model import Details, Ours, PlainDetails, Sheet, Workbook
from goalsheet.reading.ours import ours_in
from goalsheet.reading.stray_cells import replaced, without_strays
from goalsheet.reading.used_range import reaches_too_far
from goalsheet.reading.without_ours import without_ours

Rows = list[list[CellValue]]


@dataclass
class Parts:
    """What an Office Open XML package tells besides values: empty for other formats."""

    details: dict[str, Details] = field(default_factory=dict)
    cells: dict[str, Cells] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # a sheet's name to its part's key
    package: Package | None = None
    ours: Ours = field(default_factory=Ours)
    date_1904: bool = False
    saved: date | None = None


@without_gc
def read(path: Path) -> Workbook:
    """The workbook's sheets with their values as stored.

    A blank cell, an empty text and a formula without a result are None; an error value is its name, such as `#N/A`.
    GoalsheetError for what cannot be read, with the reason and what to do.

    Raises GoalsheetError for a file that is no workbook, or is too large.
    """
    data = file_format.load(path)
    kind = file_format.kind_of(path, data)
    if kind == "csv":
        return Workbook(
            path, (delimited.sheet_of(path, delimited.decoded(data) or ""),), kind, digest=files.digest(data)
        )
    if kind in ("xlsb", "ods"):
        _refuse_if_too_far(path, data, kind)
    parts = _parts(path, data) if kind in ("xlsx", "xlsm") else Parts()
    sheets = tuple(_sheets(path, _readable(data, parts), parts))
    if not sheets:
        raise GoalsheetError(f"{path} has no worksheet", "Name a workbook that has one.")
    sheets, ours = without_ours(sheets, parts.ours)
    return Workbook(path, sheets, kind, ours, parts.date_1904, files.digest(data), parts.saved)


def _refuse_if_too_far(path: Path, data: bytes, kind: str) -> None:
    try:
        too_far = reaches_too_far(data, kind)
    except Exception as error:  # bytes can be wrong in more ways than can be named
        raise file_format.damaged(path, str(error)) from None
    if too_far:
        raise GoalsheetError(
            f"{path} has a sheet whose used range is larger than can be read",
            "Save it as .xlsx, or delete the stray cells far below or right of the data.",
        )


def _parts(path: Path, data: bytes) -> Parts:
    """The worksheet parts of a package. What is damaged is refused here: calamine would not always survive it."""
    parts = Parts()
    try:
        parts.package = package = Package(data)
        looks = CellStyles(package)
        for info in workbook_part.sheets_of(package):
            if info.kind == "worksheet" and info.key:
                cells = Cells(package.utf8(info.key))
                parts.cells[info.name] = cells
                parts.details[info.name] = SheetDetails(cells, looks)
                parts.keys[info.name] = info.key
        parts.date_1904 = workbook_part.since_1904(package)
        parts.saved = workbook_part.saved_on(package)
        parts.ours = ours_in(package)
    except GoalsheetError as error:
        raise file_format.damaged(path, error.message.partition(": ")[2] or error.message) from None
    except Exception as error:  # bytes can be wrong in more ways than can be named
        raise file_format.damaged(path, str(error)) from None
    return parts


def _readable(data: bytes, parts: Parts) -> bytes:
    """The file's bytes, without stray cells that would make the reader take memory for a million rows."""
    cut = {parts.keys[name]: content for name, cells in parts.cells.items() if (content := without_strays(cells))}
    return replaced(parts.package, cut) if cut and parts.package else data


def _sheets(path: Path, data: bytes, parts: Parts) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                _sheet(workbook.get_sheet_by_index(index), about.visible is SheetVisibleEnum.Visible, parts)
                for index, about in enumerate(workbook.sheets_metadata)
                if about.typ is SheetTypeEnum.WorkSheet
            ]
    except PasswordError:
        raise file_format.encrypted(path) from None
    except (CalamineError, WorksheetNotFound, OSError, ValueError) as error:
        return _other_reader(path, data, parts, error)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a fault of the reader's on a damaged file
            raise
        return _other_reader(path, data, parts, error)


def _sheet(sheet: CalamineSheet, visible: bool, parts: Parts) -> Sheet:
    rows: Rows = [[None if value == "" else value for value in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = tuple(
        Range(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return _made(sheet.name, rows, visible, merged, parts)


def _made(name: str, rows: Rows, visible: bool, merged: tuple[Range, ...], parts: Parts) -> Sheet:
    if name in parts.cells:
        _put_errors(rows, parts.cells[name])
    return Sheet(name, rows, visible, merged, parts.details.get(name) or PlainDetails())


def _put_errors(rows: Rows, cells: Cells) -> None:
    """Error values in their cells, which the reader leaves blank."""
    for row, column, name in cells.errors():
        if row <= len(rows) + 1000 and column <= 16_384:
            while len(rows) < row:
                rows.append([])
            values = rows[row - 1]
            values.extend([None] * (column - len(values)))
            if values[column - 1] is None:
                values[column - 1] = name


def _other_reader(path: Path, data: bytes, parts: Parts, error: BaseException) -> list[Sheet]:
    """By openpyxl, for packages that calamine gives up on, such as ones with macro sheets."""
    if not parts.cells:
        raise file_format.damaged(path, str(error)) from None
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [_from_openpyxl(sheet, parts) for sheet in workbook.worksheets]
    except Exception:  # whatever it stumbles over, the file cannot be read
        raise file_format.damaged(path, str(error)) from None


def _from_openpyxl(sheet: Any, parts: Parts) -> Sheet:
    rows: Rows = [
        [None if value == "" else value for value in row]
        for row in sheet.iter_rows(min_row=1, min_col=1, values_only=True)
    ]
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return _made(sheet.title, rows, sheet.sheet_state == "visible", (), parts)
