"""When things will be finished: by their own pace, by their group's record, by the plan's logic.

A forecast says what it is, and a step has one: no sooner than the plan's logic. From ten finished items of its group
on, their real over planned lengths are drawn from (Monte Carlo, seeded by the content: the same plan always gives the
same dates); before that the item's own pace, and where that tells nothing the plan's logic.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, counted, msg
from goalsheet.measure import network
from goalsheet.measure.critical_path import PlanLogic
from goalsheet.measure.earned import steps_schedule
from goalsheet.measure.model import Forecast
from goalsheet.measure.network import Activity
from goalsheet.measure.plan_as_of import AnyWork, PlanAsOf
from goalsheet.measure.progress import Ledger
from goalsheet.measure.track_record import TrackRecords, closing_day
from goalsheet.plan.model import Goal, KeyResult, LifeCycle, Step
from goalsheet.rounding import whole_up

TRIALS = 1000
DRAWS = 10_000  # about so many draws for one goal: a goal of very many steps gets fewer trials,
FEWEST = 200  # but never fewer than this
LONGEST = 20  # no forecast lies further ahead than so many times the planned length

BY_PACE = msg("at the present pace")
BY_METRIC = msg("at the pace of its readings")
BY_LOGIC = msg("by the plan")
BY_WAIT = msg("at the pace of what it waits for")
DONE = msg("done")


def quantile(values: Sequence[int], share: float) -> int:
    """The smallest value that at least this share of the values do not exceed; values in order.

    >>> quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.8)
    (2, 4)
    """
    return values[max(whole_up(share * len(values)), 1) - 1]


def days_of(length: float) -> int:
    """Whole days that hold so much work: begun days count."""
    return whole_up(length)


def simulated(parts: Iterable[Sequence[int]], seed: str) -> list[int]:
    """How many days from now the last of several parts is finished, in every trial, in order of size.

    Each part is given by the days from now it may take, all alike likely and in order of size; each trial draws one for
    each. Parts that can never be the last are passed over.
    """
    ends = list(parts)
    surest = max((end[0] for end in ends), default=0)
    kept = sorted(tuple(end) for end in ends if end[-1] > surest)
    trials = max(min(TRIALS, DRAWS // max(len(kept), 1)), FEWEST)
    draw = random.Random(int.from_bytes(sha256(seed.encode()).digest()[:8], "big"))
    drawn = [draw.choices(end, k=trials) for end in kept]
    return sorted(max(surest, *trial) for trial in zip(*drawn, strict=True)) or [surest]


@dataclass(frozen=True)
class Forecaster:
    """Forecasts of every item of a plan, from below."""

    ledger: Ledger
    records: TrackRecords
    logic: PlanLogic
    found: dict[str, Forecast] = field(default_factory=dict)
    drawn: dict[str, list[int]] = field(default_factory=dict)  # a step's possible ends by its own group's record
    # Kept because a step's own forecast is asked for itself, for what waits for it and for its goal, and drawn.
    _own: dict[str, Forecast] = field(default_factory=dict)

    @property
    def plan_as_of(self) -> PlanAsOf:
        return self.ledger.plan_as_of

    def chances(self, item: AnyWork) -> tuple[float, ...]:
        """The ratios of the item's group, if it finished enough."""
        found = self.records.ratios(item)
        return found if len(found) >= self.plan_as_of.limits["forecast closed"] else ()

    def made(self, item: AnyWork, finish: date | None, how: LazyText, **more: date | float | None) -> Forecast:
        due = self.plan_as_of.window(item).due
        late = None
        if finish is not None and due is not None:
            late = max(self.plan_as_of.calendar.until(due, finish), 1) if finish > due else 0
        return Forecast(finish, late, how, **more) if finish or more else Forecast()  # type: ignore[arg-type]

    def after(self, days: int) -> date | None:
        """The day so many counting days after today; None beyond the calendar's end."""
        return self.plan_as_of.calendar.add(self.plan_as_of.as_of, days) if days <= 100_000 else None

    def finish(self, item: AnyWork, days: int) -> date | None:
        """The day so many counting days after today, one at least; the last day of what is due today is today."""
        due, as_of = self.plan_as_of.window(item).due, self.plan_as_of.as_of
        last = days <= 1 and due is not None and due >= as_of and not self.plan_as_of.calendar.until(as_of, due)
        return as_of if last else self.after(max(days, 1))

    def step(self, step: Step) -> Forecast:
        """The later of what its record or pace foretells and the plan's logic, behind what it waits for: one number."""
        if step.life_cycle in (LifeCycle.CANCELLED, LifeCycle.ON_HOLD):
            return Forecast()
        if self.plan_as_of.is_done(step):
            day = closing_day(self.plan_as_of, step)
            return self.made(step, day, DONE if day else NOTHING)
        own, finish = self.own(step), self.after_waiting[step.key]
        if own.finish is None and not (step.start and step.due):
            return Forecast()
        how = own.how if own.finish is not None and own.finish >= finish else self._logic_word(step, finish)
        return self.made(step, finish, how, p50=own.p50, p80=own.p80, own=own.finish)

    def _logic_word(self, step: Step, finish: date) -> LazyText:
        planned = self.logic.finish(step)
        return BY_WAIT if planned is not None and finish > planned else BY_LOGIC

    def own(self, step: Step) -> Forecast:
        """What its group's record, else its own pace, foretells of a step by itself."""
        if step.key not in self._own:
            self._own[step.key] = self._foretold(step)
        return self._own[step.key]

    def _foretold(self, step: Step) -> Forecast:
        chances = self.chances(step)
        if chances and step.start and step.due:
            ends = self.drawn[step.key] = self.ends(step, chances)
            p50, p80 = (self.finish(step, quantile(ends, share)) for share in (0.5, 0.8))
            return self.made(step, p50, _by_record(chances), p50=p50, p80=p80)
        finish = self._by_pace(step)
        return self.made(step, finish, BY_PACE) if finish else Forecast()

    @cached_property
    def after_waiting(self) -> Mapping[str, date]:
        """When each open step is finished: the logic's network, each step no sooner than its own forecast."""
        made = [self._foreseen(activity) for activity in self.logic.activities]
        ends = network.forward(network.in_order(made)[0])
        return {key: self.logic.day_of(end) for key, (_, end) in ends.items()}

    def _foreseen(self, activity: Activity) -> Activity:
        """With the days up to its own forecast, where these are more than what is left of its planned length."""
        step = self.plan_as_of.plan.by_key[activity.key]
        if not isinstance(step, Step) or self.plan_as_of.is_done(step) or (finish := self.own(step).finish) is None:
            return activity
        days = self.plan_as_of.calendar.index(finish) + 1 - self.logic.timings[activity.key].start
        return replace(activity, duration=days) if days > activity.duration else activity

    def with_last(self, goal: Goal, own: Forecast) -> Forecast:
        """A goal's own forecast, but no sooner than that of the last of its open steps that have dates to go by."""
        steps = [step for step in self._open_below(goal) if step.start and step.due]
        if not steps:
            return replace(own, own=own.finish)
        last = max(steps, key=lambda step: self.after_waiting[step.key])
        finish = self.after_waiting[last.key]
        if own.finish is not None and own.finish >= finish:
            return replace(own, own=own.finish)
        planned = self.logic.goal_finish(goal)
        how = BY_WAIT if planned is not None and finish > planned else BY_LOGIC
        how = self.found[last.key].how if self.found[last.key].finish == finish else how
        return self.made(goal, finish, how, p50=own.p50, p80=own.p80, own=own.finish)

    def ends(self, step: Step, chances: Sequence[float]) -> list[int]:
        """In how many days a step may be finished, for each ratio of its group, in order of size.

        The earlier of two: its planned length times the ratio, from its start (ratios by which it would be finished
        already are left out); and what is left of it times the ratio, from tomorrow on. So it is late only where
        neither its own progress nor what its group makes of it is enough. Where it is begun and nobody says how far it
        is, the first alone.
        """
        calendar, timing = self.plan_as_of.calendar, self.logic.timings[step.key]
        actual = self.ledger.of[step.key].actual
        wait = max(timing.start - self.logic.next_day, 0)
        if step.start is None or step.due is None or step.due < step.start:
            return [max(wait + timing.end - timing.start, 1)]
        length = max(calendar.days(step.start, step.due), 1)
        begun = step.start <= self.plan_as_of.as_of and (actual is None or actual > 0)
        unknown = begun and actual is None
        actual = min(self.ledger.of[step.key].expected or 0.0, 0.99) if actual is None else actual  # as on plan
        passed = calendar.days(step.start, self.plan_as_of.as_of) if begun else -wait
        whole = [days_of(length * chance) - passed for chance in chances]
        left = [wait + days_of(length * (1 - (actual or 0.0)) * chance) for chance in chances]
        possible = [
            by_length if unknown else min(by_length, by_left)
            for by_length, by_left in zip(whole, left, strict=True)
            if by_length > 0
        ]
        return [max(days, 1) for days in possible or left]

    def _by_pace(self, item: AnyWork) -> date | None:
        """`start + elapsed / actual`, once enough of its time has passed to tell."""
        progress, start = self.ledger.of[item.key], self.plan_as_of.window(item).start
        if not progress.actual or (progress.expected or 0) < self.plan_as_of.limits["forecast expected"] or not start:
            return None
        passed = self.plan_as_of.calendar.days(start, self.plan_as_of.as_of)
        left = days_of(min(passed * self.plan_as_of.mark(item) / progress.actual, 1e9)) - passed
        return self.finish(item, left)

    def goal(self, goal: Goal) -> Forecast:
        if self.plan_as_of.is_done(goal):
            day = closing_day(self.plan_as_of, goal)
            return self.made(goal, day, DONE if day else NOTHING)
        if goal.life_cycle in (LifeCycle.CANCELLED, LifeCycle.ON_HOLD):
            return Forecast()
        source = self.ledger.of[goal.key].source
        if source == "metric":
            return self.by_metric(goal)
        if source not in ("steps", "children"):
            finish = self._by_pace(goal)
            if finish:
                return self.made(goal, finish, BY_PACE, own=finish)
            return self.made(goal, self.logic.goal_finish(goal), BY_LOGIC)
        own = self.with_last(goal, self._by_record(goal) or self._by_schedule(goal))
        children = [self.found[part.key] for part in self.plan_as_of.parts(goal) if isinstance(part, Goal)]
        last = max([own, *children], key=lambda forecast: forecast.finish or date.min)
        return self.made(goal, last.finish, last.how, p50=last.p50, p80=last.p80, own=last.own) if last.finish else last

    def by_metric(self, item: Goal | KeyResult) -> Forecast:
        """When its target is reached at the slope of its readings, and its value when due."""
        metric = self.plan_as_of.metric(item)
        if metric is None or metric.keep:
            return Forecast()
        return self.made(
            item, metric.reached_on, BY_METRIC if metric.pace is not None else NOTHING, value_at_due=metric.at_due
        )

    def _by_record(self, goal: Goal) -> Forecast | None:
        """Monte Carlo: each open step below draws a ratio, the last one finished finishes the goal."""
        chances, steps = self.chances(goal), self._open_below(goal)
        if not chances or not steps:
            return None
        ends = [self.drawn.get(step.key) or self.ends(step, chances) for step in steps]
        trials = simulated(ends, "|".join([goal.key, *map(repr, chances)]))
        p50, p80 = (self.finish(goal, quantile(trials, share)) for share in (0.5, 0.8))
        return self.made(goal, p50, _by_record(chances), p50=p50, p80=p80)

    def _open_below(self, goal: Goal) -> list[Step]:
        steps = [part for part in self.plan_as_of.parts(goal) if isinstance(part, Step)]
        return [step for step in steps if step.key in self.logic.timings and not self.plan_as_of.is_done(step)]

    def _by_schedule(self, goal: Goal) -> Forecast:
        """Earned schedule, once there is enough to tell."""
        early = (self.ledger.of[goal.key].expected or 0) < self.plan_as_of.limits["forecast expected"]
        schedule = None if early else steps_schedule(self.ledger, goal)
        if schedule is None or not schedule.duration or schedule.duration > LONGEST * schedule.pd:
            return Forecast()
        finish = self.finish(goal, days_of(schedule.duration - schedule.at))
        return self.made(goal, finish, BY_PACE)


def _by_record(chances: Sequence[float]) -> LazyText:
    return counted(len(chances), "by the group's last finished item", "by the group's last {n} finished items")


def forecasts_of(ledger: Ledger, records: TrackRecords, logic: PlanLogic) -> dict[str, Forecast]:
    """The forecast of every step, key result and goal."""
    forecaster = Forecaster(ledger, records, logic)
    plan = ledger.plan_as_of.plan
    found = forecaster.found
    found.update((step.key, forecaster.step(step)) for step in plan.steps)
    found.update((result.key, forecaster.by_metric(result)) for result in plan.key_results)
    for goal in ledger.plan_as_of.goals_upward:
        found[goal.key] = forecaster.goal(goal)
    return found
