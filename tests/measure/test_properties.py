"""What must hold for every plan."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from goalsheet.measure import dataframes, measure
from goalsheet.measure.model import Assessment, Measured
from goalsheet.measure.network import Activity, Need, schedule
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.measure.progress import alike, ledger_of
from goalsheet.plan.model import Goal, LifeCycle, Plan, Step
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.measure.plans import AS_OF, plans

#: Worst first. What is on hold or cancelled is outside this order.
WORSE = [Status.OFF_TRACK, Status.AT_RISK, Status.NO_UPDATE, Status.NOT_STARTED, Status.ON_TRACK, Status.DONE]


def measured(plan: Plan, day: date = AS_OF, **changes: Any) -> Measured:
    return measure(plan, Settings(**changes), day)


def above(plan: Plan, step: Step) -> list[str]:
    """A step's goals, up to the top."""
    found: list[str] = []
    key: str | None = step.goal_key
    while key is not None and key not in found:
        found.append(key)
        goal = plan.by_key[key]
        key = goal.parent_key if isinstance(goal, Goal) else None
    return found


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(plans(), st.data())
def test_more_done_never_worsens_a_status(plan: Plan, data: st.DataObject) -> None:
    """Of the step that got on, of its goals, and of what waits for it. Groups' records are left alone by it."""
    known = [
        s
        for s in plan.steps
        if s.percent is not None and s.life_cycle in (None, LifeCycle.IN_PROGRESS, LifeCycle.NOT_STARTED)
    ]
    assume(known)
    step = data.draw(st.sampled_from(known))
    more = data.draw(st.sampled_from([p for p in (0.1, 0.3, 0.5, 0.6, 0.8, 0.95, 1.0) if p > (step.percent or 0)]))
    word = LifeCycle.IN_PROGRESS if step.life_cycle and more < 1 else LifeCycle.DONE if step.life_cycle else None
    better = replace(
        plan, steps=tuple(replace(s, percent=more, life_cycle=word) if s is step else s for s in plan.steps)
    )
    before, after = measured(plan), measured(better)
    for item in plan.work:
        one, two = before.of(item.key).status, after.of(item.key).status
        if item.life_cycle is not LifeCycle.CANCELLED:
            assert WORSE.index(two) >= WORSE.index(one), (before.of(item.key).sentence, after.of(item.key).sentence)
    for key in above(plan, step):
        assert (after.of(key).progress.actual or 0) >= (before.of(key).progress.actual or 0) - 1e-12


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(plans(), st.integers(1, 40))
def test_a_later_day_never_lowers_what_is_expected(plan: Plan, later: int) -> None:
    before, after = measured(plan), measured(plan, AS_OF + timedelta(later))
    for item in plan.work:
        expected = before.of(item.key).progress.expected
        if expected is not None:
            assert (after.of(item.key).progress.expected or 0) >= expected - 1e-12


@settings(max_examples=80, deadline=None)
@given(plans())
def test_a_roll_up_lies_between_its_parts(plan: Plan) -> None:
    plan_as_of = PlanAsOf(plan, Settings(), AS_OF)
    ledger = ledger_of(plan_as_of)
    for goal in plan.goals:
        progress, parts = ledger.of[goal.key], ledger.parts(goal)
        actual = [part.actual for part in parts if part.actual is not None]
        if progress.source in ("steps", "children") and not plan_as_of.is_done(goal):
            assert min(actual) - 1e-12 <= (progress.actual or 0) <= max(actual) + 1e-12
            assert progress.coverage > 0
        expected = [part.expected for part in alike(parts) if part.expected is not None]
        if expected:
            assert min(expected) - 1e-12 <= (progress.expected or 0) <= max(expected) + 1e-12


def figures(one: Assessment) -> tuple[object, ...]:
    progress = [None if v is None else round(v, 9) for v in (one.progress.actual, one.progress.expected)]
    return one.status, one.forecast, one.days_left, [(s.code, s.level) for s in one.signals], progress


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(plan: Plan, shuffle: random.Random) -> None:
    steps, goals = list(plan.steps), list(plan.goals)
    shuffle.shuffle(steps)
    shuffle.shuffle(goals)
    other = measured(replace(plan, steps=tuple(steps), goals=tuple(goals)))
    for key, one in measured(plan).assessments.items():
        assert figures(one) == figures(other.of(key))


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(plans())
def test_the_same_plan_gives_the_same_verdicts(plan: Plan) -> None:
    assert measured(plan) == measured(plan)


@settings(max_examples=50, deadline=None)
@given(plans())
def test_every_verdict_says_why(plan: Plan) -> None:
    for one in measured(plan).assessments.values():
        assert one.reason
        assert one.clears or one.status not in (Status.OFF_TRACK, Status.AT_RISK, Status.NO_UPDATE)
        assert "None" not in one.sentence


@settings(max_examples=40, deadline=None)
@given(plans())
def test_pandas_rolls_up_as_plain_counting_does(plan: Plan) -> None:
    found = measured(plan)
    rolled = dataframes.rolled(dataframes.items(plan, found), "owner")
    owners: dict[str, list[Assessment]] = {}
    for item in plan.work:
        for owner in item.owners:
            owners.setdefault(owner, []).append(found.of(item.key))
    assert list(rolled.index) == sorted(owners)
    for owner, theirs in owners.items():
        row = rolled.loc[owner]
        assert row["items"] == len(theirs)
        for status, count in Counter(str(one.status) for one in theirs).items():
            assert row[status] == count
        for name in ("actual", "expected"):
            known = [value for one in theirs if (value := getattr(one.progress, name)) is not None]
            assert row[name] == pytest.approx(sum(known) / len(known)) if known else row[name] != row[name]


activities = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 5), st.sampled_from(["FS", "SS", "FF", "SF"]), st.integers(-2, 3)),
    max_size=12,
)


@given(activities)
@example([(1, 0, "FS", 0), (0, 1, "FS", -1)])
def test_a_network_keeps_its_dependencies_and_its_floats(drawn: list[tuple[int, int, str, int]]) -> None:
    made = [
        Activity(f"A{n}", length, needs=(Need(f"A{n - back}", kind, lag),) if 0 < back <= n else ())
        for n, (length, back, kind, lag) in enumerate(drawn)
    ]
    timings = schedule(made)
    for activity in made:
        own = timings[activity.key]
        assert own.end - own.start == own.late_end - own.late_start == activity.duration
        for need in activity.needs:
            other = timings[need.key]
            gaps = {
                "FS": own.start - other.end,
                "SS": own.start - other.start,
                "FF": own.end - other.end,
                "SF": own.end - other.start,
            }
            assert gaps[need.kind] >= need.lag
    if made and all(a.needs == () or a.needs[0].kind == "FS" for a in made):
        assert min(t.float for t in timings.values()) == 0


def test_a_circle_of_dependencies_harms_only_itself() -> None:
    made = [
        Activity("A", 2, needs=(Need("B"),)),
        Activity("B", 2, needs=(Need("A"),)),
        Activity("C", 3),
        Activity("D", 1, needs=(Need("C"),)),
    ]
    timings = schedule(made)
    assert (timings["D"].start, timings["D"].end) == (3, 4)
    assert timings["A"].end == 2
