"""The goals, worst first, each with its key results and steps."""

from goalsheet.measure.model import Assessment, Status
from goalsheet.plan.model import Goal, KeyResult, Step
from goalsheet.report.view.model import GoalLine, StepLine
from goalsheet.report.view.scale import Scale
from goalsheet.report.view.scene import NOBODY, Scene, bar, name_of, owners_of
from goalsheet.report.view.timeline import own_scale, span_of
from goalsheet.report.words import count, percent, roughly, sentence, shortened, weekday

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
        attention=scene.attention_anchor(goal),
        id=shortened(goal.id, 24),
        name=name_of(goal),
        kind=goal.kind.value if goal.kind else "",
        parent=name_of(parent) if parent else "",
        parent_anchor=scene.anchors[parent.key] if parent else "",
        owner=owners_of(goal) or NOBODY,
        team=shortened(goal.team, 60),
        owners=_everybody(goal, *steps, *results),
        due=weekday(goal.due, scene.as_of) if goal.due else "",
        due_iso=goal.due.isoformat() if goal.due else "",
        days_left=_days_left(scene, verdict),
        reason=sentence(verdict.reason),
        clears=sentence(verdict.clears),
        bar=bar(verdict.progress.actual, verdict.progress.expected if verdict.status not in RESTING else None),
        source=_source(verdict),
        both=_both(verdict),
        forecast=_forecast(scene, goal, verdict),
        declared=shortened(verdict.declared, 60),
        differs=verdict.declared_status is not None and verdict.declared_status is not verdict.status,
        why=shortened(goal.why),
        counts=_counts(scene, steps),
        today=over.end(scene.as_of) if over else None,
        key_results=tuple(_step(scene, result, over) for result in results),
        steps=tuple(_step(scene, step, over) for step in steps),
        cell=shortened(str(goal.home), 80),
    )


def _everybody(*items: Goal | KeyResult | Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shortened(owner, 60) for item in items for owner in item.owners))


def _days_left(scene: Scene, verdict: Assessment) -> str:
    left = verdict.days_left
    if left is None or verdict.status in (Status.DONE, Status.CANCELLED):
        return ""
    noun = "working day" if scene.review.settings.calendar == "working" else "day"
    if left < 0:
        return f"{count(-left, noun)} late"
    return f"{count(left, noun)} left"


def _source(verdict: Assessment) -> str:
    """Where the progress was taken from, and how much of what is below is known."""
    progress = verdict.progress
    if progress.actual is None or progress.source == "none":
        return ""
    known = f"; {percent(progress.coverage)} of it known" if 0 < progress.coverage < 1 else ""
    return f"from {progress.source}{known}"


def _both(verdict: Assessment) -> str:
    progress = verdict.progress
    parts = [
        f"{percent(value)} by {word}"
        for word, value in (("steps", progress.by_steps), ("its metric", progress.by_measure))
        if value is not None
    ]
    return ", ".join(parts) if len(parts) > 1 else ""


def _forecast(scene: Scene, goal: Goal, verdict: Assessment) -> str:
    forecast = verdict.forecast
    if verdict.status in (Status.DONE, Status.CANCELLED):
        return ""
    if forecast.finish is None:
        if forecast.value_at_due is None or goal.measure is None or goal.due is None:
            return ""
        return f"heading for {roughly(forecast.value_at_due, goal.measure.unit)} by {scene.near(goal.due)}"
    late = forecast.late_days
    how = "in time" if not late else f"{count(late, 'working day')} late"
    return f"at this pace done {scene.near(forecast.finish)}{'' if late is None else f', {how}'}"


def _counts(scene: Scene, steps: tuple[Step, ...]) -> str:
    statuses = [scene.of(step).status for step in steps]
    total = len(statuses) - statuses.count(Status.CANCELLED)
    return f"{statuses.count(Status.DONE):,} of {count(total, 'step')} done" if total else ""


def _step(scene: Scene, item: Step | KeyResult, over: Scale | None) -> StepLine:
    return StepLine(
        anchor=scene.anchors[item.key],
        badge=scene.badge(item),
        attention=scene.attention_anchor(item),
        name=name_of(item),
        milestone="milestone" if isinstance(item, Step) and item.is_milestone else "",
        owner=owners_of(item),
        due=scene.near(item.due),
        due_iso=item.due.isoformat() if item.due else "",
        progress=percent(scene.of(item).progress.actual, "–"),
        span=span_of(scene, item, over) if over and isinstance(item, Step) else None,
        cell=shortened(str(item.home), 80),
    )
