"""Dates told by marks under a calendar are a guess; what the columns stand for is worked out whatever they count in."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.cells import CellValue
from goalsheet.layout.calendar_grid import days_of
from goalsheet.layout.date_columns import series
from goalsheet.layout.grid import grid
from goalsheet.plan.doubts import Doubt
from goalsheet.reading.model import Sheet
from tests.support.reading import plan_of
from tests.support.sure import sure


def days(*rows: Sequence[CellValue], last: int | None = None) -> dict[int, tuple[str, str]]:
    """The days of each column of a calendar drawn in these rows, as ISO dates."""
    sheet = grid(Sheet("Plan", [list(row) for row in rows]), frozenset())
    time = sure(series(sheet, range(1, len(rows) + 1)))
    return {column: (str(s.first), str(s.last)) for column, s in days_of(sheet, time, last or len(rows)).items()}


def test_marks_give_dates_that_are_not_sure_and_name_their_cells() -> None:
    plan = plan_of("""
        Plan
        | Task             | Owner | 2026-03-02 | 2026-03-03 | 2026-03-04 | 2026-03-05 |
        | Ask the users    | Ana   | x          | x          |            |            |
        | Draw the screens | Ben   |            | x          | x          | x          |
        | Sum up           | Ana   |            |            |            |            |
    """)
    assert [dict(plan.unsure(step)) for step in plan.steps[:2]] == [{"start": Doubt.MARKED, "due": Doubt.MARKED}] * 2
    assert [str(plan.steps[1].cells[name]) for name in ("start", "due")] == ["Plan!D3", "Plan!F3"]
    assert (plan.steps[2].start, plan.steps[2].due, plan.findings) == (None, None, ())


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(4, 40), st.sampled_from([1, 2, 7, 14]))
def test_dated_columns_follow_one_another_without_gap(first: date, count: int, step: int) -> None:
    row = [first + timedelta(days=step * at) for at in range(count)]
    found = days(row)
    assert [found[at + 1][0] for at in range(count)] == [str(day) for day in row]
    assert all(date.fromisoformat(found[at][1]) + timedelta(days=1) == row[at] for at in range(1, count))


@given(st.integers(1, 12), st.integers(5, 60))
def test_numbers_of_days_go_on_from_month_to_month(month: int, count: int) -> None:
    whole = [date(2026, month, 1) + timedelta(days=at) for at in range(count)]
    names = [day.strftime("%B %Y") if day.day == 1 else None for day in whole]
    assert list(days(names, [day.day for day in whole]).values()) == [(str(day), str(day)) for day in whole]


YEAR_2025 = ["2025", None, None, None]


@pytest.mark.parametrize(
    ("rows", "first", "last"),
    [
        ([["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"]], "2026-01-01 2026-01-31", "2026-04-01 2026-04-30"),
        ([YEAR_2025, ["1月", "2月", "3月", "4月"]], "2025-01-01 2025-01-31", "2025-04-01 2025-04-30"),
        ([YEAR_2025, ["Oct", "Nov", "Dec", "Jan"]], "2025-10-01 2025-10-31", "2026-01-01 2026-01-31"),
        ([YEAR_2025, ["KW 51", "KW 52", "KW 1", "KW 2"]], "2025-12-15 2025-12-21", "2026-01-05 2026-01-11"),
    ],
)
def test_months_and_weeks_take_the_year_above_them_and_go_on_into_the_next(
    rows: list[list[str | None]], first: str, last: str
) -> None:
    found = days(*rows)
    assert (" ".join(found[1]), " ".join(found[4])) == (first, last)


@pytest.mark.parametrize("row", ["Jan Feb Mar Apr", "W1 W2 W3 W4", "M T W T F"])
def test_without_a_year_no_day_is_guessed(row: str) -> None:
    assert days(row.split()) == {}
