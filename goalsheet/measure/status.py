"""From signals to a status, by DESIGN's order, and the sentence that says why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, counted, joined, listed, msg, weekday
from goalsheet.measure import durations
from goalsheet.measure.headline import WORDS
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.metric_words import metric_words
from goalsheet.measure.model import Assessment, Level, Signal
from goalsheet.measure.profiles import OWN, PROFILES, Verdict, shown
from goalsheet.measure.signals.base import CATALOGUE
from goalsheet.measure.track_record import closing_day, record_words
from goalsheet.plan.model import Goal, LifeCycle, Step
from goalsheet.statuses import Status

#: Of what lies idle by its owner's word nothing is expected.
IDLE = frozenset({Status.ON_HOLD, Status.CANCELLED})


def signals_of(context: ItemContext) -> tuple[Signal, ...]:
    """What every signal says of an item; of what is done, cancelled or on hold none has anything to say.

    Where the target is reached only its people can still speak against it, and only with a word newer than the reading.
    """
    if settled(context) is not None:
        return ()
    kind = type(context.item).__name__
    found = tuple(hit for rule in CATALOGUE.values() if kind in rule.on for hit in rule.signals(context))
    if not context.target_reached:
        return found
    return tuple(signal for signal in found if signal.code == "declared" and not _outdated(context))


def _outdated(context: ItemContext) -> bool:
    """Whether the owner's word is older than the reading by which the target is reached."""
    word, metric = context.declared, context.metric
    return metric is not None and bool(metric.points) and (word is None or (word.day or date.min) < metric.read_on)


def settled(context: ItemContext) -> Verdict | None:
    """Done, cancelled or on hold: what no signal changes."""
    if context.done:
        return Status.DONE, _done_words(context), NOTHING
    if context.item.life_cycle is LifeCycle.CANCELLED:
        return Status.CANCELLED, msg("cancelled by its owner"), NOTHING
    if context.abandoned and isinstance(context.item, Goal) and context.item.implicit:
        return Status.CANCELLED, context.how_far, NOTHING
    if context.item.life_cycle is LifeCycle.ON_HOLD:
        return Status.ON_HOLD, joined((msg("put on hold by its owner"), context.how_far)), msg("taken up again")
    return None


def reached(context: ItemContext) -> Verdict | None:
    """On track by its target, where its owner has not said that it is done."""
    if not context.target_reached:
        return None
    left = len(context.plan_as_of.still_open(context.item)) if isinstance(context.item, Goal) else 0
    if not left:
        return Status.ON_TRACK, _reached_words(context), msg("its owner's word that it is done")
    still = counted(left, "{n} step still open", "{n} steps still open")
    clears = msg("its owner's word that it is done, and the open steps closed or cancelled")
    return Status.ON_TRACK, joined((_reached_words(context), still), "; "), clears


def _reached_words(context: ItemContext) -> LazyText:
    return joined((msg("target reached"), context.how_far))


def _done_words(context: ItemContext) -> LazyText:
    day = closing_day(context.plan_as_of, context.item)
    if day is not None:
        return joined((_on(weekday(day)), _early_or_late(context, day)))
    if context.target_reached:
        return _reached_words(context)
    if getattr(context.item, "done_on", None) is not None:
        return msg("by its owner's word, the date given lies ahead")
    below = context.item.life_cycle is None and context.progress.by_steps is not None
    return msg("all below it is done") if below else msg("by its owner's word, no date given")


# Cached as `item_context.done_so_far` is.
@lru_cache(maxsize=1024)
def _on(day: LazyText) -> LazyText:
    return msg("on {day}", day=day)


def _early_or_late(context: ItemContext, day: date) -> LazyText:
    if context.due is None or day == context.due:
        return NOTHING
    days = max(context.calendar.until(min(day, context.due), max(day, context.due)), 1)
    return (durations.LATE if day > context.due else durations.EARLY).words(days, context.calendar.working)


def lifted(context: ItemContext, against: Verdict | None) -> Verdict | None:
    """On track by the owner's word against warnings and hints, never against a fact.

    It takes a check-in that says why and is not too old.
    """
    word = context.declared
    if word is None or against is None or against[0] is not Status.AT_RISK or word.status is not Status.ON_TRACK:
        return None
    if not word.reason or word.day is None or not word.holds(context.as_of, context.limits["declared days"]):
        return None
    status, reason, _ = against
    numbers = msg("the numbers say {status}: {reason}", status=msg(WORDS[status]), reason=reason)
    return Status.ON_TRACK, joined((word.words, numbers), "; "), NOTHING


