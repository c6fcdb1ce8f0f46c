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
    assert read(table, "metric", "date", "value")[:2] == [("Churn %", "2026-01", 4), ("Churn %", "2026-02", 3.5)]
    assert len(plan.readings) == 8


def test_a_balanced_scorecard_holds_measures_under_their_goals() -> None:
    plan = case("Balanced scorecard").plan
    assert [(one.goal, one.name) for one in plan.key_results] == [
        ("Grow revenue", "Revenue (k€)"),
        ("Cut costs", "Cost per unit"),
        ("Delight customers", "NPS"),
    ]
    assert [(m.target, m.current) for one in plan.key_results if (m := one.measure)] == [(500, 430), (12, 11), (50, 44)]
