"""More days than one in a cell: quarters, months and weeks, from one day to another, and several days one by one."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from goalsheet.layout.calendar_words import month
from goalsheet.layout.dated_periods import dated_period
from goalsheet.periods import ISO, Rhythm
from goalsheet.plan.date_texts import LONGEST, DayText, Said, cleaned, day_text


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both inclusive, and how the cell said it."""

    first: date
    last: date


#: The day that a part of a text means, with what settles order and year; None where it is none.
Settle = Callable[[DayText], date | None]

FISCAL = r"(?:fy|gj|fiscal(?: year)?)[ .]?['’]?(?:20)?\d\d(?:[/–-](?:20)?\d\d)?"
_PARTS = ((r"(?:q|quarter|quartal|t|k)", 3, 4), (r"(?:h|half)", 6, 2))


def period(said: str, rhythm: Rhythm = ISO) -> Period | None:
    """A quarter, half-year, month or week named with its year, or a fiscal year.

    >>> [str(period(said).last) for said in ("q3 2026", "2026 q3", "h1 2026", "march 2026", "2026-03", "kw 14 2026")]
    ['2026-09-30', '2026-09-30', '2026-06-30', '2026-03-31', '2026-03-31', '2026-04-05']
    >>> october = Rhythm(first_month=10)
    >>> [str(period(said, october).last) for said in ("q3 2026", "fy26 q1", "h1 fy2026", "fy25/26", "march 2026")]
    ['2026-06-30', '2025-12-31', '2026-03-31', '2026-09-30', '2026-03-31']
    >>> period("q3"), period("mid march 2026"), period("fy24/26")
    (None, None, None)
    >>> [str(period(said).last) for said in ("1º trim. 2026", "iv квартал 2026", "quý 2/2026", "2026年第一季度")]
    ['2026-03-31', '2026-12-31', '2026-06-30', '2026-03-31']
    """
    plain = _short(said, rhythm)
    named = None if plain else dated_period(said)
    if named and named.unit == "year":
        return _fiscal(named.text, 1, 12, rhythm if "fy" in said else ISO)
    return _short(named.text, rhythm) if named else plain


def _short(said: str, rhythm: Rhythm) -> Period | None:
    """A period in the forms that are the same in most languages."""
    for head, months_long, most in _PARTS:
        match = re.fullmatch(rf"{head}\s*(\d)[\s,/.\-]*({FISCAL}|['’]?(?:20)?\d\d)", said)
        swapped = re.fullmatch(rf"({FISCAL}|20\d\d)[\s,/.\-]*{head}\s*(\d)", said)
        match = match or re.fullmatch(rf"(\d)\s*{head}[\s,/.\-]*({FISCAL}|['’]?(?:20)?\d\d)", said)
        number, of = match.groups() if match else swapped.groups()[::-1] if swapped else ("0", "")
        if 1 <= int(number) <= most:
            return _fiscal(of, (int(number) - 1) * months_long + 1, int(number) * months_long, rhythm)
    if re.fullmatch(FISCAL, said):
        return _fiscal(said, 1, 12, rhythm)
    return _week(said, rhythm) or _month_of(said)


def _fiscal(year: str, first: int, last: int, rhythm: Rhythm) -> Period | None:
    """Months of a fiscal year, which bears the number of the year it ends in; `2025/26` names both."""
    years = [int(digits) % 100 + 2000 for digits in re.findall(r"\d+", year)]
    if len(years) == 2 and years[1] != years[0] + 1:
        return None
    return Period(*rhythm.months_of(years[-1], first, last))


_NAMED = re.compile(r"(?:end of |ende |fin |fine )?([^\d\s,/]+?)[\s,.\-/]*(?:de |of |del )?(?:['’]\s?(\d\d)|(20\d\d))")


def _month_of(said: str) -> Period | None:
    """
    >>> str(_month_of("may '26").last), str(_month_of("end of may 2026").last), str(_month_of("3/2026").last)
    ('2026-05-31', '2026-05-31', '2026-03-31')
    """
    named = _NAMED.fullmatch(said)
    if named:
        number = month(named[1].strip("."))
        return _months_of(named[2] or named[3], number, number) if number else None
    numeric = re.fullmatch(r"(20\d\d)[-/.](\d{1,2})|(\d{1,2})[-/.](20\d\d)", said)
    if not numeric:
        return None
    year, number = numeric[1] or numeric[4], int(numeric[2] or numeric[3])
    return _months_of(year, number, number) if 1 <= number <= 12 else None


def _months_of(year: str, first: int, last: int) -> Period:
    full = int(year) % 100 + 2000
    return Period(date(full, first, 1), date(full, last, calendar.monthrange(full, last)[1]))


