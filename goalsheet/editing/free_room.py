"""What stands in the way of columns of ours on a sheet: the one place that says which cells are the user's.

    A       B       C       D       E       F       G
1   Step    Owner           Risk    Owner           ┌───────┐     A:B the table that gets columns
2   Call    Ana             rain    Bo              │ chart │     D:E another table: nobody's columns go past it,
3   Draft   Bo              wind    Bo              └───────┘         they would be taken for its own
                                                                  G   a chart: columns go behind it
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from goalsheet.cells import Range
from goalsheet.ooxml.drawings import drawn_areas
from goalsheet.ooxml.tables import Table
from goalsheet.ooxml.worksheet import Cell, Sheet, merged_areas, parse_range


@dataclass(frozen=True)
class Obstacle:
    """Something in the way: columns are free again behind `last`. `neighbour`: another table, which nothing passes."""

    last: int
    neighbour: bool = False


@dataclass
class Room:
    """Room on one sheet. `taken` are areas of other blocks of this run; `typed`: blank cells of a type count."""

    sheet: Sheet
    tables: Sequence[Table]
    taken: Sequence[Range] = ()
    typed: bool = False

    def obstacle(self, area: Range, own: Table | None = None) -> Obstacle | None:
        """What is in the way of an area, `own` (an Excel table that is to grow over it) apart."""
        others = [t.area.last_column for t in self.tables if t is not own and t.area.meets(area)]
        others += [other.last_column for other in self._pivots if other.meets(area)]
        if others:
            return Obstacle(max(others), neighbour=True)
        held = self._held(area)
        if held:
            return self._of_cells(area, held)
        drawn = [other.last_column for other in self._drawn if other.meets(area)]
        merged = [other.last_column for other in self._merged if other.meets(area)]
        taken = [other.last_column for other in self.taken if other.meets(area)]
        last = max((*drawn, *merged, *taken), default=0)
        return Obstacle(last) if last else None

    def theirs(self, column: int, first: int, last: int) -> set[int]:
        """The rows of a column in which the cell is the user's: it holds something, or is part of merged cells."""
        rows = {row for row, _ in self._held(Range(first, column, last, column))}
        merged = (area for area in self._merged if area.first_column <= column <= area.last_column)
        return rows.union(*(range(max(a.first_row, first), min(a.last_row, last) + 1) for a in merged))

    def in_table(self, area: Range, own: Table | None) -> bool:
        """Whether an area meets an Excel table or pivot table other than `own`."""
        return any(t.area.meets(area) for t in self.tables if t is not own) or any(p.meets(area) for p in self._pivots)

    def _of_cells(self, area: Range, held: Sequence[tuple[int, int]]) -> Obstacle:
        """Cells in the way: another table where they stand side by side and one below the other, else a stray few."""
        first = last = min(column for _, column in held)
        rows = set[int]()
        while more := self._held(Range(area.first_row, last, area.last_row, last)):
            rows |= {row for row, _ in more}
            if last > first and len(rows) > 1:
                return Obstacle(last, neighbour=True)
            last += 1
        headed = area.first_row in rows  # a column of its own: a blank one keeps it apart
        return Obstacle(last - 1 + int(headed))

    def _held(self, area: Range) -> list[tuple[int, int]]:
        """The cells of an area that hold something."""
        return [
            (row.number, cell.column)
            for row in self.sheet.rows
            if area.first_row <= row.number <= area.last_row and row.last_column >= area.first_column
            for cell in self.sheet.cells(row)
            if area.first_column <= cell.column <= area.last_column and self._holds(cell)
        ]

    def _holds(self, cell: Cell) -> bool:
        return self.sheet.holds(cell) or (self.typed and bool(cell.kind))

    @cached_property
    def _merged(self) -> list[Range]:
        return merged_areas(self.sheet)

    @cached_property
    def _drawn(self) -> list[Range]:
        return drawn_areas(self.sheet.package, self.sheet)

    @cached_property
    def _pivots(self) -> list[Range]:
        package = self.sheet.package
        related = package.relationships(self.sheet.key)
        roots = [package.tree(r.target) for r in related if r.kind == "pivotTable" and r.target in package]
        places = (root.child("location") for root in roots)
        return [area for place in places if place and (area := parse_range(place.get("ref")))]
