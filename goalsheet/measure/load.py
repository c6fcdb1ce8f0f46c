"""How much work is planned for people in the days ahead, and how much they can do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goalsheet.folding import fold
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.measure.progress import Ledger
from goalsheet.measure.track_record import group_of
from goalsheet.plan.dates import shifted
from goalsheet.plan.model import LifeCycle, Step

FULL_WEEK = 5.0
HOURS_A_DAY = 8.0


@dataclass(frozen=True, slots=True)
class Load:
    """Days of work planned up to `until`, the days there are, and whose they are."""

    planned: float
    capacity: float
    until: date
    people: tuple[str, ...] = ()


def effort_days(plan_as_of: PlanAsOf, step: Step) -> float | None:
    """A step's effort in days of work."""
    hours = plan_as_of.settings.effort_unit == "hours"
    return None if step.effort is None else step.effort / (HOURS_A_DAY if hours else 1.0)


def capacity(plan_as_of: PlanAsOf, name: str, first: date, last: date) -> float:
    """The days a person works between two days, both included: days of the calendar, less absences, for part-time less.

    Who is not on the People sheet works full weeks.
    """
    person = plan_as_of.plan.person(name)
    share = 1.0 if person is None or person.capacity is None else person.capacity / FULL_WEEK
    return plan_as_of.calendar_for((name,)).days(first, last) * share


def planned_work(plan_as_of: PlanAsOf, ledger: Ledger, step: Step, last: date) -> float:
    """The days of work left in a step that fall between tomorrow and a day, spread evenly over its time up to due."""
    effort, due = effort_days(plan_as_of, step), step.due
    if effort is None or due is None:
        return 0.0
    tomorrow = shifted(plan_as_of.as_of, 1)
    first = max(step.start or tomorrow, tomorrow)
    left = effort * (1 - (ledger.of[step.key].actual or 0.0))
    whole = plan_as_of.calendar.days(first, due)
    if first > last or not whole:
        return left if due < tomorrow or (not whole and first <= last) else 0.0
    return left * plan_as_of.calendar.days(first, min(due, last)) / whole


def loads_of(plan_as_of: PlanAsOf, ledger: Ledger) -> Mapping[str, Load]:
    """The load of every group (or person, or none, as `load_by` says) that has steps with an effort."""
    by = plan_as_of.settings.load_by
    if by == "off" or not any(step.effort for step in plan_as_of.plan.steps):
        return {}
    last = shifted(plan_as_of.as_of, int(plan_as_of.limits["overload days"]))
    planned: dict[str, float] = {}
    members: dict[str, set[str]] = {}
    for step in plan_as_of.plan.steps:
        if plan_as_of.is_done(step) or step.life_cycle in (LifeCycle.CANCELLED, LifeCycle.ON_HOLD):
            continue
        work, names = planned_work(plan_as_of, ledger, step, last), load_names(plan_as_of, step)
        for name in names:
            planned[name] = planned.get(name, 0.0) + work / len(names)
            members.setdefault(name, set()).update(step.owners if by == "group" else (name,))
    return {
        name: Load(work, _capacity(plan_as_of, people, last), last, people)
        for name, work in planned.items()
        if (people := _people(plan_as_of, name, members[name]))
    }


def load_names(plan_as_of: PlanAsOf, step: Step) -> tuple[str, ...]:
    """Whose load a step is: its group's, or each of its owners'."""
    if plan_as_of.settings.load_by == "person":
        return tuple(person.name if (person := plan_as_of.plan.person(o)) else o for o in step.owners)
    return (group_of(plan_as_of, step),)


def _people(plan_as_of: PlanAsOf, group: str, owners: Iterable[str]) -> tuple[str, ...]:
    """Of a group that owns something all people of its team on the People sheet and all who own something, once."""
    names = {person.name if (person := plan_as_of.plan.person(owner)) else owner for owner in owners}
    if names and plan_as_of.settings.load_by == "group" and group:
        names |= {person.name for person in plan_as_of.plan.people if fold(person.team or "") == group}
    return tuple(sorted(names))


def _capacity(plan_as_of: PlanAsOf, people: Iterable[str], last: date) -> float:
    return sum(capacity(plan_as_of, name, shifted(plan_as_of.as_of, 1), last) for name in people)
