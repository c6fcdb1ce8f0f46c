"""Reads a table: what its columns tell about their cells is worked out once, when first asked."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import TypeVar

from goalsheet.cells import CellValue
from goalsheet.folding import fold
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import msg, whole
from goalsheet.layout.table import Cell, Row, Table
from goalsheet.plan import column_evidence, owner_cells, status_column, status_from_progress, values
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import LifeCycle
from goalsheet.plan.owner_names import Names, alone, is_last_first
from goalsheet.plan.read_context import ReadContext
from goalsheet.plan.row_reader import RowReader
from goalsheet.plan.status_from_progress import Beside
from goalsheet.plan.status_words import Said, status, unknown
from goalsheet.plan.table_dates import SPANS, TableDates

#: So many cells of a column are asked whether they are formulas.
FIRST = 20
#: The fields that name people.
PEOPLE = ("owner", "sponsor", "author")
_T = TypeVar("_T")


def rows(context: ReadContext, tables: Iterable[Table]) -> Iterator[RowReader]:
    """A reader of every row of these tables."""
    for table in tables:
        yield from TableReader(context, table).rows()


def _why_unsure(row: Row, name: str) -> Doubt:
    """Why a layout takes a field of a row for a guess."""
    if name == "step":
        return Doubt.REMARK
    return Doubt.MARKED if name in SPANS and name not in row.columns else Doubt.CARRIED


class TableReader:
    """Reads one table. What its columns tell about their cells is worked out once, when first asked."""

    def __init__(self, context: ReadContext, table: Table) -> None:
        self.context = context
        self.table = table
        self._told: dict[tuple[str, Callable[[list[Cell]], object]], object] = {}
        self._uncalculated: set[str] = set()
        self._unknown_words: set[str] = set()
        self._statuses: dict[tuple[type, CellValue, str, str], Said] = {}
        self._people: dict[str, owner_cells.Who] = {}
        self._unit: float | None = None
        self._computed: dict[str, bool] = {}

    def rows(self) -> Iterator[RowReader]:
        for row in self.table.rows:
            for name in row.unsure:
                self.context.doubt(_why_unsure(row, name), row.places[name], name)
            yield RowReader(self, row)

    def cells(self, *names: str) -> list[Cell]:
        return [cell for row in self.table.rows for name in names for cell in row.cells(name) if cell.value is not None]

    def tells(self, how: Callable[[list[Cell]], _T], *names: str) -> _T:
        """What a function makes of all cells of some fields, worked out once."""
        key = ("/".join(names), how)
        if key not in self._told:
            self._told[key] = how(self.cells(*names))
        return self._told[key]  # type: ignore[return-value]  # what `how` gave

    def heading(self, name: str) -> str:
        """The heading of a field's first column; empty where it has none."""
        columns_of = self.table.columns.get(name, ())
        return self.table.headings.get(columns_of[0], "") if columns_of else ""

    def tells_unit(self) -> float:
        """What plain numbers of the length count in, as its heading says: 5 for weeks."""
        if self._unit is None:
            said = (
                values.unit_days(word) for word in re.findall(r"[A-Z]?[^\W\d_A-Z]+|[^\W\d_]+", self.heading("duration"))
            )
            self._unit = next((days for days in said if days), 1)
        return self._unit

    @cached_property
    def dates(self) -> TableDates:
        return TableDates(self.table, self.context.settings, self.context.saved)

    def uncalculated(self, name: str, cell: Cell) -> None:
        """One finding for a whole column of formulas that have no result, at the first of them."""
        if name in self._uncalculated:
            return
        self._uncalculated.add(name)
        found = sum(
            one.formula and one.value is None and self.no_result(one)
            for row in self.table.rows
            for one in row.cells(name)
        )
        self.context.note(Problem("GS002", _no_result(found - 1)), cell.ref)

    def unknown_status(self, cell: Cell) -> None:
        """One finding for each word, at its first cell."""
        word = fold(str(cell.value))
        if word in self._unknown_words:
            return
        self._unknown_words.add(word)
        found = sum(fold(str(one.value)) == word for one in self.cells("status", "health"))
        self.context.note(unknown(cell.value, found - 1), cell.ref)

    def no_result(self, cell: Cell) -> bool:
        return self.table.sheet.details.no_result(cell.ref.row, cell.ref.column)

    def status(self, cell: Cell, name: str = "status") -> Said:
        """What a status or health cell says; the same few words are worked out once."""
        key = (type(cell.value), cell.value, cell.number_format, name)  # True and 1 are not the same word
        if isinstance(cell.value, int | float) and self.tells(column_evidence.is_tick, name):
            return Said(LifeCycle.DONE if cell.value else LifeCycle.NOT_STARTED)
        if key not in self._statuses:
            self._statuses[key] = self._status(cell, name)
        return self._statuses[key]

    def _status(self, cell: Cell, name: str) -> Said:
        """By the sheet's legend, else by the letters beside it, else by its words."""
        own = self.context.settings.words
        said = status(cell.value, cell.number_format, own)
        if not isinstance(cell.value, str) or fold(cell.value) in map(fold, own):
            return said
        word = fold(cell.value)
        if (said.problem or said.doubt or len(word) <= 2) and word in self._legend:
            return self._legend[word]
        if name != "status":
            return said
        beside = self.tells(column_evidence.letters, name)
        if len(word) == 1 and status_column.are_roles(beside):
            return Said(problem=unknown(cell.value))
        if status_column.is_ok(cell.value) and self.tells(status_column.ok_is_done, name):
            return status_column.as_tick(said)
        said = status_column.by_letter(word, beside) or said
        return self._company.get(word, said) if said.problem else said

    @cached_property
    def _company(self) -> Mapping[str, Said]:
        """What unknown words must mean by what stands beside them."""
        scale = self.tells(column_evidence.percent_scale, "percent")
        return status_from_progress.by_company(
            Beside(word.value, _share(row, scale), any(cell.value is not None for cell in row.cells("done_on")))
            for row in self.table.rows
            for word in row.cells("status")[:1]
            if isinstance(word.value, str)
        )

    def is_computed(self, name: str) -> bool:
        """Whether formulas fill a column, as the first cells that hold something tell."""
        if name not in self._computed:
            given = (cell for row in self.table.rows for cell in row.cells(name) if cell.value is not None)
            formula = self.table.sheet.details.has_formula
            first = [formula(cell.ref.row, cell.ref.column) for cell in islice(given, FIRST)]
            self._computed[name] = bool(first) and all(first)
        return self._computed[name]

    @cached_property
    def _legend(self) -> Mapping[str, Said]:
        cells = self.cells("status", "health")
        return status_column.legend(self.table, {cell.value for cell in cells if isinstance(cell.value, str)})

    def who(self, said: str) -> owner_cells.Who:
        """The people of an owner cell; the same few cells are worked out once."""
        if said not in self._people:
            self._people[said] = owner_cells.who(said, self.names)
        return self._people[said]

    @cached_property
    def names(self) -> Names:
        """The names known in this table's owner columns, and those that stand alone in any other's."""
        said = people_said([self.table])
        return Names(self.context.canonical, self.context.alone | alone(said), is_last_first(said))


def people_said(tables: Iterable[Table]) -> frozenset[str]:
    """The different texts of tables' owner cells."""
    said = {
        row.elsewhere[name].value if name in row.elsewhere else row.sheet.value(row.number, column)
        for table in tables
        for row in table.rows
        for name in PEOPLE
        for column in row.columns.get(name, (0,) if name in row.elsewhere else ())
    }
    return frozenset(value for value in said if isinstance(value, str))


def _no_result(more: int) -> LazyText:
    if more < 1:
        return msg("the formula has no stored result")
    return msg("the formula has no stored result, like {n} more in this column", n=whole(more))


def _share(row: Row, scale: float) -> float | None:
    """The share done of a row, where its cell can be read."""
    cell = row.cell("percent")
    read = values.fraction(cell.value, cell.number_format, scale) if cell and cell.value is not None else None
    return read if isinstance(read, float) else None
