"""Proposals are checked before they are made: whatever the plan, they overload nobody and break no date."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.layout import find
from goalsheet.layout.table import Layout
from goalsheet.measure import measure
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.measure.reassign_queue import ReassignQueue
from goalsheet.measure.redistribute import Proposals, proposals
from goalsheet.measure.workload import teams, workload
from goalsheet.plan.model import Goal, Person, Plan, Step
from goalsheet.plan.parse import parse
from goalsheet.setting_kinds import DAYS
from goalsheet.settings import Settings
from tests.support.drawn import drawn
from tests.support.reading import plan_of

DAY = date(2026, 11, 20)
PLAIN = Settings()
PLACE = CellRef("Steps", 2, 1)
NAMES = ("Ana", "Ben", "Cleo", "Dan")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    with_effort = draw(st.booleans())
    people = [
        Person(
            key=name, cells={}, home=PLACE, name=name, team=draw(st.sampled_from((None, "Content", "Web"))),
            capacity=draw(st.sampled_from((None, 0.0, 2.0, 5.0))),
            away=draw(st.sampled_from(((), ((DAY, DAY + timedelta(12)),)))),
        )
        for name in draw(st.sets(st.sampled_from(NAMES)))
    ]  # fmt: skip
    steps = []
    for number in range(draw(st.integers(0, 14))):
        start = DAY + timedelta(draw(st.integers(-30, 30)))
        steps.append(
            Step(
                key=f"step:{number}", cells={}, home=PLACE, name=f"Step {number}", goal_key="goal:g",
                owners=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))),
                start=draw(st.sampled_from((None, start))), due=start + timedelta(draw(st.integers(0, 40))),
                effort=draw(st.sampled_from((None, 0.0, 1.0, 4.0, 9.0))) if with_effort else None,
                percent=draw(st.sampled_from((None, 0.0, 0.5, 1.0))),
            )
        )  # fmt: skip
    goal = Goal(key="goal:g", cells={}, home=PLACE, name="Goal", due=DAY + timedelta(60))
    return Plan(title="", layout=Layout(()), goals=(goal,), steps=tuple(steps), people=tuple(people))


def after(plan: Plan, proposed: Proposals) -> Plan:
    """The plan with every handover made."""
    queue = {one.step.key: (one.taker,) for one in proposed.handovers}
    return replace(plan, steps=tuple(replace(s, owners=queue.get(s.key, s.owners)) for s in plan.steps))


def weeks(plan: Plan, how: Settings = PLAIN) -> Mapping[tuple[str, date], tuple[float, float]]:
    """(work, capacity) of every person and week."""
    load = workload(PlanAsOf(plan, how, DAY), measure(plan, how, DAY))
    return {(week.person, week.week): (week.work, week.capacity) for week in load.person_weeks()}


@settings(deadline=None, max_examples=60)
@given(plans())
def test_nobody_is_overloaded_by_them_no_date_moves_and_the_work_stays_the_same(plan: Plan) -> None:
    proposed = proposals(plan, PLAIN, DAY, measure(plan, PLAIN, DAY))
    then = after(plan, proposed)
    before, now = weeks(plan), weeks(then)
    for place, (work, capacity) in now.items():
        assert work <= capacity + 1e-6 or work <= before.get(place, (0.0, 0.0))[0] + 1e-6
    for one in proposed.handovers:
        for (person, _), (work, capacity) in now.items():
            assert person != one.taker or work <= capacity + 1e-6 or before[person, _][0] >= work - 1e-6
    assert abs(sum(work for work, _ in before.values()) - sum(work for work, _ in now.values())) < 1e-6
    assert [(s.due, s.effort, s.start) for s in then.steps] == [(s.due, s.effort, s.start) for s in plan.steps]
    assert {(w.person, w.week) for w in proposed.unsolved} == {p for p, (work, can) in now.items() if work > can + 1e-6}


@settings(deadline=None, max_examples=60)
@given(plans())
def test_they_stay_within_a_team_and_take_only_from_who_has_too_much(plan: Plan) -> None:
    proposed = proposals(plan, PLAIN, DAY, measure(plan, PLAIN, DAY))
    team = teams(PlanAsOf(plan, PLAIN, DAY))
    too_much = {(week.person, week.week) for week in proposed.overloaded}
    for one in proposed.handovers:
        assert one.taker != one.giver
        assert team[one.taker] == team[one.giver]
        assert (one.giver, one.week) in too_much
        assert one.step.owners == (one.giver,)
    assert len({one.step.key for one in proposed.handovers}) == len(proposed.handovers)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 2), st.sampled_from((1, 2, 3)))), st.data())
def test_who_takes_a_step_over_has_the_most_room_of_those_it_fits(rows: list[Any], data: st.DataObject) -> None:
    """Steps of one to three days, in one of two weeks or in both, handed on again and again."""
    places = (("11-23", "11-27"), ("11-30", "12-04"), ("11-23", "12-04"))
    lines = [
        f"| S{n} | {who} | 2026-{places[w][0]} | 2026-{places[w][1]} | {e} |" for n, (who, w, e) in enumerate(rows)
    ]
    plan = plan_of("\n".join(["Steps", "| Step | Owner | Start | Due | Effort |", *lines]))
    plan_as_of = PlanAsOf(plan, PLAIN, DAY)
    load, team = workload(plan_as_of, measure(plan, PLAIN, DAY)), teams(plan_as_of)
    queue = ReassignQueue(load, team)
    for step in data.draw(st.lists(st.sampled_from(list(load.owners)), max_size=40)) if load.owners else ():
        (giver,) = load.owners[step]
        fitting = [mate for mate in team if mate != giver and load.fits(step, mate)]
        room = {m: min(load.room(m, w) - load.work.get((m, w), 0.0) for w in load.spread[step]) for m in fitting}
        taker = queue.taker(step, giver)
        assert taker == min(fitting, key=lambda mate: (-room[mate], mate), default=None)
        if taker is not None:
            load.give(step, taker)
            queue.relieved(giver)


@settings(deadline=None, max_examples=60)
@given(plans(), st.sampled_from(DAYS), st.dates(DAY - timedelta(10), DAY + timedelta(10)))
def test_whatever_day_weeks_begin_with_each_coming_day_lies_in_one_of_them(plan: Plan, first: str, day: date) -> None:
    how = Settings(first_day_of_week=first)
    load = workload(PlanAsOf(plan, how, day), measure(plan, how, day))
    assert {week.weekday() for week in load.weeks} == {DAYS.index(first)}
    assert [later - week for week, later in pairwise(load.weeks)] == [timedelta(7)] * 7
    tomorrow = PlanAsOf(plan, how, day).calendar.on_or_after(day + timedelta(1))
    assert load.weeks[0] <= tomorrow < load.weeks[1]
    assert {week.week for week in load.person_weeks()} <= set(load.weeks)
    near = [step for step in plan.steps if step.due and step.due < load.weeks[0] + timedelta(49)]
    if len(near) == len(plan.steps) and load.unit == "days":  # none reaches beyond the weeks, whenever they begin
        monday = workload(PlanAsOf(plan, PLAIN, day), measure(plan, PLAIN, day))
        assert sum(load.work.values()) == pytest.approx(sum(monday.work.values()))


def proposed_of(text: str, how: Settings = PLAIN) -> Proposals:
    book = drawn(text)
    plan = parse(book, find(book), how)
    return proposals(plan, how, DAY, measure(plan, how, DAY))


def test_work_goes_to_the_team_mate_who_has_room() -> None:
    found = proposed_of("""
        Steps
        | Step               | Owner | Start      | Due        | Effort | % complete |
        | Write caption copy | Ana   | 2026-11-23 | 2026-11-27 | 4      | 0%         |
        | Write the release  | Ana   | 2026-11-23 | 2026-11-27 | 3      | 0%         |
        | Cut the film       | Ben   | 2026-11-23 | 2026-11-27 | 1      | 0%         |
        | Mend the server    | Cleo  | 2026-11-23 | 2026-11-27 | 0.5    | 0%         |
        People
        | Name | Team    | Capacity |
        | Ana  | Content | 5        |
        | Ben  | Content | 5        |
        | Cleo | Web     | 5        |
        """)
    assert [one.sentence for one in found.handovers] == [
        "move “Write caption copy” from Ana (7 days of work in week 48) to Ben (1 day of work): it fits, and its due "
        "date Fri 27 Nov 2026 is kept"
    ]
    assert not found.unsolved


def test_a_week_that_begins_on_sunday_is_named_by_its_day() -> None:
    found = proposed_of(
        "Steps\n| Step | Owner | Start | Due | Effort |\n"
        "| Write | Ana | 2026-11-22 | 2026-11-28 | 4 |\n| Post | Ana | 2026-11-22 | 2026-11-28 | 3 |\n"
        "| Rest | Ben | 2026-11-22 | 2026-11-28 | 1 |",
        Settings(first_day_of_week="sunday"),
    )
    assert [(week.person, week.week) for week in found.overloaded] == [("Ana", date(2026, 11, 22))]
    assert "(7 days of work in week of 22 Nov)" in found.handovers[0].sentence


def test_where_nobody_of_the_team_has_room_nothing_is_proposed() -> None:
    found = proposed_of("""
        Steps
        | Step               | Owner | Start      | Due        | Effort | % complete |
        | Write caption copy | Ana   | 2026-11-23 | 2026-11-27 | 4      | 0%         |
        | Write the release  | Ana   | 2026-11-23 | 2026-11-27 | 3      | 0%         |
        | Cut the film       | Ben   | 2026-11-23 | 2026-11-27 | 1      | 0%         |
        People
        | Name | Team    | Capacity | Away from  | Away to    |
        | Ana  | Content | 5        |            |            |
        | Ben  | Content | 5        | 2026-11-25 | 2026-11-27 |
        | Cleo | Web     | 5        |            |            |
        """)
    assert not found.handovers
    assert [(week.person, week.work) for week in found.unsolved] == [("Ana", 7.0)]


def test_steps_without_effort_count_in_the_week_they_are_due() -> None:
    rows = "".join(f"| Step {n} | Ana | 2026-11-27 |\n" for n in range(4))
    found = proposed_of(f"Steps\n| Step | Owner | Due |\n{rows}| Rest | Ben | 2026-12-18 |")
    assert [one.sentence for one in found.handovers] == [
        "move “Step 0” from Ana (4 due in week 48) to Ben (0 due): it fits, and its due date Fri 27 Nov 2026 is kept"
    ]


def test_a_date_that_cannot_hold_gets_one_that_can_and_what_it_means() -> None:
    found = proposed_of("""
        Goals
        | ID | Goal       | Due        |
        | G1 | Open shop  | 2026-12-18 |
        Steps
        | ID | Goal | Step        | Owner | Start      | Due        | % complete | Depends on |
        | S1 | G1   | Book studio | Ana   | 2026-11-02 | 2026-11-24 | 10%        |            |
        | S2 | G1   | Shoot       | Ben   | 2026-11-25 | 2026-12-04 | 0%         | S1         |
        """)
    first = next(one for one in found.dates if one.step.name == "Book studio")
    assert first.proposed > first.due
    assert "“Shoot” can start only after it" in first.sentence
    assert "the goal's due date Fri 18 Dec 2026" in first.sentence
