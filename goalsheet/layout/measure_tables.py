"""Tables of measures as tables of the layout: key results, their objectives, tasks among them, and readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goalsheet.layout.grid import Grid, is_number
from goalsheet.layout.measure_heads import Head, heads
from goalsheet.layout.measure_rows import Item, items, objectives
from goalsheet.layout.period_slots import Slot
from goalsheet.layout.table import Cell, Kind, LeftOut, Row, Table

#: Fields of a key result's row that are columns of the sheet.
FIELDS = (
    "key_result", "owner", "baseline", "target", "current", "percent", "unit", "weight", "score", "status", "health",
    "due", "start", "notes", "id", "direction", "confidence", "team",
)  # fmt: skip
#: Of an objective's own row.
OF_GOAL = ("owner", "weight", "status", "health", "due", "start", "percent", "confidence", "notes", "id", "team")
#: Signs that stand for a number yet to come.
TO_COME = frozenset(("-", "–", "—", "?", "n/a", ""))


@dataclass(frozen=True)
class Measures:
    """What one heading of measures holds."""

    grid: Grid
    head: Head
    found: Sequence[Item]
    left: Sequence[LeftOut]

    @property
    def key_results(self) -> Sequence[Item]:
        return [one for one in self.found if one.kind == "key_result"]


def measures(grid: Grid) -> Iterator[Measures]:
    """Every table of measures of a sheet that holds a key result."""
    for head in heads(grid):
        found, left = items(grid, head)
        one = Measures(grid, head, found, left)
        if one.key_results:
            yield one


def tables(one: Measures) -> Iterator[Table]:
    """The tables that a heading of measures makes, the key results first."""
    results = _results(one)
    yield results
    goals = [_row(one, item, OF_GOAL, "goal") for item in objectives(one.found)]
    if any(_says_more(row) for row in goals):
        yield _table(one, Kind.GOALS, goals, ("goal", *OF_GOAL), ())
    tasks = [_row(one, item, FIELDS, "step") for item in one.found if item.kind == "task"]
    if tasks:
        yield _table(one, Kind.STEPS, tasks, ("step", *FIELDS), ())
    readings = tuple(_readings(one))
    if readings:
        yield _table(one, Kind.METRICS, readings, (), ())


def _says_more(row: Row) -> bool:
    return any(cell is not None and cell.value is not None for name in OF_GOAL if (cell := row.cell(name)) is not None)


def _results(one: Measures) -> Table:
    rows = [_row(one, item, FIELDS, "key_result") for item in one.key_results]
    return _table(one, Kind.KEY_RESULTS, rows, FIELDS, one.left)


def _table(one: Measures, kind: Kind, rows: Sequence[Row], fields: Sequence[str], left: Sequence[LeftOut]) -> Table:
    head = one.head
    places = head.roles.columns
    columns: dict[str, tuple[int, ...]] = {name: (places[name],) for name in fields if places.get(name)}
    main = {Kind.GOALS: "goal", Kind.STEPS: "step"}.get(kind, "")
    if main:
        columns = {main: (places["key_result"],), **{n: c for n, c in columns.items() if n != "key_result"}}
    if kind is Kind.METRICS:
        columns = {"metric": (places["key_result"],), "value": tuple(sorted(head.slots))}
    sure = {name: head.roles.sure.get(name, 0.9) for name in columns}
    headings = {**head.headings, **_periods(head)}
    return Table(
        kind=kind,
        sheet=one.grid.sheet,
        heading_rows=head.rows,
        columns=columns,
        headings={column: heading for column, heading in sorted(headings.items()) if heading},
        rows=tuple(rows),
        last_column=max([*headings, *(max(one.grid.filled(row.number), default=0) for row in rows)]),
        goals_by=_goals_by(one) if kind is Kind.KEY_RESULTS else "none",
        left_out=tuple(left),
        confidence=_confidence(sure),
        reasons=_reasons(one, kind),
        sure=sure,
    )


def _periods(head: Head) -> Mapping[int, str]:
    if head.run is None:
        return {}
    return {slot.column: f"{slot.period.text} {slot.basis}".strip() for slot in head.run.slots}


def _confidence(sure: Mapping[str, float]) -> float:
    return round(sum(sure.values()) / len(sure), 2) if sure else 0.9


def _goals_by(one: Measures) -> str:
    if any(objectives(one.found)):
        return "section rows"
    if one.head.roles.get("goal"):
        return "column"
    return "outline" if any(item.goal for item in one.found) else "none"


def _reasons(one: Measures, kind: Kind) -> tuple[str, ...]:
    run = one.head.run
    if kind is Kind.METRICS and run is not None:
        return (f"the numbers under {len({slot.place for slot in run.slots})} periods are readings",)
    return ("its headings and cells are those of measures",) if kind is Kind.KEY_RESULTS else ()


def _row(one: Measures, item: Item, fields: Sequence[str], name: str) -> Row:
    """An item's row; what stands in another row (its name, its objective) is pointed at."""
    grid, places = one.grid, one.head.roles.columns
    columns = {field: (places[field],) for field in fields if places.get(field) and field != "key_result"}
    elsewhere = {name: grid.cell(*item.name)}
    if item.goal is not None and name != "goal":
        elsewhere["goal"] = grid.cell(*item.goal)
    for field, (column,) in columns.items():
        anchor = grid.anchor(item.row, column)
        if anchor[0] < item.row:
            elsewhere[field] = grid.cell(*anchor)
    return Row(grid.sheet, item.row, columns, elsewhere)


