"""A month's or quarter's review on one page: what was reached, outcome against target, OKR grades, how it went."""

from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.history.model import GOAL, ChangeKind
from goalsheet.history.trend import Point
from goalsheet.language import translatable
from goalsheet.measure.figures import Share
from goalsheet.measure.headline import WORDS, share_text
from goalsheet.measure.okr import Grade
from goalsheet.periods import Period
from goalsheet.plan.model import Goal, KeyResult, Measure
from goalsheet.report.phrases import quantity, shortened
from goalsheet.report.view.context import ViewContext
from goalsheet.review import Review
from goalsheet.statuses import MAY_MISS, Status

MOST = 8  # lines of a part: it is one page
_SHOWN = (
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.NO_UPDATE,
    Status.NOT_STARTED,
    Status.ON_HOLD,
    Status.ON_TRACK,
    Status.DONE,
)
_COLOURS = {"red": translatable("red"), "yellow": translatable("yellow"), "green": translatable("green")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A metric or key result: from where, to where it should be, and where it is; `share` is percent of a width."""

    name: str
    owner: str
    start: str
    current: str
    target: str
    share: float | None
    share_text: str
    slug: str
    word: str


@dataclass(frozen=True, slots=True)
class GradeLine:
    """An objective's grade: `0.6`, its colour as a class and as a word, and how many of its key results it is of."""

    name: str
    owner: str
    grade: str
    colour: str
    word: str
    of: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One report of the trend: its day, and how many goals had which status as (slug, count)."""

    day: str
    counts: tuple[tuple[str, int], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    text: str
    who: str
    slug: str


@dataclass(frozen=True, slots=True)
class PeriodReview:
    """The page. Texts are plain; an empty tuple means that there is nothing to show."""

    title: str
    lang: str
    period: str
    as_of: str
    verdict: str
    since: str
    figures: tuple[tuple[str, str], ...]
    reached: tuple[Line, ...]
    not_reached: tuple[Line, ...]
    outcomes: tuple[Outcome, ...]
    grades: tuple[GradeLine, ...]
    trend: tuple[Bar, ...]
    wins: tuple[Line, ...]
    decisions: tuple[Line, ...]


def period_review(review: Review, period: Period) -> PeriodReview:
    """The review of a period, worded."""
    context = ViewContext(review)
    lang, reached = context.lang, tuple(_reached(context, period))
    return PeriodReview(
        title=shortened(review.title, 120),
        lang=lang.code,
        period=lang.capital(period.name),
        as_of=lang.day(review.as_of),
        verdict=lang.translate(review.verdict),
        since=lang.translate(review.changes.told),
        figures=tuple(_figures(context, len(reached))),
        reached=reached[:MOST],
        not_reached=tuple(_not_reached(context, period))[:MOST],
        outcomes=tuple(_outcomes(context))[:MOST],
        grades=tuple(_grades(context))[:MOST],
        trend=tuple(_bar(context, point) for point in review.trend),
        wins=tuple(
            Line(shortened(w.name, 120), lang.translate(w.sentence), context.people(w.who), "done")
            for w in review.wins
            if w.item == GOAL or w.item == "person"
        )[:MOST],
        decisions=tuple(
            Line(shortened(c.goal, 120), shortened(c.decision), shortened(c.author, 60), "")
            for c in review.obstacles
            if c.decision
        )[:MOST],
    )


def _figures(context: ViewContext, reached: int) -> Iterator[tuple[str, str]]:
    review, lang = context.review, context.lang
    yield lang.whole(reached), lang.say("goals reached")
    yield share_text(review.figures.may_miss, lang), lang.say("goals off track or at risk")
    found = review.changes.reckoning
    if found.planned:
        yield share_text(Share(len(found.done), found.planned), lang), lang.say("planned steps done")
    graded = [grade.shown for grade in review.measured.grades.values() if grade.shown is not None]
    if graded:
        yield lang.decimal(sum(graded) / len(graded)), lang.say("mean OKR grade")


def _reached(context: ViewContext, period: Period) -> Iterator[Line]:
    """Goals done in the period: by the reports in it, else by the days on which their last steps were done."""
    review, lang = context.review, context.lang
    told = {change.key for change in review.changes.of(ChangeKind.DONE)}
    for goal in review.plan.counted_goals:
        ended = [s.done_on for s in review.plan.steps_of(goal) if s.done_on and s.done_on <= review.as_of]
        by_steps = review.changes.since is None and bool(ended) and period.first <= max(ended) <= period.last
        if review.assessment(goal).status is Status.DONE and (goal.key in told or by_steps):
            due = lang.say("due {day}", day=lang.day(goal.due)) if goal.due else ""
            yield Line(context.name_of(goal), due, context.owners_of(goal), "done")


def _not_reached(context: ViewContext, period: Period) -> Iterator[Line]:
    """Goals that were due in the period and are not done, or that may be missed."""
    for goal in context.review.worst_first:
        seen = context.of(goal)
        was_due = goal.due is not None and period.first <= goal.due <= period.last
        troubled = seen.status in MAY_MISS
        if goal.open and seen.status is not Status.DONE and (was_due or troubled):
            reason = context.lang.translate(seen.reason)
            yield Line(context.name_of(goal), reason, context.owners_of(goal), context.badge(goal).slug)


def _outcomes(context: ViewContext) -> Iterator[Outcome]:
    items: tuple[Goal | KeyResult, ...] = (*context.review.plan.goals, *context.review.plan.key_results)
    for item in items:
        if item.measure is not None and (item.measure.target is not None or item.measure.band is not None):
            yield _outcome(context, item, item.measure)


def _outcome(context: ViewContext, item: Goal | KeyResult, measure: Measure) -> Outcome:
    seen, badge, lang = context.of(item), context.badge(item), context.lang
    readings = context.review.readings(item)
    current = measure.current if measure.current is not None else readings[-1].value if readings else None
    share = seen.progress.by_measure if seen.progress.by_measure is not None else seen.progress.actual
    name = None if isinstance(item, KeyResult) else measure.name
    return Outcome(
        name=shortened(name, 120) or context.name_of(item),
        owner=context.owners_of(item),
        start=quantity(measure.baseline, None, lang, "–"),
        current=quantity(current, None, lang, "–"),
        target=_target(context, measure),
        share=None if share is None else round(min(max(share, 0.0), 1.0) * 100, 1),
        share_text="" if share is None else lang.percent(max(share, 0.0)),
        slug=badge.slug,
        word=badge.word,
    )


def _target(context: ViewContext, measure: Measure) -> str:
    if measure.band is None:
        return quantity(measure.target, measure.unit, context.lang, "–")
    low, high = measure.band
    return context.lang.say(
        "{low} to {high}", low=context.lang.number(low), high=quantity(high, measure.unit, context.lang)
    )


def _grades(context: ViewContext) -> Iterator[GradeLine]:
    for goal in context.review.plan.goals:
        grade = context.review.measured.grades.get(goal.key)
        if grade is not None and grade.shown is not None:
            colour = grade.colour(context.review.settings.thresholds) or ""
            word, owner = context.lang.say(_COLOURS[colour]), context.owners_of(goal)
            yield GradeLine(
                context.name_of(goal), owner, context.lang.decimal(grade.shown), colour, word, _graded(context, grade)
            )


def _graded(context: ViewContext, grade: Grade) -> str:
    lang = context.lang
    of = lang.many(grade.graded, "of {n} key result", "of {n} key results")
    return lang.say("{of}, {n} blank", of=of, n=lang.whole(grade.left_out)) if grade.left_out else of


def _bar(context: ViewContext, point: Point) -> Bar:
    lang, counts = context.lang, [(status, point.statuses.get(status.value, 0)) for status in _SHOWN]
    told = (
        lang.say("{n} {status}", n=lang.whole(count), status=lang.say(WORDS[status]))
        for status, count in counts
        if count
    )
    shown = tuple((status.value.replace(" ", "-"), count) for status, count in counts if count)
    text = lang.say("{item}: {what}", item=lang.day(point.as_of), what=lang.in_a_row(told))
    return Bar(lang.near(point.as_of, point.as_of), shown, text)
