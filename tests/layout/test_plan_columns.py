"""Metrics across, weeks downwards, and a column of its own for the plan of each."""

import pytest

from goalsheet.layout.table import Kind, Layout
from tests.layout.sheets import found, read

BESIDE = [
    (
        """
        Ann Lee
        |            | Calls | Calls Target | Demos | Demos Target | Placed | Year Calls | Year Calls Target |
        |            | 3     | 5            | 0     | 1            | 0      | 3          | 5                 |
        | 2026-01-12 | 4     | 5            | 1     | 1            | 0      | 7          | 10                |
        | 2026-01-19 | 6     | 5            | 0     | 1            | 1      | 13         | 15                |
        | 2026-01-26 | 2     | 6            | 2     | 1            | 0      | 15         | 21                |
        | 2026-02-02 | 5     | 6            | 0     | 2            | 0      | 20         | 27                |
        Bo Chan
        |            | Calls | Calls Target | Demos | Demos Target | Placed | Year Calls | Year Calls Target |
        | 2026-01-12 | 1     | 4            | 1     | 1            | 0      | 1          | 4                 |
        | 2026-01-19 | 2     | 4            | 0     | 1            | 0      | 3          | 8                 |
        | 2026-01-26 | 2     | 4            | 0     | 1            | 0      | 5          | 12                |
        | 2026-02-02 | 3     | 4            | 0     | 1            | 0      | 8          | 16                |
        """,
        {"Calls": [(4, 5), (6, 5), (2, 6), (5, 6)], "Demos": [(1, 1), (0, 1), (2, 1), (0, 2)]},
        ["Ann Lee", "Bo Chan"],
    ),
    (
        """
        Vertrieb
        |      | Anrufe | Ziel Anrufe | Termine | Ziel Termine |
        | KW 1 | 4      | 5           | 1       | 1            |
        | KW 2 | 6      | 5           | 0       | 1            |
        | KW 3 | 2      | 6           | 2       | 1            |
        | KW 4 | 5      | 6           | 0       | 2            |
        """,
        {"Anrufe": [(4, 5), (6, 5), (2, 6), (5, 6)], "Termine": [(1, 1), (0, 1), (2, 1), (0, 2)]},
        [],
    ),
    (
        """
        営業
        | 月  | 訪問数 | 訪問数目標 | 受注数 | 受注数目標 |
        | 1月 | 4      | 5          | 1      | 1          |
        | 2月 | 6      | 5          | 0      | 1          |
        | 3月 | 2      | 6          | 2      | 1          |
        | 4月 | 5      | 6          | 0      | 2          |
        """,
        {"訪問数": [(4, 5), (6, 5), (2, 6), (5, 6)], "受注数": [(1, 1), (0, 1), (2, 1), (0, 2)]},
        [],
    ),
]


def _of(layout: Layout, sheet: str) -> dict[str, list[tuple[object, object]]]:
    (table,) = [table for table in layout.of(Kind.METRICS) if table.sheet.name == sheet]
    said: dict[str, list[tuple[object, object]]] = {}
    for metric, value, planned in read(table, "metric", "value", "planned"):
        said.setdefault(str(metric), []).append((value, planned))
    return said


@pytest.mark.parametrize(("drawing", "readings", "goals"), BESIDE)
def test_a_column_named_after_another_holds_its_plan(
    drawing: str, readings: dict[str, list[tuple[object, object]]], goals: list[str]
) -> None:
    layout = found(drawing)
    first = layout.of(Kind.KEY_RESULTS)[0]
    said = _of(layout, first.sheet.name)
    assert {name: said[name] for name in readings} == readings
    assert not any("arget" in name or "Ziel" in name or "目標" in name or "Year" in name for name in said)
    assert [target for name, target in read(first, "key_result", "target") if name in readings] == [6, 2]
    said_goals = [read(table, "goal")[0][0] for table in layout.of(Kind.KEY_RESULTS)]
    assert [goal for goal in said_goals if goal] == goals


def test_a_plan_below_the_name_of_its_metric() -> None:
    drawing = """
    Ventes
    |         | Appels |          | Visites |          |
    | Semaine | Réel   | Objectif | Réel    | Objectif |
    | 1       | 4      | 5        | 1       | 1        |
    | 2       | 6      | 5        | 0       | 1        |
    | 3       | 2      | 6        | 2       | 1        |
    | 4       | 5      | 6        | 1       | 2        |
    """
    layout = found(drawing, merged="B1:C1 D1:E1")
    assert _of(layout, "Ventes") == {
        "Appels": [(4, 5), (6, 5), (2, 6), (5, 6)],
        "Visites": [(1, 1), (0, 1), (2, 1), (1, 2)],
    }


def test_zeros_of_a_week_that_has_other_figures_are_readings_and_those_to_come_are_none() -> None:
    drawing = """
    KPI 2026
    | Week | Calls | Demos |
    | KW 1 | 4     | 1     |
    | KW 2 | 6     | 0     |
    | KW 3 | 2     | 0     |
    | KW 4 | 0     | 0     |
    | KW 5 | 0     | 0     |
    """
    assert [value for value, _ in _of(found(drawing), "KPI 2026")["Demos"]] == [1, 0, 0]
