"""What is taken for a slip of the pen: a date or value so far off that nothing is computed with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from goalsheet.plan.model import Goal, KeyResult, Plan, Step

_W = TypeVar("_W", Goal, Step, KeyResult)

#: A date more than so many years away is a slip.
FAR_YEARS = 10
#: A value more than so many times the way from baseline to target away says nothing in percent.
FAR_WAYS = 10.0


def far(day: date | None, as_of: date) -> bool:
    """Whether a date is taken for a slip: more than ten years from the day (2062 for 2026)."""
    return day is not None and abs(day.year - as_of.year) > FAR_YEARS


def far_off(way: float) -> bool:
    """Whether a value is out of all measure; `way` is how far it is from baseline (0) to target (1)."""
    return abs(way) > FAR_WAYS


def believable(plan: Plan, as_of: date) -> Plan:
    """The plan without start and due dates that are slips; a rule points them out."""
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
    return {item.key: item.due for item in plan.work if item.due and far(item.due, as_of)}
