"""Words that are almost known: with another ending, as many languages bend them, or with one slip of the pen."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

#: A slip is forgiven from so many letters on; a stem must be so long, and so large a part of both words.
SLIP_FROM, STEM, PART = 6, 5, 0.7
#: How much of a word's strength is left.
SLIP, BENT = 0.9, 0.85


def buckets(known: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Known single words by their beginnings and ends, so that few need to be compared."""
    found: dict[str, list[str]] = {}
    for word in known:
        if len(word) >= STEM and " " not in word and word.isalpha():
            found.setdefault(f"{word[:4]}-", []).append(word)
            found.setdefault(f"-{word[-4:]}", []).append(word)
    return {part: tuple(sorted(words)) for part, words in found.items()}


def nearest(word: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, float] | None:
    """The known word that another is almost, and how much of its strength is left.

    >>> known = buckets(["responsibility", "created", "создано", "планирование"])
    >>> nearest("responsibiliy", known), nearest("создана", known), nearest("plan", known)
    (('responsibility', 0.9), ('создано', 0.9), None)
    """
    if len(word) < STEM or not word.isalpha():
        return None
    others = {*known.get(f"{word[:4]}-", ()), *known.get(f"-{word[-4:]}", ())}
    scored = sorted((-_likeness(word, other), other) for other in others)
    return (scored[0][1], -scored[0][0]) if scored and scored[0][0] < 0 else None


@lru_cache(maxsize=20_000)
def _likeness(word: str, other: str) -> float:
    longest = max(len(word), len(other))
    if min(len(word), len(other)) >= SLIP_FROM and one_slip(word, other):
        return SLIP
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return round(BENT * shared / longest, 3) if shared >= STEM and shared >= PART * longest else 0.0


def one_slip(word: str, other: str) -> bool:
    """Whether one letter is missing, too much, wrong or has changed places.

    >>> one_slip("ativity", "activity"), one_slip("statsu", "status"), one_slip("planet", "planned")
    (True, True, False)
    """
    if abs(len(word) - len(other)) > 1:
        return False
    i = next((k for k, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if len(word) == len(other):
        swapped = word[i : i + 2] == other[i : i + 2][::-1] and word[i + 2 :] == other[i + 2 :]
        return word[i + 1 :] == other[i + 1 :] or swapped
    short, long = sorted((word, other), key=len)
    return short[i:] == long[i + 1 :]
