"""Years of other calendars: Buddhist (Thailand), Minguo (Taiwan), Japanese eras and the Persian solar calendar."""

import re
from datetime import date

_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988, "昭和": 1925, "s": 1925}
_ERA_YEAR = re.compile(r"(令和|平成|昭和)\s*(\d{1,2}|元)\s*年")
_ERA_SHORT = re.compile(r"([rhs])\.?(\d{1,2})[./-](\d{1,2})[./-](\d{1,2})")
_MINGUO = re.compile(r"民[國国]\s*(\d{2,3})\s*年")
_MINGUO_SHORT = re.compile(r"(1[0-4]\d)([./-]\d{1,2}[./-]\d{1,2})")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
#: The years that a Persian, and that a Buddhist year of our time can have.
PERSIAN, BUDDHIST = range(1340, 1430), range(2400, 2700)  # from 1440 on it may be the Islamic calendar
_BUDDHIST_AHEAD = 543


def western_years(said: str) -> str:
    """A text with the years of Japanese eras and of Taiwan as those of the West.

    >>> western_years("令和8年3月1日"), western_years("r8.3.1"), western_years("115/03/01")
    ('2026年3月1日', '2026-3-1', '2026/03/01')
    """
    said = _ERA_YEAR.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", said)
    said = _MINGUO.sub(lambda m: f"{int(m[1]) + 1911}年", said)
    short, roc = _ERA_SHORT.fullmatch(said), _MINGUO_SHORT.fullmatch(said)
    if short:
        return f"{_ERAS[short[1]] + int(short[2])}-{short[3]}-{short[4]}"
    return f"{int(roc[1]) + 1911}{roc[2]}" if roc else said


def is_thai(said: str) -> bool:
    return _THAI.search(said) is not None


def day_of(year: int, month: int, day: int, persian: bool = False) -> date | None:
    """The day of a year, month and day; the year tells the calendar, or the month's name (`persian`) does.

    >>> str(day_of(2569, 3, 15)), str(day_of(1404, 1, 1)), day_of(2026, 2, 30)
    ('2026-03-15', '2025-03-21', None)
    """
    if persian or year in PERSIAN:
        return _persian(year, month, day)
    try:
        read = date(year - _BUDDHIST_AHEAD if year in BUDDHIST else year, month, day)
    except ValueError:
        return None
    return read if 1900 <= read.year <= 2999 else None


def _persian(year: int, month: int, day: int) -> date | None:
    """By the rule of eight leap years in 33, which is the calendar's own from 1343 to 1472."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and year in PERSIAN):
        return None
    first = _new_year(year)
    before = (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    length = 31 if month < 7 else 30 if month < 12 else _new_year(year + 1) - first - 336
    return date.fromordinal(first + before + day - 1) if day <= length else None


def _new_year(year: int) -> int:
    """The ordinal of the first day of a Persian year."""
    years = year + 1595
    return _FIRST + 365 * years + years // 33 * 8 + (years % 33 + 3) // 4


_FIRST = date(2025, 3, 21).toordinal() - (365 * 2999 + 2999 // 33 * 8 + (2999 % 33 + 3) // 4)
