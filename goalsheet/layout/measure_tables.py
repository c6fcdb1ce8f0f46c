"""Tables of measures as tables of the layout: key results, their objectives, tasks among them, and readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goalsheet.layout.fields import fields_of
from goalsheet.layout.grid import Grid
from goalsheet.layout.measure_head import Head
from goalsheet.layout.measure_headings import is_person_label
from goalsheet.layout.measure_heads import heads
from goalsheet.layout.measure_readings import ASIDE, Figures, readings
from goalsheet.layout.measure_rows import Item, items, objectives
from goalsheet.layout.table import Cell, Kind, LeftOut, Row, Table

#: Fields of a key result's row that are columns of the sheet.
FIELDS = (
    "key_result", "owner", "baseline", "target", "current", "percent", "unit", "weight", "score", "status", "health",
    "due", "start", "notes", "id", "direction", "confidence", "team",
)  # fmt: skip
#: Of an objective's own row.
OF_GOAL = ("owner", "weight", "status", "health", "due", "start", "percent", "confidence", "notes", "id", "team")


@dataclass(frozen=True)
class Measures:
    """What one heading of measures holds."""

    grid: Grid
    head: Head
    found: Sequence[Item]
    left: Sequence[LeftOut]
    by_sheet: bool = False  # one of several sheets alike, each of which is a goal of its own

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
    dated = tuple(readings(Figures(one.grid, one.head, one.key_results)))
    if dated:
        yield _table(one, Kind.METRICS, dated, (), ())


def _says_more(row: Row) -> bool:
    return any(cell is not None and cell.value is not None for name in OF_GOAL if (cell := row.cell(name)) is not None)


def _results(one: Measures) -> Table:
    rows = [_row(one, item, FIELDS, "key_result") for item in one.key_results]
    return _table(one, Kind.KEY_RESULTS, rows, (*FIELDS, "goal"), one.left)


def _table(one: Measures, kind: Kind, rows: Sequence[Row], fields: Sequence[str], left: Sequence[LeftOut]) -> Table:
    head = one.head
    places = head.roles.columns
    columns: dict[str, tuple[int, ...]] = {name: (places[name],) for name in fields if places.get(name)}
    known = {field.name for field in fields_of(kind)}
    columns = {name: column for name, column in columns.items() if name in known or name == "key_result"}
    main = {Kind.GOALS: "goal", Kind.STEPS: "step"}.get(kind, "")
    if main:
        columns = {main: (places["key_result"],), **{n: c for n, c in columns.items() if n != "key_result"}}
    if kind is Kind.METRICS:
        columns = {"metric": (places["key_result"],), **_slots(head)}
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


def _slots(head: Head) -> Mapping[str, tuple[int, ...]]:
    """The columns of values and of plans under the periods."""
    slots = head.run.slots if head.run else ()
    values = tuple(slot.column for slot in slots if slot.basis not in ASIDE)
    planned = tuple(slot.column for slot in slots if slot.basis == "planned")
    return {"value": values, "planned": planned} if planned else {"value": values}


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
    places = one.head.roles.columns
    columns = {field: (places[field],) for field in fields if places.get(field) and field != "key_result"}
    if "target" in columns and "current" in columns:
        columns.pop("percent", None)  # worked out from them, and may be more than 100 %
    return Row(one.grid.sheet, item.row, columns, dict(_elsewhere(one, item, columns, name)))


def _elsewhere(one: Measures, item: Item, columns: Mapping[str, tuple[int]], name: str) -> Iterator[tuple[str, Cell]]:
    """What is stated outside an item's row: merged from above, by the sheet's name, or in the form's head."""
    grid = one.grid
    yield name, grid.cell(*item.name)
    if name != "goal" and item.goal is not None:
        yield "goal", grid.cell(*item.goal)
    elif name != "goal" and one.by_sheet:
        yield "goal", Cell(grid.sheet.ref(1, 1), grid.sheet.name)
    for field, (column,) in columns.items():
        anchor = grid.anchor(item.row, column)
        if anchor[0] < item.row:
            yield field, grid.cell(*anchor)
    person = _person(one) if "owner" not in columns else None
    if person is not None:
        yield "owner", person


def _person(one: Measures) -> Cell | None:
    """Whose sheet it is: the text beside a label such as *Name* or *Employee* above the heading."""
    grid = one.grid
    for row in range(1, one.head.rows[0]):
        cells = list(grid.filled(row).items())
        for (_, label), (column, value) in pairwise(cells):
            if isinstance(label, str) and isinstance(value, str) and is_person_label(label):
                return grid.cell(row, column)
    return None
