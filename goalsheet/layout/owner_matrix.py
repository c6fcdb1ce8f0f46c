"""People as columns: each person heads a column, and a mark or an R in a row says whose step it is."""

import re
from dataclasses import replace

from goalsheet.layout import heading_words
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import text
from goalsheet.layout.table import Cell, Row

_NAME = re.compile(r"[^\W\d_][^\W\d_.'-]*(\s+[^\W\d_][\w.'-]*){0,2}")
_MARK = re.compile(r"[xX×✓✔●○◎■★•]|[RrAaCcIiSs](\s*[/,]\s*[RrAaCcIiSs])*")
_OWNS = re.compile(r"[xX×✓✔●○◎■★•]|(.*\W)?[Rr](\W.*)?")


def people_columns(candidate: Candidate) -> tuple[int, ...]:
    """The columns headed by people that hold nothing but marks; two at least, and no owner column beside them."""
    if "owner" in candidate.reads.columns:
        return ()
    header, cells = candidate.header, candidate.cells
    named = [
        c for c, heading in header.headings.items() if _NAME.fullmatch(heading) and not heading_words.meanings(heading)
    ]
    marked = [c for c in named if c in cells and cells[c].filled and _all_marks(candidate, c)]
    return tuple(marked) if len(marked) >= 2 else ()


def _all_marks(candidate: Candidate, column: int) -> bool:
    rows = candidate.grid.samples(candidate.header.body, 60)
    values = [candidate.grid.value(row, column) for row in rows]
    return all(value is None or (isinstance(value, str) and _MARK.fullmatch(value.strip())) for value in values)


def marked_owner(candidate: Candidate, columns: tuple[int, ...], row: Row) -> Cell | None:
    """The people marked in a row, in one cell: that of the first mark."""
    grid = candidate.grid
    marked = [c for c in columns if isinstance(v := grid.value(row.number, c), str) and _OWNS.fullmatch(v.strip())]
    if not marked:
        return None
    names = "; ".join(text(candidate.header.headings[column]) for column in marked)
    return replace(grid.cell(row.number, marked[0]), value=names)
