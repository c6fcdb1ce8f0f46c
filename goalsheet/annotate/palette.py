"""How a status looks in Excel: one place for its colours, all legible (contrast above 4.5:1) and printable."""

import math
import unicodedata

from goalsheet.language import Language
from goalsheet.language.wording import msg
from goalsheet.measure.model import Assessment
from goalsheet.ooxml.content import Style
from goalsheet.statuses import Status

#: (fill, text) as RRGGBB.
COLORS: dict[Status, tuple[str, str]] = {
    Status.OFF_TRACK: ("F9D6D5", "8A1C1C"),
    Status.AT_RISK: ("FCE8B2", "6B4E00"),
    Status.NO_UPDATE: ("E4E6EA", "3F4650"),
    Status.NOT_STARTED: ("EEF1F5", "4A5361"),
    Status.ON_TRACK: ("D3ECDA", "14532D"),
    Status.ON_HOLD: ("E2E0F2", "3F3A75"),
    Status.DONE: ("CFE3F5", "123F66"),
    Status.CANCELLED: ("F1F1F1", "5C5C5C"),
}

#: One colour for what is drawn: charts.
SOLID: dict[Status, str] = {
    Status.OFF_TRACK: "C0392B",
    Status.AT_RISK: "E0A030",
    Status.NO_UPDATE: "8A93A0",
    Status.NOT_STARTED: "C9CED6",
    Status.ON_TRACK: "3C9A63",
    Status.ON_HOLD: "8B7BC0",
    Status.DONE: "3B78B0",
    Status.CANCELLED: "DFDFDF",
}

HEAD_FILL = "1F3A4D"
HEAD_TEXT = "FFFFFF"
INK = "1B2733"
MUTED = "56616D"
ACCENT = "2F6F8F"

PERCENT = "0%"
ISO_DATE = "yyyy\\-mm\\-dd"


def status_style(status: Status) -> Style:
    fill, ink = COLORS[status]
    return Style(fill=fill, font_color=ink, bold=True, horizontal="left")


def why(seen: Assessment, lang: Language) -> str:
    """A verdict's reason and what would clear it, in one line."""
    if not seen.clears:
        return lang.capital(seen.reason)
    return lang.capital(msg("{reason}. To clear it: {clears}", reason=seen.reason, clears=seen.clears))


def height(*texts_and_widths: tuple[str, float]) -> float:
    """The height in points of a row that shows each text, wrapped to its column's width in characters."""
    lines = max(
        sum(math.ceil((wide(line) or 1) / (width - 2)) for line in text.split("\n")) for text, width in texts_and_widths
    )
    return 15.5 * lines + 3


def wide(text: str) -> int:
    """How many characters of a column's width a text takes: a Chinese or Japanese one takes two.

    >>> wide("Ziel"), wide("目標")
    (4, 4)
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


HEADING = Style(fill=HEAD_FILL, font_color=HEAD_TEXT, bold=True, wrap=True, vertical="center")
TEXT = Style(wrap=True, vertical="top", font_color=INK)
QUIET = Style(wrap=True, vertical="top", font_color=MUTED)
LINK = Style(vertical="top", font_color=ACCENT)
