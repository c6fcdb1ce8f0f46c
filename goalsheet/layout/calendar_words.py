"""Names of months and weekdays in many languages, from `calendar_words.toml`; read when a text date first asks."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from goalsheet.folding import fold


@cache
def _data() -> Mapping[str, Any]:
    content: Mapping[str, Any] = tomllib.loads(
        files("goalsheet.layout").joinpath("calendar_words.toml").read_text(encoding="utf-8")
    )
    return content


@cache
def _numbers(table: str) -> Mapping[str, int]:
    return {fold(word).rstrip("."): int(number) for number, words in _data()[table].items() for word in words}


def month(word: str) -> int | None:
    """
    >>> month("märz"), month("ม.ค."), month("thursday")
    (3, 1, None)
    """
    plain = word.rstrip(".")
    return _numbers("months").get(plain) or _numbers("months").get(plain.removeprefix("ב"))  # Hebrew: in May


def month_in(text: str) -> int | None:
    """The number of the one month that a heading names, with or without its year.

    >>> month_in("Mar 2026"), month_in("3月"), month_in("März–April"), month_in("Q3")
    (3, 3, None, None)
    """
    east_asian = re.fullmatch(r"(?:\d{2,4}\s*[年년])?\s*(\d{1,2})\s*[月월]", text.strip())
    words = re.findall(r"[^\W\d_]+", fold(text)[:60])
    found = {int(east_asian[1])} if east_asian else {number for word in words if (number := month(word))}
    return found.pop() if len(found) == 1 and max(found) <= 12 else None


def persian_month(word: str) -> int | None:
    """
    >>> persian_month("خرداد"), persian_month("may")
    (3, None)
    """
    return _numbers("persian").get(word.rstrip("."))


def weekday(word: str) -> int | None:
    """0 is Monday.

    >>> weekday("fri."), weekday("水"), weekday("may")
    (4, 2, None)
    """
    return _numbers("weekdays").get(word.rstrip("."))


@cache
def around() -> frozenset[str]:
    """Words beside a date that say nothing of the day: `by`, `of`, the word for year, ordinal endings."""
    return frozenset(fold(word).rstrip(".") for word in _data()["around"]["words"])


@cache
def ends() -> frozenset[str]:
    """Words that say that the end of a period is meant: `end`, `Ende`, `конец`."""
    return frozenset(fold(word).rstrip(".") for word in _data()["ends"]["words"])
