"""What readings tell of the measures they belong to: where one stands, what is planned, and whether they add up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from statistics import median

from goalsheet.language import translatable
from goalsheet.language.wording import exact, msg, whole
from goalsheet.layout.measure_words import is_higher_better, is_in_parts, is_lower_better, is_share
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.model import Direction, KeyResult, Measure, Reading, Summing
from goalsheet.plan.read_context import ReadContext

ADDED = translatable("its {n} readings are added up to {current} of {target}, which is about a year's worth of them")
DOUBTED = translatable("its {n} readings may be parts of the target {target}; here the last one, {current}, counts")

#: Days between readings, with how many of them make up a year.
A_YEAR = ((4, 10, 52), (25, 35, 12), (80, 100, 4), (170, 195, 2))
#: A target that is about this many times the year's number of readings is the sum of them, give or take.
LEAST, MOST = 0.6, 1.7


def with_readings(
    context: ReadContext, results: Sequence[KeyResult], readings: Sequence[Reading]
) -> tuple[KeyResult, ...]:
    """The key results, each measure completed by its readings up to the day of the run; what is a guess is noted."""
    of: dict[str, list[Reading]] = {}
    as_of = context.settings.as_of
    for reading in readings:
        if reading.of and (as_of is None or reading.known_by(as_of)):
            of.setdefault(reading.of, []).append(reading)
    made = tuple(_completed(one, sorted(of.get(one.key, ()), key=lambda r: r.date)) for one in results)
    for one in made:
        _note(context, one, len(of.get(one.key, ())))
    return made


def _note(context: ReadContext, result: KeyResult, count: int) -> None:
    """A finding where the readings may have been taken for what they are not."""
    measure = result.measure
    if measure is None or measure.target is None or measure.current is None:
        return
    said = {Summing.SUM: ADDED, Summing.UNKNOWN: DOUBTED}.get(measure.summing)
    if said:
        told = msg(said, n=whole(count), current=exact(measure.current), target=exact(measure.target))
        context.note(Problem("GS032", told), result.home)


def _completed(result: KeyResult, readings: Sequence[Reading]) -> KeyResult:
    """A key result whose measure stands where its readings say, where no cell does."""
    if not readings:
        return result
    measure = result.measure or _bare(result, readings)
    planned = next((r.planned for r in reversed(readings) if r.planned is not None), None)
    values = [r.value for r in readings]
    if measure.target is None and planned is None and result.score is None and _are_scores(values):
        result = replace(result, score=values[-1])
    summing = _summing(result, measure, readings, planned)
    current = sum(values) if summing is Summing.SUM else values[-1]
    return replace(
        result,
        measure=replace(
            measure,
            target=planned if measure.target is None else measure.target,
            current=current if measure.current is None else measure.current,
            summing=summing,
            band=_cap(measure) if summing is Summing.SUM else measure.band,
        ),
    )


def _are_scores(values: Sequence[float]) -> bool:
    """Whether values are scores from 0 to 1, as of an OKR: some are parts, and they mean how far it is."""
    return all(0 <= value <= 1 for value in values) and any(0 < value < 1 for value in values)


def _cap(measure: Measure) -> tuple[float, float] | None:
    """What adds up and should be little has its target for a limit of the year: up to it all is well."""
    down = measure.direction is Direction.DOWN and measure.target is not None
    return (0.0, measure.target or 0.0) if down else measure.band


def _bare(result: KeyResult, readings: Sequence[Reading]) -> Measure:
    """The measure of a key result whose row has no figure but those under its periods."""
    percent = all(reading.percent for reading in readings)
    down = Direction.DOWN if is_lower_better(result.name) or is_lower_better(result.goal or "") else None
    return Measure(result.name, "%" if percent else None, down, percent=percent)


def way_unknown(measure: Measure, value: float | None) -> bool:
    """Whether a value lies past a target with no baseline, and nothing says if more or less of it is better.

    >>> way_unknown(Measure("Permits", target=2), 5), way_unknown(Measure("New clients", target=2), 5)
    (True, False)
    """
    if value is None or measure.target is None or measure.direction is not None or measure.baseline is not None:
        return False
    if nothing_wanted(measure) and value >= 0:
        return False
    past = value > measure.target if measure.target >= 0 else value != measure.target
    return past and measure.band is None and not is_higher_better(measure.name)


def nothing_wanted(measure: Measure) -> bool:
    """Whether its target is 0 and nothing else speaks of its direction: of what can't be negative less is better."""
    lone = measure.direction is None and measure.baseline is None and measure.band is None
    return lone and measure.target == 0 and not is_higher_better(measure.name)


def _summing(result: KeyResult, measure: Measure, readings: Sequence[Reading], planned: float | None) -> Summing:
    """How a key result's readings make up what it is judged by."""
    if planned is not None and measure.target is None:
        return Summing.PERIOD
    if measure.target is None or measure.unit == "%" or measure.direction is Direction.KEEP:
        return Summing.LATEST
    values = [r.value for r in readings]
    if measure.current is not None and len(values) > 2:
        return _as_stated(measure.current, values)
    found = summed(result.name, measure.target, values, [r.date for r in readings])
    if measure.direction is Direction.DOWN and (found is not Summing.SUM or measure.baseline is not None):
        return Summing.LATEST  # well below its target, as it should be
    return found


def _as_stated(current: float, values: Sequence[float]) -> Summing:
    """How the readings come to the value that the row itself states; as they are where they don't.

    >>> [str(_as_stated(current, [10, 20, 60])) for current in (60, 90, 30, 77)]
    ['latest', 'sum', 'average', 'latest']
    """
    ways = ((Summing.LATEST, values[-1]), (Summing.SUM, sum(values)), (Summing.AVERAGE, sum(values) / len(values)))
    return next((way for way, value in ways if abs(value - current) <= 0.01 * abs(current)), Summing.LATEST)


def summed(name: str, target: float, values: Sequence[float], days: Sequence[date]) -> Summing:
    """Whether values add up to a target, by how many of them a year makes it: none of a rate or a score does.

    >>> quarters = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)]
    >>> summed("Leads", 3600, [820, 910, 870], quarters), summed("Leads", 900, [820, 910, 870], quarters)
    (<Summing.SUM: 'sum'>, <Summing.LATEST: 'latest'>)
    >>> summed("Leads", 1800, [820, 910, 870], quarters), summed("Win rate", 40, [10, 11, 9], quarters)
    (<Summing.UNKNOWN: 'unknown'>, <Summing.LATEST: 'latest'>)
    """
    usual = median(values)
    if is_share(name) and not is_in_parts(name):
        return Summing.LATEST
    if usual <= 0 or target / usual < MOST or (len(values) > 2 and _rises(values)):
        return Summing.LATEST
    ratio, a_year = target / usual, _in_a_year(days)
    if is_in_parts(name) or (a_year and LEAST * a_year <= ratio <= MOST * a_year):
        return Summing.SUM
    return Summing.UNKNOWN


def _rises(values: Sequence[float]) -> bool:
    """Whether values only grow, and by far: each stands for all that came before."""
    return all(b >= a for a, b in pairwise(values)) and values[-1] > 1.5 * values[0]


def _in_a_year(days: Sequence[date]) -> int:
    """How many readings a year has, by the days between them; 0 where that can't be told."""
    gaps = [(b - a).days for a, b in pairwise(days)]
    usual = median(gaps) if gaps else 0
    return next((count for low, high, count in A_YEAR if low <= usual <= high), 0)
