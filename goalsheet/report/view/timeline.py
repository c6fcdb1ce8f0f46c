"""Goals as bars over time, with today, what is done, milestones and where they are heading."""

from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.plan.model import Goal, Step
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.elements import Badge, Span, Tick
from goalsheet.report.view.scale import Scale, scale_of, ticks
from goalsheet.statuses import Status

#: A forecast may lengthen the scale by a sixth; one beyond stands at its end.
LATE_SHARE = 6
#: Beyond this share of the scale there is no room for a tick's label.
LAST_TICK = 0.96


@dataclass(frozen=True, slots=True)
class TimelineRow:
    anchor: str
    name: str
    owner: str
    badge: Badge
    span: Span
    done: int  # share of the bar that is done
    forecast: int | None  # where it will end
    milestones: tuple[Tick, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    title: str
    description: str
    days: int  # its length; everything on it is in days from its start
    ticks: tuple[Tick, ...]
    today: int
    rows: tuple[TimelineRow, ...]
    undated: str


def scale(context: ViewContext) -> Scale | None:
    """One scale for all goals and steps, and for forecasts that are not so late that they would squeeze the rest."""
    plan = context.review.plan
    dates = [value for item in (*plan.goals, *plan.steps) for value in (item.start, item.due) if value]
    planned = scale_of(dates, context.as_of)
    if planned is None:
        return None
    latest = planned.last + timedelta(days=planned.days // LATE_SHARE)
    finishes = (context.of(goal).forecast.finish for goal in plan.goals)
    return scale_of([*dates, *(min(value, latest) for value in finishes if value)], context.as_of)


def own_scale(context: ViewContext, goal: Goal) -> Scale | None:
    """The scale of one goal and its steps."""
    items = (goal, *context.review.plan.steps_of(goal))
    return scale_of([value for item in items for value in (item.start, item.due) if value], context.as_of)


def timeline(context: ViewContext, goals: tuple[Goal, ...]) -> Timeline | None:
    """The goals that have dates, in the given order; None where none has."""
    over = scale(context)
    dated = [goal for goal in goals if over and span_of(context, goal, over)]
    if over is None or not dated:
        return None
    undated = len(goals) - len(dated)
    return Timeline(
        title=context.lang.say("Timeline of goals"),
        description=context.lang.many(
            len(dated),
            "{n} goal from {first} to {last}; the line marks {today}.",
            "{n} goals from {first} to {last}; the line marks {today}.",
            first=context.lang.day(over.first),
            last=context.lang.day(over.last),
            today=context.lang.day(context.as_of),
        ),
        days=over.days,
        ticks=tuple(t for t in ticks(over, context.lang, rhythm=context.rhythm) if t.at < LAST_TICK * over.days),
        today=over.end(context.as_of),
        rows=tuple(_row(context, goal, over) for goal in dated),
        undated=_undated(context, undated),
    )


def _undated(context: ViewContext, count: int) -> str:
    if not count:
        return ""
    return context.lang.many(count, "{n} goal without dates not shown", "{n} goals without dates not shown")


def span_of(context: ViewContext, item: Goal | Step, over: Scale) -> Span | None:
    """From start to due, inclusive; a goal without dates of its own spans its steps. A lone date has 0 days."""
    start, due = ends(context, item)
    if start is None and due is None:
        return None
    if start is None or due is None or due < start:
        at = due or start or context.as_of
        return Span(over.end(at), 0, _lone(context, at, due is not None))
    first = over.start(start)
    return Span(first, over.end(due) - first, f"{context.near(start)} – {context.near(due)}")


def _lone(context: ViewContext, at: date, due: bool) -> str:
    day = context.near(at)
    return context.lang.say("due {day}", day=day) if due else context.lang.say("starts {day}", day=day)


def ends(context: ViewContext, item: Goal | Step) -> tuple[date | None, date | None]:
    if isinstance(item, Step):
        return item.start, item.due
    steps = context.review.plan.steps_of(item)
    start = item.start or min((s.start for s in steps if s.start), default=None)
    return start, item.due or max((s.due for s in steps if s.due), default=None)


def _row(context: ViewContext, goal: Goal, over: Scale) -> TimelineRow:
    verdict, span = context.of(goal), span_of(context, goal, over) or Span(0, 0, "")
    done = 1.0 if verdict.status is Status.DONE else min(max(verdict.progress.actual or 0.0, 0.0), 1.0)
    finish = verdict.forecast.finish if verdict.status not in (Status.DONE, Status.CANCELLED) else None
    return TimelineRow(
        anchor=context.anchors[goal.key],
        name=context.name_of(goal),
        owner=context.owners_of(goal),
        badge=context.badge(goal),
        span=span,
        done=round(100 * done),
        forecast=over.end(finish) if finish and (verdict.forecast.late_days or 0) > 0 else None,
        milestones=_milestones(context, goal, over),
        text=context.lang.in_a_row(
            (context.badge(goal).word, span.text, context.bar(verdict.progress.actual, None).text)
        ),
    )


def _milestones(context: ViewContext, goal: Goal, over: Scale) -> tuple[Tick, ...]:
    steps = (step for step in context.review.plan.steps_of(goal) if step.is_milestone and step.due)
    return tuple(
        Tick(over.end(step.due), context.lang.in_a_row((context.name_of(step), context.near(step.due))))
        for step in steps
        if step.due
    )
