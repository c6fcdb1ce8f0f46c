"""Rows below the last that has an owner or a date, where nearly all have one: remarks, dummies, and doubts."""

import re
from collections.abc import Sequence
from functools import cache

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import heading_words, skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_names
from goalsheet.layout.grid import amount, is_number, text
from goalsheet.layout.row_facts import Named, Strays, is_choice, is_word, own, told
from goalsheet.layout.row_roles import TELLING, Line, Role, says

#: How many rows must have an owner or a date, and which part of them, that one below without stands out.
FEW, SEVERAL, NEARLY = 2, 3, 0.85
#: Who and when: a status alone is often filled down beforehand.
TIED = TELLING - {"status"}


def trailing(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """Signatures, remarks and a template's rows below the last row that has an owner or a date."""
    above, below = _parted(candidate, named)
    if len(above) < FEW:
        return {}
    reasons = ((i, _reason(candidate, line, above)) for i, line in below)
    return {i: why for i, why in reasons if why}


def doubted(candidate: Candidate, items: Sequence[Line]) -> frozenset[int]:
    """The rows of items that may be remarks: a text and nothing else below the last row with an owner or a date."""
    above, below = _parted(candidate, list(enumerate(items)))
    if len(above) < SEVERAL:
        return frozenset()
    return frozenset(line.row for _, line in below if not line.id and not _given(candidate, line))


def _parted(candidate: Candidate, named: Named) -> tuple[Sequence[Line], Named]:
    """The rows up to the last that has an owner or a date, and those below it; none where too few have one."""
    ties = [_tied(candidate, line) for _, line in named]
    last = max((place for place, yes in enumerate(ties) if yes), default=-1)
    items = [yes for (_, line), yes in zip(named[: last + 1], ties, strict=False) if line.role is Role.ITEM]
    if not items or sum(items) < NEARLY * len(items):
        return (), ()
    return [line for _, line in named[: last + 1]], named[last + 1 :]


def _tied(candidate: Candidate, line: Line) -> bool:
    """Whether a row has an owner or a date; `Prepared by: | Ann Lee` and `Task 9 | unassigned` have neither."""
    if _labelled(line.text.rstrip()) or not told(candidate, line, TIED):
        return False
    return not all(map(_is_default, _given(candidate, line)))


def _labelled(name: str) -> bool:
    return name.endswith((":", "：")) and is_word(name, "signed")


def _reason(candidate: Candidate, line: Line, above: Sequence[Line]) -> LazyText | None:
    """Why a row below the others is no item; None where it may be one."""
    given = _given(candidate, line)
    if _is_dummy(line.text, above) and all(map(_is_default, given)):
        return skip_reasons.TEMPLATE
    if any(not isinstance(value, str) for value in given):
        return None
    whole = " ".join([line.text, *map(text, given)])
    if _is_signature(candidate, whole, above) or (not given and _is_remark(line.text, above)):
        return skip_reasons.NOTE_BELOW
    return None


def _given(candidate: Candidate, line: Line) -> Sequence[CellValue]:
    """What a row holds besides its name and its number."""
    numbers = candidate.reads.columns.get("id", ())
    return [value for column, value in own(candidate, line).items() if column not in numbers and says(value)]


#: What a template numbers -> how surely a word must mean it: a numbered phase may well be real.
_NUMBERED = {"step": 0.5, "milestone": 0.9, "goal": 0.9}


def _is_dummy(name: str, above: Sequence[Line]) -> bool:
    """`Aufgabe 4`, `任务4`: a heading's word and a number, though no item above is named so."""
    stem = heading_words.numbered(name) if len(name) <= 24 else None
    meant = heading_words.meanings(stem) if stem else ()
    if not meant or meant[0].strength < _NUMBERED.get(meant[0].name, 2):
        return False
    return all(heading_words.numbered(line.text) != stem for line in above)


def _is_default(value: CellValue) -> bool:
    """Whether a cell says what a template has in it: not started, 0, nobody, nothing chosen."""
    if isinstance(value, str):
        return is_choice(value) or is_word(value, "nobody") or heading_words.key(value) in _not_started()
    return value is False or (is_number(value) and amount(value) == 0)


@cache
def _not_started() -> frozenset[str]:
    return frozenset(map(heading_words.key, heading_words.status_tables()["life_cycle"]["not started"]))


#: `Prepared by: Ann Lee`, `制表人：王芳`
_LABEL = re.compile(r"([^\W\d_][^:：\d]{0,31}?)\s*[:：]\s*([^:：]{1,60})")
#: What heads a person's name, as the headings of columns do.
_PEOPLE = frozenset({"owner", "author", "sponsor", "manager"})


def _is_signature(candidate: Candidate, whole: str, above: Sequence[Line]) -> bool:
    """Whether a text is a word or a few, a colon and a name; by the name alone only where no item has a colon."""
    match = _LABEL.fullmatch(whole)
    if match is None:
        return _goes_on(whole)
    if len(match[1].split()) > 4:
        return False
    label, name = match[1], match[2]
    if is_word(label, "signed"):
        return True
    if not is_names(name):
        return False
    meant = heading_words.meanings(label)
    if (meant and meant[0].name in _PEOPLE and meant[0].strength >= 0.65) or _owns(candidate, name, above):
        return True
    full = len(name.split()) >= 2 or not name.isascii()
    return full and not any(_LABEL.fullmatch(line.text) for line in above)


_BY = frozenset({"by", "von", "par", "por", "da", "door", "av", "af", "oleh", "de"})


def _goes_on(whole: str) -> bool:
    """`Prepared by Ann Lee`: the same without a colon, where a word such as `by` stands before the name."""
    words = whole.split()
    cuts = (c for c in range(2, min(len(words), 5)) if words[c - 1] in _BY and is_word(" ".join(words[:c]), "signed"))
    return any(is_names(" ".join(words[cut:])) for cut in cuts)


def _owns(candidate: Candidate, name: str, above: Sequence[Line]) -> bool:
    """Whether this very name stands among the owners above."""
    columns = candidate.reads.columns.get("owner", ())
    return any(text(candidate.grid.value(line.row, column)) == name for line in above for column in columns)


#: `毎週月曜更新`, `每周一更新`, `매주 업데이트`
_KEPT_UP = re.compile(r"[毎每매].{1,8}(更新|업데이트|갱신)(する|します|されます|합니다|됩니다)?[.。]?$")
_SENTENCE = re.compile(r".{12,}[^.\s\d][.!。！]", re.DOTALL)


def _is_remark(name: str, above: Sequence[Line]) -> bool:
    """Whether a text speaks of the list, or is a whole sentence where no item ends as one."""
    if heading_words.holds("remark", name) or _KEPT_UP.search(name):
        return True
    sentence = _SENTENCE.fullmatch(name) and (len(name.split()) >= 4 or not name.isascii())
    return bool(sentence) and not any(line.text.rstrip().endswith((".", "!", "。", "！")) for line in above)
