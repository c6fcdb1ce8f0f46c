"""What makes sentences. Each function returns a `LazyText`: English as a string, any other language by
`Language.translate`.

Texts that recur often in a large plan (days, percentages, sentences without values) are made once and shared.

Rounding happens here and in `Language`, and nowhere else (C5).
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from goalsheet.language import ENGLISH, Language
from goalsheet.language.lazy_text import How, LazyText
from goalsheet.rounding import half_up, whole_up


def _nothing(_: Language) -> str:
    return ""


NOTHING = LazyText("", _nothing)


def _lazy(how: How, *values: Any) -> LazyText:
    return LazyText(how(ENGLISH, *values), how, *values)


def lazy(how: Callable[[Language], str]) -> LazyText:
    """A lazy text from a function that words it, given the language.

    >>> lazy(lambda lang: lang.percent(0.4, "unknown"))
    '40 %'
    """
    return _lazy(how)


def msg(message: str, /, **values: object) -> LazyText:
    """A message, as `Language.say` takes it. Lazy texts among its values are translated with it; other texts come from
    the workbook and stay as they are; a date looks as in a cell (2026-11-20); a number goes through `number` or `whole`
    first.

    >>> msg("due {due} is before its start {start}", due=date(2026, 2, 1), start=date(2026, 3, 1))
    'due 2026-02-01 is before its start 2026-03-01'
    """
    return LazyText(message.format(**values), _say, message, values) if values else _lazy(_plain, message)


def _plain(lang: Language, message: str) -> str:
    return lang.say(message)


def _say(lang: Language, message: str, values: dict[str, object]) -> str:
    return lang.say(message, **values)


def counted(number: int, one: str, other: str, /, **values: object) -> LazyText:
    """A message with a number, as `Language.many` takes it.

    >>> counted(1, "{n} step", "{n} steps"), counted(5, "{n} step", "{n} steps")
    ('1 step', '5 steps')
    """
    if not values:
        return _lazy(_number_of, number, one, other)
    english = (one if number == 1 else other).format(n=f"{number:,}", **values)
    return LazyText(english, _many, number, one, other, values)


def _number_of(lang: Language, number: int, one: str, other: str) -> str:
    return lang.many(number, one, other)


def _many(lang: Language, number: int, one: str, other: str, values: dict[str, object]) -> str:
    return lang.many(number, one, other, **values)


def day(value: date) -> LazyText:
    """
    >>> day(date(2026, 11, 5))
    '5 Nov 2026'
    """
    return _lazy(Language.day, value)


def near(value: date, as_of: date) -> LazyText:
    """
    >>> near(date(2026, 11, 5), date(2026, 11, 20)), near(date(2027, 1, 9), date(2026, 11, 20))
    ('5 Nov', '9 Jan 2027')
    """
    return _lazy(Language.near, value, as_of)


def weekday(value: date) -> LazyText:
    """
    >>> weekday(date(2026, 11, 13))
    'Fri 13 Nov 2026'
    """
    return _lazy(Language.weekday, value)


def weekday_name(value: date) -> LazyText:
    """
    >>> weekday_name(date(2026, 11, 13))
    'Friday'
    """
    return _lazy(Language.weekday_name, value.weekday(), "wide")


def year_month(value: date) -> LazyText:
    """
    >>> year_month(date(2026, 11, 1))
    'November 2026'
    """
    return _lazy(Language.year_month, value)


def months(first: date, last: date) -> LazyText:
    """
    >>> months(date(2026, 10, 1), date(2026, 12, 31))
    'Oct–Dec 2026'
    """
    return _lazy(Language.months, first, last)


def percent(fraction: float) -> LazyText:
    """Whole percents, halves rounded up; never 0 % or 100 % for what is not quite that.

    >>> percent(0.4), percent(0.125), percent(0.999), percent(0.001), percent(-0.2)
    ('40 %', '13 %', '99 %', '1 %', '-20 %')
    """
    return _lazy(Language.percent, fraction)


def percent_up(fraction: float) -> LazyText:
    """The whole percents that suffice, for what is to be reached.

    >>> percent_up(0.314), percent_up(0.4), percent_up(0.9999)
    ('32 %', '40 %', '100 %')
    """
    return percent(whole_up(fraction * 100) / 100)


def share(fraction: float) -> LazyText:
    """A fraction that somebody typed, as a percentage with one decimal.

    >>> share(0.4), share(0.125)
    ('40 %', '12.5 %')
    """
    return _lazy(Language.share, fraction)


def points(fraction: float) -> LazyText:
    """The size of the difference of two fractions, in percentage points.

    >>> points(0.31), points(-0.01)
    ('31 points', '1 point')
    """
    return counted(whole_points(fraction), "{n} point", "{n} points")


def whole_points(fraction: float) -> int:
    return half_up(abs(fraction) * 100)


def number(value: float) -> LazyText:
    """
    >>> number(1250.0), number(2 / 3), number(4.10), number(-0.05), number(1234567.8)
    ('1,250', '0.6667', '4.1', '-0.05', '1,234,568')
    """
    return _lazy(Language.number, value)


def exact(value: float) -> LazyText:
    """A number that somebody typed, with all its decimals.

    >>> exact(1450.25), exact(500.0), exact(12.345)
    ('1,450.25', '500', '12.345')
    """
    return _lazy(Language.exact, value)


def rate(value: float) -> LazyText:
    """A number that was worked out, to three significant digits.

    >>> rate(0.41176), rate(1.19512), rate(3722.9), rate(-0.256)
    ('0.412', '1.2', '3,720', '-0.256')
    """
    return number(float(f"{value:.3g}"))


def whole(value: int) -> LazyText:
    """
    >>> whole(1200)
    '1,200'
    """
    return _lazy(Language.whole, value)


def listed(parts: Iterable[str], choice: bool = False) -> LazyText:
    """
    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], choice=True)
    ('a', 'a, b and c', 'a or b')
    """
    return _lazy(Language.listed, tuple(parts), choice)


def joined(parts: Iterable[str], between: str = ", ") -> LazyText:
    """Parts in a row without the empty ones. Each language has its own form of `, `, `; ` and `: `.

    >>> joined(["due today", "", msg("no owner")])
    'due today, no owner'
    """
    kept = tuple(filter(None, parts))
    if len(kept) == 1 and isinstance(kept[0], LazyText):
        return kept[0]
    return LazyText(between.join(kept), _join, between, kept)


def _join(lang: Language, between: str, parts: tuple[str, ...]) -> str:
    return lang.in_a_row(parts, between)


#: Units that are signs, which each language puts before or after a number.
MARKS = ("€", "$", "£", "¥", "%")


def with_unit(number: LazyText, unit: str) -> LazyText:
    """A number with its unit.

    >>> with_unit(number(1500), "followers"), with_unit(number(3.5), "%")
    ('1,500 followers', '3.5 %')
    """
    return _lazy(_with_unit, number, unit) if unit else number


def _with_unit(lang: Language, number: LazyText, unit: str) -> str:
    return f"{number} {unit}" if lang.english else marked(lang, lang.translate(number), unit)


def marked(lang: Language, number: str, unit: str) -> str:
    """A number's text with its unit in a language other than English.

    >>> from goalsheet.language import language
    >>> [marked(language(code), "5", "€") for code in ("de", "nl", "ja")], marked(language("it"), "5", "%")
    (['5\\xa0€', '€\\xa05', '€5'], '5%')
    """
    if unit not in MARKS:
        return f"{number} {unit}".strip()
    patterns = lang.locale.percent_formats if unit == "%" else lang.locale.currency_formats
    pattern = patterns[None if unit == "%" else "standard"]
    before, behind = (side[0].replace("¤", unit) for side in (pattern.prefix, pattern.suffix))
    return f"-{before}{number[1:]}{behind}" if before and number.startswith("-") else f"{before}{number}{behind}"


def quoted(text: str, longest: int = 60) -> LazyText:
    """A name or remark from the workbook in quotation marks, shortened for use in a sentence.

    It is cut after a word, unless less than half of the permitted length would be left.

    >>> quoted("Write copy"), quoted("Write the copy for the site", 20), quoted("Donaudampfschiff", 8)
    ('“Write copy”', '“Write the copy for…”', '“Donauda…”')
    """
    return msg("“{text}”", text=text if isinstance(text, LazyText) else shortened(text, longest))


def shortened(text: str, longest: int) -> str:
    """One line of at most `longest` characters."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    words = text[:longest].rpartition(" ")[0].rstrip(" ,;:.-–—")
    return f"{words if len(words) >= longest / 2 else text[: longest - 1].rstrip()}…"
