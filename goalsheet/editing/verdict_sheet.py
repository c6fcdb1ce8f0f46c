"""A block of columns as a sheet of its own, where there is no room beside its table.

    A           B            C          D
1   Steps                                                 the table's sheet
3   Cell        Item         Status     Why               a link to each row, its label, the block's columns
4   Steps!A2    Call Ana     at risk    Two weeks late
"""

from datetime import date

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Column, ColumnBlock, NewSheet, Note
from goalsheet.ooxml.content import Content, Style

_HEADING = 3
_BOLD = Style(bold=True)


def of(block: ColumnBlock) -> NewSheet:
    """The sheet for a block: a row for each row of its table that has something to say."""
    rows = _rows(block)
    headings = (block.cell_heading, block.label_heading, *(column.heading for column in block.columns))
    cells = {(1, 1): Content(block.sheet, Style(bold=True, size=14))}
    cells |= {(_HEADING, n): Content(heading, _BOLD) for n, heading in enumerate(headings, 1)}
    for number, row in enumerate(rows, _HEADING + 1):
        place = str(CellRef(block.sheet, row, 1))
        cells[number, 1] = Content(place, link=place)
        cells[number, 2] = Content(block.labels.get(row))
        cells |= {(number, n): c.cells[row] for n, c in enumerate(block.columns, 3) if row in c.cells}
    widths = {1: 18.0, 2: 40.0} | {n: column.width for n, column in enumerate(block.columns, 3)}
    return NewSheet(
        key=f"block {block.key}",
        name=block.elsewhere,
        cells=cells,
        widths=widths,
        freeze=f"A{_HEADING + 1}",
        repeat_rows=f"{_HEADING}:{_HEADING}",
        gridlines=True,
    )


def notes(block: ColumnBlock) -> list[Note]:
    """The notes for a block: one at the last cell of each row that has something to say."""
    told = {row: [_line(column, row) for column in block.columns if row in column.cells] for row in _rows(block)}
    places = ((CellRef(block.sheet, row, block.last_column), lines) for row, lines in told.items())
    return [Note(place, "\n".join(filter(None, lines))) for place, lines in places if any(lines)]


def _rows(block: ColumnBlock) -> list[int]:
    return sorted(set[int]().union(*(column.cells for column in block.columns)) - {block.heading_row})


def _line(column: Column, row: int) -> str:
    """What a cell says, under its heading; empty for a blank."""
    content = column.cells[row]
    value = content.value
    if value is None or value == "":
        return ""
    if isinstance(value, float) and "%" in (content.style.number_format or ""):
        return f"{column.heading}: {value:.0%}"
    return f"{column.heading}: {value.isoformat() if isinstance(value, date) else value}"
