"""What a report counts, its news in few words, and the shares of the bar on top."""

from dataclasses import dataclass

from goalsheet.language import Language, translatable, translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import lazy
from goalsheet.measure import headline as told
from goalsheet.report.view.context import ViewContext, Work, badge
from goalsheet.report.view.elements import Badge
from goalsheet.statuses import NEEDS_ATTENTION, Status

_COUNTED = translatable("{n} {status}")
_ALL_DONE = {
    "goal": translatable_plural("goal done", "all {n} goals done"),
    "step": translatable_plural("step done", "all {n} steps done"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the bar that shows how many items have which status."""

    badge: Badge
    count: int
    width: float
    text: str  # `3 at risk`


def counted(context: ViewContext) -> tuple[tuple[Work, ...], str]:
    """What a verdict counts, and what it is called."""
    return told.counted(context.review.plan, context.review.measured)


def counted_text(context: ViewContext) -> str:
    """`6 goals`."""
    items, noun = counted(context)
    return context.lang.many(len(items), *told.NOUNS[noun])


def all_well(context: ViewContext) -> str:
    """Said in place of 'needs attention' when nothing does, and all that is counted has a date to judge it by."""
    items, _ = counted(context)
    if not items or context.review.attention or told.undated(context.review.plan, context.review.measured):
        return ""
    return context.lang.say("All is well: nothing needs attention.")


def news(context: ViewContext) -> LazyText:
    """`2 off track, 3 at risk, 5 done`."""
    return lazy(lambda lang: _news(context, lang))


def _news(context: ViewContext, lang: Language) -> str:
    items, noun = counted(context)
    counts = context.review.counts(items)
    done = counts[Status.DONE]
    parts = [_count(lang, counts[status], status) for status in NEEDS_ATTENTION if counts[status]]
    if not items:
        return lang.say("nothing to report on")
    if not parts and done == len(items):
        return lang.many(done, *_ALL_DONE[noun])
    more = [_count(lang, done, Status.DONE)] if done else []
    return lang.in_a_row([*(parts or [lang.say("nothing at risk")]), *more])


def _count(lang: Language, amount: int, status: Status) -> str:
    return lang.say(_COUNTED, n=lang.whole(amount), status=lang.say(told.WORDS[status]))


def overall(context: ViewContext) -> Badge:
    """The worst status among what is counted."""
    items, _ = counted(context)
    statuses = [context.of(item).status for item in items]
    worst = min(statuses, key=lambda status: status.rank) if statuses else Status.NOT_STARTED
    return badge(worst, context.lang)


def shares(context: ViewContext) -> tuple[Share, ...]:
    """How many of what is counted have which status, worst first."""
    items, _ = counted(context)
    counts, lang = context.review.counts(items), context.lang
    return tuple(
        Share(badge(status, lang), amount, round(100 * amount / len(items), 2), _count(lang, amount, status))
        for status, amount in counts.items()
        if amount
    )
