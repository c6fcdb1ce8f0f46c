"""What a column's other cells tell about one of them: scale of percentages, decimal sign, kind of letters."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from goalsheet.folding import fold
from goalsheet.layout.table import Cell
from goalsheet.plan.values import LONGEST, is_percent_format


def percent_scale(cells: Iterable[Cell]) -> float:
    """100 where plain numbers of the column are like 40 and 60, 1 where they are like 0.4 and 0.6."""
    large = small = 0
    for cell in cells:
        value, is_percent = cell.value, is_percent_format(cell.number_format)
        if isinstance(value, str) and re.fullmatch(r"\s*\d+([.,]\d+)?\s*", value):
            value, is_percent = float(value.replace(",", ".")), False
        if isinstance(value, int | float) and not isinstance(value, bool):
            large += not is_percent and value > 1
            small += is_percent or 0 < value < 1
    return 1 if small > large or not large else 100


def letters(cells: Iterable[Cell]) -> frozenset[str]:
    """The single letters that a column holds, which mean one thing or another together: Y and N, or G, Y and R."""
    return frozenset(fold(cell.value) for cell in cells if isinstance(cell.value, str) and len(cell.value.strip()) == 1)


def starts_on(cells: Iterable[Cell]) -> frozenset[int]:
    """The days of the week (0 is Monday) on which the true dates of a column fall."""
    return frozenset(cell.value.weekday() for cell in cells if isinstance(cell.value, date))


def is_tick(cells: Sequence[Cell]) -> bool:
    """Whether a status column holds 0 and 1 alone, for not done and done; 1 alone may be a code."""
    return bool(cells) and {str(cell.value) for cell in cells} == {"0", "1"}


def confidence_scale(cells: Iterable[Cell]) -> float:
    """What full confidence is in a column: 10, or 1 where no number is above it and some are parts, or 100."""
    plain = [
        cell.value
        for cell in cells
        if isinstance(cell.value, int | float)
        and not isinstance(cell.value, bool)
        and not is_percent_format(cell.number_format)
    ]
    most = max(plain, default=10)
    if most <= 1 and any(0 < value < 1 for value in plain):
        return 1
    return 100 if 10 < most <= 100 and all(value == 0 or value >= 5 for value in plain) else 10


def decimal_sign(cells: Iterable[Cell]) -> str:
    """The decimal sign that numbers typed as text show beyond doubt; empty where they don't, or differ.

    `1.200,5` and `3,25` show a comma, `1,200.50` a point.
    """
    shown = {sign for cell in cells if isinstance(cell.value, str) for sign in _decimal_of(cell.value)}
    return shown.pop() if len(shown) == 1 else ""


def _decimal_of(said: str) -> set[str]:
    if len(said) > LONGEST:
        return set()
    signs = set(re.findall(r"[.,]\d{3}([.,])\d+(?!\d)", said))
    signs |= set(re.findall(r"(?<![\d.,])\d+([.,])(?:\d{1,2}|\d{4,})(?![\d.,])", said))
    grouping = set(re.findall(r"\d([.,])\d{3}\1\d{3}", said))
    return signs | {"," if sign == "." else "." for sign in grouping}
