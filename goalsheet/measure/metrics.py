"""Metrics: how far a number has come from its baseline to its target, how fast, and where that leads.

Readings are taken at the end of their day. Slopes are per calendar day: a metric also moves at weekends.
"""

import itertools
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from goalsheet.measure.working_calendar import Calendar
from goalsheet.plan.dates import shifted
from goalsheet.plan.measured import nothing_wanted, way_unknown
from goalsheet.plan.model import Direction, Measure, Reading, Summing
from goalsheet.rounding import at_least, whole_up

Point = tuple[date, float]


def attainment(baseline: float, target: float, actual: float) -> float | None:
    """`(A - B) / (T - B)`: 0 at the baseline, 1 at the target, in either direction; None where target is baseline.

    It may be below 0 (moved away) and above 1 (more than asked). Source: Doerr, Measure What Matters, and every OKR
    tool that starts from a baseline; churn from 8 to 5, now 6: 2/3. None too where the figures are too far apart to
    divide.

    >>> round(attainment(8, 5, 6), 4)
    0.6667
    """
    return None if target == baseline else finite((actual - baseline) / (target - baseline))


def finite(number: float) -> float | None:
    """The number; None for what a number can't hold: no verdict rests on it."""
    return number if math.isfinite(number) else None


def slope(points: Sequence[Point]) -> float | None:
    """The least-squares slope per calendar day; None with fewer than two different days.

    Source: ordinary least squares, as Excel's SLOPE.
    """
    if len({day for day, _ in points}) < 2:
        return None
    first = points[0][0]
    xs = [(day - first).days for day, _ in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(value for _, value in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return finite(sum((x - mean_x) * (value - mean_y) for x, (_, value) in zip(xs, points, strict=True)) / spread)


def planned_at(points: Sequence[Point], day: date, calendar: Calendar) -> float | None:
    """The value of a phased target at the end of a day: straight between its points, counted in the calendar's days.

    `points` in order of date. None before the first.
    """
    after = bisect_right(points, day, key=lambda point: point[0])
    if after == 0:
        return None
    start, low = points[after - 1]
    if after == len(points):
        return low
    end, high = points[after]
    share = calendar.elapsed(shifted(start, 1), end, day) if day > start else 0.0
    return low + (high - low) * share


def usual_gap(days: Sequence[date], least: int) -> float | None:
    """The median of the gaps between dates, in calendar days; None with fewer dates than `least`."""
    days = sorted(set(days))
    if len(days) < max(least, 2):
        return None
    return float(median((b - a).days for a, b in itertools.pairwise(days)))


def outside(value: float, band: tuple[float, float]) -> bool:
    return not band[0] <= value <= band[1]


@dataclass(frozen=True)
class MetricView:
    """A metric as of a day. `points` are its readings up to then; `phased` its planned points, baseline and target
    included. `mark` is the grade that counts as reached: 0.7 for what is aspirational.

    `baseline_from` says where the baseline is taken from: given, first reading, nothing (counted from 0), or unknown.
    """

    measure: Measure
    points: tuple[Point, ...]
    baseline: float | None
    baseline_from: str
    start: date | None
    due: date | None
    as_of: date
    phased: tuple[Point, ...] = ()
    mark: float = 1.0

    @property
    def target(self) -> float | None:
        return self.measure.target

    @property
    def keep(self) -> bool:
        """Whether it is to be kept within a band rather than brought to a target."""
        return self.band is not None

    @property
    def band(self) -> tuple[float, float] | None:
        """The band as given; of `keep` with a target alone what lies on the side that its words name, else the exact
        target."""
        if self.measure.band is not None:
            return self.measure.band
        target, limit = self.measure.target, self.measure.limit
        if self.measure.direction is Direction.KEEP and target is not None:
            if limit is not None:
                return (target, math.inf) if limit is Direction.UP else (-math.inf, target)
            base = self.measure.baseline
            return (min(base, target), max(base, target)) if base is not None else (target, target)
        return None

    @property
    def needs_band(self) -> bool:
        """Whether it is to be kept at one number that a reading can lie on either side of: how far off is not said."""
        low, high = self.band or (0.0, 1.0)
        end = low == 0 or (low == 100 and self.measure.unit == "%")  # no complaints, all of it: a bound by nature
        return low == high and not end

    @property
    def value(self) -> float | None:
        """The latest reading, else what the Current cell says."""
        return self.points[-1][1] if self.points else self.measure.current

    @property
    def read_on(self) -> date:
        """The day its value is of."""
        return self.points[-1][0] if self.points else self.as_of

    @property
    def way_unknown(self) -> bool:
        """Whether its value lies past its target and nothing says if that is good or bad."""
        counted = self.baseline_from in ("nothing", "unknown")
        return counted and self.band is None and way_unknown(self.measure, self.value)

    @property
    def attainment(self) -> float | None:
        """`(A - B) / (T - B)`; for a metric to be kept in a band 1 inside it and 0 outside."""
        if self.band is not None:
            off = self.value is not None and outside(self.value, self.band)
            return None if self.value is None or (off and self.needs_band) else float(not off)
        if self.way_unknown or self.baseline is None or self.target is None or self.value is None:
            return None
        return attainment(self.baseline, self.target, self.value)

    @property
    def pace(self) -> float | None:
        """Its slope per calendar day, the baseline (0 for what is counted up from nothing) on the eve of the start
        counted as a reading."""
        points = self.points or (((self.as_of, self.value),) if self.value is not None else ())
        if self.baseline_from in ("given", "nothing") and self.baseline is not None and self.start and points:
            eve = shifted(self.start, -1)
            if eve < points[0][0]:
                points = ((eve, self.baseline), *points)
        return slope(points)

    @property
    def aim(self) -> float | None:
        """The value that is asked for: its target; of what is aspirational the share of the way that is its mark."""
        if self.mark == 1 or self.target is None or self.baseline is None:
            return self.target
        return self.baseline + self.mark * (self.target - self.baseline)

    @property
    def at_aim(self) -> bool:
        """Whether that value is reached, though its time may not be up."""
        return self.attainment is not None and at_least(self.attainment, self.mark)

    @property
    def required_pace(self) -> float | None:
        """What it must gain a calendar day, from its latest reading, to be where it is to be when due.

        On its due date, and where it was read that day, all that is missing must come in a day, as on the day before.
        """
        if self.aim is None or self.value is None or self.due is None or self.due < self.as_of:
            return None
        return finite((self.aim - self.value) / max((self.due - self.read_on).days, 1))

    @property
    def at_due(self) -> float | None:
        """Its value when due, at its pace from its latest reading on."""
        pace = self.pace
        if pace is None or self.value is None or self.due is None:
            return None
        return finite(self.value + pace * (self.due - self.read_on).days)

    @property
    def reached_on(self) -> date | None:
        """The day it is where it is to be at its pace; None where it does not come nearer, or not within 20 years."""
        pace = self.pace
        if not pace or self.aim is None or self.value is None or self.at_aim:
            return None
        days = (self.aim - self.value) / pace
        return shifted(self.read_on, whole_up(days)) if 0 <= days <= 7305 else None

    @property
    def reached(self) -> bool:
        """Whether its target is reached; a band must have been kept up to the due date.

        Without a baseline a value at the target, or past it in its direction, has reached it too.
        """
        if self.band is not None and (self.due is None or self.as_of < self.due):
            return False
        if self.attainment is None and self.value is not None and self.target is not None:
            past = self.value - self.target if self.measure.direction is Direction.UP else self.target - self.value
            return past >= 0 and self.measure.direction in (Direction.UP, Direction.DOWN)
        return (self.attainment or 0.0) >= 1.0

    def short_of(self, aim: float) -> float:
        """By how much its value misses a value that it should have by its direction; 0 where that is not known."""
        if self.value is None or self.measure.direction not in (Direction.UP, Direction.DOWN):
            return 0.0
        return max(aim - self.value if self.measure.direction is Direction.UP else self.value - aim, 0.0)

    @property
    def missed(self) -> bool:
        """Whether its value is not at its target, or nobody can say so: no share given beside it makes it done."""
        return self.way_unknown or (self.target is not None and self.band is None and self.short_of(self.target) > 0)

    def wanted_by_now(self, calendar: Calendar) -> float | None:
        """The value it should have by now: as planned, else its target."""
        planned = planned_at(self.phased, self.as_of, calendar) if self.phased else None
        return self.target if planned is None else planned

    def expected(self, calendar: Calendar) -> float | None:
        """The share expected by now: of the phased target where there is one, else of the time from start to due.

        None for a metric kept in a band: it is expected to be inside, always.
        """
        if self.band is not None:
            return None
        if self.phased and self.baseline is not None and self.target is not None:
            planned = planned_at(self.phased, self.as_of, calendar)
            if planned is not None:
                return attainment(self.baseline, self.target, planned)
        if self.due is None:
            return None
        if self.start is None:
            return 1.0 if self.as_of >= self.due else None
        return calendar.elapsed(self.start, self.due, self.as_of)

    def streak_outside(self) -> int:
        """How many of its latest readings in a row lie outside its band."""
        if self.band is None:
            return 0
        values = [value for _, value in self.points] or ([self.value] if self.value is not None else [])
        inside = (i for i, value in enumerate(reversed(values)) if not outside(value, self.band))
        return next(inside, len(values))

    def streak_away(self) -> int:
        """Over how many of its latest readings in a row it moved away from its target."""
        if self.target is None or self.band is not None:
            return 0
        gaps = [abs(self.target - value) for _, value in self.points]
        steps = [later > sooner for sooner, later in itertools.pairwise(gaps)]
        held = (i for i, away in enumerate(reversed(steps)) if not away)
        run = next(held, len(steps))
        return run + 1 if run else 0


def view(
    measure: Measure,
    readings: Sequence[Reading],
    start: date | None,
    due: date | None,
    as_of: date,
    mark: float = 1.0,
) -> MetricView:
    """The metric as of a day: later readings are left out. `readings` in order of date."""
    points = tuple((r.on(as_of), r.value) for r in readings if r.known_by(as_of))
    values = running([value for _, value in points], measure.summing)
    points = tuple((day, value) for (day, _), value in zip(points, values, strict=True))
    measure = _down_to_nothing(measure, values)
    baseline, source = _baseline(measure, points)
    planned = [(r.date, r.planned) for r in readings if r.planned is not None]
    phased = _phased(planned, baseline, measure.target, start, due) if planned else ()
    return MetricView(measure, points, baseline, source, start, due, as_of, phased, mark)


def _down_to_nothing(measure: Measure, values: Sequence[float]) -> Measure:
    """The measure; of a target of 0 that nothing else speaks of, less is better."""
    below = any(value < 0 for value in (*values, measure.current or 0.0))
    return replace(measure, direction=Direction.DOWN) if nothing_wanted(measure) and not below else measure


def running(values: Sequence[float], summing: Summing) -> list[float]:
    """The values as they are, or where they add up (or are averaged) what they come to so far.

    >>> running([10, 20, 60], Summing.SUM), running([10, 20, 60], Summing.AVERAGE), running([10, 20], Summing.LATEST)
    ([10, 30, 90], [10.0, 15.0, 30.0], [10, 20])
    """
    if summing not in (Summing.SUM, Summing.AVERAGE):
        return list(values)
    sums = itertools.accumulate(values)
    return [total / count if summing is Summing.AVERAGE else total for count, total in enumerate(sums, 1)]


def _baseline(measure: Measure, points: tuple[Point, ...]) -> tuple[float | None, str]:
    """The baseline: as given; else the first of several readings; else 0 for what is counted up; else unknown.

    Readings that add up, or that have a target each, are counted from 0. A first reading that was at its target or
    past it, in the direction known, is no place to come from.
    """
    if measure.baseline is not None:
        return measure.baseline, "given"
    counted = measure.summing is Summing.SUM or (
        measure.summing is Summing.PERIOD and measure.direction is not Direction.DOWN
    )
    if len(points) > 1 and not counted and not _there_already(measure, points[0][1]):
        return points[0][1], "first reading"
    up = measure.direction is Direction.UP or (measure.direction is None and (measure.target or 0) > 0)
    return (0.0, "nothing") if up else (None, "unknown")


def _there_already(measure: Measure, value: float) -> bool:
    if measure.target is None or measure.direction not in (Direction.UP, Direction.DOWN):
        return False
    return value >= measure.target if measure.direction is Direction.UP else value <= measure.target


def _phased(
    planned: list[tuple[date, float]],
    baseline: float | None,
    target: float | None,
    start: date | None,
    due: date | None,
) -> tuple[Point, ...]:
    """Planned points with the baseline on the eve of the start before them and the target at due behind them."""
    points = dict(planned)
    if start and baseline is not None and (eve := shifted(start, -1)) < min(points):
        points[eve] = baseline
    if due and target is not None and due > max(points):
        points[due] = target
    return tuple(sorted(points.items()))
