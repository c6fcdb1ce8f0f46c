"""GS4xx: weights: what counts for how much within one goal."""

from collections.abc import Iterable, Iterator, Sequence

from goalsheet.findings import Severity
from goalsheet.language.wording import counted, exact, msg, number, whole
from goalsheet.plan.model import Goal, KeyResult, LifeCycle, Plan, Step
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import named, written

Siblings = Sequence[Goal | Step | KeyResult]


def families(plan: Plan) -> Iterator[tuple[Goal, Siblings]]:
    """What is weighed against each other: the steps, the key results and the child goals of each goal."""
    for goal in plan.goals:
        for below in (plan.steps_of(goal), plan.key_results_of(goal), plan.children_of(goal)):
            counting = [item for item in below if item.life_cycle is not LifeCycle.CANCELLED]
            if counting:
                yield goal, counting


def _weights(items: Iterable[Goal | Step | KeyResult]) -> list[float]:
    return [item.weight for item in items if item.weight is not None]


@rule("GS410", "negative-weight", Severity.ERROR, "progress", "Enter a weight above 0, or clear the cell.")
def negative_weight(plan: Plan, context: Context) -> Iterator[Breach]:
    """A weight is below zero.

    Progress is added up by weight; a negative one makes finished work count against the goal.

    Enter a weight above 0. What must not count gets 0, or is cancelled.

    Breaks:

        at Steps!C2
        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | -1     | 2026-11-27 |
        | Launch | Take the photos | 2      | 2026-12-04 |

    Holds:

        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 1      | 2026-11-27 |
        | Launch | Take the photos | 2      | 2026-12-04 |
    """
    for item in written(plan):
        if item.weight is not None and item.weight < 0:
            yield item.at("weight"), msg("a weight of {weight} cannot be", weight=exact(item.weight))


def _near_whole(total: float) -> float | None:
    """1 or 100 where a sum of shares was meant to reach it and does not."""
    for full in (1.0, 100.0):
        if 0.75 * full <= total <= 1.25 * full and abs(total - full) > 0.011 * full:
            return full
    return None


@rule("GS411", "weights-sum", Severity.WARNING, "progress", "Adjust them so that they add up, or use plain points.")
def weights_sum(plan: Plan, context: Context) -> Iterator[Breach]:
    """Weights that look like shares do not add up to 1 or 100.

    A row was added or taken out and the others were left as they were: each counts for more or less than was agreed.
    Plain points (1, 2, 5) need no sum and are not meant here.

    Adjust the weights so that they add up to 1 (or 100).

    Breaks:

        at Steps!C2
        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 0.5    | 2026-11-27 |
        | Launch | Take the photos | 0.3    | 2026-12-04 |
        | Launch | Draw the pages  | 0.3    | 2026-12-04 |

    Holds:

        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 0.5    | 2026-11-27 |
        | Launch | Take the photos | 0.3    | 2026-12-04 |
        | Launch | Draw the pages  | 0.2    | 2026-12-04 |
        | Office | Find rooms      | 5      | 2026-12-04 |
        | Office | Move            | 3      | 2026-12-04 |
    """
    for goal, siblings in families(plan):
        weights = _weights(siblings)
        full = _near_whole(sum(weights))
        if len(weights) == len(siblings) > 1 and full and min(weights) >= 0 and _like_shares(weights, full):
            yield (
                siblings[0].at("weight"),
                msg(
                    "the weights under {goal} add up to {sum}, not {whole}",
                    goal=named(goal),
                    sum=number(sum(weights)),
                    whole=number(full),
                ),
            )


def _like_shares(weights: Sequence[float], full: float) -> bool:
    """Shares of one are fractions; shares of a hundred come in fives. 30 points in all are neither."""
    if full == 1:
        return all(weight < 1 for weight in weights)
    return all(weight % 5 == 0 for weight in weights)


@rule("GS412", "weights-missing", Severity.NOTE, "progress", "Give each of them a weight, or none.")
def weights_missing(plan: Plan, context: Context) -> Iterator[Breach]:
    """Some steps of a goal have a weight and others none.

    How much the others count is then a guess.

    Give each of them a weight, or none.

    Breaks:

        at Steps!C3
        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 3      | 2026-11-27 |
        | Launch | Take the photos |        | 2026-12-04 |

    Holds:

        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 3      | 2026-11-27 |
        | Launch | Take the photos | 1      | 2026-12-04 |
        | Office | Find rooms      |        | 2026-12-04 |
    """
    for goal, siblings in families(plan):
        blank = [item for item in siblings if item.weight is None and "weight" in item.cells]
        if blank and len(blank) < len(siblings):
            yield (
                blank[0].at("weight"),
                counted(
                    len(blank),
                    "{n} row of {all} under {goal} without a weight",
                    "{n} rows of {all} under {goal} without a weight",
                    all=whole(len(siblings)),
                    goal=named(goal),
                ),
            )


@rule("GS419", "weights-zero", Severity.ERROR, "progress", "Give at least one of them a weight above 0.")
def weights_zero(plan: Plan, context: Context) -> Iterator[Breach]:
    """All weights under a goal are 0.

    Nothing counts, so the goal has no progress, whatever is done.

    Give what matters a weight above 0, or clear the column.

    Breaks:

        at Steps!C2
        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 0      | 2026-11-27 |
        | Launch | Take the photos | 0      | 2026-12-04 |

    Holds:

        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Write the copy  | 1      | 2026-11-27 |
        | Launch | Take the photos | 0      | 2026-12-04 |
    """
    for goal, siblings in families(plan):
        weights = _weights(siblings)
        if len(weights) == len(siblings) and not any(weights):
            yield siblings[0].at("weight"), msg("all weights under {goal} are 0", goal=named(goal))
