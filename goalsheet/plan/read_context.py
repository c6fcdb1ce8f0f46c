"""What the readers of all tables share: settings, known names, and the findings and doubts they collect."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from goalsheet.cells import CellRef
from goalsheet.findings import Finding
from goalsheet.language.wording import counted
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.doubts import CHANCES, Doubt, Place
from goalsheet.settings import Settings


@dataclass
class ReadContext:
    """What the readers of all tables share, and the findings they collect."""

    settings: Settings
    date_1904: bool = False
    canonical: Mapping[str, str] = field(default_factory=dict)  # people's names, see `owner_cells.Names`
    alone: frozenset[str] = frozenset()  # folded names that fill an owner cell of any table by themselves
    findings: list[Finding] = field(default_factory=list)
    doubts: dict[Place, Doubt] = field(default_factory=dict)
    saved: date | None = None  # when the workbook was last saved
    _gathered: dict[Hashable, tuple[int, Problem, set[CellRef]]] = field(default_factory=dict)

    def note(self, problem: Problem, cell: CellRef | None) -> None:
        finding = problem.at(cell)
        if finding not in self.findings[-8:]:  # a merged cell is read once for every row it covers
            self.findings.append(finding)

    def gather(self, problem: Problem, cell: CellRef, kind: Hashable) -> None:
        """One finding for all cells of a kind, at the first of them, which counts the others."""
        if kind not in self._gathered:
            self._gathered[kind] = (len(self.findings), problem, {cell})
            self.findings.append(problem.at(cell))
            return
        at, first, cells = self._gathered[kind]
        cells.add(cell)
        more = counted(
            len(cells) - 1,
            "{problem} (and {n} more cell like it)",
            "{problem} (and {n} more cells like it)",
            problem=first.message,
        )
        if len(cells) > 1:
            self.findings[at] = replace(self.findings[at], message=more)

    def doubt(self, why: Doubt, cell: CellRef, name: str) -> None:
        """Remember that what a cell says of a field is a guess; of several reasons the worst counts."""
        place = Place(cell, name)
        known = self.doubts.get(place)
        if known is None or CHANCES[why] < CHANCES[known]:
            self.doubts[place] = why
