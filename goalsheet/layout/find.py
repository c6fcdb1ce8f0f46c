"""Finds the tables in a workbook: which sheets, which headings, which columns are which fields, which rows items."""

from collections.abc import Iterable, Mapping

from goalsheet.layout import words
from goalsheet.layout.candidates import Candidate, candidates
from goalsheet.layout.grid import Grid, grid
from goalsheet.layout.rows import build
from goalsheet.layout.table import Kind, Layout
from goalsheet.workbook.model import Workbook

def find(workbook: Workbook) -> Layout:
    """The layout of a workbook: its tables by evidence, or why there is none."""
    by_sheet = {g.sheet.name: tuple(candidates(g)) for g in grids(workbook)}
    chosen = choose(by_sheet)
    tables = tuple(build(candidate) for candidate in chosen)
    return Layout(tables) if tables else Layout((), refused="no table of steps or goals was found")


def grids(workbook: Workbook) -> tuple[Grid, ...]:
    """The sheets that may hold a table: not ours, no instructions, not empty."""
    ours = set(workbook.ours.sheets.values())
    sheets = (s for s in workbook.sheets if s.name not in ours and words.key(s.name) not in words.sheet_words("readme"))
    made = (grid(sheet, workbook.ours.columns.get(sheet.name, frozenset())) for sheet in sheets)
    return tuple(g for g in made if g.last_row)


def choose(by_sheet: Mapping[str, Iterable[Candidate]]) -> tuple[Candidate, ...]:
    """The best candidate of each sheet, then the best sheet of each kind; readings may stand on several sheets."""
    tops = [max(found, key=lambda c: c.score) for found in by_sheet.values() if found]
    chosen = []
    for kind in Kind:
        of_kind = [candidate for candidate in tops if candidate.kind is kind]
        if of_kind:
            chosen.append(max(of_kind, key=lambda c: c.score))
    return tuple(chosen)
