"""Whatever is in a sheet: finding never fails, and every row that holds something is accounted for."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.cells import Range
from goalsheet.layout import find
from goalsheet.layout.describe import describe
from goalsheet.layout.mapping_draft import draft
from goalsheet.reading.model import Sheet, Workbook

HEADINGS = [
    "Task",
    "Owner",
    "Due date",
    "Status",
    "ID",
    "Goal",
    "% complete",
    "Start",
    "担当者",
    "Notes",
    "Target",
    "KPI",
]
VALUES = st.one_of(
    st.none(),
    st.sampled_from([*HEADINGS, "Total", "Write copy", "  indented", "1.1", "Open", "Ana", "-", "", "x" * 300]),
    st.integers(-5, 50_000),
    st.floats(allow_nan=False, width=32),
    st.booleans(),
    st.dates(date(1899, 12, 30), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.just(time(9, 30)),
    st.just(timedelta(hours=3)),
    st.text(max_size=12),
)
ROWS = st.lists(st.lists(VALUES, max_size=7), max_size=14)
HEADED = st.tuples(ROWS, st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=7), ROWS).map(
    lambda parts: [*parts[0], parts[1], *parts[2]]
)


@st.composite
def merged_ranges(draw: st.DrawFn) -> tuple[Range, ...]:
    areas = []
    for _ in range(draw(st.integers(0, 3))):
        row, column = draw(st.integers(1, 14)), draw(st.integers(1, 7))
        areas.append(Range(row, column, row + draw(st.integers(0, 3)), column + draw(st.integers(0, 3))))
    return tuple(areas)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    rows=st.one_of(ROWS, HEADED), merged=merged_ranges(), name=st.sampled_from(["Steps", "Goals", "Sheet1", "Metrics"])
)
def test_finding_never_fails_and_every_row_is_accounted_for(
    rows: list[list[object]], merged: tuple[Range, ...], name: str
) -> None:
    workbook = Workbook(Path("any.xlsx"), (Sheet(name, rows, merged=merged),))  # type: ignore[arg-type]
    layout = find(workbook)
    assert bool(layout.tables) != bool(layout.refused)
    describe(layout)
    for table in layout.tables:
        numbers = [row.number for row in table.rows]
        assert numbers == sorted(set(numbers))
        assert all(table.heading_rows[-1] < number <= len(rows) for number in numbers)
        assert not set(numbers) & {out.row for out in table.left_out}
        assert 0 <= table.confidence <= 1
        for row in table.rows:
            for field in table.columns:
                assert all(cell.ref.sheet == name for cell in row.cells(field))


@settings(max_examples=60, deadline=None)
@given(rows=HEADED)
def test_what_is_written_down_can_be_read_again(
    rows: list[list[object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from goalsheet.layout.mapping import load

    layout = find(Workbook(Path("any.xlsx"), (Sheet("Plan", rows),)))  # type: ignore[arg-type]
    if not layout.tables:
        return
    path = tmp_path_factory.mktemp("map") / "any.goalsheet.toml"
    try:
        text = draft(layout)
    except ValueError:
        return
    path.write_text(text, encoding="utf-8")
    assert load(path) is not None
