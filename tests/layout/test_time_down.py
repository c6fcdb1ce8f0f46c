"""Metrics across and weeks, months or days downwards."""

import pytest

from goalsheet.layout.table import Kind
from tests.layout.sheets import found, read

DOWN = [
    (
        """
        KPI 2026
        | Week   | Calls | Demos |
        | Target | 50    | 10    |
        | KW 1   | 40    | 8     |
        | KW 2   | 55    | 12    |
        | KW 3   | 48    | 9     |
        | KW 4   | 52    | 11    |
        """,
        ["week 1 2026", "week 2 2026", "week 3 2026", "week 4 2026"],
        "",
    ),
    (
        """
        Indicateurs 2026
        |         | Ventes         |        |
        | Semaine | Appels         | Démos  |
        | Cible   | 50             | 10     |
        | 1       | 40             | 8      |
        | 2       | 55             | 12     |
        | 3       | 48             | 9      |
        | 4       | 52             | 11     |
        """,
        ["week 1 2026", "week 2 2026", "week 3 2026", "week 4 2026"],
        "B1:C1",
    ),
    (
        """
        指标
        | 月份 | 电话 | 演示 |
        | 目标 | 50   | 10   |
        | 1月  | 40   | 8    |
        | 2月  | 55   | 12   |
        | 3月  | 48   | 9    |
        | 4月  | 52   | 11   |
        """,
        ["month 1", "month 2", "month 3", "month 4"],
        "",
    ),
]


@pytest.mark.parametrize(("drawing", "periods", "merged"), DOWN)
def test_each_column_is_a_metric_with_its_target(drawing: str, periods: list[str], merged: str) -> None:
    layout = found(drawing, merged=merged)
    (results,) = layout.of(Kind.KEY_RESULTS)
    assert [target for (target,) in read(results, "target")] == [50, 10]
    (table,) = layout.of(Kind.METRICS)
    got = read(table, "date", "value")
    assert [day for day, _ in got[:4]] == periods
    assert [value for _, value in got] == [40, 55, 48, 52, 8, 12, 9, 11]


def test_a_group_above_is_the_goal_and_sums_are_no_metrics() -> None:
    layout = found(
        """
        KPI
        |      | Sales |       | Ticketing |     |
        | Week | Calls | Demos | Requests  | YTD |
        | W1   | 40    | 8     | 5         | 5   |
        | W2   | 55    | 12    | 6         | 11  |
        | W3   | 48    | 9     | 4         | 15  |
        | W4   | 52    | 11    | 7         | 22  |
        """,
        merged="B1:C1 D1:E1",
    )
    (results,) = layout.of(Kind.KEY_RESULTS)
    assert read(results, "key_result", "goal") == [
        ("Calls", "Sales"), ("Demos", "Sales"), ("Requests", "Ticketing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "drawing",
    [
        """
        Log
        | Date       | What was done         | By whom, and with whom | Hours |
        | 2026-01-05 | Called the supplier   | Ann Lee and Bo Chan    | 2     |
        | 2026-01-06 | Wrote the first draft | Bo Chan, alone         | 3     |
        | 2026-01-07 | Met the sponsor       | Ann Lee and Cy Dow     | 1     |
        | 2026-01-08 | Sent the second draft | Bo Chan, alone         | 2     |
        """,
        """
        Weight
        | Date       | Weight |
        | 2026-01-05 | 80     |
        | 2026-01-06 | 81     |
        | 2026-01-07 | 79     |
        | 2026-01-08 | 80     |
        """,
    ],
)
def test_logs_are_none(drawing: str) -> None:
    layout = found(drawing)
    assert layout.of(Kind.KEY_RESULTS) == layout.of(Kind.METRICS) == ()


LIKE = """
    North
    | Date       | Open | New | Older than 7 days |
    | 2026-09-21 | 7    | 3   | 4                 |
    | 2026-09-28 | 13   | 8   | 7                 |
    | 2026-10-05 | 9    | 4   | 5                 |
    | 2026-10-12 | 8    | 1   | 7                 |
"""


def test_sheets_that_keep_the_same_numbers_week_by_week() -> None:
    layout = found(LIKE + LIKE.replace("North", "South"))
    tables = layout.of(Kind.KEY_RESULTS)
    assert [read(table, "key_result", "goal")[0] for table in tables] == [("Open", "North"), ("Open", "South")]


def test_one_such_sheet_alone_is_none() -> None:
    assert found(LIKE).of(Kind.KEY_RESULTS) == ()


@pytest.mark.parametrize(
    "weeks",
    [
        ("Jan 8", "Jan 15", "Jan 22", "Jan 29"),
        ("Week of Jan 8", "Week of Jan 15", "Week of Jan 22", "Week of Jan 29"),
        ("1/2 - 1/8", "1/9 - 1/15", "1/16 - 1/22", "1/23 - 1/29"),
        ("8. Jan", "15. Jan", "22. Jan", "29. Jan"),
        ("8.1.", "15.1.", "22.1.", "29.1."),
    ],
)
def test_weeks_by_days_without_a_year(weeks: tuple[str, ...]) -> None:
    rows = "".join(f"| {week} | 0.{n} | 0.5 |\n" for n, week in enumerate(weeks, 3))
    layout = found("Ann\n| Week | Ship the beta | Write the handbook |\n" + rows)
    (table,) = layout.of(Kind.METRICS)
    assert [day for (day,) in read(table, "date")][:4] == ["day 01-08", "day 01-15", "day 01-22", "day 01-29"]
