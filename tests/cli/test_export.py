"""`goalsheet export`: the same numbers as everywhere else, as tables."""

import csv
import io
from pathlib import Path

import pytest

from tests.support.drawn import draw_file
from tests.support.program import run

PLAN = """
Steps
| ID | Step        | Owner    | Start      | Due        | % complete |
| S1 | Write copy  | Ana; Ben | 2026-11-02 | 2026-11-27 | 40%        |
| S2 | Take photos | Ana      | 2026-11-02 | 2026-11-13 | 50%        |
"""


def table(path: Path, name: str) -> list[dict[str, str]]:
    done = run("export", path, "--as-of", "2026-11-20", "--table", name)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_items_have_a_row_each_with_dates_in_iso_form(tmp_path: Path) -> None:
    items = {row["key"]: row for row in table(draw_file(PLAN, tmp_path / "plan.xlsx"), "items")}
    assert items["step:s1"]["owner"] == "Ana; Ben"
    assert items["step:s1"]["due"] == "2026-11-27"
    assert float(items["step:s1"]["actual"]) == 0.4
    assert items["step:s2"]["status"] == "off track"


def test_owners_are_counted_with_their_mean_progress(tmp_path: Path) -> None:
    owners = {row["owner"]: row for row in table(draw_file(PLAN, tmp_path / "plan.xlsx"), "owners")}
    assert (owners["Ana"]["items"], owners["Ben"]["items"]) == ("2", "1")
    assert float(owners["Ana"]["actual"]) == 0.45
    assert owners["Ana"]["off track"] == "1"


@pytest.mark.slow
def test_weeks_and_quarters_begin_as_the_settings_have_it(tmp_path: Path) -> None:
    settings = "Settings\n| Setting | Value |\n| Weeks start on | Fri |\n| Fiscal year starts | October |\n"
    path = draw_file(PLAN + settings, tmp_path / "plan.xlsx")
    assert [row["week"] for row in table(path, "weeks")] == ["2026-11-13", "2026-11-27"]
    assert [(row["quarter"], row["items"]) for row in table(path, "quarters")] == [("FY2027-Q1", "2")]


@pytest.mark.slow
def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    target = tmp_path / "items.csv"
    assert run("export", path, "--output", target).returncode == 0
    before = target.read_text()
    done = run("export", path, "--output", target)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert target.read_text() == before


def test_a_mistyped_rule_is_said(tmp_path: Path) -> None:
    done = run("check", draw_file(PLAN, tmp_path / "plan.xlsx"), "--ignore", "GS9999")
    assert done.returncode == 2
    assert "there is no rule GS9999" in done.stderr
