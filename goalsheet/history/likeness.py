"""How alike two texts are: a row that was reworded, a goal that is like an earlier one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from goalsheet.folding import fold

#: Texts that differ in a number (Post 1, Post 2) are rather two things than one.
OTHER_NUMBER = 0.6
_STEM = 5  # letters by which words of one stem are held the same: caption, captions
_COMMON = 50  # a word in more texts than this tells nothing
_SMALL = frozenset(
    word
    for language in (
        "a an and are as at be by for from in into is of on or the to with",
        "der die das den dem des ein eine und oder für mit von zu im am auf",
        "le la les un une et de du des pour el los las una y para con del il lo gli per di da",
    )
    for word in language.split()
)


def stem(word: str) -> str:
    """A word without its usual endings, cut short: enough to know it again.

    >>> stem("opening"), stem("shops"), stem("captions"), stem("news")
    ('open', 'shop', 'capti', 'news')
    """
    for ending in ("ing", "ed", "en", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM - 1:
            return word[: -len(ending)][:_STEM]
    return word[:_STEM]


@dataclass(frozen=True)
class Wording:
    """A text prepared for comparing."""

    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        words = re.findall(r"[^\W\d_]+", self.folded)
        return frozenset(stem(word) for word in words if word not in _SMALL) or frozenset(words)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\d+", self.folded))


def likeness(one: Wording, other: Wording, least: float = 0.0) -> float:
    """0 for nothing in common to 1 for the same: by letters in their order, or by words, whichever says more.

    What is surely below `least` need not be exact.

    >>> round(likeness(Wording("Write caption copy"), Wording("Write the captions copy")), 2)
    1.0
    >>> likeness(Wording("Post 1"), Wording("Post 2")) < 0.7
    True
    """
    if one.folded == other.folded:
        return 1.0
    by_words = _dice(one.stems, other.stems)
    letters = SequenceMatcher(None, one.folded, other.folded, autojunk=False)
    enough = max(by_words, least)
    by_letters = 0.0
    if letters.real_quick_ratio() > enough and letters.quick_ratio() > enough:
        by_letters = letters.ratio()
    found = max(by_words, by_letters)
    return found * OTHER_NUMBER if one.numbers != other.numbers and (one.numbers or other.numbers) else found


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def shared_words(one: Sequence[tuple[int, Wording]], other: Sequence[tuple[int, Wording]]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share a word few others have; for where there are too many to compare each with each."""
    counts = Counter(stem for _, wording in (*one, *other) for stem in wording.stems)
    index = _index(other)
    for key, wording in one:
        for stem in sorted(wording.stems):
            if counts[stem] <= _COMMON:
                yield from ((key, found) for found in index.get(stem, ()))


def _index(texts: Iterable[tuple[int, Wording]]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for key, wording in texts:
        for stem in wording.stems:
            index[stem].append(key)
    return index
