"""What a heading of figures says: target, value so far, baseline, or what the rows are called by."""

import re
from collections.abc import Sequence
from functools import cache

from goalsheet.layout import heading_words, measure_words
from goalsheet.layout.heading_words import key

#: What a heading may be known as and still say a figure.
FIGURED = frozenset(
    {"target", "current", "baseline", "percent", "planned", "value", "metric", "key_result", "goal", "score"}
)
_CUT = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|(?:fy|q|h)?\s?'?\d{2,4}|[(\[（].*?[)\]）]", re.IGNORECASE)


@cache
def said(heading: str, name: str) -> float:
    """How plainly a heading says a field of measures.

    >>> said("Target 2026", "target"), said("Achieved\\n31-12-2022", "current"), said("Owner", "target")
    (0.9, 0.9, 0.0)
    """
    known = measure_words.words("columns", name)
    if key(heading) in known:
        return 1.0
    plain = key(_CUT.sub(" ", heading))
    if plain in known:
        return 0.9
    if any(meaning.strength >= 0.9 and meaning.name not in FIGURED for meaning in heading_words.meanings(heading)):
        return 0.0
    tokens = plain.split()
    if _other_side(tokens, name):
        return 0.0
    if any(" ".join(tokens[i:]) in known for i in range(1, len(tokens))):
        return 0.65
    if any(" ".join(tokens[:i]) in known for i in range(1, len(tokens))):
        return 0.6
    tight = plain.replace(" ", "")
    if not tight.isascii() and any(len(word) >= 2 and not word.isascii() and tight.endswith(word) for word in known):
        return 0.7
    return 0.0


def _other_side(tokens: Sequence[str], name: str) -> bool:
    """Whether a heading says plan where fact is asked for, or the other way round; of both the last word counts."""
    telling = [token for token in tokens if token not in measure_words.words("columns", "neutral")]
    kinds = [kind for token in telling if (kind := measure_words.basis(token)) in ("planned", "actual")]
    wanted = {"target": "planned", "current": "actual"}.get(name, "")
    return bool(kinds and wanted) and kinds[-1] != wanted


def is_person_label(text: str) -> bool:
    """Whether a label of a form asks whose it is: `Name:`, `Employee`."""
    return key(text) in measure_words.words("columns", "person")


def is_measure_word(word: str) -> bool:
    """Whether a word of a title or heading is that of measures: KPI, metrics, scorecard, 指标."""
    return key(word) in measure_words.words("columns", "measures")
