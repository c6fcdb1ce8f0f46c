"""From signals to a status, by DESIGN's order, and the sentence that says why."""

from collections.abc import Sequence
from datetime import date

from goalsheet.measure import wording
from goalsheet.measure.case import Case
from goalsheet.measure.model import Assessment, Level, Signal, Status
from goalsheet.measure.profiles import OWN, PROFILES, Verdict, shown
from goalsheet.measure.record import closing_day, record_words
from goalsheet.measure.signals.base import CATALOGUE
from goalsheet.plan.model import Goal, LifeCycle, Step


def signals_of(case: Case) -> tuple[Signal, ...]:
    """What every signal says of an item; of what is done, cancelled or on hold none has anything to say.

    Where the target is reached only its people can still speak against it, and only with a word newer than the reading.
    """
    if settled(case) is not None:
        return ()
    kind = type(case.item).__name__
    found = tuple(hit for rule in CATALOGUE.values() if kind in rule.on for hit in rule.signals(case))
    if not case.target_reached:
        return found
    return tuple(signal for signal in found if signal.code == "declared" and not _outdated(case))


def _outdated(case: Case) -> bool:
    """Whether the owner's word is older than the reading by which the target is reached."""
    word, metric = case.declared, case.metric
    return metric is not None and bool(metric.points) and (word is None or (word.day or date.min) < metric.read_on)


def settled(case: Case) -> Verdict | None:
    """Done, cancelled or on hold: what no signal changes."""
    if case.done:
        return Status.DONE, _done_words(case), ""
    if case.item.life_cycle is LifeCycle.CANCELLED:
        return Status.CANCELLED, "cancelled by its owner", ""
    if case.abandoned and isinstance(case.item, Goal) and case.item.implicit:
        return Status.CANCELLED, "all its steps are cancelled", ""
    if case.item.life_cycle is LifeCycle.ON_HOLD:
        return Status.ON_HOLD, f"put on hold by its owner, {case.how_far}", "taken up again"
    return None


def reached(case: Case) -> Verdict | None:
    """On track by its target, where its owner has not said that it is done."""
    if not case.target_reached:
        return None
    left = len(case.basis.still_open(case.item)) if isinstance(case.item, Goal) else 0
    still = f"; {wording.counted(left, 'step')} still open" if left else ""
    clears = "its owner's word that it is done" + (", and the open steps closed or cancelled" if left else "")
    return Status.ON_TRACK, f"target reached, {case.how_far}{still}", clears


def _done_words(case: Case) -> str:
    day = closing_day(case.basis, case.item)
    if day is not None:
        return f"on {wording.day(day)}{_early_or_late(case, day)}"
    if case.target_reached:
        return f"target reached, {case.how_far}"
    if getattr(case.item, "done_on", None) is not None:
        return "by its owner's word, the date given lies ahead"
    below = case.item.life_cycle is None and case.progress.by_steps is not None
    return "all below it is done" if below else "by its owner's word, no date given"


def _early_or_late(case: Case, day: date) -> str:
    if case.due is None or day == case.due:
        return ""
    days = max(case.calendar.until(min(day, case.due), max(day, case.due)), 1)
    return f", {case.days(days)} {'late' if day > case.due else 'early'}"


def lifted(case: Case, against: Verdict | None) -> Verdict | None:
    """On track by the owner's word against warnings and hints, never against a fact.

    It takes a check-in that says why and is not too old.
    """
    word = case.declared
    if word is None or against is None or against[0] is not Status.AT_RISK or word.status is not Status.ON_TRACK:
        return None
    if not word.reason or word.day is None or not word.holds(case.as_of, case.limits["declared days"]):
        return None
    return Status.ON_TRACK, f"{word.words}; the numbers say {against[0]}: {against[1]}", ""


def quiet(case: Case, signals: Sequence[Signal]) -> Verdict:
    """No update, not started or on track: what is left when nothing is at risk."""
    stale = next((signal for signal in signals if signal.code == "no-update"), None)
    if stale is not None:
        return Status.NO_UPDATE, stale.reason, stale.clears
    if not case.recorded and case.item.life_cycle is None and case.under_way and case.can_record:
        return Status.NO_UPDATE, "nothing recorded since its start", "a status or % complete recorded"
    if case.abandoned:
        return Status.NO_UPDATE, _well_words(case), "steps that are still wanted, or the goal cancelled too"
    hints = [signal for signal in signals if signal.level is Level.HINT]
    if case.undated and case.item.life_cycle is not LifeCycle.NOT_STARTED and not _stands_without_dates(case):
        unread = next((hint for hint in hints if hint.code == "due-unread"), None)
        return Status.NO_UPDATE, _well_words(case), unread.clears if unread else "a due date agreed"
    if _not_started(case):
        late = next((hint for hint in hints if hint.code == "no-start"), None)
        reason, clears = (late.reason, late.clears) if late else (_waiting_words(case), "")
        return Status.NOT_STARTED, reason, clears
    clears = hints[0].clears if hints else ""
    return Status.ON_TRACK, _well_words(case) + _hint_words(case, hints), clears


def _stands_without_dates(case: Case) -> bool:
    """Whether on track can be said without dates: of steps, of goals nobody wrote down, of a band that is kept, and
    where the owner says so."""
    word, metric = case.declared, case.metric
    listed = not isinstance(case.item, Step) and not getattr(case.item, "implicit", False)
    kept = metric is not None and metric.keep and metric.value is not None
    return not listed or kept or (word is not None and word.status is Status.ON_TRACK)


def _hint_words(case: Case, hints: Sequence[Signal]) -> str:
    """The hints that are not enough for more, by name, and what speaks for an item that is behind."""
    if not hints:
        return ""
    names = wording.listed([hint.code.replace("-", " ") for hint in hints])
    spoken = any(hint.code == "behind" for hint in hints) and case.record.closed
    return f"; a hint only: {names}" + (f", but {record_words(case.record)}" if spoken else "")


def _not_started(case: Case) -> bool:
    """Not begun: by its owner's word, or because nothing is recorded."""
    return not case.recorded and not case.actual


def _waiting_words(case: Case) -> str:
    if case.start is not None and case.start > case.as_of:
        return f"starts {wording.day(case.start)}, {case.when(case.start)}"
    return f"not begun yet, {case.due_words}" if case.due else "not begun yet"


def _well_words(case: Case) -> str:
    parts = [case.how_far]
    if case.expected is not None and case.actual is not None:
        parts.append(case.expected_words)
    if case.due is not None or case.item.key in case.basis.slips or case.basis.due_unread(case.item):
        parts.append(case.due_words)
    elif case.undated:
        parts.append("no dates to judge it by")
    return ", ".join(parts)


def assessed(case: Case) -> Assessment:
    """The verdict on an item with all its terms."""
    profile, word = case.basis.settings.profile, case.declared
    signals = shown(signals_of(case), profile)
    verdict = settled(case) or PROFILES[profile](case, signals)
    lift = lifted(case, verdict) if profile in OWN else None
    status, reason, clears = lift or verdict or reached(case) or quiet(case, signals)
    return Assessment(
        case.item.key,
        status,
        reason,
        clears,
        declared=word.text if word else None,
        declared_status=word.status if word else None,
        progress=case.progress,
        forecast=case.forecast,
        signals=signals,
        days_left=case.days_left,
        decided_by=tuple(signal.code for signal in signals if signal.reason in reason),
    )
