"""What comes due next, by owner."""

from dataclasses import dataclass

from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import NOBODY, ViewContext, Work
from goalsheet.report.view.elements import Badge


@dataclass(frozen=True, slots=True)
class DueLine:
    name: str
    kind: str
    goal: str
    due: str
    badge: Badge
    progress: str
    cell: str


@dataclass(frozen=True, slots=True)
class OwnerDue:
    """What one owner has to finish next, soonest first."""

    owner: str
    lines: tuple[DueLine, ...]


def by_owner(context: ViewContext) -> tuple[OwnerDue, ...]:
    """Each owner's open work, soonest first; what two people own stands with both. Who is first due comes first."""
    lines: dict[str, list[DueLine]] = {}
    for item in context.review.due_next:
        for owner in item.owners or ("",):
            lines.setdefault(shortened(owner, 60) or context.lang.say(NOBODY), []).append(_line(context, item))
    return tuple(OwnerDue(owner, tuple(due)) for owner, due in lines.items())


def within(context: ViewContext) -> str:
    return context.lang.many(context.review.settings.due_soon_days, "the next day", "the next {n} days")


def _line(context: ViewContext, item: Work) -> DueLine:
    return DueLine(
        name=context.name_of(item),
        kind=context.kind_of(item),
        goal=context.goal_name(item),
        due=context.lang.weekday(item.due, context.as_of) if item.due else "",
        badge=context.badge(item),
        progress=context.lang.percent(context.of(item).progress.actual, "–"),
        cell=shortened(str(item.at("due")), 80),
    )
