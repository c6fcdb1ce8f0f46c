"""Periods across a sheet: which column holds the target or the actual value of which period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from goalsheet.layout import measure_words
from goalsheet.layout.bare_days import bare_days
from goalsheet.layout.grid import Grid, is_figure
from goalsheet.layout.period_headings import PeriodHeading, period_heading
from goalsheet.layout.period_run import Run, Slot
from goalsheet.layout.period_years import is_year, with_years, year_text

#: How far down periods are looked for, and how many rows below are asked whether they hold numbers.
DEEPEST, BELOW = 80, 60
#: So many different days make a run; parts of a year make one by two.
FEWEST_DAYS, FEWEST = 3, 2


def runs(grid: Grid) -> Iterator[Run]:
    """Every run of periods with numbers below it, from top to bottom; of two rows that name one, the lower."""
    rows = range(1, min(grid.last_row, DEEPEST) + 1)
    found = {row: slots for row in rows if (slots := _of_row(grid, row))}
    for row, slots in found.items():
        below = found.get(row + 1)
        if below and below[0].period.unit != "year" and len(below) >= len(slots):
            continue
        run = with_years(grid, _based(grid, row, slots))
        if _hold_numbers(grid, run):
            yield run


def _of_row(grid: Grid, row: int) -> list[Slot]:
    """The longest run of periods of one unit in a row."""
    best: list[Slot] = []
    run: list[Slot] = []
    days = _bare_days(grid, row)
    for column, value in grid.filled(row).items():
        period = days.get(column) or period_heading(year_text(value) if is_year(value) else value)
        if period is None and isinstance(value, str) and _sums_up(value) and run:
            continue
        if period is None or (run and run[-1].period.unit != period.unit):
            best, run = max(best, run, key=_different), []
        if period is not None:
            run.append(Slot(column, period, period.basis, (row, column)))
    best = max(best, run, key=_different)
    return best if best and _is_run(best) else []


def _bare_days(grid: Grid, row: int) -> Mapping[int, PeriodHeading]:
    """The last texts of a row that are days without a year."""
    columns = [c for c, v in grid.filled(row).items() if isinstance(v, str) and any(map(str.isdigit, v))]
    return {columns[i]: day for i, day in bare_days([grid.value(row, c) for c in columns]).items()}


def _sums_up(value: str) -> bool:
    """`YTD`, `Total` or `%` between periods."""
    return measure_words.basis(value) in ("cumulative", "share", "average", "difference")


def _different(run: Sequence[Slot]) -> int:
    return len({(slot.period.year, slot.period.number) for slot in run})


def _is_run(run: Sequence[Slot]) -> bool:
    unit = run[0].period.unit
    if _different(run) < (FEWEST_DAYS if unit == "day" else FEWEST):
        return False
    if unit == "year":
        years = [slot.period.year for slot in run if not slot.basis]
        return all(abs(b - a) == 1 for a, b in pairwise(years))
    if unit != "day":
        return True
    days = [slot.period.day for slot in run if slot.period.day]
    return not days or days == sorted(days) or days == sorted(days, reverse=True)


# What the numbers of each column are


def _based(grid: Grid, row: int, slots: Sequence[Slot]) -> Run:
    """The run with the labels above or below its periods: Target, Actual and % under each quarter."""
    slots = _whole_months(slots)
    under = _labels_below(grid, row, slots)
    if under:
        return Run((row, row + 1), tuple(under))
    over = _labels_above(grid, row, slots)
    return Run((row - 1, row), tuple(over)) if over else Run((row,), tuple(slots))


def _whole_months(slots: Sequence[Slot]) -> Sequence[Slot]:
    """Dates that are each the first of another month stand for months."""
    days = [slot.period.day for slot in slots]
    months = {(day.year, day.month) for day in days if day}
    if not months or len(months) < len(days) or not all(day and day.day == 1 for day in days):
        return slots
    return [replace(slot, period=_month_of(slot.period.day)) for slot in slots if slot.period.day]


def _month_of(day: date) -> PeriodHeading:
    return PeriodHeading("month", day.month, day.year)


def _labels_below(grid: Grid, row: int, slots: Sequence[Slot]) -> list[Slot]:
    """Each column under a period that the next row labels, up to where the next period begins."""
    starts = [slot.column for slot in slots]
    widest = max((b - a for a, b in pairwise(starts)), default=1)
    found: list[Slot] = []
    for slot, after in zip(slots, [*starts[1:], starts[-1] + max(widest, 1)], strict=True):
        for column in range(slot.column, max(after, slot.column + 1)):
            label = grid.value(row + 1, column)
            basis = measure_words.basis(label) if isinstance(label, str) else ""
            if basis:
                found.append(replace(slot, column=column, basis=basis))
    return found if len(found) >= len(slots) else []


def _labels_above(grid: Grid, row: int, slots: Sequence[Slot]) -> list[Slot]:
    """Groups of periods under one label each: Target over all months, then Actual over all months."""
    labels = {c: measure_words.basis(v) for c, v in grid.filled(row - 1).items() if isinstance(v, str)}
    labels = {column: basis for column, basis in labels.items() if basis}
    if not {"planned", "actual"} & set(labels.values()):
        return []
    found = []
    for slot in slots:
        left = max((column for column in labels if column <= slot.column), default=0)
        found.append(replace(slot, basis=slot.basis or labels.get(left, "")))
    return found if all(slot.basis for slot in found) else []


def _hold_numbers(grid: Grid, run: Run) -> bool:
    """Whether the columns hold numbers, or ticks, rather than texts."""
    numbers = filled = 0
    for row in range(run.rows[-1] + 1, min(run.rows[-1] + BELOW, grid.last_row) + 1):
        for slot in run.slots:
            value = grid.value(row, slot.column)
            filled += value is not None and value not in ("-", "–", "—", "?")
            numbers += is_figure(value) or isinstance(value, bool)
    return numbers >= 3 and numbers >= 0.6 * filled
