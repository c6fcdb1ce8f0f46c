"""Counting days: published examples, and properties against plain counting."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goalsheet.measure.working_calendar import CALENDAR_DAYS, Calendar, public_holidays

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    Calendar,
    st.frozensets(st.integers(0, 6), max_size=7),
    st.frozensets(st.dates(date(2024, 1, 1), date(2025, 12, 31)), max_size=40),
)


def test_networkdays_of_its_own_manual() -> None:
    """Microsoft's documentation of NETWORKDAYS: 2008-10-01 to 2009-03-01, with no, one and three holidays."""
    start, end = date(2008, 10, 1), date(2009, 3, 1)
    three = [date(2008, 11, 26), date(2008, 12, 4), date(2009, 1, 21)]
    assert Calendar().days(start, end) == 108
    assert Calendar(off=frozenset(three[:1])).days(start, end) == 107
    assert Calendar(off=frozenset(three)).days(start, end) == 105


def test_workday_of_its_own_manual() -> None:
    """Microsoft's documentation of WORKDAY: 151 working days after 2008-10-01."""
    off = frozenset([date(2008, 11, 26), date(2008, 12, 4), date(2009, 1, 21)])
    assert Calendar().add(date(2008, 10, 1), 151) == date(2009, 4, 30)
    assert Calendar(off=off).add(date(2008, 10, 1), 151) == date(2009, 5, 5)


def test_april_is_half_gone_at_the_end_of_the_fifteenth() -> None:
    assert CALENDAR_DAYS.elapsed(date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 15)) == 0.5


@given(CALENDARS, DAYS, DAYS)
def test_days_are_those_a_finger_would_count(calendar: Calendar, a: date, b: date) -> None:
    first, last = min(a, b), min(max(a, b), min(a, b) + timedelta(400))
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    off = set() if len(calendar.weekend) == 7 else calendar.weekend
    assert calendar.days(first, last) == sum(d.weekday() not in off and d not in calendar.off for d in every)
    assert calendar.days(last, first) == (calendar.days(first, last) if first == last else 0)


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_add_goes_as_far_as_until_measures(calendar: Calendar, day: date, days: int) -> None:
    later, sooner = calendar.add(day, days), calendar.add(day, -days)
    assert calendar.counts(later)
    assert calendar.counts(sooner)
    assert calendar.until(day, later) == days
    assert calendar.days(sooner, day - timedelta(1)) == days


@given(CALENDARS, DAYS, DAYS, DAYS, st.integers(0, 40))
def test_a_later_day_never_expects_less(calendar: Calendar, start: date, due: date, day: date, more: int) -> None:
    before, after = (calendar.elapsed(start, due, d) for d in (day, day + timedelta(more)))
    if start <= due:
        assert 0 <= before <= after <= 1


def test_a_step_on_a_weekend_passes_by_calendar_days() -> None:
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    assert Calendar().elapsed(saturday, sunday, saturday) == 0.5


def test_public_holidays_of_a_country_and_of_a_part_of_one() -> None:
    assert date(2026, 10, 3) in public_holidays("DE", 2026, 2026)
    assert date(2026, 1, 6) in public_holidays("DE-BY", 2026, 2026)
    assert date(2026, 1, 6) not in public_holidays("DE", 2026, 2026)
