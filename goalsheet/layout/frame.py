"""Where to look in a row: the columns in force, the column of names, those beside it, and where the table ends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goalsheet.cells import CellValue
from goalsheet.layout.assign import Reads
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.headers import Header
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import MAIN

#: From here on a heading says goal outright; below, it says phase, area or category.
OUTRIGHT = 0.7
#: A text longer than this is a sentence rather than a name.
LONG = 60


@dataclass(frozen=True)
class Frame:
    """What is needed to look at a row: the columns in force, and where the table ends on the right."""

    grid: Grid
    kind: Kind
    header: Header
    reads: Reads
    main: tuple[int, ...]  # where the items' names stand: one column, or several under one merged heading
    last: int

    @cached_property
    def groups(self) -> frozenset[int]:
        """Columns left of the names that group them and may themselves name a row: phase, task over subtask."""
        reads = self.reads
        if self.kind is not Kind.STEPS:
            return frozenset()
        names = ["milestone", *(["goal"] if reads.outright("goal", 1.0) < OUTRIGHT else [])]
        said = {c for n in names for c in reads.columns.get(n, ())}
        taken = {c for columns in reads.columns.values() for c in columns}
        return frozenset(c for c in {*said, *self._coarser(taken)} if c < self.main[0])

    def _coarser(self, taken: set[int]) -> Iterator[int]:
        """Columns right before the names that are nothing else and hold texts: the task left of its subtasks."""
        for column in range(self.main[0] - 1, 0, -1):
            if column in taken:
                return
            yield column

    @cached_property
    def finer(self) -> int:
        """The column right of the names that is nothing else: it may name a row that they leave blank; 0 for none."""
        column = self.main[-1] + 1
        taken = {c for columns in self.reads.columns.values() for c in columns}
        free = self.kind is Kind.STEPS and column in self.header.stacks and column not in taken
        return column if free else 0

    @cached_property
    def beside(self) -> frozenset[int]:
        """Columns that are none of the table's: our own, those of a time grid, and one that explains the others."""
        time = self.header.grid
        fields = {c for columns in self.reads.columns.values() for c in columns}
        explaining = (c for c in range(1, self.main[0]) if c not in fields and explains(self.grid, self.header, c))
        return self.grid.ours | frozenset(range(time.first, time.last + 1) if time else ()) | frozenset(explaining)

    @cached_property
    def _top(self) -> tuple[Mapping[int, CellValue], ...]:
        """The rows of the heading and the two above it, as they stand."""
        first, last = self.header.rows[0], self.header.rows[-1]
        return tuple(self.grid.filled(row) for row in range(max(1, first - 2), last + 1))

    @cached_property
    def _words(self) -> frozenset[CellValue]:
        return frozenset(value for row in self._top for value in row.values() if isinstance(value, str))

    def repeats(self, cells: Mapping[int, CellValue]) -> int:
        """How many cells of a row, two at least, say the same as one row at the top of the table."""
        if self._words.isdisjoint(cells.values()):
            return 0
        same = (sum(row.get(c) == v for c, v in cells.items() if isinstance(v, str)) for row in self._top)
        most = max(same, default=0)
        return most if most >= 2 else 0

    @cached_property
    def id(self) -> int:
        return next(iter(self.reads.columns.get("id", ())), 0)


def explains(grid: Grid, header: Header, column: int) -> bool:
    """Whether a column holds instructions: sentences, also where its heading should be."""
    heading = header.headings.get(column, "")
    rows = range(header.body, min(grid.last_row, header.body + 60) + 1)
    texts = [text(value) for row in rows if isinstance(value := grid.value(row, column), str)]
    return len(heading) not in range(1, LONG) and bool(texts) and sum(map(len, texts)) > LONG * len(texts)


def frame(candidate: Candidate) -> Frame:
    return framed(candidate.grid, candidate.kind, candidate.header, candidate.reads)


def framed(grid: Grid, kind: Kind, header: Header, reads: Reads) -> Frame:
    main = (
        reads.columns[MAIN[kind]][0]
        if MAIN[kind] in reads.columns
        else min(c for cs in reads.columns.values() for c in cs)
    )
    last = max((*header.stacks, *(c for cs in reads.columns.values() for c in cs)), default=main)
    return Frame(grid, kind, header, reads, _names_under(grid, header, reads, main), last)


def _names_under(grid: Grid, header: Header, reads: Reads, main: int) -> tuple[int, ...]:
    """The columns that a name may stand in: more than one where its heading is merged over them."""
    taken = {column for columns in reads.columns.values() for column in columns}
    area = grid.merged(header.rows[-1], main)
    if area is None:
        return _either(grid, header, reads, main) if reads.kind is Kind.STEPS else (main,)
    under = range(area.first_column, min(area.last_column, area.first_column + 8) + 1)
    return tuple(column for column in under if column == main or column not in taken)


def _either(grid: Grid, header: Header, reads: Reads, main: int) -> tuple[int, ...]:
    """The column of names, and those beside it that hold a text just where it is blank: a level above or below."""
    weak = {name for name in ("goal", "milestone") if reads.outright(name, 1.0) < OUTRIGHT}
    taken = {c for name, columns in reads.columns.items() if name not in weak for c in columns} - {main}
    rows = [row for row in range(header.body, min(grid.last_row, header.body + 300) + 1) if grid.filled(row)]
    named = {row for row in rows if grid.value(row, main) is not None}
    texts: dict[int, set[int]] = {main: named}
    for column in range(main - 2, main + 3):
        if column in header.stacks and column not in taken | {main}:
            held = {row for row in rows if isinstance(value := grid.value(row, column), str) and len(value) <= LONG}
            if len(held) >= 2 and all(len(held & others) <= 0.05 * len(held) for others in texts.values()):
                texts[column] = held
    whole = len(set().union(*texts.values())) >= 0.9 * len(rows)
    return tuple(sorted(texts)) if whole else (main,)
