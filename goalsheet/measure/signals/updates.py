"""Signals from what people say, or have stopped saying: blocked, no update, low confidence."""

from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, counted, joined, msg, number, quoted, weekday
from goalsheet.measure.declared import named, obstacle, out_of_the_way
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.metrics import usual_gap
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import LifeCycle, Step

CHECK_INS = translatable_plural("its check-ins come every day", "its check-ins come every {n} days")
READINGS = translatable_plural("its readings come every day", "its readings come every {n} days")


@signal("blocked", "blocked", "people")
def blocked(context: ItemContext) -> Hit | None:
    """Its owner says that it is blocked, or names what blocks it.

    Formula: the status says blocked, or the latest check-in does, or Blocked by names something that is not a step
    already done.

    Breaks:
        as of 2026-11-20
        | Step       | Due        | Status      | Blocked by      |
        | Write copy | 2026-12-11 | In progress | legal's answer  |

    Holds:
        as of 2026-11-20
        | ID | Step        | Due        | Status      | Blocked by |
        | S1 | Write copy  | 2026-12-11 | In progress | S2         |
        | S2 | Brief       | 2026-11-11 | Done        | none       |
    """
    by = context.item.blocked_by if isinstance(context.item, Step) else None
    by = named(by)
    declared = LifeCycle.BLOCKED in (context.item.life_cycle, *(c.life_cycle for c in context.check_ins[-1:]))
    if not declared and (by is None or context.plan_as_of.is_done_by_name(by)):
        return None
    what = msg("blocked by {obstacle}", obstacle=quoted(by, 100)) if by else msg("blocked, by its status")
    reason, clears = joined((what, context.how_far)), out_of_the_way(by or obstacle(context.plan_as_of, context.item))
    return Hit(Level.WARN, reason, clears, "blocked_by" if by else "status", {"blocked_by": by})


@signal("no-update", "no update", "people", thresholds=("stale cadence", "stale updates", "stale least"))
def no_update(context: ItemContext) -> Hit | None:
    """Nobody has said anything of it for longer than usual.

    Formula: the last check-in, reading, Last updated, or report that saw it moved is older than {stale cadence} times
    the usual gap between its check-ins (the median, from {stale updates} check-ins on; without these between its
    readings), but never sooner than after {stale least} days; or, where neither is known, than the setting stale_days
    (14). Silent before its start, and where no update has a date: that of a finished step alone does not tell when
    others were spoken of.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete | Last updated |
        | Write copy | 2026-10-19 | 2026-12-18 | 80%        | 2026-10-30   |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete | Last updated |
        | Write copy | 2026-10-19 | 2026-12-18 | 80%        | 2026-11-16   |
    """
    last = context.last_update
    if last is None or (context.start is not None and context.start > context.as_of):
        return None
    gap, come = _usual(context)
    limit = float(context.plan_as_of.settings.stale_days)
    if gap is not None:
        limit = max(context.limits["stale cadence"] * gap, context.limits["stale least"])
    age = (context.as_of - last).days
    if age <= limit:
        return None
    silent = counted(
        age, "no update for {n} day, the last on {last}", "no update for {n} days, the last on {last}",
        last=weekday(last),
    )  # fmt: skip
    usual = NOTHING if gap is None else counted(max(round(gap), 1), *come)
    numbers: dict[str, Number] = {"last": last, "age_days": age, "limit_days": limit}
    return Hit(Level.HINT, joined((silent, usual)), msg("an update"), "updated", numbers)


def _usual(context: ItemContext) -> tuple[float | None, tuple[str, str]]:
    """The usual gap between its check-ins, else between its readings, and how it is told; of the two never mixed."""
    least = int(context.limits["stale updates"])
    gap = usual_gap([c.date for c in context.check_ins], least)
    if gap is not None:
        return gap, CHECK_INS
    readings = context.plan_as_of.plan.readings_of(context.item)
    return usual_gap([r.on(context.as_of) for r in readings if r.known_by(context.as_of)], least), READINGS


@signal("confidence", "confidence", "people", thresholds=("confidence low", "confidence drop"))
def confidence(context: ItemContext) -> Hit | None:
    """Its people have little confidence in it, or much less than before.

    Formula: the latest confidence (of 10) is at most {confidence low}: a warning; or it fell by at least
    {confidence drop} since the one before: a hint.

    Breaks:
        as of 2026-11-20
        Goals
        | Goal            | Due        | Confidence |
        | 500 subscribers | 2026-12-11 | 2          |

    Holds:
        as of 2026-11-20
        Goals
        | Goal            | Due        | Confidence |
        | 500 subscribers | 2026-12-11 | 7          |
    """
    given = [c.confidence for c in context.check_ins if c.confidence is not None]
    if not given and context.item.confidence is not None:
        given = [seen.confidence for seen in context.past if seen.confidence is not None] + [context.item.confidence]
    if not given:
        return None
    now, before, low = given[-1], given[-2] if len(given) > 1 else None, context.limits["confidence low"]
    numbers = {"confidence": now, "before": before}
    if now <= low:
        clears = msg("confidence above {low}", low=number(low))
        return Hit(Level.WARN, _confidence(now, before), clears, "confidence", numbers)
    if before is not None and before - now >= context.limits["confidence drop"]:
        return Hit(Level.HINT, _confidence(now, before), msg("confidence back where it was"), "confidence", numbers)
    return None


def _confidence(now: float, before: float | None) -> LazyText:
    if before is None or before <= now:
        return msg("confidence {confidence} of 10", confidence=number(now))
    return msg("confidence {confidence} of 10, down from {before}", confidence=number(now), before=number(before))
