"""The History sheet: what a report saw is remembered in the workbook, each date by itself, and read as it stands."""

from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.annotate import annotations
from goalsheet.editing.write import annotate, clean
from goalsheet.history.model import DROPPED, STEP, History, Report, Snapshot
from goalsheet.history.sheet import HEADINGS, MOST_ROWS, fitting, read_history, updated, written
from goalsheet.reading.model import Sheet, Workbook
from goalsheet.reading.read import read
from goalsheet.review import Review, review
from tests.support.drawn import draw_file
from tests.support.sure import as_a

FIRST, SECOND, THIRD = date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)
PLAN = """
    Steps
    | ID | Goal  | Step        | Owner | Start      | Due        | Status      | % complete |
    | S1 | Press | Write copy  | Ana   | 2026-11-02 | 2026-12-11 | In progress | 40%        |
    | S2 | Press | Book studio | Ben   | 2026-11-02 | 2026-12-11 | In progress | 40%        |
"""


def report(path: Path, day: date) -> Review:
    """One `goalsheet report`: what it saw is in the workbook afterwards."""
    seen = review(path, day, day)
    annotate(path, annotations(seen))
    return seen


def type_over(path: Path, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book["Steps"][cell].value = value
    book.save(path)


def rows_of(path: Path, day: date) -> list[tuple[str, str, float | None]]:
    return [
        (row.id or "", row.status, row.progress)
        for row in read_history(read(path)).rows
        if row.as_of == day and row.kind == STEP
    ]


def test_one_row_per_item_per_report_in_which_something_changed(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    assert [row[0] for row in rows_of(path, FIRST)] == ["S1", "S2"]
    type_over(path, "H2", 0.6)
    report(path, SECOND)
    assert [(row[0], row[2]) for row in rows_of(path, SECOND)] == [("S1", 0.6)]
    assert read_history(read(path)).days == (FIRST, SECOND)
    sheet = openpyxl.load_workbook(path)["Report history"]
    assert [sheet.cell(4, column).value for column in range(1, len(HEADINGS) + 1)] == list(HEADINGS)
    assert [table.ref for table in sheet.tables.values()] == [f"A4:Q{sheet.max_row}"]


def test_the_same_date_again_replaces_that_date(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    type_over(path, "H2", 0.6)
    report(path, SECOND)
    once = path.read_bytes()
    report(path, SECOND)
    assert path.read_bytes() == once
    type_over(path, "H2", 0.7)
    report(path, SECOND)
    assert [(row[0], row[2]) for row in rows_of(path, SECOND)] == [("S1", 0.7)]
    assert review(path, THIRD, SECOND).changes.since == FIRST


def test_an_earlier_date_never_rewrites_later_ones(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    report(path, THIRD)
    before = read_history(read(path))
    type_over(path, "H2", 0.9)
    seen = report(path, SECOND)
    after = read_history(read(path))
    assert after.days == (FIRST, SECOND, THIRD)
    assert [c.sentence for c in seen.changes.changes if c.key == "step:s1" and c.before == "40 %"]
    assert {k: s.told for k, s in after.state(THIRD).items()} == {k: s.told for k, s in before.state(THIRD).items()}
    assert after.state(SECOND)["step:s1"].progress == 0.9
    assert [row for row in after.rows if row.as_of == FIRST] == [row for row in before.rows if row.as_of == FIRST]


def test_rows_people_deleted_or_sorted_and_a_renamed_sheet_are_taken_as_they_stand(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    type_over(path, "H2", 0.6)
    report(path, SECOND)
    book = openpyxl.load_workbook(path)
    sheet = book["Report history"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    kept = [row for row in reversed(rows) if as_a(datetime, row[0]).date() != SECOND]
    for number in range(5, sheet.max_row + 1):
        for column in range(1, len(HEADINGS) + 1):
            row = kept[number - 5] if number - 5 < len(kept) else [None] * len(HEADINGS)
            sheet.cell(number, column).value = row[column - 1]
    sheet.title = "What was"
    book.save(path)
    assert read_history(read(path)).days == (FIRST,)
    report(path, THIRD)
    assert read_history(read(path)).days == (FIRST, THIRD)
    names = openpyxl.load_workbook(path).sheetnames
    assert "What was" in names
    assert "Report history" not in names


def test_the_memory_is_found_by_its_headings_where_the_mark_was_lost(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    book = read(path)
    unmarked = Workbook(book.path, book.sheets)
    assert read_history(unmarked) == read_history(book)


def test_what_changed_since_an_earlier_copy(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    report(path, FIRST)
    copy = tmp_path / "before.xlsx"
    copy.write_bytes(path.read_bytes())
    type_over(path, "G2", "Done")
    report(path, SECOND)
    seen = review(path, THIRD, THIRD, copy=copy)
    assert seen.changes.since == FIRST
    assert "before.xlsx as of 6 Nov 2026" in seen.changes.against
    assert [c.name for c in seen.changes.changes if c.after == "done"] == ["Write copy"]
    assert seen.history.days == (FIRST, SECOND, THIRD)


def test_clean_takes_the_memory_out_too(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    before = path.read_bytes()
    report(path, FIRST)
    clean(path)
    assert openpyxl.load_workbook(path).sheetnames == ["Steps"]
    assert [p.rows for p in read(path).sheets] == [p.rows for p in read(_written(tmp_path, before)).sheets]


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "before.xlsx"
    path.write_bytes(data)
    return path


# Whatever was seen


def snapshots(day: date) -> st.SearchStrategy[Snapshot]:
    days = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
    text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=8)
    share = st.none() | st.floats(0, 1)
    owners = st.lists(text.filter(lambda name: ";" not in name), max_size=2).map(tuple)
    return st.builds(
        Snapshot,
        as_of=st.just(day),
        key=st.sampled_from([f"step:{n}" for n in range(5)]),
        kind=st.just(STEP),
        name=text,
        id=st.none() | text,
        goal=text,
        status=st.sampled_from(("on track", "at risk", "done")),
        why=st.none() | text,
        declared=st.none() | text,
        progress=share,
        expected=share,
        start=days,
        due=days,
        owners=owners,
        forecast=days,
        confidence=share,
        was=st.none() | text,
    )


def states(day: date) -> st.SearchStrategy[list[Snapshot]]:
    return st.lists(snapshots(day), max_size=5, unique_by=lambda one: one.key)


def sheet(history: History) -> Workbook:
    return Workbook(Path("x.xlsx"), (Sheet("Report history", [[], list(HEADINGS), *map(list, written(history))]),))


@settings(deadline=None)
@given(states(FIRST), states(SECOND), states(THIRD))
def test_what_is_written_is_what_is_read_and_every_report_keeps_its_state(
    one: list[Snapshot], two: list[Snapshot], three: list[Snapshot]
) -> None:
    history = updated(History(), Report(FIRST, "a"), one)
    history = updated(history, Report(THIRD, "c"), three)
    then = {key: row.told for key, row in history.state(THIRD).items()}
    history = updated(history, Report(SECOND, "b"), two)
    assert read_history(sheet(history)) == history
    assert {key: row.told for key, row in history.state(SECOND).items()} == {row.key: row.told for row in two}
    assert {key: row.told for key, row in history.state(THIRD).items()} == then
    assert updated(history, Report(SECOND, "b"), two) == history
    assert all(row.status != DROPPED for row in history.state().values())


def test_a_memory_too_long_for_a_sheet_draws_its_oldest_reports_together() -> None:
    days = [FIRST + timedelta(7 * n) for n in range(6)]
    rows = tuple(
        Snapshot(as_of=day, key=f"step:{n}", kind=STEP, name=f"Step {n}", progress=place / 10)
        for place, day in enumerate(days)
        for n in range(10)
    )
    history = History(tuple(Report(day, "") for day in days), rows)
    short = fitting(history, 40)
    assert len(short.rows) <= 40
    assert list(short.days) == days[-len(short.days) :]
    assert short.state() == history.state()
    assert fitting(history, MOST_ROWS) == history
