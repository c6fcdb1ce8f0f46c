"""GS7xx: the readings of metrics: of which metric, on which day, and whether the goal says the same."""

from collections.abc import Iterator, Sequence

from goalsheet.findings import Severity
from goalsheet.folding import bare, grouped
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, exact, msg, quoted
from goalsheet.layout.table import Kind
from goalsheet.plan.model import EACH, Plan, Reading
from goalsheet.rounding import same
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import closest_of_each
from goalsheet.rules.metrics import measured


def _by_metric(readings: Sequence[Reading]) -> dict[object, list[Reading]]:
    return grouped(readings, lambda reading: bare(reading.metric))


@rule("GS704", "reading-of-nothing", Severity.WARNING, "metrics", "Write the name as in the goal's column Metric.")
def reading_of_nothing(plan: Plan, context: Context) -> Iterator[Breach]:
    """Readings are of a metric that no goal or key result has.

    They count for nothing, and the goal they are meant for looks as if nobody measured.

    Write the metric's name as in the goal's column Metric; or the goal's ID. It is said once for each name.

    Breaks:

        at Metrics!B3
        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-13 | Visitors  | 88000 |

    Holds:

        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-13 | Followers | 1450  |
    """
    known = [measure.name or item.name for item, measure in measured(plan)]
    lost = list(_by_metric([reading for reading in plan.readings if reading.of is None]).values())
    for readings, hint in zip(lost, closest_of_each([readings[0].metric for readings in lost], known), strict=True):
        yield readings[0].at("metric"), _nobodys(readings[0], len(readings) - 1), hint


def _nobodys(reading: Reading, more: int) -> LazyText:
    if not more:
        return msg("no goal or key result has the metric {metric}", metric=quoted(reading.metric))
    return counted(
        more,
        "no goal or key result has the metric {metric} (and {n} more reading)",
        "no goal or key result has the metric {metric} (and {n} more readings)",
        metric=quoted(reading.metric),
    )


@rule("GS705", "two-readings", Severity.ERROR, "metrics", "Keep the one that is right.")
def two_readings(plan: Plan, context: Context) -> Iterator[Breach]:
    """A metric has two values on one day.

    Which of them counts is chance.

    Keep the one that is right. Two values of two things need two metric names.

    Breaks:

        at Metrics!C4
        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-13 | Followers | 1450  |
        | 2026-11-13 | Followers | 1540  |

    Holds:

        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-13 | Followers | 1450  |
    """
    same_day = grouped(plan.readings, lambda reading: (bare(reading.metric), reading.date))
    for first, *others in same_day.values():
        last = next((other for other in reversed(others) if other.value != first.value), None)
        if last:
            yield (
                last.at("value"),
                msg(
                    "{metric} has two values on {day}: {value} ({cell}) and {other}",
                    metric=quoted(last.metric),
                    day=last.date,
                    value=exact(first.value),
                    cell=first.at("value"),
                    other=exact(last.value),
                ),
            )


@rule("GS706", "reading-in-future", Severity.WARNING, "metrics", "Mend the date; what is planned belongs to Planned.")
def reading_in_future(plan: Plan, context: Context) -> Iterator[Breach]:
    """A reading was taken on a day that is still to come.

    As of the report's day it cannot be known, so it is left out.

    Mend the date. What is planned for that day belongs to the column Planned.

    Breaks:

        at Metrics!A3
        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-12-13 | Followers | 1450  |

    Holds:

        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-20 | Followers | 1450  |
    """
    for reading in plan.readings:
        if not reading.known_by(context.as_of):
            late = msg("the reading of {day} lies after {as_of}", day=reading.date, as_of=context.as_of)
            yield reading.at("date"), late


@rule(
    "GS722",
    "current-is-old",
    Severity.WARNING,
    "metrics",
    "Enter the newest number in both, or leave Current blank.",
    {Kind.METRICS: ("value",)},
)
def current_is_old(plan: Plan, context: Context) -> Iterator[Breach]:
    """The column Current says another number than the newest reading.

    One of them was not kept up; the goal is judged by one number and talked about with another.

    Enter the newest number in both, or leave Current blank: then the newest reading counts.

    Breaks:

        at Goals!G2
        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target | Current |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   | 1300    |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-13 | Followers | 1450  |

    Holds:

        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target | Current |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   | 1450    |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-06 | Followers | 1400  |
        | 2026-11-13 | Followers | 1450  |
    """
    for item, measure in measured(plan):
        if measure.summing not in EACH:
            continue
        past = [reading for reading in plan.readings_of(item) if reading.known_by(context.as_of)]
        newest = past[-1] if past else None
        if newest and measure.current is not None and not same(newest.value, measure.current):
            yield (
                item.at("current"),
                msg(
                    "current {current}, but the newest reading says {value} on {day} ({cell})",
                    current=exact(measure.current),
                    value=exact(newest.value),
                    day=newest.date,
                    cell=newest.at("value"),
                ),
            )
