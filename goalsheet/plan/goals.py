"""Goals and key results from their rows, and the goals that only steps speak of."""

from collections.abc import Sequence
from dataclasses import replace

from goalsheet.cells import CellRef
from goalsheet.folding import fold
from goalsheet.language import translatable
from goalsheet.language.wording import exact, msg
from goalsheet.layout.measure_words import is_higher_better, is_lower_better
from goalsheet.layout.table import Kind, Layout
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.model import Commitment, Direction, Goal, GoalKind, KeyResult, Measure
from goalsheet.plan.read_context import ReadContext
from goalsheet.plan.references import Index, keys
from goalsheet.plan.row_reader import RowReader
from goalsheet.plan.table_reader import rows
from goalsheet.plan.values import Number, Target, points
from goalsheet.plan.work_fields import work


def goals(context: ReadContext, layout: Layout) -> tuple[Goal, ...]:
    """Every goal that has a row, keyed, with its parent resolved."""
    read = [_goal(row) for row in rows(context, layout.of(Kind.GOALS)) if row.text("goal")]
    made = [
        replace(goal, key=key)
        for goal, key in zip(read, keys("goal", [(g.id, g.parent or "", g.name) for g in read]), strict=True)
    ]
    index = goal_index(made)
    return tuple(replace(goal, parent_key=index.find(goal.parent)) for goal in made)


def goal_index(made: Sequence[Goal | KeyResult]) -> Index:
    return Index((item.key, item.id, item.name) for item in made)


def _goal(row: RowReader) -> Goal:
    fields, metric = work(row, "goal"), row.stated("metric")
    return Goal(
        **fields,
        kind=row.choice("kind", GoalKind),
        parent=row.stated("parent"),
        sponsor=row.people("sponsor"),
        start=row.day("start", end=False),
        due=row.day("due"),
        confidence=row.confidence(),
        measure=measure(row, metric or fields["name"], bool(metric)),
        commitment=row.choice("commitment", Commitment),
        why=row.text("why"),
    )


def key_results(context: ReadContext, layout: Layout, goals_made: tuple[Goal, ...]) -> tuple[KeyResult, ...]:
    """Every key result, keyed; `goal_key` still None where no row of Goals is named."""
    index = goal_index(goals_made)
    read = [_key_result(row, index) for row in rows(context, layout.of(Kind.KEY_RESULTS)) if row.text("key_result")]
    named = keys("kr", [(kr.id, (kr.goal_key or kr.goal or "").removeprefix("goal:"), kr.name) for kr in read])
    return tuple(replace(kr, key=key) for kr, key in zip(read, named, strict=True))


def _key_result(row: RowReader, index: Index) -> KeyResult:
    fields, goal = work(row, "key_result"), row.stated("goal")
    return KeyResult(
        **fields,
        goal=goal,
        goal_key=index.find(goal),
        start=row.day("start", end=False),
        due=row.day("due"),
        confidence=row.confidence(),
        measure=measure(row, fields["name"], False),
        score=row.fraction("score"),
    )


def implicit(name: str, key: str, home: CellRef) -> Goal:
    """A goal that has no row of its own, at the first cell that speaks of it."""
    return Goal(key=key, cells={}, home=home, name=name, implicit=True)


def implicit_key(name: str) -> str:
    return f"goal:/{fold(name)}"


#: A unit has no more words than this: what follows a number is else a remark.
WORDS = 2


# What a goal or key result is measured by


def measure(row: RowReader, name: str, named: bool) -> Measure | None:
    """Baseline, target and current of a row in one unit; None where the row has nothing of it.

    Values given in percent are kept in percentage points with the unit `%`, so that 30 % is 30.
    """
    aim = row.target("target")
    given = {field: row.measured(field) for field in ("baseline", "current")}
    numbers = {**given, "target": aim.value if aim else None}
    if not named and all(number is None for number in numbers.values()):
        return None
    names = (name, row.text("goal") or "")
    unit = row.stated("unit") or _unit(list(numbers.values()))
    direction = row.choice("direction", Direction) or _direction(aim, names, numbers["baseline"])
    in_points = {field: _in_unit(row, field, number, unit) for field, number in numbers.items()}
    return Measure(
        name=name,
        unit=unit,
        direction=direction,
        baseline=in_points["baseline"],
        target=in_points["target"],
        current=in_points["current"],
        band=_band(aim),
        percent=any(number.percent for number in numbers.values() if number),
        limit=_limit(aim) if direction is Direction.KEEP else None,
    )


def _direction(aim: Target | None, names: tuple[str, str], baseline: Number | None) -> Direction | None:
    """Up or down by the target's own words, else by the metric's name and its goal's where no baseline shows it."""
    if aim is not None and aim.direction:
        return Direction(aim.direction)
    name, of = names
    down = is_lower_better(name) or (is_lower_better(of) and not is_higher_better(name))
    return Direction.DOWN if baseline is None and down else None


def _limit(aim: Target | None) -> Direction | None:
    """The side on which what is kept may lie, by the target's words: at least 99.5 % up, under 5 down."""
    found = Direction(aim.direction) if aim is not None and aim.direction else None
    return found if found in (Direction.UP, Direction.DOWN) else None


def _unit(numbers: list[Number | None]) -> str | None:
    """The unit typed with the numbers, where the row has no unit of its own."""
    given = [number for number in numbers if number]
    if any(number.percent for number in given):
        return "%"
    return next((number.unit for number in given if number.unit and len(number.unit.split()) <= WORDS), None)


_BESIDE_PERCENT = {
    "baseline": translatable("baseline {number} stands beside numbers in percent"),
    "target": translatable("target {number} stands beside numbers in percent"),
    "current": translatable("current {number} stands beside numbers in percent"),
}


def _in_unit(row: RowReader, field: str, number: Number | None, unit: str | None) -> float | None:
    if number is None:
        return None
    if number.percent:
        return points(number.value)
    if unit == "%" and not row.stated("unit") and number.value:
        told = msg(_BESIDE_PERCENT[field], number=exact(number.value))
        row.context.note(Problem("GS031", told), row.cells.get(field))
        return None
    return number.value


def _band(aim: Target | None) -> tuple[float, float] | None:
    if aim is None or aim.band is None:
        return None
    low, high = aim.band
    return (points(low), points(high)) if aim.value.percent else (low, high)
