"""From signals to a status, by DESIGN's order, and the sentence that says why."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import NOTHING, counted, joined, listed, said, weekday
from goalsheet.measure import durations
from goalsheet.measure.headline import WORDS
from goalsheet.measure.item_context import Case
from goalsheet.measure.model import Assessment, Level, Signal, Status
from goalsheet.measure.profiles import OWN, PROFILES, Verdict, shown
from goalsheet.measure.signals.base import CATALOGUE
from goalsheet.measure.track_record import closing_day, record_words
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
        return Status.DONE, _done_words(case), NOTHING
    if case.item.life_cycle is LifeCycle.CANCELLED:
        return Status.CANCELLED, said("cancelled by its owner"), NOTHING
    if case.abandoned and isinstance(case.item, Goal) and case.item.implicit:
        return Status.CANCELLED, case.how_far, NOTHING
    if case.item.life_cycle is LifeCycle.ON_HOLD:
        return Status.ON_HOLD, joined((said("put on hold by its owner"), case.how_far)), said("taken up again")
    return None


def reached(case: Case) -> Verdict | None:
    """On track by its target, where its owner has not said that it is done."""
    if not case.target_reached:
        return None
    left = len(case.basis.still_open(case.item)) if isinstance(case.item, Goal) else 0
    if not left:
        return Status.ON_TRACK, _reached_words(case), said("its owner's word that it is done")
    still = counted(left, "{n} step still open", "{n} steps still open")
    clears = said("its owner's word that it is done, and the open steps closed or cancelled")
    return Status.ON_TRACK, joined((_reached_words(case), still), "; "), clears


def _reached_words(case: Case) -> Saying:
    return joined((said("target reached"), case.how_far))


def _done_words(case: Case) -> Saying:
    day = closing_day(case.basis, case.item)
    if day is not None:
        return joined((_on(weekday(day)), _early_or_late(case, day)))
    if case.target_reached:
        return _reached_words(case)
    if getattr(case.item, "done_on", None) is not None:
        return said("by its owner's word, the date given lies ahead")
    below = case.item.life_cycle is None and case.progress.by_steps is not None
    return said("all below it is done") if below else said("by its owner's word, no date given")


@lru_cache(maxsize=1024)
def _on(day: Saying) -> Saying:
    return said("on {day}", day=day)


def _early_or_late(case: Case, day: date) -> Saying:
    if case.due is None or day == case.due:
        return NOTHING
    days = max(case.calendar.until(min(day, case.due), max(day, case.due)), 1)
    return (durations.LATE if day > case.due else durations.EARLY).said(days, case.calendar.working)


def lifted(case: Case, against: Verdict | None) -> Verdict | None:
    """On track by the owner's word against warnings and hints, never against a fact.

    It takes a check-in that says why and is not too old.
    """
    word = case.declared
    if word is None or against is None or against[0] is not Status.AT_RISK or word.status is not Status.ON_TRACK:
        return None
    if not word.reason or word.day is None or not word.holds(case.as_of, case.limits["declared days"]):
        return None
    status, reason, _ = against
    numbers = said("the numbers say {status}: {reason}", status=said(WORDS[status]), reason=reason)
    return Status.ON_TRACK, joined((word.words, numbers), "; "), NOTHING


def quiet(case: Case, signals: Sequence[Signal]) -> Verdict:
    """No update, not started or on track: what is left when nothing is at risk."""
    stale = next((signal for signal in signals if signal.code == "no-update"), None)
    if stale is not None:
        return Status.NO_UPDATE, stale.reason, stale.clears
    if not case.recorded and case.item.life_cycle is None and case.under_way and case.can_record:
        return Status.NO_UPDATE, said("nothing recorded since its start"), said("a status or % complete recorded")
    if case.abandoned:
        clears = said("steps that are still wanted, or the goal cancelled too")
        return Status.NO_UPDATE, _well_words(case), clears
    hints = [signal for signal in signals if signal.level is Level.HINT]
    if case.undated and case.item.life_cycle is not LifeCycle.NOT_STARTED and not _stands_without_dates(case):
        unread = next((hint for hint in hints if hint.code == "due-unread"), None)
        return Status.NO_UPDATE, _well_words(case), unread.clears if unread else said("a due date agreed")
    if _not_started(case):
        late = next((hint for hint in hints if hint.code == "no-start"), None)
        reason, clears = (late.reason, late.clears) if late else (_waiting_words(case), NOTHING)
        return Status.NOT_STARTED, reason, clears
    clears = hints[0].clears if hints else NOTHING
    return Status.ON_TRACK, joined((_well_words(case), _hint_words(case, hints)), "; "), clears


def _stands_without_dates(case: Case) -> bool:
    """Whether on track can be said without dates: of steps, of goals nobody wrote down, of a band that is kept, and
    where the owner says so."""
    word, metric = case.declared, case.metric
    written = not isinstance(case.item, Step) and not getattr(case.item, "implicit", False)
    kept = metric is not None and metric.keep and metric.value is not None
    return not written or kept or (word is not None and word.status is Status.ON_TRACK)


def _hint_words(case: Case, hints: Sequence[Signal]) -> Saying:
    """The hints that are not enough for more, by name, and what speaks for an item that is behind."""
    if not hints:
        return NOTHING
    names = listed(CATALOGUE[hint.code].name for hint in hints)
    if any(hint.code == "behind" for hint in hints) and case.record.closed:
        return said("a hint only: {names}, but {record}", names=names, record=record_words(case.record))
    return said("a hint only: {names}", names=names)


def _not_started(case: Case) -> bool:
    """Not begun: by its owner's word, or because nothing is recorded."""
    return not case.recorded and not case.actual


def _waiting_words(case: Case) -> Saying:
    if case.start is not None and case.start > case.as_of:
        return _starts(weekday(case.start), case.when(case.start))
    return joined((said("not begun yet"), case.due_words if case.due else NOTHING))


@lru_cache(maxsize=1024)
def _starts(start: Saying, when: Saying) -> Saying:
    return said("starts {start}, {when}", start=start, when=when)


def _well_words(case: Case) -> Saying:
    parts = [case.how_far if case.expected is None or case.actual is None else case.comparison]
    if case.due is not None or case.item.key in case.basis.slips or case.basis.due_unread(case.item):
        parts.append(case.due_words)
    elif case.undated:
        parts.append(said("no dates to judge it by"))
    return joined(parts)


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
