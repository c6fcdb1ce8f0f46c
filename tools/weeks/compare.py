"""What goalsheet did to cells that are not its own, and what it left behind."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from tools.weeks.edits import Cells, Theirs

FORMULA = "a formula"
_OURS = "(goalsheet)"


@dataclass(frozen=True)
class Seen:
    """A workbook as it was saved: cells that hold something, how each of them looks, and the sheets' names."""

    cells: Cells
    looks: dict[tuple[str, int, int], str]
    names: list[str]


def seen_in(path: Path) -> Seen:
    """What stands in a workbook; any formula is `FORMULA`, whatever it refers to by now."""
    book = openpyxl.load_workbook(path)
    cells: Cells = {}
    looks: dict[tuple[str, int, int], str] = {}
    known: dict[tuple[int, ...], str] = {}
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value is not None and cell.value != "":
                place = (sheet.title, int(cell.row), int(cell.column or 0))
                cells[place] = _plain(cell.value)
                style = tuple(getattr(cell, "_style", ()))
                if style not in known:
                    known[style] = _look(cell)
                looks[place] = known[style]
    return Seen(cells, looks, book.sheetnames)


def _look(cell: Any) -> str:
    return "".join(map(repr, (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format)))


def _plain(value: Any) -> object:
    if isinstance(value, int | float):
        return float(f"{value:.12g}")
    return (
        FORMULA if not isinstance(value, str) and hasattr(value, "ref") else FORMULA if str(value)[:1] == "=" else value
    )


def harmed(theirs: Theirs, now: Cells) -> list[str]:
    """Cells of the user's that hold something else, or nothing."""
    return [
        f"{sheet}!R{row}C{column}: {value!r} became {now.get((sheet, row, column))!r}"
        for (sheet, row, column), value in theirs.cells.items()
        if now.get((sheet, row, column)) != value
    ]


def doubled(now: Cells, names: list[str]) -> list[str]:
    """Headings of ours that stand twice side by side, and sheets of ours that are there twice."""
    rows = Counter((sheet, row, value) for (sheet, row, _), value in now.items() if str(value).endswith(_OURS))
    blocks = Counter((sheet, row) for (sheet, row, value) in rows if str(value).startswith(("Status", "Why")))
    twice = [f"{sheet} row {row}: {value} {n} times" for (sheet, row, value), n in rows.items() if n > 1 and blocks]
    sheets = [name for name in names if name.endswith(f" {_OURS}")]
    return twice + [f"sheet {name}" for name in sheets]


def named(path: Path) -> set[str]:
    """The places in any part of a workbook where goalsheet is named: the user may do so too."""
    with zipfile.ZipFile(path) as package:
        parts = (package.read(name).decode("utf-8", "replace") for name in package.namelist())
        return {found for part in parts for found in re.findall(r"[^<>]*goalsheet[^<>]*", part, re.IGNORECASE)}


def left_behind(path: Path, verdicts: set[str], own: set[str]) -> Iterator[str]:
    """What of ours is in any part of a cleaned workbook: a sentence of ours, or our name other than in `own` places."""
    yield from (f"{text[:80]}" for text in sorted(named(path) - own))
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name).decode("utf-8", "replace")
            yield from (f"{name}: {text[:40]}" for text in sorted(verdicts) if text in data)
