"""The numbers under periods as readings: actual values with what was planned for them, less what is still to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goalsheet.layout.grid import Grid, is_figure, is_number
from goalsheet.layout.measure_head import Head
from goalsheet.layout.measure_rows import Item
from goalsheet.layout.period_run import Slot
from goalsheet.layout.table import Cell, Row

#: What a number under a period may be other than the actual value.
ASIDE = frozenset({"planned", "difference", "share"})
#: Signs that stand for a number yet to come.
TO_COME = frozenset(("-", "–", "—", "?", "n/a", ""))


@dataclass(frozen=True)
class Figures:
    """A table of measures as its readings need it: its heading and its key results."""

    grid: Grid
    head: Head
    key_results: Sequence[Item]


def readings(one: Figures) -> Iterator[Row]:
    """A row for every actual value under a period, with what was planned for it."""
    run = one.head.run
    if run is None:
        return
    last = _last_real(one)
    for item in one.key_results:
        actual, planned = _rows_of(item)
        for slot in run.slots:
            if slot.basis in ASIDE or slot.place > last:
                continue
            value = _reading(one.grid, actual, slot.column) if actual else None
            if value is not None and slot.place <= _last_of(one, item, actual):
                yield _reading_row(one, item, slot, value, _planned(one, slot, planned))


def _rows_of(item: Item) -> tuple[int, int]:
    """The rows of actual and planned values; a row that says neither holds the actual ones."""
    if not item.rows:
        return item.row, 0
    return item.rows.get("actual", 0), item.rows.get("planned", 0)


def _planned(one: Figures, slot: Slot, row: int) -> Cell | None:
    """What was planned for a period: in the row of plans, else in the period's own column of plans."""
    if row:
        return _reading(one.grid, row, slot.column)
    return None


def _reading(grid: Grid, row: int, column: int) -> Cell | None:
    cell = grid.cell(row, column)
    if isinstance(cell.value, bool):
        return Cell(cell.ref, int(cell.value))
    return cell if is_figure(cell.value) else None


def _reading_row(one: Figures, item: Item, slot: Slot, value: Cell, planned: Cell | None) -> Row:
    place = one.grid.sheet.ref(*slot.place)
    said: dict[str, Cell] = {
        "metric": one.grid.cell(*item.name),
        "date": Cell(place, slot.period.day or slot.period.text),
        "value": value,
    }
    if planned is None and one.head.run is not None and one.head.run.paired:
        aim = next((s for s in one.head.run.slots if s.basis == "planned" and s.period.text == slot.period.text), None)
        planned = _reading(one.grid, item.row, aim.column) if aim else None
    if planned is not None:
        said["planned"] = planned
    return Row(one.grid.sheet, value.ref.row, {}, said)


def _last_real(one: Figures) -> tuple[int, int]:
    """The place of the last period in which any number is not 0: what follows is still to come."""
    run = one.head.run
    assert run is not None
    rows = [row for item in one.key_results if (row := _rows_of(item)[0])]
    real = [
        slot.place
        for slot in run.slots
        if slot.basis not in ASIDE
        and any(one.grid.value(row, slot.column) not in (None, 0, False, *TO_COME) for row in rows)
    ]
    return max(real, default=(0, 0))


def _last_of(one: Figures, item: Item, row: int) -> tuple[int, int]:
    """The place of an item's last number that is no zero worked out by a formula."""
    run = one.head.run
    assert run is not None
    details = one.grid.sheet.details
    last = (0, 0)
    for slot in run.slots:
        value = one.grid.value(row, slot.column)
        zero = is_number(value) and value == 0 and details.has_formula(row, slot.column)
        if value is not None and not zero and slot.basis not in ASIDE:
            last = slot.place
    return last
