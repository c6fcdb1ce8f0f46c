"""What went well lately: what people wrote themselves, what the last report makes a win, and what was finished."""

from collections.abc import Container, Iterator
from datetime import date, timedelta

from goalsheet.history.wins import Win as Seen
from goalsheet.measure.model import Status
from goalsheet.plan.model import CheckIn, Goal, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import Scene
from goalsheet.report.view.model import Win

LATELY = timedelta(days=14)


def wins(scene: Scene) -> tuple[Win, ...]:
    """People's own words first, then what earlier reports make a win, then goals, then steps, the newest first."""
    told = {win.key for win in scene.review.wins}
    return (*_typed(scene), *_seen(scene), *_goals(scene), *_steps(scene, told))


def _lately(scene: Scene, value: date | None) -> bool:
    first = scene.review.changes.since or scene.as_of - LATELY
    return value is not None and first < value <= scene.as_of


def _seen(scene: Scene) -> Iterator[Win]:
    """Wins against what was seen before: early, in spite of a slip, back on track, past half, a streak."""
    for win in scene.review.wins:
        item = scene.review.plan.by_key.get(win.key)
        yield Win(
            text=_seen_text(scene, win),
            who=scene.people(win.who),
            when=scene.near(win.on),
            goal=scene.goal_name(item) if item else "",
            cell=shortened(str(win.cell), 80) if win.cell else "",
        )


def _seen_text(scene: Scene, win: Seen) -> str:
    if win.item == "person":
        return scene.lang.tell(win.sentence)
    return scene.lang.say("{item}: {what}", item=shortened(win.name, 160), what=win.sentence)


def _typed(scene: Scene) -> Iterator[Win]:
    told = [c for c in scene.review.plan.check_ins if (c.wins or "").strip() and _lately(scene, c.date)]
    for check_in in sorted(told, key=lambda c: c.date, reverse=True):
        yield _told(scene, check_in)


def _told(scene: Scene, check_in: CheckIn) -> Win:
    about = scene.review.plan.by_key.get(check_in.of or "")
    author = check_in.author or (scene.people(about.owners) if about else "")
    return Win(
        text=shortened(check_in.wins),
        who=shortened(author, 60),
        when=scene.near(check_in.date),
        goal=scene.name_of(about) if about else shortened(check_in.goal, 160),
        cell=shortened(str(check_in.at("wins")), 80),
    )


def _goals(scene: Scene) -> Iterator[Win]:
    """Goals reached or past half way; with an earlier report to compare with, only what is news."""
    if scene.review.changes.since is not None:
        return
    for goal in scene.review.plan.counted_goals:
        if text := _goal_text(scene, goal):
            yield Win(text, scene.owners_of(goal), "", "", shortened(str(goal.home), 80))


def _goal_text(scene: Scene, goal: Goal) -> str:
    verdict = scene.of(goal)
    actual = verdict.progress.actual
    if verdict.status is Status.DONE:
        return scene.lang.say("{goal}: reached", goal=scene.name_of(goal))
    if verdict.status is Status.ON_TRACK and actual is not None and 0.5 <= actual < 1:
        percent = scene.lang.percent(actual)
        return scene.lang.say("{goal}: past half way at {percent}", goal=scene.name_of(goal), percent=percent)
    return ""


def _steps(scene: Scene, told: Container[str]) -> Iterator[Win]:
    fresh = [s for s in scene.review.plan.steps if s.key not in told and _lately(scene, s.done_on)]
    done = [s for s in fresh if scene.of(s).status is Status.DONE]
    for step in sorted(done, key=lambda s: s.done_on or date.min, reverse=True):
        yield Win(
            text=scene.name_of(step),
            who=scene.owners_of(step),
            when=_when(scene, step),
            goal=scene.goal_name(step),
            cell=shortened(str(step.at("done_on")), 80),
        )


def _when(scene: Scene, step: Step) -> str:
    day, lang = scene.near(step.done_on), scene.lang
    if step.due is None or step.done_on is None or step.done_on >= step.due:
        return lang.say("done {day}", day=day)
    early = (step.due - step.done_on).days
    return lang.many(early, "done {day}, {n} day early", "done {day}, {n} days early", day=day)
