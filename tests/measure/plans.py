"""Plans for property tests: random, but such as people write."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.layout.table import Layout
from goalsheet.plan.model import Dependency, Goal, LifeCycle, Plan, Step

AS_OF = date(2026, 11, 20)
FIELDS = ("step", "goal", "owner", "start", "due", "status", "percent", "depends_on")
days = st.integers(-60, 60).map(lambda n: AS_OF + timedelta(n))
shares = st.sampled_from([0.0, 0.1, 0.25, 0.4, 0.5, 0.75, 0.9])
words = st.sampled_from([None, None, LifeCycle.NOT_STARTED, LifeCycle.IN_PROGRESS, LifeCycle.DONE, LifeCycle.CANCELLED])


def step(number: int, **said: Any) -> Step:
    home = CellRef("Steps", number + 2, 1)
    given = {"key": f"S{number}", "id": f"S{number}", "name": f"Step {number}", "goal_key": "G0", **said}
    return Step(cells={name: CellRef("Steps", number + 2, n) for n, name in enumerate(FIELDS, 1)}, home=home, **given)


def goal(number: int, **said: Any) -> Goal:
    home = CellRef("Goals", number + 2, 1)
    given = {"key": f"G{number}", "id": f"G{number}", "name": f"Goal {number}", **said}
    return Goal(
        cells={name: CellRef("Goals", number + 2, n) for n, name in enumerate(("goal", "due"), 1)}, home=home, **given
    )


def plan(goals: list[Goal], steps: list[Step], **more: Any) -> Plan:
    return Plan(title="A plan", layout=Layout(()), goals=tuple(goals), steps=tuple(steps), **more)


@st.composite
def steps(draw: st.DrawFn, number: int, goals: int) -> Step:
    start, due = draw(st.one_of(st.none(), days)), draw(st.one_of(st.none(), days, days, days))
    if start and due and start > due:
        start, due = due, start
    word = draw(words)
    done_on = draw(st.one_of(st.none(), days.filter(lambda d: d <= AS_OF))) if word is LifeCycle.DONE else None
    before = draw(st.lists(st.integers(0, max(number - 1, 0)), max_size=2, unique=True)) if number else []
    return step(
        number,
        goal_key=f"G{draw(st.integers(0, goals - 1))}",
        start=start,
        due=due,
        percent=draw(st.one_of(st.none(), shares, shares)),
        life_cycle=word,
        done_on=done_on,
        weight=draw(st.one_of(st.none(), st.sampled_from([1.0, 2.0, 9.0]))),
        owners=draw(st.sampled_from([(), ("Ana",), ("Ben",), ("Ana", "Ben")])),
        team=draw(st.sampled_from([None, "Web", "Shop"])),
        depends_on=tuple(Dependency(f"S{n}", f"S{n}", lag=draw(st.integers(0, 2))) for n in before if n != number),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """One to four goals, one below the other or not, and up to twelve steps."""
    count = draw(st.integers(1, 4))
    goals = [
        goal(
            n,
            start=draw(st.one_of(st.none(), days.filter(lambda d: d <= AS_OF))),
            due=draw(st.one_of(st.none(), days.filter(lambda d: d > AS_OF - timedelta(5)))),
            parent_key=f"G{draw(st.integers(0, n - 1))}" if n and draw(st.booleans()) else None,
        )
        for n in range(count)
    ]
    return plan(goals, [draw(steps(n, count)) for n in range(draw(st.integers(1, 12)))])
