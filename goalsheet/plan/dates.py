"""Dates as people type them. What can be read in two ways is not read, unless the column's order settles it."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, listed, msg
from goalsheet.periods import ISO, JANUARY, Rhythm
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_nothing, months, word_set
from goalsheet.plan.values import shown

#: Years that a serial number or a two-digit year may stand for; outside these it is taken for a plain number.
FIRST_YEAR, LAST_YEAR = 1990, 2100
PIVOT = 70  # two digits below it are a year of this century
LONGEST = 80  # characters: a longer text is prose
_DAY_1900, _DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both inclusive, and how the cell said it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as read, with what a reader should be told about it (GS006), if anything."""

    date: date
    remark: Problem | None = None


def day(
    value: CellValue, order: str = "", end: bool = True, date_1904: bool = False, year: int = 0, rhythm: Rhythm = ISO
) -> Dated | Problem | None:
    """The day a cell speaks of. `end`: of a period its last day is meant, else its first.

    `order` is what settles `01/02/2026`: dmy, mdy, ymd or nothing. `year` is that of dates that name none, if not 0.
    `rhythm` says which months a quarter or half-year has, and which days a week.

    >>> str(day("22 Jun 2026").date), str(day("2026-03-10 (Tuesday)").date), str(day(45000.0).date)
    ('2026-06-22', '2026-03-10', '2023-03-15')
    >>> day("01/02/2026").message, str(day("01/02/2026", "dmy").date)
    ('“01/02/2026” can be 2026-02-01 or 2026-01-02', '2026-02-01')
    >>> str(day("Q3 2026").date), day("TBD").message
    ('2026-09-30', '“TBD” is no date')
    """
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return _true(value.date() if isinstance(value, datetime) else value)
    if value == time() and isinstance(value, time):
        return _stamp("0")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), date_1904)
    if isinstance(value, str):
        return None if is_nothing(value) else _typed(value, order, end, year, rhythm)
    return _no_date(value)


def _no_date(value: CellValue, hint: LazyText = NOTHING) -> Problem:
    return Problem("GS003", msg("{value} is no date", value=shown(value)), hint)


def _stamp(value: str) -> Problem:
    return Problem("GS005", msg("{value} as a date is what an empty date looks like; read as blank", value=value))


def _true(value: date) -> Dated | Problem:
    if value < date(1900, 1, 2) or value in (date(1900, 12, 30), _DAY_1904):
        return _stamp(value.isoformat())
    return Dated(value)


def _serial(value: float, date_1904: bool) -> Dated | Problem:
    """A number in a date column: Excel's count of days, or 20260314."""
    if value == 0:
        return _stamp("0")
    compact = _compact(str(int(value))) if value.is_integer() and value > 0 else None
    if compact:
        return Dated(compact)
    if 0 < value < 1_000_000:
        read = (_DAY_1904 if date_1904 else _DAY_1900) + timedelta(days=int(value))
        if FIRST_YEAR <= read.year <= LAST_YEAR:
            return Dated(read)
    return _no_date(value)


def _typed(value: str, order: str, end: bool, year: int, rhythm: Rhythm) -> Dated | Problem:
    if len(value) > LONGEST:
        return _no_date(value)
    plain = dated(cleaned(value), year) if year else cleaned(value)
    readings = {one: read for one, read in candidates(plain).items() if read}
    days = sorted(set(readings.values()))
    if len(days) == 1:
        return Dated(days[0])
    if order in readings:
        return Dated(readings[order])
    if days:
        each = listed((str(one) for one in dict.fromkeys(readings.values())), choice=True)
        return Problem("GS004", msg("{value} can be {days}", value=shown(value), days=each))
    span = period(plain, rhythm) or _range(plain, order)
    if span:
        chosen = span.last if end else span.first
        read_as = msg("{value} is read as {day}", value=shown(value), day=chosen)
        return Dated(chosen, Problem("GS006", read_as, _fiscal_hint(plain, rhythm)))
    return _no_date(value, _why_not(plain))


def _fiscal_hint(typed: str, rhythm: Rhythm) -> LazyText:
    """For a fiscal year that is taken for the calendar year because nobody said when it begins."""
    if rhythm.first_month == JANUARY and re.search(_FISCAL, typed):
        return msg("Set fiscal_year_start if the fiscal year does not begin in January.")
    return NOTHING


def _why_not(typed: str) -> LazyText:
    """A better hint for a day without a year."""
    without_year = re.fullmatch(r"\d{1,2}\W+\d{1,2}\W?|\d{1,2}\W*[^\W\d]+|[^\W\d]+\W*\d{1,2}", typed)
    names_month = any(word in months() for word in re.findall(r"[^\W\d_]+", typed))
    if without_year and (names_month or re.fullmatch(r"[\d\W]+", typed)):
        return msg("It names no year: type a date such as 2026-03-14, or set date_year.")
    return NOTHING


