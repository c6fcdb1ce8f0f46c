"""How long and how far off: days in words. What is working days in one calendar is days in the other."""

from dataclasses import dataclass
from datetime import date

from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg, number


@dataclass(frozen=True, slots=True)
class Span:
    """A message that counts the days of a calendar, as (one, other), for working days and for days of the week."""

    working: tuple[str, str]
    plain: tuple[str, str]

    def words(self, days: int, working: bool, **values: object) -> LazyText:
        return counted(days, *(self.working if working else self.plain), **values)


TODAY, TOMORROW, YESTERDAY = msg("today"), msg("tomorrow"), msg("yesterday")
AHEAD = Span(
    translatable_plural("in {n} working day", "in {n} working days"), translatable_plural("in {n} day", "in {n} days")
)
AGO = Span(
    translatable_plural("{n} working day ago", "{n} working days ago"),
    translatable_plural("{n} day ago", "{n} days ago"),
)
LATE = Span(
    translatable_plural("{n} working day late", "{n} working days late"),
    translatable_plural("{n} day late", "{n} days late"),
)
EARLY = Span(
    translatable_plural("{n} working day early", "{n} working days early"),
    translatable_plural("{n} day early", "{n} days early"),
)


def when(value: date, as_of: date, between: int, working: bool = True) -> LazyText:
    """How far a day is from today: in the calendar's days, of which `between` lie after the one up to the other.

    Where none of these lies between (a weekend), days of the week are counted. Only today is called today.

    >>> fri = date(2026, 11, 20)
    >>> when(fri, fri, 0), when(date(2026, 11, 23), fri, 1), when(date(2026, 11, 23), fri, 3, working=False)
    ('today', 'in 1 working day', 'in 3 days')
    >>> [when(date(2026, 11, n), fri, 0) for n in (21, 22, 19, 18)]
    ['tomorrow', 'in 2 days', 'yesterday', '2 days ago']
    """
    days = (value - as_of).days
    if days == 0:
        return TODAY
    if between == 0 and abs(days) == 1:
        return TOMORROW if days > 0 else YESTERDAY
    return (AHEAD if days > 0 else AGO).words(abs(between or days), working and between != 0)


def days_said(days: float) -> LazyText:
    """
    >>> days_said(1.0), days_said(2.54)
    ('1 day', '2.5 days')
    """
    if (shown := round(days, 1)).is_integer():
        return counted(int(shown), "{n} day", "{n} days")
    return msg("{number} days", number=number(shown))


def work_said(days: float) -> LazyText:
    """
    >>> work_said(1.0), work_said(2.54)
    ('1 day of work', '2.5 days of work')
    """
    if (shown := round(days, 1)).is_integer():
        return counted(int(shown), "{n} day of work", "{n} days of work")
    return msg("{number} days of work", number=number(shown))
