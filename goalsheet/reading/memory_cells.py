"""What we remember of what we wrote, in cells of a sheet of ours: for programs that drop document properties.

Google Sheets keeps cells, names of ranges and hidden columns, and nothing else that could carry it. So the sheet with
the report history has it in its first row, in a hidden column behind its table, in as many cells as it takes:

    goalsheet:memory:1:{"columns":[["steps 1","status","Status (goalsheet)","a8Zk…"]], …
"""

import re

from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.cell_values import shared_texts, value_of
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.worksheet import Sheet

TAG = "goalsheet:memory:"
_PIECE = 30_000  # Excel's own limit for the text of a cell is 32,767
_NUMBERED = re.compile(re.escape(TAG) + r"(\d+):")


def pieces(text: str) -> list[str]:
    """The text of each cell, in their order down a column."""
    parts = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return [f"{TAG}{number}:{part}" for number, part in enumerate(parts, 1)]


def is_memory(value: object) -> bool:
    """Whether a cell's value is a piece of our memory."""
    return isinstance(value, str) and value.startswith(TAG)


def joined(package: Package) -> str:
    """The text that stands in a workbook's memory cells; empty where it has none."""
    shared = shared_texts(package)
    found = {text for text in shared if is_memory(text)} or set(_inline(package, shared))
    numbered = {int(match.group(1)): text[match.end() :] for text in found if (match := _NUMBERED.match(text))}
    return "".join(numbered[number] for number in sorted(numbered))


def _inline(package: Package, shared: list[str]) -> list[str]:
    """Memory in cells that hold their own text."""
    infos = [info for info in workbook_part.sheets_of(package) if info.key and info.kind == "worksheet"]
    sheets = [Sheet(package, i.key, i.name) for i in infos if TAG.encode() in package.utf8(i.key)]
    cells = (value_of(sheet, cell, shared) for sheet in sheets for row in sheet.rows for cell in sheet.cells(row))
    return [value for value in cells if isinstance(value, str) and is_memory(value)]
