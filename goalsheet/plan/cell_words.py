"""The words people use in cells, from `words.toml` and `status_words.toml` of layout, without regard to case."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from goalsheet.folding import fold
from goalsheet.layout.heading_words import status_tables


@cache
def _data() -> Mapping[str, Any]:
    content: dict[str, Any] = tomllib.loads(files("goalsheet.plan").joinpath("words.toml").read_text(encoding="utf-8"))
    return {**content, **status_tables()}


@cache
def meanings(table: str) -> Mapping[str, str]:
    """A table's words, folded, each with what it means: `life_cycle`, `health`, `kind`, `direction`, `commitment`.

    >>> meanings("life_cycle")["erledigt"], meanings("health")["behind"]
    ('done', 'at risk')
    """
    return {fold(word): meaning for meaning, words in _data()[table].items() for word in words}


@cache
def signs() -> Mapping[str, str]:
    """Emoji and ticks with what they mean, e.g. `health:at risk`."""
    return {sign: meaning for meaning, every in _data()["signs"].items() for sign in every}


@cache
def word_set(table: str, *names: str) -> frozenset[str]:
    """The folded words of some lists of a table, or of its `words`."""
    return frozenset(fold(word) for name in names or ("words",) for word in _data()[table][name])


def is_nothing(text: str, person: bool = False) -> bool:
    """Whether a cell's text says that nothing is there. An owner called `NA` is one, a dash is none.

    >>> is_nothing("–"), is_nothing("n/a"), is_nothing("NA"), is_nothing("TBD"), is_nothing("TBD", person=True)
    (True, True, False, False, True)
    """
    folded = fold(text)
    return not folded or folded in word_set("nothing", "any") or (person and folded in word_set("nothing", "person"))


def is_ditto(value: object) -> bool:
    """Whether a cell is a mark that repeats the one above.

    >>> is_ditto("〃"), is_ditto("Ditto"), is_ditto("Ana")
    (True, True, False)
    """
    return isinstance(value, str) and len(value) <= 20 and value.strip().casefold() in _ditto()


@cache
def _ditto() -> frozenset[str]:
    """Asked of every cell of a plan, so that it must be quick."""
    return word_set("ditto")


def without_parentheses(text: str) -> str:
    """
    >>> without_parentheses("Done (draft, perlu review)")
    'Done'
    """
    return " ".join(re.sub(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]", " ", text).split())


def without_links(text: str) -> str:
    """A text without addresses in brackets behind a name; one that is nothing else stays.

    >>> without_links("Content (https://www.notion.so/1f2e), Event (https://www.notion.so/3d4c)")
    'Content, Event'
    """
    return re.sub(r"\s*\(https?://[^\s()]*\)", "", text).strip() or text


def contains_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text as a word of its own, or at its end where words are not parted."""
    folded = fold(text)
    parts = set(re.findall(r"[\w&.]+", folded))
    return any(word in parts or (not word.isascii() and folded.endswith(word)) for word in words)
