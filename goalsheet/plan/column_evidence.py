"""What a column's other cells tell about one of them: order of dates, scale of percentages, decimal sign."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goalsheet.cells import CellValue
from goalsheet.folding import fold
from goalsheet.language.wording import counted, whole
from goalsheet.layout.table import Cell
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.dates import LONGEST, candidates, cleaned, dated
from goalsheet.plan.values import is_percent_format

_THREE = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(\d{4}|\d\d)\.?")
#: Stands for the year of dates that name none: any day is one of it.
_LEAP = 2024


def date_order(cells: Iterable[Cell]) -> str:
    """The one order in which every date typed as text can be read; empty where several or none would do.

    `07-14-2023` anywhere in a column settles `01-02-2023` in it.
    """
    orders = {"dmy", "mdy", "ymd"}
    seen = False
    for possible in _orders(cells):
        seen, orders = True, orders & possible
    return orders.pop() if seen and len(orders) == 1 else ""


def _orders(cells: Iterable[Cell]) -> Iterable[set[str]]:
    """For every text of three numbers with the year at an end that may be a day: the orders that would do."""
    for cell in cells:
        if isinstance(cell.value, str) and len(cell.value) <= LONGEST:
            for said in dated(cleaned(cell.value), _LEAP).split(" ~ "):
                if _THREE.fullmatch(said):
                    possible = {order for order, read in candidates(said).items() if read}
                    if possible:
                        yield possible


@dataclass(frozen=True, slots=True)
class Swap:
    """True dates whose day and month seem to have changed places, and of how many dates as text that is told."""

    cells: tuple[Cell, ...]
    texts: int

    def problem(self, cells: Sequence[Cell]) -> Problem:
        """What to say of these of the dates."""
        message = counted(
            len(cells),
            "day and month seem swapped in {n} date from here on: none of the {true} true dates has a day above 12, "
            "while each of the {texts} dates typed as text has",
            "day and month seem swapped in {n} dates from here on: none of the {true} true dates has a day above 12, "
            "while each of the {texts} dates typed as text has",
            true=whole(len(self.cells)),
            texts=whole(self.texts),
        )
        return Problem("GS007", message)


def swapped(cells: Sequence[Cell]) -> Swap | None:
    """The sign that day and month of the true dates changed places.

    Of three or more dates as text each has a day above 12, in one order; of three or more true dates none has.
    """
    texts = list(_orders(cells))
    true = tuple(cell for cell in cells if isinstance(cell.value, date | datetime))
    orders = set.union(set(), *texts)
    if len(texts) < 3 or len(true) < 3 or len(orders) != 1 or any(_day(cell.value) > 12 for cell in true):
        return None
    return Swap(true, len(texts))


def _day(value: CellValue) -> int:
    return value.day if isinstance(value, date) else 0


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
