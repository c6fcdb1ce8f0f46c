"""What nobody wrote down is unknown: never zero, never a fact, and said to be so."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goalsheet.measure import headline as headlines
from goalsheet.measure import measure
from goalsheet.measure.model import Level
from goalsheet.plan.model import LifeCycle, Plan
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.measure.judging import AS_OF, judged
from tests.measure.plans import plans
from tests.support.reading import plan_of, settings_of


def headline(text: str) -> str:
    plan = plan_of(text)
    return headlines.verdict(plan, measure(plan, settings_of(text), AS_OF))


def test_a_blank_percentage_is_taken_as_on_plan() -> None:
    goal = judged("""
        | Goal     | Step  | Owner | Start      | Due        | Status | % complete |
        | Campaign | One   | Ana   | 2026-11-02 | 2026-11-27 | G      |            |
        | Campaign | Two   | Ana   | 2026-11-02 | 2026-11-27 | G      |            |
        | Campaign | Three | Ana   | 2026-11-02 | 2026-11-27 | G      | 80%        |
    """)("Campaign")
    assert goal.status is Status.ON_TRACK
    assert goal.signals == ()


def test_a_signal_that_rests_on_an_unknown_is_a_hint() -> None:
    items = judged("""
        Goals
        | ID | Goal     | Due        |
        | G1 | Campaign | 2026-11-23 |
        Steps
        | ID | Goal | Step  | Start      | Due        | Status      | % complete | Depends on |
        | S1 | G1   | Shoot | 2026-11-02 | 2026-11-24 | In progress |            |            |
        | S2 | G1   | Hang  | 2026-11-24 | 2026-11-24 | Not started |            | S1         |
    """)
    levels = {s.code: s.level for s in items("Campaign").signals}
    assert levels["float-used-up"] is Level.WARN  # the second step is planned for too late, but could begin at once
    assert [s.level for s in items("Hang").signals if s.code == "dependency-late"] == [Level.HINT]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(plans(), st.data())
def test_a_percentage_left_blank_never_makes_a_goal_off_track(plan: Plan, data: st.DataObject) -> None:
    # a step that is "not started" is known to be at nothing, also where its % is blank
    said = [step for step in plan.steps if step.life_cycle is not LifeCycle.NOT_STARTED]
    known = [step for step in said if step.percent is not None and step.percent < 1]
    assume(known)
    blank = data.draw(st.sampled_from(known))
    less = replace(plan, steps=tuple(replace(s, percent=None) if s is blank else s for s in plan.steps))
    before, after = measure(plan, Settings(), AS_OF), measure(less, Settings(), AS_OF)
    for goal in plan.goals:
        if before.of(goal.key).status is not Status.OFF_TRACK:
            assert after.of(goal.key).status is not Status.OFF_TRACK, after.of(goal.key).sentence


def test_a_value_without_a_baseline_is_told() -> None:
    goal = judged("""
        Goals
        | Goal      | Owner | Start      | Due        | Target | Current | Direction |
        | Cut churn | Ana   | 2026-10-01 | 2026-12-31 | 5      | 6.2     | down      |
    """)("Cut churn")
    assert (goal.status, goal.reason) == (Status.AT_RISK, "6.2 where it should be at most 5")
    assert "no-start" not in [signal.code for signal in goal.signals]


def test_near_its_target_a_value_without_a_baseline_is_told() -> None:
    goal = judged("""
        Goals
        | Goal      | Owner | Start      | Due        | Target | Current | Direction |
        | Cut churn | Ana   | 2026-10-01 | 2026-12-31 | 5      | 5.2     | down      |
    """)("Cut churn")
    assert goal.reason == "5.2, no baseline to measure from, due Thu 31 Dec 2026"


def test_without_a_baseline_a_value_past_its_target_has_reached_it() -> None:
    goal = judged("""
        Goals
        | Goal      | Owner | Start      | Due        | Target | Current | Direction |
        | Cut churn | Ana   | 2026-10-01 | 2026-12-31 | 5      | 4.8     | down      |
    """)("Cut churn")
    assert goal.status is Status.DONE


def test_a_slip_of_the_year_is_named_and_not_called_a_missing_date() -> None:
    text = "| Step | Owner | Start | Due | % complete |\n| Film | Ana | 2026-11-02 | 2062-12-01 | 40% |"
    step = judged(text)("Film")
    assert step.reason == "40 % done, due 2062-12-01 is not believed"
    assert step.signals == ()
    assert headline(text) == "The one step is on track; 1 of 1 steps has no due date to judge by."


def test_a_due_cell_that_could_not_be_read_is_not_called_blank() -> None:
    text = """
        | Step | Owner | Due        | % complete |
        | Film | Ana   | =A1+3      | 40%        |
        | Copy | Ana   | 2026-12-01 | 40%        |
    """
    step = judged(text)("Film")
    assert [signal.code for signal in step.signals] == ["due-unread"]
    assert "its due date could not be read" in step.reason
    assert headline(text).endswith("1 of 2 steps has no due date to judge by.")


def test_goals_without_dates_are_not_green_and_the_headline_counts_them() -> None:
    text = """
        Goals
        | Goal  | Owner | Baseline | Target | Current | Confidence |
        | Reach | Ana   | 0        | 100    | 25      | 4/10       |
        | Teach | Ben   | 0        | 100    | 25      | 3/10       |
    """
    goals = judged(text)
    assert goals("Reach").sentence == (
        "no update: 25 of 100 (25 % of the way), no dates to judge it by; a due date agreed"
    )
    assert goals("Teach").reason == "confidence 3 of 10"
    assert headline(text) == "1 of 2 goals is at risk; 2 of 2 goals have no due date."


@pytest.mark.parametrize("status", ["In progress", ""])
def test_steps_without_dates_say_that_there_is_nothing_to_judge_them_by(status: str) -> None:
    text = f"| Step | Owner | Status | % complete |\n| Film | Ana | {status} | 30% |\n| Copy | Ana | Done | |"
    assert judged(text)("Film").reason == "30 % done, no dates to judge it by"
    assert "1 of 2 steps has no due date" in headline(text)


def test_a_goal_whose_steps_are_all_cancelled() -> None:
    text = """
        Goals
        | ID | Goal   | Owner | Start      | Due        |
        | G1 | Poster | Ana   | 2026-10-02 | 2026-12-20 |
        Steps
        | Goal  | Step  | Owner | Due        | Status    |
        | G1    | Draw  | Ana   | 2026-11-20 | Cancelled |
        | Other | Paint | Ana   | 2026-11-20 | Cancelled |
    """
    items = judged(text)
    assert items("Poster").reason == "all its steps are cancelled, due Sun 20 Dec 2026"
    assert items("Poster").signals == ()
    assert items("Other").status is Status.CANCELLED


def test_key_results_alone_are_a_plan() -> None:
    text = """
        Key results
        | Key result | Owner | Baseline | Target | Current | Start      | Due        |
        | NPS to 60  | Ana   | 40       | 60     | 55      | 2026-10-01 | 2026-12-31 |
        | Churn to 3 | Ben   | 5        | 3      | 4       | 2026-10-01 | 2026-12-31 |
    """
    plan = plan_of(text)
    assert [goal.name for goal in plan.goals] == ["Plan"]
    assert judged(text)("Plan").progress.actual == pytest.approx(0.625)
    assert headline(text) == "The one goal is on track."


def test_a_done_date_to_come_is_not_told() -> None:
    step = judged("| Step | Due | Done on | Status |\n| Film | 2026-11-10 | 2026-12-24 | Done |")("Film")
    assert step.sentence == "done: by its owner's word, the date given lies ahead"
    assert step.forecast.finish is None
