"""Ways to judge: goalsheet's own, a stricter one, and three that people know from elsewhere.

`balanced` is DESIGN's order with every signal. `strict` needs only one hint, and asks no record before it speaks of
pace. `pace` and `points` judge by ratio and by gap alone, as spreadsheets and boards do; `msproject` as Microsoft
Project's Status field. In these three every signal but a fact of dates is only told, and what is overdue is off track
all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import (
    NOTHING,
    counted,
    joined,
    msg,
    number,
    percent,
    percent_up,
    whole_points,
)
from goalsheet.measure.item_context import ItemContext, done_so_far
from goalsheet.measure.model import Level, Signal
from goalsheet.plan.dates import shifted
from goalsheet.rounding import at_least
from goalsheet.statuses import Status

Verdict = tuple[Status, LazyText, LazyText]  # status, reason, what would clear it
Judged = Callable[[ItemContext, Sequence[Signal]], Verdict | None]


def balanced(context: ItemContext, signals: Sequence[Signal]) -> Verdict | None:
    """Off track by any fact; at risk by a warning, or by two hints of different families; else None.

    What would clear it names the condition of every fact, or of every warning: each of them holds it.
    """
    for level, status in ((Level.FACT, Status.OFF_TRACK), (Level.WARN, Status.AT_RISK)):
        holding = [signal for signal in signals if signal.level is level]
        if holding:
            first = next((signal for signal in holding if signal.code == "blocked"), holding[0])
            return status, first.reason, clearing([*holding, *_left(signals, holding)], signals)
    hints = [signal for signal in signals if signal.level is Level.HINT]
    other = next((hint for hint in hints if hint.family != hints[0].family), None)
    if other is None:
        return None
    way, its = (clearing([hint for hint in hints if hint.family == one.family]) for one in (hints[0], other))
    reason = msg("{reason}, and {other}", reason=hints[0].reason, other=other.reason)
    return Status.AT_RISK, reason, msg("{way}; or {other}", way=way, other=its)


def _left(signals: Sequence[Signal], holding: Sequence[Signal]) -> list[Signal]:
    """Hints that would still hold it at risk once the warnings are cleared: those of all families but one."""
    if holding[0].level is Level.FACT:
        return []
    most = max(map(_needed, holding))
    hints = [s for s in signals if s.level is Level.HINT and not 0 < _needed(s) <= most]
    families = dict.fromkeys(hint.family for hint in sorted(hints, key=_needed))
    hardest = next(iter(families), "")
    return [hint for hint in hints if hint.family != hardest]


#: The families of signals that another due date may clear.
DATED = frozenset({"time", "pace", "record"})


def clearing(holding: Sequence[Signal], signals: Sequence[Signal] = ()) -> LazyText:
    """The conditions under which none of these signals speaks any more; of two progresses to reach the greater.

    Where one of them wants it done, that is all: of what is done none speaks. A new due date is then no way out if
    among all its `signals` there is a warning that stands whatever the date.
    """
    most = max((_needed(signal) for signal in holding), default=0.0)
    whole = next((s for s in holding if s.code == "overdue" or _needed(s) >= 1), None)
    if whole and any(s.level in (Level.FACT, Level.WARN) and s.family not in DATED for s in signals):
        return msg("done")
    kept = [whole] if whole else [s for s in holding if not _needed(s) or _needed(s) >= most]
    ways = list(dict.fromkeys(signal.clears for signal in kept if signal.clears))
    return reduce(_both, ways) if ways else NOTHING


def _both(way: LazyText, other: LazyText) -> LazyText:
    return msg("{way}; and {other}", way=way, other=other)


def _needed(signal: Signal) -> float:
    """The progress that clears a signal, where progress does."""
    needed = signal.numbers.get("needed")
    return needed if isinstance(needed, float) else 0.0


def strict(context: ItemContext, signals: Sequence[Signal]) -> Verdict | None:
    """As balanced, but one hint is enough to be at risk."""
    hints = [signal for signal in signals if signal.level is Level.HINT]
    return balanced(context, signals) or ((Status.AT_RISK, hints[0].reason, clearing(hints)) if hints else None)


def _overdue(signals: Sequence[Signal]) -> Verdict | None:
    fact = next((s for s in signals if s.code == "overdue"), None)
    return None if fact is None else (Status.OFF_TRACK, fact.reason, fact.clears)


def _behind(context: ItemContext, how: LazyText) -> LazyText:
    return joined((context.comparison, how))


def _done(fraction: float) -> LazyText:
    return done_so_far(percent_up(fraction))


def by_ratio(context: ItemContext, signals: Sequence[Signal]) -> Verdict | None:
    """Actual / expected: on track from .95, at risk from .75, below it off track; what is not known counts as 0."""
    if (late := _overdue(signals)) or not context.expected:
        return late
    on_track, at_risk = context.limits["ratio on track"], context.limits["ratio at risk"]
    ratio = (context.actual or 0.0) / context.expected
    if at_least(ratio, on_track):
        return None
    status = Status.AT_RISK if at_least(ratio, at_risk) else Status.OFF_TRACK
    reason = _behind(context, msg("a pace of {ratio}", ratio=number(ratio)))
    return status, reason, _done(on_track * context.expected)


def by_points(context: ItemContext, signals: Sequence[Signal]) -> Verdict | None:
    """Expected - actual: at risk from 16.5 points on, off track from 33; what is not known counts as 0."""
    if (late := _overdue(signals)) or not context.expected:
        return late
    at_risk, off_track = context.limits["points at risk"], context.limits["points off track"]
    gap = context.expected - (context.actual or 0.0)
    if not at_least(gap, at_risk):
        return None
    status = Status.AT_RISK if not at_least(gap, off_track) else Status.OFF_TRACK
    points = counted(whole_points(gap), "{n} point behind", "{n} points behind")
    return status, _behind(context, points), _done(context.expected - at_risk)


def by_msproject(context: ItemContext, signals: Sequence[Signal]) -> Verdict | None:
    """Late unless what is done reaches to the day before: Microsoft Project's Status field, Late shown as at risk.

    Source: Microsoft, "Status fields" in the Project field reference: a task is on schedule if its cumulative percent
    complete is spread to at least the day before the status date. What is not known counts as 0.
    """
    if (late := _overdue(signals)) or context.start is None or context.due is None:
        return late
    eve = shifted(context.as_of, -1)
    reach = context.plan_as_of.calendar_for(context.item.owners).elapsed(context.start, context.due, eve)
    if at_least(context.actual or 0.0, reach):
        return None
    reason = msg(
        "late: {how_far}, {percent} expected by the day before", how_far=context.how_far, percent=percent(reach)
    )
    return Status.AT_RISK, reason, _done(reach)


PROFILES: Mapping[str, Judged] = {
    "balanced": balanced,
    "strict": strict,
    "pace": by_ratio,
    "points": by_points,
    "msproject": by_msproject,
}
OWN = frozenset({"balanced", "strict"})


def shown(signals: Sequence[Signal], profile: str) -> tuple[Signal, ...]:
    """The signals as a profile weighs them: in those from elsewhere all but overdue are for information."""
    if profile in OWN:
        return tuple(signals)
    return tuple(s if s.code == "overdue" else replace(s, level=Level.INFO) for s in signals)