_BARE = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\.?")
_CJK_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")
_RUN = re.compile(r"\s+(?:-|–|—|to|until|bis|au|al|a|→)\s+|\s*[~〜]\s*|(?<=\d)\s*[-–—]\s*(?=\d{1,2}[./])")


def dated(said: str, year: int) -> str:
    """A cleaned date that names no year, with this one; anything else as it is.

    >>> dated("3/14", 2026), dated("4.8-4.14", 2026), dated("kw 14", 2026), dated("3月14日", 2026)
    ('3/14/2026', '4.8.2026 ~ 4.14.2026', 'kw 14 2026', '2026-3-14')
    >>> dated("14 march", 2026), dated("3/14/2025", 2026), dated("tbd", 2026)
    ('14 march 2026', '3/14/2025', 'tbd')
    """
    parts = [_dated(part, year) for part in _RUN.split(said)]
    if len(parts) > 2 or None in parts:
        return said
    return " ~ ".join(part for part in parts if part)


def _dated(part: str, year: int) -> str | None:
    """One day, week, month or quarter with this year; None where it is none of these or has a year."""
    numeric, cjk = _BARE.fullmatch(part), _CJK_DAY.fullmatch(part)
    if cjk:
        return f"{year}-{cjk[1]}-{cjk[2]}"
    if numeric:
        return f"{numeric[1]}{numeric[2]}{numeric[3]}{numeric[2]}{year}"
    if re.search(r"\d{4}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]", part) or not re.search(r"[^\W\d]", part):
        return None
    full = f"{part} {year}"
    return full if period(full) or any(candidates(full).values()) else None


def cleaned(value: str) -> str:
    """A typed date without weekday, time of day, quotes and ordinal endings.

    >>> cleaned("Tue, 10th March 2026 14:30"), cleaned("`2026-03-10 (Tuesday)"), cleaned("2026年3月10日(火)")
    ('10 march 2026', '2026-03-10', '2026-3-10')
    """
    said = unicodedata.normalize("NFKC", value).casefold().strip(" `'\"\n\t")
    said = re.sub(r"(\d)[t ]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?\s*(am|pm|uhr|z|[+-]\d\d:?\d\d)?\s*$", r"\1", said)
    said = re.sub(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?", r"\1-\2-\3", said)
    said = re.sub(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*$", r"\1-\2", said)
    said = re.sub(r"\(([^()]*)\)", lambda found: "" if found[1].strip(" .") in word_set("weekdays") else found[0], said)
    said = re.sub(r"(\d)(st|nd|rd|th|er|º|ª|°)\b", r"\1", said)
    first, _, rest = said.partition(" ")
    if rest and first.strip(",.") in word_set("weekdays"):
        said = rest
    before, _, last = said.rpartition(" ")
    if before and last.strip(",.") in word_set("weekdays") and re.search(r"\d", before):
        said = before
    return " ".join(said.split()).strip(" ,")


_NUMERIC = re.compile(r"(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")


def candidates(said: str) -> dict[str, date | None]:
    """Every order in which a cleaned date can be read, with the day it then is; None where that is no day.

    >>> {order: str(day) for order, day in candidates("07-14-2023").items() if day}
    {'mdy': '2023-07-14'}
    >>> [order for order, day in candidates("01.02.26").items() if day]
    ['dmy', 'mdy', 'ymd']
    """
    compact = _compact(said)
    if compact:
        return {"ymd": compact}
    numeric = _NUMERIC.fullmatch(said)
    if not numeric:
        named = _named(said)
        return {"dmy": named} if named else {}
    first, second, third = numeric[1], numeric[3], numeric[4]
    if len(first) == 4 and len(third) <= 2:
        return {"ymd": _date(first, second, third)}
    if len(first) > 2 or len(third) not in (2, 4):
        return {}
    readings = {"dmy": _date(third, second, first), "mdy": _date(third, first, second)}
    return readings if len(third) == 4 else {**readings, "ymd": _date(first, second, third)}


def _date(year: str, month: str, day_: str) -> date | None:
    full = int(year) + ((2000 if int(year) < PIVOT else 1900) if len(year) <= 2 else 0)
    try:
        read = date(full, int(month), int(day_))
    except ValueError:
        return None
    return read if 1900 <= read.year <= 2999 else None


def _compact(said: str) -> date | None:
    """
    >>> str(_compact("20260314")), _compact("45000")
    ('2026-03-14', None)
    """
    match = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", said)
    return _date(*match.groups()) if match else None


_WORD = r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.?"
_JOIN = r"[\s,.\-/]*(?:de\s+|of\s+|del\s+)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\.?{_JOIN}{_WORD}{_JOIN}'?(\d{{4}}|\d\d)\.?(?:\s*г\.?)?")
_MONTH_FIRST = re.compile(rf"{_WORD}{_JOIN}(\d{{1,2}})(?:\s*,\s*|\s+|-|/)'?(\d{{4}}|\d\d)")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_JOIN}{_WORD}{_JOIN}(\d{{1,2}})\.?")


