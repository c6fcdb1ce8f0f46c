"""Rows prepared in the Lessons table (or on a new Lessons sheet) for goals that were reached."""

from collections.abc import Mapping, Sequence
from datetime import date

from goalsheet.editing.edits import NewSheet
from goalsheet.editing.set_cells import SetCell
from goalsheet.history.lessons import Closing
from goalsheet.language import ENGLISH, Language
from goalsheet.layout.fields import FIELDS
from goalsheet.layout.table import Kind
from goalsheet.ooxml.content import Content, SheetTable, Style
from goalsheet.plan.model import Plan


def prepared(plan: Plan, closings: Sequence[Closing], lang: Language = ENGLISH) -> tuple[list[SetCell], list[NewSheet]]:
    """Cells to set, or a sheet to add where the workbook has no Lessons; our words in the language of the report."""
    rows = [
        {name: lang.translate(value) if isinstance(value, str) else value for name, value in closing.row.items()}
        for closing in closings
    ]
    table = next(iter(plan.layout.of(Kind.LESSONS)), None)
    if table is None:
        return [], [_sheet(rows)]
    columns = {name: found[0] for name, found in table.columns.items()}
    last = number = max((row.number for row in table.rows), default=table.heading_rows[-1])
    cells: list[SetCell] = []
    for row in rows:
        number += 1
        while any(table.sheet.value(number, column) is not None for column in table.headings):
            number += 1
        for name, value in _fitted(row, columns).items():
            like = table.sheet.ref(last, columns[name]) if table.rows else None
            cells.append(SetCell(table.sheet.ref(number, columns[name]), value, like))
    return cells, []


def _fitted(row: Mapping[str, str | date], columns: Mapping[str, int]) -> dict[str, str | date]:
    """The row by the table's columns; the facts go to the lesson itself where nothing else holds them."""
    said = {name: value for name, value in row.items() if name in columns}
    if "better" not in columns and "lesson" in columns and row.get("better"):
        said["lesson"] = row["better"]
    return said


def _sheet(rows: Sequence[Mapping[str, str | date]]) -> NewSheet:
    """A Lessons sheet as `goalsheet init` would name its columns, the user's own from now on."""
    headings = FIELDS[Kind.LESSONS]
    cells = {(1, n): Content(field.heading, Style(bold=True)) for n, field in enumerate(headings, 1)}
    for number, row in enumerate(rows, 2):
        for column, field in enumerate(headings, 1):
            look = Style(number_format="yyyy\\-mm\\-dd" if field.name == "date" else None, wrap=True, vertical="top")
            if field.name in row:
                cells[number, column] = Content(row[field.name], look)
    table = SheetTable("Lessons", f"A1:{chr(64 + len(headings))}{len(rows) + 1}")
    widths = {n: 13.0 if field.name == "date" else 36.0 for n, field in enumerate(headings, 1)}
    return NewSheet("lessons", "Lessons", cells, widths, freeze="A2", tables=(table,), gridlines=True)
