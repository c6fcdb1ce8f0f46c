"""Which names are probably one name misspelled. Linear in the number of distinct names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from goalsheet.folding import unaccented

#: From this many letters on, one differing letter inside a word is rather a slip than another name (Stefan, Stefen).
LONG_WORD = 6


def folded(name: str) -> str:
    """A name without case, accents and punctuation.

    >>> folded("José  GARCÍA-Ruiz")
    'jose garcia ruiz'
    """
    return " ".join(re.sub(r"[^\w\s@]|_", " ", unaccented(name)).split())


def like_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that are probably one, each pair in alphabetical order.

    Candidates share a spelling with one letter left out, so that no name is compared with every other.

    >>> sorted(like_names(["Ana", "Anna", "Ben", "Ken", "Tim", "Tom", "Stefan Roth", "Stefen Roth"]))
    [('Ana', 'Anna'), ('Stefan Roth', 'Stefen Roth')]
    """
    sharing: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        for key in _keys(folded(name)):
            sharing[key].append(name)
    pairs = {pair for group in sharing.values() for pair in combinations(group, 2)}
    return (pair for pair in sorted(pairs) if is_like(*pair))


def _keys(name: str) -> set[str]:
    numbered = any(c.isdigit() for c in name)  # "Person 1" and "Person 2" are two
    left_out = {name[:i] + name[i + 1 :] for i in range(len(name))} if len(name) > 2 and not numbered else set()
    return {name, " ".join(sorted(name.split())), *left_out}


def is_like(one: str, other: str) -> bool:
    """Whether two names are probably one: they differ in case, accents, order of words, or one slip of the pen.

    >>> is_like("Ana", "Anna"), is_like("Micheal Bay", "Michael Bay"), is_like("Weber, Anna", "Anna Weber")
    (True, True, True)
    >>> is_like("Ben", "Ken"), is_like("Daniel", "Daniela"), is_like("Andrea", "Andreas"), is_like("QA 1", "QA 2")
    (False, False, False, False)
    """
    words, others = folded(one).split(), folded(other).split()
    if sorted(words) == sorted(others):
        return True
    differing = [(a, b) for a, b in zip(words, others, strict=False) if a != b]
    return len(words) == len(others) and len(differing) == 1 and _slip(*differing[0])


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by one typing slip that does not make another name of it."""
    if any(c.isdigit() for c in one + other):
        return False
    short, long = sorted((one, other), key=len)
    return _letter_too_many(short, long) if len(short) < len(long) else _letters_swapped(short, long)


def _letter_too_many(short: str, long: str) -> bool:
    """A doubled letter (Ana, Anna); or in a long word any letter but the last, which makes names (Daniel, Daniela)."""
    at = _common(short, long)
    if len(long) != len(short) + 1 or short[at:] != long[at + 1 :] or len(short) < 3:
        return False
    doubled = at > 0 and long[at] == long[at - 1]
    return doubled or (len(short) >= LONG_WORD and 0 < at < len(short))


def _letters_swapped(one: str, other: str) -> bool:
    """Two neighbours swapped, or in a long word another letter inside it."""
    at = _common(one, other)
    if one[at + 2 :] == other[at + 2 :] and one[at : at + 2] == other[at : at + 2][::-1]:
        return len(one) >= 4
    return len(one) >= LONG_WORD and one[at + 1 :] == other[at + 1 :] and 0 < at < len(one) - 1


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters two words have in common at their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
