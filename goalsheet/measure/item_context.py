"""One item as the signals see it: its dates, progress, forecast and record, and the words for them."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import joined, msg, number, percent, weekday
from goalsheet.measure import durations
from goalsheet.measure.critical_path import PlanLogic
from goalsheet.measure.declared import Declared, declared
from goalsheet.measure.load import Load
from goalsheet.measure.metric_words import metric_words
from goalsheet.measure.metrics import MetricView
from goalsheet.measure.model import Assessment, Forecast, Progress, Seen
from goalsheet.measure.plan_as_of import AnyWork, PlanAsOf
from goalsheet.measure.progress import Ledger
from goalsheet.measure.track_record import TrackRecord, TrackRecords
from goalsheet.plan.model import CheckIn, Goal, LifeCycle, Step
from goalsheet.rounding import same


@dataclass(frozen=True)
class PlanFacts:
    """Everything worked out before the first verdict. `verdicts` fills up from below, as verdicts are reached."""

    plan_as_of: PlanAsOf
    ledger: Ledger
    records: TrackRecords
    forecasts: Mapping[str, Forecast]
    verdicts: dict[str, Assessment]
    logic: PlanLogic
    loads: Mapping[str, Load]


class ItemContext:
    """An item before the signals. Lengths are in days of the calendar; `as_of` is the end of that day."""

    def __init__(self, item: AnyWork, facts: PlanFacts) -> None:
        self.item = item
        self.facts = facts
        self.plan_as_of = facts.plan_as_of
        self.as_of: date = facts.plan_as_of.as_of
        self.limits = facts.plan_as_of.limits
        self.calendar = facts.plan_as_of.calendar
        self.start, self.due = (window := facts.plan_as_of.window(item)).start, window.due
        #: The grade that counts as reached: what is expected by today is so much of it.
        self.mark = facts.plan_as_of.mark(item)
        self.progress: Progress = marked(facts.ledger.of[item.key], self.mark)
        self.done = facts.plan_as_of.is_done(item)

    @property
    def actual(self) -> float | None:
        return self.progress.actual

    @property
    def expected(self) -> float | None:
        """What is expected by today; for an aspirational objective of its mark of 0.7, not of the whole."""
        return self.progress.expected

    @property
    def by_metric(self) -> bool:
        """Whether its progress is that of a metric, or a grade given beside one."""
        metric = self.metric if self.progress.source in ("metric", "score") else None
        return metric is not None and metric.attainment is not None

    @cached_property
    def length(self) -> int | None:
        """From start to due, both counted; at least 1; None without both dates."""
        if self.start is None or self.due is None or self.due < self.start:
            return None
        return max(self.calendar.days(self.start, self.due), 1)

    @cached_property
    def days_left(self) -> int | None:
        """Days of the calendar after today up to due; 0 when due today; negative when overdue."""
        if self.due is None:
            return None
        left = self.calendar.until(self.as_of, self.due)
        return min(left, -1) if self.due < self.as_of else left

    @property
    def last_day(self) -> bool:
        """Whether no working day lies between today and its due date: only all of it is enough then."""
        return self.due is not None and self.due >= self.as_of and self.days_left == 0

    @property
    def days_in(self) -> int:
        """Days of the calendar after the start up to today; 0 or less before it."""
        return self.calendar.until(self.start, self.as_of) if self.start else 0

    @cached_property
    def grace(self) -> float:
        """How many days after its start nothing need be recorded: 2, or a tenth of its length where that is longer."""
        return max(self.limits["grace days"], self.limits["grace share"] * (self.length or 0))

    @property
    def under_way(self) -> bool:
        """Whether it should have been at work for longer than the days of grace."""
        return self.start is not None and self.start <= self.as_of and self.days_in > self.grace

    @property
    def can_record(self) -> bool:
        """Whether its table, or that of what is below it, has a column in which progress short of done could stand."""
        item = self.item
        if isinstance(item, Goal) and not _records(item) and item.measure is None:
            parts = (*self.plan_as_of.parts(item), *self.plan_as_of.plan.key_results_of(item))
            return any(not isinstance(part, Step) or _records(part) for part in parts)
        return not isinstance(item, Step) or _records(item)

    @cached_property
    def target_reached(self) -> bool:
        """Whether its metric is where it is to be, though its owner does not say that it is done."""
        return self.plan_as_of.target_reached(self.item)

    @cached_property
    def nobody_knows(self) -> bool:
        """Whether its value is past its target, nothing says if that is good, and its owner has said nothing."""
        unknown = self.metric is not None and self.metric.way_unknown
        return unknown and self.item.life_cycle is None and self.progress.source in ("none", "percent")

    @cached_property
    def abandoned(self) -> bool:
        """Whether all a goal is made of is cancelled: steps and child goals, with no metric or key result left."""
        goal, plan = self.item, self.plan_as_of.plan
        if (
            not isinstance(goal, Goal)
            or self.plan_as_of.parts(goal)
            or goal.measure is not None
            or goal.percent is not None
        ):
            return False
        results = plan.key_results_of(goal)
        if any(result.life_cycle is not LifeCycle.CANCELLED for result in results):
            return False
        return bool(plan.steps_of(goal) or plan.children_of(goal) or results)

    @cached_property
    def undated(self) -> bool:
        """Whether nothing tells what should be done by today: no due date, its own or below it, nor a start ahead."""
        ahead = self.start is not None and self.start > self.as_of
        return self.due is None and self.progress.expected is None and not ahead

    @property
    def _read(self) -> bool:
        """Whether its metric has a value; before its start only one that has moved."""
        if self.metric is None or self.metric.value is None:
            return False
        return self.start is None or self.start <= self.as_of or bool(self.metric.attainment)

    @cached_property
    def recorded(self) -> bool:
        """Whether anything says that work on it has begun (or how it goes)."""
        item = self.item
        if self.abandoned or self._read:
            return True
        if item.health is not None or item.life_cycle not in (None, LifeCycle.NOT_STARTED):
            return True
        if self.actual or item.percent is not None or self.check_ins:
            return item.life_cycle is not LifeCycle.NOT_STARTED or bool(self.actual)
        if isinstance(item, Goal):
            parts = (*self.plan_as_of.parts(item), *self.plan_as_of.plan.key_results_of(item))
            return any(
                self.facts.ledger.of[part.key].actual or part.life_cycle is LifeCycle.IN_PROGRESS for part in parts
            )
        return False

    @cached_property
    def metric(self) -> MetricView | None:
        return self.plan_as_of.metric(self.item)

    @cached_property
    def check_ins(self) -> tuple[CheckIn, ...]:
        return self.plan_as_of.check_ins(self.item)

    @cached_property
    def declared(self) -> Declared | None:
        """The owner's latest word on it."""
        return declared(self.plan_as_of, self.item)

    @cached_property
    def record(self) -> TrackRecord:
        return self.facts.records.of(self.item)

    @property
    def late_share(self) -> float:
        return self.record.late_share(self.limits["unknown late share"])

    @property
    def forecast(self) -> Forecast:
        return self.facts.forecasts.get(self.item.key, Forecast())

    @property
    def past(self) -> tuple[Seen, ...]:
        """What earlier reports saw of it, oldest first."""
        return tuple(seen for seen in self.plan_as_of.past.get(self.item.key, ()) if seen.as_of < self.as_of)

    @cached_property
    def last_update(self) -> date | None:
        """The last day anything dated was said of it, or of what is below it, or an earlier report saw it move.

        Where no date but that of a finished step is ever given, nothing tells when the others were spoken of: None.
        """
        contexts: list[ItemContext] = [self, *(self._below(self.item) if isinstance(self.item, Goal) else ())]
        if not any(context.said_days for context in contexts):
            return None
        days: list[date] = [day for context in contexts for day in context.update_days]
        return max(days)

    @cached_property
    def update_days(self) -> tuple[date, ...]:
        """The days on which something was said of it: those and Done on."""
        done_on: date | None = getattr(self.item, "done_on", None)
        return (*self.said_days, done_on) if done_on and done_on <= self.as_of else self.said_days

    @cached_property
    def said_days(self) -> tuple[date, ...]:
        """The days on which something was said while it was open: check-ins, readings, Last updated, and reports that
        saw it moved since the one before."""
        days = [c.date for c in self.check_ins] + [
            r.on(self.as_of) for r in self.plan_as_of.plan.readings_of(self.item) if r.known_by(self.as_of)
        ]
        days += [self.item.updated] if self.item.updated else []
        return tuple(sorted(day for day in (*days, *self._moved) if day <= self.as_of))

    @property
    def _moved(self) -> tuple[date, ...]:
        """The days of the reports that saw other progress, another due date or confidence than the one before."""
        now = Seen(self.as_of, self.due, self.facts.ledger.of[self.item.key].actual, self.item.confidence)
        seen = [*self.past, now] if self.past else []
        return tuple(later.as_of for sooner, later in itertools.pairwise(seen) if _differ(sooner, later))

    def _below(self, goal: Goal) -> Iterator["ItemContext"]:
        """Its steps and key results; child goals count by what was said of themselves."""
        parts: tuple[AnyWork, ...] = (*self.plan_as_of.parts(goal), *self.plan_as_of.plan.key_results_of(goal))
        return (ItemContext(part, self.facts) for part in parts)

    # The words signals share.

    def when(self, day: date) -> LazyText:
        """`today`, `in 5 working days`, `2 days ago`."""
        return durations.when(day, self.as_of, self.calendar.until(self.as_of, day), self.calendar.working)

    @cached_property
    def due_words(self) -> LazyText:
        """`due Fri 27 Nov 2026`; what is to be said in its place where there is no such date."""
        if self.due is not None:
            due = weekday(self.due)
            return msg("due {due}, today", due=due) if self.due == self.as_of else msg("due {due}", due=due)
        if (slip := self.plan_as_of.slips.get(self.item.key)) is not None:
            return msg("due {due} is not believed", due=slip)
        return msg("its due date could not be read") if self.plan_as_of.due_unread(self.item) else msg("no due date")

    @cached_property
    def expected_words(self) -> LazyText:
        expected = percent(self.expected or 0.0)
        if self.mark == 1:
            return _expected(expected)
        return msg("{percent} expected by today for a mark of {mark}", percent=expected, mark=number(self.mark))

    @cached_property
    def how_far(self) -> LazyText:
        """How far it is, in words."""
        metric = self.metric
        if self.abandoned:
            return msg("all its steps are cancelled")
        if metric is not None and metric.value is not None and self.actual is None:
            return metric_words(metric)
        if self.progress.source in ("metric", "score", "done") and metric is not None and metric.value is not None:
            return metric_words(metric)
        if self.actual is None:
            return msg("no % given") if self.recorded else msg("nothing recorded")
        if self.progress.coverage < 1 and self.progress.source in ("steps", "children", "key results"):
            known = percent(self.progress.coverage)
            return msg("{percent} done (known for {known} of it)", percent=percent(self.actual), known=known)
        return done_so_far(percent(self.actual))

    @cached_property
    def comparison(self) -> LazyText:
        """`40 % done, 60 % expected by today`."""
        return joined((self.how_far, self.expected_words))

    @cached_property
    def behind_words(self) -> LazyText:
        return msg("behind: {comparison}", comparison=self.comparison)


# Cached, as are the words for a day in `status` and `signals.base`: of thousands of steps the same is said, and texts
# made once are an eighth of the time of a report on 5,000.
@lru_cache(maxsize=1024)
def done_so_far(share: LazyText) -> LazyText:
    return msg("{percent} done", percent=share)


# Cached as `done_so_far` is.
@lru_cache(maxsize=1024)
def _expected(share: LazyText) -> LazyText:
    return msg("{percent} expected by today", percent=share)


def _differ(one: Seen, other: Seen) -> bool:
    """Whether somebody changed something between two reports: what is blank in one of them is not known."""
    pairs = ((one.percent, other.percent), (one.confidence, other.confidence))
    moved = any(a is not None and b is not None and not same(a, b) for a, b in pairs)
    return moved or (one.due is not None and other.due is not None and one.due != other.due)


def _records(item: AnyWork) -> bool:
    return "percent" in item.cells or "status" in item.cells


def marked(progress: Progress, mark: float) -> Progress:
    """Progress with what is expected of it: of an aspirational objective its mark, not the whole."""
    if mark == 1:
        return progress
    expected = None if progress.expected is None else progress.expected * mark
    return replace(progress, expected=expected, mark=mark)
