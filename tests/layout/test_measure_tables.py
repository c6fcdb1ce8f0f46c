"""Sheets of figures as people keep them: key results, their objectives and readings, in many layouts and languages."""

import pytest

from goalsheet.layout.table import Kind
from tests.layout.sheets import found, read


def results(drawing: str, *names: str, merged: str = "") -> list[tuple[object, ...]]:
    """The fields of every key result."""
    tables = found(drawing, merged=merged).of(Kind.KEY_RESULTS)
    return [row for table in tables for row in read(table, "key_result", *names)]


def readings(drawing: str, *names: str, merged: str = "") -> list[tuple[object, ...]]:
    """Metric, period and value of every reading."""
    tables = found(drawing, merged=merged).of(Kind.METRICS)
    return [row for table in tables for row in read(table, "metric", "date", "value", *names)]


# Target and actual by pair per period


QUARTER_PAIRS = [
    (
        """
        KPI
        |              |         | Q1     |        | Q2     |        | Q3     |        |
        | KPI          | Owner   | Target | Actual | Target | Actual | Target | Actual |
        | Revenue      | Ann Lee | 280    | 285    | 300    | 299    | 310    | 240    |
        | New accounts | Bo Chan | 10     | 11     | 20     | 18     | 30     | 19     |
        """,
        "C1:D1 E1:F1 G1:H1",
        ["q1", "q2", "q3"],
    ),
    (
        """
        Kennzahlen
        |               | 1. Quartal |     | 2. Quartal |     | 3. Quartal |     |
        | Kennzahl      | Soll       | Ist | Soll       | Ist | Soll       | Ist |
        | Umsatz        | 280        | 285 | 300        | 299 | 310        | 240 |
        | Neue Kunden   | 10         | 11  | 20         | 18  | 30         | 19  |
        """,
        "B1:C1 D1:E1 F1:G1",
        ["q1", "q2", "q3"],
    ),
    (
        """
        业绩
        | 指标     | 1月目标 | 1月实际 | 2月目标 | 2月实际 | 3月目标 | 3月实际 |
        | 收入     | 280     | 285     | 300     | 299     | 310     | 240     |
        | 新客户   | 10      | 11      | 20      | 18      | 30      | 19      |
        """,
        "",
        ["month 1", "month 2", "month 3"],
    ),
]


@pytest.mark.parametrize(("drawing", "merged", "periods"), QUARTER_PAIRS)
def test_pairs_of_target_and_actual_under_each_period(drawing: str, merged: str, periods: list[str]) -> None:
    got = readings(drawing, "planned", merged=merged)
    assert [row[1:] for row in got[:3]] == [(periods[0], 285, 280), (periods[1], 299, 300), (periods[2], 240, 310)]
    assert [row[2:] for row in got[3:]] == [(11, 10), (18, 20), (19, 30)]


def test_a_triple_under_merged_dates() -> None:
    got = readings(
        """
        Tableau
        |            | 2026-01-31 |         |      | 2026-02-28 |         |      | 2026-03-31 |         |      |
        | Indicateur | Objectif   | Réalisé | %    | Objectif   | Réalisé | %    | Objectif   | Réalisé | %    |
        | Ventes     | 100        | 90      | 0.9  | 110        | 121     | 1.1  | 120        |         |      |
        | Appels     | 40         | 44      | 1.1  | 40         | 30      | 0.75 | 40         |         |      |
        """,
        "planned",
        merged="B1:D1 E1:G1 H1:J1",
    )
    assert [row[2:] for row in got] == [(90, 100), (121, 110), (44, 40), (30, 40)]
    assert str(got[0][1]) == "2026-01-31"


# Plan and fact by the label of the row


