"""Weeks, months and quarters: the time a review looks back on, and how things went from report to report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.history.model import GOAL, History
from goalsheet.language.saying import Saying
from goalsheet.language.wording import said, year_month

PERIODS = ("week", "month", "quarter")


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month or quarter: its first and last day, and its name."""

    kind: str
    first: date
    last: date
    name: Saying

    @property
    def before(self) -> date:
        """The day before it: what it is compared with is the last report made by then."""
        return self.first - timedelta(days=1)


def period_of(kind: str, day: date) -> Period:
    """The period a day lies in.

    >>> period_of("quarter", date(2026, 11, 20)).name, period_of("month", date(2026, 11, 20)).last.isoformat()
    ('Q4 2026', '2026-11-30')
    >>> week = period_of("week", date(2026, 11, 20)); week.first.isoformat(), week.name
    ('2026-11-16', 'week 47 of 2026')
    """
    if kind == "week":
        first = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Period(kind, first, first + timedelta(days=6), said("week {week} of {year}", week=week, year=year))
    months = 3 if kind == "quarter" else 1
    number = (day.month - 1) // months * months + 1
    first = date(day.year, number, 1)
    quarter = said("Q{quarter} {year}", quarter=(number + 2) // 3, year=day.year)
    year, after = divmod(day.year * 12 + number - 1 + months, 12)
    name = quarter if kind == "quarter" else year_month(first)
    return Period(kind, first, date(year, after + 1, 1) - timedelta(days=1), name)


@dataclass(frozen=True, slots=True)
class Point:
    """One report of a trend: how many goals had which status, and how far they were and should have been."""

    as_of: date
    statuses: Mapping[str, int]
    progress: float | None
    expected: float | None


def trend(history: History, first: date, last: date) -> tuple[Point, ...]:
    """The reports of a time, with the last one before it to start from."""
    base = history.last_report(first)
    days = [day for day in history.days if first <= day <= last]
    reports = {report.as_of: report for report in history.reports}
    points = []
    for day in ([base] if base else []) + days:
        statuses = Counter(one.status for one in history.state(day).values() if one.kind == GOAL)
        points.append(Point(day, dict(sorted(statuses.items())), reports[day].progress, reports[day].expected))
    return tuple(points)
