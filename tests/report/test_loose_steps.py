"""Steps without a goal stand in a group of their own, which is no goal: nobody counts or wins it."""

from datetime import date
from pathlib import Path

from goalsheet.annotate.status_sheet import FIGURES, status_sheet
from goalsheet.report.json_report import document
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


def test_where_there_is_no_other_it_stands_for_the_plan(tmp_path: Path) -> None:
    drawing = PLAN.partition("Steps")[2].replace("| G1   |", "|      |").replace("| G2   |", "|      |")
    seen = review(draw_file(f"Steps{drawing}", tmp_path / "plan.xlsx"), AS_OF, AS_OF)
    assert len(seen.plan.counted_goals) == 1