def _named(said: str) -> date | None:
    """A date that names its month.

    >>> [str(_named(said)) for said in ("15 agu 2026", "march 15, 2026", "15 de marzo de 2026", "22-jun-26")]
    ['2026-08-15', '2026-03-15', '2026-03-15', '2026-06-22']
    """
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3))):
        match = pattern.fullmatch(said)
        month = _month(match[order[1]]) if match else None
        if match and month:
            return _date(match[order[0]], str(month), match[order[2]])
    return None


def _month(word: str) -> int | None:
    return months().get(word) or months().get(f"{word}.") or months().get(word.rstrip("."))


_FISCAL = r"(?:fy|gj|fiscal(?: year)?)[ .]?['’]?(?:20)?\d\d(?:[/–-](?:20)?\d\d)?"
_PARTS = ((r"(?:q|quarter|quartal|t)", 3, 4), (r"(?:h|half)", 6, 2))


def period(said: str, rhythm: Rhythm = ISO) -> Period | None:
    """A quarter, half-year, month or week named with its year, or a fiscal year.

    >>> [str(period(said).last) for said in ("q3 2026", "2026 q3", "h1 2026", "march 2026", "2026-03", "kw 14 2026")]
    ['2026-09-30', '2026-09-30', '2026-06-30', '2026-03-31', '2026-03-31', '2026-04-05']
    >>> october = Rhythm(first_month=10)
    >>> [str(period(said, october).last) for said in ("q3 2026", "fy26 q1", "h1 fy2026", "fy25/26", "march 2026")]
    ['2026-06-30', '2025-12-31', '2026-03-31', '2026-09-30', '2026-03-31']
    >>> period("q3"), period("mid march 2026"), period("fy24/26")
    (None, None, None)
    """
    for head, months_long, most in _PARTS:
        match = re.fullmatch(rf"{head}\s*(\d)[\s,/.\-]*({_FISCAL}|['’]?(?:20)?\d\d)", said)
        swapped = re.fullmatch(rf"({_FISCAL}|20\d\d)[\s,/.\-]*{head}\s*(\d)", said)
        number, of = match.groups() if match else swapped.groups()[::-1] if swapped else ("0", "")
        if 1 <= int(number) <= most:
            return _fiscal(of, (int(number) - 1) * months_long + 1, int(number) * months_long, rhythm)
    if re.fullmatch(_FISCAL, said):
        return _fiscal(said, 1, 12, rhythm)
    return _week(said, rhythm) or _month_of(said)


def _fiscal(year: str, first: int, last: int, rhythm: Rhythm) -> Period | None:
    """Months of a fiscal year, which bears the number of the year it ends in; `2025/26` names both."""
    years = [int(digits) % 100 + 2000 for digits in re.findall(r"\d+", year)]
    if len(years) == 2 and years[1] != years[0] + 1:
        return None
    return Period(*rhythm.months_of(years[-1], first, last))


def _month_of(said: str) -> Period | None:
    named = re.fullmatch(rf"{_WORD}{_JOIN}['’]?(20\d\d)", said)
    if named:
        month = _month(named[1])
        return _months_of(named[2], month, month) if month else None
    numeric = re.fullmatch(r"(20\d\d)[-/.](\d{1,2})|(\d{1,2})[-/.](20\d\d)", said)
    if not numeric:
        return None
    year, month = numeric[1] or numeric[4], int(numeric[2] or numeric[3])
    return _months_of(year, month, month) if 1 <= month <= 12 else None


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


def _range(said: str, order: str) -> Period | None:
    """Two dates with a dash or `to` between them, both readable.

    >>> _range("01/10/2025 - 31/12/2025", "").first.isoformat(), _range("4.8-4.14", "")
    ('2025-10-01', None)
    """
    parts = _RUN.split(said)
    if len(parts) != 2:
        return None
    first, last = (_one(part, _common(parts) or order) for part in parts)
    return Period(first, last) if first and last and first <= last else None


def run(value: CellValue, order: str = "", year: int = 0) -> Period | None:
    """The days of a cell that says from when to when.

    >>> str(run("4/1 ~ 4/15", year=2026).first), run("4/15/2026")
    ('2026-04-01', None)
    """
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return _range(dated(cleaned(value), year) if year else cleaned(value), order)


def _common(parts: list[str]) -> str:
    """The one order in which every part can be read; empty where several would do."""
    orders = set.intersection(*({order for order, read in candidates(part).items() if read} for part in parts))
    return orders.pop() if len(orders) == 1 else ""


def _one(part: str, order: str) -> date | None:
    readings = {one: read for one, read in candidates(part).items() if read}
    days = set(readings.values())
    return days.pop() if len(days) == 1 else readings.get(order)


def shifted(day: date, days: int) -> date:
    """The day so many days later (or, if negative, earlier), at most the calendar's last, at least its first.

    >>> shifted(date(2026, 11, 20), 3), shifted(date(9999, 12, 31), 3), shifted(date(1, 1, 2), -9)
    (datetime.date(2026, 11, 23), datetime.date(9999, 12, 31), datetime.date(1, 1, 1))
    """
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
