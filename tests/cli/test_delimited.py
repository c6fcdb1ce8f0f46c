"""A .csv file goes through the week: checked, reported on, and its verdicts in a new workbook beside it."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from goalsheet.cli import main

PLAN = (
    "Goal;Step;Owner;Due;ID\nMore sales;=Call the ten;NA;18.09.2026;007\nMore sales;Open the shop;Jörg;20.12.2026;008\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_bytes(PLAN.encode("cp1252"))
    return path


def report(plan: Path, day: str, *more: str) -> str:
    result = run("report", str(plan), "--as-of", day, *more)
    assert result.exit_code == 0, result.output
    return result.output


def test_verdicts_go_into_a_new_workbook_and_the_file_stays(plan: Path) -> None:
    before = plan.read_bytes()
    report(plan, "2026-11-29")
    assert plan.read_bytes() == before
    sheet = openpyxl.load_workbook(plan.with_suffix(".xlsx"))["plan"]
    held = [[cell.value for cell in row[:5]] for row in sheet.iter_rows()]
    assert held[1] == ["More sales", "=Call the ten", "NA", "18.09.2026", "007"]
    assert sheet["B2"].data_type == "s"
    assert any("off track" in str(cell.value) for cell in sheet[2][5:])


def test_the_next_report_knows_the_last_one(plan: Path) -> None:
    report(plan, "2026-11-29")
    plan.write_bytes(PLAN.replace("20.12.2026", "31.12.2026").encode("cp1252"))
    said = report(plan, "2026-12-06")
    assert "since the report of 29 Nov 2026" in said
    assert "Open the shop" in said


@pytest.mark.parametrize("theirs", ["a workbook of their own", "ours, but saved since"])
def test_what_goalsheet_did_not_make_is_not_overwritten(plan: Path, theirs: str) -> None:
    target = plan.with_suffix(".xlsx")
    if theirs == "ours, but saved since":
        report(plan, "2026-11-29")
    book = openpyxl.load_workbook(target) if target.exists() else openpyxl.Workbook()
    book.save(target)
    before = target.read_bytes()
    result = run("report", str(plan), "--as-of", "2026-12-06")
    assert result.exit_code == 2
    assert "nothing is overwritten" in result.output
    assert target.read_bytes() == before
    report(plan, "2026-12-06", "--output", str(plan.with_name("verdicts.xlsx")))
    report(plan, "2026-12-06", "--no-annotate")


def test_check_and_map_read_it_too(plan: Path) -> None:
    assert run("check", str(plan), "--as-of", "2026-11-29").exit_code == 0
    assert '"due": "2026-09-18"' in run("map", str(plan), "--format", "json").output


def test_clean_says_where_the_verdicts_are(plan: Path) -> None:
    done = run("clean", str(plan))
    assert done.exit_code == 2
    assert "nothing of goalsheet's is in it" in done.output
    assert "plan.xlsx" in done.output


def test_a_letter_takes_the_file_along_as_what_it_is(plan: Path) -> None:
    done = run("send", str(plan), "--as-of", "2026-11-29", "--to", "me@example.com", "--from", "a@example.com",
               "--attach", "workbook", "--draft", "eml", "--out", str(plan.parent / "drafts"))  # fmt: skip
    assert done.exit_code == 0, done.output
    (letter,) = (plan.parent / "drafts").rglob("*.eml")
    assert b"text/csv" in letter.read_bytes()
