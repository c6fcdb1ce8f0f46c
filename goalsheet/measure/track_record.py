"""A group's record: how many of the last items it closed were late."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goalsheet.folding import fold
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg, whole
from goalsheet.measure.plan_as_of import AnyWork, PlanAsOf
from goalsheet.plan.model import Goal, KeyResult, Step

LONGEST_RECORD = 30  # a forecast looks at no more of a group's last finished items


@dataclass(frozen=True, slots=True)
class Closed:
    """An item that was finished: when it was due, when it was done, and the days of the calendar it was planned for
    and took."""

    done_on: date
    due: date
    planned: int | None = None
    took: int | None = None

    @property
    def late(self) -> bool:
        return self.done_on > self.due


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The last items a group closed, and how many of them late."""

    closed: int
    late: int

    def late_share(self, unknown: float = 0.5) -> float:
        """`(late + 1) / (closed + 2)`: an unknown record is a half. Source: Laplace's rule of succession.

        >>> TrackRecord(5, 1).late_share(), TrackRecord(0, 0).late_share()
        (0.2857142857142857, 0.5)
        """
        return (self.late + 1) / (self.closed + 2) if self.closed else unknown


def record_words(record: TrackRecord) -> LazyText:
    """
    >>> record_words(TrackRecord(1, 1)), record_words(TrackRecord(5, 2)), record_words(TrackRecord(3, 0))
    ("the group's last finished item was late", "2 of the group's last 5 finished items were late", \
"none of the group's last 3 finished items was late")
    """
    if record.closed == 1:
        if record.late:
            return msg("the group's last finished item was late")
        return msg("the group's last finished item was in time")
    items = whole(record.closed)
    if not record.late:
        return msg("none of the group's last {items} finished items was late", items=items)
    return counted(
        record.late,
        "{n} of the group's last {items} finished items was late",
        "{n} of the group's last {items} finished items were late",
        items=items,
    )


def group_of(plan_as_of: PlanAsOf, item: AnyWork) -> str:
    """Whose record counts: the team's (its own, else its goal's), else that of all who have no team; or its first
    owner's."""
    if plan_as_of.settings.record_by == "person":
        return fold(item.owners[0]) if item.owners else ""
    above = None if isinstance(item, Goal) else plan_as_of.plan.by_key.get(item.goal_key or "")
    return fold(item.team or (above.team if above else None) or "")


def closing_day(plan_as_of: PlanAsOf, item: AnyWork) -> date | None:
    """When a finished item was done: a step's own date; a goal's, the last one below it. A day to come is none."""
    if isinstance(item, KeyResult):
        return None
    steps = (item,) if isinstance(item, Step) else (part for part in plan_as_of.parts(item) if isinstance(part, Step))
    return max((step.done_on for step in steps if step.done_on and step.done_on <= plan_as_of.as_of), default=None)


def closed_items(plan_as_of: PlanAsOf, items: tuple[Step, ...] | tuple[Goal, ...]) -> Mapping[str, tuple[Closed, ...]]:
    """The finished items of each group whose due and done dates are known, in the order of finishing."""
    groups: dict[str, list[Closed]] = {}
    for item in items:
        window, done_on = plan_as_of.window(item), closing_day(plan_as_of, item)
        if done_on is None or window.due is None or not plan_as_of.is_done(item):
            continue
        planned = took = None
        if window.start and window.start <= min(window.due, done_on):
            planned = plan_as_of.calendar.days(window.start, window.due)
            took = plan_as_of.calendar.days(window.start, done_on)
        groups.setdefault(group_of(plan_as_of, item), []).append(Closed(done_on, window.due, planned, took))
    return {name: tuple(sorted(group, key=lambda c: (c.done_on, c.due))) for name, group in groups.items()}


@dataclass(frozen=True)
class TrackRecords:
    """The closed items of every group: steps' and goals' apart. A goal has the record of its group's steps, for it is
    these that it waits for, and that of goals only where no step is known: so closing one goal changes no other."""

    plan_as_of: PlanAsOf
    steps: Mapping[str, tuple[Closed, ...]] = field(default_factory=dict)
    goals: Mapping[str, tuple[Closed, ...]] = field(default_factory=dict)
    _ratios: dict[tuple[bool, str], tuple[float, ...]] = field(default_factory=dict)

    def closed(self, item: AnyWork) -> tuple[Closed, ...]:
        if self.plan_as_of.settings.record_by == "off":
            return ()
        group = group_of(self.plan_as_of, item)
        return self.steps.get(group, ()) or (() if isinstance(item, Step) else self.goals.get(group, ()))

    def ratios(self, item: AnyWork) -> tuple[float, ...]:
        """Real over planned length of what the item's group finished last, in order of size."""
        key = (isinstance(item, Step), group_of(self.plan_as_of, item))
        if key not in self._ratios:
            closed = self.closed(item)[-LONGEST_RECORD:]
            self._ratios[key] = tuple(sorted(c.took / c.planned for c in closed if c.planned and c.took))
        return self._ratios[key]

    def of(self, item: AnyWork) -> TrackRecord:
        last = self.closed(item)[-int(self.plan_as_of.limits["record length"]) :]
        return TrackRecord(len(last), sum(closed.late for closed in last))


def records_of(plan_as_of: PlanAsOf) -> TrackRecords:
    return TrackRecords(
        plan_as_of, closed_items(plan_as_of, plan_as_of.plan.steps), closed_items(plan_as_of, plan_as_of.plan.goals)
    )
