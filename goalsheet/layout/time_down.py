"""Tables of measures with time downwards: a row for each week or day, a column for each metric."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from goalsheet.cells import CellValue
from goalsheet.layout import heading_words, measure_words
from goalsheet.layout.bare_days import bare_days
from goalsheet.layout.grid import Grid, is_figure, is_number, text
from goalsheet.layout.measure_headings import is_measure_word
from goalsheet.layout.period_headings import MOST, PeriodHeading, period_heading
from goalsheet.layout.period_years import only_year
from goalsheet.layout.plan_columns import plan_columns, repeated_sums

#: So many rows of time make a table; its first column is one of the first few; headings take up so many rows.
FEWEST, FIRST, TALLEST = 4, 4, 3
#: So many rows of figures may stand above the first that is dated.
UNDATED = 2
#: How far down the first row of time is looked for.
DEEPEST = 30
#: So many rows are asked for days without a year.
NEAR = 400
#: The part of the filled cells of a metric's column that must be numbers.
NUMERIC = 0.8
#: Of sheets alike so many metrics with so many days between their rows are a scorecard.
SEVERAL, WEEKLY = 3, 5
#: A heading longer than this is prose.
LONGEST = 60


@dataclass(frozen=True)
class TimeDown:
    """The column of time with its periods by row, the heading rows above it, and the columns of metrics."""

    grid: Grid
    column: int
    periods: Mapping[int, PeriodHeading]
    heading_rows: tuple[int, ...]
    metrics: Mapping[int, int]  # column -> the row of its name
    target_row: int = 0
    plans: Mapping[int, int] = field(default_factory=dict)  # column of a metric -> that of its plan
    by_sheet: bool = False  # one of several sheets alike, each of which is a goal of its own


def time_down(grid: Grid) -> TimeDown | None:
    """The table of a sheet whose rows are weeks, months or days and whose columns hold numbers."""
    for column in range(1, FIRST + 1):
        periods = _periods(grid, column)
        if len(periods) >= FEWEST:
            return _table(grid, column, periods)
    return None


def _periods(grid: Grid, column: int) -> Mapping[int, PeriodHeading]:
    """The periods of a column from its first one on: texts and dates, or numbers under a heading that counts them."""
    found: dict[int, PeriodHeading] = {}
    unit = ""
    days = _bare_days(grid, column)
    for row in range(1, grid.last_row + 1):
        value = grid.value(row, column)
        if isinstance(value, str) and not found:
            unit = measure_words.time_column(value) or unit
        period = days.get(row) or _period(value, unit)
        if period is not None and (not found or period.unit == next(iter(found.values())).unit):
            found[row] = period
        elif (found and value is None and row - max(found) > 3) or (not found and row > DEEPEST):
            break
    return found if found and min(found) <= DEEPEST and _goes_on(list(found.values())) else {}


def _bare_days(grid: Grid, column: int) -> Mapping[int, PeriodHeading]:
    """The texts of a column that are days without a year, in its first rows."""
    rows = [row for row in range(1, min(grid.last_row, NEAR) + 1) if isinstance(grid.value(row, column), str)]
    rows = [row for row in rows if any(map(str.isdigit, str(grid.value(row, column))))]
    return {rows[i]: day for i, day in bare_days([grid.value(row, column) for row in rows]).items()}


def _period(value: CellValue, unit: str) -> PeriodHeading | None:
    if is_number(value) and unit in MOST and value == int(value) and 1 <= value <= MOST[unit]:  # type: ignore[operator,arg-type]
        return PeriodHeading(unit, int(value))  # type: ignore[arg-type]
    return None if is_number(value) else period_heading(value)


def _goes_on(periods: Sequence[PeriodHeading]) -> bool:
    """Whether time goes on from row to row, or back: few steps against the rest, none repeated too often."""
    days = [_order(period) for period in periods]
    ups = sum(b > a for a, b in pairwise(days))
    downs = sum(b < a for a, b in pairwise(days))
    return max(ups, downs) >= 0.7 * (len(days) - 1)


def _order(period: PeriodHeading) -> int:
    """Where a period lies in its year."""
    return period.day.month * 100 + period.day.day if period.day else period.number


def _table(grid: Grid, column: int, periods: Mapping[int, PeriodHeading]) -> TimeDown | None:
    first = min(periods)
    target = next((row for row in range(max(1, first - 2), first) if _is_target(grid, row, column)), 0)
    top = target or first
    rows = _headings(grid, column, top if target else _first_figures(grid, column, top))
    if not rows:
        return None
    metrics: dict[int, int] = {}
    for number in range(column + 1, max(map(max, (grid.filled(row) or {0: 0} for row in rows))) + 1):
        name = _name_row(grid, rows, number)
        if name and _is_metric(grid, periods, number):
            metrics[number] = name
    plans = plan_columns(grid, rows, metrics)
    sums = repeated_sums(grid, metrics)
    metrics = {c: row for c, row in metrics.items() if c not in plans.values() and c not in sums}
    plans = {c: plan for c, plan in plans.items() if c in metrics}
    if not metrics or _has_prose(grid, periods, column):
        return None
    year = only_year(grid, first)
    dated = {row: p if p.day else replace(p, year=p.year or year) for row, p in periods.items()}
    return TimeDown(grid, column, dated, rows, metrics, target, plans)


def _first_figures(grid: Grid, column: int, first: int) -> int:
    """The first row of figures: rows of numbers alone right above the first that is dated belong to the body."""
    for row in range(first - 1, max(0, first - 1 - UNDATED), -1):
        cells = grid.filled(row)
        if column in cells or not cells or not all(map(is_figure, cells.values())):
            return row + 1
    return max(1, first - UNDATED)


def _is_target(grid: Grid, row: int, column: int) -> bool:
    """Whether a row between headings and times holds targets: its label says so."""
    labels = (grid.value(row, c) for c in range(1, column + 1))
    return any(isinstance(label, str) and measure_words.basis(label) == "planned" for label in labels)


def _headings(grid: Grid, column: int, top: int) -> tuple[int, ...]:
    """The rows of texts right above the times; a lone text is a title."""
    found: list[int] = []
    for row in range(top - 1, max(0, top - 1 - TALLEST), -1):
        cells = {c: v for c, v in grid.filled(row).items() if c > column}
        texts = [v for v in cells.values() if isinstance(v, str) and len(v) <= LONGEST]
        if not texts or len(texts) < 0.7 * len(cells) or (found and len(texts) < 2):
            break
        found.insert(0, row)
    return tuple(found)


def _name_row(grid: Grid, rows: Sequence[int], column: int) -> int:
    """The row of a column's name: the lowest text that is no sum, label or person; 0 where it only sums up."""
    said = {row: text(grid.value(row, column)) for row in rows}
    if any(map(_sums_up, said.values())):
        return 0
    own = [row for row, value in said.items() if value]
    if not own:
        return 0
    if len(own) == 1:
        return own[0]
    spread = {row: sum(isinstance(v, str) for v in grid.filled(row).values()) for row in own}
    distinct = {row: len({text(v) for c, v in grid.filled(row).items() if isinstance(v, str)}) for row in own}
    return max(own, key=lambda row: (distinct[row] / max(1, spread[row]), distinct[row], row))


