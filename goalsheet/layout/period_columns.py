"""Months, quarters or days across: each number under a period is one reading of the row's metric."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_text_date
from goalsheet.layout.grid import Grid, is_date, is_number, text
from goalsheet.layout.table import Cell, Kind, Row, Table
from goalsheet.layout.table_kinds import MAIN

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_FISCAL = re.compile(r"\b(?:fy|gj)\s*['’]?\d\d", re.IGNORECASE)
#: So few numbers under the periods are a gantt grid or notes, not readings.
FEWEST, SHARE = 3, 0.6


def readings_across(candidate: Candidate, table: Table) -> Table | None:
    """The readings beside the metrics of a scorecard; None where nothing is across or a period cannot be dated."""
    time, grid = candidate.header.grid, candidate.grid
    if time is None or table.kind not in (Kind.KEY_RESULTS, Kind.GOALS):
        return None
    periods = _periods(candidate)
    readings = tuple(_readings(grid, table, periods))
    cells = [grid.value(row.number, column) for row in table.rows for column in periods]
    filled = [value for value in cells if value is not None]
    if len(readings) < FEWEST or len(readings) < SHARE * len(filled):
        return None
    name = table.columns.get("metric") or table.columns[MAIN[table.kind]]
    return Table(
        kind=Kind.METRICS,
        sheet=table.sheet,
        heading_rows=table.heading_rows,
        columns={"metric": name, "value": tuple(periods)},
        headings={**table.headings, **{column: text(cell.value) for column, cell in periods.items()}},
        rows=readings,
        last_column=table.last_column,
        goals_by="none",
        confidence=table.confidence,
        reasons=(f"the numbers under {len(periods)} periods are readings",),
    )


def _periods(candidate: Candidate) -> Mapping[int, Cell]:
    """The cell that dates each column of the grid: a date, or a month; a year said once above serves all months."""
    time, grid = candidate.header.grid, candidate.grid
    if time is None:
        return {}
    year = _only_year(grid, candidate.header.rows[-1])
    found: dict[int, Cell] = {}
    for column in range(time.first, time.last + 1):
        cell = _dated(grid.cell(time.row, column), year)
        if cell is not None:
            found[column] = cell
    return found


def _dated(cell: Cell, year: str) -> Cell | None:
    if is_date(cell.value):
        return cell
    if not isinstance(cell.value, str) or not is_text_date(cell.value):
        return None
    if _YEAR.search(cell.value) or _FISCAL.search(cell.value):
        return cell
    return replace(cell, value=f"{cell.value.strip()} {year}") if year else None


def _only_year(grid: Grid, last: int) -> str:
    """The one year named in the sheet's name or the rows down to the heading; empty where none or several are."""
    said = [grid.sheet.name, *(text(value) for row in range(1, last + 1) for value in grid.filled(row).values())]
    years = {match for words in said for match in _YEAR.findall(words)}
    return years.pop() if len(years) == 1 else ""


def _readings(grid: Grid, table: Table, periods: Mapping[int, Cell]) -> Iterator[Row]:
    name = table.columns.get("metric") or table.columns[MAIN[table.kind]]
    for row in table.rows:
        for column, period in periods.items():
            if is_number(grid.value(row.number, column)):
                yield Row(table.sheet, row.number, {"metric": name, "value": (column,)}, {"date": period})
