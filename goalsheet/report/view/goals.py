"""The goals, worst first, each with its key results and steps."""

from datetime import date

from goalsheet.language import message, messages
from goalsheet.measure.forecast import BY_LOGIC, BY_WAIT
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Assessment, Status
from goalsheet.plan.model import Goal, GoalKind, KeyResult, Measure, Step
from goalsheet.report.phrases import roughly, shortened
from goalsheet.report.view.context import NOBODY, Scene
from goalsheet.report.view.model import GoalLine, StepLine
from goalsheet.report.view.scale import Scale
from goalsheet.report.view.timeline import own_scale, span_of

LATE = messages("{n} working day late", "{n} working days late")

#: What progress can be taken from, as a reader calls it.
SOURCES = {
    "percent": message("% complete"),
    "done": message("being done"),
    "steps": message("steps"),
    "metric": message("metric"),
    "key results": message("key results"),
    "children": message("goals below"),
    "check-in": message("check-in"),
}

GOAL_KINDS = {
    GoalKind.SMART: message("SMART"),
    GoalKind.OBJECTIVE: message("Objective"),
    GoalKind.KPI: message("KPI"),
    GoalKind.HARD: message("Hard"),
    GoalKind.SOFT: message("Soft"),
}

WORDS_OF = {str(status): word for status, word in WORDS.items()}

#: What is not expected to move has no place where it should be.
RESTING = (Status.DONE, Status.CANCELLED, Status.ON_HOLD)


def goal_lines(scene: Scene, goals: tuple[Goal, ...]) -> tuple[GoalLine, ...]:
    return tuple(_line(scene, goal, number) for number, goal in enumerate(goals, 1))


def _line(scene: Scene, goal: Goal, number: int) -> GoalLine:
    verdict, plan, parent = scene.of(goal), scene.review.plan, scene.goal_of(goal)
    over = own_scale(scene, goal)
    steps, results = plan.steps_of(goal), plan.key_results_of(goal)
    return GoalLine(
        anchor=scene.anchors[goal.key],
        number=number,
        badge=scene.badge(goal),
        was=_was(scene, goal, verdict),
        gained=_gained(scene, goal, verdict),
        attention=scene.attention_anchor(goal),
        id=shortened(goal.id, 24),
        name=scene.name_of(goal),
        kind=scene.lang.say(GOAL_KINDS[goal.kind]) if goal.kind else "",
        parent=scene.name_of(parent) if parent else "",
        parent_anchor=scene.anchors[parent.key] if parent else "",
        owner=scene.owners_of(goal) or scene.lang.say(NOBODY),
        team=shortened(goal.team, 60),
        owners=_everybody(goal, *steps, *results),
        due=scene.lang.weekday(goal.due, scene.as_of) if goal.due else "",
        due_iso=goal.due.isoformat() if goal.due else "",
        due_in=scene.due_in(goal),
        days_left=_days_left(scene, verdict),
        reason=scene.sentence(verdict.reason),
        clears=scene.clearing(verdict.clears),
        bar=scene.bar(verdict.progress.actual, verdict.progress.expected if verdict.status not in RESTING else None),
        source=_source(scene, verdict),
        both=_both(scene, verdict),
        forecast=_forecast(scene, goal, verdict),
        declared=shortened(scene.lang.tell(verdict.declared or ""), 60),
        differs=verdict.declared_status is not None and verdict.declared_status is not verdict.status,
        why=shortened(goal.why),
        counts=_counts(scene, steps),
        days=over.days if over else 0,
        today=over.end(scene.as_of) if over else 0,
        key_results=tuple(_step(scene, result, over) for result in results),
        steps=tuple(_step(scene, step, over) for step in steps),
        cell=shortened(str(goal.home), 80),
    )


def _was(scene: Scene, goal: Goal, verdict: Assessment) -> str:
    before = scene.review.story.earlier.get(goal.key)
    if before is None or before.status not in WORDS_OF or before.status == verdict.status:
        return ""
    return scene.lang.say("was {status}", status=scene.lang.say(WORDS_OF[before.status]))


