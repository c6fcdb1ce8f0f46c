"""One day as people type it: every way in which a text can be read as a day, with or without its year."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from goalsheet.layout.calendar_words import around, month, persian_month, weekday
from goalsheet.plan.calendars import day_of, is_thai, western_years

PIVOT = 70  # two digits below it are a year of this century
LONGEST = 80  # characters: a longer text is prose
_LEAP = 2024  # any day of a year is one of this


@dataclass(frozen=True, slots=True)
class Said:
    """A day as a text says it; `year` is None where it names none."""

    year: int | None
    month: int
    day: int
    persian: bool = False

    def on(self, year: int | None = None) -> date | None:
        """The day, in this year where it names none; None where that is no day."""
        known = self.year or year
        return day_of(known, self.month, self.day, self.persian) if known else None


@dataclass(frozen=True, slots=True)
class DayText:
    """The days a text may mean by order (dmy, mdy, ymd), the weekday it names, and whether it had to be mended.

    `numeric`: its numbers could stand in more than one order, so that it may tell which is meant in others. `odd`: its
    month stands in front though points part its numbers, as nobody writes them.
    """

    readings: Mapping[str, Said] = field(default_factory=dict)
    weekday: int | None = None
    mended: bool = False
    numeric: bool = False
    pointed: bool = False

    @property
    def odd(self) -> bool:
        return self.pointed and set(self.readings) == {"mdy"}

    @property
    def full(self) -> Mapping[str, date]:
        """The readings that name a year, as days; a named weekday settles which of several is meant."""
        days = {order: day for order, said in self.readings.items() if said.year and (day := said.on())}
        named = {order: day for order, day in days.items() if day.weekday() == self.weekday}
        return named or days

    @property
    def yearless(self) -> bool:
        return any(said.year is None for said in self.readings.values())


NOTHING_SAID = DayText()


#: 14:30, 9:00 am (gmt+2), 17:30:00 utc
_TIME = re.compile(
    r"(\d)[t ,]+(?:at |um )?\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)? ?(?:am|pm|uhr|h|z|[+-]\d\d:?\d\d)?"
    r"(?: ?\(?(?:gmt|utc)(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)?$"
)


def cleaned(value: str) -> str:
    """A typed date without remarks in brackets, time of day, quotes and ordinal endings; years as in the West.

    >>> cleaned("10th March 2026 14:30"), cleaned("`2026-03-10 (tentative)"), cleaned("2026年3月10日(火)")
    ('10 march 2026', '2026-03-10', '2026-3-10 火')
    >>> cleaned("December 10, 2026 9:00 AM (GMT+2)"), cleaned("2026-09-18 17:30:00 UTC")
    ('december 10, 2026', '2026-09-18')
    >>> cleaned("٢٠٢٦/٠٣/١٤"), cleaned("令和8年3月1日")
    ('2026/03/14', '2026-3-1')
    """
    said = unicodedata.normalize("NFKC", value[: LONGEST * 2]).casefold().replace("\u0307", "").strip(" `'\"´’\n\t")
    if not said.isascii():
        said = western_years("".join(_digit(character) for character in said))
    elif said[:1] in "rhs1":
        said = western_years(said)
    said = _TIME.sub(r"\1", said)
    said = re.sub(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?", r"\1-\2-\3", said)
    said = re.sub(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*$", r"\1-\2", said)
    said = re.sub(r"(\d{1,2}) tháng (\d{1,2})(?: năm |[/, -]+)(\d{4})", r"\1/\2/\3", said)
    said = re.sub(r"[(\[]([^()\[\]\d]*)[)\]]", _bracket, said)
    said = re.sub(r"(\d)(st|nd|rd|th|er|º|ª|°)\b", r"\1", said)
    return " ".join(said.split()).strip(" ,`'\"")


def _digit(character: str) -> str:
    """A digit of any script as one of ours."""
    value = unicodedata.digit(character, None) if not character.isascii() else None
    return character if value is None else str(value)


def _bracket(found: re.Match[str]) -> str:
    """What is left of a remark in brackets: nothing, but for a weekday, which tells something."""
    return f" {found[1]}" if weekday(found[1].strip(" .")) is not None else ""


@lru_cache(maxsize=20_000)  # the same few days stand in many cells, and are asked again to settle a column's order
def day_text(said: str) -> DayText:
    """Every reading of a cleaned text as one day; none where it is no day.

    >>> [(order, str(day)) for order, day in day_text("01.02.26").full.items()]
    [('dmy', '2026-02-01'), ('mdy', '2026-01-02'), ('ymd', '2001-02-26')]
    >>> day_text("fri 13 may").readings["dmy"], day_text("30..06.2026").mended, day_text("1.1 collect").readings
    (Said(year=None, month=5, day=13, persian=False), True, {})
    """
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)", said)
    if compact:
        return _dayed({"ymd": Said(int(compact[1]), int(compact[2]), int(compact[3]))})
    if len(said) > LONGEST or not re.search(r"\d", said):
        return NOTHING_SAID
    return _numeric(said) or _worded(said)


def _dayed(readings: Mapping[str, Said], on: int | None = None, mended: bool = False, numeric: bool = False) -> DayText:
    """The readings that are days at all."""
    return DayText({order: said for order, said in readings.items() if said.on(_LEAP)}, on, mended, numeric)


_SIGN = r"\s*([-/.])[-/.]?\s*"
_THREE = re.compile(rf"[.,]?(\d{{1,4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,4}})\.?")
_TWO = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\.?")
_CJK_DAY = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")


def _numeric(said: str) -> DayText | None:
    """A day in numbers alone, perhaps with its weekday beside them; None where there are other words."""
    said, on = _without_weekday(said)
    cjk, two, three = _CJK_DAY.fullmatch(said), _TWO.fullmatch(said), _THREE.fullmatch(said)
    if cjk:
        return _dayed({"ymd": Said(None, int(cjk[1]), int(cjk[2]))}, on)
    if two:
        first, second = int(two[1]), int(two[3])
        return _dayed({"dmy": Said(None, second, first), "mdy": Said(None, first, second)}, on, numeric=True)
    if not three:
        return None
    plain = re.sub(r"\s", "", said)
    mended = re.search(r"[-/.]{2}|^[.,]", plain) is not None or three[2] != three[4]
    if mended and len(three[1]) < 4 and len(three[5]) < 4:
        return None
    found = _dayed(_by_order(three[1], three[3], three[5]), on, mended, len(three[1]) <= 2)
    return replace(found, pointed=three[2] == three[4] == ".")


def _by_order(first: str, second: str, third: str) -> Mapping[str, Said]:
    """
    >>> sorted(_by_order("2026", "3", "4")), sorted(_by_order("3", "4", "2026")), sorted(_by_order("3", "4", "26"))
    (['ymd'], ['dmy', 'mdy'], ['dmy', 'mdy', 'ymd'])
    """
    if len(first) == 4 and len(third) <= 2:
        return {"ymd": _said(first, second, third)}
    if len(first) > 2 or len(third) not in (2, 4):
        return {}
    readings = {"dmy": _said(third, second, first), "mdy": _said(third, first, second)}
    return readings if len(third) == 4 else {**readings, "ymd": _said(first, second, third)}


def _said(year: str, month_: str, day: str, thai: bool = False) -> Said:
    full = int(year)
    if len(year) <= 2:
        full += 2500 if thai else 2000 if full < PIVOT else 1900
    return Said(full, int(month_), int(day))


def _without_weekday(said: str) -> tuple[str, int | None]:
    """The text without a weekday at its beginning or end, and which it was; `de`, `von` and their like go too."""
    words = said.split()
    named = [on for word in (words[0], words[-1]) if (on := weekday(word.strip(".,"))) is not None]
    kept = [word for word in words if weekday(word.strip(".,")) is None and word.strip(".,") not in around()]
    return " ".join(kept).strip(" ,"), next((on for on in named if len(words) > 1), None)


_TOKEN = re.compile(r"\d+|[^\d\s,/()\[\]~–—\-:;'’`\"]+")


def _worded(said: str) -> DayText:
    """A day that names its month.

    >>> [str(_worded(one).readings.get("dmy")) for one in ("may-13", "2026. március 15.", "may 2026")]
    ['Said(year=None, month=5, day=13, persian=False)', 'Said(year=2026, month=3, day=15, persian=False)', 'None']
    """
    tokens = [token.strip(".") for token in _TOKEN.findall(said)]
    tokens = [token for token in tokens if token and (token not in around() or month(token))]
    numbers = [token for token in tokens if token.isdigit()]
    if not 1 <= len(numbers) <= 2 or len(tokens) > 4:
        return NOTHING_SAID
    words = [token for token in tokens if not token.isdigit()]
    named = _month_among(words)
    if named is None:
        return NOTHING_SAID
    word, number, persian = named
    rest = [one for one in words if one != word]
    if any(weekday(one) is None for one in rest):
        return NOTHING_SAID
    on = weekday(rest[0]) if rest else None
    return _ordered([token for token in tokens if token not in rest], word, number, persian, on, said)


def _month_among(words: list[str]) -> tuple[str, int, bool] | None:
    """The one word that names a month (the last, where another may be a weekday), its number, and whether Persian."""
    for word in reversed(words):
        persian, western = persian_month(word), month(word)
        if western or persian:
            return word, western or persian or 0, not western
    return None


def _ordered(tokens: list[str], word: str, number: int, persian: bool, on: int | None, said: str) -> DayText:
    """Day and year told apart by where they stand around the month."""
    at = tokens.index(word)
    before, after = tokens[:at], tokens[at + 1 :]
    year: str | None = None
    if len(before) == 1 and len(after) == 1:
        day, year = (after[0], before[0]) if len(before[0]) == 4 else (before[0], after[0])
    elif len(after) == 2:
        day, year = after
    elif len(before) == 2:
        year, day = before
    elif len(before) + len(after) == 1:
        day = (before + after)[0]
        if re.search(r"['’]\d\d$", said):
            return NOTHING_SAID
    else:
        return NOTHING_SAID
    if len(day) > 2 or (year and len(year) not in (2, 4)):
        return NOTHING_SAID
    full = _said(year, "1", "1", is_thai(said)).year if year else None
    return _dayed({"dmy": Said(full, number, int(day), persian)}, on)
