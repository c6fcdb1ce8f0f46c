"""What a status cell says: life-cycle, health and percent told apart, whatever column they were typed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from goalsheet.cells import CellValue
from goalsheet.folding import bare, fold
from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_nothing, meanings, signs, without_parentheses
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import Health, LifeCycle
from goalsheet.plan.status_parts import Meaning, by_parts, plainly
from goalsheet.plan.values import is_percent_format, shown, text

#: Characters: what follows in a longer text is told elsewhere.
LONGEST = 200

#: A status as a sentence names it; marked here for the catalogues.
_WORDS = {
    LifeCycle.NOT_STARTED: translatable("not started"),
    LifeCycle.IN_PROGRESS: translatable("in progress"),
    LifeCycle.DONE: translatable("done"),
    LifeCycle.BLOCKED: translatable("blocked"),
    LifeCycle.ON_HOLD: translatable("on hold"),
    LifeCycle.CANCELLED: translatable("cancelled"),
    Health.ON_TRACK: translatable("on track"),
    Health.AT_RISK: translatable("at risk"),
    Health.OFF_TRACK: translatable("off track"),
    Health.NO_UPDATE: translatable("no update"),
}


def worded(status: LifeCycle | Health) -> LazyText:
    """
    >>> worded(LifeCycle.IN_PROGRESS)
    'in progress'
    """
    return msg(_WORDS[status])


@dataclass(frozen=True, slots=True)
class Said:
    """What a status cell says; None for what it does not speak of. `problem` where a word is not known, `doubt` where
    it was understood by a guess.
    """

    life_cycle: LifeCycle | None = None
    health: Health | None = None
    percent: float | None = None
    problem: Problem | None = None
    doubt: Doubt | None = None

    def completed(self, other: "Said") -> "Said":
        """With what another cell says of things that this one leaves open."""
        percent = other.percent if self.percent is None else self.percent
        return Said(self.life_cycle or other.life_cycle, self.health or other.health, percent)


def status(value: CellValue, number_format: str = "General", own_words: Mapping[str, str] | None = None) -> Said:
    """The meaning of a status cell. `own_words` are the user's, from the setting `words`.

    >>> said = status("🟡 (60%)"); said.health.value, said.percent
    ('at risk', 0.6)
    >>> status("✅ Done (draft)").life_cycle.value, status("behind").health.value
    ('done', 'at risk')
    >>> status("In progress - at risk").life_cycle.value, status("In progress - at risk").health.value
    ('in progress', 'at risk')
    >>> status("half-way house").problem.message
    '“half-way house” is no status word that is known'
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(float(value), number_format, value)
    said = text(value)
    if said is None:
        return Said()
    said = said[:LONGEST]
    words = _worded(said, own_words or {}) or plainly(said)
    percent = _percent(said)
    if words is None and percent is None:
        return Said() if is_nothing(said) else _guess(said) or Said(problem=unknown(value))
    life_cycle, health = words or (None, None)
    if not life_cycle and percent in (0.0, 1.0):
        life_cycle = LifeCycle.DONE if percent else LifeCycle.NOT_STARTED
    return Said(life_cycle, health, percent)


def _guess(said: str) -> Said | None:
    meant = by_parts(said)
    return Said(*meant, doubt=Doubt.PART_OF_WORDS) if meant else None


def guessed(value: CellValue, said: Said) -> Problem:
    """What to say of a word that was understood by a part of it."""
    meant = said.life_cycle or said.health or LifeCycle.IN_PROGRESS
    return Problem("GS022", msg("{value} is read as {status}", value=shown(value), status=worded(meant)))


def unknown(value: CellValue, more: int = 0) -> Problem:
    """What to say of a word that is not known, and stands in so many more cells."""
    if not more:
        return Problem("GS020", msg("{value} is no status word that is known", value=shown(value)))
    words = counted(
        more,
        "{value} is no status word that is known, here and in {n} more cell",
        "{value} is no status word that is known, here and in {n} more cells",
        value=shown(value),
    )
    return Problem("GS020", words)


def _number(value: float, number_format: str, original: CellValue) -> Said:
    """A number is a percentage where its format says so."""
    if is_percent_format(number_format) and 0 <= value <= 1:
        return status(f"{value:.6%}") if value in (0, 1) else Said(percent=value)
    return Said(problem=unknown(original))


