"""Ways to judge: goalsheet's own, a stricter one, and three that people know from elsewhere.

`balanced` is DESIGN's order with every signal. `strict` needs only one hint, and asks no record before it speaks of
pace.
`pace` and `points` judge by ratio and by gap alone, as spreadsheets and boards do; `msproject` as Microsoft Project's
Status
field. In these three every signal but a fact of dates is only told, and what is overdue is off track all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from goalsheet.measure import wording
from goalsheet.measure.case import Case
from goalsheet.measure.model import Level, Signal, Status
from goalsheet.plan.days import shifted

Verdict = tuple[Status, str, str]  # status, reason, what would clear it
Judged = Callable[[Case, Sequence[Signal]], Verdict | None]


def balanced(case: Case, signals: Sequence[Signal]) -> Verdict | None:
    """Off track by any fact; at risk by a warning, or by two hints of different families; else None.

    What would clear it names the condition of every fact, or of every warning: each of them holds it.
    """
    for level, status in ((Level.FACT, Status.OFF_TRACK), (Level.WARN, Status.AT_RISK)):
        holding = [signal for signal in signals if signal.level is level]
        if holding:
            return status, holding[0].reason, clearing([*holding, *_left(signals, holding)])
    hints = [signal for signal in signals if signal.level is Level.HINT]
    other = next((hint for hint in hints if hint.family != hints[0].family), None)
    if other is None:
        return None
    ways = (clearing([hint for hint in hints if hint.family == one.family]) for one in (hints[0], other))
    return Status.AT_RISK, f"{hints[0].reason}, and {other.reason}", "; or ".join(ways)


def _left(signals: Sequence[Signal], holding: Sequence[Signal]) -> list[Signal]:
    """Hints that would still hold it at risk once the warnings are cleared: those of all families but one."""
    if holding[0].level is Level.FACT:
        return []
    most = max(map(_needed, holding))
    hints = [s for s in signals if s.level is Level.HINT and not 0 < _needed(s) <= most]
    families = dict.fromkeys(hint.family for hint in sorted(hints, key=_needed))
    hardest = next(iter(families), "")
    return [hint for hint in hints if hint.family != hardest]


def clearing(holding: Sequence[Signal]) -> str:
    """The conditions under which none of these signals speaks any more; of two progresses to reach the greater.

    Where one of them wants it done, that is all: of what is done none speaks.
    """
    most = max((_needed(signal) for signal in holding), default=0.0)
    whole = next((s for s in holding if s.code == "overdue" or _needed(s) >= 1), None)
    kept = [whole] if whole else [s for s in holding if not _needed(s) or _needed(s) >= most]
    return "; and ".join(dict.fromkeys(signal.clears for signal in kept if signal.clears))


def _needed(signal: Signal) -> float:
    """The progress that clears a signal, where progress does."""
    needed = signal.numbers.get("needed")
    return needed if isinstance(needed, float) else 0.0


def strict(case: Case, signals: Sequence[Signal]) -> Verdict | None:
    """As balanced, but one hint is enough to be at risk."""
    hints = [signal for signal in signals if signal.level is Level.HINT]
    return balanced(case, signals) or ((Status.AT_RISK, hints[0].reason, clearing(hints)) if hints else None)


def _overdue(signals: Sequence[Signal]) -> Verdict | None:
    fact = next((s for s in signals if s.code == "overdue"), None)
    return None if fact is None else (Status.OFF_TRACK, fact.reason, fact.clears)


def _compared(case: Case) -> str:
    return f"{case.how_far}, {case.expected_words}"


def by_ratio(case: Case, signals: Sequence[Signal]) -> Verdict | None:
    """Actual / expected: on track from .95, at risk from .75, below it off track; what is not known counts as 0."""
    if (late := _overdue(signals)) or not case.expected:
        return late
    on_track, at_risk = case.limits["ratio on track"], case.limits["ratio at risk"]
    ratio = (case.actual or 0.0) / case.expected
    if ratio >= on_track - 1e-9:
        return None
    status = Status.AT_RISK if ratio >= at_risk - 1e-9 else Status.OFF_TRACK
    return (
        status,
        f"{_compared(case)}, a pace of {wording.number(ratio)}",
        f"{wording.percent_up(on_track * case.expected)} done",
    )


def by_points(case: Case, signals: Sequence[Signal]) -> Verdict | None:
    """Expected - actual: at risk from 16.5 points on, off track from 33; what is not known counts as 0."""
    if (late := _overdue(signals)) or not case.expected:
        return late
    at_risk, off_track = case.limits["points at risk"], case.limits["points off track"]
    gap = case.expected - (case.actual or 0.0)
    if gap < at_risk - 1e-9:
        return None
    status = Status.AT_RISK if gap < off_track - 1e-9 else Status.OFF_TRACK
    return (
        status,
        f"{_compared(case)}, {wording.points(gap)} behind",
        f"{wording.percent_up(case.expected - at_risk)} done",
    )


def by_msproject(case: Case, signals: Sequence[Signal]) -> Verdict | None:
    """Late unless what is done reaches to the day before: Microsoft Project's Status field, Late shown as at risk.

    Source: Microsoft, "Status fields" in the Project field reference: a task is on schedule if its cumulative percent
    complete is spread to at least the day before the status date. What is not known counts as 0.
    """
    if (late := _overdue(signals)) or case.start is None or case.due is None:
        return late
    eve = shifted(case.as_of, -1)
    reach = case.basis.calendar_for(case.item.owners).elapsed(case.start, case.due, eve)
    if (case.actual or 0.0) >= reach - 1e-9:
        return None
    reason = f"late: {case.how_far}, {wording.percent(reach)} expected by the day before"
    return Status.AT_RISK, reason, f"{wording.percent_up(reach)} done"


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
