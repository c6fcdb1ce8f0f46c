"""Titles above headings: of the first section, which may stand in the heading too, and of blocks further down."""

from collections.abc import Sequence
from dataclasses import replace

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import Place


def first_title(candidate: Candidate, found: Sequence[Line], first: Line) -> Place | None:
    """Where the goal of the items before the first section is named: above the heading of blocks, or in the heading."""
    above = banner(candidate) if any(line.role is Role.HEADING for line in found) else None
    return above or _title_in_heading(candidate, first)


def _title_in_heading(candidate: Candidate, line: Line) -> Place | None:
    """The heading over the names where it is no word for them: then it is the title of the first section."""
    row = candidate.header.rows[-1]
    heading = candidate.header.stacks.get(line.column, ())
    known = [m for m in candidate.header.meanings(line.column).values() if m.strength >= 0.4]
    return (row, line.column) if len(heading) == 1 and not known and candidate.header.rows == (row,) else None


def banner(candidate: Candidate) -> Place | None:
    """The lone text above the heading of a block, which names it."""
    header, grid = candidate.header, candidate.grid
    if not header.stacks:
        return None
    first, last = min(header.stacks), max(header.stacks)
    for row in range(header.rows[0] - 1, max(0, header.rows[0] - 3), -1):
        texts = [c for c, v in grid.filled(row).items() if first - 1 <= c <= last and isinstance(v, str)]
        if len(texts) == 1 and len(text(grid.value(row, texts[0]))) <= 80:
            return (row, texts[0])
        if texts:
            return None
    return None


def with_titles(candidate: Candidate, found: Sequence[Line]) -> Sequence[Line]:
    """The lines, those right above a heading that came again as titles where they look as the one above the first does.

    A title may have a date beside it, which else makes it a row that nothing names.
    """
    shape = _shape(candidate.grid, _above(candidate))
    if not shape:
        return found
    titles = {
        i - 1
        for i, line in enumerate(found)
        if i and line.role is Role.HEADING and line.row - found[i - 1].row <= 3
        if found[i - 1].role is not Role.HEADING and _shape(candidate.grid, found[i - 1].row) == shape
    }
    return [_title(candidate.grid, line) if i in titles else line for i, line in enumerate(found)]


def _above(candidate: Candidate) -> int:
    """The row with a title above the heading; 0 where there is none."""
    place = banner(candidate)
    return place[0] if place else 0


def _shape(grid: Grid, row: int) -> tuple[int, ...]:
    """Which columns are filled; none where these are too many for a title."""
    cells = tuple(grid.filled(row)) if row else ()
    return cells if len(cells) <= 3 else ()


def _title(grid: Grid, line: Line) -> Line:
    column, value = next((c, v) for c, v in grid.filled(line.row).items() if isinstance(v, str))
    return Line(line.row, Role.BARE, text(value), column, gap=line.gap)


def from_first_heading(candidate: Candidate) -> Candidate:
    """The candidate from the first of its headings on, where the one that was chosen had come before."""
    header = candidate.header
    for top in range(1, header.rows[0]):
        if all(_repeats(candidate.grid, row, row - header.rows[0] + top) for row in header.rows):
            offset = header.rows[0] - top
            return replace(candidate, header=replace(header, rows=tuple(row - offset for row in header.rows)))
    return candidate


def _repeats(grid: Grid, row: int, before: int) -> bool:
    """Whether most texts of a row, two at least, stand in the same columns of a row above it."""
    texts = {column: value for column, value in grid.filled(row).items() if isinstance(value, str)}
    above = grid.filled(before)
    same = sum(above.get(column) == value for column, value in texts.items())
    return same >= 2 and same >= 0.7 * len(texts)
