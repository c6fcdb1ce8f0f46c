"""How names and words are compared, and items put together by them: one way, so that two places never disagree.

Sheet names and e-mail addresses are not folded: Excel and mail servers have rules of their own.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

_T = TypeVar("_T")
_K = TypeVar("_K")

_BRACKETS = "()[]{}<>«»“”\"'`*_ "
#: The lower case of a Turkish İ: an i and a combining dot above.
_DOTTED = "i\u0307"
#: Accents that people leave out: over Latin and Greek letters, and the two dots of a Russian ё. In other scripts the
#: mark makes it a different letter (й, ガ).
_ACCENTED = re.compile("([a-zα-ω])[\u0300-\u036f]+|(е)\u0308")


def fold(text: str) -> str:
    """A text for comparing: without case, width, line breaks and repeated spaces.

    >>> fold("  ＩＮ  Progress\\n"), fold("İstanbul") == fold("istanbul")
    ('in progress', True)
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace(_DOTTED, "i").split())


def bare(text: str) -> str:
    """Folded text without the brackets, quotes and punctuation around it.

    >>> bare("[Done]."), bare("(n/a)"), bare("  Launch   the Site. ")
    ('done', 'n/a', 'launch the site')
    """
    folded = fold(text)
    return folded.rstrip(".!:;, ").strip(_BRACKETS) or folded


def unaccented(text: str) -> str:
    """Folded text without the accents that many people leave out.

    >>> unaccented("Échéance"), unaccented("duração"), unaccented("Γιώργος"), unaccented("Андрей")
    ('echeance', 'duracao', 'γιωργοσ', 'андрей')
    """
    folded = fold(text)
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", _ACCENTED.sub(r"\1\2", unicodedata.normalize("NFD", folded)))


def grouped(items: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    """Items by a key, both in the order they came.

    >>> grouped(["Ana", "Ben", "ANA"], fold)
    {'ana': ['Ana', 'ANA'], 'ben': ['Ben']}
    """
    groups: dict[_K, list[_T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups
