"""How dates and numbers read in what history tells."""

from collections.abc import Sequence
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def day(value: date) -> str:
    """
    >>> day(date(2026, 11, 5))
    '5 Nov 2026'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def percent(fraction: float) -> str:
    """Whole percents, halves up; never 0 % or 100 % for what is not quite that.

    >>> percent(0.125), percent(0.999), percent(0.001), percent(1.0)
    ('13 %', '99 %', '1 %', '100 %')
    """
    whole = int(fraction * 100 + 0.5 + 1e-9)
    if whole >= 100 and fraction < 1 - 1e-9:
        whole = 99
    return f"{max(whole, 1) if fraction > 1e-9 else 0} %"


def points(fraction: float) -> int:
    """A difference of two fractions in whole percentage points."""
    return int(abs(fraction) * 100 + 0.5 + 1e-9)


def counted(count: int, word: str) -> str:
    """
    >>> counted(1, "day"), counted(3, "step")
    ('1 day', '3 steps')
    """
    return f"{count} {word}{'s' * (count != 1)}"


def ordinal(number: int) -> str:
    """
    >>> ordinal(3), ordinal(11)
    ('third', '11th')
    """
    return _TIMES[number] if number < len(_TIMES) else f"{number}th"


def times(number: int) -> str:
    """
    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def people(names: Sequence[str]) -> str:
    """
    >>> people(["Ana", "Ben", "Cleo"]), people([])
    ('Ana, Ben and Cleo', 'nobody')
    """
    if not names:
        return "nobody"
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def quoted(text: str, longest: int = 80) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1].rstrip()}…”"
