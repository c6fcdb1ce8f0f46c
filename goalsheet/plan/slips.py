"""What is taken for a slip of the pen: a date or value so far off that nothing is computed with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from goalsheet.plan.model import Goal, KeyResult, Plan, Step

_W = TypeVar("_W", Goal, Step, KeyResult)

#: A date more than so many years away is a slip.
FAR_YEARS = 10
#: A value more than so many times the way from baseline to target away says nothing in percent.
FAR_WAYS = 10.0
#: A plan is of the past whose dates, so many at least, lie more than so many days back.
FEWEST, LONG_PAST = 3, 366


def far(day: date | None, as_of: date) -> bool:
    """Whether a date is taken for a slip: more than ten years from the day (2062 for 2026)."""
    return day is not None and abs(day.year - as_of.year) > FAR_YEARS


@dataclass(frozen=True, slots=True)
class Time:
    """The days that a plan speaks of: its first, the one in the middle and its last, a few stray ones aside."""

    first: date
    middle: date
    last: date


def past_time(plan: Plan, as_of: date) -> Time | None:
    """The time of a plan all of whose dates lie more than a year back, a few slips aside; None for any other.

    Such a plan is a record, or an old copy: its dates are judged, but for what they are.
    """
    days = sorted(_days(plan))
    if len(days) < FEWEST:
        return None
    stray = len(days) // 20
    first, last = days[stray], days[len(days) - 1 - stray]
    return Time(first, days[len(days) // 2], last) if (as_of - last).days > LONG_PAST else None


def _days(plan: Plan) -> Iterator[date]:
    for item in plan.work:
        done_on = item.done_on if isinstance(item, Step) else None
        yield from (day for day in (item.start, item.due, done_on, item.updated) if day)
    yield from (reading.date for reading in plan.readings)
    yield from (check_in.date for check_in in plan.check_ins)


def own_time(plan: Plan, as_of: date) -> date:
    """The day from which a plan's dates are judged to be far off: that of the run, or the last of a past plan."""
    past = past_time(plan, as_of)
    return past.last if past else as_of


def far_off(way: float) -> bool:
    """Whether a value is out of all measure; `way` is how far it is from baseline (0) to target (1)."""
    return abs(way) > FAR_WAYS


def believable(plan: Plan, as_of: date) -> Plan:
    """The plan without start and due dates that are slips; a rule points them out."""
    as_of = own_time(plan, as_of)
    if not any(far(item.start, as_of) or far(item.due, as_of) for item in plan.work):
        return plan
    return replace(
        plan,
        steps=tuple(_believable(step, as_of) for step in plan.steps),
        goals=tuple(_believable(goal, as_of) for goal in plan.goals),
        key_results=tuple(_believable(result, as_of) for result in plan.key_results),
    )


def _believable(item: _W, as_of: date) -> _W:
    start, due = (None if far(day, as_of) else day for day in (item.start, item.due))
    return item if (start, due) == (item.start, item.due) else replace(item, start=start, due=due)


def slips(plan: Plan, as_of: date) -> Mapping[str, date]:
    """The due dates that are not believed, by the key of their item."""
    day = own_time(plan, as_of)
    return {item.key: item.due for item in plan.work if item.due and far(item.due, day)}