def _week(said: str, rhythm: Rhythm) -> Period | None:
    """A week by its number: `2026-W14` is ISO's week in any rhythm.

    >>> [str(_week(said, Rhythm(first_day=6)).first) for said in ("week 1 2027", "2027-w01")]
    ['2026-12-27', '2027-01-04']
    """
    match = re.fullmatch(r"(?:kw|cw|wk|week|w|semaine|uke|vecka|v)\.?\s*(\d{1,2})[\s,/.\-]+(20\d\d)", said)
    swapped = re.fullmatch(r"(20\d\d)[\s,/.\-]*(?:kw|cw|wk|week|w)\s*(\d{1,2})", said)
    week, year = match.groups() if match else swapped.groups()[::-1] if swapped else ("0", "0")
    try:
        return Period(*(ISO if re.fullmatch(r"\d{4}-?w\d\d", said) else rhythm).week_of(int(year), int(week)))
    except ValueError:
        return None


# From one day to another


RUN = re.compile(r"\s+(?:-|–|—|to|until|till|bis|au|al|a|до|→|->)\s+|\s*[~〜]\s*|\s*(?:→|->|から)\s*|\s*[–—]\s*")
_HYPHEN = re.compile(r"(?<=[\d.])\s*-\s*(?=\d)")
_LEADING = re.compile(r"(?:from|von|vom|du|de|dal|del|desde|с|від|od)\s+")


def ends(said: str) -> tuple[str, str] | None:
    """The two ends of a cleaned text that says from when to when, the first with what it leaves to the second.

    >>> ends("18-19 apr 2026"), ends("4.8-4.14"), ends("apr 18 – 19"), ends("2026-03-14"), ends("1/4 ~ 15/4")
    (('18 apr 2026', '19 apr 2026'), ('4.8', '4.14'), ('apr 18', 'apr 19'), None, ('1/4', '15/4'))
    """
    said = _LEADING.sub("", said, count=1) if _LEADING.match(said) else said
    for parts in (RUN.split(said), _halves(said)):
        if len(parts) == 2 and all(re.search(r"\d", part) for part in parts):
            first, last = _completed(parts[0].strip(" ,"), parts[1].strip(" ,"))
            if day_text(first).readings and day_text(last).readings:
                return first, last
    return None


def _halves(said: str) -> list[str]:
    """The text split at the one hyphen on whose both sides there is as much of a date."""
    places = [found.span() for found in _HYPHEN.finditer(said)]
    if len(places) % 2 == 0 or day_text(said).readings:
        return []
    start, end = places[len(places) // 2]
    return [said[:start], said[end:]]


def _completed(first: str, last: str) -> tuple[str, str]:
    """A bare day number at one end takes the month (and year) of the other."""
    if re.fullmatch(r"\d{1,2}\.?", first):
        found = re.fullmatch(r"\d{1,2}\b(.*)", last)
        return (f"{first.rstrip('.')}{found[1]}" if found else first), last
    if re.fullmatch(r"\d{1,2}", last):
        found = re.fullmatch(r"(.*\D)\d{1,2}", first)
        return first, (f"{found[1]}{last}" if found else last)
    return first, last


def span(said: str, settle: Settle) -> Period | None:
    """The days from one end to the other, both readable; the first takes the year of the last where it names none."""
    found = ends(said)
    if found is None:
        return None
    first_text, last_text = map(day_text, found)
    orders = _orders(first_text) & _orders(last_text)
    first_text, last_text = _only(first_text, orders), _only(last_text, orders)
    last = settle(last_text)
    if first_text.yearless and last:
        chosen = {order for order, said in last_text.readings.items() if said.on(last.year) == last}
        first = _before(_only(first_text, chosen), last)
    else:
        first = settle(first_text)
    return Period(first, last) if first and last and first <= last else None


def _orders(text: DayText) -> set[str]:
    return set(text.readings)


def _only(text: DayText, orders: set[str]) -> DayText:
    """The readings in the orders in which both ends can be read; all where no order suits both."""
    kept = {order: said for order, said in text.readings.items() if order in orders}
    return replace(text, readings=kept or text.readings)


def _before(text: DayText, last: date) -> date | None:
    """A day without a year as the last such day before another."""
    days = {_latest(said, last) for said in text.readings.values()}
    return days.pop() if len(days) == 1 else None


def _latest(said: Said, last: date) -> date | None:
    days = (said.on(year) for year in (last.year, last.year - 1))
    return next((day for day in days if day and day <= last), None)


_BETWEEN = re.compile(r"\s*[\n;,，、|&+]\s*|\s+(?:/|and|und|et|y|e|en|och|og|i|и|dan|then|dann|puis)\s+")


def several(said: str) -> tuple[DayText, ...]:
    """The days of a text that names two or more one by one; empty where a part is none.

    >>> [str(one.full["dmy"]) for one in several("27 jun 2025, 4 jul 2025 and 11 jul 2025")]
    ['2025-06-27', '2025-07-04', '2025-07-11']
    >>> several("march 15, 2026"), several("3 people, 2 days")
    ((), ())
    """
    parts = [cleaned(part) for part in _BETWEEN.split(said)] if len(said) <= LONGEST else []
    texts = tuple(day_text(part) for part in parts if part)
    return texts if len(texts) > 1 and all(text.readings for text in texts) else ()
