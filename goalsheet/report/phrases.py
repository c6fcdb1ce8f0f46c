"""How texts of the workbook and quantities read in the report; dates and numbers are the language's."""

import math
import re

from goalsheet.language import ENGLISH, Language
from goalsheet.language.wording import marked
from goalsheet.statuses import Status

#: What can't stand in HTML, XML or mail as text: control characters, lone surrogates, non-characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Characters that turn the direction of what follows them, up to the end of the line.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: A sign for each status, told apart without colour.
SIGNS = {
    Status.OFF_TRACK: "✖",
    Status.AT_RISK: "▲",
    Status.NO_UPDATE: "?",
    Status.NOT_STARTED: "○",
    Status.ON_TRACK: "●",
    Status.ON_HOLD: "Ⅱ",
    Status.DONE: "✔",
    Status.CANCELLED: "–",
}


def plain(text: str) -> str:
    """The text with what no page or mail can hold replaced, and nothing in it that turns the text around it.

    >>> plain("a\\x00b\\u202ec")
    'a\\ufffdbc'
    """
    return _TURNING.sub("", _UNPRINTABLE.sub("\ufffd", text))


def shortened(text: str | None, limit: int = 240) -> str:
    """One line of at most `limit` characters, cut at a word where one ends in time.

    >>> shortened("  several\\n lines "), shortened("several words", 10)
    ('several lines', 'several…')
    """
    line = " ".join(plain(text[: limit * 4] if text else "").split())
    if len(line) <= limit and len(text or "") <= limit * 4:
        return line
    cut = line[: limit - 1]
    head, _, tail = cut.rpartition(" ")
    return (head if head and len(tail) < 30 else cut).rstrip(" ,;:.") + "…"


def quantity(value: float | None, unit: str | None, lang: Language = ENGLISH, unknown: str = "") -> str:
    """A number with its unit. A metric kept as a fraction with the unit % is shown in percent by its reader.

    >>> quantity(500, "followers"), quantity(4.5, "%"), quantity(-1200, "€"), quantity(None, "€")
    ('500 followers', '4.5 %', '-€1,200', '')
    """
    if value is None or not math.isfinite(value):
        return unknown
    unit = shortened(unit, 24)
    if not lang.english:
        return marked(lang, lang.number(value), unit)
    if unit in ("€", "$", "£", "¥"):
        return f"{'-' if value < 0 else ''}{unit}{lang.number(abs(value))}"
    return f"{lang.number(value)} {unit}".strip()


def roughly(value: float, unit: str | None, lang: Language = ENGLISH) -> str:
    """A number that is worked out, to three digits.

    >>> roughly(2725.21, "followers"), roughly(2.2892, "%"), roughly(1443442, "€")
    ('2,730 followers', '2.29 %', '€1,440,000')
    """
    return quantity(float(f"{value:.3g}"), unit, lang)


def sentence(text: str, lang: Language = ENGLISH) -> str:
    """A half sentence made whole.

    >>> sentence("due in 3 days"), sentence(""), sentence("why not?")
    ('Due in 3 days.', '', 'Why not?')
    """
    text = shortened(lang.translate(text), 400)
    if not text:
        return ""
    return lang.capital(text) + ("" if text[-1] in ".!?…。！？" else lang.between("."))
