"""How a report looks and which parts it has: from settings, and from an audience that picks parts, never numbers."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.setting_kinds import SECTIONS
from goalsheet.settings import Settings

#: The parts each audience gets, in its own order.
AUDIENCES: Mapping[str, tuple[str, ...]] = {
    "team": SECTIONS,
    "lead": ("attention", "goals", "changes", "obstacles", "due", "load", "timeline", "problems", "conventions"),
    "board": ("goals", "wins", "metrics", "timeline", "tree", "conventions"),
    "owner": ("attention", "due", "goals", "changes", "obstacles", "wins", "conventions"),
}
#: Paper and dark paper of the page: links in the accent's colour can be read on both.
PAPER, DARK_PAPER = "#fbfaf7", "#14171a"
LEGIBLE = 4.5
LARGEST_LOGO = 300_000
_KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".svg": "svg+xml"}


@dataclass(frozen=True, slots=True)
class Theme:
    """`logo` is a picture's data address; `link` and `dark_link` are the accent, as dark or light as text must be."""

    sections: tuple[str, ...] = SECTIONS
    logo: str = ""
    intro: str = ""
    accent: str = ""
    link: str = ""
    dark_link: str = ""


def look(settings: Settings, logo: str = "") -> Theme:
    accent = settings.accent
    return Theme(
        sections=sections(settings),
        logo=logo,
        intro=settings.intro,
        accent=accent,
        link=legible(accent, PAPER, "#000000") if accent else "",
        dark_link=legible(accent, DARK_PAPER, "#ffffff") if accent else "",
    )


def sections(settings: Settings) -> tuple[str, ...]:
    """The parts and their order: what is set, else the audience's, without those that are left out."""
    wanted = AUDIENCES[settings.audience.partition("=")[0]]
    named = tuple(part for part in settings.sections if not part.startswith("-"))
    return named or tuple(part for part in wanted if f"-{part}" not in settings.sections)


def picture(path: Path) -> str:
    """A picture as an address that holds the picture itself. Raises GoalsheetError for one that can't be used."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise GoalsheetError(f"{path}: no picture that a page can show", f"Use one of {', '.join(_KINDS)}.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GoalsheetError(f"{path}: can't be read ({error.strerror})", "Correct the setting Logo.") from None
    if len(content) > LARGEST_LOGO:
        raise GoalsheetError(f"{path}: the logo has {len(content):,} bytes", f"Take one below {LARGEST_LOGO:,}.")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def legible(colour: str, paper: str, ink: str) -> str:
    """The colour, mixed with as little ink as it takes to be read on the paper.

    >>> legible("#7a1f5c", PAPER, "#000000"), legible("#ffe000", PAPER, "#000000")
    ('#7a1f5c', '#827200')
    """
    mixes = (_mixed(colour, ink, percent) for percent in range(101))
    return next(mix for mix in mixes if contrast(mix, paper) >= LEGIBLE)


def _mixed(colour: str, ink: str, percent: int) -> str:
    pairs = ((int(colour[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (other - one) * percent / 100):02x}" for one, other in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
