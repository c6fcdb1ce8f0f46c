"""Counting on from a day. A day beyond the calendar's first or last is that one: no plan ends in an error over it."""

from datetime import date


def shifted(day: date, days: int) -> date:
    """The day so many days later (or, if negative, earlier), at most the calendar's last, at least its first.

    >>> shifted(date(2026, 11, 20), 3), shifted(date(9999, 12, 31), 3), shifted(date(1, 1, 2), -9)
    (datetime.date(2026, 11, 23), datetime.date(9999, 12, 31), datetime.date(1, 1, 1))
    """
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
