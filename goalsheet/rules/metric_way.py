"""GS725: a value past its target, of which nothing says whether that is good."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language.wording import exact, msg
from goalsheet.plan.measured import way_unknown
from goalsheet.plan.model import EACH, Plan, Summing
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.metrics import Measured, measured


@rule(
    "GS725",
    "direction-missing",
    Severity.WARNING,
    "metrics",
    "Say it in a column Direction (up or down), or in the target: at most 2, at least 2.",
)
def direction_missing(plan: Plan, context: Context) -> Iterator[Breach]:
    """A value lies past its target, and nothing says whether more or less of it is better.

    Five of two permits are a target passed or a limit broken: no verdict can rest on them. The direction is taken from
    the column Direction, from the baseline, from words like "at most" beside the target, or from what is measured where
    its name tells (revenue, sick days).

    Say it in a column Direction, or write the target as "at most 2" or "at least 2".

    Breaks:

        at Goals!E2
        Goals
        | ID | Goal    | Owner | Due        | Target | Current |
        | G1 | Permits | Ana   | 2026-12-31 | 2      | 5       |

    Holds:

        Goals
        | ID | Goal    | Owner | Due        | Target    | Current |
        | G1 | Permits | Ana   | 2026-12-31 | at most 2 | 5       |
    """
    for item, measure in measured(plan):
        value = _value(plan, item)
        if item.open and value is not None and way_unknown(measure, value):
            told = msg(
                "{value} is past the target {target}, and nothing says whether that is good",
                value=exact(value),
                target=exact(measure.target or 0.0),
            )
            yield item.at("target"), told


def _value(plan: Plan, item: Measured) -> float | None:
    """Where it stands; None where the first of several readings tells which way it is to go."""
    readings, measure = plan.readings_of(item), item.measure
    if measure is None or (len(readings) > 1 and measure.summing in EACH - {Summing.PERIOD}):
        return None
    if measure.current is None and readings:
        return max(readings, key=lambda reading: reading.date).value
    return measure.current
