"""The report in one sentence, the numbers on top, and the news in few words."""

from collections.abc import Mapping
from datetime import timedelta

from goalsheet.measure.model import Status
from goalsheet.measure.wording import listed
from goalsheet.plan.model import Step
from goalsheet.report.view.model import Badge, Figure, Share
from goalsheet.report.view.scene import Scene, Work, badge
from goalsheet.report.words import count, percent

TROUBLE = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_UPDATE)


def counted(scene: Scene) -> tuple[tuple[Work, ...], str]:
    """What a verdict counts, and what it is called: goals, or steps where the workbook has at most one goal."""
    plan = scene.review.plan
    goals = tuple(goal for goal in plan.goals if scene.of(goal).status is not Status.CANCELLED)
    if len(goals) > 1 or not plan.steps:
        return goals, "goal"
    return tuple(step for step in plan.steps if scene.of(step).status is not Status.CANCELLED), "step"


def verdict(scene: Scene) -> str:
    """One sentence with counts."""
    items, noun = counted(scene)
    if not items:
        return "There is nothing to report on: no goal and no step was read."
    late = overdue(scene) if noun == "goal" else ()
    tail = f"; {_lower(_share_is(len(late), len(scene.review.plan.steps), 'step', 'overdue'))}" if late else ""
    return f"{_standing(scene.review.counts(items), len(items), noun)}{tail}."


def _standing(counts: Mapping[Status, int], total: int, noun: str) -> str:
    troubled = [status for status in (Status.OFF_TRACK, Status.AT_RISK) if counts[status]]
    if troubled:
        first, *rest = troubled
        return " and ".join([_share_is(counts[first], total, noun, first), *(_are(counts[s], s) for s in rest)])
    if silent := counts[Status.NO_UPDATE]:
        return f"Nothing is off track or at risk, but {_has_none(silent, total, noun)}"
    quiet = [s for s in (Status.ON_TRACK, Status.DONE, Status.NOT_STARTED, Status.ON_HOLD) if counts[s]]
    if len(quiet) == 1:
        return _share_is(total, total, noun, quiet[0])
    return f"Nothing is off track or at risk: of {count(total, noun)}, {listed([_are(counts[s], s) for s in quiet])}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _share_is(amount: int, total: int, noun: str, status: str) -> str:
    """`2 of 6 goals are off track`, `Both goals are done`, `None of 18 steps is started`."""
    if amount < total:
        of_all = f"of {count(total, noun)}"
        return f"{amount:,} {of_all} {'is' if amount == 1 else 'are'} {status}"
    if status == Status.NOT_STARTED and total > 1:
        return f"None of the {total:,} {noun}s is started"
    return f"{_all(total, noun)} {'is' if total == 1 else 'are'} {status}"


def _all(total: int, noun: str) -> str:
    if total == 1:
        return f"The one {noun}"
    return f"Both {noun}s" if total == 2 else f"All {total:,} {noun}s"


def _are(amount: int, status: str) -> str:
    return f"{amount:,} {'is' if amount == 1 else 'are'} {status}"


def _has_none(amount: int, total: int, noun: str) -> str:
    return f"{amount:,} of {count(total, noun)} {'has' if amount == 1 else 'have'} no update"


def all_well(scene: Scene) -> str:
    """Said in place of 'needs attention' when nothing does."""
    items, _ = counted(scene)
    if not items or scene.attention:
        return ""
    return "All is well: nothing needs attention."


def news(scene: Scene) -> str:
    """`2 off track, 3 at risk, 5 done`."""
    items, noun = counted(scene)
    counts = scene.review.counts(items)
    done = counts[Status.DONE]
    parts = [f"{counts[status]:,} {status}" for status in TROUBLE if counts[status]]
    if not items:
        return "nothing to report on"
    if not parts and done == len(items):
        return f"all {done:,} {noun}s done" if done > 1 else f"{noun} done"
    return ", ".join([*(parts or ["nothing at risk"]), *([f"{done:,} done"] if done else [])])


def overall(scene: Scene) -> Badge:
    """The worst status among what is counted."""
    items, _ = counted(scene)
    statuses = [scene.of(item).status for item in items]
    return badge(min(statuses, key=lambda status: status.rank) if statuses else Status.NOT_STARTED)


def overdue(scene: Scene) -> tuple[Step, ...]:
    """Open steps whose due day is over (C2); what is on hold waits, and is not counted."""
    waiting = (Status.ON_HOLD, Status.CANCELLED, Status.DONE)
    steps = (step for step in scene.review.plan.steps if scene.of(step).status not in waiting)
    return tuple(step for step in steps if step.due is not None and step.due < scene.as_of)


def due_next(scene: Scene) -> tuple[Work, ...]:
    """Open work due from today on within the days that the settings give, soonest first."""
    last = scene.as_of + timedelta(days=scene.review.settings.due_soon_days)
    waiting = (Status.ON_HOLD, Status.CANCELLED, Status.DONE)
    work = [item for item in scene.review.plan.work if item.due and scene.as_of <= item.due <= last]
    return tuple(sorted((i for i in work if scene.of(i).status not in waiting), key=lambda i: i.due or last))


def figures(scene: Scene) -> tuple[Figure, ...]:
    """The four numbers on top."""
    plan, late = scene.review.plan, overdue(scene)
    goals = scene.review.counts(plan.goals)
    well = goals[Status.ON_TRACK] + goals[Status.DONE]
    made = [
        Figure(f"{well:,} of {len(plan.goals) - goals[Status.CANCELLED]:,}", "goals on track or done"),
        _steps_done(scene),
        Figure(
            f"{len(late):,}", "step overdue" if len(late) == 1 else "steps overdue", slug="off-track" if late else ""
        ),
        Figure(f"{len(due_next(scene)):,}", f"due in the next {count(scene.review.settings.due_soon_days, 'day')}"),
    ]
    return tuple(made if plan.steps else [made[0], made[3]])


def _steps_done(scene: Scene) -> Figure:
    steps = scene.review.counts(scene.review.plan.steps)
    total = len(scene.review.plan.steps) - steps[Status.CANCELLED]
    share = percent(steps[Status.DONE] / total) if total else ""
    return Figure(f"{steps[Status.DONE]:,} of {total:,}", "steps done", share)


def shares(scene: Scene) -> tuple[Share, ...]:
    """How many of what is counted have which status, worst first."""
    items, _ = counted(scene)
    counts = scene.review.counts(items)
    return tuple(
        Share(badge(status), amount, round(100 * amount / len(items), 2), f"{amount:,} {status}")
        for status, amount in counts.items()
        if amount
    )
