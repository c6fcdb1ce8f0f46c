"""Names of days, months and countries as people type them in any language of the reports, and the first day of the week
there."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from babel import Locale, dates
from babel.core import get_global

from goalsheet.folding import unaccented
from goalsheet.language import LANGUAGES, locale_of


# Cached, as are the names below, because Babel's data of all languages are read for them (55 ms at first).
@lru_cache
def weekdays() -> Mapping[str, int]:
    """Every name of a day of the week, long and short, in the form of `plain`; 0 is Monday.

    >>> [weekdays()[name] for name in ("sunday", "so", "dim", "segunda", "sabado", "日曜日")]
    [6, 6, 6, 0, 5, 6]
    """
    return _meanings(dates.get_day_names)


# Cached as `weekdays` is.
@lru_cache
def months() -> Mapping[str, int]:
    """The same for months; 1 is January.

    >>> [months()[name] for name in ("october", "okt", "fevr", "4月")]
    [10, 10, 2, 4]
    """
    return _meanings(dates.get_month_names)


def plain(name: str) -> str:
    """A name in the form in which it is looked up: without case, accents, the full stop of an abbreviation, and
    `-feira`.

    >>> plain(" Févr. "), plain("Segunda-feira"), plain("日曜日")
    ('fevr', 'segunda', '日曜日')
    """
    return unaccented(name).rstrip(".").removesuffix("-feira")


def _meanings(names: Callable[..., Mapping[int, str]]) -> Mapping[str, int]:
    """The number of each name; a name that means different numbers in different languages is left out."""
    found: dict[str, set[int]] = {}
    for number, name in _names(names):
        found.setdefault(plain(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _names(names: Callable[..., Mapping[int, str]]) -> Iterator[tuple[int, str]]:
    for code in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                yield from names(width, context, Locale(code)).items()


def first_weekday(code: str) -> int:
    """The first day of the week where a language is spoken, 0 for Monday: in the region of the code (`en-US`), else
    where most of its speakers live. English without a region starts on Monday.

    >>> [first_weekday(code) for code in ("en", "en-US", "en-GB", "de", "ja", "pt", "pt-BR", "de-XX")]
    [0, 6, 0, 0, 6, 6, 6, 0]
    """
    locale = locale_of(code)
    if locale.territory is None and locale.language != "en":
        *_, territory = get_global("likely_subtags")[locale.language].split("_")
        locale = Locale(locale.language, territory)
    return int(locale.first_week_day)


# Cached as `weekdays` is.
@lru_cache
def countries() -> Mapping[str, str]:
    """The names of countries, in the form of `plain`, with their codes.

    >>> countries()["germany"], countries()["deutschland"], countries()["etats-unis"]
    ('DE', 'DE', 'US')
    """
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha():
                found.setdefault(plain(name), code)
    return found


def windows_zones() -> Mapping[str, str]:
    """Windows' names of time zones, with their IANA names."""
    zones: Mapping[str, str] = get_global("windows_zone_mapping")
    return zones
