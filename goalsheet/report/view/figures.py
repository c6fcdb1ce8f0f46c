"""The four numbers on top, each with what it was the last time."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from goalsheet.history.model import GOAL, STEP, Snapshot
from goalsheet.measure import headline as told
from goalsheet.measure.model import Status
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.headline import due_next, overdue
from goalsheet.report.view.model import Figure

WELL = (Status.ON_TRACK, Status.DONE)
_RESTING = frozenset(map(str, told.RESTING))


def figures(context: ViewContext) -> tuple[Figure, ...]:
    """Goals that are well, steps done, steps overdue, what is due next; only goals where there are no steps."""
    made = (_goals(context), _steps_done(context), _overdue(context), _due_next(context))
    return made if context.review.plan.steps else (made[0], made[3])


def _goals(context: ViewContext) -> Figure:
    plan, lang = context.review.plan, context.lang
    counts = context.review.counts(plan.counted_goals)
    well, total = sum(counts[status] for status in WELL), len(plan.counted_goals) - counts[Status.CANCELLED]
    before = _before(context, lambda one, _: one.kind == GOAL and one.status in WELL)
    value = lang.say("{n} of {total}", n=lang.whole(well), total=lang.whole(total))
    return _figure(context, value, lang.say("goals on track or done"), well, before, good=1)


def _steps_done(context: ViewContext) -> Figure:
    lang, steps = context.lang, context.review.counts(context.review.plan.steps)
    done, total = steps[Status.DONE], len(context.review.plan.steps) - steps[Status.CANCELLED]
    before = _before(context, lambda one, _: one.kind == STEP and one.status == Status.DONE)
    value = lang.say("{n} of {total}", n=lang.whole(done), total=lang.whole(total))
    note = lang.percent(done / total) if total else ""
    return _figure(context, value, lang.say("steps done"), done, before, good=1, note=note)


def _overdue(context: ViewContext) -> Figure:
    late, lang = len(overdue(context)), context.lang
    label = lang.many(late, "step overdue", "steps overdue")
    before = _before(
        context, lambda one, day: one.kind == STEP and _open(one) and one.due is not None and one.due < day
    )
    return _figure(context, lang.whole(late), label, late, before, good=-1, slug="off-track" if late else "")


def _due_next(context: ViewContext) -> Figure:
    due, lang, ahead = len(due_next(context)), context.lang, context.review.settings.due_soon_days
    label = lang.many(ahead, "due in the next day", "due in the next {n} days")
    last = timedelta(days=ahead)
    before = _before(context, lambda one, day: _open(one) and one.due is not None and day <= one.due <= day + last)
    return _figure(context, lang.whole(due), label, due, before)


def _open(one: Snapshot) -> bool:
    return one.status not in _RESTING


def _before(context: ViewContext, counts: Callable[[Snapshot, date], bool]) -> int | None:
    """How many there were as of the last time; None where nothing is remembered."""
    since = context.review.changes.since
    earlier: Sequence[Snapshot] = tuple(context.review.comparison.earlier.values())
    return None if since is None or not earlier else sum(counts(one, since) for one in earlier)


def _figure(
    context: ViewContext,
    value: str,
    label: str,
    now: int,
    before: int | None,
    good: int = 0,
    note: str = "",
    slug: str = "",
) -> Figure:
    """`good` says whether more is better (1), worse (-1) or neither."""
    if before is None or context.review.changes.since is None:
        return Figure(value, label, note, slug)
    moved, lang, day = now - before, context.lang, context.near(context.review.changes.since)
    if not moved:
        return Figure(value, label, note, slug, lang.say("as on {day}", day=day))
    sign = "▲" if moved > 0 else "▼"
    change = lang.say("{sign} {n} since {day}", sign=sign, n=lang.whole(abs(moved)), day=day)
    return Figure(value, label, note, slug, change, {1: "better", -1: "worse"}.get(good * (1 if moved > 0 else -1), ""))
