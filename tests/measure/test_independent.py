"""Progress worked out a second time from docs/measures.md alone, with fractions and a finger on the calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.measure import measure
from goalsheet.plan.model import Goal, Holiday, LifeCycle, Plan, Step
from goalsheet.settings import Settings
from tests.measure.plans import AS_OF, goal, plan, plans, step

Known = Fraction | None


def days(start: date, end: date, off: frozenset[date]) -> int:
    every = (start + timedelta(n) for n in range((end - start).days + 1))
    return sum(day.weekday() < 5 and day not in off for day in every)


def elapsed(start: date | None, due: date | None, off: frozenset[date]) -> Known:
    if due is None:
        return None
    if due <= AS_OF:
        return Fraction(1)
    if start is None:
        return None
    if start > AS_OF:
        return Fraction(0)
    whole = days(start, due, off)
    if whole:
        return Fraction(days(start, AS_OF, off), whole)
    return Fraction((AS_OF - start).days + 1, (due - start).days + 1)


def is_done(plan_: Plan, item: Goal | Step) -> bool:
    if item.life_cycle is not None:
        return item.life_cycle is LifeCycle.DONE
    if isinstance(item, Step):
        return (item.done_on is not None and item.done_on <= AS_OF) or (item.percent or 0) >= 1
    parts = below(plan_, item)
    return bool(parts) and all(is_done(plan_, part) for part in parts)


def below(plan_: Plan, above: Goal) -> list[Goal | Step]:
    parts: list[Goal | Step] = [
        *(s for s in plan_.steps if s.goal_key == above.key),
        *(g for g in plan_.goals if g.parent_key == above.key),
    ]
    return [part for part in parts if part.life_cycle is not LifeCycle.CANCELLED]


def actual(plan_: Plan, item: Goal | Step) -> Known:
    if is_done(plan_, item):
        return Fraction(1)
    if isinstance(item, Goal):
        return mean(plan_, item, actual)
    if item.percent is not None:
        return Fraction(item.percent)
    return Fraction(0) if item.life_cycle is LifeCycle.NOT_STARTED else None


def starts(plan_: Plan, item: Goal | Step) -> date | None:
    if item.start or isinstance(item, Step):
        return item.start
    return min((day for part in below(plan_, item) if (day := starts(plan_, part))), default=None)


def off_days(plan_: Plan) -> frozenset[date]:
    return frozenset(holiday.date for holiday in plan_.holidays)


def expected(plan_: Plan, item: Goal | Step) -> Known:
    own = elapsed(starts(plan_, item), item.due, off_days(plan_))
    if isinstance(item, Step):
        return own
    known = [part for part in below(plan_, item) if actual(plan_, part) is not None]
    rolled = mean(plan_, item, lambda p, part: expected_part(p, part) if part in known or not known else None)
    return own if rolled is None else rolled


def expected_part(plan_: Plan, item: Goal | Step) -> Known:
    if isinstance(item, Goal):
        return expected(plan_, item)
    above = plan_.by_key[item.goal_key]
    if item.due is None and isinstance(above, Goal):
        return elapsed(starts(plan_, above), above.due, off_days(plan_))
    return Fraction(int(item.due <= AS_OF)) if item.start is None and item.due else expected(plan_, item)


def mean(plan_: Plan, above: Goal, of: Callable[..., Any]) -> Known:
    parts = below(plan_, above)
    given_weights = [part.weight for part in parts]
    weights = [Fraction(w or 0) for w in given_weights] if None not in given_weights else [Fraction(1)] * len(parts)
    known = [(w, v) for w, v in ((w, of(plan_, part)) for w, part in zip(weights, parts, strict=True)) if v is not None]
    total = sum(w for w, _ in known)
    return sum((w * v for w, v in known), Fraction(0)) / total if total else None


def same(a: float | None, b: Known) -> bool:
    return (a is None and b is None) or (a is not None and b is not None and abs(a - float(b)) < 1e-9)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(plans(), st.sets(st.integers(-30, 30), max_size=8))
def test_the_page_tells_enough_to_work_out_every_figure(drawn: Plan, off: set[int]) -> None:
    holidays = tuple(
        Holiday(key=f"H{n}", cells={}, home=CellRef("Holidays", 2, 1), date=AS_OF + timedelta(n)) for n in sorted(off)
    )
    plan_ = Plan(title="", layout=drawn.layout, goals=drawn.goals, steps=drawn.steps, holidays=holidays)
    found = measure(plan_, Settings(), AS_OF)
    items: tuple[Goal | Step, ...] = (*plan_.goals, *plan_.steps)
    for item in items:
        progress = found.of(item.key).progress
        assert same(progress.actual, actual(plan_, item)), item.key
        idle = item.life_cycle is LifeCycle.CANCELLED  # of which nothing is expected
        assert same(progress.expected, None if idle else expected(plan_, item)), item.key


def test_the_second_calculator_is_not_blind() -> None:
    one = plan([goal(0, due=AS_OF + timedelta(7))], [step(0, start=AS_OF, due=AS_OF + timedelta(7), percent=0.5)])
    assert expected(one, one.goals[0]) == Fraction(1, 6)
    assert not same(0.5, expected(one, one.goals[0]))