PLAN_AND_FACT = [
    (
        """
        KPI
        | Kennzahl    |      | Jan 2026 | Feb 2026 | Mrz 2026 | Apr 2026 |
        | Umsatz      | Plan | 100      | 100      | 110      | 110      |
        |             | Ist  | 90       | 95       | 100      | 98       |
        | Kündigungen | Plan | 2        | 2        | 2        | 2        |
        |             | Ist  | 3.1      | 3        | 2.9      | 2.8      |
        """,
        "A2:A3 A4:A5",
    ),
    (
        """
        Показатели
        | № | Показатель | План/факт | Январь 2026 | Февраль 2026 | Март 2026 | Апрель 2026 |
        | 1 | Выручка    | план      | 100         | 100          | 110       | 110         |
        |   |            | факт      | 90          | 95           | 100       | 98          |
        | 2 | Отток      | план      | 2           | 2            | 2         | 2           |
        |   |            | факт      | 3.1         | 3            | 2.9       | 2.8         |
        """,
        "",
    ),
    (
        """
        2026年度KPI
        | KPI指标 | 口径 | 1月 | 2月 | 3月 | 4月 |
        | 收入    | 目标 | 100 | 100 | 110 | 110 |
        |         | 实际 | 90  | 95  | 100 | 98  |
        |         | 差异 | -10 | -5  | -10 | -12 |
        | 流失率  | 目标 | 2   | 2   | 2   | 2   |
        |         | 实际 | 3.1 | 3   | 2.9 | 2.8 |
        |         | 差异 | 1.1 | 1   | 0.9 | 0.8 |
        """,
        "",
    ),
]


@pytest.mark.parametrize(("drawing", "merged"), PLAN_AND_FACT)
def test_plan_and_fact_in_rows_of_their_own(drawing: str, merged: str) -> None:
    got = readings(drawing, "planned", merged=merged)
    assert [row[1:] for row in got[:4]] == [
        ("2026-01", 90, 100), ("2026-02", 95, 100), ("2026-03", 100, 110), ("2026-04", 98, 110),
    ]  # fmt: skip
    assert [row[2:] for row in got[4:]] == [(3.1, 2), (3, 2), (2.9, 2), (2.8, 2)]
    assert len(results(drawing, merged=merged)) == 2


# Objectives as banners, O and KR rows, typed rows


BY_PREFIX = [
    """
    OKR
    | OKR                          | Owner   | Target | Actual | Confidence |
    | O1: Win the mid market       | Ann Lee |        |        |            |
    | KR1: Sign 40 new accounts    | Ann Lee | 40     | 22     | 7/10       |
    | KR2: Raise win rate to 25 %  | Bo Chan | 0.25   | 0.21   | 5/10       |
    | O2: Make support fast        | Cy Dow  |        |        |            |
    | KR1: CSAT 4.6                | Cy Dow  | 4.6    | 4.3    | 4/10       |
    """,
    """
    Ziele
    | Ziel 1: Mehr Firmen gewinnen      |         |          |         |
    | Schlüsselergebnis                 | Owner   | Zielwert | Istwert |
    | 40 neue Kunden                    | Ann Lee | 40       | 22      |
    | Abschlussquote auf 25 %           | Bo Chan | 0.25     | 0.21    |
    | Ziel 2: Schneller Support         |         |          |         |
    | Schlüsselergebnis                 | Owner   | Zielwert | Istwert |
    | Zufriedenheit 4,6                 | Cy Dow  | 4.6      | 4.3     |
    """,
    """
    目标
    | 类型     | 内容         | 负责人  | 目标值 | 当前值 |
    | 目标     | 赢得中端市场 | Ann Lee |        |        |
    | 关键结果 | 签约新客户   | Ann Lee | 40     | 22     |
    | 关键结果 | 提高赢单率   | Bo Chan | 0.25   | 0.21   |
    | 目标     | 加快支持     | Cy Dow  |        |        |
    | 关键结果 | 满意度       | Cy Dow  | 4.6    | 4.3    |
    """,
]


@pytest.mark.parametrize("drawing", BY_PREFIX)
def test_objectives_in_rows_of_their_own(drawing: str) -> None:
    got = results(drawing, "goal", "owner", "target", "current")
    assert [row[2:] for row in got] == [("Ann Lee", 40, 22), ("Bo Chan", 0.25, 0.21), ("Cy Dow", 4.6, 4.3)]
    first, second, third = (row[1] for row in got)
    assert first == second != third
    assert first


def test_merged_objectives_with_a_start_as_baseline() -> None:
    drawing = """
        OKR
        | Objective         | Key Result                 | Owner   | Start | Target | Current | Progress |
        | Make support fast | First answer under 2 hours | Ann Lee | 6     | 2      | 3       | 0.75     |
        |                   | Raise CSAT from 4.2 to 4.6 | Bo Chan | 4.2   | 4.6    | 4.3     | 0.25     |
    """
    assert results(drawing, "goal", "baseline", "target", "current", merged="A2:A3") == [
        ("First answer under 2 hours", "Make support fast", 6, 2, 3),
        ("Raise CSAT from 4.2 to 4.6", "Make support fast", 4.2, 4.6, 4.3),
    ]


