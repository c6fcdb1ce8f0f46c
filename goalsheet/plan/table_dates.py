"""What a table's dates tell about one of its cells: order, a year it does not name, and which are out of line."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

from goalsheet.cells import CellRef
from goalsheet.layout.table import Cell, Row, Table
from goalsheet.plan.date_series import (
    Odd,
    Point,
    date_order,
    day_texts,
    fitting_order,
    out_of_line,
    points,
    swapped,
    true_day,
)
from goalsheet.plan.dates import Reference
from goalsheet.settings import Settings

DATES = ("start", "due", "done_on", "updated", "date", "away_from", "away_to")
#: The dates that are typed, or taken in by Excel, together.
SPANS = ("start", "due", "done_on")
#: Scripts of languages that always write the year first.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class TableDates:
    """The dates of one table. Each question is worked out once, when a cell first asks it."""

    def __init__(self, table: Table, settings: Settings, saved: date | None = None) -> None:
        self.table = table
        self.settings = settings
        self.saved = saved
        self._cells: dict[tuple[str, ...], list[Cell]] = {}
        self._orders: dict[str, tuple[str, bool]] = {}
        self._series: dict[str, Sequence[Point]] = {}
        self._any_text: dict[tuple[str, ...], bool] = {}

    def cells(self, *names: str) -> list[Cell]:
        """The filled cells of these fields, from top to bottom."""
        if names not in self._cells:
            rows = self.table.rows
            found = (cell for row in rows for name in names for cell in row.cells(name) if cell.value is not None)
            self._cells[names] = list(found)
        return self._cells[names]

    def around(self, name: str, row: Row) -> Reference:
        """What settles a text of this field in this row."""
        order, guessed = self.order(name)
        year = int(self.settings.date_year)
        return Reference(order, guessed, year, None if year else self._near(name, row), name == "date")

    def order(self, name: str) -> tuple[str, bool]:
        """The order set; else the column's own; else that of the table's other dates; else the one that suits them.

        The last is a guess, and told as one.
        """
        if name not in self._orders:
            self._orders[name] = self._order(name)
        return self._orders[name]

    def _order(self, name: str) -> tuple[str, bool]:
        if self.settings.date_order or not self._typed(*DATES):
            return self.settings.date_order, False
        told = date_order(self.cells(name)) or date_order(self.cells(*DATES))
        if told:
            return told, False
        guess = fitting_order(self.cells(name)) or (fitting_order(self.cells(*SPANS)) if name in SPANS else "")
        customary = guess == "ymd" and any(_EAST_ASIAN.search(heading) for heading in self.table.headings.values())
        return guess, bool(guess) and not customary

    # The year of a date that names none

    def _near(self, name: str, row: Row) -> date | None:
        """A known day close to the row: its own other date, else the nearest above or below, else a year's middle."""
        own = [day for other in SPANS if other != name for cell in row.cells(other) if (day := true_day(cell.value))]
        if own:
            return own[0]
        if name == "date":
            return _middle(self._year_above(row) or str(self._last_resort.year if self._last_resort else ""))
        return _nearest(self._known, row.number) or _middle(self._year_above(row)) or self._last_resort

    @cached_property
    def _known(self) -> Sequence[Point]:
        """Every day of the table that is known without a guess, by row."""
        order = self.settings.date_order or date_order(self.cells(*DATES))
        return sorted(points(self.cells(*SPANS), Reference(order)), key=lambda point: point.row)

    def _year_above(self, row: Row) -> str:
        """The one year that the row's section names, else the headings, the sheet's name or what stands above them."""
        stated = [str(cell.value) for cell in row.elsewhere.values() if isinstance(cell.value, str)]
        return _only_year(stated) or self._year_of_table

    @cached_property
    def _year_of_table(self) -> str:
        table = self.table
        above = (
            [
                str(value)
                for values in table.sheet.rows[: table.heading_rows[0] - 1]
                for value in values
                if value is not None
            ]
            if table.heading_rows
            else []
        )
        return (
            _only_year(table.headings.values())
            or _only_year([table.sheet.name])
            or _only_year(text for text in above if len(text) <= 120)
        )

    @cached_property
    def _last_resort(self) -> date | None:
        """The year in which the named weekdays are right and that is nearest to the day of the run or of saving."""
        day = self.settings.as_of or self.saved
        named = [one for _, one in day_texts(self.cells(*SPANS)) if one.yearless and one.weekday is not None]
        if day is None or not named:
            return day
        years = range(day.year - 6, day.year + 7)

        def wrong(year: int) -> tuple[int, int]:
            missed = sum(
                all(d is None or d.weekday() != one.weekday for d in (s.on(year) for s in one.readings.values()))
                for one in named
            )
            return missed, abs(year - day.year)

        return _middle(str(min(years, key=wrong)))

    # What does not belong where it stands

    def odd(self, name: str) -> Mapping[CellRef, Odd]:
        """The true dates of a field that are out of line, by their cells."""
        return self._odd.get(name, {}) if name in SPANS else {}

    @cached_property
    def _odd(self) -> Mapping[str, Mapping[CellRef, Odd]]:
        """By field; what the dates of all fields tell together counts where a field alone tells nothing."""
        found = {name: out_of_line(self._points(name), partial(self._beside, name)) for name in SPANS}
        if self._typed(*SPANS):
            together = swapped(self.cells(*SPANS))
            for name in SPANS:
                places = {(cell.ref.row, cell.ref.column) for cell in self.cells(name)}
                mixed = tuple(odd for odd in together if (odd.row, odd.column) in places)
                found[name] = (*found[name], *(swapped(self.cells(name)) or mixed))
        ref = self.table.sheet.ref
        return {name: {ref(odd.row, odd.column): odd for odd in odds} for name, odds in found.items()}

    def _points(self, name: str) -> Sequence[Point]:
        """The known days of a field; where none is text, straight from the sheet, as there may be a great many."""
        if name not in self._series:
            typed = self._typed(name)
            around = Reference(self.order(name)[0])
            self._series[name] = points(self.cells(name), around) if typed else list(self._true_points(name))
        return self._series[name]

    def _true_points(self, name: str) -> Iterator[Point]:
        value = self.table.sheet.value
        for row in self.table.rows:
            for column in row.columns.get(name, ()):
                if day := true_day(value(row.number, column)):
                    yield Point(row.number, day, column)

    def _beside(self, name: str) -> Mapping[int, Sequence[date]]:
        others: dict[int, list[date]] = {}
        for other in SPANS:
            if other != name:
                for point in self._points(other):
                    others.setdefault(point.row, []).append(point.day)
        return others

    def _typed(self, *names: str) -> bool:
        """Whether any date of these fields is typed as text, which is quick to tell where none is."""
        if names not in self._any_text:
            value = self.table.sheet.value
            self._any_text[names] = any(
                isinstance(row.elsewhere[name].value if name in row.elsewhere else value(row.number, column), str)
                for row in self.table.rows
                for name in names
                for column in row.columns.get(name, (0,) if name in row.elsewhere else ())
            )
        return self._any_text[names]


def _nearest(known: Sequence[Point], row: int) -> date | None:
    """The day nearest to a row, the one above before the one below."""
    if not known:
        return None
    at = bisect_left(known, row, key=lambda point: point.row)
    beside = [known[i] for i in (at - 1, at) if 0 <= i < len(known)]
    return min(beside, key=lambda point: abs(point.row - row)).day


def _middle(year: str) -> date | None:
    """The middle of a year, to which all of its days are nearer than those of another."""
    return date(int(year), 7, 2) if year else None


def _only_year(texts: Iterable[str]) -> str:
    years = {year for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else ""
