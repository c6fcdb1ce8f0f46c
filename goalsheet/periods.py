"""Weeks, months, quarters and fiscal years, and their names.

Weeks that begin on Monday have the number of ISO 8601. Others are named by their first day, because their numbers
differ from country to country. A fiscal year has the number of the calendar year in which it ends.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import day as day_said
from goalsheet.language.wording import months, msg, near, year_month

MONDAY, JANUARY = 0, 1


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month or quarter: its first and last day, its name, and its name for programs: `2026-W47`, `2026-11-15`
    (the first day of a week without a number), `2026-11`, `2026-Q4`, `FY2027-Q1`."""

    kind: str
    first: date
    last: date
    name: LazyText
    key: str

    @property
    def before(self) -> date:
        """The day before it begins: it is compared with the last report up to that day."""
        return _day(self.first, -1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When weeks and fiscal years begin: `first_day` of the week (0 is Monday), `first_month` of the year (1 is
    January)."""

    first_day: int = MONDAY
    first_month: int = JANUARY

    def period(self, kind: str, day: date) -> Period:
        """The period that a day is in."""
        return {"week": self.week, "month": self.month, "quarter": self.quarter}[kind](day)

    def week(self, day: date) -> Period:
        """
        >>> week = Rhythm().week(date(2026, 11, 20)); week.first.isoformat(), week.name, week.key
        ('2026-11-16', 'week 47 of 2026', '2026-W47')
        >>> week = Rhythm(first_day=6).week(date(2026, 11, 20)); week.name, week.key
        ('week of 15 Nov 2026', '2026-11-15')
        """
        first = self.week_begins(day)
        last = _day(day, (self.first_day - day.weekday() - 1) % 7)
        if self.first_day != MONDAY:
            return Period("week", first, last, msg("week of {day}", day=day_said(first)), first.isoformat())
        year, week, _ = day.isocalendar()
        return Period("week", first, last, msg("week {week} of {year}", week=week, year=year), _numbered(day))

    def week_begins(self, day: date) -> date:
        return _day(day, -((day.weekday() - self.first_day) % 7))

    def week_named(self, day: date) -> LazyText:
        """The name of the week that a day is in, without its year.

        >>> Rhythm().week_named(date(2026, 11, 20)), Rhythm(first_day=6).week_named(date(2026, 11, 20))
        ('week 47', 'week of 15 Nov')
        """
        if self.first_day == MONDAY:
            return msg("week {n}", n=day.isocalendar().week)
        return msg("week of {day}", day=near(self.week_begins(day), day))

    def week_filed(self, day: date) -> str:
        """The ISO week that has most of the days of a day's week: a name that stays the same when the first day of the
        week changes.

        >>> [Rhythm(first).week_filed(date(2026, 11, 20)) for first in (0, 5, 6)]
        ['2026-W47', '2026-W47', '2026-W47']
        """
        return _numbered(_day(self.week_begins(day), 3))

    def month(self, day: date) -> Period:
        """
        >>> month = Rhythm().month(date(2026, 11, 20)); month.last.isoformat(), month.name, month.key
        ('2026-11-30', 'November 2026', '2026-11')
        """
        first, last = _months(_month(day), 1)
        return Period("month", first, last, year_month(first), first.isoformat()[:7])

    def quarter(self, day: date) -> Period:
        """
        >>> quarter = Rhythm().quarter(date(2026, 11, 20)); quarter.last.isoformat(), quarter.name, quarter.key
        ('2026-12-31', 'Q4 2026', '2026-Q4')
        >>> quarter = Rhythm(first_month=10).quarter(date(2026, 11, 20)); quarter.name, quarter.key
        ('Q1 FY2027 (Oct–Dec 2026)', 'FY2027-Q1')
        """
        number, into = divmod((day.month - self.first_month) % 12, 3)
        first, last = _months(_month(day) - into, 3)
        year, key = self.fiscal_year(day), f"{self.fiscal_year(day):04}-Q{number + 1}"
        if self.first_month == JANUARY:
            return Period("quarter", first, last, msg("Q{quarter} {year}", quarter=number + 1, year=year), key)
        name = msg("Q{quarter} FY{year} ({months})", quarter=number + 1, year=year, months=months(first, last))
        return Period("quarter", first, last, name, f"FY{key}")

    def fiscal_year(self, day: date) -> int:
        """The calendar year in which a day's fiscal year ends."""
        return day.year + (self.first_month != JANUARY and day.month >= self.first_month)

    def months_of(self, year: int, first: int, last: int) -> tuple[date, date]:
        """The first and last day of a range of months of a fiscal year; 1 is the month that it begins with.

        >>> [day.isoformat() for day in Rhythm(first_month=10).months_of(2027, 1, 3)]
        ['2026-10-01', '2026-12-31']
        """
        begins = (year - (self.first_month != JANUARY)) * 12 + self.first_month - 1
        return _months(begins + first - 1, last - first + 1)

    def week_of(self, year: int, number: int) -> tuple[date, date]:
        """The first and last day of a week, by its number: of ISO 8601 where weeks begin on Monday, else counted from
        the week that has 1 January in it, as WEEKNUM does in a spreadsheet. Raises ValueError where there is no such
        week.

        >>> [rhythm.week_of(2027, 1)[0].isoformat() for rhythm in (Rhythm(), Rhythm(first_day=6))]
        ['2027-01-04', '2026-12-27']
        """
        if self.first_day == MONDAY:
            first = date.fromisocalendar(year, number, 1)
        else:
            first = _day(self.week_begins(date(year, 1, 1)), 7 * (number - 1))
            if number < 1 or first.year > year:
                raise ValueError(f"there is no week {number} in {year}")
        return first, _day(first, 6)


#: Weeks begin on Monday, years in January.
ISO = Rhythm()


def _numbered(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _day(day: date, days: int) -> date:
    """The day a number of days later, clipped to the first and last day of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _month(day: date) -> int:
    """The number of a month, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _months(first: int, count: int) -> tuple[date, date]:
    """The first and last day of a range of months, clipped to the calendar."""
    begins, after = (min(max(month, _month(date.min)), _month(date.max)) for month in (first, first + count))
    end = date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after == first + count else date.max
    return date(begins // 12, begins % 12 + 1, 1), end