def _sums_up(heading: str) -> bool:
    """`YTD`, `Total`, `% of target`: worked out from the columns beside it."""
    aside = ("cumulative", "difference", "share", "average")
    tokens = heading_words.key(heading).split()
    return measure_words.basis(heading) in aside or bool(tokens and measure_words.basis(tokens[0]) == "cumulative")


def _is_metric(grid: Grid, periods: Mapping[int, PeriodHeading], column: int) -> bool:
    values = [value for row in periods if (value := grid.value(row, column)) is not None]
    numbers = sum(is_figure(value) for value in values)
    return numbers >= 2 and numbers >= NUMERIC * len(values)


def _has_prose(grid: Grid, periods: Mapping[int, PeriodHeading], column: int) -> bool:
    """Whether the rows tell of work: long texts in more than one column, as a log or a list of steps has."""
    columns: dict[int, int] = {}
    for row in periods:
        for number, value in grid.filled(row).items():
            columns[number] = columns.get(number, 0) + (isinstance(value, str) and len(value) > 12 and number != column)
    return sum(count >= 0.3 * len(periods) for count in columns.values()) > 1


def told_down(found: Sequence[TimeDown]) -> Sequence[TimeDown]:
    """Those that are measures: the sheet says so, or several sheets keep the same ones week by week."""
    heads = Counter(_heads(one) for one in found)
    kept = [one for one in found if _is_told(one) or (heads[_heads(one)] > 1 and _is_kept(one))]
    names = Counter(name for one in kept for name in set(_heads(one)))
    return [replace(one, by_sheet=any(names[name] > 1 for name in _heads(one))) for one in kept]


def _heads(found: TimeDown) -> tuple[str, ...]:
    return tuple(text(found.grid.value(row, column)) for column, row in found.metrics.items())


def _is_kept(found: TimeDown) -> bool:
    """Whether several numbers are kept by the week or more seldom, as those of a scorecard are and hours are not."""
    periods = list(found.periods.values())
    days = sorted(period.day for period in periods if period.day)
    gaps = [(b - a).days for a, b in pairwise(days)]
    return len(found.metrics) >= SEVERAL and (not gaps or median(gaps) >= WEEKLY)


def _is_told(found: TimeDown) -> bool:
    """Whether a target, a heading, a title or the sheet's name says that the columns are measures."""
    grid = found.grid
    if found.target_row or found.plans:
        return True
    above = [grid.sheet.name, *(text(v) for row in range(1, min(found.periods)) for v in grid.filled(row).values())]
    scores = [v for row in found.periods for c in found.metrics if is_number(v := grid.value(row, c))]
    parts = sum(0 < v < 1 for v in scores)  # type: ignore[operator]
    return any(
        is_measure_word(word) for said in above if len(said) <= LONGEST for word in heading_words.key(said).split()
    ) or (len(found.metrics) >= 2 and parts >= 0.2 * max(1, len(scores)))
