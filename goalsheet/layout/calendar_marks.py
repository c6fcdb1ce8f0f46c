"""Start and due as marks under a calendar: the first and last cell of a row that look unlike their columns."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.cells import CellValue
from goalsheet.layout.calendar_grid import Span, days_of
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid
from goalsheet.layout.table import Cell

#: The dates that a calendar tells only where no column does.
DATES = ("start", "due", "done_on", "duration")
#: So many rows must be marked, and this part of all, for the calendar to tell their dates.
FEWEST, SHARE = 2, 0.25
#: Of larger tables the fills are not asked, cell by cell.
MOST_CELLS = 60_000
#: Fills that are none.
_WHITE = ("", "FFFFFF")


@dataclass(frozen=True, slots=True)
class Marks:
    """The days of a calendar's columns, and how its cells look where nothing is marked."""

    spans: Mapping[int, Span]
    usual: Mapping[int, str]
    name_column: int

    def dates(self, grid: Grid, row: int) -> dict[str, Cell]:
        """The start and due of a row, each at the cell that tells it; blank where nothing is marked."""
        marked = [column for column in self.spans if self._is_marked(grid, row, column)]
        if not marked:
            first = min(self.spans)
            return {name: Cell(grid.sheet.ref(row, first), None) for name in ("start", "due")}
        first, last = min(marked), max(marked)
        return {
            "start": Cell(grid.sheet.ref(row, first), self.spans[first].first),
            "due": Cell(grid.sheet.ref(row, last), self.spans[last].last),
        }

    def _is_marked(self, grid: Grid, row: int, column: int) -> bool:
        if is_mark(grid.value(row, column)):
            return True
        fill = grid.sheet.details.fill(row, column)
        if fill in _WHITE or fill == self.usual.get(column):
            return False
        return fill != grid.sheet.details.fill(row, self.name_column)  # every second row may have a colour


def is_mark(value: CellValue) -> bool:
    """Whether a cell under a calendar says that there is work: an x, a sign, hours, a word; 0 and FALSE say nothing.

    >>> is_mark("x"), is_mark(2.5), is_mark("〇"), is_mark(0), is_mark(False), is_mark(" ")
    (True, True, True, False, False, False)
    """
    if isinstance(value, str):
        return value.strip() not in ("", "-", "–", "0", "/", ".")
    return bool(value)


def calendar_marks(candidate: Candidate, rows: Sequence[int]) -> Marks | None:
    """What a calendar beside a table of steps without dates tells of their rows; None where it tells nothing."""
    time, grid = candidate.header.grid, candidate.grid
    if time is None or any(name in candidate.reads.columns for name in DATES):
        return None
    spans = days_of(grid, time, candidate.header.rows[-1])
    if len(spans) < 2 or len(spans) * len(rows) > MOST_CELLS:
        return None
    name = candidate.reads.columns.get("step", (1,))[0]
    marks = Marks(spans, _usual(grid, rows, spans), name)
    marked = sum(marks.dates(grid, row)["start"].value is not None for row in rows)
    return marks if marked >= max(FEWEST, SHARE * len(rows)) else None


def _usual(grid: Grid, rows: Iterable[int], columns: Iterable[int]) -> Mapping[int, str]:
    """The fill that nearly all cells of a column have: a weekend is grey from top to bottom."""
    listed = tuple(rows)
    fill = grid.sheet.details.fill
    most = {column: Counter(fill(row, column) for row in listed).most_common(1)[0] for column in columns if listed}
    return {column: look for column, (look, count) in most.items() if count >= 0.9 * len(listed)}
