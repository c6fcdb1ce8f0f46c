"""Runs of days, weeks or months across a row: a gantt or calendar grid, or the periods of a scorecard."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from goalsheet.cells import CellValue
from goalsheet.layout import heading_words
from goalsheet.layout.grid import Grid, is_date, is_number

_WEEK = re.compile(
    r"(kw|cw|wk|week|woche|semaine|sem|semana|settimana|vecka|v|w|tydzień|неделя|нед|minggu|m|day|tag|d|month|mes|mois|sprint)"
    r"\.?\s*-?\s*\d{1,3}\b.*|\d{1,2}\.?\s*(woche|week|semaine|semana|kw|неделя|minggu|月|日|주|월)\.?|第?\d{1,2}[周週月日주월]",
    re.IGNORECASE,
)


#: After so many days the count may begin anew.
SHORTEST_MONTH = 28


@dataclass(frozen=True)
class Series:
    """A run of time across columns: what it counts in (date, number, weekday, month, week), where, and its row."""

    unit: str
    first: int
    last: int
    row: int
    count: int


def units(value: CellValue) -> frozenset[str]:
    """What one cell of such a run may be: `Mar` is a month in one language and a weekday in another."""
    if is_date(value):
        return frozenset({"date"})
    if is_number(value):
        return frozenset({"number"})
    if not isinstance(value, str) or len(value) > 24:
        return frozenset()
    plain = value.strip().casefold().rstrip(".")
    first = re.split(r"[\s\-/'’.,]+", plain)[0]
    tests = {
        "weekday": plain in heading_words.cell_words("weekdays"),
        "month": first in heading_words.cell_words("months"),
        "week": _WEEK.fullmatch(plain) is not None,
    }
    return frozenset(name for name, true in tests.items() if true)


def series(grid: Grid, rows: Iterable[int]) -> Series | None:
    """The longest run of time in these rows."""
    return max((run for row in rows for run in _runs(grid, row)), key=lambda run: run.count, default=None)


def _runs(grid: Grid, row: int) -> Iterator[Series]:
    """Every run of neighbouring cells that are of one kind."""
    run: list[tuple[int, CellValue]] = []
    kinds: frozenset[str] = frozenset()
    for column, value in sorted(grid.filled(row).items()):
        both = kinds & units(value)
        if run and both and _near(run[-1][0], column):
            run, kinds = [*run, (column, value)], both
        else:
            yield from _series(row, run, kinds)
            run, kinds = [(column, value)], units(value)
    yield from _series(row, run, kinds)


def _series(row: int, run: list[tuple[int, CellValue]], kinds: frozenset[str]) -> Iterator[Series]:
    kind = min(kinds, default="")
    if kind and _enough(kind, [value for _, value in run]):
        yield Series(kind, run[0][0], run[-1][0], row, len(run))


def _near(left: int, right: int) -> bool:
    """Weeks and months are often written over the first of their columns alone."""
    return right - left <= 8


def _enough(kind: str, values: list[CellValue]) -> bool:
    if kind != "number":
        return len(values) >= 4 and len({str(value) for value in values}) > 1
    numbers = [float(value) for value in values if is_number(value)]  # type: ignore[arg-type]
    even = {b - a for a, b in pairwise(numbers) if not (a >= SHORTEST_MONTH and b == 1)}
    return len(numbers) >= 5 and len(even) == 1 and even <= {1.0, 7.0}
