"""The plan as a network as of a day: what is left to do, what it waits for, and when it can be finished."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from goalsheet.measure import network
from goalsheet.measure.model import Logic
from goalsheet.measure.network import Activity, Need, Timing
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.measure.progress import Ledger
from goalsheet.plan.model import Goal, LifeCycle, Step
from goalsheet.rounding import whole_up

UNBOUND = 10**9  # the latest end of what no due date bounds


@dataclass(frozen=True)
class PlanLogic:
    """Every step that is not cancelled or on hold, as an activity: what is open lies after today, what is done behind
    it."""

    ledger: Ledger

    @property
    def plan_as_of(self) -> PlanAsOf:
        return self.ledger.plan_as_of

    @cached_property
    def next_day(self) -> int:
        """The index of the first day on which anything more can be done."""
        return self.plan_as_of.calendar.index(self.plan_as_of.as_of) + 1

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        idle = (LifeCycle.CANCELLED, LifeCycle.ON_HOLD)
        return tuple(self._activity(step) for step in self.plan_as_of.plan.steps if step.life_cycle not in idle)

    def _activity(self, step: Step) -> Activity:
        if self.plan_as_of.is_done(step):
            return Activity(step.key, 0, self._done_by(step))
        needs = tuple(self._need(d.key, d.kind, d.lag) for d in step.depends_on if d.key is not None)
        left = self.days_left(step)
        return Activity(step.key, left, self._earliest(step, left), self._deadline(step), needs)

    def _done_by(self, step: Step) -> int:
        """The index behind the day a done step was done; where nobody says which, its due date, today at the latest."""
        day = step.done_on or self._due(step) or self.plan_as_of.as_of
        return self.plan_as_of.calendar.index(min(day, self.plan_as_of.as_of)) + 1

    def _need(self, key: str, kind: str, lag: int) -> Need:
        """A need, its lag counted from the day on which what it waits for really began, where that has begun.

        The network knows of that only what is left, from the next day on.
        """
        before = self.plan_as_of.plan.by_key.get(key)
        if not isinstance(before, Step) or kind not in ("SS", "SF") or not self._begun(before) or before.start is None:
            return Need(key, kind, lag)
        seen = self._done_by(before) if self.plan_as_of.is_done(before) else self.next_day
        began = self.plan_as_of.calendar.index(self.plan_as_of.calendar.on_or_after(before.start))
        return Need(key, kind, lag - max(seen - began, 0))

    def _begun(self, step: Step) -> bool:
        """Whether it is done or at work, and its start has come."""
        begun = self.plan_as_of.is_done(step) or (self.ledger.of[step.key].actual or 0) > 0
        return begun and step.start is not None and step.start <= self.plan_as_of.as_of

    def _earliest(self, step: Step, left: int) -> int:
        """From its start on where it is not begun; from the next day on where it is, or should be.

        The last day of a step that is not overdue and has no working day left up to its due date is today: it can still
        be done in time.
        """
        calendar, due = self.plan_as_of.calendar, self._due(step)
        if (
            left == 1
            and due is not None
            and due >= self.plan_as_of.as_of
            and not calendar.until(self.plan_as_of.as_of, due)
        ):
            return self.next_day - 1
        if step.start is None or (self.ledger.of[step.key].actual or 0) > 0:
            return self.next_day
        return max(self.next_day, calendar.index(calendar.on_or_after(step.start)))

    def _due(self, step: Step) -> date | None:
        """Its due date, else its goal's."""
        goal = self.plan_as_of.plan.by_key.get(step.goal_key)
        return step.due or (self.plan_as_of.window(goal).due if goal is not None else None)

    def unknown(self, step: Step) -> bool:
        """Whether it should be at work and nobody says how far it is."""
        progress = self.ledger.of[step.key]
        begun = step.life_cycle is LifeCycle.IN_PROGRESS or step.start is None or step.start <= self.plan_as_of.as_of
        return progress.actual is None and begun

    def days_left(self, step: Step) -> int:
        """What is left of its planned length; where its progress is unknown it is taken as on plan: the days up to due;
        1 at least.

        A step without both dates is taken to last a day.
        """
        calendar, actual = self.plan_as_of.calendar, self.ledger.of[step.key].actual
        if step.start is None or step.due is None or step.due < step.start:
            return 1
        length = max(calendar.days(step.start, step.due), 1)
        if actual is None:
            return max(min(length, calendar.until(self.plan_as_of.as_of, step.due)), 1)
        return max(whole_up(length * (1 - actual)), 1)

    def _deadline(self, step: Step) -> int | None:
        goal = self.plan_as_of.plan.by_key.get(step.goal_key)
        due = self.plan_as_of.window(goal).due if goal is not None else None
        return None if due is None else self.plan_as_of.calendar.index(due) + 1

    @cached_property
    def timings(self) -> Mapping[str, Timing]:
        return network.schedule(self.activities, UNBOUND)

    @cached_property
    def _sure(self) -> tuple[Activity, ...]:
        """The activities in order, as if what nobody says the progress of took no time: what follows does not rest on a
        guess."""
        return network.in_order(self._without(a) if self._guessed(a.key) else a for a in self.activities)[0]

    def _without(self, activity: Activity) -> Activity:
        return replace(activity, duration=0)

    def _guessed(self, key: str) -> bool:
        step = self.plan_as_of.plan.by_key[key]
        return isinstance(step, Step) and self.unknown(step)

    @cached_property
    def sure_ends(self) -> Mapping[str, int]:
        """The end of every step by what is known alone."""
        return {key: end for key, (_, end) in network.forward(self._sure).items()}

    @cached_property
    def sure_goal_ends(self) -> Mapping[str, float]:
        return self._goal_ends(self.sure_ends)

    @cached_property
    def squeezed_goal_ends(self) -> Mapping[str, float]:
        """The end of every goal by what is known alone, were each step begun at once and to need only a share of its
        planned time."""
        known = (a if self.ledger.of[a.key].actual is not None else self._without(a) for a in self.activities)
        at_once = (replace(activity, earliest=min(activity.earliest, self.next_day)) for activity in known)
        ends = network.squeezed(network.in_order(at_once)[0], self.plan_as_of.limits["squeeze"])
        return self._goal_ends({key: end for key, (_, end) in ends.items()})

    def finish(self, step: Step) -> date | None:
        """The last day of a step by the plan's logic; None for what is not open."""
        timing = self.timings.get(step.key)
        if timing is None or self.plan_as_of.is_done(step):
            return None
        return self.day_of(timing.end)

    def day_of(self, end: float) -> date:
        """The last day of what ends so; today at the soonest."""
        return max(self.plan_as_of.calendar.day(whole_up(end) - 1), self.plan_as_of.as_of)

    @cached_property
    def goal_ends(self) -> Mapping[str, float]:
        """The end of the last open step of every goal, its child goals included, as an index."""
        return self._goal_ends({key: timing.end for key, timing in self.timings.items()})

    def _goal_ends(self, ends: Mapping[str, float]) -> Mapping[str, float]:
        found: dict[str, float] = {}
        for goal in self.plan_as_of.goals_upward:
            below = [self._end(part, ends, found) for part in self.plan_as_of.parts(goal)]
            known = [end for end in below if end is not None]
            if known:
                found[goal.key] = max(known)
        return found

    def _end(self, part: Step | Goal, ends: Mapping[str, float], goals: Mapping[str, float]) -> float | None:
        if self.plan_as_of.is_done(part):
            return None
        return goals.get(part.key) if isinstance(part, Goal) else ends.get(part.key)

    def goal_finish(self, goal: Goal) -> date | None:
        """The last day of a goal by the plan's logic; None where nothing of it is open."""
        end = self.goal_ends.get(goal.key)
        return None if end is None else self.day_of(end)

    def last_step(self, goal: Goal) -> Step | None:
        """The first of the goal's own open steps that ends last of all below it; None where that lies further below."""
        end = self.goal_ends.get(goal.key)
        steps = (
            part for part in self.plan_as_of.parts(goal) if isinstance(part, Step) and not self.plan_as_of.is_done(part)
        )
        return next((step for step in steps if step.key in self.timings and self.timings[step.key].end == end), None)

    @cached_property
    def critical(self) -> frozenset[str]:
        """Open steps without float up to the due date of their goal, or of a goal that waits for them."""
        return network.critical(self.timings) & self.open

    @cached_property
    def open(self) -> frozenset[str]:
        return frozenset(step.key for step in self.plan_as_of.plan.steps if not self.plan_as_of.is_done(step))

    def of_steps(self) -> Mapping[str, Logic]:
        """The dates and float of every open step."""
        day = self.plan_as_of.calendar.day
        found: dict[str, Logic] = {}
        for key, timing in self.timings.items():
            if key in self.open:
                bound = timing.late_end < UNBOUND // 2
                late = day(timing.late_end - 1) if bound else None
                slack = timing.float if bound else None
                found[key] = Logic(
                    self.day_of(timing.start + 1), self.day_of(timing.end), late, slack, key in self.critical
                )
        return found
