"""The figures that page, sheet, terminal, text and mail show: each worked out here, once, as numbers only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goalsheet.measure.metrics import running
from goalsheet.measure.model import Measured
from goalsheet.plan.model import NAMELESS, Goal, KeyResult, Plan, Reading, Step, Summing, Work
from goalsheet.plan.slips import far
from goalsheet.statuses import MAY_MISS, NEEDS_ATTENTION, RESTING, WELL, Status

#: Fewer steps with a due date make no curve: a number says more.
FEWEST = 4

#: The order in which statuses are counted and told: what needs somebody first.
COUNTED = (*NEEDS_ATTENTION, Status.ON_TRACK, Status.NOT_STARTED, Status.DONE, Status.ON_HOLD, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The headline figures. Cancelled goals and steps count nowhere; goals without a row of their own are no goals.

    `well`: goals on track or done. `may_miss`: goals off track or at risk. `done`: steps done. `overdue`: open steps
    whose due day is over. `due_next`: open goals, key results and steps due from today on within so many days.
    `attention`: goals, key results and steps that need somebody.
    """

    well: Share
    may_miss: Share
    done: Share
    overdue: int
    due_next: int
    attention: int


@dataclass(frozen=True, slots=True)
class BurnUp:
    """The steps that count over time, in whole days, sorted.

    `due` are the days by which they were planned to be done, `finished` those on which they were, none after today.
    `undated` steps are done without any day known.
    """

    steps: int
    due: tuple[date, ...]
    finished: tuple[date, ...]
    undated: int

    def planned_by(self, day: date) -> int:
        return sum(due <= day for due in self.due)

    def done_by(self, day: date) -> int:
        return sum(finished <= day for finished in self.finished)


def figures(plan: Plan, measured: Measured, days_ahead: int) -> Figures:
    """The figures of a plan as measured; `days_ahead` is how far `due_next` looks, in days."""
    goals, steps = counts(plan.counted_goals, measured), counts(plan.steps, measured)
    living = sum(goals.values()) - goals[Status.CANCELLED]
    return Figures(
        well=Share(sum(goals[status] for status in WELL), living),
        may_miss=Share(sum(goals[status] for status in MAY_MISS), living),
        done=Share(steps[Status.DONE], sum(steps.values()) - steps[Status.CANCELLED]),
        overdue=len(overdue(plan, measured)),
        due_next=len(due_next(plan, measured, days_ahead)),
        attention=sum(needs_attention(item, measured) for item in plan.work),
    )


def counts(items: Iterable[Work], measured: Measured) -> Mapping[Status, int]:
    """How many of the items have each status, in the order of `COUNTED`, zeros included."""
    statuses = [measured.of(item.key).status for item in items]
    return {status: statuses.count(status) for status in COUNTED}


def needs_attention(item: Work, measured: Measured) -> bool:
    """Whether somebody must look at it; never at the group of the steps without a goal, but at these."""
    return item.key != NAMELESS and measured.of(item.key).status in NEEDS_ATTENTION


def overdue(plan: Plan, measured: Measured) -> tuple[Step, ...]:
    """Open steps whose due day is over (C2); what is on hold waits, and is not counted."""
    steps = (step for step in plan.steps if measured.of(step.key).status not in RESTING)
    return tuple(step for step in steps if (measured.of(step.key).days_left or 0) < 0)


def due_next(plan: Plan, measured: Measured, days_ahead: int) -> tuple[Goal | KeyResult | Step, ...]:
    """Open work due from today on within so many days, soonest first."""
    first, last = measured.as_of, measured.as_of + timedelta(days=days_ahead)
    work = [(item.due, item) for item in plan.work if item.due and first <= item.due <= last]
    going = [(due, item) for due, item in work if measured.of(item.key).status not in RESTING]
    return tuple(item for _, item in sorted(going, key=lambda pair: pair[0]))


def burn_up(plan: Plan, measured: Measured) -> BurnUp | None:
    """Steps done over time; None where too few have a due date. A date that is a slip is none."""
    steps = [step for step in plan.steps if measured.of(step.key).status is not Status.CANCELLED]
    due = sorted(step.due for step in steps if step.due and not far(step.due, measured.as_of))
    if len(due) < FEWEST:
        return None
    done = [step for step in steps if measured.of(step.key).status is Status.DONE]
    finished = sorted(day for step in done if (day := _finished(step, measured.as_of)))
    return BurnUp(len(steps), tuple(due), tuple(finished), len(done) - len(finished))


def _finished(step: Step, as_of: date) -> date | None:
    """When it was done; where nobody wrote that down, when it was due."""
    day = next((day for day in (step.done_on, step.due) if day and not far(day, as_of)), None)
    return min(day, as_of) if day else None


def readings(plan: Plan, item: Goal | KeyResult, as_of: date) -> tuple[Reading, ...]:
    """The readings of an item's metric up to a day, oldest first; where they add up (or are averaged), as they come."""
    known = tuple(reading for reading in plan.readings_of(item) if reading.known_by(as_of))
    summing = item.measure.summing if item.measure else Summing.LATEST
    values = running([reading.value for reading in known], summing)
    return tuple(replace(reading, value=value) for reading, value in zip(known, values, strict=True))