def quiet(context: ItemContext, signals: Sequence[Signal]) -> Verdict:
    """No update, not started or on track: what is left when nothing is at risk."""
    stale = next((signal for signal in signals if signal.code == "no-update"), None)
    if stale is not None:
        return Status.NO_UPDATE, stale.reason, stale.clears
    if not context.recorded and context.item.life_cycle is None and context.under_way and context.can_record:
        return Status.NO_UPDATE, msg("nothing recorded since its start"), msg("a status or % complete recorded")
    if context.metric is not None and context.nobody_knows:
        return Status.NO_UPDATE, metric_words(context.metric), msg("its direction given: up or down")
    if context.abandoned:
        clears = msg("steps that are still wanted, or the goal cancelled too")
        return Status.NO_UPDATE, _well_words(context), clears
    hints = [signal for signal in signals if signal.level is Level.HINT]
    if context.undated and context.item.life_cycle is not LifeCycle.NOT_STARTED and not _stands_without_dates(context):
        unread = next((hint for hint in hints if hint.code == "due-unread"), None)
        return Status.NO_UPDATE, _well_words(context), unread.clears if unread else msg("a due date agreed")
    if _not_started(context):
        late = next((hint for hint in hints if hint.code == "no-start"), None)
        reason, clears = (late.reason, late.clears) if late else (_waiting_words(context), NOTHING)
        return Status.NOT_STARTED, reason, clears
    clears = hints[0].clears if hints else NOTHING
    return Status.ON_TRACK, joined((_well_words(context), _hint_words(context, hints)), "; "), clears


def _stands_without_dates(context: ItemContext) -> bool:
    """Whether on track can be said without dates: of steps, of goals nobody wrote down, of a band that is kept, and
    where the owner says so."""
    word, metric = context.declared, context.metric
    written = not isinstance(context.item, Step) and not getattr(context.item, "implicit", False)
    kept = metric is not None and metric.keep and metric.value is not None
    return not written or kept or (word is not None and word.status is Status.ON_TRACK)


def _hint_words(context: ItemContext, hints: Sequence[Signal]) -> LazyText:
    """The hints that are not enough for more, by name, and what speaks for an item that is behind."""
    if not hints:
        return NOTHING
    names = listed(CATALOGUE[hint.code].name for hint in hints)
    if any(hint.code == "behind" for hint in hints) and context.record.closed:
        return msg("a hint only: {names}, but {record}", names=names, record=record_words(context.record))
    return msg("a hint only: {names}", names=names)


def _not_started(context: ItemContext) -> bool:
    """Not begun: by its owner's word, because nothing is recorded, or at 0 % before its start."""
    said = context.check_ins or context.item.health or context.item.life_cycle not in (None, LifeCycle.NOT_STARTED)
    ahead = context.start is not None and context.start > context.as_of and not said and context.metric is None
    return not context.actual and (ahead or not context.recorded)


def _waiting_words(context: ItemContext) -> LazyText:
    if context.start is not None and context.start > context.as_of:
        return _starts(weekday(context.start), context.when(context.start))
    return joined((msg("not begun yet"), context.due_words if context.due else NOTHING))


# Cached as `item_context.done_so_far` is.
@lru_cache(maxsize=1024)
def _starts(start: LazyText, when: LazyText) -> LazyText:
    return msg("starts {start}, {when}", start=start, when=when)


def _well_words(context: ItemContext) -> LazyText:
    parts = [context.how_far if context.expected is None or context.actual is None else context.comparison]
    if (
        context.due is not None
        or context.item.key in context.plan_as_of.slips
        or context.plan_as_of.due_unread(context.item)
    ):
        parts.append(context.due_words)
    elif context.undated:
        parts.append(msg("no dates to judge it by"))
    return joined(parts)


def assessed(context: ItemContext) -> Assessment:
    """The verdict on an item with all its terms."""
    profile, word = context.plan_as_of.settings.profile, context.declared
    signals = shown(signals_of(context), profile)
    verdict = settled(context) or PROFILES[profile](context, signals)
    lift = lifted(context, verdict) if profile in OWN else None
    status, reason, clears = lift or verdict or reached(context) or quiet(context, signals)
    return Assessment(
        context.item.key,
        status,
        reason,
        clears,
        declared=word.text if word else None,
        declared_status=word.status if word else None,
        progress=replace(context.progress, expected=None) if status in IDLE else context.progress,
        forecast=context.forecast,
        signals=signals,
        days_left=context.days_left,
        decided_by=tuple(signal.code for signal in signals if signal.reason in reason),
    )
