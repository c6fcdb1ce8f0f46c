"""The year of periods that name none: above each group of them, or once in what stands above."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from goalsheet.layout.grid import Grid, is_number, text
from goalsheet.layout.period_headings import period_heading
from goalsheet.layout.period_run import Run, Slot

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def with_years(grid: Grid, run: Run) -> Run:
    """The run with its year where one is named: above each group of columns, else once in what stands above."""
    if all(slot.period.year for slot in run.slots):
        return run
    over = _years_above(grid, run)
    if over:
        slots = [_in_year(slot, over[max(c for c in over if c <= slot.column)]) for slot in run.slots]
        return replace(run, slots=tuple(slots))
    year = only_year(grid, run.rows[-1])
    return replace(run, slots=tuple(_from_year(run.slots, year))) if year else run


def _in_year(slot: Slot, year: int) -> Slot:
    return slot if slot.period.year else replace(slot, period=replace(slot.period, year=year))


def _years_above(grid: Grid, run: Run) -> Mapping[int, int]:
    """Years that stand over groups of the columns, the first over the first of them."""
    for row in range(run.rows[0] - 1, max(0, run.rows[0] - 3), -1):
        said = ((column, period_heading(year_text(value))) for column, value in grid.filled(row).items())
        years = {column: period.year for column, period in said if period and period.unit == "year"}
        if years and min(years) <= run.slots[0].column and max(years) <= run.slots[-1].column:
            return years
    return {}


def is_year(value: object) -> bool:
    return is_number(value) and 2000 <= value <= 2099 and value == int(value)  # type: ignore[operator,arg-type,call-overload]


def year_text(value: object) -> str:
    return str(int(value)) if is_number(value) and value == int(value) else str(value)  # type: ignore[arg-type,call-overload]


def only_year(grid: Grid, last: int) -> int:
    """The one year named in the sheet's name or the rows down to the heading; the first of two in a row."""
    said = [grid.sheet.name, *(text(value) for row in range(1, last + 1) for value in grid.filled(row).values())]
    years = sorted({int(match) for words in said for match in _YEAR.findall(words)})
    if len(years) == 1 or (len(years) == 2 and years[1] == years[0] + 1):
        return years[0]
    return 0


def _from_year(slots: Sequence[Slot], year: int) -> Iterator[Slot]:
    """Periods from a year on: where the numbers begin again, the next one begins."""
    last = 0
    for slot in slots:
        year += slot.period.number < last
        last = slot.period.number
        yield _in_year(slot, year)
