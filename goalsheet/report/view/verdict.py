"""The report in one sentence, the numbers on top, and the news in few words."""

from datetime import timedelta

from goalsheet.measure import verdict as told
from goalsheet.measure.model import Status
from goalsheet.plan.model import Step
from goalsheet.report.view.model import Badge, Figure, Share
from goalsheet.report.view.scene import Scene, Work, badge
from goalsheet.report.words import count, percent

TROUBLE = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_UPDATE)


def counted(scene: Scene) -> tuple[tuple[Work, ...], str]:
    """What a verdict counts, and what it is called."""
    return told.counted(scene.review.plan, scene.review.measured)


def verdict(scene: Scene) -> str:
    return scene.review.verdict


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
    return told.overdue(scene.review.plan, scene.review.measured)


def due_next(scene: Scene) -> tuple[Work, ...]:
    """Open work due from today on within the days that the settings give, soonest first."""
    last = scene.as_of + timedelta(days=scene.review.settings.due_soon_days)
    work = [item for item in scene.review.plan.work if item.due and scene.as_of <= item.due <= last]
    return tuple(sorted((i for i in work if scene.of(i).status not in told.RESTING), key=lambda i: i.due or last))


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
