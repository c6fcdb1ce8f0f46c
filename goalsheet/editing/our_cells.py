"""The cells of our columns on one sheet that somebody saved since: which are ours, and which the user's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.cells import CellRef
from goalsheet.editing.remove_leftovers import Taken
from goalsheet.ooxml.cell_values import Formula, value_of
from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.worksheet import Cell, Row, Sheet
from goalsheet.reading.fingerprints import Fingerprints
from goalsheet.reading.headings_of_ours import one_line
from goalsheet.reading.our_columns import Keys, OurColumn, is_among, is_specific


@dataclass
class OurCells:
    """The cells of our columns on one sheet: which are ours, and which the user's own.

           D                    E                      Ampel: our heading, renamed; ours as long as what stands below is
    1      Ampel                Why (goalsheet)
    2      at risk              Two weeks late         ours: we remember having written it
    3      at risk              called them            kept: the user's own text in a cell of ours
    4                                                  blank: ours, within the marked rows
    5      off track                                   sorted below the marked rows: ours while rows follow each other
    """

    draft: Draft
    sheet: Sheet
    columns: Sequence[OurColumn]
    fingerprints: Fingerprints
    shared: list[str]

    def __post_init__(self) -> None:
        self.headings: dict[Keys, str] = {}
        self.kept: set[CellRef] = set()
        self.gone: list[tuple[int, Cell]] = []
        self.taken = Taken()
        self.lasting: set[Keys] = set()  # columns that stay the user's, heading included
        self._heading_cells: dict[Keys, Cell] = {}
        self._ends = {column.name: column.area.last_row for column in self.columns}
        self._with_theirs: set[Keys] = set()

    def look(self) -> None:
        """Tell our cells from the user's."""
        stacks: dict[int, list[OurColumn]] = {}
        for column in sorted(self.columns, key=lambda column: column.area.first_row):
            stacks.setdefault(column.area.first_column, []).append(column)
        first = min((column.area.first_row for column in self.columns), default=1)
        for row in self.sheet.rows:
            if row.number >= first:
                self._look_along(row, stacks)

    def _look_along(self, row: Row, stacks: Mapping[int, Sequence[OurColumn]]) -> None:
        for cell in self.sheet.cells(row):
            above = [c for c in stacks.get(cell.column, ()) if c.area.first_row <= row.number]
            if above:
                self._look_at(row.number, cell, above[-1])
        for keys, end in self._ends.items():
            if row.number == end + 1 and row.last_column:  # what was added below follows on
                self._ends[keys] = row.number

    def _look_at(self, row: int, cell: Cell, column: OurColumn) -> None:
        value = value_of(self.sheet, cell, self.shared)
        if row == column.area.first_row:
            self.headings[column.name] = str(value or "") if value is not Formula else ""
            self._heading_cells[column.name] = cell
            return
        if self._is_ours(row, value, column):
            self.gone.append((row, cell))
        elif row <= column.area.last_row:
            self.kept.add(CellRef(self.sheet.name, row, cell.column))
            self._with_theirs.add(column.name)

    def _is_ours(self, row: int, value: str | float | type[Formula] | None, column: OurColumn) -> bool:
        """Whether a cell holds what we wrote. Within our area a blank is ours; without any memory all there is.

        A column that we left blank has no fingerprints: whatever it holds is the user's.
        """
        _, marks = self.fingerprints.columns.get(column.keys, ("", frozenset()))
        inside = row <= column.area.last_row
        if value is Formula:
            return False
        if column.theirs:
            return inside and is_specific(value, marks)
        if value is None:
            return inside
        if not any(known for _, known in self.fingerprints.columns.values()):
            return inside
        return row <= self._ends[column.name] + 1 and is_among(value, marks)

    def take(self, stay: set[Keys], *, for_good: bool) -> None:
        """Take our cells out, and the headings that are ours."""
        self.lasting = {c.name for c in self.columns if c.theirs or (for_good and self._made_theirs(c))}
        headings = (cell for keys, cell in self._heading_cells.items() if keys not in stay | self.lasting)
        for cell in (*(cell for _, cell in self.gone), *headings):
            self.draft.replace(self.sheet.key, cell.start, cell.end, b"")
            self.taken.add(self.sheet, cell)

    def _made_theirs(self, column: OurColumn) -> bool:
        """Whether something of the user's stays below a heading that they gave. Our own heading goes all the same."""
        heading, _ = self.fingerprints.columns.get(column.keys, ("", frozenset()))
        there = one_line(self.headings.get(column.name, ""))
        renamed = column.keys in self.fingerprints.renamed or (heading != "" and one_line(heading) != there)
        return renamed and column.name in self._with_theirs
