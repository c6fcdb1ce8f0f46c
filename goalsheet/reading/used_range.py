"""How far the cells of an .xlsb or .ods file reach: its reader takes memory for all between A1 and the last one.

In .xlsx files stray cells are left out (`stray_cells`); these formats are not taken apart, and refused beyond a limit.
"""

import io
import re
import zipfile
from collections.abc import Iterator

MOST_CELLS = 40_000_000
_DIMENSION, _ROW = 148, 0
_CELL_RECORDS = range(1, 12)  # BrtCellBlank (1) to BrtFmlaError (11), [MS-XLSB] 2.3.1; blanks hold nothing


def reaches_too_far(data: bytes, kind: str) -> bool:
    """Whether a sheet of the file spans more cells than can be read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if kind == "ods":
            return any(cells > MOST_CELLS for cells in _ods_reaches(archive.read("content.xml")))
        sheets = [name for name in archive.namelist() if re.search(r"worksheets/[^/]*\.bin$", name, re.IGNORECASE)]
        return any(_xlsb_too_far(archive.read(name)) for name in sheets)


def _xlsb_too_far(part: bytes) -> bool:
    """By the dimension that the sheet states; where that is too large, by its cells (it may be only styled)."""
    stated = next((body for kind, body in _records(part) if kind == _DIMENSION), b"")
    rows, columns = int.from_bytes(stated[4:8], "little") + 1, int.from_bytes(stated[12:16], "little") + 1
    if stated and rows * columns <= MOST_CELLS:
        return False
    row = last_row = last_column = 0
    for kind, body in _records(part):
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little") + 1
        elif kind in _CELL_RECORDS and kind > 1:
            last_row, last_column = max(last_row, row), max(last_column, int.from_bytes(body[:4], "little") + 1)
    return last_row * last_column > MOST_CELLS


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a binary part: a number and a length of seven bits a byte, then the body ([MS-XLSB] 2.1.4)."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """
    >>> _number(bytes([0x94, 0x01]), 0, 2), _number(bytes([0x05]), 0, 2)
    ((148, 2), (5, 1))
    """
    number = 0
    for place in range(most):
        byte = part[at] if at < len(part) else 0
        number, at = number | (byte & 0x7F) << (7 * place), at + 1
        if byte < 0x80:
            break
    return number, at


_ODS_PIECE = re.compile(
    rb"<table:table(?=[\s>])|<table:table-row([^>]*)>|<table:(?:covered-)?table-cell([^>]*?)(/?)>", re.DOTALL
)
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')


def _ods_reaches(content: bytes) -> list[int]:
    """For each table, its rows times columns up to the last cell that holds something."""
    reaches: list[list[int]] = []
    row = column = 0
    for found in _ODS_PIECE.finditer(content):
        if found[1] is not None:
            row, column = row + _repeated(_ROWS, found[1]), 0
        elif found[2] is not None:
            column += _repeated(_COLUMNS, found[2])
            if reaches and (not found[3] or b"value" in found[2]):
                reaches[-1] = [max(reaches[-1][0], row), max(reaches[-1][1], column)]
        else:
            reaches.append([0, 0])
            row = column = 0
    return [rows * columns for rows, columns in reaches]


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
