"""Whatever numbers and dates stand in a workbook: it is read, measured, reported and written as JSON, or refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goalsheet.errors import GoalsheetError
from goalsheet.report.json_report import as_json
from goalsheet.report.view import status_report
from goalsheet.review import review
from tests.support.drawn import draw_file

AS_OF = date(2026, 11, 20)
days = st.sampled_from(
    ["", "2026-11-02", "2026-11-20", "2026-12-18", "1900-03-01", "2062-12-01", "9999-12-31", "1926-01-01", "=A1", "TBD"]
)
numbers = st.sampled_from(["", "0", "1", "-1", "6.2", "1e-300", "1e300", "-1e300", "1e-9", "99999999999999", "n/a"])
shares = st.sampled_from(["", "0%", "40%", "100%", "250%", "-5%", "1e300", "=A1"])
words = st.sampled_from(["", "Done", "In progress", "Cancelled", "Blocked", "At risk", "On hold", "=A1", "??"])
waits = st.sampled_from(
    ["", "S1", "S2", "S1FS+3d", "S2FS+99999999d", "S1SS-99999999d", "S3FF+3660d", "S2SF-3660d", f"S1FS+{'9' * 5000}d"]
)


def row(draw: st.DrawFn, *columns: Any) -> str:
    return "| " + " | ".join(c if isinstance(c, str) else draw(c) for c in columns) + " |"


@st.composite
def workbooks(draw: st.DrawFn) -> str:
    """Every sheet, two or three rows each."""
    directions = st.sampled_from(["", "up", "down", "keep"])
    goals = [
        row(draw, f"G{n}", f"Goal {n}", "Ana", days, days, *[numbers] * 3, directions, words, shares, numbers)
        for n in (1, 2)
    ]
    steps = [
        row(draw, f"S{n}", "G1", f"Step {n}", "Ana", days, days, words, shares, numbers, numbers, waits, days)
        for n in (1, 2, 3)
    ]
    results = [row(draw, "G2", f"Result {n}", numbers, numbers, numbers, days, numbers) for n in (1, 2)]
    readings = [row(draw, days, "Goal 1", numbers, numbers) for _ in range(3)]
    check_ins = [row(draw, days, "G1", "Ana", words, numbers, shares) for _ in range(2)]
    people = [row(draw, "Ana", numbers, days, days)]
    return "\n".join(
        [
            "Goals",
            "| ID | Goal | Owner | Start | Due | Baseline | Target | Current | Direction | Status | % done | Weight |",
            *goals,
            "Steps",
            "| ID | Goal | Step | Owner | Start | Due | Status | % complete | Effort | Weight | Depends on | Done on |",
            *steps,
            "Key results",
            "| Goal | Key result | Baseline | Target | Current | Due | Score |",
            *results,
            "Metrics",
            "| Date | Metric | Value | Planned |",
            *readings,
            "Check-ins",
            "| Date | Goal | Author | Status | Confidence | Progress |",
            *check_ins,
            "People",
            "| Name | Capacity | Away from | Away to |",
            *people,
        ]
    )


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(workbooks())
def test_extreme_values_end_in_verdicts(tmp_path: Path, text: str) -> None:
    seen = review(draw_file(text, tmp_path / "plan.xlsx"), AS_OF)
    status_report(seen)
    as_json(seen)
    for item in seen.plan.work:
        assert "inf" not in seen.assessment(item).sentence.split()
        assert "nan" not in seen.assessment(item).sentence


TWO = """
    | ID | Step | Owner | Due   | Depends on |
    | S1 | Film | Ana   | {due} |            |
    | S2 | Cut  | Ana   | {due} | S1FS+{lag} |
"""


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_day_beyond_reports_is_refused(tmp_path: Path, day: date) -> None:
    path = draw_file("| Step | Owner | Due |\n| Film | Ana | 2026-12-18 |", tmp_path / "plan.xlsx")
    with pytest.raises(GoalsheetError, match="no day to report on"):
        review(path, AS_OF, day)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(9000, 12, 31)])
def test_the_first_and_last_days_of_reports(tmp_path: Path, day: date) -> None:
    path = draw_file(TWO.format(due="9999-12-31", lag="3d"), tmp_path / "plan.xlsx")
    status_report(review(path, AS_OF, day))


def test_a_lag_of_ages_is_a_finding(tmp_path: Path) -> None:
    path = draw_file(TWO.format(due="2026-12-18", lag="99999999d"), tmp_path / "plan.xlsx")
    assert "GS516" in {finding.code for finding in review(path, AS_OF).findings}
