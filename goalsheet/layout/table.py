"""What a layout hands on: tables with their rows, and where each field's cell stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from goalsheet.cells import CellRef, CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.reading.model import Sheet


class Kind(StrEnum):
    """What a table's rows are (DESIGN section 5)."""

    GOALS = "goals"
    STEPS = "steps"
    KEY_RESULTS = "key results"
    METRICS = "metrics"
    CHECK_INS = "check-ins"
    PEOPLE = "people"
    LESSONS = "lessons"
    HOLIDAYS = "holidays"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its place and what tells how to read it: the format of a number, a formula behind a blank."""

    ref: CellRef
    value: CellValue
    number_format: str = "General"
    formula: bool = False  # holds a formula, though its value is None


def cell_of(sheet: Sheet, row: int, column: int) -> Cell:
    """A cell of a sheet. Details cost more than values and are asked only where they tell something."""
    value = sheet.value(row, column)
    ref = CellRef(sheet.name, row, column)
    if value is None:
        return Cell(ref, None, formula=sheet.details.has_formula(row, column))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(ref, value, sheet.details.number_format(row, column))
    return Cell(ref, value)


class Places(Mapping[str, CellRef]):
    """Where every field of a row stands, worked out when asked: few of them ever are."""

    __slots__ = ("_row",)

    def __init__(self, row: "Row") -> None:
        self._row = row

    def __getitem__(self, name: str) -> CellRef:
        row = self._row
        if name in row.elsewhere:
            return row.elsewhere[name].ref
        return CellRef(row.sheet.name, row.number, row.columns[name][0])

    def __iter__(self) -> Iterator[str]:
        return iter(
            dict.fromkeys((*(name for name, columns in self._row.columns.items() if columns), *self._row.elsewhere))
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self._row.elsewhere or bool(self._row.columns.get(name))  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `elsewhere` holds fields stated outside the row (a section row's goal, a merged cell).

    `unsure` names the fields of this row that are a guess, though their column is not: carried down, or inherited.
    """

    sheet: Sheet
    number: int
    columns: Mapping[str, tuple[int, ...]]
    elsewhere: Mapping[str, Cell] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def cells(self, name: str) -> tuple[Cell, ...]:
        """Every cell of a field in this row: several where people are columns."""
        if name in self.elsewhere:
            return (self.elsewhere[name],)
        columns = self.columns.get(name, ())
        if len(columns) == 1:
            return (cell_of(self.sheet, self.number, columns[0]),)
        return tuple(cell_of(self.sheet, self.number, column) for column in columns)

    def cell(self, name: str) -> Cell | None:
        """The first cell of a field; None where the table has no such column."""
        return next(iter(self.cells(name)), None)

    @property
    def places(self) -> Places:
        """Where every field stands: its first cell."""
        return Places(self)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was not read as an item, and why."""

    row: int
    why: LazyText


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row and its rows on one sheet, with the layout that was found.

    `columns` maps a field (see `fields.FIELDS`) to its 1-based columns, best first. `headings` maps every column of the
    table to its heading as written. `last_column` is the last column in use on these rows (a gantt grid counts).
    `goals_by` says how goals are expressed: column, section rows, merged, filled down, outline, blocks or none. `sure`
    says how sure each field's column is (0-1).
    """

    kind: Kind
    sheet: Sheet
    heading_rows: tuple[int, ...]
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]
    rows: tuple[Row, ...]
    last_column: int
    goals_by: str = "column"
    left_out: tuple[LeftOut, ...] = ()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    sure: Mapping[str, float] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether every one of these fields has a column (or is stated elsewhere)."""
        return all(name in self.columns or any(name in row.elsewhere for row in self.rows[:1]) for name in names)


@dataclass(frozen=True, slots=True)
class Layout:
    """Every table found. `refused` says why there is none, `nearest` the closest thing found, `others` other sheets.

    `passed_over` says of each sheet that looks like one why it was not read.
    `guess` is the closest thing as a table, where there is one: nothing is read from it, but a person may mend it.
    """

    tables: tuple[Table, ...]
    refused: str = ""
    nearest: str = ""
    others: tuple[str, ...] = ()
    guess: Table | None = None
    passed_over: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Table, ...]:
        return tuple(table for table in self.tables if table.kind is kind)
