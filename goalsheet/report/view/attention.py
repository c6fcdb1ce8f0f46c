"""What needs somebody, worst first: reason with numbers, what would clear it, who and where."""

from dataclasses import dataclass

from goalsheet.measure.model import Assessment, Level, Signal
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import NOBODY, ViewContext, Work
from goalsheet.report.view.elements import Badge

MORE = 2  # further reasons shown; `goalsheet explain` has them all


@dataclass(frozen=True, slots=True)
class Attention:
    """An item that needs somebody: the reason with its numbers, and what would clear it."""

    anchor: str
    badge: Badge
    kind: str  # goal, key result, step
    name: str
    goal: str  # the goal it belongs to; empty for a goal
    goal_anchor: str
    reason: str
    clears: str
    more: tuple[str, ...]  # further reasons
    owner: str
    due: str
    due_in: int | None  # days from as of
    progress: str
    cell: str


def attention(context: ViewContext) -> tuple[Attention, ...]:
    return tuple(_line(context, item) for item in context.review.attention)


def _line(context: ViewContext, item: Work) -> Attention:
    verdict = context.of(item)
    return Attention(
        anchor=context.attention_anchor(item),
        badge=context.badge(item),
        kind=context.kind_of(item),
        name=context.name_of(item),
        goal=context.goal_name(item),
        goal_anchor=context.goal_anchor(item),
        reason=context.sentence(verdict.reason),
        clears=context.clearing(verdict.clears),
        more=_more(context, verdict),
        owner=context.owners_of(item) or context.lang.say(NOBODY),
        due=context.near(item.due),
        due_in=context.due_in(item),
        progress=context.lang.percent(verdict.progress.actual, ""),
        cell=shortened(str(_cell(verdict, item)), 80),
    )


def _more(context: ViewContext, verdict: Assessment) -> tuple[str, ...]:
    """What else speaks against it: one reason of each other family, for a second of the same would say it twice."""
    told = {signal.family for signal in verdict.signals if _decided(verdict, signal)}
    others: dict[str, str] = {}
    for signal in verdict.signals:
        if signal.level is not Level.INFO and signal.family not in told:
            others.setdefault(signal.family, context.sentence(signal.reason))
    return tuple(others.values())[:MORE]


def _cell(verdict: Assessment, item: Work) -> object:
    """The cell of the signal that decided, where one did."""
    return next((s.cell for s in verdict.signals if _decided(verdict, s)), item.home)


def _decided(verdict: Assessment, signal: Signal) -> bool:
    """Whether the verdict's reason tells this signal already."""
    return signal.code in verdict.decided_by or signal.reason == verdict.reason
