"""The words of sheets that keep figures (measures.toml): what a number is, what a period is called, what a row is."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from goalsheet.language import names
from goalsheet.layout.heading_words import key, narrow

_CJK = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    content: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (files("goalsheet.layout") / "measures.toml").read_text("utf-8")
    )
    return content


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The words of one entry, as `heading_words.key` has them."""
    return frozenset(word for word in map(key, _data()[table][name].split(",")) if word)


@cache
def _by_word(table: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in _data()[table]:
        for word in words(table, name):
            found.setdefault(word, name)
    return found


def basis(text: str) -> str:
    """What a label says of the numbers beside it: planned, actual, difference, share, cumulative, average or nothing.

    >>> basis("Soll"), basis("实际金额"), basis("% réalisé"), basis("Revenue")
    ('planned', 'actual', 'share', '')
    """
    return _by_word("basis").get(key(text), "") or ("share" if text.strip() in ("%", "％") else "")


def time_column(text: str) -> str:
    """What a column of plain numbers counts by its heading: day, week, month, year, or nothing."""
    return _by_word("time_columns").get(key(text), "")


def month(word: str) -> int:
    """The number of a month by its name in any language; 0 for other words.

    >>> month("Mrz"), month("okt."), month("août"), month("Ocak"), month("Mo")
    (3, 10, 8, 1, 0)
    """
    plain = key(word)
    if len(plain) < 3:
        return 0
    found = names.months().get(names.plain(word))
    return found or int(_by_word("months").get(plain, 0))


def is_lower_better(name: str) -> bool:
    """Whether a metric's name says that less of it is better.

    >>> is_lower_better("Reduce churn"), is_lower_better("Cost per lead"), is_lower_better("Revenue")
    (True, True, False)
    """
    return _said(name, "lower")


def is_higher_better(name: str) -> bool:
    """Whether a metric's name says that more of it is better.

    >>> is_higher_better("New clients"), is_higher_better("Umsatz"), is_higher_better("Customer complaints")
    (True, True, False)
    """
    return _said(name, "higher") and not _said(name, "lower")


def _said(name: str, way: str) -> bool:
    plain = f" {key(name)} "
    return any(plain.startswith(f" {word}") for word in words(way, "begins")) or any(
        (word in plain if _CJK.search(word) else f" {word} " in plain) for word in words(way, "holds")
    )


_SHARE = re.compile(
    r"%|\b(?:per|rate|ratio|share|quote|anteil|taux|tasa|taxa|tasso|andel|average|avg|mean|median|score|index|nps|csat"
    r"|roi|level)\b|[率比]|점수|지수"
)


def is_share(name: str) -> bool:
    """Whether a metric is a rate, an average or a score, whose readings never add up.

    >>> is_share("Win rate"), is_share("Cost per lead"), is_share("达成率"), is_share("New accounts")
    (True, True, True, False)
    """
    return bool(_SHARE.search(narrow(name).casefold()))


_EACH = re.compile(
    r"(?:/|\b(?:per|pro|je|par|por|al|a|each|every)\s+)\s*(?:quarter|qtr|q\b|month|week|quartal|monat|woche|trimestre|mois"
    r"|semaine|mes|semana|mese|settimana|kwartaal|maand)|(?:quarterly|monthly|weekly)\b|每[月周季]|[月週]次|毎[月週]"
)


def is_in_parts(name: str) -> bool:
    """Whether a text says that its number is reached in equal parts.

    >>> is_in_parts("3,600 leads (900/quarter)"), is_in_parts("Sign 40 accounts")
    (True, False)
    """
    return bool(_EACH.search(narrow(name).casefold()))
