"""What readings tell of the measures they belong to: where one stands, and whether they add up."""

from datetime import date

import pytest

from goalsheet.plan.doubts import Doubt
from goalsheet.plan.measure_doubts import unsure_results
from goalsheet.plan.model import Direction, Measure, Plan, Summing
from tests.support.reading import plan_of

AS_OF = date(2026, 11, 29)


def plan(drawing: str) -> Plan:
    return plan_of(drawing, as_of=AS_OF)


def measures(drawing: str) -> list[Measure]:
    return [one.measure for one in plan(drawing).key_results if one.measure]


def test_the_last_pair_that_has_a_value_counts() -> None:
    found = measures("""
        KPI
        |              | Q1     |        | Q2     |        | Q3     |        | Q4     |        |
        | KPI          | Target | Actual | Target | Actual | Target | Actual | Target | Actual |
        | Revenue      | 280    | 285    | 300    | 299    | 310    | 240    | 330    |        |
        | New accounts | 10     | 11     | 20     | 18     | 30     | 19     | 40     |        |
    """)
    assert [(m.target, m.current, m.summing) for m in found] == [
        (310, 240, Summing.PERIOD), (30, 19, Summing.PERIOD),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Q1 2026 | Q2 2026 | Q3 2026", "2026-09-30"),
        ("T1 2026 | T2 2026 | T3 2026", "2026-09-30"),
        ("Jan 2026 | Feb 2026 | Mrz 2026", "2026-03-31"),
        ("2026年1月 | 2026年2月 | 2026年3月", "2026-03-31"),
        ("KW 10/2026 | KW 11/2026 | KW 12/2026", "2026-03-22"),
        ("2026-W10 | 2026-W11 | 2026-W12", "2026-03-22"),
        ("H2 2024 | H1 2025 | H2 2025", "2025-12-31"),
        ("2023 | 2024 | 2025", "2025-12-31"),
        ("2026-01-01 | 2026-02-01 | 2026-03-01", "2026-03-31"),
        ("2026-03-06 | 2026-03-13 | 2026-03-20", "2026-03-20"),
    ],
)
def test_a_period_counts_on_its_last_day(heading: str, day: str) -> None:
    found = plan(f"""
        KPI
        | KPI   | Target | {heading} |
        | Leads | 100    | 80 | 90 | 99 |
        | Calls | 40     | 38 | 41 | 44 |
    """)
    assert str(found.readings[2].date) == day
    assert not any(found.unsure(one) for one in found.readings)


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        ("Sep | Oct | Nov", ["2026-09-30", "2026-10-31", "2026-11-30"]),
        ("Oct | Nov | Dec", ["2025-10-31", "2025-11-30", "2025-12-31"]),
        ("Q3 | Q4 | Q1", ["2025-09-30", "2025-12-31", "2026-03-31"]),
        ("KW 46 | KW 47 | KW 48", ["2026-11-15", "2026-11-22", "2026-11-29"]),
    ],
)
def test_without_a_year_the_last_number_is_the_latest_that_can_be(heading: str, days: list[str]) -> None:
    found = plan(f"""
        KPI
        | KPI   | Target | {heading} |
        | Leads | 100    | 80 | 90 | 99 |
    """)
    assert [str(one.date) for one in found.readings] == days
    assert all(found.unsure(one) == {"date": Doubt.NO_YEAR} for one in found.readings)


def test_parts_of_a_years_target_add_up_and_that_is_said() -> None:
    drawing = """
        OKRs 2026
        | Objective / Key Result              | Target | Q1 Actual | Q2 Actual | Q3 Actual | Q4 Actual |
        | Grow the pipeline                   |        |           |           |           |           |
        | KR1: Win 3,600 leads (900/quarter)  | 3600   | 820       | 910       | 870       | -         |
        | KR2: Win rate of 42 %               | 42%    | 38%       | 40%       | 41%       | -         |
        | KR3: Cost per lead under 2,200      | 2200   | 2600      | 2450      | 2350      | -         |
    """
    leads, rate, cost = measures(drawing)
    assert (leads.target, leads.current, leads.summing) == (3600, 2600, Summing.SUM)
    assert (rate.target, rate.current, rate.unit, rate.summing) == (42, 41, "%", Summing.LATEST)
    assert (cost.target, cost.current, cost.direction) == (2200, 2350, Direction.DOWN)
    found = plan(drawing)
    assert [str(one.message) for one in found.findings if one.code == "GS032"] == [
        "its 3 readings are added up to 2,600 of 3,600, which is about a year's worth of them"
    ]
    assert [unsure_results(found)[one.key] for one in found.key_results] == [["current", "target"], [], []]


