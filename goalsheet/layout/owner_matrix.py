"""People as columns: each person heads a column, and a mark or an R in a row says whose step it is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from goalsheet.cells import CellValue
from goalsheet.layout import heading_words
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.headers import Header
from goalsheet.layout.table import Cell, Row

if TYPE_CHECKING:
    from goalsheet.layout.candidates import Candidate

_NAME = re.compile(r"[^\W\d_][^\W\d_.'-]*(\s+[^\W\d_][\w.'-]*){0,2}")
_TICK = r"[xX×✓✔☑●○◎〇■★•]"
#: R, A, C, I and what other schemes have: lead, verantwortlich, Durchführung, Mitwirkung, primary, backup, owner.
_LETTER = r"[RACISLVDMPBOE]"
_MARK = re.compile(rf"{_TICK}|{_LETTER}(\s*[/,&+]?\s*{_LETTER}){{0,3}}", re.IGNORECASE)
#: Whose step it is: the first of these letters that a table uses.
_OWNERS = ("R", "L", "V", "O", "D", "P")


def people_columns(candidate: "Candidate") -> tuple[int, ...]:
    """The columns headed by people that hold nothing but marks; none where a column of owners stands beside them."""
    if "owner" in candidate.reads.columns:
        return ()
    return mark_columns(candidate.grid, candidate.header, candidate.cells)


def mark_columns(grid: Grid, header: Header, cells: Mapping[int, Evidence]) -> tuple[int, ...]:
    """The columns, two at least, that are headed by what may be names and hold nothing but marks."""
    named = [
        c for c, heading in header.headings.items() if _NAME.fullmatch(heading) and not heading_words.meanings(heading)
    ]
    marked = [c for c in named if c in cells and cells[c].filled and _all_marks(grid, header, c)]
    return tuple(marked) if len(marked) >= 2 else ()


def names_owners(header: Header, cells: Mapping[int, Evidence]) -> bool:
    """Whether a filled column's heading says that it holds owners."""
    return any(cells[c].filled and "owner" in header.meanings(c) for c in header.stacks if c in cells)


def _all_marks(grid: Grid, header: Header, column: int) -> bool:
    values = [grid.value(row, column) for row in grid.samples(header.body, 60)]
    return all(value is None or (isinstance(value, str) and _MARK.fullmatch(value.strip())) for value in values)


def marked_owner(candidate: "Candidate", columns: tuple[int, ...], letter: str, row: Row) -> Cell | None:
    """The people marked in a row as its owners by this letter or a tick, in one cell: that of the first mark."""
    grid = candidate.grid
    marked = [column for column in columns if owns(grid.value(row.number, column), letter)]
    if not marked:
        return None
    names = "; ".join(text(candidate.header.headings[column]) for column in marked)
    return replace(grid.cell(row.number, marked[0]), value=names)


def owning_letter(candidate: "Candidate", columns: tuple[int, ...]) -> str:
    """The letter by which this table says whose step it is; empty where it has ticks alone."""
    rows = list(candidate.grid.samples(candidate.header.body, 60))
    values = (candidate.grid.value(row, column) for row in rows for column in columns)
    used = {letter for value in values if isinstance(value, str) for letter in value.upper()}
    return next((letter for letter in _OWNERS if letter in used), "")


def owns(value: CellValue, letter: str) -> bool:
    """Whether a mark says whose step it is.

    >>> owns("R/A", "R"), owns("a", "R"), owns("x", "R"), owns("V", "V"), owns(None, "R")
    (True, False, True, True, False)
    """
    if not isinstance(value, str):
        return False
    return re.fullmatch(_TICK, value.strip()) is not None or (letter != "" and letter in value.upper())
