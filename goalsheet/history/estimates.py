"""How long things took against how long they were planned to take, by group: a factor for the next estimate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.history.model import Snapshot
from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, number, whole
from goalsheet.plan.model import Plan, Step
from goalsheet.statuses import Status

#: Closed steps it takes to say something of a group.
ENOUGH = 3

_AS_PLANNED = translatable_plural(
    "{group}: as long as planned ({n} closed step: {took} days, planned {planned})",
    "{group}: as long as planned ({n} closed steps: {took} days, planned {planned})",
)
_TIMES = translatable_plural(
    "{group}: {factor} times as long as planned ({n} closed step: {took} days, planned {planned})",
    "{group}: {factor} times as long as planned ({n} closed steps: {took} days, planned {planned})",
)


@dataclass(frozen=True, slots=True)
class Length:
    """A closed step's days of the calendar, both ends counted: planned when it was first seen, and real."""

    key: str
    planned: int
    took: int

    @property
    def factor(self) -> float:
        return self.took / self.planned


@dataclass(frozen=True, slots=True)
class Estimate:
    """A group's closed steps together. `factor` is real ÷ planned days: multiply a plan by it."""

    group: str
    steps: int
    planned: int
    took: int

    @property
    def factor(self) -> float:
        return self.took / self.planned

    @property
    def sentence(self) -> LazyText:
        """
        >>> Estimate("Design", 7, 50, 70).sentence
        'Design: 1.4 times as long as planned (7 closed steps: 70 days, planned 50)'
        >>> Estimate("Design", 7, 81, 83).sentence
        'Design: as long as planned (7 closed steps: 83 days, planned 81)'
        """
        factor = float(f"{self.factor:.2g}")
        return counted(
            self.steps,
            *(_AS_PLANNED if factor == 1 else _TIMES),
            group=self.group,
            factor=number(factor),
            took=whole(self.took),
            planned=whole(self.planned),
        )


def lengths(plan: Plan, chains: Mapping[str, Sequence[Snapshot]], as_of: date) -> Mapping[str, Length]:
    """Planned and real length of every closed step whose dates are known."""
    found = {}
    for step in plan.steps:
        length = _length(step, chains.get(step.key, ()), as_of)
        if length:
            found[step.key] = length
    return found


def _length(step: Step, chain: Sequence[Snapshot], as_of: date) -> Length | None:
    """Planned: from its start to the due date it had when it was first seen; a plan made later is no estimate."""
    closed = next((row.as_of for row in chain if row.status == Status.DONE), None)
    done_on = step.done_on or closed
    first = next((row for row in chain if row.due is not None and row.start is not None), None)
    start, due = (first.start, first.due) if first else (step.start, step.due)
    if done_on is None or done_on > as_of or start is None or due is None or due < start or done_on < start:
        return None
    return Length(step.key, (due - start).days + 1, (done_on - start).days + 1)


def estimates(plan: Plan, closed: Mapping[str, Length]) -> tuple[Estimate, ...]:
    """By team where steps or their owners have one, else by owner; the groups that err most first."""
    groups: dict[str, list[Length]] = {}
    for step in plan.steps:
        if step.key in closed:
            for group in dict.fromkeys(_groups(plan, step)):
                groups.setdefault(group, []).append(closed[step.key])
    made = [
        Estimate(group, len(found), sum(one.planned for one in found), sum(one.took for one in found))
        for group, found in groups.items()
        if len(found) >= ENOUGH
    ]
    return tuple(sorted(made, key=lambda e: (-abs(e.factor - 1), e.group)))


def _groups(plan: Plan, step: Step) -> Iterator[str]:
    goal = plan.by_key.get(step.goal_key)
    team = step.team or (goal.team if goal else None)
    if team:
        yield team
        return
    for owner in step.owners:
        person = plan.person(owner)
        yield (person.team or person.name) if person else owner
