"""A status in words that are not known as a whole: by the known word in it, its stem, a negation, or a slip of the pen.

Each such reading is a guess, and told as one (`Doubt.PART_OF_WORDS`); that of a word known but for accents and signs
is none.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from goalsheet.folding import fold, unaccented
from goalsheet.plan.cell_words import meanings, word_set
from goalsheet.plan.model import Health, LifeCycle

Meaning = tuple[LifeCycle | None, Health | None]

#: A longer text is prose, in which a status word may mean anything.
LONGEST = 40
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
#: What ends a status in Chinese, Japanese or Korean, whatever the work is called: 監視中, 検証済, 배포중.
_ENDINGS: Mapping[str, LifeCycle] = {
    "中": LifeCycle.IN_PROGRESS, "중": LifeCycle.IN_PROGRESS, "済": LifeCycle.DONE, "済み": LifeCycle.DONE,
    "完了": LifeCycle.DONE, "完成": LifeCycle.DONE, "完毕": LifeCycle.DONE, "완료": LifeCycle.DONE,
    "완": LifeCycle.DONE, "待ち": LifeCycle.BLOCKED,
}  # fmt: skip
_OPENINGS: Mapping[str, LifeCycle] = {
    "未": LifeCycle.NOT_STARTED, "尚未": LifeCycle.NOT_STARTED, "还没": LifeCycle.NOT_STARTED,
    "没有": LifeCycle.NOT_STARTED, "미": LifeCycle.NOT_STARTED, "待": LifeCycle.NOT_STARTED,
    "已": LifeCycle.DONE, "正在": LifeCycle.IN_PROGRESS, "暂停": LifeCycle.ON_HOLD,
}  # fmt: skip
_PREFIXES = ("ne", "nie", "не", "un", "in", "non-", "non")


@lru_cache(maxsize=5_000)
def by_parts(said: str) -> Meaning | None:
    """What a text of unknown words may mean; None where nothing in it tells.

    >>> [str(by_parts(one)[0]) for one in ("进行完成", "erp处理中", "未测试", "PROCESO", "to be done", "A FAIRE")]
    ['done', 'in progress', 'not started', 'in progress', 'not started', 'not started']
    >>> [str(by_parts(one)[0]) for one in ("nerozpracováno", "Tamamlanmadı", "almost done", "Complted")]
    ['not started', 'not started', 'in progress', 'done']
    >>> by_parts("open questions"), by_parts("done by Friday"), by_parts("wobbly")
    (None, None, None)
    """
    text = _plain(said)
    if not text or len(text) > LONGEST:
        return None
    if _EAST_ASIAN.search(text):
        return _unspaced(text.replace(" ", ""))
    return next((found for found in (how(text) for how in _WAYS) if found), None)


def plainly(said: str) -> Meaning | None:
    """The meaning of a word that is known but for its accents, its case in the middle, a number or a day beside it.

    >>> [str(plainly(one)[0]) for one in ("A FAIRE", "InProgress", "NOT_STARTED", "2. Done", "Completed on 12/03/2026")]
    ['not started', 'in progress', 'not started', 'done', 'done']
    """
    text = _plain(said)
    return _known(text) if text else None


def _plain(said: str) -> str:
    """Folded words without numbering, dates, underscores and the like around them."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said[: 4 * LONGEST])
    text = re.sub(r"\b(?:on|am|den|le|el|il|op|em|the|по)\s+(?=\d)", " ", text)
    text = fold(re.sub(r"[_\-/.]+", " ", re.sub(r"^\W{0,2}\d{1,2}\s*[.):\-–]?\s+", "", text)))
    return " ".join(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text))


def _unspaced(text: str) -> Meaning | None:
    """By the known word that ends or begins a text without blanks; a negation before it turns it."""
    if len(text) > 20:
        return None
    if whole := _known(text):
        return whole
    opening = next((stage for sign, stage in _OPENINGS.items() if text.startswith(sign)), None)
    if opening is LifeCycle.NOT_STARTED:
        return (opening, None)
    ends = [text[at:] for at in range(1, len(text) - 1)]
    starts = [text[:at] for at in range(len(text) - 1, 1, -1)]
    known = next((meant for part in ends if (meant := _known(part))), None)
    ending = next((stage for sign, stage in _ENDINGS.items() if text.endswith(sign)), None)
    if known or ending:
        return known or (ending, None)
    return next((meant for part in starts if (meant := _known(part))), None) or ((opening, None) if opening else None)


@cache
def _vocabulary() -> Mapping[str, Meaning]:
    """Every known word or phrase without accents; of several that are then alike the first."""
    found: dict[str, Meaning] = {}
    for word, meaning in meanings("life_cycle").items():
        found.setdefault(unaccented(word), (LifeCycle(meaning), None))
    for word, meaning in meanings("health").items():
        found.setdefault(unaccented(word), (None, Health(meaning)))
    return found


def _known(text: str) -> Meaning | None:
    """What a text means that is known but for accents; a single letter tells nothing."""
    return _vocabulary().get(unaccented(text)) if len(text) > 1 else None


def _negated(text: str) -> Meaning | None:
    """`not finished`, `noch nicht fertig`, `nie zrobione`, `done değil`: the work is not started, or still goes on."""
    words = text.split()
    if not set(words) & word_set("parts", "negation"):
        return None
    meant = _known(" ".join(word for word in words if word not in word_set("parts", "negation", "filling")))
    return _turned(meant)


