"""A month's or quarter's review on one page: what was reached, outcome against target, OKR grades, how it went."""

from collections.abc import Iterator
from dataclasses import dataclass

from goalsheet.history.cadence import Period, Point
from goalsheet.history.model import GOAL, ChangeKind
from goalsheet.history.words import counted, day, people, percent
from goalsheet.measure.model import Status
from goalsheet.measure.wording import number
from goalsheet.plan.model import Goal, KeyResult, Measure
from goalsheet.report.words import shortened
from goalsheet.review import Review

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
    """An objective's grade: `0.6`, its colour as a word, and how many of its key results it is of."""

    name: str
    owner: str
    grade: str
    colour: str
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
class Board:
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


def board(review: Review, period: Period) -> Board:
    """The review of a period, worded."""
    reached = tuple(_reached(review, period))
    return Board(
        title=shortened(review.title, 120),
        lang="en",
        period=period.name[:1].upper() + period.name[1:],
        as_of=day(review.as_of),
        verdict=review.verdict,
        since=f"since {review.changes.against}" if review.changes.against else "",
        figures=tuple(_figures(review, len(reached))),
        reached=reached[:MOST],
        not_reached=tuple(_not_reached(review, period))[:MOST],
        outcomes=tuple(_outcomes(review))[:MOST],
        grades=tuple(_grades(review))[:MOST],
        trend=tuple(map(_bar, review.trend)),
        wins=tuple(
            Line(shortened(w.name, 120), w.sentence, people(w.who) if w.who else "", "done")
            for w in review.wins
            if w.item == GOAL or w.item == "person"
        )[:MOST],
        decisions=tuple(
            Line(shortened(c.goal, 120), shortened(c.decision), shortened(c.author, 60), "")
            for c in review.obstacles
            if c.decision
        )[:MOST],
    )


def _figures(review: Review, reached: int) -> Iterator[tuple[str, str]]:
    counts = review.counts(review.plan.goals)
    yield f"{reached}", "goals reached"
    yield (
        f"{counts[Status.OFF_TRACK] + counts[Status.AT_RISK]} of {len(review.plan.goals)}",
        "goals off track or at risk",
    )
    found = review.changes.reckoning
    if found.planned:
        yield f"{len(found.done)} of {found.planned}", "planned steps done"
    graded = [grade.shown for grade in review.measured.grades.values() if grade.shown is not None]
    if graded:
        yield f"{sum(graded) / len(graded):.1f}", "mean OKR grade"


def _reached(review: Review, period: Period) -> Iterator[Line]:
    """Goals done in the period: by the reports in it, else by the days on which their last steps were done."""
    told = {change.key for change in review.changes.of(ChangeKind.DONE)}
    for goal in review.plan.goals:
        ended = [s.done_on for s in review.plan.steps_of(goal) if s.done_on and s.done_on <= review.as_of]
        by_steps = review.changes.since is None and bool(ended) and period.first <= max(ended) <= period.last
        if review.assessment(goal).status is Status.DONE and (goal.key in told or by_steps):
            due = f"due {day(goal.due)}" if goal.due else ""
            yield Line(shortened(goal.name, 160), due, people(goal.owners) if goal.owners else "", "done")


def _not_reached(review: Review, period: Period) -> Iterator[Line]:
    """Goals that were due in the period and are not done, or that may be missed."""
    for goal in review.worst_first:
        seen = review.assessment(goal)
        was_due = goal.due is not None and period.first <= goal.due <= period.last
        troubled = seen.status in (Status.OFF_TRACK, Status.AT_RISK)
        if goal.open and seen.status is not Status.DONE and (was_due or troubled):
            slug = seen.status.value.replace(" ", "-")
            yield Line(shortened(goal.name, 160), seen.reason, people(goal.owners) if goal.owners else "", slug)


def _outcomes(review: Review) -> Iterator[Outcome]:
    items: tuple[Goal | KeyResult, ...] = (*review.plan.goals, *review.plan.key_results)
    for item in items:
        if item.measure is not None and (item.measure.target is not None or item.measure.band is not None):
            yield _outcome(review, item, item.measure)


def _outcome(review: Review, item: Goal | KeyResult, measure: Measure) -> Outcome:
    seen = review.assessment(item)
    readings = [r for r in review.plan.readings_of(item) if r.date <= review.as_of]
    current = measure.current if measure.current is not None else readings[-1].value if readings else None
    share = seen.progress.by_measure if seen.progress.by_measure is not None else seen.progress.actual
    unit = f" {measure.unit}" if measure.unit else ""
    target = f"{number(measure.band[0])} to {number(measure.band[1])}" if measure.band else _number(measure.target)
    return Outcome(
        name=shortened(item.name if isinstance(item, KeyResult) else measure.name or item.name, 120),
        owner=people(item.owners) if item.owners else "",
        start=_number(measure.baseline),
        current=_number(current),
        target=f"{target}{unit}",
        share=None if share is None else round(min(max(share, 0.0), 1.0) * 100, 1),
        share_text="" if share is None else percent(max(share, 0.0)),
        slug=seen.status.value.replace(" ", "-"),
        word=seen.status.value,
    )


def _number(value: float | None) -> str:
    return "–" if value is None else number(value)


def _grades(review: Review) -> Iterator[GradeLine]:
    for goal in review.plan.goals:
        grade = review.measured.grades.get(goal.key)
        if grade is not None and grade.shown is not None:
            of = f"of {counted(grade.graded, 'key result')}" + (f", {grade.left_out} blank" if grade.left_out else "")
            colour = grade.colour(review.settings.thresholds) or ""
            owner = people(goal.owners) if goal.owners else ""
            yield GradeLine(shortened(goal.name, 160), owner, f"{grade.shown:.1f}", colour, of)


def _bar(point: Point) -> Bar:
    counts = [(status.value, point.statuses.get(status.value, 0)) for status in _SHOWN]
    text = ", ".join(f"{count} {word}" for word, count in counts if count)
    shown = tuple((word.replace(" ", "-"), count) for word, count in counts if count)
    return Bar(f"{point.as_of.day} {point.as_of:%b}", shown, f"{day(point.as_of)}: {text}")
