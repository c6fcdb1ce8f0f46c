"""Real files into values and details, whatever wrote them; what cannot be read is refused in one line."""

import os
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.cells import Range
from goalsheet.errors import GoalsheetError
from goalsheet.reading.cell_details import Cells, SheetDetails
from goalsheet.reading.cell_styles import CellStyle
from goalsheet.reading.read import read
from goalsheet.reading.used_range import reaches_too_far
from tests.support.drawn import draw_file
from tests.support.office import converted
from tests.support.sure import sure

SHARED = Path(__file__).parents[3] / "shared"
PLAN = """
    Steps
    | ID  | Step  | Owner | Due        | % complete | Left |
    | 007 | Write | NA    | 2026-03-01 | 40%        | =1-E2 |
"""


def saved(path: Path, fill: Callable[..., Any], **options: Any) -> Path:
    book = openpyxl.Workbook()
    for name, value in options.items():
        setattr(book, name, value)
    fill(book.active)
    book.save(path)
    return path


def test_values_formats_and_formulas_of_a_drawn_plan(tmp_path: Path) -> None:
    workbook = read(draw_file(PLAN, tmp_path / "plan.xlsx"))
    (sheet,) = workbook.sheets
    assert (workbook.format, sheet.name, sheet.visible) == ("xlsx", "Steps", True)
    assert list(sheet.rows[1]) == [7, "Write", "NA", date(2026, 3, 1), 0.4, None]
    details = sheet.details
    assert (details.number_format(2, 4), details.number_format(2, 5)) == ("yyyy\\-mm\\-dd", "0%")
    assert [details.has_formula(2, column) for column in (5, 6, 7)] == [False, True, False]
    assert details.no_result(2, 6)
    assert details.number_format(99, 99) == "General"


