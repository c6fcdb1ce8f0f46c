"""A table with time downwards as tables of the layout: its metrics as key results, their values as readings."""

from collections.abc import Iterator

from goalsheet.layout.grid import Grid, is_figure, text
from goalsheet.layout.table import Cell, Kind, Row, Table
from goalsheet.layout.time_down import TimeDown


def tables_down(found: TimeDown) -> Iterator[Table]:
    """The metrics as key results, each named in the heading, and their values as readings."""
    grid = found.grid
    headings = {found.column: "", **{c: text(grid.value(row, c)) for c, row in found.metrics.items()}}
    common = {"sheet": grid.sheet, "heading_rows": found.heading_rows, "last_column": max(found.metrics)}
    results = tuple(Row(grid.sheet, row, {}, dict(_result(found, column))) for column, row in found.metrics.items())
    yield Table(
        kind=Kind.KEY_RESULTS, columns={}, headings=headings, rows=results, goals_by="none", confidence=0.8,
        reasons=("time goes downwards, a column for each metric",), **common,  # type: ignore[arg-type]
    )  # fmt: skip
    readings = tuple(_readings(found))
    columns = {"date": (found.column,), "value": tuple(found.metrics)}
    columns |= {"planned": tuple(found.plans.values())} if found.plans else {}
    yield Table(
        kind=Kind.METRICS, columns=columns, headings=headings, rows=readings, goals_by="none", confidence=0.8,
        reasons=(f"the numbers beside {len(found.periods)} periods are readings",), **common,  # type: ignore[arg-type]
    )  # fmt: skip


def _result(found: TimeDown, column: int) -> Iterator[tuple[str, Cell]]:
    grid, row = found.grid, found.metrics[column]
    yield "key_result", grid.cell(row, column)
    group = next((grid.anchor(r, column) for r in found.heading_rows if r < row and _spans(grid, r, column)), None)
    if group is not None and text(grid.value(*group)):
        yield "goal", grid.cell(*group)
    elif found.by_sheet:
        yield "goal", Cell(grid.sheet.ref(1, 1), grid.sheet.name)
    if found.target_row and grid.value(found.target_row, column) is not None:
        yield "target", grid.cell(found.target_row, column)
    elif column in found.plans and (planned := _latest(found, found.plans[column])):
        yield "target", grid.cell(planned, found.plans[column])


def _spans(grid: Grid, row: int, column: int) -> bool:
    area = grid.merged(row, column)
    return area is not None and area.last_column > area.first_column


def _latest(found: TimeDown, column: int) -> int:
    """The last row that has a figure in a column and any of a metric; 0 where none has."""
    grid, last = found.grid, _last(found)
    return max((row for row in found.periods if row <= last and is_figure(grid.value(row, column))), default=0)


def _last(found: TimeDown) -> int:
    """The last row with a figure other than zero: zeros below are of days to come."""
    rows = (row for row in found.periods if any(found.grid.value(row, c) not in (None, 0) for c in found.metrics))
    return max(rows, default=0)


def _readings(found: TimeDown) -> Iterator[Row]:
    grid, last = found.grid, _last(found)
    for column, name in found.metrics.items():
        for row, period in found.periods.items():
            cell = grid.cell(row, column)
            if is_figure(cell.value) and row <= last:
                dated = Cell(grid.sheet.ref(row, found.column), period.day or period.text)
                said = {"metric": grid.cell(name, column), "date": dated, "value": cell}
                if column in found.plans:
                    said["planned"] = grid.cell(row, found.plans[column])
                yield Row(grid.sheet, row, {}, said)
