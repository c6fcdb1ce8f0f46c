"""How far everything is, and how far it should be: fractions by C1 to C5, rolled up from below.

The conventions and their sources are in docs/measures.md; this module is where they are computed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.measure.model import MilestoneProgress, Progress
from goalsheet.measure.okr import Grade, grade
from goalsheet.measure.plan_as_of import AnyWork, PlanAsOf, Window
from goalsheet.plan.model import Goal, GoalKind, KeyResult, LifeCycle, Step

LARGEST = 1e100  # a weight or effort from here on is none: nothing could be told beside it


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a roll-up: its weight, and what is known of it."""

    weight: float
    actual: float | None
    expected: float | None = None


def clipped(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)


def weighted(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """The mean of what is known by its weight; None where nothing is known (or all that is weighs nothing)."""
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * value for weight, value in known) / total if total else None


def alike(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts of which progress is known, for what is expected is compared with theirs; all where none is known."""
    return [part for part in parts if part.actual is not None] or parts


def expected_of(parts: Sequence[Part]) -> float | None:
    """What is expected of the same parts that progress is the mean of."""
    return weighted((part.weight, part.expected) for part in alike(parts))


def covered(parts: Sequence[Part]) -> float:
    """The share of weight whose progress is known."""
    total = sum(part.weight for part in parts)
    return sum(part.weight for part in parts if part.actual is not None) / total if total else 0.0


def weights(items: Sequence[AnyWork]) -> list[float]:
    """By weight where every item has one, else by effort where every one has, else evenly.

    Milestones weighted 9, 1, 1, 1 with the first done are 75 % (MIL-HDBK weighted milestones; GAO-20-195G).
    """
    for name in ("weight", "effort"):
        values = [getattr(item, name, None) for item in items]
        given = [value for value in values if value is not None and 0 <= value < LARGEST]
        if len(given) == len(values) and sum(given) > 0:
            return given
    return [1.0] * len(items)


def part_weights(plan_as_of: PlanAsOf, parts: Sequence[Step | Goal]) -> list[float]:
    """The weights of a goal's parts, flat and nested weights told apart.

    Nested: each level's weights share out that level (`weights`). Flat: child goals have no weights of their own and
    the steps below all of them together share out 1 or 100; then a child weighs what its steps weigh.
    """
    children = [part for part in parts if isinstance(part, Goal) and part.weight is None]
    if len(children) == len(parts) > 1:
        below = [[step.weight for step in plan_as_of.parts(child) if isinstance(step, Step)] for child in children]
        if all(column and None not in column for column in below):
            sums = [sum(weight or 0.0 for weight in column) for column in below]
            if any(abs(sum(sums) - whole) < 1e-6 * whole for whole in (1.0, 100.0)):
                return sums
    return weights(parts)


def latest_progress(plan_as_of: PlanAsOf, item: AnyWork) -> float | None:
    """The progress its latest check-in that gives one gives."""
    given = [c.progress for c in plan_as_of.check_ins(item) if c.progress is not None]
    return clipped(given[-1]) if given else None


def step_actual(plan_as_of: PlanAsOf, step: Step) -> tuple[float | None, str]:
    """A step's progress and its source. A blank % is unknown (C4); a step said to be not started is at 0."""
    if plan_as_of.is_done(step):
        return 1.0, "done"
    if step.percent is not None:
        return clipped(step.percent), "percent"
    checked = latest_progress(plan_as_of, step)
    if checked is not None:
        return checked, "check-in"
    return (0.0, "status") if step.life_cycle is LifeCycle.NOT_STARTED else (None, "none")


def elapsed(plan_as_of: PlanAsOf, window: Window, day: date, owners: tuple[str, ...] = ()) -> float | None:
    """The share of its time that has passed; without a start unknown before the due date, and 1 from it on."""
    if window.due is None:
        return None
    if window.start is None:
        return 1.0 if day >= window.due else None
    return plan_as_of.calendar_for(owners).elapsed(window.start, window.due, day)


def step_progress(plan_as_of: PlanAsOf, step: Step) -> Progress:
    actual, source = step_actual(plan_as_of, step)
    expected = elapsed(plan_as_of, plan_as_of.window(step), plan_as_of.as_of, step.owners)
    return Progress(actual, expected, source, float(actual is not None))


def result_progress(plan_as_of: PlanAsOf, result: KeyResult) -> Progress:
    """A key result's: its score as given, else its attainment (clipped to 0 to 1), else its %."""
    metric = plan_as_of.metric(result)
    raw = metric.attainment if metric else None
    checked = latest_progress(plan_as_of, result)
    found: Iterator[tuple[float | None, str]] = iter(
        (
            (1.0 if result.done else None, "done"),
            (result.score, "score"),
            (raw, "metric"),
            (result.percent, "percent"),
            (checked, "check-in"),
        )
    )
    actual, source = next(((v, s) for v, s in found if v is not None), (None, "none"))
    expected = (
        metric.expected(plan_as_of.calendar)
        if metric
        else elapsed(plan_as_of, plan_as_of.window(result), plan_as_of.as_of)
    )
    known = None if actual is None else clipped(actual)
    return Progress(known, expected, source, float(known is not None), by_measure=raw)


@dataclass(frozen=True)
class Ledger:
    """Progress of everything, worked out from below once."""

    plan_as_of: PlanAsOf
    of: dict[str, Progress]

    def part(self, item: AnyWork, weight: float, goal: Window, day: date) -> Part:
        """An item as a part of its goal. Where a table has no % column, a step counts as done or not done (0/100)."""
        progress = self.of.get(item.key, Progress())
        actual = progress.actual
        if actual is None and isinstance(item, Step) and "percent" not in item.cells:
            actual = 0.0
        return Part(weight, actual, self.expected_part(item, goal, day))

    def expected_part(self, item: AnyWork, goal: Window, day: date) -> float | None:
        """What a roll-up expects of an item on a day: by its own dates; at once when due without a start; else its
        goal's."""
        if isinstance(item, Goal):
            return self.expected(item, day)
        window = self.plan_as_of.window(item)
        if window.due is None:
            return elapsed(self.plan_as_of, goal, day)
        if window.start is None:
            return float(day >= window.due)
        return self.plan_as_of.calendar_for(item.owners).elapsed(window.start, window.due, day)

    def parts(self, goal: Goal, day: date | None = None) -> list[Part]:
        items = self.plan_as_of.parts(goal)
        window = self.plan_as_of.window(goal)
        return [
            self.part(item, weight, window, day or self.plan_as_of.as_of)
            for item, weight in zip(items, part_weights(self.plan_as_of, items), strict=True)
        ]

    def expected(self, goal: Goal, day: date) -> float | None:
        """What is expected of a goal on a day: of its steps and child goals by weight, else by its own dates.

        For today it was worked out with the goal itself, by what its progress is taken from.
        """
        if day == self.plan_as_of.as_of and goal.key in self.of:
            return self.of[goal.key].expected
        rolled = expected_of(self.parts(goal, day))
        return rolled if rolled is not None else elapsed(self.plan_as_of, self.plan_as_of.window(goal), day)


def _rolled(parts: Sequence[Part]) -> float | None:
    return weighted((part.weight, part.actual) for part in parts)


def _results(ledger: Ledger, goal: Goal) -> list[Part]:
    """Its key results as parts: blanks are left out of the grade, and show in the coverage."""
    results = [r for r in ledger.plan_as_of.plan.key_results_of(goal) if r.life_cycle is not LifeCycle.CANCELLED]
    found = [ledger.of[result.key] for result in results]
    return [Part(w, p.actual, p.expected) for w, p in zip(weights(results), found, strict=True)]


@dataclass(frozen=True, slots=True)
class Found:
    """What a goal's progress was taken from: how far, what is expected of the same, and for how much of it that is
    known."""

    actual: float | None
    expected: float | None
    source: str
    coverage: float = 1.0


def goal_progress(ledger: Ledger, goal: Goal) -> Progress:
    """A goal's: from its metric, else its key results, else its steps and child goals, else its own word."""
    plan_as_of = ledger.plan_as_of
    results, parts, items = _results(ledger, goal), ledger.parts(goal), plan_as_of.parts(goal)
    metric = plan_as_of.metric(goal)
    found = next(f for f in _sources(ledger, goal, results, parts) if f.actual is not None or f.source == "none")
    actual = 1.0 if plan_as_of.is_done(goal) else found.actual
    return Progress(
        None if actual is None else clipped(actual),
        found.expected,
        found.source,
        found.coverage,
        by_steps=_rolled([part for part, item in zip(parts, items, strict=True) if isinstance(item, Step)]),
        by_measure=metric.attainment if metric else _rolled(results),
        by_children=_rolled([part for part, item in zip(parts, items, strict=True) if isinstance(item, Goal)]),
    )


def _sources(ledger: Ledger, goal: Goal, results: Sequence[Part], parts: Sequence[Part]) -> Iterator[Found]:
    """All a goal's progress can be taken from, best first; the last is `none`. A soft goal has only its check-ins."""
    plan_as_of, metric = ledger.plan_as_of, ledger.plan_as_of.metric(goal)
    linear = elapsed(plan_as_of, plan_as_of.window(goal), plan_as_of.as_of)
    if goal.kind is not GoalKind.SOFT:
        if metric is not None:
            yield Found(metric.attainment, metric.expected(plan_as_of.calendar), "metric")
        yield _rolled_up(results, linear, "key results")
        children = any(isinstance(item, Goal) for item in plan_as_of.parts(goal))
        yield (rolled := _rolled_up(parts, linear, "children" if children else "steps"))
        yield Found(goal.percent, linear, "percent")
        linear = rolled.expected
    yield Found(latest_progress(plan_as_of, goal), linear, "check-in")
    yield Found(None, linear, "none", 0.0)


def _rolled_up(parts: Sequence[Part], linear: float | None, source: str) -> Found:
    expected = expected_of(parts)
    return Found(_rolled(parts), linear if expected is None else expected, source, covered(parts))


def ledger_of(plan_as_of: PlanAsOf) -> Ledger:
    """The progress of every step, key result and goal, from below."""
    ledger = Ledger(plan_as_of, {step.key: step_progress(plan_as_of, step) for step in plan_as_of.plan.steps})
    ledger.of.update((result.key, result_progress(plan_as_of, result)) for result in plan_as_of.plan.key_results)
    for goal in plan_as_of.goals_upward:
        ledger.of[goal.key] = goal_progress(ledger, goal)
    return ledger


def grades_of(ledger: Ledger) -> dict[str, Grade]:
    """The grade of every goal that has key results."""
    found: dict[str, Grade] = {}
    for goal in ledger.plan_as_of.plan.goals:
        parts = _results(ledger, goal)
        if parts:
            found[goal.key] = grade([part.actual for part in parts], [part.weight for part in parts])
    return found


def milestones_of(ledger: Ledger) -> tuple[MilestoneProgress, ...]:
    """The steps of each goal that name the same milestone, in the order of the sheet."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in ledger.plan_as_of.plan.steps:
        if step.milestone and step.life_cycle is not LifeCycle.CANCELLED:
            groups.setdefault((step.goal_key, step.milestone), []).append(step)
    return tuple(_milestone(ledger, key, steps) for key, steps in groups.items())


def _milestone(ledger: Ledger, key: tuple[str, str], steps: Sequence[Step]) -> MilestoneProgress:
    goal = ledger.plan_as_of.plan.by_key.get(key[0])
    window = ledger.plan_as_of.window(goal) if isinstance(goal, Goal) else Window(None, None)
    parts = [ledger.part(s, w, window, ledger.plan_as_of.as_of) for s, w in zip(steps, weights(steps), strict=True)]
    expected = expected_of(parts)
    dues: Mapping[str, date] = {step.key: step.due for step in steps if step.due}
    done = sum(ledger.plan_as_of.is_done(step) for step in steps)
    progress = Progress(_rolled(parts), expected, "steps", covered(parts))
    return MilestoneProgress(key[0], key[1], progress, max(dues.values(), default=None), done, len(steps))
