"""Figures that were once wrong, each with the value that a reader works out by hand."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest

from goalsheet.measure.model import Level
from goalsheet.statuses import Status
from tests.measure.judging import judged, measured_of

HOUSE = """
    Goals
    | ID | Goal           | Owner | Start      | Due        |
    | G1 | Sell the house | Ana   | 2026-03-02 | 2026-04-30 |
    Steps
    | ID | Goal | Step           | Owner | Start      | Due        | Done on  | % complete | Depends on |
    | A  | G1   | Pour the floor | Ben   | 2026-03-02 | 2026-03-06 | {done}   | {percent}  |            |
    | B  | G1   | Lay the tiles  | Ben   | 2026-04-06 | {due}      |          | 0%         | {need}     |
"""


@pytest.mark.parametrize(
    ("done", "percent", "need"),
    [
        ("2026-03-06", "100%", "A+20d"),
        ("", "100%", "A+20d"),  # nobody says when: on its due date
        ("2026-03-04", "100%", "AFF+20d"),
        ("2026-03-06", "100%", "ASS+20d"),
        ("", "90%", "ASS+20d"),  # a lag behind a start counts from the start, not from tomorrow
    ],
)
def test_a_lag_counts_from_the_day_that_it_waits_for(done: str, percent: str, need: str) -> None:
    items = judged(HOUSE.format(done=done, percent=percent, need=need, due="2026-04-10"), date(2026, 4, 3))
    assert items("Lay the tiles").forecast.finish == date(2026, 4, 10)
    assert items("Sell the house").status is not Status.OFF_TRACK


def test_a_lag_behind_what_was_done_late_still_pushes() -> None:
    items = judged(HOUSE.format(done="2026-03-20", percent="100%", need="A+20d", due="2026-04-10"), date(2026, 4, 3))
    assert items("Lay the tiles").forecast.finish == date(
        2026, 4, 24
    )  # 20 March + 20 days = 17 April, 5 days from then


@pytest.mark.parametrize("length", [7, 10, 20, 45])
def test_no_float_adds_a_day_to_what_is_left(length: int) -> None:
    start, percents = date(2026, 3, 1), range(1, 100)
    due = start + timedelta(length - 1)
    rows = "\n".join(f"| S{percent} | Row {percent} | {start} | {due} | {percent}% |" for percent in percents)
    text = f"| ID | Step | Start | Due | % complete |\n{rows}"
    measured = measured_of(text, start, calendar="calendar")
    left = [(logic.early_finish - start).days for logic in measured.logic.values()]
    assert left == [max(ceil(length * (1 - Fraction(percent, 100))), 1) for percent in percents]


def test_what_is_on_plan_ends_on_its_due_date() -> None:
    items = judged(
        """
        Goals
        | ID | Goal    | Owner | Start      | Due        |
        | G1 | Ship it | Ana   | 2026-03-02 | 2026-03-17 |
        Steps
        | ID | Goal | Step  | Owner | Start      | Due        | % complete | Depends on |
        | A  | G1   | Draft | Ben   | 2026-03-02 | 2026-03-13 | 70%        |            |
        | B  | G1   | Print | Ben   | 2026-03-16 | 2026-03-17 | 0%         | A          |
        """,
        date(2026, 3, 10),
    )
    assert items("Draft").forecast.finish == date(2026, 3, 13)
    assert items("Print").forecast.finish == date(2026, 3, 17)
    found = [signal.code for name in ("Ship it", "Print") for signal in items(name).signals]
    assert not {"float-used-up", "dependency-late"} & set(found)


EARNED = """
    Goals
    | ID | Goal     | Due        |
    | G1 | Campaign | 2026-03-13 |
    Steps
    | Goal | Step | Start      | Due        | % complete | Effort | Weight |
    | G1   | Copy | 2026-03-02 | 2026-03-13 | 50%        | 10     | {}     |
    | G1   | Film | 2026-03-02 | 2026-03-13 | {}         | {}     | {}     |
"""


@pytest.mark.parametrize(
    ("weight", "percent", "effort", "other", "ev", "es"),
    [
        ("", "", "10", "", 5, 2.5),  # what is unknown has earned nothing, in time as in value
        ("1", "0%", "10", "9", 5, 2.5),  # the earned value's weights are efforts, whatever weights stand beside
        ("9", "50%", "30", "1", 20, 5.0),
    ],
)
def test_earned_schedule_is_of_the_earned_value_shown(
    weight: str, percent: str, effort: str, other: str, ev: float, es: float
) -> None:
    (value,) = measured_of(EARNED.format(weight, percent, effort, other), date(2026, 3, 13)).earned.values()
    assert value.schedule is not None
    assert (value.ev, value.schedule.es) == (ev, pytest.approx(es))


def closing(first: str) -> str:
    done = "\n".join(
        f"| {'G1' if n < 6 else 'G3'} | Row {n} | 2026-01-05 | 2026-01-16 | 2026-01-{21 if n % 3 else 16} | 100% |"
        for n in range(12)
    )
    return f"""
        Goals
        | ID | Goal   | Start      | Due        | Status      |
        | G1 | Found  | 2026-01-05 | 2026-01-30 | {first}     |
        | G2 | Open   | 2026-03-02 | 2026-06-12 |             |
        | G3 | Staff  | 2026-01-05 | 2026-08-28 | In progress |
        Steps
        | Goal | Step  | Start      | Due        | Done on | % complete |
        {done}
        | G2   | Doors | 2026-03-02 | 2026-06-12 |         | 40%        |
    """


def test_closing_a_goal_does_not_change_how_others_are_forecast() -> None:
    before, after = (judged(closing(word), date(2026, 4, 24))("Open") for word in ("In progress", "Done"))
    assert before.forecast == after.forecast
    assert before.forecast.p80 is not None
    assert [s for s in before.signals if s.level is Level.WARN] == [s for s in after.signals if s.level is Level.WARN]
