"""The days that the columns of a calendar beside a table stand for: dates, months, weeks or numbers of days."""

import calendar
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from goalsheet.cells import CellValue
from goalsheet.layout.calendar_words import month_in
from goalsheet.layout.date_columns import SHORTEST_MONTH, Series, series
from goalsheet.layout.grid import Grid, text
from goalsheet.periods import ISO

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
#: The year in which a column lies; 0 where nothing tells.
YearOf = Callable[[int], int]
_WEEK = re.compile(r"\D{0,10}(\d{1,2})\D{0,4}")
#: A longer way from one dated column to the next is a gap, not a period.
LONGEST_PERIOD = 31
WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a column, both inclusive."""

    first: date
    last: date


def days_of(grid: Grid, time: Series, last_heading: int) -> Mapping[int, Span]:
    """The days of each column of a run of time; empty where nothing tells the year."""
    dated = _dated(grid, time)
    starts = _starts(grid, dated, last_heading)
    columns = sorted(starts)
    step = _step(dated.unit, [starts[column] for column in columns])
    spans: dict[int, Span] = {}
    for at, column in enumerate(columns):
        following = columns[at + 1] if at + 1 < len(columns) else 0
        width = (following - column) if following else _width(columns)
        spans |= _shared(column, min(width, time.last - column + 1), starts[column], step)
    return spans


def _dated(grid: Grid, time: Series) -> Series:
    """The run that names days: for letters of weekdays that of a row above; 1月 and 3월 are months."""
    if time.unit == "week":
        said = [value for column, value in grid.filled(time.row).items() if time.first <= column <= time.last]
        return replace(time, unit="month") if all(month_in(text(value)) for value in said) else time
    if time.unit != "weekday":
        return time
    above = (series(grid, [row]) for row in range(time.row - 1, max(0, time.row - 3), -1))
    found = next((run for run in above if run and run.unit != "weekday" and run.first >= time.first), None)
    return replace(found, last=time.last) if found else time


def _width(columns: list[int]) -> int:
    """How many columns the last period has: as many as the one before it."""
    return columns[-1] - columns[-2] if len(columns) > 1 else 1


def _step(unit: str, starts: list[date]) -> int:
    """How many days a period has; 0 for months, which differ."""
    if unit == "month":
        return 0
    if unit == "week":
        return 7
    gaps = Counter((b - a).days for a, b in pairwise(starts) if 0 < (b - a).days <= LONGEST_PERIOD)
    most = gaps.most_common(1)[0][0] if gaps else 1
    return 0 if most >= SHORTEST_MONTH else most


def _shared(column: int, width: int, first: date, step: int) -> dict[int, Span]:
    """The days of a period over the columns it is written over: each has its part, of a working week one day."""
    length = step or calendar.monthrange(first.year, first.month)[1] - first.day + 1
    length = width if length == WEEK and width in (5, 6) else length
    ends = [first + timedelta(days=length * part // width) for part in range(width + 1)]
    return {
        column + part: Span(ends[part], max(ends[part], ends[part + 1] - timedelta(days=1))) for part in range(width)
    }


# The first day of each column that says one


def _starts(grid: Grid, time: Series, last_heading: int) -> Mapping[int, date]:
    row = {c: v for c, v in grid.filled(time.row).items() if time.first <= c <= time.last}
    if time.unit == "date":
        return {c: _day(v) for c, v in row.items() if isinstance(v, date)}
    if time.unit == "month":
        return _by_month(row, lambda c: _year_above(grid, time, c, last_heading))
    if time.unit == "week":
        return _by_week(row, lambda c: _year_above(grid, time, c, last_heading))
    return _by_number(grid, time, row, last_heading) if time.unit == "number" else {}


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _by_month(row: Mapping[int, CellValue], year_of: YearOf) -> dict[int, date]:
    """Months by name; the year goes on where December is past."""
    found: dict[int, date] = {}
    last: date | None = None
    for column in sorted(row):
        number, year = month_in(text(row[column])), year_of(column)
        said = _YEAR.search(text(row[column]))
        year = int(said[1]) if said else year
        if not number or not year:
            continue
        if last and not said and date(year, number, 1) < last:
            year = last.year if number > last.month else last.year + 1
        last = found[column] = date(year, number, 1)
    return found


def _by_week(row: Mapping[int, CellValue], year_of: YearOf) -> dict[int, date]:
    """Weeks by number, as ISO counts them; the year goes on where the numbers begin anew."""
    found: dict[int, date] = {}
    last: date | None = None
    for column in sorted(row):
        number, year = _WEEK.fullmatch(text(row[column])), year_of(column)
        if not number or not year or not 1 <= int(number[1]) <= 53:
            continue
        try:
            first = ISO.week_of(year, int(number[1]))[0]
            first = ISO.week_of(year + 1, int(number[1]))[0] if last and first < last else first
        except ValueError:
            continue
        last = found[column] = first
    return found


def _by_number(grid: Grid, time: Series, row: Mapping[int, CellValue], last_heading: int) -> dict[int, date]:
    """Numbers of days below the names (or first days) of their months."""
    found: dict[int, date] = {}
    month: tuple[int, int] | None = None
    above = grid.filled(time.row - 1) if time.row > 1 else {}
    last = 0
    for column in sorted(row):
        said = _month_above(above.get(column), _year_above(grid, time, column, last_heading))
        number = row[column]
        if not isinstance(number, int | float):
            continue
        day = int(number)
        month = said or (_next(month) if month and day < last else month)
        last = day
        if month and 1 <= day <= calendar.monthrange(*month)[1]:
            found[column] = date(*month, day)
    return found


def _month_above(value: CellValue, year: int) -> tuple[int, int] | None:
    """(year, month) that a cell names; None where it names none."""
    if isinstance(value, date):
        return value.year, value.month
    said, number = _YEAR.search(text(value)), month_in(text(value))
    year = int(said[1]) if said else year
    return (year, number) if number and year else None


def _next(month: tuple[int, int]) -> tuple[int, int]:
    return (month[0], month[1] + 1) if month[1] < 12 else (month[0] + 1, 1)


def _year_above(grid: Grid, time: Series, column: int, last_heading: int) -> int:
    """The year that a cell above the column names, or one above and to the left; else the only one around; else 0."""
    for row in range(time.row - 1, max(0, time.row - 4), -1):
        for at in range(column, time.first - 1, -1):
            value = grid.value(row, at)
            if value is not None:
                if isinstance(value, date):
                    return value.year
                said = _YEAR.search(text(value))
                if said:
                    return int(said[1])
                break
    return only_year(grid, last_heading)


def only_year(grid: Grid, last: int) -> int:
    """The one year named in the sheet's name or the rows down to the heading; 0 where none or several are."""
    said = [grid.sheet.name, *(text(value) for row in range(1, last + 1) for value in grid.filled(row).values())]
    years = {match for words in said for match in _YEAR.findall(words)}
    return int(years.pop()) if len(years) == 1 else 0
