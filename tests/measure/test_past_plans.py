"""A plan all of whose dates lie years back: judged for what it is, and said first."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.measure.headline import of_the_past
from goalsheet.plan.slips import past_time
from goalsheet.review import review
from tests.support.drawn import draw_file
from tests.support.reading import plan_of

TODAY = date(2026, 11, 29)

ENGLISH = """
    Plan
    | Task   | Owner   | Start      | Due        |
    | Survey | Ann Lee | 2012-11-20 | 2012-12-13 |
    | Draft  | Bo Chan | 2013-01-11 | 2012-01-13 |
    | Print  | Ann Lee | 2013-01-14 | 2013-01-21 |
"""
SPANISH = """
    Plan de obra
    | Tarea    | Responsable | Fecha fin  | Estado     |
    | Cimentar | Eva         | '15/03/2009 | terminado  |
    | Levantar | Luis        | '22/05/2009 | pendiente  |
    | Pintar   | Eva         | '30/06/2010 | pendiente  |
"""
JAPANESE = """
    計画
    | 作業             | 担当者 | 開始日     | 終了日     |
    | 要件を整理する   | 中村   | 2014-04-01 | 2014-04-30 |
    | 画面を設計する   | 加藤   | 2014-05-01 | 2014-06-15 |
"""


@pytest.mark.parametrize(
    ("drawing", "years", "middle"),
    [(ENGLISH, "2012–2013", "2013-01-11"), (SPANISH, "2009–2010", "2009-05-22"), (JAPANESE, "2014", "2014-05-01")],
)
def test_it_is_said_first_with_a_day_to_run_it_as_of(drawing: str, years: str, middle: str, tmp_path: Path) -> None:
    seen = review(draw_file(drawing, tmp_path / "plan.xlsx"), TODAY)
    assert seen.verdict.startswith(
        f"All dates lie in {years}: to see how things stood then, run with --as-of {middle}."
    )
    assert "off track" in seen.verdict
    assert "no due date" not in seen.verdict
    assert not [finding for finding in seen.findings if finding.code == "GS210"]
    then = review(draw_file(drawing, tmp_path / "plan.xlsx"), TODAY, date.fromisoformat(middle))
    assert "All dates lie" not in then.verdict


def test_its_dates_are_judged_among_one_another(tmp_path: Path) -> None:
    seen = review(draw_file(ENGLISH, tmp_path / "plan.xlsx"), TODAY)
    assert [str(f.cell) for f in seen.findings if f.code == "GS201"] == ["Plan!D3"]


def test_a_slip_in_it_is_still_one(tmp_path: Path) -> None:
    rows = "\n".join(f"| Task number {n} | Ana | 2012-0{n}-15 |" for n in range(1, 10))
    drawing = f"Plan\n| Task | Owner | Due |\n{rows}\n" * 1 + "".join(
        f"| Piece {n} | Ben | 2012-1{n % 3}-0{n} |\n" for n in range(1, 10)
    )
    seen = review(
        draw_file(f"{drawing}| Last one | Ana | 2062-12-20 |\n| Very last | Ana | 2012-12-21 |", tmp_path / "p.xlsx"),
        TODAY,
    )
    assert seen.verdict.startswith("All dates lie in 2012:")
    assert [str(f.cell) for f in seen.findings if f.code in ("GS008", "GS210")]


@pytest.mark.parametrize(
    "more",
    [
        "| Show | Ana | 2026-10-01 | 2026-12-01 |",
        "| Show | Ana | | 2025-12-20 |",
    ],
)
def test_a_plan_with_something_of_this_year_is_no_record(more: str) -> None:
    assert past_time(plan_of(f"{ENGLISH}    {more}"), TODAY) is None


def test_nor_is_one_with_fresh_readings_or_without_dates() -> None:
    measured = plan_of("""
        Goals
        | Goal  | Owner | Start      | Due        | Metric | Target |
        | Grow  | Ana   | 2019-01-01 | 2019-12-31 | Users  | 500    |
        | Learn | Ana   | 2019-01-01 | 2019-12-31 |        |        |
        Metrics
        | Date       | Metric | Value |
        | 2026-11-20 | Users  | 300   |
    """)
    assert past_time(measured, TODAY) is None
    assert (
        of_the_past(plan_of("Plan\n| Task | Owner | Status |\n| Cut | Ana | open |\n| Post | Ben | done |"), TODAY)
        == ""
    )


@given(st.lists(st.integers(0, 2_000), min_size=3, max_size=30), st.integers(367, 9_000))
def test_a_plan_is_of_the_past_a_year_after_its_last_date_whenever_it_was(offsets: list[int], later: int) -> None:
    first = date(2001, 1, 1)
    days = [first + timedelta(days=off) for off in offsets]
    rows = "\n".join(f"| Task number {n} | Ana | {day} |" for n, day in enumerate(days))
    plan = plan_of(f"Plan\n| Task | Owner | Due |\n{rows}")
    last = max(days)
    found = past_time(plan, last + timedelta(days=later))
    assert found is not None
    assert found.first <= found.middle <= found.last
    if len(days) < 20:
        assert past_time(plan, last + timedelta(days=300)) is None
