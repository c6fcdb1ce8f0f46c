"""A sheet as its user knows it: the cells of our columns blanked, so that no layout sees them.

A column that holds nothing else is left out whole. One that runs through another table of the user's, above or below
ours, is read there:

        A       B       E             F
    1   Step    Owner   Priority      Notes               a table put above: read with all its columns
    2   Call    Ana     high          by phone
    5   Step    Owner   Status (g.)   Why (g.)            ours from here on: blank
    6   Draft   Bo      at risk       Two weeks late
"""

from collections.abc import Iterable
from dataclasses import replace

from goalsheet.cells import CellValue, Range
from goalsheet.reading.model import Ours, Sheet

Rows = list[list[CellValue]]


def without_ours(sheets: Iterable[Sheet], ours: Ours) -> tuple[tuple[Sheet, ...], Ours]:
    """The sheets with our columns' cells blank, and which columns are ours from top to bottom."""
    kept, columns = [], dict(ours.columns)
    for sheet in sheets:
        areas = ours.areas.get(sheet.name, ())
        if areas:
            rows: Rows = [list(row) for row in sheet.rows]
            for area in areas:
                _blank(rows, area)
            shared = {area.first_column for area in areas if _holds(rows, area.first_column)}
            columns[sheet.name] = ours.columns.get(sheet.name, frozenset()) - shared
            sheet = replace(sheet, rows=rows)
        kept.append(sheet)
    return tuple(kept), replace(ours, columns=columns)


def _blank(rows: Rows, area: Range) -> None:
    """Blank a column of ours, and what was sorted or added below it, as far as the rows hold anything else."""
    column, last = area.first_column, len(rows)
    for number in range(area.first_row, last + 1):
        row = rows[number - 1]
        if number > area.last_row and not any(v is not None for c, v in enumerate(row, 1) if c != column):
            return
        if len(row) >= column:
            row[column - 1] = None


def _holds(rows: Rows, column: int) -> bool:
    return any(len(row) >= column and row[column - 1] is not None for row in rows)
