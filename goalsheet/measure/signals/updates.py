"""Signals from what people say, or have stopped saying: blocked, no update, low confidence."""

from goalsheet.language import messages
from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import NOTHING, counted, joined, number, quoted, said, weekday
from goalsheet.measure.declared import named, obstacle, out_of_the_way
from goalsheet.measure.item_context import Case
from goalsheet.measure.metrics import usual_gap
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import LifeCycle, Step

CHECK_INS = messages("its check-ins come every day", "its check-ins come every {n} days")
READINGS = messages("its readings come every day", "its readings come every {n} days")


@signal("blocked", "people")
def blocked(case: Case) -> Hit | None:
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
    by = case.item.blocked_by if isinstance(case.item, Step) else None
    by = named(by)
    declared = LifeCycle.BLOCKED in (case.item.life_cycle, *(c.life_cycle for c in case.check_ins[-1:]))
    if not declared and (by is None or case.basis.is_done_by_name(by)):
        return None
    what = said("blocked by {obstacle}", obstacle=quoted(by, 100)) if by else said("blocked, by its status")
    reason, clears = joined((what, case.how_far)), out_of_the_way(by or obstacle(case.basis, case.item))
    return Hit(Level.WARN, reason, clears, "blocked_by" if by else "status", {"blocked_by": by})


@signal("no-update", "people", thresholds=("stale cadence", "stale updates", "stale least"))
def no_update(case: Case) -> Hit | None:
    """Nobody has said anything of it for longer than usual.

    Formula: the last check-in, reading or Last updated is older than 1.5 times the usual gap between its check-ins (the
    median, from three check-ins on; without these between its readings), but never sooner than after 7 days; or, where
    neither is known, than the setting stale_days (14). Silent before its start, and where no update has a date.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete | Last updated |
        | Write copy | 2026-10-19 | 2026-12-18 | 80%        | 2026-10-30   |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete | Last updated |
        | Write copy | 2026-10-19 | 2026-12-18 | 80%        | 2026-11-16   |
    """
    last = case.last_update
    if last is None or (case.start is not None and case.start > case.as_of):
        return None
    gap, come = _usual(case)
    limit = float(case.basis.settings.stale_days)
    if gap is not None:
        limit = max(case.limits["stale cadence"] * gap, case.limits["stale least"])
    age = (case.as_of - last).days
    if age <= limit:
        return None
    silent = counted(
        age, "no update for {n} day, the last on {last}", "no update for {n} days, the last on {last}",
        last=weekday(last),
    )  # fmt: skip
    usual = NOTHING if gap is None else counted(max(round(gap), 1), *come)
    numbers: dict[str, Number] = {"last": last, "age_days": age, "limit_days": limit}
    return Hit(Level.HINT, joined((silent, usual)), said("an update"), "updated", numbers)


def _usual(case: Case) -> tuple[float | None, tuple[str, str]]:
    """The usual gap between its check-ins, else between its readings, and how it is told; of the two never mixed."""
    least = int(case.limits["stale updates"])
    gap = usual_gap([c.date for c in case.check_ins], least)
    if gap is not None:
        return gap, CHECK_INS
    readings = case.basis.plan.readings_of(case.item)
    return usual_gap([r.date for r in readings if r.date <= case.as_of], least), READINGS


@signal("confidence", "people", thresholds=("confidence low", "confidence drop"))
def confidence(case: Case) -> Hit | None:
    """Its people have little confidence in it, or much less than before.

    Formula: the latest confidence (of 10) is at most 3: a warning; or it fell by at least 3 since the one before: a
    hint.

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
    given = [c.confidence for c in case.check_ins if c.confidence is not None]
    if not given and case.item.confidence is not None:
        given = [seen.confidence for seen in case.past if seen.confidence is not None] + [case.item.confidence]
    if not given:
        return None
    now, before, low = given[-1], given[-2] if len(given) > 1 else None, case.limits["confidence low"]
    numbers = {"confidence": now, "before": before}
    if now <= low:
        clears = said("confidence above {low}", low=number(low))
        return Hit(Level.WARN, _confidence(now, before), clears, "confidence", numbers)
    if before is not None and before - now >= case.limits["confidence drop"]:
        return Hit(Level.HINT, _confidence(now, before), said("confidence back where it was"), "confidence", numbers)
    return None


def _confidence(now: float, before: float | None) -> Saying:
    if before is None or before <= now:
        return said("confidence {confidence} of 10", confidence=number(now))
    return said("confidence {confidence} of 10, down from {before}", confidence=number(now), before=number(before))
