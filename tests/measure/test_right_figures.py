"""Figures that were once wrong, each with the value that a reader works out by hand."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest

from goalsheet.measure.model import Level, Seen
from goalsheet.statuses import Status
from tests.measure.judging import judged, measured_of
from tests.support.reading import plan_of

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
    assert value.ev == ev
    assert value.schedule.es == pytest.approx(es)


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


SHOP = """
    Goals
    | ID | Goal            | Owner | Start      | Due        |
    | G1 | Launch the shop | Ana   | 2026-04-01 | 2026-05-29 |
    Steps
    | ID | Goal | Step                | Owner | Start      | Due        | % complete |
    | 1  | G1   | Build the catalogue | Ben   | 2026-04-01 | 2026-05-06 | 30%        |
    | 2  | G1   | Take the photos     | Ben   | {start}    | 2026-05-22 | {blank}    |
    | 3  | G1   | Test the payment    | Ben   | 2026-05-25 | 2026-05-29 | {blank}    |
"""


@pytest.mark.parametrize(("blank", "actual", "expected"), [("", 0.3, 18 / 26), ("0%", 0.1, 6 / 26)])
def test_done_and_expected_are_of_the_same_steps(blank: str, actual: float, expected: float) -> None:
    found = judged(SHOP.format(blank=blank, start="2026-05-07"), date(2026, 4, 24))("Launch the shop")
    assert found.progress.actual == pytest.approx(actual)
    assert found.progress.expected == pytest.approx(expected)
    assert found.status is Status.AT_RISK


def test_what_is_expected_of_steps_nobody_speaks_of_is_not_held_against_a_goal() -> None:
    found = judged(SHOP.format(blank="", start="2026-04-01").replace("30%", "75%"), date(2026, 4, 24))
    assert found("Launch the shop").progress.expected == pytest.approx(18 / 26)


CALLS = """
    Goals
    | ID | Goal                       | Owner | Start      | Due        |
    | G  | Win back 30 lost customers | Ana   | 2026-01-05 | 2026-06-30 |
    Steps
    | ID | Goal | Step                | Owner | Start      | Due        | Done on    | % complete | {updated} |
    | 1  | G    | List lost customers | Ana   | 2026-01-05 | 2026-03-27 | 2026-03-27 | 100%       | {first}   |
    | 2  | G    | Call them           | Ben   | 2026-03-30 | 2026-06-30 |            | 33%        | {last}    |
"""


def test_a_step_done_long_ago_is_no_sign_that_nobody_spoke_of_the_others() -> None:
    text = CALLS.format(updated="Notes", first="", last="")
    assert judged(text, date(2026, 4, 27))("Win back 30 lost customers").status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("percents", "status"),
    [
        ((0.10, 0.17, 0.25), Status.ON_TRACK),  # each report saw it move, and it moved since
        ((0.10, 0.33, 0.33), Status.ON_TRACK),  # last moved on 13 April
        ((0.33, 0.33, 0.33), Status.NO_UPDATE),
    ],
)
def test_what_earlier_reports_saw_move_is_an_update(percents: tuple[float, ...], status: Status) -> None:
    text = CALLS.format(updated="Last updated", first="2026-03-27", last="2026-03-30")
    key = next(item.key for item in plan_of(text).steps if item.name == "Call them")
    past = {key: tuple(Seen(date(2026, 4, 6) + timedelta(7 * n), percent=p) for n, p in enumerate(percents))}
    assert judged(text, date(2026, 4, 27), past)("Win back 30 lost customers").status is status


def test_before_its_start_nothing_and_nought_percent_are_both_not_started() -> None:
    text = "| Step | Owner | Start | Due | % complete |\n| Film | Ana | 2026-12-01 | 2026-12-18 | {} |"
    assert {judged(text.format(percent))("Film").status for percent in ("", "0%")} == {Status.NOT_STARTED}


def test_what_blocks_a_step_is_told_first_and_no_new_date_clears_it() -> None:
    text = """
        | Step | Owner | Start      | Due   | % complete | Status  | Blocked by |
        | Film | Ana   | 2026-11-02 | {due} | 10%        | Blocked | the permit |
    """
    behind, overdue = (judged(text.format(due=due))("Film") for due in ("2026-12-11", "2026-11-18"))
    assert behind.reason.startswith("blocked by “the permit”")
    assert (overdue.status, overdue.clears) == (Status.OFF_TRACK, "done")


def test_of_what_is_on_hold_nothing_is_expected() -> None:
    text = (
        "| Step | Owner | Start | Due | % complete | Status |\n| Film | Ana | 2026-11-02 | 2026-11-13 | 10% | On hold |"
    )
    found = judged(text)("Film")
    assert (found.status, found.progress.expected) == (Status.ON_HOLD, None)


def test_a_begun_step_of_unknown_progress_is_foretold_by_its_groups_lengths() -> None:
    """Ten items of ten days took 11 to 20: of a step six days in, half take 15 days and four in five 18 or fewer."""
    start = date(2026, 3, 1)
    rows = "\n".join(
        f"| Row {n} | {start} | {start + timedelta(9)} | {start + timedelta(9 + n)} | 100% |" for n in range(1, 11)
    )
    text = f"""
        | Step | Start | Due | Done on | % complete |
        {rows}
        | Film | 2026-11-15 | 2026-11-24 | | |
    """
    forecast = judged(text, calendar="calendar")("Film").forecast
    assert (forecast.p50, forecast.p80) == (date(2026, 11, 29), date(2026, 12, 2))
