"""Signals from what people say, or have stopped saying: blocked, no update, low confidence."""

from goalsheet.measure import wording
from goalsheet.measure.case import Case
from goalsheet.measure.declared import named, obstacle, out_of_the_way
from goalsheet.measure.metrics import usual_gap
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, signal
from goalsheet.plan.model import LifeCycle, Step


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
    said = LifeCycle.BLOCKED in (case.item.life_cycle, *(c.life_cycle for c in case.check_ins[-1:]))
    if not said and (by is None or case.basis.is_done_by_name(by)):
        return None
    what = f"blocked by {wording.quoted(by)}" if by else "blocked, by its status"
    clears = out_of_the_way(by or obstacle(case.basis, case.item))
    return Hit(Level.WARN, f"{what}, {case.how_far}", clears, "blocked_by" if by else "status", {"blocked_by": by})


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
    gap, what = _usual(case)
    limit = float(case.basis.settings.stale_days)
    if gap is not None:
        limit = max(case.limits["stale cadence"] * gap, case.limits["stale least"])
    age = (case.as_of - last).days
    if age <= limit:
        return None
    usual = f", its {what} come every {wording.counted(max(round(gap), 1), 'day')}" if gap is not None else ""
    reason = f"no update for {wording.counted(age, 'day')}, the last on {wording.day(last)}{usual}"
    return Hit(Level.HINT, reason, "an update", "updated", {"last": last, "age_days": age, "limit_days": limit})


def _usual(case: Case) -> tuple[float | None, str]:
    """The usual gap between its check-ins, else between its readings; of the two never mixed."""
    least = int(case.limits["stale updates"])
    gap = usual_gap([c.date for c in case.check_ins], least)
    if gap is not None:
        return gap, "check-ins"
    readings = case.basis.plan.readings_of(case.item)
    return usual_gap([r.date for r in readings if r.date <= case.as_of], least), "readings"


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
    said = [(c.confidence, "its latest check-in") for c in case.check_ins if c.confidence is not None]
    if not said and case.item.confidence is not None:
        said = [(seen.confidence, "an earlier report") for seen in case.past if seen.confidence is not None]
        said.append((case.item.confidence, "its row"))
    if not said:
        return None
    (now, _), before = said[-1], said[-2][0] if len(said) > 1 else None
    numbers = {"confidence": now, "before": before}
    reason = f"confidence {wording.number(now)} of 10"
    if before is not None and before > now:
        reason += f", down from {wording.number(before)}"
    if now <= case.limits["confidence low"]:
        clears = f"confidence above {wording.number(case.limits['confidence low'])}"
        return Hit(Level.WARN, reason, clears, "confidence", numbers)
    if before is not None and before - now >= case.limits["confidence drop"]:
        return Hit(Level.HINT, reason, "confidence back where it was", "confidence", numbers)
    return None
