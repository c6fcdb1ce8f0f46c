"""What is due today can still be done today: nothing of it is a fact, and no day but today is called so."""

from datetime import date

import pytest

from goalsheet.measure import headline as headlines
from goalsheet.measure import measure
from goalsheet.measure.model import Level
from goalsheet.statuses import Status
from tests.measure.judging import AS_OF, judged
from tests.support.reading import plan_of, settings_of

ONE_STEP = "| Step | Owner | Due |\n| Call the printer | Ana | {} |"
GOAL = """
    Goals
    | ID | Goal   | Owner | Start      | Due        |
    | G1 | Poster | Ana   | 2026-11-02 | {due}      |
    Steps
    | Goal | Step | Owner | Start      | Due        | % complete |
    | G1   | Draw | Ana   | 2026-11-02 | {due}      | {percent}  |
"""


def headline(text: str, as_of: date = AS_OF) -> str:
    plan = plan_of(text)
    return headlines.verdict(plan, measure(plan, settings_of(text), as_of))


@pytest.mark.parametrize("due", ["2026-11-20", "2026-11-21", "2026-11-22"])
def test_a_step_that_is_due_today_or_at_the_weekend_puts_no_goal_off_track(due: str) -> None:
    goal = judged(ONE_STEP.format(due))("Plan")
    assert goal.status is not Status.OFF_TRACK
    assert "float-used-up" not in [signal.code for signal in goal.signals]


@pytest.mark.parametrize("percent", ["", "5%", "50%", "95%"])
def test_on_its_last_day_a_goal_is_no_fact_of_the_plans_logic(percent: str) -> None:
    items = judged(GOAL.format(due="2026-11-20", percent=percent))
    assert not [s for name in ("Poster", "Draw") for s in items(name).signals if s.level is Level.FACT]


def test_a_nearly_finished_goal_is_forecast_today() -> None:
    goal = judged(GOAL.format(due="2026-11-20", percent="95%"))("Poster")
    assert (goal.status, goal.forecast.finish) == (Status.ON_TRACK, AS_OF)


def test_what_cannot_be_done_in_the_days_left_is_a_fact() -> None:
    goal = judged(GOAL.format(due="2026-11-24", percent="10%"))("Poster")
    assert goal.status is Status.OFF_TRACK
    assert "too late even if every step took 50 % of its time" in goal.reason


def test_the_headline_never_says_better_than_a_shown_goal() -> None:
    text = """
        Goals
        | ID | Goal   | Owner | Due        | Status    |
        | G1 | Poster | Ana   | 2026-12-18 | Off track |
        Steps
        | Goal | Step | Owner | Start      | Due        | % complete |
        | G1   | Draw | Ana   | 2026-11-02 | 2026-12-18 | 60%        |
    """
    assert headline(text) == "The one goal is off track."


@pytest.mark.parametrize(
    ("due", "as_of", "words"),
    [
        ("2026-11-20", AS_OF, "due Fri 20 Nov 2026, today, and only 20 % done"),
        ("2026-11-21", AS_OF, "due Sat 21 Nov 2026, tomorrow, and only 20 % done"),
        ("2026-11-22", AS_OF, "due Sun 22 Nov 2026, in 2 days, and only 20 % done"),
        ("2026-11-23", AS_OF, "due Mon 23 Nov 2026, in 1 working day, and only 20 % done"),
        ("2026-11-20", date(2026, 11, 22), "due Fri 20 Nov 2026, 2 days ago, 20 % done"),
        ("2026-11-21", date(2026, 11, 22), "due Sat 21 Nov 2026, yesterday, 20 % done"),
        ("2026-11-19", AS_OF, "due Thu 19 Nov 2026, 1 working day ago, 20 % done"),
    ],
)
def test_today_is_said_of_today_alone(due: str, as_of: date, words: str) -> None:
    text = f"| Step | Owner | Start | Due | % complete |\n| Draw | Ana | 2026-11-02 | {due} | 20% |"
    assert judged(text, as_of)("Draw").reason == words


def test_what_would_clear_it_on_the_last_day_is_to_be_done() -> None:
    step = judged(GOAL.format(due="2026-11-20", percent="20%"))("Draw")
    assert step.clears == "done, or a new due date agreed"
