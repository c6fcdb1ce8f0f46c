"""What comes due next, by owner."""

from goalsheet.report.view.model import DueLine, OwnerDue
from goalsheet.report.view.scene import NOBODY, Scene, Work, kind_of, name_of
from goalsheet.report.view.verdict import due_next
from goalsheet.report.words import count, percent, shortened, weekday


def by_owner(scene: Scene) -> tuple[OwnerDue, ...]:
    """Each owner's open work, soonest first; what two people own stands with both. Who is first due comes first."""
    lines: dict[str, list[DueLine]] = {}
    for item in due_next(scene):
        for owner in item.owners or ("",):
            lines.setdefault(shortened(owner, 60) or NOBODY, []).append(_line(scene, item))
    return tuple(OwnerDue(owner, tuple(due)) for owner, due in lines.items())


def within(scene: Scene) -> str:
    return f"the next {count(scene.review.settings.due_soon_days, 'day')}"


def _line(scene: Scene, item: Work) -> DueLine:
    return DueLine(
        name=name_of(item),
        kind=kind_of(item),
        goal=scene.goal_name(item),
        due=weekday(item.due, scene.as_of) if item.due else "",
        badge=scene.badge(item),
        progress=percent(scene.of(item).progress.actual, "–"),
        cell=shortened(str(item.at("due")), 80),
    )
