"""GS7xx: a metric whose numbers cannot be of one unit."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language.wording import exact, msg
from goalsheet.plan.model import EACH, Plan
from goalsheet.plan.slips import far_off
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.metrics import measured


@rule("GS724", "far-off-target", Severity.WARNING, "metrics", "Mend the unit or the number: one of the three is off.")
def far_off_target(plan: Plan, context: Context) -> Iterator[Breach]:
    """A metric's value lies more than ten times the way from its baseline to its target away.

    Mostly one of the three is in another unit (thousands, percent), or a digit too many was typed.

    Mend the one that is off.

    Breaks:

        at Goals!E2
        Goals
        | Goal              | Due        | Baseline | Target | Current |
        | Win new followers | 2026-12-31 | 0        | 2000   | 1350000 |

    Holds:

        Goals
        | Goal              | Due        | Baseline | Target | Current |
        | Win new followers | 2026-12-31 | 0        | 2000   | 2350    |
    """
    for item, measure in measured(plan):
        read = [reading for reading in plan.readings_of(item) if reading.known_by(context.as_of)]
        read = read if measure.summing in EACH else []
        value, base, target = read[-1].value if read else measure.current, measure.baseline, measure.target
        if value is None or base is None or target is None or base == target or measure.band is not None:
            continue
        if far_off((value - base) / (target - base)):
            words = msg(
                "{value} is far from baseline {baseline} and target {target}",
                value=exact(value),
                baseline=exact(base),
                target=exact(target),
            )
            yield read[-1].at("value") if read else item.at("current"), words
