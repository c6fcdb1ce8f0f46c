"""What went well lately: what people wrote themselves, what the last report makes a win, and what was finished."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.history.wins import Win as Seen
from goalsheet.plan.model import CheckIn, Goal, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import ViewContext
from goalsheet.statuses import Status

LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Win:
    """Something to be glad of."""

    text: str
    who: str
    when: str
    goal: str
    cell: str


def wins(context: ViewContext) -> tuple[Win, ...]:
    """People's own words first, then what earlier reports make a win, then goals, then steps, the newest first."""
    told = {win.key for win in context.review.wins}
    return (*_typed(context), *_seen(context), *_goals(context), *_steps(context, told))


def _lately(context: ViewContext, value: date | None) -> bool:
    first = context.review.changes.since or context.as_of - LATELY
    return value is not None and first < value <= context.as_of


def _seen(context: ViewContext) -> Iterator[Win]:
    """Wins against what was seen before: early, in spite of a slip, back on track, past half, a streak."""
    for win in context.review.wins:
        item = context.review.plan.by_key.get(win.key)
        yield Win(
            text=_seen_text(context, win),
            who=context.people(win.who),
            when=context.near(win.on),
            goal=context.goal_name(item) if item else "",
            cell=shortened(str(win.cell), 80) if win.cell else "",
        )


def _seen_text(context: ViewContext, win: Seen) -> str:
    if win.item == "person":
        return context.lang.translate(win.sentence)
    return context.lang.say("{item}: {what}", item=shortened(win.name, 160), what=win.sentence)


def _typed(context: ViewContext) -> Iterator[Win]:
    told = [c for c in context.review.plan.check_ins if (c.wins or "").strip() and _lately(context, c.date)]
    for check_in in sorted(told, key=lambda c: c.date, reverse=True):
        yield _told(context, check_in)


def _told(context: ViewContext, check_in: CheckIn) -> Win:
    about = context.review.plan.by_key.get(check_in.of or "")
    author = check_in.author or (context.people(about.owners) if about else "")
    return Win(
        text=shortened(check_in.wins),
        who=shortened(author, 60),
        when=context.near(check_in.date),
        goal=context.name_of(about) if about else shortened(check_in.goal, 160),
        cell=shortened(str(check_in.at("wins")), 80),
    )


def _goals(context: ViewContext) -> Iterator[Win]:
    """Goals reached or past half way; with an earlier report to compare with, only what is news."""
    if context.review.changes.since is not None:
        return
    for goal in context.review.plan.counted_goals:
        if text := _goal_text(context, goal):
            yield Win(text, context.owners_of(goal), "", "", shortened(str(goal.home), 80))


def _goal_text(context: ViewContext, goal: Goal) -> str:
    verdict = context.of(goal)
    actual = verdict.progress.actual
    if verdict.status is Status.DONE:
        return context.lang.say("{goal}: reached", goal=context.name_of(goal))
    if verdict.status is Status.ON_TRACK and actual is not None and 0.5 <= actual < 1:
        percent = context.lang.percent(actual)
        return context.lang.say("{goal}: past half way at {percent}", goal=context.name_of(goal), percent=percent)
    return ""


def _steps(context: ViewContext, told: Container[str]) -> Iterator[Win]:
    fresh = [s for s in context.review.plan.steps if s.key not in told and _lately(context, s.done_on)]
    done = [s for s in fresh if context.of(s).status is Status.DONE]
    for step in sorted(done, key=lambda s: s.done_on or date.min, reverse=True):
        yield Win(
            text=context.name_of(step),
            who=context.owners_of(step),
            when=_when(context, step),
            goal=context.goal_name(step),
            cell=shortened(str(step.at("done_on")), 80),
        )


def _when(context: ViewContext, step: Step) -> str:
    day, lang = context.near(step.done_on), context.lang
    if step.due is None or step.done_on is None or step.done_on >= step.due:
        return lang.say("done {day}", day=day)
    early = (step.due - step.done_on).days
    return lang.many(early, "done {day}, {n} day early", "done {day}, {n} days early", day=day)
