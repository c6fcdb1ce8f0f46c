"""The workbook that `goalsheet init` makes, as a person and as goalsheet itself read it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from goalsheet.editing.new_workbook import ListColumn, ListSheet, NewBook, created
from goalsheet.errors import GoalsheetError
from goalsheet.layout import find
from goalsheet.layout.fields import FIELDS
from goalsheet.layout.table import Kind
from goalsheet.measure import measure
from goalsheet.plan.parse import parse
from goalsheet.plan.starter_workbook import blank, make
from goalsheet.reading.read import read
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.support.sure import sure

SHEETS = ["Goals", "Steps", "Key results", "Metrics", "Check-ins", "People", "Lessons", "Holidays", "Settings"]


@pytest.fixture
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(blank("Autumn")))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The new workbook with one goal and two steps typed in."""
    path = tmp_path / "new.xlsx"
    make(path)
    book = openpyxl.load_workbook(path)
    typed: dict[str, list[str | date | None]] = {
        "Goals": ["G1", "Win 30 customers by 18 December", "SMART", None, "Ana"],
        "Steps": ["S1", "G1", None, "Call 300 people", "Ana", None, date(2026, 11, 2), date(2026, 11, 13)],
        "People": ["Ana", "ana@team.example"],
    }  # fmt: skip
    for name, values in typed.items():
        for column, value in enumerate(values, 1):
            book[name].cell(4, column, value)
    book.save(path)
    return path


def test_it_has_a_read_me_and_every_sheet_in_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Read me", *SHEETS]
    assert book["Read me"]["A1"].value == "Autumn"


@pytest.mark.parametrize("kind", list(FIELDS))
def test_each_sheet_is_an_excel_table_with_the_headings_of_its_fields(book: openpyxl.Workbook, kind: Kind) -> None:
    sheet = book[kind.capitalize()]
    (table,) = sheet.tables.values()
    assert [column.name for column in table.tableColumns][: len(FIELDS[kind])] == [f.heading for f in FIELDS[kind]]
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sure(sheet.sheet_properties.pageSetUpPr).fitToPage


def test_dates_percents_and_ids_are_ready_to_be_typed(book: openpyxl.Workbook) -> None:
    steps = book["Steps"]
    formats = {steps.cell(3, column).value: steps.cell(4, column).number_format for column in range(1, 20)}
    assert formats["Due"] == "yyyy\\-mm\\-dd"
    assert formats["% complete"] == "0%"
    assert formats["ID"] == formats["Depends on"] == "@"


def test_drop_downs_give_words_people_and_goals(book: openpyxl.Workbook) -> None:
    steps = book["Steps"]
    sources = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in steps.data_validations.dataValidation}
    assert sources["B4"] == "GoalIDs"
    assert sources["E4"] == "TeamNames"
    assert "In progress" in sources["J4"]
    assert all(not rule.showErrorMessage for rule in steps.data_validations.dataValidation)


def test_words_are_coloured_and_what_is_overdue_is_red(book: openpyxl.Workbook) -> None:
    kinds = {str(area.sqref): [rule.type for rule in area.rules] for area in book["Steps"].conditional_formatting}
    assert set(kinds["J4:J33"]) == {"cellIs"}
    assert kinds["H4:H33"] == ["expression"]
    assert kinds["K4:K33"] == ["dataBar"]


def test_the_same_workbook_is_the_same_bytes() -> None:
    assert blank() == blank()
    with ZipFile(BytesIO(blank())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(GoalsheetError):
        make(path)
    assert path.read_bytes() == b"mine"


def test_goalsheet_finds_every_table_in_it_and_takes_the_read_me_for_none(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    make(path)
    tables = find(read(path)).tables
    assert [table.sheet.name for table in tables] == SHEETS
    assert all(set(table.columns) == {f.name for f in FIELDS[table.kind]} for table in tables)


def test_empty_rows_are_no_items_and_make_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    make(path)
    book = read(path)
    plan = parse(book, find(book), Settings())
    assert not list(plan.work)
    assert not plan.findings


def test_what_is_typed_in_is_read(filled: Path) -> None:
    book = read(filled)
    plan = parse(book, find(book), Settings())
    (goal,), (step,) = plan.goals, plan.steps
    assert (goal.id, goal.owners) == ("G1", ("Ana",))
    assert (step.goal_key, step.due) == (goal.key, date(2026, 11, 13))
    assert measure(plan, Settings(), date(2026, 11, 20)).of(step.key).status is Status.OFF_TRACK


def test_text_stays_text_in_a_list_made_by_create() -> None:
    sheet = ListSheet(
        "Data", "Data", "", (ListColumn("Code"), ListColumn("Day")), [("=1+1", date(2026, 11, 20)), ("007",)]
    )
    made = openpyxl.load_workbook(BytesIO(created(NewBook("Data", (sheet,), {}))))["Data"]
    assert [made["A4"].value, made["A4"].data_type, made["A5"].value] == ["=1+1", "s", "007"]
    assert made["B4"].is_date
