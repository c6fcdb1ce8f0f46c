"""A cell's value as what its column says it is: pure functions that give a value, None for blank, or a Problem.

Nothing here guesses: what can be read in two ways is a Problem, unless the column's other cells settle it (see
`column_evidence`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from goalsheet.cells import CellValue
from goalsheet.folding import bare
from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import exact, listed, msg, quoted
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_nothing, meanings, word_set

_Choice = TypeVar("_Choice", bound=StrEnum)

LONGEST = 80  # characters: a longer text is prose, not a number

#: Excel's error values, as text.
_ERROR = re.compile(
    r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!)"
)


def text(value: CellValue, number_format: str = "General") -> str | None:
    """A value as a person would write it; None for blank. Leading zeros that the format shows are kept.

    >>> text("  Write  copy "), text("007"), text(7.0), text(True), text(date(2026, 3, 1)), text(" ")
    ('Write  copy', '007', '7', 'TRUE', '2026-03-01', None)
    >>> text(7, "000")
    '007'
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and value == value // 1:
        zeros = len(number_format) if set(number_format) == {"0"} and value >= 0 else 0
        return str(int(value)).zfill(zeros)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def shown(value: CellValue) -> LazyText:
    """How a message quotes a value: cut where long."""
    return quoted(text(value) or "", 40)


def is_error(value: CellValue) -> bool:
    """
    >>> is_error("#N/A"), is_error("#1"), is_error(5)
    (True, False, False)
    """
    if not isinstance(value, str) or "#" not in value or len(value) >= LONGEST:
        return False
    return bool(_ERROR.fullmatch(value.strip().upper()))


#: What a cell is not, by the field it stands in.
_NO_CHOICE = {
    "kind": translatable("{value} is no kind of goal"),
    "direction": translatable("{value} is no direction"),
    "commitment": translatable("{value} is no commitment"),
}


def choice(value: CellValue, table: str, kinds: type[_Choice]) -> _Choice | Problem | None:
    """A word of a fixed choice, by the words of `words.toml`.

    >>> from goalsheet.plan.model import Direction
    >>> choice("Increase", "direction", Direction), choice("↓", "direction", Direction)
    (<Direction.UP: 'up'>, <Direction.DOWN: 'down'>)
    """
    typed = text(value)
    if typed is None:
        return None
    words = meanings(table)
    meaning = words.get(typed.casefold()) or words.get(bare(typed))
    if meaning:
        return kinds(meaning)
    if is_nothing(typed):
        return None
    allowed = listed(map(str, kinds), choice=True)
    return Problem("GS021", msg(_NO_CHOICE[table], value=shown(value)), msg("Use {words}.", words=allowed))


# Numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read. `percent`: it was given in percent, and `value` is the fraction."""

    value: float
    percent: bool = False
    unit: str | None = None


