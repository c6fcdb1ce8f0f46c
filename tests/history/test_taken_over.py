"""The sheet *Report history*: *History* of older files, a name Excel keeps, is taken over; damaged rows are named."""

from pathlib import Path

import openpyxl
import pytest

from goalsheet.annotate import annotations
from goalsheet.annotate.columns import ELSEWHERE
from goalsheet.editing.new_sheet import is_reserved, sheet_name
from goalsheet.editing.write import annotate, clean
from goalsheet.history.sheet import HEADINGS, NAME, damaged_rows, read_history
from goalsheet.language import LANGUAGES, language
from goalsheet.reading.read import read
from goalsheet.review import review
from tests.history.test_sheet import FIRST, PLAN, SECOND, THIRD, report
from tests.support.drawn import draw_file


def older(path: Path, name: str = "History") -> None:
    """The workbook as the first version left it: the sheet under the reserved name, its mark with it."""
    book = openpyxl.load_workbook(path)
    book["Report history"].title = name
    book.defined_names["_goalsheet__sheet__History"].attr_text = f"{name}!$A$1"
    book.save(path)


@pytest.mark.parametrize("name", ["History", "HISTORY", "Verlauf", "Historique", "履歴"])
def test_an_older_sheet_is_taken_over(tmp_path: Path, name: str) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    older(path, name)
    assert read_history(read(path)).days == (FIRST,)
    report(path, SECOND)
    names = openpyxl.load_workbook(path).sheetnames
    assert "Report history" in names
    assert name not in names
    assert read_history(read(path)).days == (FIRST, SECOND)
    clean(path)
    assert openpyxl.load_workbook(path).sheetnames == ["Steps"]


def test_a_sheet_called_history_of_their_own_is_left_alone(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("History")["A1"] = "What we did in 2024"
    book.save(path)
    report(path, FIRST)
    book = openpyxl.load_workbook(path)
    assert book["History"]["A1"].value == "What we did in 2024"
    assert "Report history" in book.sheetnames


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_gives_a_sheet_a_name_that_excel_keeps(code: str) -> None:
    lang = language(code)
    names = [lang.say(NAME), lang.say("Status"), lang.say("Findings"), lang.say(ELSEWHERE, sheet="Plan")]
    assert not [name for name in names if is_reserved(name) or len(name) > 31]


@pytest.mark.parametrize("name", ["History", "history ", "Verlauf"])
def test_a_reserved_name_is_never_given(name: str) -> None:
    assert not is_reserved(sheet_name(name, set()))


def test_a_damaged_row_is_named_and_kept(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    book = openpyxl.load_workbook(path)
    sheet = book["Report history"]
    key = sheet["Q6"].value
    sheet["A6"] = "last Friday"
    sheet.cell(sheet.max_row + 2, 1, "Ana: this was the week of the fair")
    book.save(path)
    assert next(str(place) for place, _ in damaged_rows(read(path))) == "'Report history'!A6"
    for day in (SECOND, THIRD):
        outcome = annotate(path, annotations(review(path, day, day)))
        assert any("not whole any more" in remark for remark in outcome.remarks)
        rows = list(openpyxl.load_workbook(path)["Report history"].iter_rows(values_only=True))
        assert sum(row[0] == "last Friday" and row[len(HEADINGS) - 1] == key for row in rows) == 1
        assert sum(row[0] == "Ana: this was the week of the fair" for row in rows) == 1
        table = next(iter(openpyxl.load_workbook(path)["Report history"].tables.values()))
        last = int(table.ref.rpartition("Q")[2])
        assert all(row[0] not in ("last Friday",) for row in rows[:last])
        assert day in read_history(read(path)).days


def test_what_a_person_types_into_the_table_is_remembered_where_the_row_goes(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    book = openpyxl.load_workbook(path)
    cell = next(row[15] for row in book["Report history"].iter_rows(min_row=5) if row[16].value == "step:s1")
    cell.value = "Write the copy"
    book.save(path)
    report(path, SECOND)
    report(path, THIRD)
    rows = list(openpyxl.load_workbook(path)["Report history"].iter_rows(min_row=5, values_only=True))
    assert [row[16] for row in rows if row[15] == "Write the copy"] == ["step:s1"]