def _turned(meant: Meaning | None) -> Meaning | None:
    """The opposite of done, or of begun: not started, as far as one can tell."""
    return (LifeCycle.NOT_STARTED, None) if meant and meant[0] in (LifeCycle.DONE, LifeCycle.IN_PROGRESS) else None


def _nearly(text: str) -> Meaning | None:
    """`almost done`, `fast fertig`, `partially completed`."""
    first, _, rest = text.partition(" ")
    meant = _known(rest) if rest and first in word_set("parts", "nearly") else None
    return (LifeCycle.IN_PROGRESS, None) if meant and meant[0] is LifeCycle.DONE else None


def _to_be(text: str) -> Meaning | None:
    """`to be done`, `yet to begin`: not started."""
    found = re.fullmatch(r"(?:still |yet )?to(?: be)? ([a-z]+)", text)
    return (LifeCycle.NOT_STARTED, None) if found and (_known(found[1]) or _stem(found[1])) else None


def _both(text: str) -> Meaning | None:
    """A life-cycle and a health side by side: `completed late`, `delayed in progress`."""
    words = text.split()
    for at in range(1, len(words)):
        first, second = _known(" ".join(words[:at])), _known(" ".join(words[at:]))
        if first and second and bool(first[0]) != bool(second[0]):
            return (first[0] or second[0], first[1] or second[1])
    return None


def _stopped(text: str) -> Meaning | None:
    """A word of waiting or stopping, and for what: `awaiting info`, `en attente du client`."""
    words = text.split()
    for at in range(min(len(words) - 1, 3), 0, -1):
        meant = _known(" ".join(words[:at]))
        if meant and meant[0] in (LifeCycle.BLOCKED, LifeCycle.ON_HOLD):
            return meant
    return None


def _filled(text: str) -> Meaning | None:
    """The same without words that only fill: `already done`, `task completed`, `ya terminado`, `c'est fait`."""
    words = [word for word in text.split() if word not in word_set("parts", "filling")]
    rest = " ".join(words)
    return (_known(rest) or _stem(rest)) if words and rest != text else None


@cache
def _heads() -> Mapping[str, Meaning]:
    """The last words of known phrases behind a word such as `in`, where they mean one thing: `proceso`, `arbeit`."""
    found: dict[str, set[Meaning]] = {}
    for phrase, meaning in _vocabulary().items():
        first, _, rest = phrase.partition(" ")
        if rest and first in word_set("parts", "leading") and len(rest) >= 4:
            found.setdefault(rest, set()).add(meaning)
    return {rest: meant.pop() for rest, meant in found.items() if len(meant) == 1 and rest not in _vocabulary()}


def _without_leading(text: str) -> Meaning | None:
    return _heads().get(unaccented(text))


def _prefixed(text: str) -> Meaning | None:
    """`nerozpracováno`, `unfinished`, `nieukończone`: a negation grown into the word."""
    for prefix in _PREFIXES:
        if text.startswith(prefix) and len(text) - len(prefix) >= 5:
            meant = _turned(_known(text[len(prefix) :].strip()))
            if meant:
                return meant
    return None


def _turkish(text: str) -> Meaning | None:
    """A Turkish verb turned by `ma` or `me` before its ending: `tamamlanmadı`."""
    found = re.fullmatch(r"(.{4,})(?:ma|me)(dı|di|du|dü|mış|miş|muş|müş)", text)
    return _turned(_known(found[1] + found[2])) if found else None


def _stem(text: str) -> Meaning | None:
    """A single word that is a known one but for its ending: `terminadas`, `zakończonych`, `erledigte`."""
    if " " in text or len(text) < 5 or text.endswith("ing"):  # delivering is not delivered
        return None
    word = unaccented(text)
    shared = max(5, len(word) - 3)
    return _agreed(meaning for known, meaning in _by_beginning().get(word[:5], ()) if _alike(word, known, shared))


def _alike(word: str, known: str, shared: int) -> bool:
    return abs(len(word) - len(known)) <= 3 and word[:shared] == known[:shared] and len(known) - shared <= 3


@cache
def _by_beginning() -> Mapping[str, tuple[tuple[str, Meaning], ...]]:
    """Single known words by their first five letters."""
    found: dict[str, list[tuple[str, Meaning]]] = {}
    for word, meaning in _vocabulary().items():
        if len(word) >= 5 and " " not in word:
            found.setdefault(word[:5], []).append((word, meaning))
    return {first: tuple(words) for first, words in found.items()}


def _agreed(found: Iterator[Meaning]) -> Meaning | None:
    different = set(found)
    return different.pop() if len(different) == 1 else None


def _slip(text: str) -> Meaning | None:
    """A known word or phrase of six letters or more with one letter more, less, other or exchanged."""
    word = unaccented(text)
    if len(word) < 6:
        return None
    near = ((known, meaning) for known, meaning in _vocabulary().items() if abs(len(known) - len(word)) <= 1)
    return _agreed(meaning for known, meaning in near if one_slip(known, word))


def one_slip(a: str, b: str) -> bool:
    """Whether two texts differ by one letter: added, left out, other, or two exchanged.

    >>> one_slip("complete", "complte"), one_slip("done", "doen"), one_slip("done", "gone!")
    (True, True, False)
    """
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])


_WAYS = (
    _known, _negated, _nearly, _to_be, _both, _without_leading, _prefixed, _turkish, _filled, _stem, _slip, _stopped,
)  # fmt: skip