def test_a_formula_that_gives_an_empty_text_has_a_result() -> None:
    """As Excel and LibreOffice store it; openpyxl, which does not calculate, writes the second form."""
    row = b'<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1</f><v></v></c><c r="C1"><f>1</f></c></row>'
    looks: Any = {0: CellStyle()}
    details = SheetDetails(Cells(b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"), looks)
    assert [details.has_formula(1, column) for column in (1, 2, 3)] == [True, True, True]
    assert [details.no_result(1, column) for column in (1, 2, 3)] == [False, True, True]


def test_merged_cells_hidden_rows_outline_indent_and_fill(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Plan"
        sheet.merge_cells("A1:C1")
        sheet["A2"] = "step"
        sheet["A2"].alignment = Alignment(indent=2)
        sheet["A2"].fill = PatternFill("solid", fgColor="FFC000")
        sheet["B2"] = "theme"
        sheet["B2"].fill = PatternFill("solid", fgColor=Color(theme=4))
        sheet["C2"] = "old"
        sheet["C2"].fill = PatternFill("solid", fgColor=Color(indexed=10))
        sheet["A3"] = "hidden"
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[2].outlineLevel = 2

    sheet = read(saved(tmp_path / "plan.xlsx", fill)).sheets[0]
    assert sheet.merged == (Range(1, 1, 1, 3),)
    details = sheet.details
    assert [details.hidden_row(row) for row in (2, 3, 4)] == [False, True, False]
    assert (details.outline_level(2), details.outline_level(3)) == (2, 0)
    assert (details.indent(2, 1), details.indent(2, 2)) == (2, 0)
    assert [details.fill(2, column) for column in (1, 2, 3, 4)] == ["FFC000", "4F81BD", "FF0000", ""]


def test_hidden_sheets_are_marked(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = 1
        sure(sheet.parent).create_sheet("Old").sheet_state = "hidden"

    assert [sheet.visible for sheet in read(saved(tmp_path / "plan.xlsx", fill)).sheets] == [True, False]


def test_true_dates_are_the_same_day_in_both_date_systems(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        values: list[Any] = [date(2026, 3, 1), datetime(2026, 3, 1, 12, 30), timedelta(hours=30), 45000]
        for row, value in enumerate(values, 1):
            sheet.cell(row, 1, value)

    new = read(saved(tmp_path / "new.xlsx", fill))
    old = read(saved(tmp_path / "old.xlsx", fill, epoch=CALENDAR_MAC_1904))
    assert (new.date_1904, old.date_1904) == (False, True)
    for workbook in (new, old):
        column = [row[0] for row in workbook.sheets[0].rows]
        assert column == [date(2026, 3, 1), datetime(2026, 3, 1, 12, 30), timedelta(hours=30), 45000]


def test_error_values_are_told_from_blanks(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", "#N/A", None, "#DIV/0!"])
        sheet.append(["b", None, "#REF!", 3])
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith("#"):
                    cell.data_type = "e"

    rows = read(saved(tmp_path / "plan.xlsx", fill)).sheets[0].rows
    assert [list(row) for row in rows] == [["a", "#N/A", None, "#DIV/0!"], ["b", None, "#REF!", 3]]


@pytest.mark.parametrize("stray", ["XFD1048576", "A1048576", "XFD2000"])
def test_one_stray_cell_far_away_takes_no_memory(tmp_path: Path, stray: str) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 2001):
            sheet.cell(row, 1, f"step {row}")
            sheet.cell(row, 2, row)
        sheet[stray] = "stray"

    rows = read(saved(tmp_path / "plan.xlsx", fill)).sheets[0].rows
    assert len(rows) == 2000
    assert list(rows[1999]) == ["step 2000", 2000]
    assert max(len(row) for row in rows) == 2


def test_an_unusual_worksheet_part_gives_the_same_details() -> None:
    usual = b'<worksheet><sheetData><row r="2"><c r="B2" s="1"><f>A1</f><v>3</v></c><c r="C2"/></row></sheetData>'
    odd = b"""<x:worksheet xmlns:x='m'><!-- <x:row r="9"> --><x:sheetData
        ><x:row/><?skip?><x:row spans='1:3'
        ><x:c/><x:c t='n' s = '1' ><x:f>A1</x:f><x:v>3</x:v></x:c ><x:c/></x:row ></x:sheetData></x:worksheet>"""
    looks: Any = {0: CellStyle(), 1: CellStyle("0%", "FF0000", 1)}
    for data in (usual, odd):
        details = SheetDetails(Cells(data), looks)
        assert [details.number_format(2, column) for column in (1, 2, 3)] == ["General", "0%", "General"]
        assert [details.has_formula(2, column) for column in (1, 2, 3)] == [False, True, False]
        assert not details.no_result(2, 2)


def test_macros_and_suffixes_do_not_matter(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    shutil.copy(path, tmp_path / "plan.backup")
    assert read(tmp_path / "plan.backup").format == "xlsx"


@pytest.mark.office
def test_other_formats_are_read_too(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    for kind in ("ods", "xls"):
        workbook = read(converted(path, kind, tmp_path / "office"))
        assert workbook.format == kind
        assert list(workbook.sheets[0].rows[1])[:5] == [7, "Write", "NA", date(2026, 3, 1), 0.4]


@pytest.mark.office
def test_an_ods_with_a_stray_cell_far_away_is_refused_before_it_takes_the_memory(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "Step"
        sheet["ZZ900000"] = "stray"

    path = saved(tmp_path / "plan.xlsx", fill)
    made = converted(path, "ods", tmp_path / "office")
    with pytest.raises(GoalsheetError, match="larger than can be read"):
        read(made)


def binary_sheet(stated: tuple[int, ...], cells: list[tuple[int, ...]]) -> bytes:
    """An .xlsb worksheet part with a stated last row and column, and text cells at (row, column), 0-based."""

    def record(kind: int, body: bytes) -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return number + bytes([len(body)]) + body

    def whole(*numbers: int) -> bytes:
        return b"".join(number.to_bytes(4, "little") for number in numbers)

    rows = [record(0, whole(row)) + record(7, whole(column, 0, 0)) for row, column in cells]
    return record(148, whole(0, stated[0], 0, stated[1])) + b"".join(rows)


@pytest.mark.parametrize(
    ("stated", "cells", "too_far"),
    [
        ((10, 5), [(0, 0), (10, 5)], False),
        ((1048575, 16383), [(0, 0), (10, 5)], False),
        ((1048575, 16383), [(0, 0), (1048575, 16383)], True),
    ],
)
def test_how_far_a_binary_sheet_reaches(
    tmp_path: Path, stated: tuple[int, ...], cells: list[tuple[int, ...]], too_far: bool
) -> None:
    path = tmp_path / "plan.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.bin", binary_sheet(stated, cells))
    assert reaches_too_far(path.read_bytes(), "xlsb") is too_far


OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is an empty file"),
        (b"a;b\n1;2\n3;4\n", "it looks like a CSV file"),
        (b"Dear all, see the plan.", "it is a text file"),
        (b"<html><table><tr></tr></table></html>", "it is a web page"),
        (bytes(range(256)) * 9, "its content is of no kind that is known"),
        (OLE2 + "EncryptedPackage\0".encode("utf-16-le"), "is protected with a password"),
        (OLE2 + "WordDocument\0".encode("utf-16-le"), "it is a Word document"),
        (OLE2 + "Workbook\0".encode("utf-16-le"), "is damaged or was cut short"),
        (b"PK\x03\x04 cut short", "is damaged or was cut short"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(content)
    with pytest.raises(GoalsheetError, match=says) as refusal:
        read(path)
    assert str(path) in refusal.value.message
    assert "\n" not in refusal.value.message
    assert refusal.value.remedy


def test_a_missing_file_a_folder_and_a_zip_are_refused(tmp_path: Path) -> None:
    draw_file(PLAN, tmp_path / "plan.xlsx")
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(GoalsheetError, match="there is no such file") as refusal:
        read(tmp_path / "plam.xlsx")
    assert "plan.xlsx" in refusal.value.remedy
    with pytest.raises(GoalsheetError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(GoalsheetError, match="a zip archive without a workbook"):
        read(tmp_path / "zip.xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    path.chmod(0)
    with pytest.raises(GoalsheetError, match="may not be read"):
        read(path)


def test_a_damaged_workbook_is_read_or_refused_and_never_crashes(tmp_path: Path) -> None:
    good = draw_file(PLAN, tmp_path / "plan.xlsx").read_bytes()
    chance = random.Random(4)
    path = tmp_path / "damaged.xlsx"
    refused = 0
    for _ in range(150):
        data = bytearray(good[: chance.choice([len(good), len(good), chance.randrange(len(good))])])
        for _ in range(chance.choice([1, 4, 40])):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            read(path)
        except GoalsheetError:
            refused += 1
    assert refused > 50


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared real workbooks are not here")
def test_real_workbooks_are_read() -> None:
    paths = sorted((SHARED / "fidelity" / "workbooks").iterdir()) + sorted((SHARED / "workbooks").glob("*.xls?"))
    assert len(paths) > 40
    for path in paths:
        for sheet in read(path).sheets:
            for number, row in enumerate(sheet.rows, 1):
                for column in range(1, len(row) + 1):
                    assert sheet.details.number_format(number, column)
