"""The goals, worst first, each with its key results and steps."""

from dataclasses import dataclass

from goalsheet.language import translatable, translatable_plural
from goalsheet.measure.forecast import BY_LOGIC, BY_WAIT
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Assessment
from goalsheet.plan.model import Goal, GoalKind, KeyResult, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import NOBODY, ViewContext
from goalsheet.report.view.elements import Badge, Bar
from goalsheet.report.view.metrics import heading_for
from goalsheet.report.view.steps import StepLine, step_line
from goalsheet.report.view.timeline import own_scale
from goalsheet.statuses import RESTING, Status

LATE = translatable_plural("{n} working day late", "{n} working days late")

#: What progress can be taken from, as a reader calls it.
SOURCES = {
    "percent": translatable("% complete"),
    "done": translatable("being done"),
    "steps": translatable("steps"),
    "metric": translatable("metric"),
    "key results": translatable("key results"),
    "children": translatable("goals below"),
    "check-in": translatable("check-in"),
}

GOAL_KINDS = {
    GoalKind.SMART: translatable("SMART"),
    GoalKind.OBJECTIVE: translatable("Objective"),
    GoalKind.KPI: translatable("KPI"),
    GoalKind.HARD: translatable("Hard"),
    GoalKind.SOFT: translatable("Soft"),
}

