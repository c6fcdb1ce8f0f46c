"""A value as a worksheet's cell: its bytes, and the serial number of a date (ECMA-376 part 1, 18.17.4.1)."""

import math
import re
import zlib
from datetime import date, datetime, timedelta

from goalsheet.ooxml.content import Value
from goalsheet.ooxml.xmltree import cell_text, clean

LONGEST = 32767
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30).toordinal(), date(1904, 1, 1).toordinal()
_LEAP_BUG_END = date(1900, 3, 1).toordinal()
_SPACED = re.compile(r"\A\s|\s\Z|\n|\t|  ")
_PLAIN = re.compile(r"(?:[!-%'-;=?-^`-~]++ ?+)++(?<! )")  # possessive, so that it never goes back

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]


def serial(day: date, *, since_1904: bool) -> float:
    """A date as days since the workbook's epoch; the day Excel believes 1900 had too many is left out."""
    days = day.toordinal()
    since_1900 = _EPOCH_1900 if days >= _LEAP_BUG_END else _EPOCH_1900 + 1
    start = _EPOCH_1904 if since_1904 else since_1900
    if not isinstance(day, datetime):
        return float(days - start)
    seconds = timedelta(hours=day.hour, minutes=day.minute, seconds=day.second, microseconds=day.microsecond)
    return days - start + seconds / timedelta(days=1)


def number_text(number: float) -> str:
    """The shortest decimal that reads back as this number."""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def _inline(text: str, tag: str) -> str:
    if len(text) <= LONGEST and _PLAIN.fullmatch(text):  # nothing in it to escape: the usual case, and quick
        return f"<{tag}is><{tag}t>{text}</{tag}t></{tag}is>"
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    space = ' xml:space="preserve"' if _SPACED.search(text) else ""
    return f"<{tag}is><{tag}t{space}>{cell_text(text)}</{tag}t></{tag}is>"


def cell_parts(value: Value, tag: str, *, since_1904: bool) -> tuple[str, str]:
    """The cell's `t` attribute and its content; both empty where it is blank. `tag` is the prefix of elements."""
    if isinstance(value, bool):
        return ' t="b"', f"<{tag}v>{int(value)}</{tag}v>"
    if isinstance(value, str):
        return (' t="inlineStr"', _inline(value, tag)) if value else ("", "")
    if isinstance(value, date):
        return "", f"<{tag}v>{number_text(serial(value, since_1904=since_1904))}</{tag}v>"
    if value is None or not math.isfinite(value):
        return "", ""
    return "", f"<{tag}v>{number_text(value)}</{tag}v>"


def stored(value: Value, *, since_1904: bool) -> str | float | None:
    """What a reader of the file finds in the cell: text, number or nothing."""
    if isinstance(value, str):
        return clean(value)[:LONGEST] or None
    if isinstance(value, date):
        return serial(value, since_1904=since_1904)
    return None if value is None else float(value)


def fingerprint(value: str | float) -> str:
    """Four characters that tell whether a cell still holds what we wrote; line breaks and outer blanks don't count."""
    text = " ".join(value.split()) if isinstance(value, str) else f"={value + 0.0:.12g}"
    number = zlib.crc32(text.encode("utf-8", "replace"))
    return _PAIRS[number & 4095] + _PAIRS[number >> 12 & 4095]
