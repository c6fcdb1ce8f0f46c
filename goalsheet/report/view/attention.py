"""What needs somebody, worst first: reason with numbers, what would clear it, who and where."""

from goalsheet.measure.model import Assessment, Level, Signal
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import NOBODY, Scene, Work
from goalsheet.report.view.model import Attention

MORE = 2  # further reasons shown; `goalsheet explain` has them all


def attention(scene: Scene) -> tuple[Attention, ...]:
    return tuple(_line(scene, item) for item in scene.attention)


def _line(scene: Scene, item: Work) -> Attention:
    verdict = scene.of(item)
    return Attention(
        anchor=scene.attention_anchor(item),
        badge=scene.badge(item),
        kind=scene.kind_of(item),
        name=scene.name_of(item),
        goal=scene.goal_name(item),
        goal_anchor=scene.goal_anchor(item),
        reason=scene.sentence(verdict.reason),
        clears=scene.clearing(verdict.clears),
        more=_more(scene, verdict),
        owner=scene.owners_of(item) or scene.lang.say(NOBODY),
        due=scene.near(item.due),
        due_in=scene.due_in(item),
        progress=scene.lang.percent(verdict.progress.actual, ""),
        cell=shortened(str(_cell(verdict, item)), 80),
    )


def _more(scene: Scene, verdict: Assessment) -> tuple[str, ...]:
    """What else speaks against it: one reason of each other family, for a second of the same would say it twice."""
    told = {signal.family for signal in verdict.signals if _decided(verdict, signal)}
    others: dict[str, str] = {}
    for signal in verdict.signals:
        if signal.level is not Level.INFO and signal.family not in told:
            others.setdefault(signal.family, scene.sentence(signal.reason))
    return tuple(others.values())[:MORE]


def _cell(verdict: Assessment, item: Work) -> object:
    """The cell of the signal that decided, where one did."""
    return next((s.cell for s in verdict.signals if _decided(verdict, s)), item.home)


def _decided(verdict: Assessment, signal: Signal) -> bool:
    """Whether the verdict's reason tells this signal already."""
    return signal.code in verdict.decided_by or signal.reason == verdict.reason
