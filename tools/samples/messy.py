"""messy-plan.xlsx: an office move whose plan has every common mistake in it, as a plain openpyxl workbook."""
# ruff: noqa: E501 (rows of data are read best as rows)

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.editing.new_workbook import without_clock
from tools.samples import AS_OF


def d(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


PLAN_HEADINGS = [
    "No.", "Objective", "What needs to be done", "Who?", "Begin", "Deadline", "Finished on", "Progress\nstatus", "% done",
    "Predecessor", "Cost centre", "Remarks",
]  # fmt: skip

PLAN: list[list[Any]] = [
    ["007", "A", "Give notice for the old lease", "Nadia Abbas", d(9, 1), d(9, 30), d(9, 28), "✅ Done", 1.0, None, 4711, None],
    ["008", "A", "Get three quotes from movers", "NA", d(10, 5), d(10, 30), None, "✔ done", 0.6, None, 4711, "two quotes so far"],
    ["009", "A", "Choose the mover", "Jon Bergström, Leila Haddad", "05/11/2026", "13/11/2026", None, "🟡 at risk", 40, "008", 4711, None],
    ["009", "A", "Cancel the old internet line", "Jon Bergstörm", "2026-10-12", "30.10.2026", None, "In progress", 0.5, None, 4712, "notice period is 3 months!"],
    ["011", "B", "Order 48 desks and chairs", "Marta", d(11, 9), d(11, 2), None, "in progress", 0.3, None, 4713, None],
    ["012", "B", "Wire the new floor", "Leila Haddad", d(11, 16), "TBD", None, "Blocked 🔴", 0.1, "014", 4712, "waits for the landlord"],
    ["013", "B", "Test the network with ten laptops", "Leila Haddad", d(11, 23), d(11, 27), None, "not started", 0, "012", 4712, None],
    ["014", "B", "Set up the meeting rooms", "Jon Bergström / Leila Haddad", d(11, 25), d(12, 4), None, "not started", 0, "013", 4713, None],
    [],
    ["015", "B", "Tell 210 customers the new address", "NA", d(11, 9), "mid December", None, "ongoing", "25 %", "099", 4714, None],
    ["016", "C", "Hold a welcome day", None, d(12, 14), "=E15+3", None, "Not started", 0, None, 4714, None],
    ["017", "C", "Improve communication", "everybody", None, None, None, "fifty-fifty", None, None, None, "??"],
    ["018", "X", "Pack 300 boxes", "Nadia Abas", d(12, 7), d(12, 11), None, "Not started", 0, None, 4711, None],
    ["019", "A", "Paint the old office white", "NA", d(12, 14), d(12, 18, 2062), None, "Not started", 0, None, 4711, "landlord insists"],
    ["020", "A", "Hand over the keys", "Nadia Abbas", d(12, 18), d(12, 18), d(12, 1), "Done", 1.0, "019", 4711, None],
    [None, "A", "Pack 300 boxes", "Nadia Abbas", d(12, 7), d(12, 11), None, None, 1.4, None, 4711, None],
    ["021", "D", "Negotiate the cleaning contract", "Jon Bergström", d(10, 19), d(11, 6), None, "In progress", 0.9, "021", 4715, None],
]  # fmt: skip

GOALS: list[list[Any]] = [
    ["A", "Leave the old office by 18 December", "NA", d(9, 1), d(12, 18), None, None, None, None, "In progress"],
    ["B", "Have the new floor ready for 48 people by 11 December", "Jon Bergström", d(10, 1), d(12, 11), "Desks in place", 0, 48, 60, "Green"],
    ["C", "Make everybody happy", None, None, None, None, None, None, None, None],
    ["D", "Cut running costs by 15 %", "Jon Bergström", d(1, 4), d(12, 31), "Running costs", None, 0.15, None, "On track"],
    ["E", "Grow the team's morale from 60 to 80 points", "Leila Haddad", d(9, 1), d(8, 31), "Morale", 80, 60, 75, "Done"],
]  # fmt: skip

TEAM: list[list[Any]] = [
    ["Nadia Abbas", "nadia@harbourworks.example", "NA", None],
    ["Jon Bergström", "jon@harbourworks", "JB", "Nadia Abbas"],
    ["Leila Haddad", "leila@harbourworks.example", "LH", "Nadia Abbas"],
    ["Leila Haddad", "l.haddad@harbourworks.example", None, "Nadja Abbas"],
]

THIN = Side("thin", color="BFBFBF")


def make(path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = "Office move", ""
    plan_sheet(book.create_sheet("Action plan"))
    list_sheet(book.create_sheet("Objectives"), GOAL_HEADINGS, GOALS, GOAL_WIDTHS)
    list_sheet(book.create_sheet("Team"), ["Full name", "Mail", "Initials", "Boss"], TEAM, [22, 32, 10, 18])
    settings: list[list[Any]] = [["As of", AS_OF], ["Title", "Office move"], ["Weekends off", "yes please"]]
    list_sheet(book.create_sheet("Settings"), ["Setting", "Value"], settings, [20, 24])
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(without_clock(buffer.getvalue()))


GOAL_HEADINGS = [
    "No.",
    "Objective",
    "Champion",
    "From",
    "Deadline",
    "Measure",
    "Baseline",
    "Target",
    "Actual",
    "RAG / status",
]
GOAL_WIDTHS = [6, 50, 18, 12, 12, 18, 10, 10, 10, 14]


def plan_sheet(sheet: Worksheet) -> None:
    sheet["A1"].value = "OFFICE MOVE: ACTION PLAN"
    sheet["A1"].font = Font("Arial", 16, bold=True, color="FFFFFF")
    sheet["A1"].fill = PatternFill("solid", fgColor="7F7F7F")
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells("A1:L1")
    sheet.row_dimensions[1].height = 28
    sheet["A2"].value = "Last updated by Nadia (NA), please don't delete columns!!"
    sheet["A2"].font = Font("Arial", 9, italic=True, color="C00000")
    headings(sheet, 4, PLAN_HEADINGS, "BDD7EE")
    for row, cells in enumerate(PLAN, 5):
        line(sheet, row, cells, len(PLAN_HEADINGS))
        if cells and isinstance(cells[8], float | int) and cells[8] != 40:
            sheet.cell(row, 9).number_format = "0%"
    total = 5 + len(PLAN)
    line(sheet, total, ["Total", None, "=COUNTA(C5:C21)", None, None, None, None, None, "=AVERAGE(I5:I21)"], 12)
    for cell in sheet[total]:
        cell.font, cell.fill = Font("Arial", 10, bold=True), PatternFill("solid", fgColor="F2F2F2")
    sheet.cell(total + 1, 1, "Insert new rows above this line").font = Font("Arial", 9, italic=True, color="808080")
    for column, width in enumerate([7, 11, 36, 26, 12, 14, 12, 14, 9, 12, 11, 26], 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.column_dimensions["K"].hidden = True
    sheet["F10"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["H7"].fill = PatternFill("solid", fgColor="FFC000")
    sheet["F10"].comment = Comment("Landlord promised a date for Monday.", "Leila", height=60, width=180)
    words = DataValidation(type="list", formula1='"Not started,In progress,Done,Blocked"', allow_blank=True)
    words.showErrorMessage = False
    words.add("H5:H21")
    sheet.add_data_validation(words)
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def list_sheet(sheet: Worksheet, names: list[str], rows: list[list[Any]], widths: Sequence[float]) -> None:
    headings(sheet, 1, names, "E2EFDA")
    for row, cells in enumerate(rows, 2):
        line(sheet, row, cells, len(names))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def headings(sheet: Worksheet, row: int, names: list[str], fill: str) -> None:
    for column, name in enumerate(names, 1):
        cell = sheet.cell(row, column, name)
        cell.font, cell.fill = Font("Arial", 10, bold=True), PatternFill("solid", fgColor=fill)
        cell.border = Border(THIN, THIN, THIN, THIN)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 30


def line(sheet: Worksheet, row: int, cells: list[Any], width: int) -> None:
    """One row; text stays text, dates are shown as day.month.year, a formula has no stored result."""
    for column in range(1, width + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.border = Font("Arial", 10), Border(THIN, THIN, THIN, THIN)
        value = cells[column - 1] if column <= len(cells) else None
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd.mm.yyyy"
        elif isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"