_CURRENCY = r"(?:US\$|[$€£¥₹₩₽₺฿₫]|zł|Kč|kr\.?|USD|EUR|GBP|CHF|JPY|CNY|INR|PLN|SEK|NOK|DKK|Rp\.?|R\$|CAD|AUD)"
_SCALES = {"k": 1e3, "tsd": 1e3, "tsd.": 1e3, "bn": 1e9, "mio": 1e6, "mio.": 1e6, "mrd": 1e9, "mrd.": 1e9, "mn": 1e6}
_NUMBER = re.compile(
    rf"(?P<money>{_CURRENCY}\s*)?(?P<sign>[-+−–]|\()?\s*(?P<money2>{_CURRENCY}\s*)?"
    r"(?P<digits>\d[\d.,'’ \u00a0\u202f\u2009]*\d|\d|[.,]\d+)\)?"
    r"(?:\s*(?P<scale>k|tsd\.?|bn|mio\.?|mrd\.?|mn|[mM])(?![\w]))?"
    rf"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMMA, _POINT = ",", "."


def is_percent_format(number_format: str) -> bool:
    """Whether a number format shows percent.

    >>> is_percent_format("0.0%"), is_percent_format('0" %"'), is_percent_format("General")
    (True, False, False)
    """
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def points(fraction: float) -> float:
    """A fraction in percentage points, without binary dust.

    >>> points(0.07)
    7.0
    """
    return float(Decimal(repr(fraction)).scaleb(2))


def number(
    value: CellValue, number_format: str = "General", decimal: str = "", units: bool = False
) -> Number | Problem | None:
    """A number, also from text with separators, a currency, `k`, `%` or (with `units`) a unit behind it.

    `decimal` is the column's decimal sign where its other cells settle it (`columns.decimal_sign`).

    >>> number("1,200.50").value, number("1.200,5").value, number("€ 5,000").value, number("12k").value
    (1200.5, 1200.5, 5000.0, 12000.0)
    >>> number("30 %"), number("500 followers", units=True)
    (Number(value=0.3, percent=True, unit=None), Number(value=500.0, percent=False, unit='followers'))
    >>> number("1.200").message, number("1.200", decimal=",").value
    ('“1.200” can be 1.2 or 1,200', 1200.0)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Number(float(value), is_percent_format(number_format))
    typed = text(value)
    if typed is None or is_nothing(typed):
        return None
    match = _NUMBER.fullmatch(typed) if isinstance(value, str) and len(typed) <= LONGEST else None
    plain = _plain(match["digits"], decimal) if match else None
    if isinstance(plain, tuple):
        return _two_ways(value, *plain)
    read = _with_unit(match, plain, units) if match and plain is not None else None
    return read or Problem("GS010", msg("{value} is no number", value=shown(value)))


def _two_ways(value: CellValue, *readings: float) -> Problem:
    low, high = map(exact, sorted(readings))
    return Problem("GS011", msg("{value} can be {low} or {high}", value=shown(value), low=low, high=high))


def _with_unit(match: re.Match[str], plain: float, units: bool) -> Number | None:
    if match["sign"] and match["sign"] != "+":
        plain = -plain
    scale = (match["scale"] or "").casefold()
    money = bool(match["money"] or match["money2"])
    rest = re.sub(rf"^\s*{_CURRENCY}\s*$", "", match["rest"], flags=re.IGNORECASE).strip()
    if scale == "m" and not money and not (match["rest"].strip() and not rest):
        return None  # metres, minutes, months or millions
    plain *= _SCALES.get(scale, 1e6 if scale == "m" else 1)
    if re.fullmatch(r"(?:%|％|percent|per cent|pct|prozent)(?:\s[^\d%]*)?", rest, re.IGNORECASE):
        return Number(float(Decimal(repr(plain)).scaleb(-2)), True)
    if not rest:
        return Number(plain)
    return Number(plain, False, rest) if units and not re.search(r"\d", rest) and rest[0] not in "-–/" else None


def _plain(digits: str, decimal: str) -> float | tuple[float, float] | None:
    """The number a run of digits and separators stands for; two where it can be either; None where it is none."""
    digits = re.sub(r"['’ \u00a0\u202f\u2009](?=\d{3}(?!\d))", "", digits)
    if re.search(r"[^\d.,]", digits):
        return None
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return float(digits)
    last = marks[-1]
    if len(set(marks)) == 2:
        return _split(digits, last) if marks.count(last) == 1 else None
    if len(marks) > 1:
        return _split(digits, _COMMA if last == _POINT else _POINT)
    whole, _, part = digits.partition(last)
    if len(part) != 3 or not whole or whole.startswith("0") or len(whole) > 3:
        return _split(digits, last)
    if decimal:
        return _split(digits, decimal)
    return float(whole + part) if last == _COMMA else (float(f"{whole}.{part}"), float(whole + part))


def _split(digits: str, decimal: str) -> float | None:
    """
    >>> _split("1,200.5", "."), _split("1,20,0", ".")
    (1200.5, None)
    """
    grouping = _COMMA if decimal == _POINT else _POINT
    whole, _, part = digits.partition(decimal)
    if grouping in part or (grouping in whole and not re.fullmatch(rf"\d{{1,3}}(\{grouping}\d{{3}})+", whole)):
        return None
    return float(f"{whole.replace(grouping, '') or '0'}.{part or '0'}")


# Percentages and confidence


def fraction(value: CellValue, number_format: str, scale: float, decimal: str = "") -> float | Problem | None:
    """A share of work from 0 to 1. `scale` is 100 in a column of 40 and 60, 1 in one of 0.4 and 0.6.

    >>> fraction(40, "General", 100), fraction(0.4, "0%", 100), fraction("50 %", "General", 1), fraction(None, "", 1)
    (0.4, 0.4, 0.5, None)
    >>> fraction(0.5, "General", 100).message, fraction(120, "General", 100).message
    ('0.5 stands among percentages such as 40', '120 % is not from 0 to 100 %')
    """
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    read = number(value, number_format, decimal)
    if read is None:
        return None
    if isinstance(read, Problem):
        return Problem("GS012", msg("{value} is no percentage", value=shown(value)))
    plain = read.value
    if not read.percent:
        if scale == 100 and 0 < plain <= 1:
            return Problem("GS013", msg("{number} stands among percentages such as 40", number=exact(plain)))
        if scale == 1 and 1 < plain <= 100:
            return Problem("GS013", msg("{number} stands among fractions from 0 to 1", number=exact(plain)))
        plain = float(Decimal(repr(plain)) / 100) if scale == 100 else plain
    if not 0 <= plain <= 1:
        return Problem("GS014", msg("{number} % is not from 0 to 100 %", number=exact(points(plain))))
    return plain


def confidence(value: CellValue, number_format: str, scale: float) -> float | Problem | None:
    """A confidence from 0 to 10. `scale` is what full confidence is in this column: 10, 1 or 100.

    >>> confidence(7, "General", 10), confidence("7/10", "General", 10), confidence(0.7, "0%", 10)
    (7.0, 7.0, 7.0)
    """
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*(?:/|of|von|out of)\s*(5|10|100)\s*", value)
        if match:
            value = float(match[1].replace(",", ".")) * 10 / float(match[2])
            scale = 10
    read = number(value, number_format)
    if read is None or isinstance(read, Problem):
        return read
    out = read.value * 10 if read.percent else read.value * 10 / scale
    if not 0 <= out <= 10:
        return Problem("GS015", msg("a confidence of {value} is not from 0 to 10", value=shown(value)))
    return round(out, 10)


# Targets


@dataclass(frozen=True, slots=True)
class Target:
    """A target as typed: a number, or a band to be kept, and what its words say of the direction."""

    value: Number
    band: tuple[float, float] | None = None
    direction: str | None = None


_LESS = (
    r"<=?|≤|under|below|less than|at most|max\.?|maximum|no more than|not more than|up to"
    r"|höchstens|maximal|bis zu|unter|moins de|au plus|au maximum|jusqu'à|menos de|como máximo|máx\.?|máximo|hasta"
    r"|no máximo|até|meno di|al massimo|fino a|hoogstens|maximaal|hooguit|tot|最大|最多|不超过"
)
_MORE = (
    r">=?|≥|over|above|more than|at least|min\.?|minimum|no less than"
    r"|mindestens|über|plus de|au moins|más de|al menos|almeno"
)
#: The same where it stands behind the number.
_OR_LESS = r"以下|以内|or less|or fewer|or lower"
_OR_MORE = r"以上|or more|or higher|or better"
_BAND = re.compile(r"(?:between\s+)?(.+?)\s*(?:-|–|—|to|bis|and|…|~|〜)\s*(.+)", re.IGNORECASE)


def target(value: CellValue, number_format: str = "General", decimal: str = "") -> Target | Problem | None:
    """A target, also from text such as `under 5 %`, `at least 500` or `5-10 %`.

    >>> target("under 5 %").direction, target("at least 500").value.value, target("5-10 %").band
    ('down', 500.0, (0.05, 0.1))
    """
    plain = value.strip() if isinstance(value, str) else ""
    if plain and (aimed := _worded(plain, decimal)):  # first, for `90 以上` is also a number with a unit
        return aimed
    read = number(value, number_format, decimal, units=True)
    if isinstance(read, Number):
        return Target(read)
    if read is None or not plain or read.code == "GS011":
        return read
    return _band(plain, decimal) or _remarked(plain, decimal) or read


def _remarked(said: str, decimal: str) -> Target | None:
    """A number with a remark in brackets behind it, or worked out in the cell.

    >>> [t.value.value for t in (_remarked("3,600 (900/quarter)", ""), _remarked("20 staff x 3 sites = 60", "")) if t]
    [3600.0, 60.0]
    """
    behind = re.fullmatch(r".*\d.*=\s*(\S[^=]*)", said)
    short = behind[1] if behind else re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$", "", said)
    if short == said or not short:
        return None
    read = number(short, decimal=decimal, units=True)
    return Target(read) if isinstance(read, Number) else _worded(short, decimal)


def _worded(said: str, decimal: str) -> Target | None:
    for direction, words in (("down", _LESS), ("up", _MORE)):
        behind = _OR_LESS if direction == "down" else _OR_MORE
        match = re.fullmatch(rf"(?:{words})(?![^\W\d_])\s*(.+)|(.+?)\s*(?:{behind})", said, re.IGNORECASE)
        if match:
            read = number(match[1] or match[2], decimal=decimal, units=True)
            return Target(read, None, direction) if isinstance(read, Number) else None
    return None


def _band(said: str, decimal: str) -> Target | None:
    match = _BAND.fullmatch(said)
    if not match:
        return None
    low, high = (number(part, decimal=decimal, units=True) for part in (match[1], match[2]))
    if not isinstance(low, Number) or not isinstance(high, Number):
        return None
    floor = low.value / 100 if high.percent and not low.percent else low.value
    if floor >= high.value:
        return None
    return Target(high, (floor, high.value), "keep")


#: How many days of work each unit of a length is (see `durations` in words.toml).
UNITS: Mapping[str, float] = {"day": 1, "week": 5, "month": 20, "hour": 1 / 8}
_LENGTH = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(e?)\s*([^\W\d_]+(?:[ -][^\W\d_]+)?)\.?\s*\??\s*")


def unit_days(word: str) -> float | None:
    """The days of work in a unit of time, in whatever language.

    >>> unit_days("Wochen"), unit_days("个工作日"), unit_days("pages")
    (5, 1, None)
    """
    return next((days for unit, days in UNITS.items() if bare(word) in word_set("durations", unit)), None)


def duration(value: CellValue, number_format: str = "General", unit: float = 1) -> float | Problem | None:
    """A length in days of work; `unit` is what a number without one counts in.

    >>> duration(5), duration("5 days"), duration("2w"), duration("3 days?"), duration(2, unit=5)
    (5.0, 5.0, 10.0, 3.0, 10.0)
    """
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    match = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    days = unit_days(match[3]) or unit_days(match[2] + match[3]) if match else None
    if match and days:
        return float(match[1].replace(",", ".")) * days
    read = number(value, number_format)
    return read.value * unit if isinstance(read, Number) else read
