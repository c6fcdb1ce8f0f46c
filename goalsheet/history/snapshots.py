"""Today's items as snapshots: what a plan says of them, and what was computed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from goalsheet.history.match import Match
from goalsheet.history.model import GOAL, KEY_RESULT, STEP, History, Snapshot
from goalsheet.plan.model import NAMELESS, Goal, KeyResult, Plan, Step


@dataclass(frozen=True, slots=True)
class Computed:
    """What was computed of an item, for its snapshot."""

    status: str = ""
    why: str | None = None
    declared: str | None = None
    progress: float | None = None
    expected: float | None = None
    forecast: date | None = None


def outlines(plan: Plan, as_of: date) -> tuple[Snapshot, ...]:
    """Every item as the plan has it, nothing computed yet; keyed by the plan's keys, in the order of the rows."""
    return tuple(_outlines(plan, as_of))


def _outlines(plan: Plan, as_of: date) -> Iterator[Snapshot]:
    """The goal of steps that name none has no name of its own to be remembered by."""
    names = {goal.key: goal.name for goal in plan.goals if goal.key != NAMELESS}
    for goal in plan.goals:
        if goal.key != NAMELESS:
            yield _outline(goal, GOAL, names.get(goal.parent_key or "", ""), as_of)
    for result in plan.key_results:
        yield _outline(result, KEY_RESULT, names.get(result.goal_key or "", ""), as_of)
    for step in plan.steps:
        yield _outline(step, STEP, names.get(step.goal_key, ""), as_of)


def _outline(item: Goal | KeyResult | Step, kind: str, goal: str, as_of: date) -> Snapshot:
    return Snapshot(
        as_of=as_of,
        key=item.key,
        kind=kind,
        id=item.id,
        name=item.name,
        goal=goal,
        start=item.start,
        due=item.due,
        owners=item.owners,
        confidence=item.confidence,
    )


def complete(outline: Snapshot, computed: Computed) -> Snapshot:
    """A snapshot with what was computed."""
    return replace(
        outline,
        status=computed.status,
        why=computed.why,
        declared=computed.declared,
        progress=_kept(computed.progress),
        expected=_kept(computed.expected),
        forecast=computed.forecast,
    )


def _kept(fraction: float | None) -> float | None:
    """As many digits as every spreadsheet program gives back as they were."""
    return None if fraction is None else round(fraction, 6)


def remembered(now: tuple[Snapshot, ...], matched: Match, history: History) -> tuple[Snapshot, ...]:
    """Today's snapshots under the keys they are remembered by; `was` is the name before, where that changed."""
    return tuple(_remembered(now, matched, set(history.keys)))


def _remembered(now: tuple[Snapshot, ...], matched: Match, taken: set[str]) -> Iterator[Snapshot]:
    for one in now:
        was = matched.earlier.get(one.key)
        if was is None:
            key = _free(one.key, taken)
            taken.add(key)
            yield one if key == one.key else replace(one, key=key)
        elif was.key != one.key or was.name != one.name:
            yield replace(one, key=was.key, was=was.name if was.name != one.name else None)
        else:
            yield one


def _free(key: str, taken: set[str]) -> str:
    """A key no other item was ever remembered by: a new row may bear the ID of one long gone."""
    number, free = 2, key
    while free in taken:
        free, number = f"{key}~{number}", number + 1
    return free
