"""Dates as people type them. What can be read in two ways is not read, unless the dates around it settle it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from goalsheet.cells import CellValue
from goalsheet.folding import fold
from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, listed, msg
from goalsheet.layout.calendar_words import month
from goalsheet.layout.evidence import EPOCH_MILLISECONDS
from goalsheet.periods import ISO, JANUARY, Rhythm
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_nothing
from goalsheet.plan.date_spans import FISCAL, Period, period, several, span
from goalsheet.plan.date_texts import LONGEST, DayText, Said, cleaned, day_text
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.values import shown

#: Years that a serial number or a two-digit year may stand for; outside these it is taken for a plain number.
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: No plan's date lies before it: an older one is an empty cell, or a small number, in the format of a date.
FIRST_TRUE = date(1920, 1, 1)
_MONTH = re.compile(
    r"(?:month|monat|mois|mes|mês|mese|maand|måned|månad|miesiąc|месяц|bulan|ay|tháng|m)\.? ?(\d{1,2})(?: (20\d\d))?"
)
#: An empty date as text: day 0 of the calendar, or a date of zeros.
_EMPTY = re.compile(r"(1899|190[04]|0000)[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](1899|190[04]|0000)|0+[-/.]0+[-/.]0+")
_DAY_1900, _DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as read, with what a reader should be told about it (GS006, GS009), if anything, and what is in doubt."""

    date: date
    remark: Problem | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What the dates around a cell tell of it.

    `order` settles `01/02/2026`: dmy, mdy, ymd or nothing; `guessed` where that order only suits them best. `year` is
    the year that is set for dates that name none, 0 for none; `near` a day close to which such a date is looked for.
    `readings`: the dates are those of a metric's readings, so that `month 3` is one of a year, not of the project.
    """

    order: str = ""
    guessed: bool = False
    year: int = 0
    near: date | None = None
    readings: bool = False


def day(
    value: CellValue,
    order: str = "",
    end: bool = True,
    date_1904: bool = False,
    year: int = 0,
    rhythm: Rhythm = ISO,
    around: Reference | None = None,
) -> Dated | Problem | None:
    """The day a cell speaks of. `end`: of a period its last day is meant, else its first.

    `order` is what settles `01/02/2026`: dmy, mdy, ymd or nothing. `year` is that of dates that name none, if not 0;
    `around` says both and more. `rhythm` says which months a quarter or half-year has, and which days a week.

    >>> str(day("22 Jun 2026").date), str(day("2026-03-10 (Tuesday)").date), str(day(45000.0).date)
    ('2026-06-22', '2026-03-10', '2023-03-15')
    >>> day("01/02/2026").message, str(day("01/02/2026", "dmy").date)
    ('“01/02/2026” can be 2026-02-01 or 2026-01-02', '2026-02-01')
    >>> str(day("Q3 2026").date), day("TBD").message
    ('2026-09-30', '“TBD” is no date')
    >>> str(day("Fri 13 May", around=Reference(near=date(2021, 12, 1))).date)
    '2022-05-13'
    >>> str(day(1789704000000).date)
    '2026-09-18'
    """
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return _true(value.date() if isinstance(value, datetime) else value)
    if value == time() and isinstance(value, time):
        return stamp("0")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), date_1904)
    if isinstance(value, str):
        known = around or Reference(order, year=year)
        return None if is_nothing(value) or fold(value) == "na" else _typed(value, known, end, rhythm)
    return _no_date(value)


def _no_date(value: CellValue, hint: LazyText = NOTHING) -> Problem:
    return Problem("GS003", msg("{value} is no date", value=shown(value)), hint)


def stamp(value: str) -> Problem:
    """What is said of an empty date."""
    return Problem("GS005", msg("{value} as a date is what an empty date looks like; read as blank", value=value))


def _true(value: date) -> Dated | Problem:
    return stamp(value.isoformat()) if value < FIRST_TRUE else Dated(value)


def _serial(value: float, date_1904: bool) -> Dated | Problem:
    """A number in a date column: Excel's count of days, 20260314, or an export's milliseconds since 1970."""
    if value == 0:
        return stamp("0")
    compact = day_text(str(int(value))).full if value.is_integer() and value > 0 else {}
    if compact:
        return Dated(compact["ymd"])
    if 0 < value < 1_000_000:
        read = (_DAY_1904 if date_1904 else _DAY_1900) + timedelta(days=int(value))
        if FIRST_YEAR <= read.year <= LAST_YEAR:
            return Dated(read)
    if EPOCH_MILLISECONDS[0] <= value < EPOCH_MILLISECONDS[1]:
        return Dated(datetime.fromtimestamp(value / 1000, UTC).date())
    return _no_date(value)


# Text


def _typed(value: str, around: Reference, end: bool, rhythm: Rhythm) -> Dated | Problem:
    if len(value) > LONGEST:
        return _no_date(value)
    plain = cleaned(value)
    if _EMPTY.fullmatch(plain):
        return stamp(value)
    if around.readings and (numbered := _MONTH.fullmatch(plain)):
        plain = f"{numbered[1]}/{numbered[2] or ''}"
    one = day_text(plain)
    if one.readings:
        return _one(value, one, around)
    found = period(plain, rhythm) or span(plain, lambda text: settled(text, around))
    if found:
        return Dated(
            found.last if end else found.first, _read_as(value, found.last if end else found.first, plain, rhythm)
        )
    return (
        _yearless(value, plain, around, end, rhythm)
        or _several(value, plain, around, end)
        or _no_date(value, _why_not(plain))
    )


def _yearless(value: str, plain: str, around: Reference, end: bool, rhythm: Rhythm) -> Dated | None:
    """A quarter, month or week that names no year: in the year that is set, else the one nearest to the dates around.

    Beside dates of November and December `end of January` is that of the next year.
    """
    near = around.near
    years = (around.year,) if around.year else (near.year, near.year + 1, near.year - 1) if near else ()
    spans = [found for year in years if (found := _in_year(plain, year, rhythm))]
    days = [found.last if end else found.first for found in spans]
    if not days:
        return None
    if around.year or near is None:
        return Dated(days[0], _read_as(value, days[0], plain, rhythm))
    chosen = min(days, key=lambda day: abs((day - near).days))
    return Dated(chosen, guessed(value, chosen, Doubt.NO_YEAR), Doubt.NO_YEAR)


def _in_year(plain: str, year: int, rhythm: Rhythm) -> Period | None:
    if _MONTH.fullmatch(plain):
        return None
    return period(f"{plain}{'' if plain.endswith('/') else ' '}{year}", rhythm)


def _one(value: str, one: DayText, around: Reference) -> Dated | Problem:
    """A text that is one day: by its order and its year, where it leaves them open by the dates around it."""
    days = possible(one, around)
    if not days:
        return _no_date(value, _why_not(cleaned(value)))
    different = sorted(set(days.values()))
    if len(different) > 1 and around.order not in days:
        each = listed((str(one) for one in dict.fromkeys(days.values())), choice=True)
        return Problem("GS004", msg("{value} can be {days}", value=shown(value), days=each))
    chosen = different[0] if len(different) == 1 else days[around.order]
    if chosen < FIRST_TRUE:
        return stamp(value)
    doubt = _doubt(one, chosen, around, len(different) > 1)
    return Dated(chosen, guessed(value, chosen, doubt) if doubt else None, doubt)


def _doubt(one: DayText, chosen: date, around: Reference, by_order: bool) -> Doubt | None:
    if one.yearless and not around.year:
        return Doubt.NO_YEAR
    if by_order and around.guessed:
        return Doubt.ORDER
    if one.odd or (one.numeric and around.order and around.order not in one.full):
        return Doubt.TYPO
    if one.mended or (one.weekday is not None and one.weekday != chosen.weekday()):
        return Doubt.TYPO
    return None


#: What is told of a date that was guessed, by what was in doubt.
_GUESSES: Mapping[Doubt, str] = {
    Doubt.NO_YEAR: translatable("{value} is read as {day}, with the year that is nearest to the dates around it"),
    Doubt.ORDER: translatable("{value} is read as {day}, in the order that suits the other dates best"),
    Doubt.TYPO: translatable("{value} is read as {day}, as it seems to be mistyped"),
    Doubt.SEVERAL: translatable("{value} names several days; {day} is taken"),
}
_GUESS_HINTS: Mapping[Doubt, str] = {
    Doubt.NO_YEAR: translatable("Type dates with their year, such as 2026-03-14, or set date_year."),
    Doubt.ORDER: translatable("Type dates such as 2026-03-14, or set date_order."),
    Doubt.TYPO: translatable("Type the date again, such as 2026-03-14."),
    Doubt.SEVERAL: translatable("Leave one date in the cell, such as 2026-03-14."),
}


def guessed(value: CellValue, chosen: date, doubt: Doubt) -> Problem:
    """What is said of a date that is a guess."""
    return Problem("GS009", msg(_GUESSES[doubt], value=shown(value), day=chosen), msg(_GUESS_HINTS[doubt]))


def possible(one: DayText, around: Reference) -> Mapping[str, date]:
    """The days that a text can be, by order; a year it does not name is the one set, else that of the nearest such day.

    >>> {order: str(day) for order, day in possible(day_text("3/4"), Reference(near=date(2026, 1, 5))).items()}
    {'dmy': '2026-04-03', 'mdy': '2026-03-04'}
    """
    if not one.yearless:
        return one.full
    found = {order: _with_year(said, one.weekday, around) for order, said in one.readings.items()}
    return {order: day for order, day in found.items() if day}


def _with_year(said: Said, weekday: int | None, around: Reference) -> date | None:
    if around.year or around.near is None:
        return said.on(around.year)
    near = around.near
    days = [day for year in range(near.year - 3, near.year + 4) if (day := said.on(year))]
    close = [day for day in days if abs((day - near).days) <= 550]
    named = [day for day in days if day.weekday() == weekday]
    return min(named or close, key=lambda day: abs((day - near).days), default=None)


def settled(one: DayText, around: Reference) -> date | None:
    """The one day that a text is; None where it can be several."""
    days = possible(one, around)
    different = set(days.values())
    return different.pop() if len(different) == 1 else days.get(around.order)


def _several(value: str, plain: str, around: Reference, end: bool) -> Dated | None:
    """The last of several days one by one, or the first where something starts."""
    texts = several(value.casefold()) or several(plain)
    days = [day for text in texts if (day := settled(text, around))]
    if not texts or len(days) < len(texts):
        return None
    chosen = max(days) if end else min(days)
    return Dated(chosen, guessed(value, chosen, Doubt.SEVERAL), Doubt.SEVERAL)


def _read_as(value: str, chosen: date, plain: str, rhythm: Rhythm) -> Problem:
    return Problem(
        "GS006", msg("{value} is read as {day}", value=shown(value), day=chosen), _fiscal_hint(plain, rhythm)
    )


def _fiscal_hint(typed: str, rhythm: Rhythm) -> LazyText:
    """For a fiscal year that is taken for the calendar year because nobody said when it begins."""
    if rhythm.first_month == JANUARY and re.search(FISCAL, typed):
        return msg("Set fiscal_year_start if the fiscal year does not begin in January.")
    return NOTHING


def _why_not(typed: str) -> LazyText:
    """A better hint for a day without a year."""
    without_year = re.fullmatch(r"\d{1,2}\W+\d{1,2}\W?|\d{1,2}\W*[^\W\d]+|[^\W\d]+\W*\d{1,2}", typed)
    names_month = any(month(word) for word in re.findall(r"[^\W\d_]+", typed))
    if without_year and (names_month or re.fullmatch(r"[\d\W]+", typed)):
        return msg("It names no year: type a date such as 2026-03-14, or set date_year.")
    return NOTHING


def run(value: CellValue, around: Reference = Reference()) -> Period | None:
    """The days of a cell that says from when to when.

    >>> str(run("4/1 ~ 4/15", Reference("mdy", year=2026)).first), run("4/15/2026")
    ('2026-04-01', None)
    """
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return span(cleaned(value), lambda text: settled(text, around))


def shifted(day: date, days: int) -> date:
    """The day so many days later (or, if negative, earlier), at most the calendar's last, at least its first.

    >>> shifted(date(2026, 11, 20), 3), shifted(date(9999, 12, 31), 3), shifted(date(1, 1, 2), -9)
    (datetime.date(2026, 11, 23), datetime.date(9999, 12, 31), datetime.date(1, 1, 1))
    """
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
