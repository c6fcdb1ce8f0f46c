"""Whatever stands in a workbook, measuring it ends in a verdict; and a metric that gets on never makes it worse."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.measure import dataframes, measure
from goalsheet.measure.model import Level
from goalsheet.measure.profiles import PROFILES
from goalsheet.plan.model import (
    CheckIn,
    Commitment,
    Dependency,
    Direction,
    GoalKind,
    Health,
    KeyResult,
    LifeCycle,
    Measure,
    Person,
    Plan,
    Reading,
)
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.measure.plans import AS_OF, goal, plan, step

HERE = CellRef("Any", 2, 1)
any_day = st.one_of(
    st.none(),
    st.integers(-90, 90).map(lambda n: AS_OF + timedelta(n)),
    st.sampled_from([date(1900, 1, 1), date(2062, 12, 18), date(9999, 12, 31), date(1, 1, 1)]),
)
near = st.integers(-60, 30).map(lambda n: AS_OF + timedelta(n))
any_number = st.one_of(st.none(), st.sampled_from([0.0, 1.0, -5.0, 0.5, 100.0, 1e12, 1e-9]))
maybe = st.one_of
words, healths = st.sampled_from([None, *LifeCycle]), st.sampled_from([None, *Health])
names = st.sampled_from([(), ("Ana",), ("Ana", "Nobody")])


def work() -> dict[str, st.SearchStrategy]:
    return {
        "start": any_day, "due": any_day, "life_cycle": words, "health": healths, "percent": any_number,
        "weight": any_number, "confidence": any_number, "updated": any_day, "owners": names,
    }  # fmt: skip


measures = st.one_of(
    st.none(),
    st.builds(
        Measure, st.just("m"), st.just("%"), st.sampled_from([None, *Direction]), any_number, any_number, any_number,
        st.sampled_from([None, (1.0, 5.0), (float("-inf"), 5.0), (3.0, float("inf"))]),
    ),
)  # fmt: skip


@st.composite
def rough_plans(draw: st.DrawFn) -> Plan:
    """Plans as rough as a workbook can be: dates the wrong way round, parents in a circle, numbers out of bounds."""

    def said(**more: Any) -> dict[Any, Any]:
        return {name: draw(strategy) for name, strategy in {**work(), **more}.items()}

    keys = ["G0", "G1", "G2"]
    parent = st.sampled_from([None, *keys])
    kinds, marks = st.sampled_from([None, *GoalKind]), st.sampled_from([None, *Commitment])
    goals = [goal(n, **said(parent_key=parent, kind=kinds, commitment=marks, measure=measures)) for n in range(3)]
    others = st.lists(st.integers(0, 5), max_size=2)
    steps = []
    for n in range(draw(st.integers(0, 6))):
        needs = tuple(Dependency(f"S{o}", f"S{o}", lag=draw(st.integers(-3, 9))) for o in draw(others))
        given_ = said(
            goal_key=st.sampled_from(keys),
            effort=any_number,
            done_on=any_day,
            blocked_by=st.sampled_from([None, "S1", "none", "legal"]),
        )
        steps.append(step(n, depends_on=needs, **given_))
    results = [
        KeyResult(
            key=f"K{n}",
            cells={},
            home=HERE,
            name=f"Result {n}",
            **said(goal_key=st.sampled_from([None, *keys]), measure=measures, score=any_number),
        )
        for n in range(draw(st.integers(0, 2)))
    ]
    of = st.sampled_from([None, "G0", "K0"])
    readings = [
        Reading(
            key=f"R{n}",
            cells={},
            home=HERE,
            date=draw(near),
            metric="m",
            value=draw(st.floats(-10, 10)),
            planned=draw(any_number),
            of=draw(of),
        )
        for n in range(draw(st.integers(0, 5)))
    ]
    check_ins = [
        CheckIn(
            key=f"C{n}",
            cells={},
            home=HERE,
            date=draw(near),
            goal="G0",
            of=draw(of),
            health=draw(healths),
            life_cycle=draw(words),
            confidence=draw(any_number),
            progress=draw(any_number),
            wins=draw(st.sampled_from([None, "won"])),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    away = ((AS_OF - timedelta(3), draw(near)), (date(1, 1, 1), date(9999, 12, 31)))[: draw(st.integers(0, 2))]
    people = (Person(key="P", cells={}, home=HERE, name="Ana", capacity=draw(any_number), away=away),)
    return plan(
        goals, steps, key_results=tuple(results), readings=tuple(readings), check_ins=tuple(check_ins), people=people
    )


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(
    rough_plans(),
    st.sampled_from(sorted(PROFILES)),
    st.sampled_from(["working", "calendar"]),
    st.sampled_from(["group", "person", "off"]),
)
def test_every_plan_gets_verdicts(rough: Plan, profile: str, calendar: str, by: str) -> None:
    found = measure(rough, Settings(profile=profile, calendar=calendar, record_by=by, load_by=by), AS_OF)
    for item in rough.work:
        one = found.of(item.key)
        assert one.reason
        assert "None" not in one.sentence
        assert "nan" not in one.sentence
        assert one.progress.actual is None or 0 <= one.progress.actual <= 1
        assert one.progress.coverage <= 1
        facts = [signal for signal in one.signals if signal.level is Level.FACT]
        if profile in ("balanced", "strict"):
            assert (one.status is Status.OFF_TRACK) == bool(facts)
    assert len(dataframes.items(rough, found)) == len(found.assessments)


metric_goals = st.builds(
    Measure,
    st.just("m"),
    st.none(),
    st.just(Direction.UP),
    st.sampled_from([None, 0.0, 10.0]),
    st.sampled_from([50.0, 100.0]),
    st.none(),
)


@settings(max_examples=150, deadline=None)
@given(
    metric_goals,
    st.lists(st.floats(0, 90), min_size=2, max_size=5),
    st.floats(1, 40),
    st.integers(20, 60),
    st.integers(1, 60),
)
def test_a_metric_that_gets_on_never_worsens_its_goal(
    measure_: Measure, values: list[float], more: float, before: int, ahead: int
) -> None:
    worse = [Status.OFF_TRACK, Status.AT_RISK, Status.NO_UPDATE, Status.NOT_STARTED, Status.ON_TRACK, Status.DONE]
    start, due = AS_OF - timedelta(before), AS_OF + timedelta(ahead)
    days = [AS_OF - timedelta(3 * (len(values) - n)) for n in range(len(values))]
    assume(measure_.baseline is not None or values[0] < (measure_.target or 0))

    def status(last: float) -> Status:
        points = [*values[:-1], last]
        readings = tuple(
            Reading(key=f"R{n}", cells={}, home=HERE, date=day, metric="m", value=value, of="G0")
            for n, (day, value) in enumerate(zip(days, points, strict=True))
        )
        one = plan([replace(goal(0), start=start, due=due, measure=measure_)], [], readings=readings)
        return measure(one, Settings(), AS_OF).of("G0").status

    assert worse.index(status(values[-1] + more)) >= worse.index(status(values[-1]))
