"""Signals that ask what earlier reports saw, and are silent without."""

from datetime import date

from goalsheet.measure import measure
from goalsheet.measure.model import Assessment, Past, Seen
from tests.measure.judging import AS_OF
from tests.support.reading import plan_of, settings_of

STEP = """
    | ID | Step       | Owner | Start      | Due        | % complete |
    | S1 | Write copy | Ana   | 2026-11-02 | 2026-12-11 | {percent}  |
"""


def judged(seen: tuple[Seen, ...], percent: str = "50%") -> Assessment:
    text = STEP.format(percent=percent)
    plan = plan_of(text)
    (step,) = plan.steps
    past: Past = {step.key: seen}
    return measure(plan, settings_of(text), AS_OF, past).of(step.key)


def codes(one: Assessment) -> set[str]:
    return {signal.code for signal in one.signals}


def test_without_a_past_nothing_is_said_of_it() -> None:
    assert codes(judged(())) == set()


def test_a_due_date_put_off_twice_is_told_with_its_days() -> None:
    one = judged((Seen(date(2026, 11, 6), date(2026, 12, 4)), Seen(date(2026, 11, 13), date(2026, 12, 9))))
    (signal,) = one.signals
    assert signal.code == "due-moved"
    assert signal.reason == "due date put off twice, by 5 working days in all, from Fri 4 Dec 2026 to Fri 11 Dec 2026"


def test_once_and_a_little_is_let_pass_but_once_and_far_is_not() -> None:
    assert codes(judged((Seen(date(2026, 11, 6), date(2026, 12, 9)),))) == set()
    assert codes(judged((Seen(date(2026, 11, 6), date(2026, 11, 27)),))) == {"due-moved"}


def test_a_due_date_brought_forward_is_not_put_off() -> None:
    assert (
        codes(judged((Seen(date(2026, 11, 6), date(2026, 12, 18)), Seen(date(2026, 11, 13), date(2026, 12, 16)))))
        == set()
    )


def test_a_later_report_is_not_the_past() -> None:
    assert codes(judged((Seen(date(2026, 11, 27), date(2026, 11, 27)),))) == set()


def test_a_due_date_set_days_ahead_with_nothing_done() -> None:
    text = """
        | ID | Step       | Owner | Start      | Due        | % complete |
        | S1 | Write copy | Ana   | 2026-11-18 | 2026-11-25 | 0%         |
    """
    plan = plan_of(text)
    (step,) = plan.steps
    seen = (Seen(date(2026, 11, 13), None), Seen(date(2026, 11, 19), date(2026, 11, 25)))
    found = measure(plan, settings_of(text), AS_OF, {step.key: seen}).of(step.key)
    assert "short-runway" in codes(found)
    assert any("was set 6 days ahead, and nothing is done" in signal.reason for signal in found.signals)


def test_confidence_that_fell_since_an_earlier_report() -> None:
    text = """
        Goals
        | ID | Goal            | Due        | Confidence |
        | G1 | 500 subscribers | 2026-12-11 | 5          |
    """
    plan = plan_of(text)
    (goal,) = plan.goals
    seen = (Seen(date(2026, 11, 13), confidence=8.0),)
    found = measure(plan, settings_of(text), AS_OF, {goal.key: seen}).of(goal.key)
    assert [signal.reason for signal in found.signals] == ["confidence 5 of 10, down from 8"]
