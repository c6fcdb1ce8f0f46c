"""What separates the parts of a sentence in each script: ", " or "、", and a space or none."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter

#: Full-width marks, which include their space, and no space between sentences.
_WIDE = {".": "。", "; ": "；", ": ": "：", " (": "（", ")": "）", " ": ""}
_MARKS: Mapping[str, Mapping[str, str]] = {
    "fr": {"; ": "\xa0; ", ": ": "\xa0: "},  # after a space that does not break
    "ja": {", ": "、", **_WIDE},
    "zh": {", ": "，", **_WIDE},
}
_QUOTES = frozenset("“”‘’")


def is_wide(language: str) -> bool:
    """Whether a language, by its code without a region, is written without spaces and with full-width punctuation."""
    return " " in _MARKS.get(language, {})


def mark(language: str, between: str) -> str:
    """The separator that English puts between two parts or two sentences, as a language writes it.

    >>> mark("en", ", "), mark("ja", ", "), mark("zh", ": "), mark("de", " (")
    (', ', '、', '：', ' (')
    """
    return _MARKS.get(language, {}).get(between, between)


def row(language: str, parts: Iterable[str], between: str) -> str:
    """Parts joined. Where the separator is a space, a wide script has it only beside a word or number of another
    script.

    >>> row("en", ["1", "2"], "; "), row("zh", ["1", "2"], "; "), row("ja", ["12", "km", "（50%）"], " ")
    ('1; 2', '1；2', '12 km（50%）')
    """
    if between != " " or not is_wide(language):
        return mark(language, between).join(parts)
    text = ""
    for part in parts:
        text += part if not text or _close(text, part) else f" {part}"
    return text


def apart(parts: list[str], between: str) -> list[str]:
    """Parts that a word of the script will join, with the spaces that parts of another script need on that side.

    >>> apart(["2 个警告", "5 个提示"], "和"), apart(["Ana", "Ben"], "、")
    (['2 个警告', ' 5 个提示'], ['Ana', 'Ben'])
    """
    if len(parts) < 2 or not between.isalpha():
        return parts
    *first, left, right = parts
    behind, before = ("" if _close(left, between) else " "), ("" if _close(between, right) else " ")
    return [*first, left + behind, before + right]


def filled(message: str, values: Mapping[str, object]) -> str:
    """A message with its values, without the spaces around a value that is in the message's own script.

    >>> filled("{who} の期限を {day} に", {"who": "Ana", "day": "11月6日(金)"})
    'Ana の期限を 11月6日(金)に'
    >>> filled("{who} の期限", {"who": "田中"}), filled("{what} 不是日期", {"what": "“TBD”"})
    ('田中の期限', '“TBD”不是日期')
    """
    text = ""
    for literal, name in _parsed(message):
        for piece in (literal, str(values[name]) if name else ""):
            text = _put(text, piece)
    return text


def _put(text: str, piece: str) -> str:
    before, behind = text.rstrip(" "), piece.lstrip(" ")
    if before and behind and len(before) + len(behind) < len(text) + len(piece) and _close(before, behind):
        return before + behind
    return text + piece


# Cached because half the time of filling in a message goes into parsing it, and messages are few and filled in often.
@lru_cache(maxsize=4096)
def _parsed(message: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(message))


def _close(before: str, behind: str) -> bool:
    """Whether no space belongs between two texts: beside a full-width mark, and between two texts of a script without
    spaces."""
    left, right = before.rstrip(")")[-1:], behind[:1]
    return _is_mark(left) or _is_mark(right) or (_wide(left) and _wide(right))


def _wide(sign: str) -> bool:
    return bool(sign) and unicodedata.east_asian_width(sign) in "WF"


def _is_mark(sign: str) -> bool:
    return sign in _QUOTES or (_wide(sign) and unicodedata.category(sign).startswith("P"))
