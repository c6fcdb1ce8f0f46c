"""How goalsheet speaks: sentences from message catalogues, dates, numbers and plurals as people write them.

Messages are English in the code and in the templates; `locale/XX/LC_MESSAGES/goalsheet.po` has their translations. A
value in a message is `{name}`. A message that a catalogue lacks is shown in English.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal

from babel import Locale, UnknownLocaleError, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from goalsheet.language import punctuation
from goalsheet.language.lazy_text import LazyText
from goalsheet.rounding import whole_percents

#: The languages of reports, English first. A regional variety (`pt-BR`) uses the catalogue of its language.
LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "ja",
    "zh",
)

#: Our style of English dates, whatever the region, as Babel's patterns.
_ENGLISH = {
    "day": "d MMM y",
    "near": "d MMM",
    "month": "MMM",
    "month of year": "MMM y",
    "year month": "MMMM y",
    "weekday": "EEE d MMM y",
    "near weekday": "EEE d MMM",
}
_OTHERS = {
    "day": "yMMMd",
    "near": "MMMd",
    "month": "MMM",
    "month of year": "yMMM",
    "year month": "yMMMM",
    "weekday": "yMMMEd",
    "near weekday": "MMMEd",
}


#: From here on a number is written with a power of ten.
HUGE = 1e15


def translatable(text: str) -> str:
    """Marks a message for the catalogues; `say` looks it up later."""
    return text


def translatable_plural(one: str, other: str) -> tuple[str, str]:
    """Marks a message with a number in it; `many` looks it up later."""
    return one, other


@dataclass(frozen=True)
class Language:
    """One language, by its code. `say` and `many` take English messages."""

    code: str
    locale: Locale
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False)

    @cached_property
    def english(self) -> bool:
        return self.locale.language == "en"

    def say(self, message: str, /, **values: object) -> str:
        """A message with its values.

        >>> language("de").say("Goals"), ENGLISH.say("due {day}", day="Fri")
        ('Ziele', 'due Fri')
        """
        text = self.catalogue.gettext(message) if message else ""
        return self._filled(text, values) if values else text

    def translate(self, text: str) -> str:
        """A `LazyText` in this language; any other text as it is.

        >>> from goalsheet.language.wording import msg, percent
        >>> language("de").translate(msg("{percent} done", percent=percent(0.4))), language("de").translate("Goals")
        ('40\xa0% erledigt', 'Goals')
        """
        if not isinstance(text, LazyText):
            return text
        return str(text) if self.english else text.in_language(self)

    def capital(self, text: str) -> str:
        """A text with its first letter in upper case, as at the beginning of a line.

        >>> ENGLISH.capital("due today"), ENGLISH.capital("")
        ('Due today', '')
        """
        translated = self.translate(text)
        return translated[:1].upper() + translated[1:]

    def _translated(self, values: dict[str, object]) -> dict[str, object]:
        if self.english:
            return values  # a `LazyText` is its English
        return {name: self.translate(value) if isinstance(value, str) else value for name, value in values.items()}

    def many(self, number: int, one: str, other: str, /, **values: object) -> str:
        """A message with a number, which is `{n}` in it and chooses the plural form.

        >>> ENGLISH.many(1, "{n} step", "{n} steps"), ENGLISH.many(1200, "{n} step", "{n} steps")
        ('1 step', '1,200 steps')
        """
        if one == other:
            return self.say(one, n=self.whole(number), **values)
        return self._filled(self.catalogue.ngettext(one, other, number), {"n": self.whole(number), **values})

    def _filled(self, text: str, values: dict[str, object]) -> str:
        values = self._translated(values)
        return punctuation.filled(text, values) if punctuation.is_wide(self.locale.language) else text.format(**values)

    def in_a_row(self, parts: Iterable[str], between: str = ", ") -> str:
        """Parts translated and joined, with this language's punctuation between them.

        >>> ENGLISH.in_a_row(["1", "2"]), language("zh").in_a_row(["1", "2"], "; ")
        ('1, 2', '1；2')
        """
        return punctuation.row(self.locale.language, [self.translate(part) for part in parts], between)

    def whole(self, number: int) -> str:
        return self._marked(f"{number:,}")

    def number(self, value: float) -> str:
        """At most four significant digits after a whole part, without trailing zeros; a huge number by powers of ten.

        >>> ENGLISH.number(1250.0), ENGLISH.number(2 / 3), language("de").number(1250.25), ENGLISH.number(2e15)
        ('1,250', '0.6667', '1.250', '2e+15')
        """
        if abs(value) >= HUGE:
            return self._marked(f"{value:.3g}")
        digits = 0 if abs(value) >= 1000 else 2 if abs(value) >= 10 else 4
        text = f"{value:,.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return self._marked("0" if text == "-0" else text)

    def exact(self, value: float) -> str:
        """A number that somebody typed, with all its decimals, so that two different numbers do not look the same.

        >>> [ENGLISH.exact(value) for value in (1450.25, 500.0, 12.345, 0.00001, 0.1 + 0.2, 2e15)]
        ['1,450.25', '500', '12.345', '0.00001', '0.3', '2e+15']
        """
        if abs(value) >= HUGE or value == int(value):
            return self.number(value)
        return self._marked(f"{Decimal(f'{value:.15g}'):,f}")

    def _marked(self, number: str) -> str:
        """An English number with this language's separators for thousands and decimals."""
        if self.english:
            return number
        marks = {",": numbers.get_group_symbol(self.locale), ".": numbers.get_decimal_symbol(self.locale)}
        return "".join(marks.get(sign, sign) for sign in number)

    def decimal(self, value: float) -> str:
        """Always one decimal: how grades are written.

        >>> ENGLISH.decimal(0.7), language("de").decimal(1.0)
        ('0.7', '1,0')
        """
        return self._marked(f"{value:.1f}")

    def percent(self, fraction: float | None, unknown: str = "") -> str:
        """Whole percents, halves rounded up; only what is done is 100 %, only what is not begun 0 %.

        >>> ENGLISH.percent(0.404), ENGLISH.percent(0.999), ENGLISH.percent(0.004), ENGLISH.percent(None, "unknown")
        ('40 %', '99 %', '1 %', 'unknown')
        >>> language("nl").percent(0.404)
        '40%'
        """
        if fraction is None or not math.isfinite(fraction):
            return unknown
        whole = whole_percents(fraction)
        if self.english:
            return f"{whole} %"
        return str(numbers.format_percent(whole / 100, locale=self.locale))

    def share(self, fraction: float) -> str:
        """A fraction that somebody typed, as a percentage with one decimal: it is not rounded to 0 or 100 % as
        `percent` does.

        >>> ENGLISH.share(0.4), ENGLISH.share(0.125), language("de").share(0.125), language("ja").share(0.4)
        ('40 %', '12.5 %', '12,5\xa0%', '40%')
        """
        rounded = round(fraction, 3)
        if self.english:
            return f"{self.number(round(rounded * 100, 1))} %"
        return str(numbers.format_percent(rounded, locale=self.locale, decimal_quantization=False))

    def day(self, value: date) -> str:
        """
        >>> ENGLISH.day(date(2026, 11, 5)), language("ja").day(date(2026, 11, 5))
        ('5 Nov 2026', '2026年11月5日')
        """
        return self._date("day", value)

    def near(self, value: date | None, as_of: date) -> str:
        """A date, without its year where that is the year of `as_of`.

        >>> ENGLISH.near(date(2026, 12, 1), date(2026, 11, 20)), ENGLISH.near(date(2027, 1, 9), date(2026, 11, 20))
        ('1 Dec', '9 Jan 2027')
        """
        if value is None:
            return ""
        return self._date("near" if value.year == as_of.year else "day", value)

    def weekday(self, value: date, as_of: date | None = None) -> str:
        """A date with its day of the week, without its year where that is the year of `as_of`.

        >>> ENGLISH.weekday(date(2026, 11, 20), date(2026, 11, 18)), language("de").weekday(date(2026, 11, 20))
        ('Fri 20 Nov', 'Fr., 20. Nov. 2026')
        """
        return self._date("near weekday" if as_of and value.year == as_of.year else "weekday", value)

    def weekday_name(self, number: int, width: Literal["abbreviated", "wide"] = "abbreviated") -> str:
        """A day of the week, 0 for Monday.

        >>> ENGLISH.weekday_name(5), language("fr").weekday_name(5), language("fr").weekday_name(5, "wide")
        ('Sat', 'sam.', 'samedi')
        """
        return str(dates.get_day_names(width, context="format", locale=self.locale)[number])

    def month(self, value: date) -> str:
        return self._date("month", value)

    def month_of_year(self, value: date) -> str:
        """
        >>> ENGLISH.month_of_year(date(2027, 1, 1)), language("ja").month_of_year(date(2027, 1, 1))
        ('Jan 2027', '2027年1月')
        """
        return self._date("month of year", value)

    def year_month(self, value: date) -> str:
        """
        >>> ENGLISH.year_month(date(2026, 11, 1)), language("es").year_month(date(2026, 11, 1))
        ('November 2026', 'noviembre de 2026')
        """
        return self._date("year month", value)

    def months(self, first: date, last: date) -> str:
        """A range of months.

        >>> ENGLISH.months(date(2026, 10, 1), date(2026, 12, 31)), ENGLISH.months(date(2026, 12, 1), date(2027, 2, 28))
        ('Oct–Dec 2026', 'Dec 2026 – Feb 2027')
        >>> language("de").months(date(2026, 10, 1), date(2026, 12, 31))
        'Okt.–Dez. 2026'
        """
        text = str(dates.format_interval(first, last, "yMMM", locale=self.locale)).replace("\u2009", " ")
        return text.replace(" – ", "–") if self.english and first.year == last.year else text

    def month_name(self, number: int) -> str:
        """The full name of a month, 1 for January.

        >>> ENGLISH.month_name(10), language("fr").month_name(2)
        ('October', 'février')
        """
        return str(dates.get_month_names("wide", context="stand-alone", locale=self.locale)[number])

    def listed(self, parts: Iterable[str], choice: bool = False) -> str:
        """
        >>> ENGLISH.listed(["a", "b", "c"]), language("de").listed(["a", "b", "c"]), ENGLISH.listed("ab", choice=True)
        ('a, b and c', 'a, b und c', 'a or b')
        """
        found = [self.translate(part) for part in parts]
        style: Literal["or", "standard"] = "or" if choice else "standard"
        if not found:
            return ""
        if punctuation.is_wide(self.locale.language):
            found = punctuation.apart(found, str(lists.format_list(["", ""], style, locale=self.locale)))
        return str(lists.format_list(found, style, locale="en_GB" if self.english else self.locale))

    def between(self, mark: str) -> str:
        """A comma, semicolon, colon or bracket between parts of a list, or a space between sentences, as this language
        writes it.

        >>> ENGLISH.between(", "), language("ja").between(", "), language("fr").between(": ")
        (', ', '、', '\\xa0: ')
        """
        return punctuation.mark(self.locale.language, mark)

    def _date(self, how: str, value: date) -> str:
        return _formatted(self.locale, how, value)


# Cached because Babel takes up to 60 µs for a date, and the days of a plan are few beside its rows.
@lru_cache(maxsize=4096)
def _formatted(locale: Locale, how: str, value: date) -> str:
    if locale.language == "en":
        return str(dates.format_date(value, _ENGLISH[how], "en"))
    return str(dates.format_skeleton(_OTHERS[how], value, locale=locale))


# Cached because a catalogue is a file to be read.
@lru_cache
def language(code: str) -> Language:
    """The language of a code such as `de` or `pt-BR`; English for one that goalsheet has no catalogue for."""
    main = code.replace("_", "-").partition("-")[0].casefold()
    if main not in LANGUAGES or code == "en":
        return ENGLISH
    if main == "en":
        return Language(code, ENGLISH.locale)
    return Language(code, locale_of(code), _catalogue(main))


def locale_of(code: str) -> Locale:
    """The locale of a code; that of the language alone where the region is unknown, as in `de-XX`."""
    code = code.replace("_", "-")
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale(code.partition("-")[0].casefold())


def _catalogue(main: str) -> NullTranslations:
    """The messages of a language, compiled from its catalogue."""
    source = files("goalsheet.language").joinpath("locale", main, "LC_MESSAGES", "goalsheet.po")
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source.read_bytes()), locale=main))
    compiled.seek(0)
    return GNUTranslations(compiled)


ENGLISH = Language("en", Locale("en"))
