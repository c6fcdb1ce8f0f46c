"""Wins, obstacles, estimates, lessons and periods, as a report of a small plan tells them."""

from datetime import date
from pathlib import Path

import pytest

from goalsheet.history.estimates import Estimate
from goalsheet.periods import ISO
from goalsheet.review import Review, review
from tests.history.test_sheet import FIRST, SECOND, THIRD, report, type_over
from tests.support.drawn import draw_file
from tests.support.program import run

FOURTH = date(2026, 11, 27)

PLAN = """
    Goals
    | ID | Goal                 | Owner | Start      | Due        | Kind |
    | G1 | Open the shop        | Ana   | 2026-10-05 | 2026-11-20 |      |
    | G2 | Open a second shop   | Ben   | 2026-11-23 | 2027-02-26 |      |
    Steps
    | ID | Goal | Step        | Owner | Start      | Due        | Done on    | Status      | % complete |
    | S1 | G1   | Rent rooms  | Ana   | 2026-10-05 | 2026-10-16 | 2026-10-30 | Done        | 100%       |
    | S2 | G1   | Paint walls | Ben   | 2026-11-02 | 2026-11-20 |            | In progress | 20%        |
    | S3 | G2   | Find rooms  | Ben   | 2026-11-23 | 2026-12-18 |            | Not started | 0%         |
    Check-ins
    | Date       | Goal | Author | Status  | Wins         | Obstacles         | Needs | Decision asked    |
    | 2026-11-12 | G1   | Ana    | At risk | Paint is here | The wall is damp |       | May we open late? |
    Lessons
    | Date       | Goal          | What we learned           | Applies to    |
    | 2026-09-01 | Open the kiosk | Look at the walls first   | Opening shops |
"""


def weeks(folder: Path) -> tuple[Path, Review]:
    """The plan after three weeks: the paint dried late, then the goal was reached."""
    path = draw_file(PLAN, folder / "shop.xlsx")
    report(path, FIRST)
    type_over(path, "F3", date(2026, 11, 27))
    type_over(path, "I3", 0.6)
    report(path, SECOND)
    type_over(path, "H3", "Done")
    type_over(path, "I3", 1)
    type_over(path, "G3", date(2026, 11, 23))
    return path, review(path, FOURTH, FOURTH)


STANDING = """
    Goals
    | Goal        | Owner | Start      | Due        | Baseline | Target | Current |
    | Sell tables | Ana   | 2026-11-02 | 2026-11-30 | 0        | 100    | 120     |
    | Sell chairs | Ana   | 2026-11-02 | 2026-11-30 | 0        | 100    | 10      |
"""


def test_what_stands_still_behind_its_plan_is_told_and_what_is_ahead_of_it_is_not(tmp_path: Path) -> None:
    path = draw_file(STANDING, tmp_path / "shop.xlsx")
    report(path, FIRST)
    progress = [change for change in review(path, SECOND, SECOND).changes.changes if change.kind.value == "progress"]
    assert [change.name for change in progress] == ["Sell chairs"]
    assert progress[0].sentence.startswith("still 10 %")


def test_wins_are_told_with_their_people_and_a_slip_is_not_called_early(tmp_path: Path) -> None:
    _, seen = weeks(tmp_path)
    told = {win.name: (win.kind.value, win.who) for win in seen.wins}
    assert told["Open the shop"] == ("reached", ("Ana",))
    assert told["Paint walls"][1] == ("Ben",)
    assert told["Paint walls"][0] == "done in spite of a slip"


def test_obstacles_needs_and_decisions_are_told_as_openly(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "shop.xlsx")
    report(path, FIRST)
    seen = review(path, SECOND, SECOND)
    assert [(c.obstacles, c.decision) for c in seen.obstacles] == [("The wall is damp", "May we open late?")]
    assert not review(path, THIRD, date(2026, 11, 10)).obstacles


@pytest.mark.slow
def test_a_reached_goal_asks_for_its_review_and_a_row_is_prepared(tmp_path: Path) -> None:
    path, seen = weeks(tmp_path)
    assert [(c.goal.id, c.planned, c.took) for c in seen.closings] == [("G1", 47, 50)]
    done = run("lessons", path, "--as-of", FOURTH, "--prepare")
    assert "Open the shop: reached. What did we learn?" in done.stdout
    assert "took 50 days, planned 47" in done.stdout
    told = review(path, FOURTH, FOURTH).plan.lessons[-1]
    assert told.goal == "G1"
    assert "no row to prepare" in run("lessons", path, "--as-of", FOURTH, "--prepare").stdout


def test_a_like_goal_that_starts_gets_the_lesson_shown_again(tmp_path: Path) -> None:
    _, seen = weeks(tmp_path)
    assert [(r.goal.id, r.lesson.lesson, r.like) for r in seen.reminders] == [
        ("G2", "Look at the walls first", "Opening shops")
    ]


def test_estimates_measure_against_the_first_plan() -> None:
    assert Estimate("Design", 4, 40, 60).factor == 1.5


def test_the_plan_as_first_seen_is_what_an_estimate_is_held_against(tmp_path: Path) -> None:
    text = "".join(
        f"| Step {n} | Ana | 2026-11-02 | 2026-11-06 | {'2026-11-11' if n else ''} | {'100%' if n else '0%'} |\n"
        for n in range(4)
    )
    path = draw_file("Steps\n| Step | Owner | Start | Due | Done on | % complete |\n" + text, tmp_path / "plan.xlsx")
    report(path, FIRST)
    for row in range(2, 6):
        type_over(path, f"D{row}", date(2026, 11, 11))
    assert [(e.group, e.steps, e.planned, e.took) for e in review(path, SECOND, SECOND).estimates] == [
        ("Ana", 3, 15, 30)
    ]


@pytest.mark.slow
def test_a_quarter_is_reviewed_against_the_last_report_before_it(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "shop.xlsx")
    report(path, date(2026, 9, 25))
    report(path, FIRST)
    report(path, SECOND)
    seen = review(path, THIRD, THIRD, period="quarter")
    assert seen.changes.since == date(2026, 9, 25)
    assert seen.period == ISO.quarter(THIRD)
    assert [point.as_of for point in seen.trend] == [date(2026, 9, 25), FIRST, SECOND, THIRD]
    done = run("report", path, "--as-of", THIRD, "--period", "quarter", "-q")
    assert done.returncode in (0, 1), done.stderr
    page = (tmp_path / "shop-report" / "2026-11-20" / "review.html").read_text("utf-8")
    assert "Q4 2026" in page
    assert "Goals by status, report by report" in page
