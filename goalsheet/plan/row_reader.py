"""Reads the rows of tables: fields by name, typed; what cannot be read becomes a finding at its cell."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from goalsheet.cells import CellRef, CellValue
from goalsheet.folding import fold
from goalsheet.language.wording import msg
from goalsheet.layout.table import Cell, Row, cell_of
from goalsheet.plan import column_evidence, date_series, dates, values
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_ditto, is_nothing, without_links
from goalsheet.plan.date_series import Odd
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import LifeCycle
from goalsheet.plan.numbers_in_words import number_in_words
from goalsheet.plan.status_words import Said, guessed

if TYPE_CHECKING:
    from goalsheet.plan.table_reader import TableReader

#: Fields that hold a figure.
FIGURES = ("baseline", "target", "current")
_T = TypeVar("_T")
_Choice = TypeVar("_Choice", bound=StrEnum)
_NO_CELLS: list[Cell] = []


class RowReader:
    """Reads one row. Every method gives None for a blank cell, a missing column, and what could not be read."""

    __slots__ = ("_values", "context", "reader", "row")

    def __init__(self, reader: "TableReader", row: Row) -> None:
        self.reader = reader
        self.row = row
        self.context = reader.context
        self._values: dict[str, list[Cell]] = {}

    @property
    def cells(self) -> Mapping[str, CellRef]:
        """Where every field of the row stands."""
        return self.row.places

    def home(self, *names: str) -> CellRef:
        """The cell that names the item: the first of these fields that is filled in, else that is there.

        It stands in the item's own row, also where the name is merged down from a row above.
        """
        if isinstance(self._plain(names[0]), str):
            return self.row.places[names[0]]
        found = [cell for name in names for cell in self._filled(name)[:1]] or [
            cell for name in names for cell in self.row.cells(name)[:1]
        ]
        if found:
            return self.row.sheet.ref(self.row.number, found[0].ref.column)
        return self.row.sheet.ref(self.row.number, min((c for cs in self.row.columns.values() for c in cs), default=1))

    def cell(self, name: str) -> Cell | None:
        """The field's cell where it holds a value that can be read at all."""
        filled = self._filled(name)
        return filled[0] if filled else None

    def _filled(self, name: str) -> list[Cell]:
        """The field's cells that hold something; what is wrong with the others is said once."""
        filled = self._values.get(name)
        if filled is None:
            if not self.has(name):
                return _NO_CELLS
            cells = map(self._without_ditto, self.row.cells(name))
            filled = self._values[name] = [cell for cell in cells if self._holds(name, cell)]
        return filled

    def _without_ditto(self, cell: Cell) -> Cell:
        """A mark that repeats the cell above as what it repeats; blank where nothing is above."""
        if not is_ditto(cell.value):
            return cell
        sheet, column = self.row.sheet, cell.ref.column
        above = range(cell.ref.row - 1, max([0, *self.reader.table.heading_rows]), -1)
        said = (row for row in above if (value := sheet.value(row, column)) is not None and not is_ditto(value))
        row = next(said, None)
        return replace(cell_of(sheet, row, column), ref=cell.ref) if row else replace(cell, value=None)

    def _holds(self, name: str, cell: Cell) -> bool:
        if cell.value is None:
            if cell.formula and self.reader.no_result(cell):
                self.reader.uncalculated(name, cell)
            return False
        if values.is_error(cell.value):
            self.context.note(Problem("GS001", msg("the cell holds the error {error}", error=cell.value)), cell.ref)
            return False
        return True

    def taken(self, read: _T | Problem | None, cell: Cell) -> _T | None:
        """What was read; a problem becomes a finding."""
        if isinstance(read, Problem):
            self.context.note(read, cell.ref)
            return None
        return read

    def _plain(self, name: str) -> CellValue:
        """The value of a field that is one plain text or date in the row, as most are."""
        row = self.row
        columns = row.columns.get(name)
        if columns is None or len(columns) != 1 or name in row.elsewhere:
            return None
        value = row.sheet.value(row.number, columns[0])
        return None if isinstance(value, str) and ("#" in value or is_ditto(value)) else value

    def has(self, name: str) -> bool:
        """Whether the row has such a field, filled in or not."""
        return name in self.row.columns or name in self.row.elsewhere

    def text(self, name: str) -> str | None:
        plain = self._plain(name)
        if isinstance(plain, str):
            return plain.strip() or None
        if not self.has(name):
            return None
        cell = self.cell(name)
        return values.text(cell.value, cell.number_format) if cell else None

    def stated(self, name: str) -> str | None:
        """Text without addresses behind names; a dash or `n/a` means that nothing is there."""
        said = self.text(name)
        return None if said is None or is_nothing(said) else without_links(said)

    def day(self, name: str, end: bool = True) -> date | None:
        odd = self.reader.dates.odd(name)
        plain = self._plain(name)
        if not odd and isinstance(plain, date) and plain.year >= dates.FIRST_TRUE.year:
            return plain.date() if isinstance(plain, datetime) else plain
        cell = self.cell(name) if self.has(name) else None
        if cell is None:
            return None
        if cell.ref in odd:
            return self._odd_day(name, cell, odd)
        around = self.reader.dates.around(name, self.row) if isinstance(cell.value, str) else None
        found = dates.day(
            cell.value, end=end, date_1904=self.context.date_1904, rhythm=self.context.settings.rhythm, around=around
        )
        if isinstance(found, dates.Dated):
            return self._dated(name, cell, found)
        if found and found.code == "GS005":
            self.context.gather(found, cell.ref, (self.reader, found.code))
            return None
        if found:
            self.context.doubt(Doubt.UNREAD, cell.ref, name)
            self.context.gather(found, cell.ref, (self.reader, name, found.code, values.text(cell.value)))
        return None

    def _dated(self, name: str, cell: Cell, read: dates.Dated) -> date:
        """The day; what is to be told of it becomes a finding, and what is in doubt is remembered."""
        if read.doubt:
            self.context.doubt(read.doubt, cell.ref, name)
        if read.remark and read.doubt:
            self.context.gather(read.remark, cell.ref, (self.reader, name, read.doubt))
        elif read.remark:
            self.context.note(read.remark, cell.ref)
        return read.date

    def _odd_day(self, name: str, cell: Cell, odd: Mapping[CellRef, Odd]) -> date:
        """The day of a date that does not belong where it stands: as it stands, or as it must have been meant."""
        one = odd[cell.ref]
        self.context.doubt(one.why, cell.ref, name)
        alike = [other for other in odd.values() if (other.why, other.mended) == (one.why, one.mended)]
        if alike[0] is one or one.why is Doubt.WRONG_YEAR:
            self.context.note(date_series.told(one, len(alike) - 1), cell.ref)
        return one.instead if one.mended else one.day

    def beginning(self, name: str) -> date | None:
        """The first day of a date cell that says from when to when."""
        cell = self.cell(name)
        if cell is None or not isinstance(cell.value, str):
            return None
        span = dates.run(cell.value, self.reader.dates.around(name, self.row))
        return span.first if span else None

    def number(self, name: str) -> float | None:
        cell = self.cell(name)
        read = self._typed(cell, values.number, name) if cell else None
        return read.value if read else None

    def _typed(self, cell: Cell, how: Callable[[CellValue, str, str], _T | Problem | None], *names: str) -> _T | None:
        decimal = self.reader.tells(column_evidence.decimal_sign, *names) if isinstance(cell.value, str) else ""
        return self.taken(how(cell.value, cell.number_format, decimal), cell)

    def measured(self, name: str) -> values.Number | None:
        """A baseline, target or current value, with the unit it was typed with."""
        cell = self.cell(name)
        worded = self._in_words(name, cell, _measured) if cell else None
        return worded.value if worded else self._typed(cell, _measured, *FIGURES) if cell else None

    def target(self, name: str) -> values.Target | None:
        cell = self.cell(name)
        worded = self._in_words(name, cell, values.target) if cell else None
        return worded or (self._typed(cell, values.target, *FIGURES) if cell else None)

    def _in_words(self, name: str, cell: Cell, how: Callable[[CellValue, str, str], object]) -> values.Target | None:
        """The only number of a text that is none itself: a guess."""
        if not isinstance(cell.value, str) or name not in FIGURES:
            return None
        decimal = self.reader.tells(column_evidence.decimal_sign, *FIGURES)
        read = how(cell.value, cell.number_format, decimal)
        if not isinstance(read, Problem) or read.code != "GS010":
            return None
        found = number_in_words(cell.value, decimal)
        if found is not None:
            self.context.doubt(Doubt.NUMBER_IN_WORDS, cell.ref, name)
        return found

    def fraction(self, name: str) -> float | None:
        cell = self.cell(name)
        if cell is None:
            return None
        scale = self.reader.tells(column_evidence.percent_scale, name)
        read = values.fraction(cell.value, cell.number_format, scale)
        if isinstance(read, Problem):
            self.context.doubt(Doubt.UNREAD, cell.ref, name)
        return self.taken(read, cell)

    def confidence(self, name: str = "confidence") -> float | None:
        cell = self.cell(name)
        if cell is None:
            return None
        scale = self.reader.tells(column_evidence.confidence_scale, name)
        return self.taken(values.confidence(cell.value, cell.number_format, scale), cell)

    def duration(self, name: str, unit: float = 1) -> float | None:
        cell = self.cell(name)
        return self.taken(values.duration(cell.value, cell.number_format, unit), cell) if cell else None

    def choice(self, name: str, kinds: type[_Choice]) -> _Choice | None:
        cell = self.cell(name)
        return self.taken(values.choice(cell.value, name, kinds), cell) if cell else None

    def people(self, name: str) -> tuple[str, ...]:
        """Everyone named in the field's cells, each once."""
        plain = self._plain(name)
        if isinstance(plain, str):
            one = self.reader.who(plain.strip())
            if one.doubt:
                self.context.doubt(one.doubt, self.row.places[name], name)
            return one.people
        found: list[str] = []
        for cell in self._filled(name):
            who = self.reader.who(values.text(cell.value) or "")
            found += who.people
            if who.doubt:
                self.context.doubt(who.doubt, cell.ref, name)
        return tuple(dict.fromkeys(found))

    def status(self) -> Said:
        """What the status cells say together, the first one's word first; a health column comes after them."""
        together = Said()
        for name in ("status", "health"):
            for cell in self._filled(name):
                said = self.reader.status(cell, name)
                if said.problem:
                    self.reader.unknown_status(cell)
                    self.context.doubt(Doubt.UNKNOWN_STATUS, cell.ref, name)
                if said.doubt:
                    self.context.gather(guessed(cell.value, said), cell.ref, (self.reader, name, fold(str(cell.value))))
                    self.context.doubt(said.doubt, cell.ref, name)
                together = together.completed(said)
        return together

    def progress(self) -> tuple[float | None, Said]:
        """The share done and the status, also where one was typed into the other's column."""
        said = self.status()
        cell = self.cell("percent")
        if cell and isinstance(cell.value, str):
            instead = self.reader.status(cell)
            if not instead.problem and (instead.life_cycle or instead.health) and not fold(cell.value).isdigit():
                merged = Said(said.life_cycle or instead.life_cycle, said.health or instead.health)
                return (said.percent if instead.percent is None else instead.percent), merged
        share = self.fraction("percent")
        if cell and _contradict(share, said.life_cycle):
            self.context.doubt(Doubt.CONTRADICTED, cell.ref, "percent")
        return (said.percent if share is None else share), said


def _contradict(share: float | None, life_cycle: LifeCycle | None) -> bool:
    """Whether one of them must be wrong: all done, but still in progress or not begun; nothing done, but done."""
    if share == 1:
        return life_cycle in (LifeCycle.NOT_STARTED, LifeCycle.IN_PROGRESS, LifeCycle.BLOCKED)
    return share == 0 and life_cycle is LifeCycle.DONE


_YES_NO: Mapping[str, float] = {
    **dict.fromkeys(("true", "yes", "y", "done", "ja", "oui", "sí", "si", "sim", "はい", "是"), 1.0),
    **dict.fromkeys(("false", "no", "n", "not done", "nein", "non", "não", "nee", "いいえ", "否"), 0.0),
}


def _measured(value: CellValue, number_format: str, decimal: str) -> values.Number | Problem | None:
    """A number with or without its unit; yes and no count 1 and 0."""
    if isinstance(value, str | bool) and fold(str(value)) in _YES_NO:
        return values.Number(_YES_NO[fold(str(value))])
    return values.number(value, number_format, decimal, units=True)
