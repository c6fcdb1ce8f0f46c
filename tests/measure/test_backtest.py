"""The backtest: what the warnings would have been worth."""

from datetime import date, timedelta
from typing import Any

from goalsheet.measure.backtest import Checkpoint, Score, backtest, known, replay, score
from goalsheet.measure.profiles import PROFILES
from goalsheet.settings import Settings

START, DUE = date(2026, 1, 5), date(2026, 1, 30)


def item(name: str, done: date | None, percents: dict[date, float | None], group: str = "Web") -> list[Checkpoint]:
    return [Checkpoint(name, group, START, DUE, done, day, percent) for day, percent in percents.items()]


MIDDLE, LATER, AFTER = date(2026, 1, 16), date(2026, 1, 26), date(2026, 2, 6)
GOOD = item("good", DUE, {MIDDLE: 0.5, LATER: 0.9})
BAD = item("bad", date(2026, 2, 20), {MIDDLE: 0.1, LATER: 0.3, AFTER: 0.5})
NEVER = item("never", None, {MIDDLE: None, LATER: None, AFTER: None})
ALL = [*GOOD, *BAD, *NEVER]


def by_name(**more: Any) -> dict[str, Score]:
    return {one.name: one for one in backtest(ALL, Settings(), **more)}


def test_every_profile_and_the_two_simple_rules_are_scored() -> None:
    assert list(by_name()) == [*PROFILES, "past due", "linear"]
    for one in by_name().values():
        assert one.hits + one.false_alarms + one.misses + one.quiet == len(known(ALL))


def test_past_due_never_warns_in_time() -> None:
    assert by_name(in_time=True)["past due"].hits == 0
    assert by_name()["past due"].lead_days == -7
    assert by_name()["past due"].precision == 1


def test_goalsheet_warns_of_the_late_ones_weeks_ahead_and_leaves_the_good_one_in_peace() -> None:
    own = by_name(in_time=True)["balanced"]
    assert (own.hits, own.false_alarms, own.misses, own.quiet) == (4, 0, 0, 2)
    assert own.lead_days == 14
    assert own.precision == own.recall == own.specificity == 1


def test_an_outcome_that_lies_ahead_is_not_counted() -> None:
    ahead = Checkpoint("ahead", "Web", START, AFTER + timedelta(30), None, AFTER, 0.5)
    assert ahead not in known([*ALL, ahead])


def test_a_checkpoint_knows_only_what_was_finished_by_then() -> None:
    history = replay(ALL)
    assert {step.key for step in history.plan(LATER).steps} == {"bad", "good", "never"}
    assert {step.key: step.done for step in history.plan(AFTER).steps} == {"bad": False, "never": False, "good": True}


def test_shares_of_nothing_are_unknown() -> None:
    nothing = score("none", [], frozenset())
    assert nothing.precision is nothing.recall is nothing.specificity is nothing.lead_days is None
