"""GS7xx: metrics: a baseline, a target and a current value that fit each other."""

from collections.abc import Callable, Iterator

from goalsheet.cells import CellRef
from goalsheet.findings import Severity
from goalsheet.language import translatable
from goalsheet.language.wording import exact, msg
from goalsheet.plan.model import Direction, Goal, KeyResult, Measure, Plan
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, unreadable
from goalsheet.rules.sentences import sentence
from goalsheet.rules.smart import has_measure

Measured = Goal | KeyResult


def measured(plan: Plan) -> Iterator[tuple[Measured, Measure]]:
    """The goals and key results that name a measure."""
    items: list[Measured] = [*listed(plan), *plan.key_results]
    for item in items:
        if item.measure is not None and has_measure(item.measure):
            yield item, item.measure


@rule(
    "GS701",
    "target-is-baseline",
    Severity.ERROR,
    "metrics",
    "Mend one of the two; to keep it there, Direction is keep.",
)
def target_is_baseline(plan: Plan, context: Context) -> Iterator[Breach]:
    """A target equals its baseline.

    There is no way to go, so no progress can be worked out.

    Mend the one that is wrong. What is to be kept where it is has the direction keep.

    Breaks:

        at Goals!F2
        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Direction |
        | G1 | Win new followers     | Ana   | 2026-12-31 | 1200     | 1200   |           |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   |           |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Direction |
        | G1 | Keep our followers    | Ana   | 2026-12-31 | 1200     | 1200   | keep      |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   |           |
    """
    for item, measure in measured(plan):
        same = measure.target is not None and measure.target == measure.baseline
        if same and measure.direction is not Direction.KEEP:
            target = exact(measure.target or 0)
            yield item.at("target"), msg("the target {target} is the baseline: there is no way to go", target=target)


_GOES_AGAINST = {
    Direction.UP: translatable("it is to go up, but from {baseline} to {target} it goes down"),
    Direction.DOWN: translatable("it is to go down, but from {baseline} to {target} it goes up"),
}


@rule("GS702", "wrong-direction", Severity.ERROR, "metrics", "Swap baseline and target, or mend the direction.")
def wrong_direction(plan: Plan, context: Context) -> Iterator[Breach]:
    """The direction contradicts baseline and target.

    A number that is to go up has a target below its baseline, or the other way round: progress comes out upside down.

    Swap baseline and target, or mend the direction.

    Breaks:

        at Goals!G2
        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Direction |
        | G1 | Lose fewer customers  | Ana   | 2026-12-31 | 8        | 5      | up        |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   | up        |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Direction |
        | G1 | Lose fewer customers  | Ana   | 2026-12-31 | 8        | 5      | down      |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   | up        |
    """
    for item, measure in measured(plan):
        baseline, target, direction = measure.baseline, measure.target, measure.direction
        if baseline is None or target is None or baseline == target or direction not in _GOES_AGAINST:
            continue
        if (target > baseline) is not (direction is Direction.UP):
            against = msg(_GOES_AGAINST[direction], baseline=exact(baseline), target=exact(target))
            yield item.at("direction"), against


def _blank(plan: Plan, field: str, wanted: Callable[[Measured, Measure], bool]) -> Iterator[CellRef]:
    """The cells of open goals and key results that want a number of their measure, where none stands."""
    unread = unreadable(plan)
    for item, measure in measured(plan):
        if item.open and getattr(measure, field) is None and item.at(field) not in unread and wanted(item, measure):
            yield item.at(field)


@rule(
    "GS703", "current-missing", Severity.WARNING, "metrics", "Enter today's number in Current, or a reading on Metrics."
)
def current_missing(plan: Plan, context: Context) -> Iterator[Breach]:
    """A running goal has a target but no current value and no reading.

    Nobody knows how far it is.

    Enter today's number in Current, or better a dated reading on the sheet Metrics.

    Breaks:

        at Goals!G2
        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Current |
        | G1 | Win new followers     | Ana   | 2026-12-31 | 1200     | 1700   |         |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   | 1350    |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Current | Start      |
        | G1 | Win new followers     | Ana   | 2027-03-31 | 1200     | 1700   |         | 2027-01-04 |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   | 1350    | 2026-10-01 |
    """

    def wanted(item: Measured, measure: Measure) -> bool:
        running = item.start is None or item.start <= context.as_of
        known = plan.readings_of(item) or getattr(item, "score", None) is not None
        return running and measure.target is not None and not known

    for cell in _blank(plan, "current", wanted):
        yield cell, msg("the goal has a target, but no current value")


