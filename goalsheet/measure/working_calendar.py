"""Counting days: whole days, both ends inclusive (C1), working days unless calendar days are asked for (C3).

Every question is answered in constant time but for one bisection of the days off, so a plan of any size can ask often.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goalsheet.plan.model import Plan
from goalsheet.settings import Settings

WEEK = 7
LAST = date.max.toordinal()


@dataclass(frozen=True)
class Calendar:
    """Which days count. `weekend` holds weekdays (0 is Monday); `off` holds single days off; `working` says
    whether they are told as working days, or as days.

    A weekend of all seven days would leave none to count and is taken as none.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    off: frozenset[date] = frozenset()
    working: bool = True

    @cached_property
    def _week(self) -> tuple[int, ...]:
        """How many counting days the first n days of a week hold, from Monday, for n = 0 to 7."""
        counts = [0]
        for weekday in range(WEEK):
            counts.append(counts[-1] + (weekday not in self.weekend or len(self.weekend) == WEEK))
        return tuple(counts)

    @cached_property
    def _off(self) -> tuple[int, ...]:
        """The days off that would else count, as ordinals in order."""
        week = self._week
        days = (day.toordinal() for day in self.off)
        return tuple(sorted(o for o in days if week[(o - 1) % WEEK + 1] > week[(o - 1) % WEEK]))

    def index(self, day: date) -> int:
        """How many counting days there are from the year 1 up to and including the day."""
        return self._index(day.toordinal())

    def _index(self, ordinal: int) -> int:
        weeks, rest = divmod(ordinal, WEEK)  # ordinal 1 is a Monday
        return weeks * self._week[WEEK] + self._week[rest] - bisect_right(self._off, ordinal)

    def day(self, index: int) -> date:
        """The counting day of that index: the first day up to which so many are counted.

        Beyond the last day there is (or before the first) it is that one: far-off dates saturate.
        """
        weekly = self._week[WEEK]
        if not 0 < index <= LAST:
            return date.max if index > 0 else date.min
        away = 0
        while True:
            weeks, rest = divmod(index + away - 1, weekly)
            ordinal = weeks * WEEK + next(n for n in range(1, WEEK + 1) if self._week[n] > rest)
            if ordinal > LAST:
                return date.max
            passed = bisect_right(self._off, ordinal)
            if passed == away:
                return date.fromordinal(ordinal)
            away = passed

    def counts(self, day: date) -> bool:
        return self.index(day) > self._index(day.toordinal() - 1)

    def days(self, first: date, last: date) -> int:
        """The counting days from first to last, both inclusive; 0 where last is before first.

        Excel's NETWORKDAYS. Source: ECMA-376 part 1, 18.17.7.229.
        """
        if last < first:
            return 0
        return self._index(last.toordinal()) - self._index(first.toordinal() - 1)

    def until(self, here: date, there: date) -> int:
        """How many counting days after here there is; negative where it lies before."""
        return self.index(there) - self.index(here)

    def add(self, day: date, days: int) -> date:
        """The day so many counting days after (or, if negative, before) a day; 0 gives the day itself. Excel's
        WORKDAY."""
        if days == 0:
            return day
        return self.day(self.index(day) + days + (1 if days < 0 and not self.counts(day) else 0))

    def on_or_after(self, day: date) -> date:
        """The day itself if it counts, else the next that does."""
        return self.day(self._index(day.toordinal() - 1) + 1)

    def elapsed(self, start: date, due: date, as_of: date) -> float:
        """The share of start to due that has passed at the end of as of: 0 before start, 1 from due on.

        Where no day between counts (a step on a weekend), calendar days are counted.
        """
        if as_of >= due:
            return 1.0
        if as_of < start:
            return 0.0
        whole = self.days(start, due)
        if whole:
            return self.days(start, as_of) / whole
        return ((as_of - start).days + 1) / ((due - start).days + 1)

    def without(self, days: Iterable[date]) -> "Calendar":
        """The same calendar with more days off."""
        return Calendar(self.weekend, self.off | frozenset(days), self.working)


CALENDAR_DAYS = Calendar(frozenset(), frozenset(), working=False)


def calendar_of(plan: Plan, settings: Settings) -> Calendar:
    """The calendar of a plan: its weekend, its Holidays sheet, and the public holidays of a country if one is set."""
    if settings.calendar == "calendar":
        return CALENDAR_DAYS
    off = {holiday.date for holiday in plan.holidays}
    if settings.country:
        off |= public_holidays(settings.country, *_years(plan))
    return Calendar(frozenset(settings.weekend), frozenset(off))


def _years(plan: Plan) -> tuple[int, int]:
    """The years a plan spans, with one more on either side for forecasts."""
    days = [day for item in plan.work for day in (item.start, item.due) if day]
    days += [reading.date for reading in plan.readings]
    if not days:
        return 1, 0
    return max(min(days).year - 1, 1), min(max(days).year + 1, min(days).year + 60, 9999)


def public_holidays(country: str, first: int, last: int) -> frozenset[date]:
    """The public holidays of a country (`DE`) or a part of one (`DE-BY`), for whole years. Source: the holidays
    library."""
    import holidays

    code, _, part = country.partition("-")
    return frozenset(holidays.country_holidays(code, subdiv=part or None, years=range(first, last + 1)))
