"""A number among words: `Hire 3 engineers`, `respond in under 2 hours`, `34 days on average`."""

import re

from goalsheet.plan.values import Number, Target, number, target

#: A text longer than this says more than one number can stand for.
LONGEST = 120
_NUMBER = re.compile(r"(?<![\w.,/-])[€$£¥]?\s?\d[\d.,]*(?:\s?%|\s?(?:k|mio|mrd|bn)\b\.?)?(?![\w/-])", re.IGNORECASE)
_SIGN = re.compile(
    r"([<>≤≥]=?|under|below|less than|at most|max\.?|no more than|up to|over|above|more than|at least|min\.?"
    r"|höchstens|unter|mindestens|über|moins de|plus de|au moins|menos de|más de|al menos|meno di|almeno"
    r"|низже|не более|не менее)\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"20\d\d")


def number_in_words(said: str, decimal: str = "") -> Target | None:
    """The only number of a text, with the direction that the words before it give; None where there are several.

    >>> [found and found.value.value for found in map(number_in_words, ("Hire 3 engineers", "4.5 reached in Q3 2026"))]
    [3.0, 4.5]
    >>> number_in_words("respond in under 2 hours").direction, number_in_words("from 4 to 5"), number_in_words("soon")
    ('down', None, None)
    """
    if len(said) > LONGEST:
        return None
    found = [match for match in _NUMBER.finditer(said) if not _YEAR.fullmatch(match[0].strip(" .,"))]
    if len(found) != 1:
        return None
    plain = found[0][0].strip().rstrip(".,")
    read = number(plain, decimal=decimal)
    if not isinstance(read, Number):
        return None
    sign = _SIGN.search(said[: found[0].start()])
    worded = target(f"{sign[1]} {plain}", decimal=decimal) if sign else None
    return worded if isinstance(worded, Target) else Target(read)
