"""Earned value and earned schedule.

Sources: PMI, The Standard for Earned Value Management (2019); ISO 21508; Lipke, "Schedule is Different", The Measurable
News, 2003 (earned schedule). Planned and earned value are in the unit of effort; earned schedule is in periods.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from goalsheet.measure.model import EarnedSchedule, EarnedValue
from goalsheet.measure.progress import Ledger, weighted, weights
from goalsheet.plan.model import Goal, Step


def earned_periods(planned: Callable[[int], float], ev: float, last: int) -> float:
    """Earned schedule: the time, in periods, at which the plan would have earned what is earned.

    `ES = C + (EV - PV(C)) / (PV(C+1) - PV(C))`, C the last period with PV(C) <= EV. `planned(n)` is cumulative
    planned value at the end of period n (0 for n = 0), never falling; `last` is the planned duration. Once all is
    earned, ES is the planned duration: the first period with all planned.
    """
    whole = planned(last)
    if ev >= whole - 1e-12:
        return float(_first(lambda n: planned(n) >= whole - 1e-12, last))
    after = _first(lambda n: planned(n) > ev, last)
    low, high = planned(after - 1) if after > 1 else 0.0, planned(after)
    return after - 1 + (ev - low) / (high - low)


def _first(true: Callable[[int], bool], last: int) -> int:
    """The first period from 1 to last for which it is true, by bisection; last where it is for none."""
    return bisect_right(range(1, last), False, key=true) + 1 if last > 1 else 1


def earned_schedule(planned: Sequence[float], ev: float) -> float:
    """Earned schedule from cumulative planned values by period.

    >>> round(earned_schedule([5, 10, 25, 55, 85], 70), 2)
    4.5
    """
    return earned_periods(lambda n: planned[n - 1] if n else 0.0, ev, len(planned))


def steps_schedule(ledger: Ledger, goal: Goal) -> EarnedSchedule | None:
    """The earned schedule of a goal's own steps, in days of the calendar; None where dates or progress are missing.

    Planned value is the share expected of the steps day by day, earned value the share of them that is done, both of
    the steps whose progress is known and by the same weights.
    """
    steps = [part for part in ledger.plan_as_of.parts(goal) if isinstance(part, Step)]
    window, today = ledger.plan_as_of.window(goal), ledger.plan_as_of.as_of
    parts = [ledger.part(step, weight, window, today) for step, weight in zip(steps, weights(steps), strict=True)]
    known = [(part.weight, step) for part, step in zip(parts, steps, strict=True) if part.actual is not None]
    return _schedule(ledger, goal, known, weighted((part.weight, part.actual) for part in parts))


def _schedule(
    ledger: Ledger, goal: Goal, curve: Sequence[tuple[float, Step]], earned: float | None
) -> EarnedSchedule | None:
    """The earned schedule of what is earned (0 to 1) on the curve of these steps and their weights."""
    plan_as_of, window = ledger.plan_as_of, ledger.plan_as_of.window(goal)
    dues = [due for _, step in curve if (due := step.due or window.due)]
    if earned is None or window.start is None or window.start > plan_as_of.as_of or len(dues) < len(curve):
        return None
    length, first = plan_as_of.calendar.days(window.start, max(dues)), plan_as_of.calendar.index(window.start)
    if not length:
        return None
    first += not plan_as_of.calendar.counts(window.start)

    def planned(period: int) -> float:
        day = plan_as_of.calendar.day(first + period - 1)
        return weighted((weight, ledger.expected_part(step, window, day)) for weight, step in curve) or 0.0

    return EarnedSchedule(
        earned_periods(planned, earned, length), plan_as_of.calendar.days(window.start, plan_as_of.as_of), length
    )


def earned_value(ledger: Ledger, goal: Goal) -> EarnedValue | None:
    """Planned and earned value of a goal's steps, where every one of them has an effort, with its earned schedule.

    A step whose progress is unknown has earned nothing yet (it shows in the coverage of the goal).
    """
    steps = [part for part in ledger.plan_as_of.parts(goal) if isinstance(part, Step)]
    if not steps or any(step.effort is None for step in steps) or not sum(step.effort or 0 for step in steps):
        return None
    window = ledger.plan_as_of.window(goal)
    parts = [ledger.part(step, step.effort or 0.0, window, ledger.plan_as_of.as_of) for step in steps]
    bac, ev = sum(part.weight for part in parts), sum(part.weight * (part.actual or 0.0) for part in parts)
    curve = [(part.weight, step) for part, step in zip(parts, steps, strict=True)]
    return EarnedValue(
        bac=bac,
        pv=sum(part.weight * (part.expected or 0.0) for part in parts),
        ev=ev,
        schedule=_schedule(ledger, goal, curve, ev / bac),
    )


def earned_of(ledger: Ledger) -> dict[str, EarnedValue]:
    """The earned value of every goal whose steps all have an effort."""
    found = ((goal.key, earned_value(ledger, goal)) for goal in ledger.plan_as_of.plan.goals)
    return {key: value for key, value in found if value is not None}
