"""Dates to places on a line, and the dates worth a tick."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.language import Language
from goalsheet.periods import ISO, Rhythm
from goalsheet.plan.slips import far
from goalsheet.report.view.elements import Tick

#: How far a scale reaches around today; a date that is a slip (a year typed as 2206) has no say in it.
PAST, FUTURE = timedelta(days=730), timedelta(days=1096)


@dataclass(frozen=True, slots=True)
class Scale:
    """From the start of `first` to the end of `last`, both inclusive (C1), in whole days; what lies beyond is cut."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def start(self, value: date) -> int:
        """Where a day begins."""
        return self._at((value - self.first).days)

    def end(self, value: date) -> int:
        """Where a day ends."""
        return self._at((value - self.first).days + 1)

    def onto(self, days: float, left: int, right: int) -> int:
        """A place on it in the units of a drawing that shows it from `left` to `right`."""
        return round(left + (right - left) * days / self.days)

    def _at(self, days: int) -> int:
        return min(max(days, 0), self.days)


def scale_of(dates: Iterable[date], today: date) -> Scale | None:
    """The scale that shows these dates and today, with room behind the last for the mark on it; None without dates."""
    shown = [min(max(value, today - PAST), today + FUTURE) for value in dates if not far(value, today)]
    if not shown:
        return None
    first, last = min(*shown, today), max(*shown, today)
    return Scale(first, last + timedelta(days=(last - first).days // 50 + 1))


def ticks(scale: Scale, lang: Language, most: int = 9, rhythm: Rhythm = ISO) -> tuple[Tick, ...]:
    """The first days of months (of every second, third, … where there are many), or of the weeks of a short scale."""
    if scale.days <= 62:
        weeks = _thinned(tuple(_weeks(scale, rhythm)), most)
        return tuple(Tick(scale.start(value), lang.near(value, value)) for value in weeks)
    months = tuple(_months(scale))
    step = next(s for s in (1, 2, 3, 6, 12, 24) if len(months) / s <= most)
    return _labelled(
        scale, lang, [one for one in months if (one.month - rhythm.first_month + 12 * one.year) % step == 0]
    )


def _weeks(scale: Scale, rhythm: Rhythm) -> Iterator[date]:
    value = rhythm.week_begins(scale.first)
    while value <= scale.last:
        if value >= scale.first:
            yield value
        value += timedelta(days=7)


def _months(scale: Scale) -> Iterator[date]:
    value = scale.first.replace(day=1)
    while value <= scale.last:
        if value >= scale.first:
            yield value
        value = (value + timedelta(days=32)).replace(day=1)


def _thinned(values: tuple[date, ...], most: int) -> tuple[date, ...]:
    return values[:: -(-len(values) // most) or 1]


def _labelled(scale: Scale, lang: Language, months: Iterable[date]) -> tuple[Tick, ...]:
    """Months; one with its year where another one begins."""
    before = None
    made = []
    for value in months:
        new = value.month == 1 or (before is not None and before.year != value.year)
        made.append(Tick(scale.start(value), lang.month_of_year(value) if new else lang.month(value)))
        before = value
    return tuple(made)
