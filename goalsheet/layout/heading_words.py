"""Heading words: what a heading may mean, and how surely. The words themselves are data (words.toml)."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from goalsheet.folding import unaccented
from goalsheet.layout.chinese import simplified
from goalsheet.layout.near_words import buckets, nearest
from goalsheet.layout.own_words import own_words

#: A heading that ends so was written by goalsheet itself.
OUR_MARK = "(goalsheet)"

_CJK = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BRACKETS = re.compile(r"[(\[{<][^)\]}>]*[)\]}>]")
_SEPARATORS = re.compile(r"[\s_/\\()\[\]{}<>,;:|*!?¿¡\"“”・=+–—\-]+")
_NUMBERED = re.compile(r"(.*?\D)[\s#.]*\d{1,2}")
#: startDate
_CAMEL = re.compile(r"([a-z])([A-Z][a-z])")
_SHORT_YET_TELLING = frozenset({"id", "%", "kr", "№", "nr"})
_WEAK = 0.5


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a heading may mean: a field's name (or one of `other`), and how surely (0-1) by which word."""

    name: str
    strength: float
    word: str


@cache
def data() -> Mapping[str, Any]:
    """words.toml as it stands."""
    return tomllib.loads((files("goalsheet.layout") / "words.toml").read_text("utf-8"))


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """A heading or word as it is compared: case, width, punctuation and line breaks aside.

    >>> key("Due\\nDate:"), key("Ｎｏ．"), key("Duration (days)")
    ('due date', 'no', 'duration days')
    """
    plain = simplified(unaccented(text)).replace("’", "'")
    return " ".join(token.rstrip(".") or token for token in _SEPARATORS.split(plain) if token)


def narrow(text: str) -> str:
    """Full-width characters as narrow ones."""
    return unicodedata.normalize("NFKC", text)


def split_words(line: str) -> Iterator[tuple[str, bool]]:
    """The words of a data line and whether each is weak."""
    for word in line.split(","):
        word = word.strip()
        if word:
            yield key(word), word.endswith("?")


