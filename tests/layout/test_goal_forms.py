"""Goal forms, targets of people, scores by week, and sheets that show the figures of others."""

import pytest

from goalsheet.layout.table import Kind
from tests.layout.sheets import found, read


def results(drawing: str, *names: str, merged: str = "") -> list[tuple[object, ...]]:
    tables = found(drawing, merged=merged).of(Kind.KEY_RESULTS)
    return [row for table in tables for row in read(table, "key_result", *names)]


PEOPLE = [
    """
    Sales 2026
    | Sales manager | Region | Yearly target | YTD    | %     |
    | Ann Lee       | North  | 120000        | 80000  | 0.67  |
    | Bo Chan       | South  | 90000         | 95000  | 1.056 |
    | Total         |        | 210000        | 175000 | 0.83  |
    """,
    """
    Vertrieb
    | Mitarbeiter | Jahresziel | Erreicht |
    | Ann Lee     | 120000     | 80000    |
    | Bo Chan     | 90000      | 95000    |
    | Summe       | 210000     | 175000   |
    """,
    """
    业绩
    | 姓名   | 年度目标 | 实际完成 | 达成率 |
    | 唐小明 | 120000   | 80000    | 67%    |
    | 李小红 | 90000    | 95000    | 106%   |
    """,
]


@pytest.mark.parametrize("drawing", PEOPLE)
def test_a_target_for_each_person_is_theirs(drawing: str) -> None:
    got = results(drawing, "owner", "target", "current")
    assert [row[2:] for row in got] == [(120000, 80000), (90000, 95000)]
    assert [row[0] for row in got] == [row[1] for row in got]


APPRAISALS = [
    """
    Ann Lee
    | Name: | Ann Lee | | |
    | | | | |
    | Goal               | Expected result  | Actual result | Weight |
    | Grow the team      | Hire 3 engineers | 2 hired       | 30%    |
    | Satisfied visitors | CSAT of 4.6      | 4.5 in Q3     | 70%    |
    Bo Chan
    | Name: | Bo Chan | | |
    | | | | |
    | Goal        | Expected result | Actual result | Weight |
    | Cheap cloud | 15 % lower      | 12 %          | 100%   |
    """,
    """
    Ann Lee
    | Mitarbeiter: | Ann Lee | | |
    | | | | |
    | Ziel               | Erwartet       | Erreicht      | Gewichtung |
    | Team ausbauen      | 3 Leute        | 2 eingestellt | 30%        |
    | Zufriedene Gäste   | 4,6 im Schnitt | 4,5 bisher    | 70%        |
    Bo Chan
    | Mitarbeiter: | Bo Chan | | |
    | | | | |
    | Ziel           | Erwartet       | Erreicht | Gewichtung |
    | Günstige Cloud | 15 % niedriger | 12 %     | 100%       |
    """,
]


@pytest.mark.parametrize("drawing", APPRAISALS)
def test_an_appraisal_sheet_for_each_person(drawing: str) -> None:
    got = results(drawing, "goal", "owner", "weight")
    assert [row[1:] for row in got] == [
        ("Ann Lee", "Ann Lee", 0.3), ("Ann Lee", "Ann Lee", 0.7), ("Bo Chan", "Bo Chan", 1),
    ]  # fmt: skip


WEEKLY = [
    """
    Q1 2026
    | Goal               | W1  | W2  | W3  | W4  | Average |
    | Ship the beta      | 0.3 | 0.5 | 0.7 | 1   | 0.63    |
    | Write the handbook | 0.2 | 0.4 | 0.4 | 0.6 | 0.4     |
    """,
    """
    Ziele
    | Ziel           | KW 1 2026 | KW 2 2026 | KW 3 2026 | KW 4 2026 |
    | Beta ausliefern | 0.3      | 0.5       | 0.7       | 1         |
    | Handbuch        | 0.2      | 0.4       | 0.4       | 0.6       |
    """,
    """
    Scores
    | Objetivo          | 2026-01-05 | 2026-01-12 | 2026-01-19 | 2026-01-26 |
    | Lanzar la beta    | 0.3        | 0.5        | 0.7        | 1          |
    | Escribir el manual| 0.2        | 0.4        | 0.4        | 0.6        |
    """,
]