WORDS_OF = {str(status): word for status, word in WORDS.items()}


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with all that is known of it."""

    anchor: str
    number: int  # 1 is the worst
    badge: Badge
    counted: bool  # False for the group of the steps without a goal: it has no status of its own to show
    was: str  # `was at risk`, where its status changed since the last time
    gained: str  # `▲ 6`: points since the last time
    attention: str
    id: str
    name: str
    kind: str
    parent: str
    parent_anchor: str
    owner: str
    team: str
    owners: tuple[str, ...]  # everybody with something to do in it, for filters
    due: str
    due_iso: str
    due_in: int | None  # days from as of
    days_left: str
    reason: str
    clears: str
    bar: Bar
    source: str  # where the progress was taken from, coverage included
    both: str  # progress by steps and by metric, where both exist
    forecast: str
    declared: str
    differs: bool  # the owner says otherwise
    why: str
    counts: str  # 3 of 7 steps done
    days: int  # the length of the scale of its steps; 0 without dates
    today: int  # where today is on it
    key_results: tuple[StepLine, ...]
    steps: tuple[StepLine, ...]
    cell: str


def goal_lines(context: ViewContext, goals: tuple[Goal, ...]) -> tuple[GoalLine, ...]:
    return tuple(_line(context, goal, number) for number, goal in enumerate(goals, 1))


def _line(context: ViewContext, goal: Goal, number: int) -> GoalLine:
    verdict, plan, parent = context.of(goal), context.review.plan, context.goal_of(goal)
    over = own_scale(context, goal)
    steps, results = plan.steps_of(goal), plan.key_results_of(goal)
    return GoalLine(
        anchor=context.anchors[goal.key],
        number=number,
        badge=context.badge(goal),
        counted=goal in context.review.plan.counted_goals,
        was=_was(context, goal, verdict),
        gained=_gained(context, goal, verdict),
        attention=context.attention_anchor(goal),
        id=shortened(goal.id, 24),
        name=context.name_of(goal),
        kind=context.lang.say(GOAL_KINDS[goal.kind]) if goal.kind else "",
        parent=context.name_of(parent) if parent else "",
        parent_anchor=context.anchors[parent.key] if parent else "",
        owner=context.owners_of(goal) or context.lang.say(NOBODY),
        team=shortened(goal.team, 60),
        owners=_everybody(goal, *steps, *results),
        due=context.lang.weekday(goal.due, context.as_of) if goal.due else "",
        due_iso=goal.due.isoformat() if goal.due else "",
        due_in=context.due_in(goal),
        days_left=_days_left(context, verdict),
        reason=context.sentence(verdict.reason),
        clears=context.clearing(verdict.clears),
        bar=context.bar(verdict.progress.actual, verdict.progress.expected if verdict.status not in RESTING else None),
        source=_source(context, verdict),
        both=_both(context, verdict),
        forecast=_forecast(context, goal, verdict),
        declared=shortened(context.lang.translate(verdict.declared or ""), 60),
        differs=verdict.declared_status is not None and verdict.declared_status is not verdict.status,
        why=shortened(goal.why),
        counts=_counts(context, steps),
        days=over.days if over else 0,
        today=over.end(context.as_of) if over else 0,
        key_results=tuple(step_line(context, result, over) for result in results),
        steps=tuple(step_line(context, step, over) for step in steps),
        cell=shortened(str(goal.home), 80),
    )


def _was(context: ViewContext, goal: Goal, verdict: Assessment) -> str:
    before = context.review.comparison.earlier.get(goal.key)
    if before is None or before.status not in WORDS_OF or before.status == verdict.status:
        return ""
    return context.lang.say("was {status}", status=context.lang.say(WORDS_OF[before.status]))


def _gained(context: ViewContext, goal: Goal, verdict: Assessment) -> str:
    """How much further it is than the last time, in whole points."""
    before, since = context.review.comparison.earlier.get(goal.key), context.review.changes.since
    if before is None or since is None or before.progress is None or verdict.progress.actual is None:
        return ""
    points = round(100 * (verdict.progress.actual - before.progress))
    return f"{'▲' if points > 0 else '▼'} {abs(points)}" if points else ""


def _everybody(*items: Goal | KeyResult | Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shortened(owner, 60) for item in items for owner in item.owners))


def _days_left(context: ViewContext, verdict: Assessment) -> str:
    left = verdict.days_left
    if left is None or verdict.status in (Status.DONE, Status.CANCELLED):
        return ""
    lang, working = context.lang, context.review.settings.calendar == "working"
    if left < 0:
        days = LATE if working else translatable_plural("{n} day late", "{n} days late")
        return lang.many(-left, *days)
    days = (
        translatable_plural("{n} working day left", "{n} working days left")
        if working
        else translatable_plural("{n} day left", "{n} days left")
    )
    return lang.many(left, *days)


def _source(context: ViewContext, verdict: Assessment) -> str:
    """Where the progress was taken from, and how much of what is below is known."""
    progress, say = verdict.progress, context.lang.say
    if progress.actual is None or progress.source == "none":
        return ""
    source = say("from {source}", source=say(SOURCES.get(progress.source, progress.source)))
    if not 0 < progress.coverage < 1:
        return source
    return say("{source}; {percent} of it known", source=source, percent=context.lang.percent(progress.coverage))


def _both(context: ViewContext, verdict: Assessment) -> str:
    progress, lang = verdict.progress, context.lang
    if progress.by_steps is None or progress.by_measure is None:
        return ""
    return lang.say(
        "{steps} by steps, {metric} by its metric",
        steps=lang.percent(progress.by_steps),
        metric=lang.percent(progress.by_measure),
    )


def _forecast(context: ViewContext, goal: Goal, verdict: Assessment) -> str:
    forecast, lang = verdict.forecast, context.lang
    if verdict.status in (Status.DONE, Status.CANCELLED):
        return ""
    if forecast.finish is None:
        if forecast.value_at_due is None or goal.measure is None:
            return ""
        return heading_for(context, forecast.value_at_due, goal.measure, goal.due)
    planned = forecast.how in (BY_LOGIC, BY_WAIT) or not verdict.progress.actual
    words = translatable("forecast {day}") if planned else translatable("at this pace done {day}")
    finish = lang.say(words, day=context.near(forecast.finish))
    if forecast.late_days is None:
        return finish
    how = lang.many(forecast.late_days, *LATE) if forecast.late_days else lang.say("in time")
    return lang.say("{forecast}, {how}", forecast=finish, how=how)


def _counts(context: ViewContext, steps: tuple[Step, ...]) -> str:
    statuses = [context.of(step).status for step in steps]
    total, lang = len(statuses) - statuses.count(Status.CANCELLED), context.lang
    if not total:
        return ""
    done = lang.whole(statuses.count(Status.DONE))
    return lang.many(total, "{done} of {n} step done", "{done} of {n} steps done", done=done)
