"""What a report counts, its news in few words, and the shares of the bar on top."""

from datetime import timedelta

from goalsheet.language import Language, message, messages
from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import put_by
from goalsheet.measure import headline as told
from goalsheet.measure.model import Status
from goalsheet.plan.model import Step
from goalsheet.report.view.context import Scene, Work, badge
from goalsheet.report.view.model import Badge, Share

TROUBLE = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_UPDATE)
_COUNTED = message("{n} {status}")
_ALL_DONE = {
    "goal": messages("goal done", "all {n} goals done"),
    "step": messages("step done", "all {n} steps done"),
}


def counted(scene: Scene) -> tuple[tuple[Work, ...], str]:
    """What a verdict counts, and what it is called."""
    return told.counted(scene.review.plan, scene.review.measured)


def counted_text(scene: Scene) -> str:
    """`6 goals`."""
    items, noun = counted(scene)
    return scene.lang.many(len(items), *told.NOUNS[noun])


def all_well(scene: Scene) -> str:
    """Said in place of 'needs attention' when nothing does, and all that is counted has a date to judge it by."""
    items, _ = counted(scene)
    if not items or scene.attention or told.undated(scene.review.plan, scene.review.measured):
        return ""
    return scene.lang.say("All is well: nothing needs attention.")


def news(scene: Scene) -> Saying:
    """`2 off track, 3 at risk, 5 done`."""
    return put_by(lambda lang: _news(scene, lang))


def _news(scene: Scene, lang: Language) -> str:
    items, noun = counted(scene)
    counts = scene.review.counts(items)
    done = counts[Status.DONE]
    parts = [_count(lang, counts[status], status) for status in TROUBLE if counts[status]]
    if not items:
        return lang.say("nothing to report on")
    if not parts and done == len(items):
        return lang.many(done, *_ALL_DONE[noun])
    more = [_count(lang, done, Status.DONE)] if done else []
    return lang.in_a_row([*(parts or [lang.say("nothing at risk")]), *more])


def _count(lang: Language, amount: int, status: Status) -> str:
    return lang.say(_COUNTED, n=lang.whole(amount), status=lang.say(told.WORDS[status]))


def overall(scene: Scene) -> Badge:
    """The worst status among what is counted."""
    items, _ = counted(scene)
    statuses = [scene.of(item).status for item in items]
    worst = min(statuses, key=lambda status: status.rank) if statuses else Status.NOT_STARTED
    return badge(worst, scene.lang)


def overdue(scene: Scene) -> tuple[Step, ...]:
    return told.overdue(scene.review.plan, scene.review.measured)


def due_next(scene: Scene) -> tuple[Work, ...]:
    """Open work due from today on within the days that the settings give, soonest first."""
    last = scene.as_of + timedelta(days=scene.review.settings.due_soon_days)
    work = [item for item in scene.review.plan.work if item.due and scene.as_of <= item.due <= last]
    return tuple(sorted((i for i in work if scene.of(i).status not in told.RESTING), key=lambda i: i.due or last))


def shares(scene: Scene) -> tuple[Share, ...]:
    """How many of what is counted have which status, worst first."""
    items, _ = counted(scene)
    counts, lang = scene.review.counts(items), scene.lang
    return tuple(
        Share(badge(status, lang), amount, round(100 * amount / len(items), 2), _count(lang, amount, status))
        for status, amount in counts.items()
        if amount
    )
