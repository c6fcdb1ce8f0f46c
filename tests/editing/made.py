"""Workbooks made for the writer's tests, edits to put into them, and ways to look at what came out."""

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Column, ColumnBlock, ColumnFormat, Edits, NewSheet, Note
from goalsheet.ooxml.content import Chart, Content, FormatRule, Series, SheetTable, Style
from goalsheet.ooxml.package import Package
from tests.support.sure import as_a

ROWS = [["ID", "Step", "Owner"], *([f"S{n}", f"Step {n}", "Ana" if n % 2 else "Bo"] for n in range(1, 8))]


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def plan(table: bool = False, rows: list[list[Any]] | None = None) -> bytes:
    """A sheet Steps with seven steps (as an Excel table if wanted), and a sheet Other."""
    book = openpyxl.Workbook()
    sheet = as_a(Worksheet, book.active)
    sheet.title = "Steps"
    for row in rows or ROWS:
        sheet.append(row)
    if table:
        sheet.add_table(Table(displayName="Plan", ref=f"A1:C{len(rows or ROWS)}"))
    book.create_sheet("Other")["A1"] = "=Steps!A2"
    return saved(book)


def block(week: int = 1, rows: int = 7, last_column: int = 3, **more: Any) -> ColumnBlock:
    numbers = range(2, rows + 2)
    status = {r: Content("on track" if (r + week) % 2 else "at risk", Style(fill="FFF2CC")) for r in numbers}
    why = {r: Content(f"week {week}, row {r}") for r in numbers}
    columns = (Column("status", "Status", status, 14), Column("why", "Why", why, 30))
    return ColumnBlock("steps", "Steps", 1, rows + 1, last_column, columns, **more)


def status_sheet(week: int = 1) -> NewSheet:
    cells: Mapping[tuple[int, int], Content] = {
        (1, 1): Content(f"Status, week {week}", Style(bold=True, size=14)),
        (3, 1): Content("Goal"),
        (3, 2): Content("Actual"),
        (4, 1): Content("Launch", link="Steps!A2", tooltip="The first step"),
        (4, 2): Content(0.25 * week, Style(number_format="0%")),
        (5, 1): Content("Retention", link="https://example.org/?a=1&b=2"),
        (5, 2): Content(0.5),
    }
    return NewSheet(
        "Status",
        "Status",
        cells,
        widths={1: 30},
        freeze="A4",
        tables=(SheetTable("StatusTable", "A3:B5"),),
        charts=(Chart("bar", "Progress", (Series("Actual", "A4:A5", "B4:B5"),), "D3:K15", percent=True),),
        formats=(FormatRule("B4:B5", "data_bar", "0:1"),),
        repeat_rows="3:3",
    )


def everything(week: int = 1, rows: int = 7, last_column: int = 3) -> Edits:
    """All kinds of edits at once."""
    return Edits(
        (block(week, rows, last_column),),
        (ColumnFormat("steps", "status", FormatRule("", "equal", "at risk", Style(bold=True, font_color="C00000"))),),
        (Note(CellRef("Steps", 2, 1), f"finding of week {week}"), Note(CellRef("Steps", 3, 2), "another one")),
        (status_sheet(week),),
    )


def parts(data: bytes) -> dict[str, bytes]:
    """All parts of a package, unpacked."""
    package = Package(data)
    return {key: package.content(key) for key in package.entries}


def values(data: bytes, sheet: str = "Steps") -> list[list[Any]]:
    """A sheet's values without trailing blanks."""
    rows = [list(row) for row in opened(data)[sheet].iter_rows(values_only=True)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows
