"""What `goalsheet map` tells of figures: key results and readings, each with what of it is a guess; goals' targets."""

from collections.abc import Iterator
from typing import Any

from goalsheet.plan.measure_doubts import unsure_results
from goalsheet.plan.model import KeyResult, Measure, Plan, Reading


def figures(plan: Plan) -> dict[str, Any]:
    """`{"key_results", "readings", "goals_measured"}` in the order of report.json; see docs/reading.md."""
    unsure = unsure_results(plan)
    return {
        "key_results": [_key_result(plan, one, unsure[one.key]) for one in plan.key_results],
        "readings": [_reading(plan, one) for one in plan.readings],
        "goals_measured": [
            {"row": goal.home.row, "sheet": goal.home.sheet, "goal": goal.name, **_measure(goal.measure)}
            for goal in plan.goals
            if goal.measure
        ],
    }


def figure_lines(plan: Plan) -> Iterator[str]:
    """Goals with figures, key results and their readings as text: a line each, with sheet and row."""
    unsure = unsure_results(plan)
    for goal in plan.goals:
        if goal.measure:
            yield f"Goal {goal.home}: {_short(goal.name)}: {_said(goal.measure)}"
    for result in plan.key_results:
        guess = f"; a guess, please look: {', '.join(unsure[result.key])}" if unsure[result.key] else ""
        yield f"Key result {result.home}: {_short(result.name)}: {_said(result.measure)}{guess}"
        readings = plan.readings_of(result)
        if readings:
            yield f"  {len(readings)} readings, {_dated(plan, readings[0])} to {_dated(plan, readings[-1])}"
    loose = [reading for reading in plan.readings if reading.of is None]
    if loose:
        yield f"{len(loose)} readings of no goal or key result, the first in {loose[0].at('value')}"


def _dated(plan: Plan, reading: Reading) -> str:
    guess = " (the year is a guess)" if "date" in plan.unsure(reading) else ""
    return f"{_number(reading.value)} on {reading.date} in {reading.at('value')}{guess}"


def _said(measure: Measure | None) -> str:
    if measure is None:
        return "no figures"
    unit = f" {measure.unit}" if measure.unit else ""
    names = ("baseline", "target", "current")
    said = (f"{name} {_number(value)}{unit}" for name in names if (value := getattr(measure, name)) is not None)
    return ", ".join(said) or "no figures"


def _number(value: float) -> str:
    return f"{value:.12g}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _key_result(plan: Plan, result: KeyResult, unsure: list[str]) -> dict[str, Any]:
    goal = plan.by_key.get(result.goal_key or "")
    return {
        "sheet": result.home.sheet,
        "row": result.home.row,
        "text": result.name,
        "objective": goal.name if goal and result.goal else result.goal,
        "owners": list(result.owners),
        **_measure(result.measure),
        "due": result.due.isoformat() if result.due else None,
        "unsure": unsure,
    }


def _measure(measure: Measure | None) -> dict[str, Any]:
    """Figures in the measure's unit: 42 with the unit `%` for 42 %."""
    return {
        "baseline": measure and measure.baseline,
        "target": measure and measure.target,
        "current": measure and measure.current,
        "unit": measure and measure.unit,
    }


def _reading(plan: Plan, reading: Reading) -> dict[str, Any]:
    return {
        "cell": str(reading.at("value")),
        "metric": reading.metric,
        "date": reading.date.isoformat(),
        "value": reading.value,
        "planned": reading.planned,
        "unsure": sorted(plan.unsure(reading)),
    }