# Readings


def _readings(one: Measures) -> Iterator[Row]:
    """A row for every actual value under a period, with what was planned for it."""
    run = one.head.run
    if run is None:
        return
    last = _last_real(one)
    for item in one.key_results:
        actual, planned = _rows_of(item)
        for slot in run.slots:
            if slot.basis in ("planned", "difference", "share") or slot.place > last:
                continue
            value = _reading(one.grid, actual, slot.column) if actual else None
            if value is not None and slot.place <= _last_of(one, item, actual):
                yield _reading_row(one, item, slot, value, _planned(one, slot, planned))


def _rows_of(item: Item) -> tuple[int, int]:
    """The rows of actual and planned values; a row that says neither holds the actual ones."""
    if not item.rows:
        return item.row, 0
    return item.rows.get("actual", 0), item.rows.get("planned", 0)


def _planned(one: Measures, slot: Slot, row: int) -> Cell | None:
    """What was planned for a period: in the row of plans, else in the period's own column of plans."""
    if row:
        return _reading(one.grid, row, slot.column)
    return None


def _reading(grid: Grid, row: int, column: int) -> Cell | None:
    cell = grid.cell(row, column)
    if isinstance(cell.value, bool):
        return Cell(cell.ref, int(cell.value))
    return cell if is_number(cell.value) else None


def _reading_row(one: Measures, item: Item, slot: Slot, value: Cell, planned: Cell | None) -> Row:
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


def _last_real(one: Measures) -> tuple[int, int]:
    """The place of the last period in which any number is not 0: what follows is still to come."""
    run = one.head.run
    assert run is not None
    rows = [row for item in one.key_results if (row := _rows_of(item)[0])]
    real = [
        slot.place
        for slot in run.slots
        if slot.basis not in ("planned", "difference", "share")
        and any(one.grid.value(row, slot.column) not in (None, 0, False, *TO_COME) for row in rows)
    ]
    return max(real, default=(0, 0))


def _last_of(one: Measures, item: Item, row: int) -> tuple[int, int]:
    """The place of an item's last number that is no zero worked out by a formula."""
    run = one.head.run
    assert run is not None
    details = one.grid.sheet.details
    last = (0, 0)
    for slot in run.slots:
        value = one.grid.value(row, slot.column)
        zero = is_number(value) and value == 0 and details.has_formula(row, slot.column)
        if value is not None and not zero and slot.basis not in ("planned", "difference", "share"):
            last = slot.place
    return last
