"""Forecasts: by pace, by record, by the plan's logic, and the load of people."""

from datetime import date, timedelta

from goalsheet.measure.forecast import quantile, simulated
from goalsheet.measure.model import Measured
from tests.measure.judging import judged, measured_of


def finished(count: int, longer: float, rows: str) -> str:
    """So many steps of ten working days, each taking so much longer, above more rows."""
    made = []
    for n in range(count):
        start = date(2026, 1, 5) + timedelta(21 * n)
        due, done = start + timedelta(11), start + timedelta(round(14 * longer) - 3)
        made.append(f"| Old {n} | {start} | {due} | {done} | 100% |")
    lines = "\n    ".join([*made, rows])
    return f"\n    | Step | Start | Due | Done on | % complete |\n    {lines}\n"


def test_at_the_present_pace() -> None:
    """15 of 30 working days gone, 30 % done: 50 days in all, finished 35 working days from today."""
    step = judged("| Step | Start | Due | % complete |\n| Copy | 2026-11-02 | 2026-12-11 | 30% |")("Copy")
    assert step.forecast.how == "at the present pace"
    assert step.forecast.finish == date(2027, 1, 8)
    assert step.forecast.late_days == 20
    assert step.forecast.p50 is None


def test_ten_finished_items_make_the_forecast_of_their_group() -> None:
    """All ten took twice their time: so does a step of 20 working days, a quarter done at half of it."""
    step = judged(finished(10, 2, "| Copy | 2026-11-09 | 2026-12-04 | | 25% |"))("Copy")
    assert step.forecast.how == "by the group's last 10 finished items"
    assert step.forecast.p50 == step.forecast.p80 == step.forecast.finish
    assert step.forecast.finish == date(2027, 1, 1)
    assert judged(finished(9, 2, "| Copy | 2026-11-09 | 2026-12-04 | | 25% |"))("Copy").forecast.p50 is None


def test_a_group_that_always_finishes_in_time_is_not_warned_of_this_time() -> None:
    """By its record it is done when due; the date told is the later one of what is left at the planned pace."""
    step = judged(finished(10, 1, "| Copy | 2026-11-09 | 2026-12-04 | | 25% |"))("Copy")
    assert step.forecast.p50 == date(2026, 12, 4)
    assert (step.forecast.finish, step.forecast.how) == (date(2026, 12, 11), "by the plan")
    assert "forecast-late" not in [signal.code for signal in step.signals]


def test_the_last_of_many_is_later_than_any_one_of_them() -> None:
    one, ten = simulated([(5, 6, 10)], "x"), simulated([(5, 6, 10)] * 10, "x")
    assert quantile(one, 0.5) == 6
    assert quantile(ten, 0.5) == 10
    assert simulated([(5, 6, 10)] * 10, "x") == ten


def test_a_goals_trials_are_the_same_every_time() -> None:
    text = finished(10, 1.3, "| Copy | 2026-11-09 | 2026-12-04 | | 25% |").replace("| Step |", "| Goal | Step |")
    text = text.replace("| Old", "| G | Old").replace("| Copy", "| G | Copy")
    first, second = measured_of(text), measured_of(text)
    assert first == second


def test_a_goal_ends_no_sooner_than_its_logic_allows() -> None:
    goal = judged("""
        Goals
        | ID | Goal     | Due        |
        | G1 | Campaign | 2026-12-11 |
        Steps
        | ID | Goal | Step  | Start      | Due        | % complete | Depends on |
        | S1 | G1   | Shoot | 2026-11-23 | 2026-11-27 | 0%         |            |
        | S2 | G1   | Edit  | 2026-11-30 | 2026-12-04 | 0%         | S1         |
        | S3 | G1   | Show  | 2026-11-30 | 2026-12-04 | 0%         | S2 + 2d    |
    """)("Campaign")
    assert goal.forecast.how == "by the plan"
    assert goal.forecast.finish == date(2026, 12, 15)
    assert [signal.code for signal in goal.signals] == ["float-used-up"]


def logic(measured: Measured, row: int) -> tuple[date, int | None, bool]:
    one = measured.logic[sorted(measured.logic)[row]]
    return one.early_finish, one.float_days, one.critical


