"""Standard output in any encoding: what its code page lacks is printed as something like it, never as a traceback."""

import codecs
import sys
import unicodedata
from io import TextIOWrapper

_ERRORS = "goalsheet-stand-in"
_ASCII = "goalsheet_ascii"
#: As wide as what they stand for, so that tables stay in line; the arrow alone is wider.
_STAND_INS = {
    "→": "->", "←": "<-", "↑": "^", "↓": "v", "▲": "^", "▼": "v", "●": "*", "○": "o", "■": "#", "□": "o",
    "Ⅱ": "=", "✔": "+", "✓": "+", "✕": "x", "✗": "x", "█": "#", "░": ".", "▒": ":", "▓": "#", "─": "-",
    "│": "|", "·": ".", "•": "*", "…": ".", "–": "-", "—": "-", "‑": "-", "−": "-", "‘": "'", "’": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "×": "x", "≥": ">", "≤": "<", "≈": "~", "€": "E",
    "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "a", "Æ": "A", "đ": "d", "Đ": "D", "ı": "i",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip


def use_stand_ins() -> None:
    """From now on both standard streams print whatever the encoding is; in UTF-8 nothing changes."""
    codecs.register_error(_ERRORS, _stand_in)
    codecs.register(_as_ascii)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=_ASCII if ascii_only else None, errors=_ERRORS)


def _as_ascii(name: str) -> codecs.CodecInfo | None:
    """ASCII under a name of ours: click takes a stream called ascii for a mistake, and writes UTF-8 into it."""
    if name != _ASCII:
        return None
    plain = codecs.lookup("ascii")
    return codecs.CodecInfo(
        plain.encode,
        plain.decode,
        incrementalencoder=plain.incrementalencoder,
        incrementaldecoder=plain.incrementaldecoder,
        name=_ASCII,
    )


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_like, error.object[error.start : error.end])), error.end


def _like(char: str) -> str:
    """An ASCII text for a character: the one it is drawn like, the letter without its accent, else a question mark."""
    if char in _STAND_INS:
        return _STAND_INS[char]
    if unicodedata.category(char) == "Mn":  # an accent typed as a character of its own
        return ""
    plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return plain or "?"


def machine_text(text: str) -> str | bytes:
    """JSON or CSV for `click.echo`: in UTF-8 whatever the code page, unless a person reads it on a terminal."""
    return text if sys.stdout.isatty() else text.encode()