def count(plain: str) -> int:
    """How many words a `key` has; where a script sets no blanks, each three characters count as one.

    >>> count("write the copy"), count("要件定義書を作成する")
    (3, 4)
    """
    tokens = plain.split()
    return sum(-(-len(token) // 3) if _CJK.search(token) else 1 for token in tokens)


@cache
def lexicon() -> Mapping[str, Mapping[str, float]]:
    """Every word: meaning -> strength (1.0, or less for a weak word). A person's own words mean what they say."""
    words: dict[str, dict[str, float]] = {}
    for group in ("words", "other"):
        for meaning, languages in data()[group].items():
            for line in languages.values():
                for word, weak in split_words(line):
                    known = words.setdefault(word, {})
                    known[meaning] = max(known.get(meaning, 0.0), _WEAK if weak else 1.0)
    for meaning, headings in own_words().headings.items():
        words |= {key(heading): {meaning: 1.0} for heading in headings}
    return words


@cache
def cell_words(name: str) -> frozenset[str]:
    """The words of a [cells] line; of status cells also those that are understood, single letters aside."""
    words = frozenset(word for word, _ in split_words(data()["cells"][name]))
    return (
        words | {key(word) for word in status_words() if len(word) > 1 or _CJK.search(word)}
        if name == "status"
        else words
    )


@cache
def status_tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The words of status cells, by what they say: `life_cycle` and `health`, then each meaning."""
    said: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
        files("goalsheet.layout").joinpath("status_words.toml").read_text(encoding="utf-8")
    )
    return said


def status_words() -> Iterator[str]:
    """Every word of a status cell that is understood."""
    return (word for table in status_tables().values() for words in table.values() for word in words)


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase in sorted(cell_words(name), key=len, reverse=True)))


def holds(name: str, text: str) -> bool:
    """Whether a text holds one of the phrases of a [cells] line, accents aside, which is quick to tell for most."""
    return _phrases(name).search(key(text)) is not None


@cache
def sheet_words(name: str) -> frozenset[str]:
    """The words of a [sheets] line."""
    return frozenset(word for word, _ in split_words(data()["sheets"][name]))


def has_word(text: str, words: frozenset[str]) -> bool:
    """Whether a text (already a `key`) is one of the words or holds one as a word of its own."""
    if text in words:
        return True
    padded = f" {text} "
    return any(f" {word} " in padded or (_CJK.search(word) and len(word) > 1 and word in text) for word in words)


@cache
def _qualifiers() -> tuple[tuple[str, str], ...]:
    pairs = [(word, kind) for kind, line in data()["qualifiers"].items() for word, _ in split_words(line)]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _any_qualifier() -> re.Pattern[str]:
    """At the beginning or the end of a text: most have none."""
    either = "|".join(re.escape(word) for word, _ in _qualifiers())
    return re.compile(f"(?:{either})|.*(?:{either})$", re.DOTALL)


def _without_qualifier(text: str) -> tuple[str, str] | None:
    """(rest, kind of qualifier) of a heading that begins or ends with plan/actual/baseline."""
    if not _any_qualifier().match(text):
        return None
    for word, kind in _qualifiers():
        cjk = bool(_CJK.search(word))
        for rest, cut in (
            (text.removeprefix(word), text.startswith(word)),
            (text.removesuffix(word), text.endswith(word)),
        ):
            if cut and rest.strip() and (cjk or rest.startswith(" ") or rest.endswith(" ")):
                return rest.strip(), kind
    return None


def _qualified(text: str) -> Mapping[str, float]:
    """What a heading with a qualifier is: `actual` + due = done_on."""
    split = _without_qualifier(text)
    if split is None:
        return {}
    rest, kind = split
    becomes = data()["qualified"].get(kind, {})
    found: dict[str, float] = {}
    for name, strength in _whole(rest).items():
        name = becomes.get(name, name)
        found[name] = max(found.get(name, 0.0), strength * 0.95)
    return found


def _whole(text: str) -> Mapping[str, float]:
    """The meanings of a text that is a known word, with or without the blanks of East Asian scripts."""
    known = lexicon().get(text)
    if known is None and _CJK.search(text):
        known = lexicon().get(text.replace(" ", ""))
    return known or {}


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Every run of words in a text (of characters where the script has no blanks), longest first."""
    if _CJK.search(text):
        tight = text.replace(" ", "")[:40]
        runs = [(i, j, tight[i:j]) for i in range(len(tight)) for j in range(i + 2, len(tight) + 1)]
    else:
        tokens = text.split()[:12]
        runs = [(i, j, " ".join(tokens[i:j])) for i in range(len(tokens)) for j in range(i + 1, len(tokens) + 1)]
    return iter(sorted(runs, key=lambda run: (-len(run[2]), -run[1])))


def _contained(text: str) -> Iterator[Meaning]:
    """Known words within a heading, the longest first; a word inside a longer known one does not count."""
    taken: list[tuple[int, int]] = []
    for start, end, run in _spans(text):
        if len(run) < 3 and run not in _SHORT_YET_TELLING and not _CJK.search(run):
            continue
        known = lexicon().get(run)
        if known is None or any(start < t and s < end for s, t in taken):
            continue
        taken.append((start, end))
        share = len(run) / max(len(text), 1)
        leads = 0.12 if (text.startswith(run) if _says_of(text) else text.endswith(run)) else 0.0
        for name, strength in known.items():
            yield Meaning(name, strength * (0.3 + 0.45 * share + leads), run)
    yield from _almost(text, taken)


def _almost(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Meaning]:
    """Words of a heading that are almost known: bent, or with a slip."""
    if _CJK.search(text):
        return
    tokens = text.split()[:12]
    for i, token in enumerate(tokens):
        near = None if any(s <= i < e for s, e in taken) else nearest(token, _buckets())
        if near is None:
            continue
        share = 0.3 + 0.57 * len(token) / len(text)
        for name, strength in lexicon()[near[0]].items():
            yield Meaning(name, strength * near[1] * (1.0 if len(tokens) == 1 else share), token)


@cache
def _buckets() -> Mapping[str, tuple[str, ...]]:
    return buckets(lexicon())


def _says_of(text: str) -> bool:
    """Whether a heading goes on after its main word: `description of ...`."""
    return any(token in _of_words() for token in text.split()[1:])


@cache
def _of_words() -> frozenset[str]:
    return frozenset(word for word, _ in split_words(data()["grammar"]["of"]))


def _exact(text: str) -> Iterator[Meaning]:
    """Meanings by the whole heading, and by what is left without brackets, a number at its end, or a second name."""
    plain = key(text)
    for form, factor in _forms(text):
        for name, strength in _whole(form).items():
            yield Meaning(name, strength * factor, form)
    for name, strength in _qualified(plain).items():
        yield Meaning(name, strength, plain)
    without = key(_BRACKETS.sub(" ", narrow(text)))
    if without != plain:
        for name, strength in _qualified(without).items():
            yield Meaning(name, strength * 0.95, without)


def _forms(text: str) -> Iterator[tuple[str, float]]:
    wide = narrow(text)
    yield key(text), 1.0
    if _CAMEL.search(text):
        yield key(_CAMEL.sub(r"\1 \2", text)), 1.0
    if not any(qualifier(inside) for inside in _BRACKETS.findall(wide)):
        yield key(_BRACKETS.sub(" ", wide)), 0.95
    numbered = _NUMBERED.fullmatch(key(wide))
    if numbered:
        yield numbered[1].strip(), 0.9
    for part in re.split(r"[/|&・、]| or | and ", wide):
        yield key(part), 0.8


@lru_cache(maxsize=20_000)
def meanings(text: str) -> tuple[Meaning, ...]:
    """What a heading may mean, surest first; empty where no word is known.

    >>> [m.name for m in meanings("Assigned to")][:1], [m.name for m in meanings("実績終了日")][:1]
    (['owner'], ['done_on'])
    """
    best: dict[str, Meaning] = {}
    found = list(_exact(text))
    if not any(meaning.strength > 0.75 for meaning in found):
        found += _contained(key(text))
    for meaning in found:
        if meaning.name not in best or meaning.strength > best[meaning.name].strength:
            best[meaning.name] = meaning
    return tuple(sorted(best.values(), key=lambda m: (-m.strength, m.name)))


def numbered(text: str) -> str | None:
    """The stem of a heading that is one of a row of alike ones (`Owner 2` -> `owner`), else None."""
    match = _NUMBERED.fullmatch(key(text))
    return match[1].strip() if match else None


def qualifier(text: str) -> str:
    """`planned`, `actual`, `baseline` or `revised` where a text says merely that, else an empty string.

    >>> qualifier("実績"), qualifier("Plan"), qualifier("Planet")
    ('actual', 'planned', '')
    """
    return _qualifier_words().get(key(text), "")


@cache
def _qualifier_words() -> Mapping[str, str]:
    return dict(_qualifiers())