@pytest.mark.parametrize("drawing", WEEKLY)
def test_weekly_scores_from_0_to_1(drawing: str) -> None:
    (table,) = found(drawing).of(Kind.METRICS)
    assert [value for (value,) in read(table, "value")] == [0.3, 0.5, 0.7, 1, 0.2, 0.4, 0.4, 0.6]


def test_days_without_a_year_above_a_weekly_scorecard() -> None:
    drawing = """
        Scorecard
        | Who | Measurable     | Goal       | 10/5  | 10/12 | 10/19 | 10/26 |
        | Ann | Weekly revenue | >= $50,000 | 48000 | 52000 | 51000 | 47000 |
        | Bo  | Late orders    | < 3        | 2     | 4     | 1     | 3     |
    """
    assert results(drawing, "owner", "target") == [
        ("Weekly revenue", "Ann", ">= $50,000"), ("Late orders", "Bo", "< 3"),
    ]  # fmt: skip
    (table,) = found(drawing).of(Kind.METRICS)
    assert [day for (day,) in read(table, "date")][:4] == ["day 10-05", "day 10-12", "day 10-19", "day 10-26"]


def test_the_name_written_on_both_rows_of_target_and_actual() -> None:
    drawing = """
        Numbers
        | Metric   | Type   | Q1 2026 | Q2 2026 | Q3 2026 |
        | Bookings | Target | 100     | 110     | 120     |
        | Bookings | Actual | 95      | 112     |         |
        | Churn    | Target | 5%      | 5%      | 4%      |
        | Churn    | Actual | 6%      | 5.5%    |         |
    """
    assert [name for (name,) in results(drawing)] == ["Bookings", "Churn"]
    (table,) = found(drawing).of(Kind.METRICS)
    assert read(table, "metric", "value", "planned") == [
        ("Bookings", 95, 100), ("Bookings", 112, 110), ("Churn", 0.06, 0.05), ("Churn", 0.055, 0.05),
    ]  # fmt: skip


def test_tasks_among_key_results_are_steps() -> None:
    layout = found("""
        OKR board
        | Level      | Title                | Owner | Due date   | Target | Actual | Status      |
        | Objective  | Smooth onboarding    | Ann   | 2026-12-31 |        |        | In progress |
        | Key Result | Days to value        | Bo    | 2026-12-31 | 3      | 5      | At risk     |
        | Task       | Rewrite the mail     | Bo    | 2026-10-20 |        |        | Done        |
        | Key Result | Activation           | Cy    | 2026-12-31 | 60%    | 48%    | On track    |
        | Task       | Fix the import       | Dee   | 2026-12-10 |        |        | Not started |
    """)
    (steps,) = layout.of(Kind.STEPS)
    assert read(steps, "step", "goal", "owner", "status") == [
        ("Rewrite the mail", "Smooth onboarding", "Bo", "Done"),
        ("Fix the import", "Smooth onboarding", "Dee", "Not started"),
    ]
    (table,) = layout.of(Kind.KEY_RESULTS)
    assert [name for (name,) in read(table, "key_result")] == ["Days to value", "Activation"]


MONTHLY = """
    KPIs 2026
    | KPI   | Target | Jan | Feb | Mar |
    | Leads | 100    | 80  | 90  | 99  |
    | Calls | 40     | 38  | 41  | 44  |
    | Demos | 10     | 8   | 9   | 12  |
"""


@pytest.mark.parametrize("name", ["Board report", "Dashboard", "Übersicht", "汇总", "KPIs 2026 (2)"])
def test_what_shows_the_figures_again_is_left_out(name: str) -> None:
    layout = found(
        MONTHLY
        + f"""
    {name}
    | KPI   | Target | Actual |
    | Leads | 100    | 99     |
    | Calls | 40     | 44     |
    | Demos | 10     | 12     |
    """
    )
    assert {table.sheet.name for table in layout.tables} == {"KPIs 2026"}


def test_a_dashboard_alone_is_read() -> None:
    assert results(MONTHLY.replace("KPIs 2026", "Dashboard"), "target") == [
        ("Leads", 100),
        ("Calls", 40),
        ("Demos", 10),
    ]