def test_float_and_critical_steps_up_to_the_goals_due_date() -> None:
    measured = measured_of("""
        Goals
        | ID | Goal     | Due        |
        | G1 | Campaign | 2026-12-04 |
        Steps
        | ID | Goal | Step   | Start      | Due        | Depends on |
        | S1 | G1   | Shoot  | 2026-11-23 | 2026-11-27 |            |
        | S2 | G1   | Edit   | 2026-11-30 | 2026-12-04 | S1         |
        | S3 | G1   | Poster | 2026-11-23 | 2026-11-25 |            |
    """)
    assert logic(measured, 0) == (date(2026, 11, 27), 0, True)
    assert logic(measured, 1) == (date(2026, 12, 4), 0, True)
    assert logic(measured, 2) == (date(2026, 11, 25), 7, False)


def test_what_is_needed_is_told_in_steps() -> None:
    goal = judged("""
        Goals
        | ID | Goal     | Start      | Due        |
        | G1 | Campaign | 2026-10-19 | 2026-12-18 |
        Steps
        | Goal | Step  | Start      | Due        | Status      | Owner |
        | G1   | One   | 2026-10-19 | 2026-10-30 | Done        | Ana   |
        | G1   | Two   | 2026-10-26 | 2026-11-20 | In progress | Ana   |
        | G1   | Three | 2026-11-02 | 2026-11-20 | In progress | Ana   |
        | G1   | Four  | 2026-11-23 | 2026-12-18 | Not started | Ana   |
    """)("Campaign")
    assert "25 % done, 75 % expected by today" in goal.reason
    assert goal.clears == "60 % done (2 more steps of 4), or a new due date agreed"


def test_part_time_and_absence_make_an_overload() -> None:
    text = """
        | Step  | Owner | Start      | Due        | % complete | Effort |
        | Film  | Ana   | 2026-11-23 | 2026-12-04 | 0%         | 5      |
        People
        | Name | Capacity | Away from  | Away to    |
        | Ana  | {}       | {}         | {}         |
    """
    full, part = text.format("5", "", ""), text.format("2", "", "")
    away = text.format("5", "2026-11-23", "2026-11-30")
    assert [s.code for s in judged(full)("Film").signals] == []
    assert [s.reason for s in judged(part)("Film").signals] == [
        "Ana has 5 days of work up to Fri 4 Dec 2026 and 4 days for it"
    ]
    assert [s.code for s in judged(away)("Film").signals] == ["overload"]
    assert [s.code for s in judged(part, load_by="off")("Film").signals] == []
    assert [s.code for s in judged(part, effort_unit="hours")("Film").signals] == []


def test_a_metric_says_where_it_leads() -> None:
    goal = judged("""
        Goals
        | Goal            | Metric    | Baseline | Target | Start      | Due        |
        | 500 subscribers | followers | 1000     | 1500   | 2026-10-12 | 2026-12-18 |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-02 | followers | 1110  |
        | 2026-11-16 | followers | 1180  |
    """)("500 subscribers")
    assert goal.forecast.how == "at the pace of its readings"
    assert goal.forecast.finish is not None
    assert goal.forecast.finish > date(2026, 12, 18)
    assert 1300 < (goal.forecast.value_at_due or 0) < 1400


def test_a_goal_is_finished_no_sooner_than_its_last_step_with_dates_whatever_others_lack() -> None:
    found = judged("""
        as of 2026-11-20
        Goals
        | Goal    | Start      | Due        |
        | Ship v2 | 2026-11-02 | 2026-12-18 |
        Steps
        | Goal    | Step    | Start      | Due        | % complete |
        | Ship v2 | Spec    | 2026-11-02 | 2026-11-13 | 100%       |
        | Ship v2 | Draw    | 2026-11-02 | 2026-11-27 | 100%       |
        | Ship v2 | Build   | 2026-11-02 | 2026-12-11 | 25%        |
        | Ship v2 | Party   |            |            | 0%         |
    """)
    goal, step = found("Ship v2").forecast, found("Build").forecast
    assert goal.own == date(2027, 1, 5)
    assert goal.finish == step.finish == date(2027, 1, 22)
