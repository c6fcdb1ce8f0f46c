"""Each person's work week by week: what is planned of open steps against what they can do, absences counted.

Where no step has an effort, steps count by themselves, each in the week it is due.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from goalsheet.folding import fold
from goalsheet.measure.load import FULL_WEEK, capacity, effort_days
from goalsheet.measure.model import Measured
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.plan.dates import shifted
from goalsheet.plan.model import LifeCycle, Step
from goalsheet.rounding import at_least

WEEKS_AHEAD = 8
#: What one person closes in a full week, where steps have no effort.
STEPS_A_WEEK = 3.0


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """A person's week, by its first day: work and capacity in `unit` (days of work, or steps), and the steps in it."""

    person: str
    week: date
    work: float
    capacity: float
    steps: tuple[str, ...]
    unit: str

    @property
    def overloaded(self) -> bool:
        return not at_least(self.capacity, self.work)


@dataclass
class Workload:
    """Who has how much to do in which week. `spread` maps a step's key to its work in each week, for its one owner."""

    plan_as_of: PlanAsOf
    unit: str
    weeks: tuple[date, ...]
    spread: Mapping[str, Mapping[date, float]]
    owners: dict[str, tuple[str, ...]]
    work: dict[tuple[str, date], float] = field(default_factory=dict)
    _room: dict[tuple[str, date], float] = field(default_factory=dict)

    def room(self, person: str, week: date) -> float:
        """What a person can do in a week at most."""
        key = (person, week)
        if key not in self._room:
            first = max(week, shifted(self.plan_as_of.as_of, 1))
            days = capacity(self.plan_as_of, person, first, shifted(week, 6))
            share = 1.0 if self.unit == "days" else STEPS_A_WEEK / FULL_WEEK
            self._room[key] = days * share * self.plan_as_of.limits["overload"]
        return self._room[key]

    def overloaded(self, person: str, week: date) -> bool:
        return not at_least(self.room(person, week), self.work.get((person, week), 0.0))

    def give(self, step: str, person: str) -> None:
        """Make a person the only owner of a step."""
        for owner in self.owners[step]:
            for week, amount in self.spread[step].items():
                self.work[owner, week] -= amount / len(self.owners[step])
        self.owners[step] = (person,)
        for week, amount in self.spread[step].items():
            self.work[person, week] = self.work.get((person, week), 0.0) + amount

    def fits(self, step: str, person: str) -> bool:
        """Whether a person could do a step besides all they have, in every week of it."""
        return all(
            at_least(self.room(person, week), self.work.get((person, week), 0.0) + amount)
            for week, amount in self.spread[step].items()
        )

    def person_weeks(self) -> tuple[PersonWeek, ...]:
        """Every person's weeks with work in them, in the order of weeks and names."""
        steps: dict[tuple[str, date], list[str]] = {}
        for step, owners in self.owners.items():
            for owner in owners:
                for week in self.spread[step]:
                    steps.setdefault((owner, week), []).append(step)
        return tuple(
            PersonWeek(person, week, self.work[person, week], self.room(person, week), tuple(found), self.unit)
            for (person, week), found in sorted(steps.items(), key=lambda entry: (entry[0][1], entry[0][0]))
        )


def workload(plan_as_of: PlanAsOf, measured: Measured) -> Workload:
    """The work of everybody who owns an open step, from tomorrow for eight weeks."""
    steps = [step for step in plan_as_of.plan.steps if _counts(plan_as_of, step)]
    by_days = any(step.effort for step in plan_as_of.plan.steps)
    first = plan_as_of.settings.rhythm.week_begins(plan_as_of.calendar.on_or_after(shifted(plan_as_of.as_of, 1)))
    weeks = tuple(shifted(first, 7 * n) for n in range(WEEKS_AHEAD))
    spread = {
        step.key: dict(_spread(plan_as_of, measured, step, weeks) if by_days else _due_week(plan_as_of, step, weeks))
        for step in steps
    }
    owners = {step.key: _names(plan_as_of, step) for step in steps if spread[step.key]}
    made = Workload(plan_as_of, "days" if by_days else "steps", weeks, spread, owners)
    for step, names in owners.items():
        for name in names:
            for week, amount in spread[step].items():
                made.work[name, week] = made.work.get((name, week), 0.0) + amount / len(names)
    return made


def _counts(plan_as_of: PlanAsOf, step: Step) -> bool:
    settled = step.life_cycle in (LifeCycle.CANCELLED, LifeCycle.ON_HOLD)
    return bool(step.owners) and step.due is not None and not settled and not plan_as_of.is_done(step)


def _names(plan_as_of: PlanAsOf, step: Step) -> tuple[str, ...]:
    found = (plan_as_of.plan.person(owner) for owner in step.owners)
    named = (person.name if person else owner for person, owner in zip(found, step.owners, strict=True))
    return tuple(dict.fromkeys(named))


def _due_week(plan_as_of: PlanAsOf, step: Step, weeks: tuple[date, ...]) -> Iterator[tuple[date, float]]:
    """What is overdue is to be done in the first week."""
    week = max(plan_as_of.settings.rhythm.week_begins(step.due), weeks[0]) if step.due else shifted(weeks[-1], 7)
    if week <= weeks[-1]:
        yield week, 1.0


def _spread(
    plan_as_of: PlanAsOf, measured: Measured, step: Step, weeks: tuple[date, ...]
) -> Iterator[tuple[date, float]]:
    """The days of work left, evenly over the working days up to due; where due has passed all in the first week."""
    effort = effort_days(plan_as_of, step)
    if not effort or step.due is None:
        return
    left = effort * (1 - (measured.of(step.key).progress.actual or 0.0))
    tomorrow = shifted(plan_as_of.as_of, 1)
    first = max(step.start or tomorrow, tomorrow)
    whole = plan_as_of.calendar.days(first, step.due)
    if at_least(0.0, left):
        return
    if not whole:
        yield max(plan_as_of.settings.rhythm.week_begins(step.due), weeks[0]), left
        return
    for week in weeks:
        days = plan_as_of.calendar.days(max(first, week), min(step.due, shifted(week, 6)))
        if days > 0:
            yield week, left * days / whole


def teams(plan_as_of: PlanAsOf) -> Mapping[str, str]:
    """The team of everybody who has one, by name: within it work can be handed over. A plan that knows no teams is one
    team."""
    plan = plan_as_of.plan
    team: dict[str, str] = {}
    for step in plan.steps:
        goal = plan.by_key.get(step.goal_key)
        for name in _names(plan_as_of, step):
            team.setdefault(name, fold(step.team or (goal.team if goal else None) or ""))
    for person in plan.people:
        team[person.name] = fold(person.team or team.get(person.name) or "")
    one_team = not any(team.values())
    return {name: own for name, own in team.items() if own or one_team}
