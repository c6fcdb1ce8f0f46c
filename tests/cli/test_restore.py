"""Earlier versions: how many are kept, what one would bring back, and going back to it without losing that of now."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from goalsheet import backups
from goalsheet.cli import main, options
from tests.support.drawn import draw_file
from tests.support.program import tree

PLAN = """
    Steps
    | ID | Step        | Owner | Start      | Due        | % complete |
    | S1 | Write copy  | Ana   | 2026-11-02 | 2026-11-27 | 40%        |
    | S2 | Book studio | Ben   | 2026-11-02 | 2026-11-27 | 80%        |
"""
LIMITED = "\n    Settings\n    | Setting | Value |\n    | {setting} | {value} |\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, list(map(str, words)), prog_name="goalsheet")


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda _zone=None: date.fromisoformat(day))


def typed(book: Path, cell: str, value: object) -> None:
    """Change a cell as a person does, in a program that saves the file anew."""
    opened = openpyxl.load_workbook(book)
    opened["Steps"][cell].value = value
    opened.save(book)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook that was reported on twice, with a cell changed before each report."""
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    for day, owner in (("2026-11-13", "Cleo"), ("2026-11-20", "Dan")):
        on(day, monkeypatch)
        typed(path, "C2", owner)
        assert run("report", path, "--as-of", day).exit_code == 0
    on("2026-11-21", monkeypatch)
    typed(path, "C2", "Eve")
    typed(path, "B3", None)
    return path


def test_it_shows_the_cells_and_changes_nothing(book: Path) -> None:
    before = tree(book.parent)
    done = run("restore", book)
    assert done.exit_code == 0
    assert "plan.xlsx as of 2026-11-20: 2 cells would change." in done.output
    assert "Steps!C2: Eve → Dan" in done.output
    assert "Steps!B3: (blank) → Book studio" in done.output
    assert "--yes" in done.output
    assert tree(book.parent) == before


@pytest.mark.parametrize(("day", "owner"), [("2026-11-13", "Cleo"), ("2026-11-20", "Dan")])
def test_yes_puts_it_back_and_keeps_that_of_now(day: str, owner: str, book: Path) -> None:
    now, then = book.read_bytes(), book.with_name(f"plan.xlsx.{day}.bak").read_bytes()
    assert run("restore", book, day, "--yes").exit_code == 0
    assert book.read_bytes() == then
    assert openpyxl.load_workbook(book)["Steps"]["C2"].value == owner
    assert book.with_name("plan.xlsx.2026-11-21.bak").read_bytes() == now
    assert run("restore", book, "2026-11-21", "--yes").exit_code == 0
    assert book.read_bytes() == now
    assert book.with_name("plan.xlsx.2026-11-21-2.bak").read_bytes() == then
    assert run("restore", book, "2026-11-21-2").exit_code == 0


def test_what_is_the_same_is_left_alone(book: Path) -> None:
    run("restore", book, "--yes")
    before = tree(book.parent)
    done = run("restore", book, "2026-11-20", "--yes")
    assert "nothing to put back" in done.output
    assert tree(book.parent) == before


def test_sheets_that_come_back_or_go(book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened.create_sheet("Ideas")["A1"].value = "More"
    opened.save(book)
    assert "Ideas: the sheet goes" in run("restore", book).output


def test_what_is_not_kept_is_said(book: Path, tmp_path: Path) -> None:
    done = run("restore", book, "2026-10-01")
    assert (done.exit_code, "There are: 2026-11-13, 2026-11-20." in done.output) == (2, True)
    other = draw_file(PLAN, tmp_path / "other.xlsx")
    assert run("restore", other).exit_code == 2
    assert run("restore", tmp_path / "nowhere" / "plan.xlsx").exit_code == 2


@pytest.mark.parametrize(("value", "stay"), [("2", 2), ("1", 1), ("0", 5)])
def test_the_oldest_versions_go(value: str, stay: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draw_file(PLAN + LIMITED.format(setting="Keep backups", value=value), tmp_path / "plan.xlsx")
    theirs = tmp_path / "plan.xlsx.old.bak"
    theirs.write_bytes(b"mine")
    days = [f"2026-11-{day}" for day in range(16, 21)]
    for day in days:
        on(day, monkeypatch)
        assert run("report", path, "--as-of", day).exit_code == 0
    assert [one.label for one in backups.kept(path)] == days[-stay:]
    assert theirs.read_bytes() == b"mine"


@pytest.mark.parametrize(("value", "stay"), [("2", 2), ("0", 4)])
def test_the_oldest_reports_go_and_what_is_no_report_stays(value: str, stay: int, tmp_path: Path) -> None:
    path = draw_file(PLAN + LIMITED.format(setting="Keep reports", value=value), tmp_path / "plan.xlsx")
    days = [f"2026-11-{day}" for day in range(17, 21)]
    reports = tmp_path / "plan-report"
    for day in days:
        (reports / "2020-01-01").mkdir(parents=True, exist_ok=True)
        (reports / "2020-01-01" / "mine.txt").write_text("mine")
        assert run("report", path, "--as-of", day).exit_code == 0
    assert sorted(one.name for one in reports.iterdir()) == ["2020-01-01", *days[-stay:]]
    assert run("report", path, "--as-of", "2026-11-02").exit_code == 0
    assert (reports / "2026-11-02" / "report.html").exists()


def test_a_note_in_the_folder_of_an_old_report_stays(tmp_path: Path) -> None:
    path = draw_file(PLAN + LIMITED.format(setting="Keep reports", value="1"), tmp_path / "plan.xlsx")
    run("report", path, "--as-of", "2026-11-13")
    note = tmp_path / "plan-report" / "2026-11-13" / "note.txt"
    note.write_text("mine")
    run("report", path, "--as-of", "2026-11-20")
    assert [one.name for one in note.parent.iterdir()] == ["note.txt"]
