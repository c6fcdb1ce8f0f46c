"""What every computation starts from: the plan, the day, the calendars, each item's dates, and its metric."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from goalsheet.cells import CellRef
from goalsheet.folding import fold
from goalsheet.measure.metrics import MetricView, view
from goalsheet.measure.model import Past
from goalsheet.measure.working_calendar import Calendar, calendar_of
from goalsheet.plan.dates import shifted
from goalsheet.plan.model import CheckIn, Commitment, Goal, GoalKind, KeyResult, LifeCycle, Plan, Step
from goalsheet.rounding import at_least
from goalsheet.settings import Settings
from goalsheet.thresholds import limits

AnyWork = Goal | Step | KeyResult


@dataclass(frozen=True, slots=True)
class Window:
    """An item's dates as computed with: its own, or those it takes over (see `PlanAsOf.window`)."""

    start: date | None
    due: date | None


@dataclass(frozen=True)
class PlanAsOf:
    """The plan as of a day. `past` is what earlier reports saw, `slips` due dates that are not believed."""

    plan: Plan
    settings: Settings
    as_of: date
    past: Past = field(default_factory=dict)
    slips: Mapping[str, date] = field(default_factory=dict)

    @cached_property
    def limits(self) -> Mapping[str, float]:
        return limits(self.settings.thresholds, self.settings.profile)

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.plan, self.settings)

    # Kept because most items have one of few sets of owners, and a calendar without absences counts its days anew.
    @cached_property
    def _calendars(self) -> dict[tuple[str, ...], Calendar]:
        return {(): self.calendar}

    def calendar_for(self, owners: tuple[str, ...]) -> Calendar:
        """The calendar of an item's owners: days on which every one of them is away do not count."""
        known = self._calendars.get(owners)
        if known is None:
            away = frozenset.intersection(*(self._away(owner) for owner in owners))
            known = self._calendars[owners] = self.calendar.without(away) if away else self.calendar
        return known

    def _away(self, owner: str) -> frozenset[date]:
        person = self.plan.person(owner)
        if person is None or self.settings.calendar == "calendar":
            return frozenset()
        first, last = self.span
        days: set[date] = set()
        for start, end in person.away:
            start, end = max(start, first), min(end, last)
            days.update(shifted(start, n) for n in range((end - start).days + 1))
        return frozenset(days)

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and last day of the plan, as of included."""
        days = [day for item in self.plan.work for day in (item.start, item.due) if day]
        return min([*days, self.as_of]), max([*days, self.as_of])

    @cached_property
    def goals_upward(self) -> tuple[Goal, ...]:
        """Every goal once, children before their parents (a goal that is its own ancestor comes somewhere)."""
        order: list[Goal] = []
        seen: set[str] = set()
        for goal in self.plan.goals:
            order.extend(_upward(self.plan, goal, seen))
        return tuple(order)

    @cached_property
    def _windows(self) -> dict[str, Window]:
        windows = {step.key: Window(step.start, step.due) for step in self.plan.steps}
        for goal in self.goals_upward:
            windows[goal.key] = self._goal_window(goal, windows)
        for result in self.plan.key_results:
            goal_window = windows.get(result.goal_key or "", Window(None, None))
            windows[result.key] = Window(result.start or goal_window.start, result.due or goal_window.due)
        return windows

    def _goal_window(self, goal: Goal, windows: Mapping[str, Window]) -> Window:
        results = [r for r in self.plan.key_results_of(goal) if goal.implicit]
        below = [windows[part.key] for part in self.parts(goal) if part.key in windows]
        below += [Window(result.start, result.due) for result in results]
        starts = [window.start for window in below if window.start]
        dues = [window.due for window in below if window.due]
        due = max(dues, default=None) if goal.implicit else None
        return Window(goal.start or min(starts, default=None), goal.due or due)

    def window(self, item: AnyWork) -> Window:
        """Its dates. A key result without takes its goal's; a goal without a start the first start below it; a goal
        that has no row of its own the last due date below it."""
        return self._windows[item.key]

    def parts(self, goal: Goal) -> tuple[Step | Goal, ...]:
        """What a goal is rolled up from: its steps and child goals, without cancelled ones."""
        return self._parts[goal.key]

    @cached_property
    def _parts(self) -> dict[str, tuple[Step | Goal, ...]]:
        """A child that comes not before its parent closes a circle of parents, and is no part of it."""
        parts: dict[str, tuple[Step | Goal, ...]] = {}
        for goal in self.goals_upward:
            children = (child for child in self.plan.children_of(goal) if child.key in parts)
            below: tuple[Step | Goal, ...] = (*self.plan.steps_of(goal), *children)
            parts[goal.key] = tuple(part for part in below if part.life_cycle is not LifeCycle.CANCELLED)
        return parts

    # Kept because signals, progress and forecast ask the same metric, and its slope runs over all its readings.
    @cached_property
    def _views(self) -> dict[str, MetricView | None]:
        return {}

    def metric(self, item: AnyWork) -> MetricView | None:
        """The metric a goal or key result is judged by, as of the day."""
        if isinstance(item, Step) or item.measure is None:
            return None
        if item.key not in self._views:
            window = self.window(item)
            readings = self.plan.readings_of(item)
            self._views[item.key] = view(item.measure, readings, window.start, window.due, self.as_of, self.mark(item))
        return self._views[item.key]

    @cached_property
    def unread(self) -> frozenset[CellRef]:
        """The cells that could not be read: they are not blank."""
        return self.plan.unread

    def due_unread(self, item: AnyWork) -> bool:
        """Whether its due cell holds something that could not be read."""
        return "due" in item.cells and item.cells["due"] in self.unread

    def check_ins(self, item: AnyWork) -> tuple[CheckIn, ...]:
        """Its check-ins up to the day, oldest first."""
        return tuple(c for c in self.plan.check_ins_of(item) if c.date <= self.as_of)

    def is_done(self, item: AnyWork) -> bool:
        """Done by its owner's word; without one: a done date that has come, 100 %, or a target reached.

        A goal without a word of its own is done when its metric reached its target and no step of it is overdue, or,
        without a metric, when all below it is done.
        """
        if item.life_cycle is not None:
            return item.life_cycle is LifeCycle.DONE
        if isinstance(item, Step):
            return (item.done_on is not None and item.done_on <= self.as_of) or (item.percent or 0) >= 1
        return self._goals_done[item.key] if isinstance(item, Goal) else self._reached(item)

    @cached_property
    def _by_name(self) -> Mapping[str, AnyWork]:
        names = ((name, item) for item in self.plan.work for name in (item.id, item.name) if name)
        return {fold(name): item for name, item in names}

    def is_done_by_name(self, name: str) -> bool:
        """Whether an item of that ID or name is done; False where none has it."""
        item = self._by_name.get(fold(name))
        return item is not None and self.is_done(item)

    def mark(self, item: AnyWork) -> float:
        """The grade that counts as reached: 1.0, and 0.7 for what is aspirational. Source: Google re:Work, OKRs."""
        goal = self.plan.by_key.get(item.goal_key or "") if isinstance(item, KeyResult) else item
        aspirational = isinstance(goal, Goal) and goal.commitment is Commitment.ASPIRATIONAL
        return self.limits["okr aspirational" if aspirational else "okr committed"]

    def _enough(self, item: Goal | KeyResult, grade: float) -> bool:
        """Whether a grade is as good as done: all of it; once its time is up, its mark."""
        due = self.window(item).due
        over = due is not None and self.as_of >= due
        return grade >= 1 or (over and at_least(grade, self.mark(item)))

    def _reached(self, item: Goal | KeyResult) -> bool:
        metric = self.metric(item)
        if metric is not None and metric.keep:
            return metric.reached
        if isinstance(item, KeyResult) and item.score is not None:
            return self._enough(item, item.score)
        if metric is not None and metric.attainment is not None:
            return self._enough(item, metric.attainment)
        if metric is not None and metric.missed:
            return False
        return (metric is not None and metric.reached) or self._enough(item, item.percent or 0.0)

    def target_reached(self, item: AnyWork) -> bool:
        """Whether its metric is at its target (or mark, once due), whatever its owner says of the work."""
        metric = self.metric(item)
        if isinstance(item, Step) or metric is None or metric.keep:
            return False
        return metric.reached or (metric.attainment is not None and self._enough(item, metric.attainment))

    def still_open(self, goal: Goal) -> tuple[Step, ...]:
        """Its own steps that are neither done nor cancelled nor on hold."""
        steps = (part for part in self.parts(goal) if isinstance(part, Step))
        return tuple(s for s in steps if not self.is_done(s) and s.life_cycle is not LifeCycle.ON_HOLD)

    def left_overdue(self, goal: Goal) -> bool:
        """Whether a step of it is overdue: then a target reached does not by itself make it done."""
        return any(step.due is not None and step.due < self.as_of for step in self.still_open(goal))

    @cached_property
    def _goals_done(self) -> dict[str, bool]:
        done: dict[str, bool] = {}
        for goal in self.goals_upward:
            done[goal.key] = goal.done if goal.life_cycle is not None else self._all_done(goal, done)
        return done

    def _all_done(self, goal: Goal, done: Mapping[str, bool]) -> bool:
        if goal.kind is GoalKind.SOFT:
            return False
        if (metric := self.metric(goal)) is not None and (metric.attainment is not None or metric.reached):
            return self._reached(goal) and not self.left_overdue(goal)
        results = self.plan.key_results_of(goal)
        below = [self.is_done(r) for r in results if r.life_cycle is not LifeCycle.CANCELLED]
        below = below or [
            done.get(part.key, False) if isinstance(part, Goal) else self.is_done(part) for part in self.parts(goal)
        ]
        return all(below) if below else self._reached(goal)


def _upward(plan: Plan, root: Goal, seen: set[str]) -> Iterator[Goal]:
    """The goals below a goal, then itself, leaving out what was seen; without recursion, for hierarchies of any
    depth."""
    stack = [(root, False)]
    while stack:
        goal, opened = stack.pop()
        if opened:
            yield goal
        elif goal.key not in seen:
            seen.add(goal.key)
            stack.append((goal, True))
            stack.extend((child, False) for child in reversed(plan.children_of(goal)))