def _percent(said: str) -> float | None:
    """
    >>> _percent("🟡 (60%)"), _percent("100 % done"), _percent("20 to 30 %")
    (0.6, 1.0, None)
    """
    found = re.findall(r"(\d+(?:[.,]\d+)?)\s*[%％]", said)
    if len(found) != 1 or len(re.findall(r"\d+", said)) > 1 + ("." in found[0] or "," in found[0]):
        return None
    share = float(found[0].replace(",", ".")) / 100
    return share if 0 <= share <= 1 else None


def _worded(said: str, own: Mapping[str, str]) -> Meaning | None:
    """By the whole text; else by its words and, for what those leave open, its signs. None where nothing is known."""
    whole = _word(said, own)
    if whole:
        return whole
    plain, sign = _without_signs(said)
    plain = re.sub(r"\d+(?:[.,]\d+)?\s*[%％]", " ", plain)
    words = _phrases(plain, own)
    if words is None:
        return None
    if not any(words):
        return sign if any(sign) else None
    return (words[0] or _beside(words[1], sign[0]), words[1] or _more(sign[1]))


def _more(health: Health | None) -> Health | None:
    """The health of a sign beside words: an empty box says nothing more."""
    return None if health is Health.NO_UPDATE else health


def _beside(health: Health | None, life_cycle: LifeCycle | None) -> LifeCycle | None:
    """The life-cycle of a sign beside a health word: a tick at `on track` is decoration, not done."""
    return None if health and life_cycle is LifeCycle.DONE else life_cycle


def _word(said: str, own: Mapping[str, str]) -> Meaning | None:
    for form in (fold(said), bare(said)):
        meant = next((fold(meaning) for word, meaning in own.items() if fold(word) == form), form)
        life_cycle, health = meanings("life_cycle").get(meant), meanings("health").get(meant)
        if life_cycle or health:
            return (LifeCycle(life_cycle) if life_cycle else None, Health(health) if health else None)
    return None


def _without_signs(said: str) -> tuple[str, Meaning]:
    life_cycle: LifeCycle | None = None
    health: Health | None = None
    for character in said:
        dimension, _, meaning = signs().get(character, "").partition(":")
        if dimension == "life":
            life_cycle = life_cycle or LifeCycle(meaning)
        elif dimension == "health":
            health = health or Health(meaning)
    plain = "".join(" " if character in signs() or character in "\ufe0f\u200d" else character for character in said)
    return plain.strip(), (life_cycle, health)


#: What may follow a word of waiting or stopping: `blocked by legal`, `waiting for Ben`.
_FOLLOWED = re.compile(
    r"(.+?)\s+(?:by|on|for|until|till|durch|von|auf|bis|par|por|da|door|due to|because)\b.*", re.DOTALL
)
_STOPPED = (LifeCycle.BLOCKED, LifeCycle.ON_HOLD, LifeCycle.CANCELLED)


def _phrases(plain: str, own: Mapping[str, str]) -> Meaning | None:
    """The meaning of the phrases between dashes, colons, commas and slashes; the first must be known.

    What stands in brackets is a remark, unless nothing else is there. (None, None) where there are no words at all.
    """
    outside = without_parentheses(plain).strip(" -–—:;,./|()[]")
    if not outside:
        outside = plain.strip(" -–—:;,./|()[]")
    if not outside:
        return (None, None)
    phrases = [part for part in re.split(r"\s+[-–—]+\s+|[-–—:;,/|\n.!→、。，：；（(]+\s*", outside) if part.strip()]
    read = [_word(outside, own)] if _word(outside, own) else [_phrase(part, own) for part in phrases]
    if not read or read[0] is None:
        return None
    known = [one for one in read if one]
    life_cycle = next((one[0] for one in known if one[0]), None)
    return (life_cycle, next((one[1] for one in known if one[1]), None))


def _phrase(part: str, own: Mapping[str, str]) -> Meaning | None:
    meaning = _word(part, own)
    if meaning:
        return meaning
    followed = _FOLLOWED.fullmatch(part.strip())
    opening = _word(followed[1], own) if followed else None
    return opening if opening and opening[0] in _STOPPED else None
