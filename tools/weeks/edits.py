"""What people do to a workbook between two reports, as values, and which cells are theirs after it.

Insert     rows or columns, as for a table that is put above or beside
Put        a value typed into a cell
Swap       two rows, our columns included, as sorting does
Move       a column to another place
Copy       a sheet
"""

from collections.abc import Callable
from dataclasses import dataclass, field

Value = str | float
#: Sheet, row and column (1-based) of every cell of the user's, with what it holds.
Cells = dict[tuple[str, int, int], object]


@dataclass(frozen=True, slots=True)
class Insert:
    sheet: str
    what: str  # rows, columns
    at: int
    count: int


@dataclass(frozen=True, slots=True)
class Put:
    sheet: str
    row: int
    column: int
    value: Value
    ours: bool = False  # a heading of ours, which stays ours under another name


@dataclass(frozen=True, slots=True)
class Swap:
    sheet: str
    one: int
    other: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Move:
    sheet: str
    column: int
    to: int  # further left


@dataclass(frozen=True, slots=True)
class Copy:
    sheet: str
    name: str


Edit = Insert | Put | Swap | Move | Copy


@dataclass
class Theirs:
    """The cells of the user's, as the edits leave them."""

    cells: Cells = field(default_factory=dict)

    def apply(self, edit: Edit) -> None:
        """Follow an edit."""
        if isinstance(edit, Put) and edit.ours:
            return
        if isinstance(edit, Put):
            self.cells[edit.sheet, edit.row, edit.column] = edit.value
        elif isinstance(edit, Copy):
            there = [(key, value) for key, value in self.cells.items() if key[0] == edit.sheet]
            self.cells |= {(edit.name, row, column): value for (_, row, column), value in there}
        else:
            place = _place(edit)
            moved = {(key[0], *place(*key[1:])) if key[0] == edit.sheet else key: v for key, v in self.cells.items()}
            self.cells = moved


def _place(edit: Insert | Swap | Move) -> Callable[[int, int], tuple[int, int]]:
    """Where a cell of the sheet stands after an edit."""
    if isinstance(edit, Swap):
        rows = {edit.one: edit.other, edit.other: edit.one}
        return lambda r, c: (rows.get(r, r) if edit.first <= c <= edit.last else r, c)
    if isinstance(edit, Move):
        return lambda r, c: (r, edit.to if c == edit.column else c + 1 if edit.to <= c < edit.column else c)
    if edit.what == "rows":
        return lambda r, c: (r + edit.count if r >= edit.at else r, c)
    return lambda r, c: (r, c + edit.count if c >= edit.at else c)
