"""A goal that closes asks for its review, with the facts at hand; a like goal that starts is shown its lessons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.folding import fold
from goalsheet.history.changes import moves
from goalsheet.history.comparison import Comparison
from goalsheet.history.estimates import Length
from goalsheet.history.likeness import Wording, likeness
from goalsheet.history.model import GOAL, ChangeKind, Snapshot
from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, joined, quoted, whole
from goalsheet.plan.model import Goal, Lesson, Plan, Step
from goalsheet.statuses import Status

#: A step took another time than planned from these factors on.
LONGER, SHORTER = 1.5, 0.5
#: A goal is like an earlier one from this likeness of their texts on.
LIKE = 0.5
_MOVED = {
    1: translatable_plural("its due date moved once, by {n} day in all", "its due date moved once, by {n} days in all"),
    2: translatable_plural(
        "its due date moved twice, by {n} day in all", "its due date moved twice, by {n} days in all"
    ),
}
_OFTEN = translatable_plural(
    "its due date moved {times} times, by {n} day in all", "its due date moved {times} times, by {n} days in all"
)
#: A goal starts now if its start is no further away than this, before or after today.
AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Closing:
    """A goal that was reached and has no lesson yet, with what is known for its review.

    Lengths are days of the calendar, both ends counted. `facts` are sentences; `row` is the row prepared for Lessons,
    by field, its own words still to be told in the report's language.
    """

    goal: Goal
    planned: int | None
    took: int | None
    facts: tuple[LazyText, ...]
    row: Mapping[str, str | date]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A lesson that may help a goal that is about to start or has just begun."""

    goal: Goal
    lesson: Lesson
    like: str  # the goal the lesson was learnt from, or what it applies to


def closings(comparison: Comparison, plan: Plan, closed: Mapping[str, Length]) -> tuple[Closing, ...]:
    """The goals that were reached since the report compared with and have no row in Lessons."""
    reached = {c.key for c in comparison.changes.of(ChangeKind.DONE) if c.item == GOAL}
    told = {fold(lesson.goal) for lesson in plan.lessons if lesson.goal}
    return tuple(
        _closing(comparison, plan, goal, closed)
        for goal in plan.goals
        if goal.key in reached and fold(goal.name) not in told and fold(goal.id or "") not in told
    )


def _closing(comparison: Comparison, plan: Plan, goal: Goal, closed: Mapping[str, Length]) -> Closing:
    steps, as_of = plan.steps_of(goal), comparison.recalled.as_of
    chain = comparison.chains.get(goal.key, ())
    first = chain[0] if chain else None
    start = (first.start if first else None) or goal.start or min((s.start for s in steps if s.start), default=None)
    due = (first.due if first else None) or goal.due
    ended = max((s.done_on for s in steps if s.done_on and s.done_on <= as_of), default=as_of)
    planned = (due - start).days + 1 if start and due and due >= start else None
    took = (ended - start).days + 1 if start and ended >= start else None
    facts = tuple(_facts(comparison, goal, steps, closed, planned, took, chain))
    row: dict[str, str | date] = {"date": as_of, "goal": goal.id or goal.name, "better": joined(facts, "; ")}
    return Closing(goal, planned, took, facts, row)


def _facts(
    comparison: Comparison,
    goal: Goal,
    steps: Sequence[Step],
    closed: Mapping[str, Length],
    planned: int | None,
    took: int | None,
    chain: Sequence[Snapshot],
) -> Iterator[LazyText]:
    if planned and took:
        yield counted(
            took, "took {n} day, planned {planned}", "took {n} days, planned {planned}", planned=whole(planned)
        )
    moved, days = moves(chain, goal.due)
    if moved:
        yield counted(abs(days), *_MOVED.get(moved, _OFTEN), times=whole(moved))
    slipped = [s for s in steps if moves(comparison.chains.get(s.key, ()), s.due)[1] > 0]
    if slipped:
        yield counted(
            len(steps), "{slipped} of {n} step slipped", "{slipped} of {n} steps slipped", slipped=whole(len(slipped))
        )
    wrong = [(closed[s.key], s) for s in steps if s.key in closed and not SHORTER < closed[s.key].factor < LONGER]
    for length, step in sorted(wrong, key=lambda pair: -abs(pair[0].took - pair[0].planned))[:3]:
        yield counted(
            length.took,
            "{step} took {n} day, planned {planned}",
            "{step} took {n} days, planned {planned}",
            step=quoted(step.name, 80),
            planned=whole(length.planned),
        )


def reminders(comparison: Comparison, plan: Plan) -> tuple[Reminder, ...]:
    """Lessons of like goals, for goals that are new, have just begun, or start within two weeks."""
    fresh = {c.key for c in comparison.changes.of(ChangeKind.NEW, ChangeKind.STARTED) if c.item == GOAL}
    done = {one.key for one in comparison.current.now if one.status == Status.DONE}
    starting = [
        g for g in plan.goals if g.key not in done and (g.key in fresh or _starts(g, comparison.recalled.as_of))
    ]
    return tuple(
        Reminder(goal, lesson, like)
        for goal in starting
        for lesson in plan.lessons
        if (lesson.lesson or lesson.better) and (like := _like(plan, goal, lesson))
    )


def _starts(goal: Goal, as_of: date) -> bool:
    return goal.start is not None and abs(goal.start - as_of) <= AHEAD


def _like(plan: Plan, goal: Goal, lesson: Lesson) -> str:
    """What a lesson and a goal share: a like goal, or what the lesson says it applies to; empty for nothing."""
    source = _named(plan, lesson.goal) if lesson.goal else ""
    if source and fold(source) == fold(goal.name):
        return ""  # its own
    if source and likeness(Wording(source), Wording(goal.name)) >= LIKE:
        return source
    applies = lesson.applies_to or ""
    named = [goal.team or "", str(goal.kind or ""), goal.id or ""]
    if applies and (fold(applies) in map(fold, named) or _mentions(applies, goal.name)):
        return applies
    return ""


def _mentions(applies: str, name: str) -> bool:
    """Whether a goal's text speaks of what a lesson applies to: by two telling words of it, or its only one."""
    words = Wording(applies).stems
    return bool(words) and len(words & Wording(name).stems) >= min(2, len(words))


def _named(plan: Plan, said: str) -> str:
    """The name of the goal a lesson names, also by its ID."""
    found = next((g for g in plan.goals if fold(said) in (fold(g.id or ""), fold(g.name))), None)
    return found.name if found else said
