"""Days that name no year, told by those beside them: `10/5`, `5.10.`, `8 Jan`, `Week of Jan 8`, `1/8 - 1/12`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from goalsheet.cells import CellValue
from goalsheet.layout import measure_words
from goalsheet.layout.heading_words import narrow
from goalsheet.layout.period_headings import PeriodHeading

#: So many days, and this part of the texts, make a series; they lie no further apart than this, all but a few.
FEWEST, SHARE, APART, EVEN = 3, 0.7, 31, 0.8
_NUMERIC = re.compile(
    r"(\d{1,2})\s?/\s?(\d{1,2})(?:\s?/\s?((?:20)?\d\d))?|(\d{1,2})\.\s?(\d{1,2})\.(?:\s?((?:20)?\d\d))?"
)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s\-]*([^\W\d_]{3,12})\.?|([^\W\d_]{3,12})\.?[\s\-]*(\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:[\s,\-]+['’]?(20\d\d))?"
)
_PREFIX = re.compile(
    r"(?:week|wk|w/c|w/e|semaine|woche|semana|settimana)\s*(?:of|ending|commencing|du|vom|del|dal)?\s+(?=\S)"
)
_RANGE = re.compile(r"\s*[–—~]\s*|\s+(?:-|to|bis|au|al|a|до)\s+|(?<=\d)\s*-\s*(?=\d{1,2}[/.])")
#: A day as the numbers of a text: two of day and month in either order, or month and day; and the year, if any.
Parts = tuple[int, int, int, bool]


def bare_days(values: Sequence[CellValue]) -> Mapping[int, PeriodHeading]:
    """Index -> day of the texts that are days, in the order of day and month in which they go on.

    Of a span its last day counts. Empty where too few of the texts are days, or they do not go on.

    >>> [one.number for one in bare_days(("10/5", "10/12", "10/19", "11/2")).values()]
    [1005, 1012, 1019, 1102]
    >>> [one.number for one in bare_days(("Week of Jan 8", "Jan 15 - Jan 19", "Jan 22")).values()]
    [108, 119, 122]
    >>> bare_days(("1.1", "1.2", "2.1")), bare_days(("3/10", "4/10", "5/10")), bare_days(("Jan 26", "Feb 26", "Mar 26"))
    ({}, {}, {})
    """
    texts = [value for value in values if isinstance(value, str)]
    found = {i: parts for i, value in enumerate(values) if isinstance(value, str) and (parts := _parts(value))}
    if len(found) < FEWEST or len(found) < SHARE * len(texts):
        return {}
    if len({parts[1] for parts in found.values()}) == 1 and all(told or a <= b for a, b, _, told in found.values()):
        return {}  # `Jan 26`, `Feb 26` name a year, `3/10`, `4/10` are marks
    ways = [{i: _placed(parts, order) for i, parts in found.items()} for order in (0, 1)]
    valid = [way for way in ways if _goes_on(list(way.values()))]
    best = min(valid, key=lambda way: _spread(list(way.values())), default={})
    return {i: PeriodHeading("day", month * 100 + day, year) for i, (month, day, year) in best.items()}


def _parts(value: str) -> Parts | None:
    plain = _PREFIX.sub("", narrow(value).casefold().strip(), count=1)
    last = _RANGE.split(plain)[-1].strip()
    numeric = _NUMERIC.fullmatch(last)
    if numeric:
        first, second, year = (numeric[1] or numeric[4], numeric[2] or numeric[5], numeric[3] or numeric[6])
        return int(first), int(second), _year(year), False
    named = _NAMED.fullmatch(last)
    month = measure_words.month(named[2] or named[3]) if named else 0
    return (month, int(named[1] or named[4]), _year(named[5]), True) if named and month else None


def _year(said: str | None) -> int:
    return int(said) % 100 + 2000 if said else 0


def _placed(parts: Parts, order: int) -> tuple[int, int, int]:
    """Month, day and year, with the month first or second where that is not told."""
    first, second, year, told = parts
    return (first, second, year) if told or order == 0 else (second, first, year)


def _gaps(days: Sequence[tuple[int, int, int]]) -> list[int]:
    ordinals = [date(2024, month, 1).timetuple().tm_yday + day for month, day, _ in days]
    return [(b - a) % 366 for a, b in pairwise(ordinals)]


def _goes_on(days: Sequence[tuple[int, int, int]]) -> bool:
    """Whether they are days of the calendar that follow each other, up or down."""
    if not all(1 <= month <= 12 and 1 <= day <= 31 for month, day, _ in days):
        return False
    gaps = _gaps(days)
    ups, downs = (sum(1 <= gap <= APART for gap in way) for way in (gaps, [(-gap) % 366 for gap in gaps]))
    return max(ups, downs) >= EVEN * len(gaps)


def _spread(days: Sequence[tuple[int, int, int]]) -> float:
    """How unevenly they lie: days of weeks are even in the right order only."""
    gaps = _gaps(days)
    usual = median(gaps)
    return sum(abs(gap - usual) for gap in gaps) / len(gaps)
