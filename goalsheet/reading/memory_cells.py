"""What we remember of what we wrote, in cells of a sheet of ours: for programs that drop document properties.

Google Sheets keeps cells, names of ranges and hidden columns, and nothing else that could carry it. So the sheet with
the report history has it in a hidden column behind its table, in as many cells as it takes. They also tell that the
sheet is ours where its mark was lost.

    goalsheet:memory:1:History:{"columns":[["steps 1","status","Status (goalsheet)","a8Zk…"]], …
"""

import re
from collections.abc import Iterator

from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.cell_values import shared_texts, value_of
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.worksheet import Sheet

TAG = "goalsheet:memory:"
_PIECE = 30_000  # Excel's own limit for the text of a cell is 32,767
_NUMBERED = re.compile(re.escape(TAG) + r"(\d+):([^:]*):")


def pieces(key: str, text: str) -> list[str]:
    """The text of each cell, in their order down a column; `key` is that of the sheet that has them."""
    parts = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return [f"{TAG}{number}:{key}:{part}" for number, part in enumerate(parts, 1)]


def is_memory(value: object) -> bool:
    """Whether a cell's value is a piece of our memory."""
    return isinstance(value, str) and value.startswith(TAG)


def joined(package: Package) -> str:
    """The text that stands in a workbook's memory cells; empty where it has none."""
    numbered = {int(found.group(1)): found.string[found.end() :] for _, found in _found(package)}
    return "".join(numbered[number] for number in sorted(numbered))


def carriers(package: Package) -> dict[str, str]:
    """The names of sheets that carry memory, by their keys; the first of several."""
    keyed: dict[str, str] = {}
    for sheet, found in _found(package):
        keyed.setdefault(found.group(2), sheet)
    return keyed


def _found(package: Package) -> Iterator[tuple[str, re.Match[str]]]:
    """Pieces of memory, each with the name of its sheet."""
    shared = shared_texts(package)
    numbers = [number for number, text in enumerate(shared) if is_memory(text)]
    marks = [TAG.encode(), *(b"v>%d</" % number for number in numbers)]
    for info in workbook_part.sheets_of(package):
        usual = info.key and info.kind == "worksheet"
        if usual and any(mark in package.utf8(info.key) for mark in marks):
            sheet = Sheet(package, info.key, info.name)
            values = (value_of(sheet, cell, shared) for row in sheet.rows for cell in sheet.cells(row))
            matches = (_NUMBERED.match(value) for value in values if isinstance(value, str))
            yield from ((info.name, match) for match in matches if match)
