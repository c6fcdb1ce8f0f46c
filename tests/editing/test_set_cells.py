"""Typing into the user's cells: what a table takes in, as Excel itself would, and what it does not."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.cells import CellRef
from goalsheet.editing.set_cells import SetCell, with_cells
from goalsheet.errors import GoalsheetError
from tests.editing.made import saved, values
from tests.editing.packages import unzipped, zipped
from tests.support.sure import as_a, sure

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def book(totals: bool = False) -> bytes:
    """Steps in an Excel table A1:B3 (A1:B4 with a row of totals), with a filter."""
    made = openpyxl.Workbook()
    sheet = as_a(Worksheet, made.active)
    sheet.title = "Steps"
    for row in (("Step", "Days"), ("Shoot", 2), ("Edit", 3)):
        sheet.append(row)
    table = Table(displayName="steps", ref="A1:B3")
    table._initialise_columns()  # type: ignore[attr-defined]  # what openpyxl does on saving
    if totals:
        sheet.append(("Total", 5))
        table.ref, table.totalsRowCount = "A1:B4", 1
    sheet.add_table(table)
    return saved(made)


def typed(*cells: tuple[int, int], totals: bool = False) -> bytes:
    """The workbook with something typed at these rows and columns."""
    return with_cells(book(totals), [SetCell(CellRef("Steps", row, column), "new") for row, column in cells])


def areas(data: bytes) -> tuple[str | None, str | None]:
    """What the table and its filter reach over."""
    with ZipFile(BytesIO(data)) as package:
        (name,) = [name for name in package.namelist() if name.startswith("xl/tables/")]
        root = etree.fromstring(package.read(name))
    return root.get("ref"), sure(root.find(f"{MAIN}autoFilter")).get("ref")


def test_a_table_takes_in_rows_typed_right_below_it() -> None:
    assert areas(typed((4, 1), (5, 1))) == ("A1:B5", "A1:B5")


def test_a_table_ends_where_a_row_is_left_out() -> None:
    assert areas(typed((4, 1), (6, 1))) == ("A1:B4", "A1:B4")
    assert areas(typed((5, 1))) == ("A1:B3", "A1:B3")


def test_what_is_typed_beside_a_table_does_not_make_it_longer() -> None:
    assert areas(typed((4, 3))) == ("A1:B3", "A1:B3")


def test_a_table_with_a_row_of_totals_stays() -> None:
    assert areas(book(totals=True))[0] == areas(typed((5, 1), totals=True))[0] == "A1:B4"


def test_a_filter_that_ends_above_the_last_row_is_left_as_it_was() -> None:
    ends_above = [
        (name, data.replace(b'<autoFilter ref="A1:B3"', b'<autoFilter ref="A1:B2"')) for name, data in unzipped(book())
    ]
    grown = with_cells(zipped(ends_above), [SetCell(CellRef("Steps", 4, 1), "new")])
    assert areas(grown) == ("A1:B4", "A1:B2")


def test_only_the_cells_named_change() -> None:
    before, after = values(book()), values(with_cells(book(), [SetCell(CellRef("Steps", 2, 2), None, over=True)]))
    assert after == [before[0], ["Shoot"], before[2]]


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(GoalsheetError, match="there is no sheet Stepps"):
        with_cells(book(), [SetCell(CellRef("Stepps", 2, 2), 1)])
