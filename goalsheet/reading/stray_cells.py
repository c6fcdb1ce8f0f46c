"""A used range far larger than the data: one stray cell at XFD1048576 must not take memory for all before it."""

from collections.abc import Iterable, Mapping, Sequence

from goalsheet.ooxml.container import Container, with_content, write
from goalsheet.ooxml.package import Package, key_of
from goalsheet.reading.cell_details import Cells, RawRow

MANY_CELLS = 500_000  # between A1 and the last cell; a reader takes some 30 bytes for each
SPARSE = 20  # so many cells to one that holds something make a range sparse
#: So many empty rows or columns in a row end the data, where it is sparse.
ROW_GAP, COLUMN_GAP = 1_000, 200


def without_strays(cells: Cells) -> bytes | None:
    """The worksheet without the cells that stand alone far beyond the data; None where all is well."""
    reach = max(cells.rows, default=0) * cells.last_column()
    if reach <= max(MANY_CELLS, SPARSE * cells.count()):
        return None
    used = _used(cells)
    every = [column for columns in used.values() for column in columns]
    if not every or max(used) * max(every) <= max(MANY_CELLS, SPARSE * len(every)):
        return None
    last_row = _before_gap(used, ROW_GAP)
    kept = sorted({column for row, columns in used.items() if row <= last_row for column in columns})
    last_column = _before_gap(kept, COLUMN_GAP)
    return _cut(cells, used, last_row, last_column)


def _used(cells: Cells) -> Mapping[int, Sequence[int]]:
    """The columns of every row's cells that are more than styled blanks."""
    found = {
        number: [cell.column for cell in cells.cells(row) if cells.data[cell.start - 2 : cell.start] != b"/>"]
        for number, row in cells.rows.items()
    }
    return {number: columns for number, columns in found.items() if columns}


def _before_gap(places: Iterable[int], gap: int) -> int:
    """The last place before the first gap.

    >>> _before_gap([1, 2, 9, 5000], 1000)
    9
    """
    last = 0
    for place in sorted(places):
        if last and place - last > gap:
            break
        last = place
    return last


def _cut(cells: Cells, used: Mapping[int, Sequence[int]], last_row: int, last_column: int) -> bytes:
    """The worksheet's bytes without the cells below or right of the last ones."""
    pieces, at = [], 0
    for number, row in cells.rows.items():
        if number > last_row or (number in used and max(used[number]) > last_column):
            pieces.append(cells.data[at : row.start])
            if number <= last_row:
                pieces.append(_row_up_to(cells, row, last_column))
            at = _closing(cells, row)
    return b"".join([*pieces, cells.data[at:]])


def _row_up_to(cells: Cells, row: RawRow, last_column: int) -> bytes:
    beyond = [cell for cell in cells.cells(row) if cell.column > last_column]
    if not beyond:
        return cells.data[row.start : _closing(cells, row)]
    return cells.data[row.start : cells.data.rfind(b"<", row.start, beyond[0].start)]


def _closing(cells: Cells, row: RawRow) -> int:
    """Where the row's closing tag starts; where the next row does, if it closes itself."""
    found = cells.data.rfind(b"</", row.start, row.end)
    return found if found >= 0 and b"row" in cells.data[found : row.end] else row.end


def replaced(package: Package, parts: Mapping[str, bytes]) -> bytes:
    """The package with some parts' content replaced, by their keys."""
    entries = (
        with_content(entry, parts[key_of(entry.name)]) if key_of(entry.name) in parts else entry
        for entry in package.container.entries
    )
    return write(Container(tuple(entries), package.container.comment))