_LIKE_A_FRACTION = {
    "baseline": translatable("baseline {number} looks like a fraction, the others do not"),
    "target": translatable("target {number} looks like a fraction, the others do not"),
    "current": translatable("current {number} looks like a fraction, the others do not"),
}


@rule("GS713", "percent-mixed", Severity.WARNING, "metrics", "Write all of them in one way: 5 with the unit %, or 5 %.")
def percent_mixed(plan: Plan, context: Context) -> Iterator[Breach]:
    """Baseline, target and current of a percentage are partly fractions and partly whole numbers.

    0.05 and 5 both mean five percent to a person; to a sum they are a hundred times apart.

    Write all of them in one way.

    Breaks:

        at Goals!G2
        Goals
        | ID | Goal              | Unit | Due        | Baseline | Target | Current |
        | G1 | Lose fewer buyers | %    | 2026-12-31 | 8        | 5      | 0.06    |
        | G2 | Sell more online  | %    | 2026-12-31 | 20       | 40     | 25      |

    Holds:

        Goals
        | ID | Goal              | Unit | Due        | Baseline | Target | Current |
        | G1 | Lose fewer buyers | %    | 2026-12-31 | 8        | 5      | 6       |
        | G2 | Sell more online  | %    | 2026-12-31 | 20       | 40     | 25      |
    """
    for item, measure in measured(plan):
        if "%" not in (measure.unit or ""):
            continue
        numbers = {"baseline": measure.baseline, "target": measure.target, "current": measure.current}
        given = {name: abs(number) for name, number in numbers.items() if number}
        fractions = [name for name, number in given.items() if number < 1]
        if fractions and max(given.values()) >= 10 * max(given[name] for name in fractions) and max(given.values()) > 1:
            last = fractions[-1]
            yield item.at(last), msg(_LIKE_A_FRACTION[last], number=exact(given[last]))


@rule("GS717", "target-missing", Severity.WARNING, "metrics", "Enter the number that is to be reached.")
def target_missing(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal or key result names a metric, or where it stands, but no target.

    It is measured, but nobody can say how far it is.

    Enter the number that is to be reached, or to be kept.

    Breaks:

        at Goals!F2
        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     |        |
        | G2 | Win new readers   | Readers   | 2026-12-31 | 900      | 1200   |

    Holds:

        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        | G2 | Win new readers   | Readers   | 2026-12-31 | 900      | 1200   |
    """
    for cell in _blank(plan, "target", lambda _, measure: measure.band is None):
        yield cell, msg("the metric has no target")


@rule("GS718", "baseline-missing", Severity.NOTE, "metrics", "Enter where it stood at the start.")
def baseline_missing(plan: Plan, context: Context) -> Iterator[Breach]:
    """A target has no baseline, so the way to it cannot be measured.

    At 1350 of 1600 one may have come a long way from 500, or stood at 1340 all along.

    Enter where the number stood at the start; 0 if there was nothing.

    Breaks:

        at Goals!E2
        Goals
        | ID | Goal                | Owner | Due        | Baseline | Target | Current |
        | G1 | Win new followers   | Ana   | 2026-12-31 |          | 1700   | 1350    |
        | G2 | Win new subscribers | Ben   | 2026-12-31 | 900      | 1200   | 1000    |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        | Baseline | Target | Current |
        | G1 | Win new followers   | Ana   | 2026-12-31 | 0        | 1700   | 1350    |
        | G2 | Win new subscribers | Ben   | 2026-12-31 | 900      | 1200   | 1000    |
    """

    def wanted(item: Measured, measure: Measure) -> bool:
        aimed = measure.target is not None and measure.direction is not Direction.KEEP and measure.band is None
        asked = sentence(item.name).change_by  # by GS605 already
        return aimed and "baseline" in item.cells and not asked and not plan.readings_of(item)

    for cell in _blank(plan, "baseline", wanted):
        yield cell, msg("the target has no baseline")
