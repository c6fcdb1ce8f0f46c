"""Steps without a goal stand in a group of their own, which is no goal: nobody counts or wins it."""

from datetime import date
from pathlib import Path

import pytest

from goalsheet.annotate.status_sheet import FIGURES, status_sheet
from goalsheet.report.json_report import document
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.review import review
from tests.support.drawn import draw_file

AS_OF = date(2026, 11, 20)
PLAN = """
Goals
| ID | Goal     | Owner | Start      | Due        |
| G1 | New site | Ana   | 2026-11-02 | 2026-12-18 |
| G2 | New shop | Ben   | 2026-11-02 | 2026-12-18 |
Steps
| Goal | Step        | Owner | Start      | Due        | % complete |
| G1   | Write copy  | Ana   | 2026-11-02 | 2026-11-27 | 80%        |
| G2   | Rent rooms  | Ben   | 2026-11-02 | 2026-11-27 | 80%        |
|      | Tidy up     | Ben   | 2026-11-02 | 2026-11-13 | 100%       |
"""


def test_the_group_of_steps_without_a_goal_is_shown_and_not_counted(tmp_path: Path) -> None:
    seen = review(draw_file(PLAN, tmp_path / "plan.xlsx"), AS_OF, AS_OF)
    report = status_report(seen)
    assert [goal.name for goal in report.goals] == ["New site", "New shop", "Without a goal"]
    assert report.verdict == "Both goals are on track."
    assert (report.figures[0].value, report.figures[0].label) == ("2 of 2", "goals on track or done")
    assert sum(share.count for share in report.shares) == 2
    assert not [win for win in report.wins if "Without a goal" in win.text]
    assert status_sheet(seen).cells[FIGURES, 1].value == "2 of 2"
    assert sum(document(seen)["counts"]["goals"].values()) == 2


@pytest.mark.parametrize("name", ["plan.xlsx", "Team offsite.xlsx"])
@pytest.mark.parametrize("percent", ["100%", "80%", "10%"])
def test_a_plan_of_steps_alone_has_no_goal_its_files_name_is_none(name: str, percent: str, tmp_path: Path) -> None:
    drawing = PLAN.partition("Steps")[2].replace("| G1   |", "|      |").replace("| G2   |", "|      |")
    drawing = drawing.replace("80%", percent)
    seen = review(draw_file(f"Steps{drawing}", tmp_path / name), AS_OF, AS_OF)
    report = status_report(seen)
    assert (seen.plan.counted_goals, seen.figures.well.whole) == ((), 0)
    assert "goal" not in report.verdict
    assert not [figure for figure in report.figures if "goal" in figure.label]
    assert {type(item).__name__ for item in seen.attention} <= {"Step"}
    assert not [win for win in report.wins if "reached" in win.text or "half way" in win.text]
    assert [goal.counted for goal in report.goals] == [False]
    assert sum(document(seen)["counts"]["goals"].values()) == 0
    text = render("report.txt.j2", report)
    assert "WORST FIRST" not in text
