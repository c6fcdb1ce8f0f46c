"""What comes due next, by owner."""

from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import NOBODY, Scene, Work
from goalsheet.report.view.headline import due_next
from goalsheet.report.view.model import DueLine, OwnerDue


def by_owner(scene: Scene) -> tuple[OwnerDue, ...]:
    """Each owner's open work, soonest first; what two people own stands with both. Who is first due comes first."""
    lines: dict[str, list[DueLine]] = {}
    for item in due_next(scene):
        for owner in item.owners or ("",):
            lines.setdefault(shortened(owner, 60) or scene.lang.say(NOBODY), []).append(_line(scene, item))
    return tuple(OwnerDue(owner, tuple(due)) for owner, due in lines.items())


def within(scene: Scene) -> str:
    return scene.lang.many(scene.review.settings.due_soon_days, "the next day", "the next {n} days")


def _line(scene: Scene, item: Work) -> DueLine:
    return DueLine(
        name=scene.name_of(item),
        kind=scene.kind_of(item),
        goal=scene.goal_name(item),
        due=scene.lang.weekday(item.due, scene.as_of) if item.due else "",
        badge=scene.badge(item),
        progress=scene.lang.percent(scene.of(item).progress.actual, "–"),
        cell=shortened(str(item.at("due")), 80),
    )
