"""Signals a goal takes from what is below it."""

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import listed, msg, percent, quoted, whole
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.plan_as_of import AnyWork
from goalsheet.measure.progress import part_weights, weights
from goalsheet.measure.signals.base import Hit, signal
from goalsheet.plan.model import Goal, LifeCycle
from goalsheet.rounding import at_least
from goalsheet.statuses import Status


def weighted_below(context: ItemContext, goal: Goal) -> list[tuple[AnyWork, float]]:
    """The key results of a goal with their weights; without any, its steps and child goals."""
    results = [r for r in context.plan_as_of.plan.key_results_of(goal) if r.life_cycle is not LifeCycle.CANCELLED]
    if results:
        return list(zip(results, weights(results), strict=True))
    parts = context.plan_as_of.parts(goal)
    return list(zip(parts, part_weights(context.plan_as_of, parts), strict=True))


@signal("children-off-track", "children off track", "plan", "Goal", thresholds=("children share",))
def children_off_track(context: ItemContext) -> Hit | None:
    """At least {children share:%} of what it is made of is off track, or something critical is.

    Formula: the weight of its steps, child goals (or key results, where it has them) that are off track is at least
    {children share:%} of all; or one of them is critical: without float up to the goal's due date.

    Breaks:
        as of 2026-11-20
        Goals
        | Goal     | Due        |
        | Campaign | 2026-12-18 |
        Steps
        | Goal     | Step        | Due        | % complete |
        | Campaign | Write copy  | 2026-11-13 | 40%        |
        | Campaign | Book studio | 2026-12-11 | 0%         |

    Holds:
        as of 2026-11-20
        Goals
        | Goal     | Due        |
        | Campaign | 2026-12-18 |
        Steps
        | Goal     | Step        | Due        | % complete |
        | Campaign | Write copy  | 2026-11-13 | 100%       |
        | Campaign | Book studio | 2026-12-11 | 0%         |
    """
    if not isinstance(context.item, Goal):
        return None
    below = weighted_below(context, context.item)
    off = [(item, weight) for item, weight in below if _off_track(context, item)]
    if not off:
        return None
    total = sum(weight for _, weight in below)
    share = sum(weight for _, weight in off) / total if total else 0.0
    critical = [item for item, _ in off if item.key in context.facts.logic.critical]
    if not at_least(share, context.limits["children share"]) and not critical:
        return None
    names = _names([item for item, _ in off])
    if not at_least(share, context.limits["children share"]):
        names = quoted(critical[0].name)
        reason = msg("critical and off track: {part}", part=names)
    elif len(below) == 1:
        reason = msg("its one part is off track: {part}", part=names)
    else:
        reason = msg(
            "{off} of {parts} parts off track ({share} of the weight): {names}",
            off=whole(len(off)), parts=whole(len(below)), share=percent(share), names=names,
        )  # fmt: skip
    numbers = {"share": share, "off_track": len(off), "parts": len(below), "critical": len(critical)}
    return Hit(Level.WARN, reason, msg("{names} done or re-planned", names=names), "goal", numbers)


def _names(items: list[AnyWork]) -> LazyText:
    """At most three by name."""
    named = [quoted(item.name, 50 if len(items) > 1 else 80) for item in items[:3]]
    more = [msg("{n} more", n=whole(len(items) - 3))] if len(items) > 3 else []
    return listed(named + more)


def _off_track(context: ItemContext, item: AnyWork) -> bool:
    verdict = context.facts.verdicts.get(item.key)
    return verdict is not None and verdict.status is Status.OFF_TRACK
