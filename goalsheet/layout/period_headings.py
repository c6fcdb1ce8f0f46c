"""Headings that name a part of time: `Jan`, `1月`, `Q1 Actual`, `T1`, `KW 12`, `2026-S30`, `2026年3月`, a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from goalsheet.cells import CellValue
from goalsheet.folding import unaccented
from goalsheet.layout import measure_words
from goalsheet.layout.heading_words import key, narrow

#: A heading longer than this names more than a period.
LONGEST = 32
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: How many of each a year has.
MOST = {"quarter": 4, "half": 2, "week": 53, "month": 12}


@dataclass(frozen=True, slots=True)
class PeriodHeading:
    """A part of a year (or a day, or a year) named by a heading; `year` is 0 where it names none.

    `unit` is day, week, month, quarter, half or year, `number` which of the year (of a day without a year its month and
    day, 1005 for 5 October); `rest` is what else the heading says,
    `basis` what that makes of the numbers below it.
    """

    unit: str
    number: int
    year: int = 0
    basis: str = ""
    rest: str = ""
    day: date | None = None

    @property
    def text(self) -> str:
        """The period as `plan.dates` reads it; without its year where that is not known.

        >>> PeriodHeading("month", 3, 2026).text, PeriodHeading("week", 7).text, PeriodHeading("quarter", 2, 2026).text
        ('2026-03', 'week 7', 'q2 2026')
        """
        if self.day is not None:
            return self.day.isoformat()
        if self.unit == "day":
            said = f"{self.number // 100:02}-{self.number % 100:02}"
            return f"{self.year}-{said}" if self.year else f"day {said}"
        if self.unit == "month":
            return f"{self.year}-{self.number:02}" if self.year else f"month {self.number}"
        if self.unit == "year":
            return str(self.year)
        name = {"week": "week ", "quarter": "q", "half": "h"}[self.unit] + str(self.number)
        return f"{name} {self.year}" if self.year else name


def period_heading(value: CellValue) -> PeriodHeading | None:
    """What a heading says of time; None where it names no period, or much else besides.

    >>> found = map(period_heading, ("Q1 Actual", "2026年3月", "KW 12", "T1"))
    >>> [(p.unit, p.number, p.year, p.basis) for p in found if p]
    [('quarter', 1, 0, 'actual'), ('month', 3, 2026, ''), ('week', 12, 0, ''), ('quarter', 1, 0, '')]
    >>> period_heading("Marketing"), period_heading("Q3 review of the board")
    (None, None)
    """
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return PeriodHeading("day", day.timetuple().tm_yday, day.year, day=day)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return None
    return _heading(value)


@lru_cache(maxsize=20_000)
def _heading(value: str) -> PeriodHeading | None:
    plain = unaccented(narrow(value).casefold()).strip().rstrip(":")
    found = next((one for one in _readings(plain) if one), None)
    if found is None:
        return None
    rest = found.rest.strip(" -–—:/|,.()[]'’\n\t")
    basis = measure_words.basis(rest) if rest else ""
    return replace(found, rest=rest, basis=basis) if basis or _is_short(rest) else None


def _is_short(rest: str) -> bool:
    return len(rest) <= 14 and len(rest.split()) <= 2 and not re.search(r"\d", rest)


def _readings(plain: str) -> Iterator[PeriodHeading | None]:
    """Every way to read a heading, the plainest first."""
    yield _numeric(plain)
    year, rest = without_year(plain)
    yield _cjk(rest, year)
    yield _numbered(rest, year)
    yield _month(rest, year)
    short = re.fullmatch(r"(.*[^\W\d.])[\s\-–./]+(\d\d)", rest)
    if short and not year:
        yield _month(short[1], int(short[2]) + 2000)
    if year and not re.search(r"\w", rest):
        yield PeriodHeading("year", 1, year)


def _numeric(plain: str) -> PeriodHeading | None:
    """`2026-03`, `03/2026`, `2026-W12`, `2026-S30`, `2026/3/1`."""
    week = re.fullmatch(r"(20\d\d)[\s\-/]*(?:w|s|kw|t)(\d\d)(.*)", plain)
    if week and 1 <= int(week[2]) <= MOST["week"]:
        return PeriodHeading("week", int(week[2]), int(week[1]), rest=week[3])
    day = re.fullmatch(r"(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})", plain)
    if day:
        try:
            return period_heading(date(int(day[1]), int(day[2]), int(day[3])))
        except ValueError:
            return None
    month = re.fullmatch(r"(20\d\d)[-/.](\d{1,2})|(\d{1,2})[-/.](20\d\d)", plain)
    number = int(month[2] or month[3]) if month else 0
    return PeriodHeading("month", number, int(month[1] or month[4])) if month and 1 <= number <= 12 else None


def without_year(plain: str) -> tuple[int, str]:
    """The year that a heading names, and the rest of it."""
    found = re.search(r"(?<![\d.,])(20\d\d)(?![\d.,]*\d)\s*[年년]?(?:度)?", plain) or re.search(
        r"(?:\bfy|\bgj|['’])\s*['’]?(\d\d)(?!\d)", plain
    )
    if not found:
        return 0, plain
    rest = f"{plain[: found.start()]} {plain[found.end() :]}"
    return int(found[1]) % 100 + 2000, re.sub(r"\b(?:fy|gj)\b", " ", rest).strip(" -–/.,年")


def _cjk(rest: str, year: int) -> PeriodHeading | None:
    """`1月`, `第1四半期`, `一季度`, `上半年`, `第12周`, `3분기`."""
    tight = rest.replace(" ", "")
    for unit, pattern in (
        ("month", r"(\d{1,2})[月월](?:份|分|度)?(.*)"),
        ("quarter", r"第?([1-4一二三四])(?:季度|季|四半期|分期|분기)(.*)"),
        ("half", r"([上下])半(?:年|期)?(.*)|([上下])期()"),
        ("week", r"第?(\d{1,2})(?:[周週](?:目)?|주차?)(.*)"),
    ):
        match = re.fullmatch(pattern, tight)
        if match:
            first, after = [group for group in match.groups() if group is not None][:2]
            number = int(_HAN.get(first, 0) or first)
            return PeriodHeading(unit, number, year, rest=after) if 1 <= number <= MOST[unit] else None
    return None


def _numbered(rest: str, year: int) -> PeriodHeading | None:
    """`Q1`, `1. Quartal`, `1st quarter`, `H2`, `KW 12`, `week 3`, `T1`, `Mois 4`."""
    before = re.match(
        r"([^\W\d_][^\W\d_.\-]*(?:\s[^\W\d_]+)?)\.?[\s#\-]*(\d{1,2}|iv|i{1,3})(?![\w])(.*)", rest, re.DOTALL
    )
    behind = re.match(
        r"(\d{1,2}|iv|i{1,3})(?:st|nd|rd|th|er|e|eme|º|°|ª|o|a)?[.\s\-]*([^\W\d_]+)\.?(.*)", rest, re.DOTALL
    )
    for match, word, number, after in ((before, 1, 2, 3), (behind, 2, 1, 3)):
        if match is None:
            continue
        count = _ROMAN.get(match[number], 0) or (int(match[number]) if match[number].isdigit() else 0)
        roman = match[number] in _ROMAN
        unit = next((unit for unit in _units(match[word], roman) if 1 <= count <= MOST[unit]), "")
        if unit and not (match is behind and len(match[word]) == 1 and match[word] not in "qt"):
            return PeriodHeading(unit, count, year, rest=match[after])
    return None


def _units(word: str, roman: bool = False) -> Iterator[str]:
    """The units a word may name: S is a half-year in one language and a week in another.

    Weeks have no Roman numbers: `III kw.` is a Polish quarter, `KW 3` a German week.
    """
    plain = key(word)
    if roman and plain in measure_words.words("periods", "roman_quarter"):
        return iter(("quarter",))
    return (unit for unit in ("quarter", "half", "week", "month") if plain in measure_words.words("periods", unit))


def _month(rest: str, year: int) -> PeriodHeading | None:
    """A month's name, first or last of a few words."""
    tokens = re.split(r"[\s\-/,_]+", rest.strip())
    for token in (tokens[0], tokens[-1]):
        number = measure_words.month(token)
        if number and not (len(tokens) > 1 and re.fullmatch(r"\d\d", tokens[-1])):
            others = " ".join(tokens[1:] if token is tokens[0] else tokens[:-1])
            return PeriodHeading("month", number, year, rest=others)
    return None