# Scorecards without periods


SCORECARDS = [
    """
    KPI
    | Area    | KPI          | Definition       | Baseline 2025 | Target 2026 | YTD  | Trend | RAG | Owner   |
    | Sales   | New accounts | signed contracts | 80            | 120         | 97   | ↑     | A   | Ann Lee |
    | Sales   | Win rate     | won / offered    | 0.18          | 0.25        | 0.21 | →     | R   | Bo Chan |
    | Support | CSAT         | 1 to 5           | 4.2           | 4.6         | 4.5  | ↑     | G   | Cy Dow  |
    """,
    """
    Scorecard
    | Perspektive | Kennzahl      | Ausgangswert | Zielwert 2026 | Ist  | Ampel | Verantwortlich |
    | Vertrieb    | Neue Kunden   | 80           | 120           | 97   | gelb  | Ann Lee        |
    | Vertrieb    | Quote         | 0.18         | 0.25          | 0.21 | rot   | Bo Chan        |
    | Support     | Zufriedenheit | 4.2          | 4.6           | 4.5  | grün  | Cy Dow         |
    """,
    """
    Göstergeler
    | Alan   | Gösterge       | Başlangıç | Hedef değer | Gerçekleşen | Sorumlu |
    | Satış  | Yeni müşteri   | 80        | 120         | 97          | Ann Lee |
    | Satış  | Kazanma oranı  | 0.18      | 0.25        | 0.21        | Bo Chan |
    | Destek | Memnuniyet     | 4.2       | 4.6         | 4.5         | Cy Dow  |
    """,
]


@pytest.mark.parametrize("drawing", SCORECARDS)
def test_scorecards_with_baseline_target_and_value(drawing: str) -> None:
    got = results(drawing, "baseline", "target", "current", "owner", "goal")
    assert [row[1:5] for row in got] == [
        (80, 120, 97, "Ann Lee"),
        (0.18, 0.25, 0.21, "Bo Chan"),
        (4.2, 4.6, 4.5, "Cy Dow"),
    ]
    assert len({row[5] for row in got}) == 2


# What is no reading, and what is no table of measures


def test_signs_and_zeros_by_formula_in_months_to_come_are_no_readings() -> None:
    layout = found("""
        KPIs 2026
        | KPI   | Target | Jan | Feb | Mar | Apr | May |
        | Leads | 100    | 80  | 90  | -   | ?   |     |
        | Calls | 40     | 38  | 0   | 0   | 0   | 0   |
    """)
    (table,) = layout.of(Kind.METRICS)
    assert read(table, "metric", "value") == [("Leads", 80), ("Leads", 90), ("Calls", 38), ("Calls", 0)]


def test_months_of_a_fiscal_year_go_on_into_the_next() -> None:
    got = readings("""
        KPIs
        | Fiscal 2025/26 from April 2025 |        |     |     |     |     |
        | KPI                            | Target | Nov | Dec | Jan | Feb |
        | Leads                          | 100    | 80  | 90  | 99  | 97  |
    """)
    assert [row[1] for row in got] == ["2025-11", "2025-12", "2026-01", "2026-02"]


@pytest.mark.parametrize(
    "drawing",
    [
        """
        Plan
        | Task       | Owner | Start      | Due        | Budget | Actual |
        | Write copy | Ann   | 2026-01-05 | 2026-01-09 | 100    | 90     |
        | Print it   | Bo    | 2026-01-12 | 2026-01-23 | 200    | 210    |
        """,
        """
        Hours
        | Employee | 2026-01-05 | 2026-01-06 | 2026-01-07 | 2026-01-08 | Total |
        | Ann      | 8          | 8          | 8          | 4          | 28    |
        | Bo       | 8          | 7          | 8          | 8          | 31    |
        """,
        """
        Summary
        | Module | Not started | In progress | On hold | Completed | Total |
        | Python | 52          | 0           | 0       | 0         | 52    |
        | Stats  | 28          | 0           | 0       | 0         | 28    |
        """,
    ],
)
def test_no_measures_in_lists_of_work_time_sheets_and_counts(drawing: str) -> None:
    assert found(drawing).of(Kind.KEY_RESULTS) == ()
