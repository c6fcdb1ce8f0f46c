"""What `goalsheet map` tells of figures: key results and readings, each with what of it is a guess; goals' targets."""

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
