"""Scorecards and OKR sheets as people keep them: key results under their objectives, months across as readings."""

from goalsheet.layout.table import Kind
from tests.layout.sheets import read
from tests.layout.wild_plans import Case, cases


def case(name: str) -> Case:
    return next(one for one in cases() if one.name.startswith(name))


def test_a_column_that_says_objective_or_key_result() -> None:
    plan = case("OKR sheet with objective rows").plan
    assert [(one.goal, one.name, one.owners) for one in plan.key_results] == [
        ("Become the first choice of small firms", "Win 40 new customers", ("Ben",)),
        ("Become the first choice of small firms", "Raise NPS to 50", ("Cleo",)),
        ("Run a lean back office", "Close the books in 5 days", ("Tom",)),
    ]
    assert [(m.baseline, m.target, m.current) for one in plan.key_results if (m := one.measure)] == [
        (0, 40, 22), (38, 50, 44), (9, 5, 7),
    ]  # fmt: skip


def test_months_beside_a_target_are_readings() -> None:
    plan = case("Scorecard of measures with months across").plan
    assert [one.name for one in plan.key_results] == ["Churn %", "NPS"]
    (table,) = case("Scorecard of measures with months across").layout.of(Kind.METRICS)
    assert read(table, "metric", "date", "value")[:2] == [("Churn %", "Jan 2026", 4), ("Churn %", "Feb 2026", 3.5)]
    assert len(plan.readings) == 8


def test_a_balanced_scorecard_holds_goals_with_their_measures() -> None:
    plan = case("Balanced scorecard").plan
    measures = [goal.measure for goal in plan.goals]
    assert [goal.name for goal in plan.goals] == ["Grow revenue", "Cut costs", "Delight customers"]
    assert [(m.name, m.target, m.current) for m in measures if m] == [
        ("Revenue (k€)", 500, 430),
        ("Cost per unit", 12, 11),
        ("NPS", 50, 44),
    ]