def _gained(scene: Scene, goal: Goal, verdict: Assessment) -> str:
    """How much further it is than the last time, in whole points."""
    before, since = scene.review.story.earlier.get(goal.key), scene.review.changes.since
    if before is None or since is None or before.progress is None or verdict.progress.actual is None:
        return ""
    points = round(100 * (verdict.progress.actual - before.progress))
    return f"{'▲' if points > 0 else '▼'} {abs(points)}" if points else ""


def _everybody(*items: Goal | KeyResult | Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shortened(owner, 60) for item in items for owner in item.owners))


def _days_left(scene: Scene, verdict: Assessment) -> str:
    left = verdict.days_left
    if left is None or verdict.status in (Status.DONE, Status.CANCELLED):
        return ""
    lang, working = scene.lang, scene.review.settings.calendar == "working"
    if left < 0:
        days = LATE if working else messages("{n} day late", "{n} days late")
        return lang.many(-left, *days)
    days = (
        messages("{n} working day left", "{n} working days left")
        if working
        else messages("{n} day left", "{n} days left")
    )
    return lang.many(left, *days)


def _source(scene: Scene, verdict: Assessment) -> str:
    """Where the progress was taken from, and how much of what is below is known."""
    progress, say = verdict.progress, scene.lang.say
    if progress.actual is None or progress.source == "none":
        return ""
    source = say("from {source}", source=say(SOURCES.get(progress.source, progress.source)))
    if not 0 < progress.coverage < 1:
        return source
    return say("{source}; {percent} of it known", source=source, percent=scene.lang.percent(progress.coverage))


def _both(scene: Scene, verdict: Assessment) -> str:
    progress, lang = verdict.progress, scene.lang
    if progress.by_steps is None or progress.by_measure is None:
        return ""
    return lang.say(
        "{steps} by steps, {metric} by its metric",
        steps=lang.percent(progress.by_steps),
        metric=lang.percent(progress.by_measure),
    )


def _forecast(scene: Scene, goal: Goal, verdict: Assessment) -> str:
    forecast, lang = verdict.forecast, scene.lang
    if verdict.status in (Status.DONE, Status.CANCELLED):
        return ""
    if forecast.finish is None:
        if forecast.value_at_due is None or goal.measure is None:
            return ""
        return heading_for(scene, forecast.value_at_due, goal.measure, goal.due)
    planned = forecast.how in (BY_LOGIC, BY_WAIT) or not verdict.progress.actual
    words = message("forecast {day}") if planned else message("at this pace done {day}")
    finish = lang.say(words, day=scene.near(forecast.finish))
    if forecast.late_days is None:
        return finish
    how = lang.many(forecast.late_days, *LATE) if forecast.late_days else lang.say("in time")
    return lang.say("{forecast}, {how}", forecast=finish, how=how)


def heading_for(scene: Scene, value: float | None, measure: Measure, due: date | None) -> str:
    """`heading for 243 followers by 29 Nov`."""
    if value is None or due is None:
        return ""
    at_due = roughly(value, measure.unit, scene.lang)
    return scene.lang.say("heading for {value} by {day}", value=at_due, day=scene.near(due))


def _counts(scene: Scene, steps: tuple[Step, ...]) -> str:
    statuses = [scene.of(step).status for step in steps]
    total, lang = len(statuses) - statuses.count(Status.CANCELLED), scene.lang
    if not total:
        return ""
    done = lang.whole(statuses.count(Status.DONE))
    return lang.many(total, "{done} of {n} step done", "{done} of {n} steps done", done=done)


def _step(scene: Scene, item: Step | KeyResult, over: Scale | None) -> StepLine:
    return StepLine(
        anchor=scene.anchors[item.key],
        badge=scene.badge(item),
        attention=scene.attention_anchor(item),
        name=scene.name_of(item),
        milestone=scene.lang.say("milestone") if isinstance(item, Step) and item.is_milestone else "",
        owner=scene.owners_of(item),
        due=scene.short(item.due),
        due_iso=item.due.isoformat() if item.due else "",
        due_in=scene.due_in(item),
        progress=scene.lang.percent(scene.of(item).progress.actual, "–"),
        span=span_of(scene, item, over) if over and isinstance(item, Step) else None,
        cell=shortened(str(item.home), 80),
    )
