"""The four numbers on top, each with what it was the last time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.history.model import GOAL, STEP, Snapshot
from goalsheet.measure.figures import Share
from goalsheet.measure.headline import Caption
from goalsheet.plan.slips import far
from goalsheet.report.view.context import ViewContext
from goalsheet.statuses import RESTING, WELL, Status

#: Whether more of something is better (1), worse (-1), or neither.
_GOOD = {"well": 1, "done": 1, "overdue": -1}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers on top."""

    value: str
    label: str
    note: str = ""
    slug: str = ""
    change: str = ""  # `▲ 2 since 13 Nov`
    change_slug: str = ""  # better, worse or neither


def figures(context: ViewContext) -> tuple[Figure, ...]:
    """Goals that are well, steps done, steps overdue, what is due next; only goals where there are no steps."""
    return tuple(_figure(context, caption) for caption in context.review.captions)


def _figure(context: ViewContext, caption: Caption) -> Figure:
    done = context.review.figures.done
    note = context.lang.percent(done.part / done.whole) if caption.name == "done" else ""
    slug = "off-track" if caption.name == "overdue" and caption.figure else ""
    return Figure(caption.text, caption.label, note, slug, *_change(context, caption))


def _change(context: ViewContext, caption: Caption) -> tuple[str, str]:
    """How much more or less it is than the last time, and whether that is better."""
    since, earlier = context.review.changes.since, context.review.comparison.earlier.values()
    if since is None or not earlier:
        return "", ""
    counted = _counted(context, since)[caption.name]
    now = caption.figure.part if isinstance(caption.figure, Share) else caption.figure
    moved, lang, day = now - sum(map(counted, earlier)), context.lang, context.near(since)
    if not moved:
        return lang.say("as on {day}", day=day), ""
    sign, good = ("▲", 1) if moved > 0 else ("▼", -1)
    change = lang.say("{sign} {n} since {day}", sign=sign, n=lang.whole(abs(moved)), day=day)
    return change, {1: "better", -1: "worse"}.get(good * _GOOD.get(caption.name, 0), "")


def _counted(context: ViewContext, day: date) -> Mapping[str, Callable[[Snapshot], bool]]:
    """What each figure counted as of an earlier day."""
    last = day + timedelta(days=context.review.settings.due_soon_days)
    return {
        "well": lambda one: one.kind == GOAL and one.status in WELL,
        "done": lambda one: one.kind == STEP and one.status == Status.DONE,
        "overdue": lambda one: one.kind == STEP and _open(one) and _due(one, day, date.min, day - timedelta(days=1)),
        "due_next": lambda one: _open(one) and _due(one, day, day, last),
    }


def _open(one: Snapshot) -> bool:
    return one.status not in RESTING


def _due(one: Snapshot, day: date, first: date, last: date) -> bool:
    """Whether it was due between two days; a date that is a slip was never counted."""
    return one.due is not None and first <= one.due <= last and not far(one.due, day)
