"""The day a reading under a period speaks for: its last one; the year where the sheet names none."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from goalsheet.cells import CellRef
from goalsheet.layout.table import Cell, Table
from goalsheet.periods import ISO, Rhythm
from goalsheet.plan.date_spans import Period, period

#: A day as it stands where its year is known.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: No number of a part of a year is higher; that of a day is its month and day, 1005 for 5 October.
MOST_WEEKS = 53
#: A period without a year: `month 3`, `q2`, `h1`, `week 12`.
_PARTS = ("day ", "month ", "week ", "q", "h")


@dataclass(frozen=True)
class PeriodDates:
    """The periods of a table by their cells; `guessed` are those whose year no cell names."""

    spans: Mapping[CellRef, Period] = field(default_factory=dict)
    guessed: frozenset[CellRef] = frozenset()


def period_dates(table: Table, as_of: date | None, year: int = 0, rhythm: Rhythm = ISO) -> PeriodDates:
    """The periods of a table of readings; `year` is the one set for dates that name none, if any.

    Without it the last period with a reading is the latest one that has begun by `as_of`.
    """
    cells = list(_cells(table))
    named = {cell.ref: _named(str(cell.value), rhythm) for cell in cells}
    bare = [cell for cell in cells if named[cell.ref] is None and str(cell.value).startswith(_PARTS)]
    known = {ref: span for ref, span in named.items() if span}
    if not bare or not (year or as_of):
        return PeriodDates(known)
    offsets = _offsets([int("".join(c for c in str(cell.value) if c.isdigit())) for cell in bare])
    first = year or _first_year([str(cell.value) for cell in bare], offsets, as_of or date.max, rhythm)
    spans = {c.ref: _in_year(str(c.value), first + offset, rhythm) for c, offset in zip(bare, offsets, strict=True)}
    known |= {ref: span for ref, span in spans.items() if span}
    return PeriodDates(known, frozenset() if year else frozenset(spans))


def _cells(table: Table) -> Iterator[Cell]:
    """The cells of periods from left to right (or from top to bottom), each once."""
    every = (cell for row in table.rows if (cell := row.elsewhere.get("date")) and isinstance(cell.value, str))
    return iter(sorted({cell.ref: cell for cell in every}.values(), key=lambda cell: (cell.ref.row, cell.ref.column)))


def _named(said: str, rhythm: Rhythm) -> Period | None:
    if len(said) == 4 and said.isdigit():
        return Period(date(int(said), 1, 1), date(int(said), 12, 31))
    if DAY.fullmatch(said):
        return Period(date.fromisoformat(said), date.fromisoformat(said))
    return period(said, rhythm)


def _in_year(said: str, year: int, rhythm: Rhythm) -> Period | None:
    if said.startswith("day "):
        month, day = map(int, said[4:].split("-"))
        last = min(day, monthrange(year, month)[1])
        return Period(date(year, month, last), date(year, month, last))
    if said.startswith("month "):
        return period(f"{year}-{int(said[6:]):02}", rhythm)
    return period(f"{said} {year}", rhythm)


def _offsets(numbers: Iterable[int]) -> list[int]:
    """How many years after the first each period lies: where the numbers begin again, the next year begins.

    >>> _offsets([11, 12, 1, 2]), _offsets([31, 30, 29])
    ([0, 0, 1, 1], [0, 0, 0])
    """
    found: list[int] = []
    last = year = 0
    for number in numbers:
        year += number < last - 1 and number <= (2 if last <= MOST_WEEKS else 131)
        last = number
        found.append(year)
    return found


def _first_year(said: list[str], offsets: list[int], as_of: date, rhythm: Rhythm) -> int:
    """The year of the first period, such that the last one has begun."""
    spans = ((as_of.year - back, _in_year(said[-1], as_of.year - back, rhythm)) for back in (0, 1))
    year = next((year for year, span in spans if span and span.first <= as_of), as_of.year)
    return year - max(offsets)
