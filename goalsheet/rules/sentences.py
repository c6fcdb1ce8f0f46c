"""What the words of a goal say, as far as words can: its verb, its size, its deadline. English; else only digits.

Nothing here judges; `smart.py` does. The words are data: `smart_words.toml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from goalsheet.rules import patterns
from goalsheet.rules.patterns import listed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A goal's text, taken apart. `kind` is that of its verb: vague, change, sized, keep, deliver or none.

    `sized` says whether a number (in digits or words) gives a size; `change_by` is the change asked for relative to
    something ("by 30 %", "double"); `from_to` holds the two ends where both are said; `deadline` the words of a date.
    """

    text: str
    english: bool
    verb: str = ""
    kind: str = ""
    sized: bool = False
    change_by: str = ""
    from_to: tuple[str, str] | None = None
    deadline: str = ""
    second_verb: str = ""

    @property
    def words(self) -> int:
        return len(re.findall(r"\w[\w'’-]*", self.text))


# Cached because the verb of every goal is looked up in it.
@cache
def _verb_kinds() -> dict[str, str]:
    """Each verb with its kind; the kinds named first win."""
    kinds: dict[str, str] = {}
    for kind in ("sized", "keep", "vague", "change", "deliver"):
        for verb in listed("verbs", kind):
            kinds.setdefault(verb, kind)
    return kinds


# Cached because a dozen rules take the same goal's text apart, a third of a millisecond each time.
@lru_cache(maxsize=4096)
def sentence(text: str) -> Sentence:
    """Take a goal's text apart.

    >>> sentence("Keep churn under 5 %").kind, sentence("Keep churn under 5 %").sized
    ('keep', True)
    >>> sentence("Bring K-12 schools onto Web 2.0 by Q3 2026").sized
    False
    """
    text = " ".join(text.split())
    verb, kind = _verb(patterns.LEAD_IN.sub("", _without_opening(text)))
    if not is_english(text, known_verb=bool(verb)):
        return Sentence(text, False, sized=bool(patterns.DIGITS.search(without_names(text))))
    change = patterns.change_by().search(text)
    both = patterns.FROM_TO.search(text)
    deadline = patterns.deadline().search(text)
    return Sentence(
        text,
        True,
        verb,
        kind,
        kind == "sized" or has_size(text),
        change[0] if change else (verb if kind == "sized" else ""),
        (both[1], both[2]) if both else None,
        deadline[0] if deadline else "",
        _second_verb(text) if verb else "",
    )


def _without_opening(text: str) -> str:
    """The text without a deadline put in front: "By the end of Q3, launch ..."."""
    opening, comma, rest = text.partition(",")
    return rest.strip() if comma and rest and patterns.deadline().match(opening) else text


def is_english(text: str, known_verb: bool = False) -> bool:
    """Whether a text is English for all its short words tell; a text that tells nothing is not."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    ours = sum(word in listed("words", "english") for word in words) + (2 if known_verb else 0)
    others = sum(word in listed("words", "foreign") for word in words)
    letters = [c for c in text if c.isalpha()]
    return ours > others and sum(c.isascii() for c in letters) > 0.9 * len(letters)


def without_names(text: str) -> str:
    """The text without numbers that are names or dates: K-12, ISO 9001, Q3, 2026.

    >>> without_names("Comply with ISO 9001 and HB 1159 by Q3 2026").split()
    ['Comply', 'with', 'and', 'by']
    """
    for pattern in (patterns.RATIO, patterns.dates(), patterns.CJK_DATE, patterns.names(), patterns.IN_WORD):
        text = pattern.sub(" ", text)
    return text


def has_size(text: str) -> bool:
    """Whether some number, in digits or words, says how much, how many or how often."""
    if patterns.RESPONSE.search(text):
        return True
    rest = patterns.deadline().sub(" ", text)
    rest = patterns.no_number().sub(" ", without_names(rest))
    return bool(patterns.DIGITS.search(rest) or patterns.number_word().search(rest))


def _verb(text: str) -> tuple[str, str]:
    """The verb a text begins with, and its kind."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text.casefold())[:2]
    for size in (2, 1):
        for form in _base_forms(" ".join(words[:size])) if len(words) >= size else ():
            if form in _verb_kinds():
                return form, _verb_kinds()[form]
    return "", ""


def _base_forms(word: str) -> Iterable[str]:
    """What a word may be a form of: improving, improved, improves."""
    yield word
    if word.endswith("ing") and len(word) > 5:
        stem = word[:-3]
        yield from (stem, stem + "e", stem[:-1])
    if word.endswith("ed") and len(word) > 4:
        yield from (word[:-2], word[:-1])


_AND = re.compile(r"(?:,| ) ?(?:and|&|then|as well as) (?:then |also |to )?([^\W\d_]+) ([^\W\d_]+|\d)", re.I)


def _second_verb(text: str) -> str:
    """The verb of a second goal behind an "and", where both are surely verbs with an object of their own."""
    for match in _AND.finditer(text):
        verb, after = match[1].casefold(), match[2].casefold()
        sure = verb not in listed("second", "also_nouns") or after in listed("second", "objects") or after.isdigit()
        alone = len(text[: match.start()].split()) < 2  # "build and launch the shop": one object for both
        if verb in _verb_kinds() and sure and not alone:
            return verb
    return ""
