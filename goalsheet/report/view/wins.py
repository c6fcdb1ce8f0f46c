"""What went well lately: what was finished, finished early or passed half way, and what people wrote themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from goalsheet.measure.model import Status
from goalsheet.plan.model import CheckIn, Goal, Step
from goalsheet.report.view.model import Win
from goalsheet.report.view.scene import Scene, name_of, owners_of, people
from goalsheet.report.words import count, percent, shortened

LATELY = timedelta(days=14)


def wins(scene: Scene) -> tuple[Win, ...]:
    """People's own words first, then goals, then steps, the newest first."""
    return (*_typed(scene), *_goals(scene), *_steps(scene))


def _lately(scene: Scene, value: date | None) -> bool:
    return value is not None and scene.as_of - LATELY < value <= scene.as_of


def _typed(scene: Scene) -> Iterator[Win]:
    told = [c for c in scene.review.plan.check_ins if (c.wins or "").strip() and _lately(scene, c.date)]
    for check_in in sorted(told, key=lambda c: c.date, reverse=True):
        yield _told(scene, check_in)


def _told(scene: Scene, check_in: CheckIn) -> Win:
    about = scene.review.plan.by_key.get(check_in.of or "")
    author = check_in.author or (people(about.owners) if about else "")
    return Win(
        text=shortened(check_in.wins),
        who=shortened(author, 60),
        when=scene.near(check_in.date),
        goal=name_of(about) if about else shortened(check_in.goal, 160),
        cell=shortened(str(check_in.at("wins")), 80),
    )


def _goals(scene: Scene) -> Iterator[Win]:
    for goal in scene.review.plan.goals:
        if text := _goal_text(scene, goal):
            yield Win(text, owners_of(goal), "", "", shortened(str(goal.home), 80))


def _goal_text(scene: Scene, goal: Goal) -> str:
    verdict = scene.of(goal)
    actual = verdict.progress.actual
    if verdict.status is Status.DONE:
        return f"{name_of(goal)}: reached"
    if verdict.status is Status.ON_TRACK and actual is not None and actual >= 0.5:
        return f"{name_of(goal)}: past half way at {percent(actual)}"
    return ""


def _steps(scene: Scene) -> Iterator[Win]:
    done = [s for s in scene.review.plan.steps if scene.of(s).status is Status.DONE and _lately(scene, s.done_on)]
    for step in sorted(done, key=lambda s: s.done_on or date.min, reverse=True):
        yield Win(
            text=name_of(step),
            who=owners_of(step),
            when=f"done {scene.near(step.done_on)}{_early(step)}",
            goal=scene.goal_name(step),
            cell=shortened(str(step.at("done_on")), 80),
        )


def _early(step: Step) -> str:
    if step.due is None or step.done_on is None or step.done_on >= step.due:
        return ""
    return f", {count((step.due - step.done_on).days, 'day')} early"
