"""`goalsheet backtest`: the score of the warnings, from a CSV or from what a workbook remembers."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from goalsheet.cli import main
from tests.support.drawn import draw_file

HISTORY = """item,group,start,due,done,as_of,percent
good,Web,2026-01-05,2026-01-30,2026-01-30,2026-01-16,50%
good,Web,2026-01-05,2026-01-30,2026-01-30,2026-01-26,90%
bad,Web,2026-01-05,2026-01-30,2026-02-20,2026-01-16,10%
bad,Web,2026-01-05,2026-01-30,2026-02-20,2026-01-26,30%
bad,Web,2026-01-05,2026-01-30,2026-02-20,2026-02-06,50%
"""


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    return result.exit_code, result.output


def lines(output: str) -> dict[str, list[str]]:
    return {line[:12].strip(): line[12:].split() for line in output.splitlines()[2:]}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_profile_and_two_simple_rules_are_scored_from_a_csv(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "history.csv"
    path.write_text(HISTORY.replace(",", mark), encoding="utf-8")
    code, output = run("backtest", path)
    assert (code, output.splitlines()[0]) == (0, "2 items at 5 checkpoints, of which 3 came late.")
    scores = lines(output)
    assert list(scores) == ["balanced", "strict", "pace", "points", "msproject", "past due", "linear"]
    assert scores["balanced"] == ["100", "%", "100", "%", "100", "%", "14", "days"]
    assert scores["past due"] == ["100", "%", "33", "%", "100", "%", "-7", "days"]


def test_past_due_is_no_help_in_time(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text(HISTORY, encoding="utf-8")
    assert lines(run("backtest", path, "--in-time")[1])["past due"] == ["–", "0", "%", "100", "%", "–"]


def plan(percent: str, status: str, done: str) -> str:
    return f"""
        | ID | Step | Owner | Start      | Due        | % complete | Status   | Done on |
        | S1 | Film | Ana   | 2026-11-02 | 2026-11-20 | {percent}  | {status} | {done}  |
        | S2 | Copy | Ben   | 2026-11-02 | 2026-12-18 | 40%        |          |         |
    """


def test_a_workbook_is_replayed_from_what_it_remembers(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = draw_file(plan("10%", "In progress", ""), tmp_path / "plan.xlsx")
    for day in ("2026-11-13", "2026-11-18"):
        assert run("report", path, "--as-of", day, "--out", tmp_path / "out")[0] == 0
    book = load_workbook(path)
    for column, value in (("Status", "Done"), ("% complete", 1), ("Done on", "2026-11-27")):
        sheet = book["Steps"]
        heading = next(cell for cell in sheet[1] if cell.value == column)
        sheet.cell(2, heading.column, value)
    book.save(path)
    code, output = run("backtest", path, "--as-of", "2026-11-27")
    assert code == 0, output
    assert output.startswith("1 items at 2 checkpoints, of which 2 came late.")
    assert lines(output)["balanced"][2:4] == ["100", "%"]


def test_without_a_history_it_says_what_is_needed(tmp_path: Path) -> None:
    path = draw_file(plan("10%", "", ""), tmp_path / "plan.xlsx")
    code, output = run("backtest", path, "--as-of", "2026-11-20")
    assert code == 2
    assert "remembers no earlier report" in output
    assert "item, group, start, due, done, as_of, percent" in output


def test_a_csv_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("item,due\na,2026-01-30\n", encoding="utf-8")
    assert run("backtest", path) == (2, run("backtest", path)[1])
    assert "the history has no column as_of" in run("backtest", path)[1]
