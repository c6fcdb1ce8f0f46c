"""How time is divided: whatever day weeks begin with and whatever month fiscal years, every day lies in one of each."""

import doctest
from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goalsheet import folding, periods, regions, rounding, thresholds
from goalsheet.cli.report import PERIODS
from goalsheet.language import names
from goalsheet.periods import Rhythm

RHYTHMS = st.builds(Rhythm, st.integers(0, 6), st.integers(1, 12))
DAY = timedelta(days=1)


@pytest.mark.parametrize("module", [periods, regions, names, folding, rounding, thresholds])
def test_the_examples_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("kind", PERIODS)
@given(rhythm=RHYTHMS, day=st.dates())
@example(rhythm=Rhythm(6, 11), day=date.min)
@example(rhythm=Rhythm(5, 11), day=date.max)
@example(rhythm=Rhythm(0, 2), day=date(9999, 12, 30))
def test_every_day_lies_in_exactly_one_period_and_periods_lie_side_by_side(
    kind: str, rhythm: Rhythm, day: date
) -> None:
    period = rhythm.period(kind, day)
    assert period.first <= day <= period.last
    assert rhythm.period(kind, period.first) == rhythm.period(kind, period.last) == period
    if period.last < date.max:
        after = rhythm.period(kind, period.last + DAY)
        assert (after.first, after.before) == (period.last + DAY, period.last)
        assert after.key != period.key


@given(rhythm=RHYTHMS, day=st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_week_has_seven_days_and_begins_on_its_day(rhythm: Rhythm, day: date) -> None:
    week = rhythm.week(day)
    assert (week.last - week.first).days == 6
    assert week.first.weekday() == rhythm.first_day
    assert week.first == rhythm.week_begins(day)


@given(rhythm=RHYTHMS, day=st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_four_quarters_are_a_fiscal_year_named_by_the_year_it_ends_in(rhythm: Rhythm, day: date) -> None:
    year = rhythm.fiscal_year(day)
    first, last = rhythm.months_of(year, 1, 12)
    assert first <= day <= last
    assert (first.month, last.year) == (rhythm.first_month, year)
    quarter = rhythm.quarter(day)
    number = int(quarter.key[-1])
    assert rhythm.months_of(year, number * 3 - 2, number * 3) == (quarter.first, quarter.last)
    assert str(year) in quarter.name


@given(rhythm=RHYTHMS, day=st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_each_week_is_filed_under_a_name_of_its_own_that_it_shares_with_the_iso_week_of_its_middle(
    rhythm: Rhythm, day: date
) -> None:
    """So a switch of the day that weeks begin with neither loses a week nor counts one twice."""
    week = rhythm.week(day)
    days = [week.first + n * DAY for n in range(7)]
    assert {rhythm.week_filed(one) for one in days} == {Rhythm().week(week.first + 3 * DAY).key}
    assert rhythm.week_filed(week.last + DAY) > rhythm.week_filed(day)


@given(rhythm=RHYTHMS, year=st.integers(1900, 2999), number=st.integers(-3, 60))
def test_a_numbered_week_is_a_week(rhythm: Rhythm, year: int, number: int) -> None:
    try:
        first, last = rhythm.week_of(year, number)
    except ValueError:
        assert not 1 <= number <= 52
        return
    assert (rhythm.week(first).first, rhythm.week(first).last) == (first, last)
    if number == 1:
        assert first <= date(year, 1, 4)
        assert last >= date(year, 1, 1)


@pytest.mark.parametrize(
    ("rhythm", "names"),
    [
        (Rhythm(), ("week 47 of 2026", "November 2026", "Q4 2026")),
        (Rhythm(6, 4), ("week of 15 Nov 2026", "November 2026", "Q3 FY2027 (Oct–Dec 2026)")),
        (Rhythm(5, 12), ("week of 14 Nov 2026", "November 2026", "Q4 FY2026 (Sep–Nov 2026)")),
        (Rhythm(0, 11), ("week 47 of 2026", "November 2026", "Q1 FY2027 (Nov 2026 – Jan 2027)")),
    ],
)
def test_what_periods_are_called(rhythm: Rhythm, names: tuple[str, ...]) -> None:
    assert tuple(rhythm.period(kind, date(2026, 11, 20)).name for kind in PERIODS) == names


def test_a_spreadsheet_counts_weeks_from_new_year() -> None:
    """WEEKNUM(DATE(2027,1,1)) is 1, WEEKNUM(DATE(2027,1,3)) is 2."""
    sundays = Rhythm(first_day=6)
    assert sundays.week_of(2027, 1) == (date(2026, 12, 27), date(2027, 1, 2))
    assert sundays.week_of(2027, 2)[0] == date(2027, 1, 3)
