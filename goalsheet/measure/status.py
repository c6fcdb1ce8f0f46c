"""From signals to a status, by DESIGN's order, and the sentence that says why."""

from collections.abc import Sequence
from datetime import date

from goalsheet.measure import wording
from goalsheet.measure.case import Case
from goalsheet.measure.model import Assessment, Level, Signal, Status
from goalsheet.measure.profiles import OWN, PROFILES, Verdict, shown
from goalsheet.measure.record import closing_day, record_words
from goalsheet.measure.signals.base import CATALOGUE
from goalsheet.plan.model import LifeCycle


def signals_of(case: Case) -> tuple[Signal, ...]:
    """What every signal says of an item; of what is done, cancelled or on hold none has anything to say."""
    if case.done or case.item.life_cycle in (LifeCycle.CANCELLED, LifeCycle.ON_HOLD):
        return ()
    kind = type(case.item).__name__
    return tuple(found for rule in CATALOGUE.values() if kind in rule.on for found in rule.signals(case))


def settled(case: Case) -> Verdict | None:
    """Done, cancelled or on hold: what no signal changes."""
    if case.done:
        return Status.DONE, _done_words(case), ""
    if case.item.life_cycle is LifeCycle.CANCELLED:
        return Status.CANCELLED, "cancelled by its owner", ""
    if case.item.life_cycle is LifeCycle.ON_HOLD:
        return Status.ON_HOLD, f"put on hold by its owner, {case.how_far}", "taken up again"
    return None


def _done_words(case: Case) -> str:
    day, metric = closing_day(case.basis, case.item), case.metric
    if day is not None:
        return f"done on {wording.day(day)}{_early_or_late(case, day)}"
    if metric is not None and metric.attainment is not None and metric.attainment >= case.mark:
        return f"target reached, {case.how_far}"
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
    hints = [signal for signal in signals if signal.level is Level.HINT]
    if _not_started(case):
        late = next((hint for hint in hints if hint.code == "no-start"), None)
        reason, clears = (late.reason, late.clears) if late else (_waiting_words(case), "")
        return Status.NOT_STARTED, reason, clears
    clears = hints[0].clears if hints else ""
    return Status.ON_TRACK, _well_words(case) + _hint_words(case, hints), clears


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
        return f"starts {wording.day(case.start)}, in {case.days(max(case.calendar.until(case.as_of, case.start), 1))}"
    return f"not begun yet, {_due_words(case)}" if case.due else "not begun yet"


def _due_words(case: Case) -> str:
    if case.due is None:
        return "no due date"
    return f"due {wording.day(case.due)}" + ("" if case.days_left else ", today")


def _well_words(case: Case) -> str:
    parts = [case.how_far]
    if case.expected is not None and case.actual is not None:
        parts.append(case.expected_words)
    return ", ".join([*parts, _due_words(case)] if case.due else parts)


def assessed(case: Case) -> Assessment:
    """The verdict on an item with all its terms."""
    profile, word = case.basis.settings.profile, case.declared
    signals = shown(signals_of(case), profile)
    verdict = settled(case) or PROFILES[profile](case, signals)
    lift = lifted(case, verdict) if profile in OWN else None
    status, reason, clears = lift or verdict or quiet(case, signals)
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
    )