def test_a_value_so_far_settles_how_readings_count() -> None:
    found = measures("""
        KPI 2026
        | KPI          | Target | Jan | Feb | Mar | YTD  |
        | New accounts | 120    | 8   | 12  | 10  | 30   |
        | Satisfaction | 5      | 4   | 4.4 | 4.8 | 4.4  |
        | Followers    | 900    | 500 | 600 | 650 | 650  |
    """)
    assert [(m.current, m.summing) for m in found] == [
        (30, Summing.SUM), (4.4, Summing.AVERAGE), (650, Summing.LATEST),
    ]  # fmt: skip


def test_what_adds_up_to_neither_is_doubted() -> None:
    drawing = """
        KPI
        | KPI   | Target | Jan 2026 | Feb 2026 | Mar 2026 |
        | Leads | 400    | 110      | 90       | 100      |
    """
    (leads,) = measures(drawing)
    assert (leads.current, leads.summing) == (100, Summing.UNKNOWN)
    assert [one.code for one in plan(drawing).findings] == ["GS032"]


def test_readings_of_one_name_belong_to_the_row_they_stand_in() -> None:
    found = plan("""
        KPI 2026
        | KPI   | Target | Jan | Feb |
        | NORTH |        |     |     |
        | Leads | 100    | 80  | 90  |
        | SOUTH |        |     |     |
        | Leads | 50     | 30  | 40  |
    """)
    assert [(one.goal, one.measure and one.measure.current) for one in found.key_results] == [
        ("NORTH", 90),
        ("SOUTH", 40),
    ]


@pytest.mark.parametrize(
    ("typed", "target", "direction"),
    [
        ("< 5", 5, Direction.DOWN),
        ("≥ 99.5 %", 99.5, Direction.UP),
        ("3,600 (900/quarter)", 3600, None),
        ("20 staff x 3 sites = 60", 60, None),
        ("at least 12 (one a month)", 12, Direction.UP),
        ("höchstens 3 Tage", 3, Direction.DOWN),
    ],
)
def test_targets_with_words(typed: str, target: float, direction: Direction | None) -> None:
    (found,) = measures(f"""
        Scorecard
        | KPI     | Baseline | Target  | Actual |
        | Uptime  | {"1 %" if "%" in typed else 1} | {typed} | {"4 %" if "%" in typed else 4} |
    """)
    assert (found.target, found.direction) == (target, direction)


def test_lower_is_better_by_the_words_of_a_metric() -> None:
    found = measures("""
        Kennzahlen
        | Kennzahl        | Ziel | Ist |
        | Fehlerquote     | 2    | 3   |
        | Reduce churn    | 5    | 6   |
        | 降低投诉率      | 3    | 4   |
        | Neue Kunden     | 40   | 22  |
    """)
    assert [m.direction for m in found] == [Direction.DOWN, Direction.DOWN, Direction.DOWN, None]


def test_a_reading_of_the_running_period_counts_today() -> None:
    found = plan("""
        KPI
        | KPI   | Target | Sep 2026 | Oct 2026 | Nov 2026 | Dec 2026 |
        | Leads | 100    | 80       | 90       | 99       | 50       |
    """)
    (leads,) = found.key_results
    assert leads.measure is not None
    assert leads.measure.current == 99
    assert [reading.known_by(AS_OF) for reading in found.readings] == [True, True, True, False]
    assert found.readings[2].on(AS_OF) == AS_OF


def test_weekly_scores_are_how_far_a_goal_is() -> None:
    found = plan("""
        Q4 2026
        | Goal               | W45 | W46 | W47 | W48 |
        | Ship the beta      | 0.3 | 0.5 | 0.7 | 1   |
        | Write the handbook | 0.2 | 0.4 | 0.4 | 0.6 |
    """)
    assert [one.score for one in found.key_results] == [1, 0.6]


def test_numbers_typed_as_text_are_readings() -> None:
    found = plan("""
        Cruscotto KPI 2026
        | KPI  | Obiettivo | Gen | Feb | Mar |
        | Resi | 2         | 2,5 | 2,1 | 1,9 |
    """)
    assert [one.value for one in found.readings] == [2.5, 2.1, 1.9]


def test_what_should_be_little_adds_up_to_a_limit_of_the_year() -> None:
    (found,) = measures("""
        KPI 2026
        | KPI           | Jahresziel | Jan | Feb | Mrz | Apr | Mai | Jun |
        | Reklamationen | 24         | 2   | 3   | 2   | 1   | 2   | 2   |
    """)
    assert (found.current, found.summing, found.band) == (12, Summing.SUM, (0, 24))
