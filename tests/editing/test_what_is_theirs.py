"""Nothing is written over a cell that is not proven ours, whatever people and programs did to the workbook since.

Marks (defined names) move with the cells in Excel and LibreOffice (`moved`), and stay behind in other programs.
"""

from dataclasses import replace
from typing import Any

import pytest

from goalsheet.cells import CellRef, Range, column_letter
from goalsheet.editing.edits import Column, ColumnBlock, Edits
from goalsheet.editing.set_cells import SetCell, with_cells
from goalsheet.editing.write import apply, strip
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml.content import Content
from goalsheet.reading.ours import find_ours
from tests.editing.made import ROWS, block, everything, opened, parts, plan, saved, status_sheet, values

OURS = ("Status", "Why")
Table = list[list[Any]]
THEIRS: Table = [
    ["Step", "Owner", "Due", "Priority", "Effort", "Notes"],
    ["Plan the fair", "Di", "2027-01-15", "high", 0.5, "Dana has the contract"],
    ["Hire a band", "Ed", "2027-02-01", "low", 1, "on track"],
    ["Print menus", "Fi", "2027-02-07", "low", 1, "at risk"],
]


def annotated(**more: Any) -> bytes:
    return apply(plan(), Edits((block(**more),)))[0]


def put(sheet: Any, table: Table, row: int, column: int) -> None:
    for r, cells in enumerate(table, row):
        for c, value in enumerate(cells, column):
            sheet.cell(r, c, value)


def read(data: bytes, area: Range, sheet: str = "Steps") -> Table:
    cells = opened(data)[sheet].iter_rows(area.first_row, area.last_row, area.first_column, area.last_column)
    return [[cell.value for cell in row] for row in cells]


def moved(book: Any, rows: int = 0, columns: int = 0, sheet: str = "Steps") -> None:
    """Let our marks follow, as Excel and LibreOffice do."""
    for name, defined in book.defined_names.items():
        if name.startswith("_goalsheet__column"):
            first, last = defined.attr_text.split("!")[1].replace("$", "").split(":")
            letter, top, bottom = first.rstrip("0123456789"), int(first.lstrip("DEFGH")), int(last.lstrip("DEFGH"))
            letter = column_letter(ord(letter) - 64 + columns)
            defined.attr_text = f"{sheet}!${letter}${top + rows}:${letter}${bottom + rows}"


def lower(one: ColumnBlock, rows: int) -> ColumnBlock:
    """The block of a table that many rows further down."""
    columns = tuple(replace(c, cells={row + rows: cell for row, cell in c.cells.items()}) for c in one.columns)
    return replace(one, heading_row=1 + rows, last_row=one.last_row + rows, columns=columns)


def fair(rows: int = 3, **more: Any) -> ColumnBlock:
    """A block for THEIRS, which stands in the rows from 1 on and is six columns wide."""
    return block(rows=rows, last_column=6, **more)


@pytest.mark.parametrize("follow", [True, False], ids=["marks follow", "marks stay"])
def test_a_table_put_above(follow: bool) -> None:
    book = opened(annotated())
    sheet = book["Steps"]
    sheet.insert_rows(1, 10)
    put(sheet, THEIRS, 1, 1)
    if follow:
        moved(book, rows=10)
    blocks = (replace(fair(), key="steps"), lower(replace(block(2), key="steps 2"), 10))
    again, outcome = apply(saved(book), Edits(blocks))
    assert read(again, Range(1, 1, 4, 6)) == THEIRS
    assert [row[6:] for row in values(again)[:4]] == [["Status", "Why"], *([s, w] for s, w in verdicts(1, 3))]
    assert values(again)[10:] == [[*ROWS[0], *OURS], *([*r, *v] for r, v in zip(ROWS[1:], verdicts(2), strict=True))]
    assert not outcome.unplaced
    clean = strip(again)
    assert read(clean, Range(1, 1, 4, 6)) == THEIRS
    assert values(clean)[10:] == ROWS
    assert len(values(clean)[0]) == 6


def verdicts(week: int, rows: int = 7) -> list[tuple[str, str]]:
    columns = block(week, rows).columns
    return [(str(columns[0].cells[r].value), str(columns[1].cells[r].value)) for r in range(2, rows + 2)]


def test_their_table_above_where_only_one_table_is_read() -> None:
    """The heading row of the block is now another table's, and its columns would stand where ours did."""
    book = opened(annotated())
    book["Steps"].insert_rows(1, 10)
    put(book["Steps"], THEIRS, 1, 1)
    moved(book, rows=10)
    again, _ = apply(saved(book), Edits((fair(),)))
    assert read(again, Range(1, 1, 4, 6)) == THEIRS
    assert values(again)[0][6:] == ["Status", "Why"]
    assert values(again)[10:] == ROWS  # ours are out there, where no verdict is wanted


@pytest.mark.parametrize("follow", [True, False], ids=["marks follow", "marks stay"])
@pytest.mark.parametrize("gap", [0, 1, 3])
def test_a_table_put_to_the_left(follow: bool, gap: int) -> None:
    book = opened(annotated())
    sheet, width = book["Steps"], len(THEIRS[0]) + gap
    sheet.insert_cols(1, width)
    put(sheet, THEIRS, 1, 1)
    if follow:
        moved(book, columns=width)
    again, outcome = apply(saved(book), Edits((replace(block(2), last_column=3 + width),)))
    assert read(again, Range(1, 1, 4, 6)) == THEIRS
    assert [row[width:] for row in values(again)] == [
        [*ROWS[0], *OURS],
        *([*r, *v] for r, v in zip(ROWS[1:], verdicts(2), strict=True)),
    ]
    assert not outcome.unplaced
    assert [row[width:] for row in values(strip(again))] == ROWS


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_a_table_put_to_the_right_of_ours(gap: int) -> None:
    book = opened(annotated())
    put(book["Steps"], THEIRS, 1, 6 + gap)
    again, _ = apply(saved(book), Edits((block(2),)))
    assert read(again, Range(1, 6 + gap, 4, 11 + gap)) == THEIRS
    assert [row[3:5] for row in values(again)] == [list(OURS), *map(list, verdicts(2))]
    clean = strip(again)
    assert read(clean, Range(1, 6 + gap, 4, 11 + gap)) == THEIRS
    assert read(clean, Range(1, 4, 8, 5)) == [[None, None]] * 8


@pytest.mark.parametrize("gap", [1, 2])
def test_a_table_put_below_in_the_same_columns(gap: int) -> None:
    """Their cells below ours hold words and numbers that we wrote too; that does not make them ours."""
    book = opened(annotated())
    put(book["Steps"], THEIRS, 9 + gap, 1)
    again, _ = apply(saved(book), Edits((block(2),)))
    below = Range(9 + gap, 1, 12 + gap, 6)
    assert read(again, below) == THEIRS
    assert read(strip(again), below) == THEIRS
    assert read(strip(saved(book)), below) == THEIRS


def test_rows_added_below_meet_what_stands_there() -> None:
    book = opened(annotated())
    sheet = book["Steps"]
    put(sheet, [["S8", "Step 8", "Cy"]], 9, 1)
    sheet["D9"] = "their word"
    again, outcome = apply(saved(book), Edits((block(2, rows=8),)))
    assert values(again)[8] == ["S8", "Step 8", "Cy", "their word", "week 2, row 9"]
    assert outcome.kept == (CellRef("Steps", 9, 4),)
    assert any("Steps!D9" in remark for remark in outcome.remarks)
    assert values(strip(again))[8] == ["S8", "Step 8", "Cy", "their word"]


def test_two_tables_side_by_side() -> None:
    """Columns of the left one would be taken for columns of the right one: they go on a sheet of their own."""
    book = opened(plan())
    put(book["Steps"], THEIRS, 1, 5)
    data = saved(book)
    left = replace(block(), elsewhere="Status of Steps", labels={2: "Step 1"})
    again, outcome = apply(data, Edits((left,)))
    assert values(again) == values(data)
    assert not outcome.unplaced
    assert any("another table stands beside it" in remark for remark in outcome.remarks)
    assert values(again, "Status of Steps")[2:4] == [
        ["Cell", "Item", *OURS],
        ["Steps!A2", "Step 1", *verdicts(1)[0]],
    ]
    assert opened(again)["Status of Steps"]["A4"].hyperlink.location == "Steps!A2"
    assert parts(strip(again)) == parts(data)
    assert "Status of Steps" not in opened(strip(saved(opened(again)))).sheetnames


def test_two_tables_side_by_side_that_both_get_columns() -> None:
    book = opened(plan())
    put(book["Steps"], [row[:2] for row in THEIRS], 1, 5)
    right = replace(block(rows=3, last_column=6), key="right")
    again, outcome = apply(saved(book), Edits((block(), right)))
    assert outcome.unplaced == {"steps": "another table stands beside it"}
    assert values(again)[1] == [*ROWS[1], None, "Plan the fair", "Di", *verdicts(1)[0]]
    second, _ = apply(saved(opened(again)), Edits((block(2), replace(right, key="steps"))))
    assert [row[6:] for row in values(second)[:4]] == [list(OURS), *map(list, verdicts(1, 3))]


@pytest.mark.parametrize("protected", [False, True])
def test_no_room_beside_the_table_is_room_on_a_sheet_or_in_notes(protected: bool) -> None:
    book = opened(plan())
    book["Steps"].protection.sheet = True
    if protected:
        from openpyxl.workbook.protection import WorkbookProtection

        book.security = WorkbookProtection(lockStructure=True)
    data = saved(book)
    written, outcome = apply(data, Edits((replace(block(), elsewhere="Status of Steps"),)))
    assert not outcome.unplaced
    assert ("Status of Steps" in opened(written).sheetnames) is not protected
    note = opened(written)["Steps"]["C2"].comment
    assert (note.text if note else "") == ("goalsheet:\nStatus: on track\nWhy: week 1, row 2" if protected else "")
    assert parts(strip(written)) == parts(data)


# --- programs that leave the marks behind


def test_a_column_inserted_before_ours_by_a_program_that_leaves_marks_behind() -> None:
    """The mark of Status stands on their own column by now, with words that we wrote too."""
    book = opened(annotated())
    book["Steps"].insert_cols(4)
    put(book["Steps"], [["Last week"], *([v[0]] for v in verdicts(1))], 1, 4)
    data = saved(book)
    for result in (strip(data), apply(data, Edits((block(2, last_column=4),)))[0]):
        assert [row[3] for row in values(result)] == ["Last week", *(v[0] for v in verdicts(1))]
    again = apply(data, Edits((block(2, last_column=4),)))[0]
    assert [row[4:] for row in values(again)] == [list(OURS), *map(list, verdicts(2))]
    assert [len(row) for row in values(strip(data))] == [4] * 8


def test_our_columns_deleted_by_a_program_that_leaves_marks_behind() -> None:
    book = opened(annotated())
    sheet = book["Steps"]
    put(sheet, [["Last week", "Cost"], *([v[0], 1.0] for v in verdicts(1))], 1, 6)
    sheet.delete_cols(4, 2)
    theirs = values(saved(book))
    assert theirs[0] == [*ROWS[0], "Last week", "Cost"]
    assert values(strip(saved(book))) == theirs
    again = apply(saved(book), Edits((block(2, last_column=5),)))[0]
    assert [row[:5] for row in values(again)] == theirs
    assert [row[5:] for row in values(again)] == [list(OURS), *map(list, verdicts(2))]


def test_one_of_our_columns_deleted_by_a_program_that_leaves_marks_behind() -> None:
    book = opened(annotated())
    put(book["Steps"], [["Cost"], *([n] for n in range(7))], 1, 6)
    book["Steps"].delete_cols(4)
    again = apply(saved(book), Edits((block(2, last_column=5),)))[0]
    assert [row[3:] for row in values(again)] == [
        ["Why", "Cost"],
        *([why, n] for n, (_, why) in enumerate(verdicts(2))),
    ]
    assert [row[4:] for row in values(strip(again))] == [["Cost"], *([n] for n in range(7))]


@pytest.mark.parametrize("change", ["names", "sheet renamed"])
def test_columns_without_marks_are_found_by_what_stands_there(change: str) -> None:
    book = opened(annotated())
    if change == "names":
        for name in list(book.defined_names):
            del book.defined_names[name]
    else:
        book["Steps"].title = "Plan"  # the names still say Steps
    name = book.worksheets[0].title
    again = apply(saved(book), Edits((replace(block(2), sheet=name),)))[0]
    assert [row[3:] for row in values(again, name)] == [list(OURS), *map(list, verdicts(2))]
    assert values(strip(saved(book)), name) == ROWS


# --- copies


def test_a_copied_sheet_with_our_columns_is_refreshed_where_it_gets_verdicts() -> None:
    book = opened(annotated())
    copy = book.copy_worksheet(book["Steps"])
    copy.title = "Next quarter"
    data = saved(book)
    assert find_ours(data).columns == {"Steps": frozenset({4, 5}), "Next quarter": frozenset({4, 5})}
    second = replace(block(3), key="steps 2", sheet="Next quarter")
    again = apply(data, Edits((block(2), second)))[0]
    for sheet, week in (("Steps", 2), ("Next quarter", 3)):
        assert [row[3:] for row in values(again, sheet)] == [list(OURS), *map(list, verdicts(week))]
    for clean in (strip(again), strip(saved(opened(again)))):
        assert values(clean) == values(clean, "Next quarter") == ROWS


def test_a_copied_sheet_without_verdicts_stays_as_it_is_and_goes_clean() -> None:
    book = opened(annotated())
    book.copy_worksheet(book["Steps"]).title = "Archive"
    data = saved(book)
    for week in (2, 3, 4):
        data = apply(saved(opened(data)), Edits((block(week),)))[0]
        assert [row[3:] for row in values(data, "Archive")] == [list(OURS), *map(list, verdicts(1))]
    for clean in (strip(data), strip(saved(opened(data)))):
        assert values(clean) == values(clean, "Archive") == ROWS


def test_a_table_copied_below_itself() -> None:
    book = opened(annotated())
    sheet = book["Steps"]
    put(sheet, values(annotated()), 12, 1)
    below = lower(replace(block(3), key="steps 2"), 11)
    again = apply(saved(book), Edits((block(2), below)))[0]
    assert values(again)[:8] == [[*ROWS[0], *OURS], *([*r, *v] for r, v in zip(ROWS[1:], verdicts(2), strict=True))]
    assert values(again)[11:] == [[*ROWS[0], *OURS], *([*r, *v] for r, v in zip(ROWS[1:], verdicts(3), strict=True))]
    assert [row[3:] for row in values(strip(saved(opened(again))))] == [[]] * 19


# --- theirs by now


@pytest.mark.parametrize("follow", [True, False], ids=["cleaned at once", "after another week"])
def test_a_column_that_a_person_made_theirs_stays_with_its_heading(follow: bool) -> None:
    book = opened(annotated())
    put(book["Steps"], [["Our own words"], *([f"note {n}"] for n in range(7))], 1, 5)
    data = saved(book)
    if not follow:
        data = apply(data, Edits((block(2),)))[0]
        assert [row[3] for row in values(data)] == ["Status", *(s for s, _ in verdicts(2))]
    for clean in (strip(data), strip(saved(opened(data)))):
        assert [row[3:] for row in values(clean)] == [
            [None, "Our own words"],
            *([None, f"note {n}"] for n in range(7)),
        ]


def test_a_renamed_column_with_some_words_of_theirs_keeps_its_heading() -> None:
    book = opened(annotated())
    put(book["Steps"], [["Remarks"]], 1, 5)
    book["Steps"]["E4"] = "I called them on Monday"
    again = apply(saved(book), Edits((block(2),)))[0]
    for clean in (strip(saved(book)), strip(again), strip(saved(opened(again)))):
        assert [row[4:] for row in values(clean)] == [["Remarks"], [], [], ["I called them on Monday"], [], [], [], []]


def test_a_persons_cells_on_our_sheet_outlive_a_clean_right_after_a_report() -> None:
    book = opened(apply(plan(), everything())[0])
    book["Status"]["G2"] = "ask Ana about this"
    left = opened(strip(apply(saved(book), everything(2))[0]))
    assert left["Status"]["G2"].value == "ask Ana about this"
    assert left["Status"]["A1"].value is None


def test_a_sheet_that_a_formula_needs_stays_right_after_a_report() -> None:
    book = opened(apply(plan(), everything())[0])
    book["Other"]["B1"] = "=Status!B4"
    left = opened(strip(apply(saved(book), everything(2))[0]))
    assert "Status" in left.sheetnames
    assert left["Other"]["B1"].value == "=Status!B4"


# --- two tables one below the other, merged cells, looks


def test_columns_of_two_tables_one_below_the_other() -> None:
    book = opened(plan())
    put(book["Steps"], ROWS, 12, 1)
    data = saved(book)
    blocks = (block(), lower(replace(block(2), key="goals 1"), 11))
    once = apply(data, Edits(blocks))[0]
    for clean in (strip(once), strip(saved(opened(once)))):
        assert values(clean) == values(data)
    again = apply(saved(opened(once)), Edits((block(3), lower(replace(block(4), key="goals 1"), 11))))[0]
    assert [row[3:] for row in values(again)[:8]] == [list(OURS), *map(list, verdicts(3))]
    assert [row[3:] for row in values(again)[11:]] == [list(OURS), *map(list, verdicts(4))]
    assert values(strip(again)) == values(data)


def test_cells_of_ours_that_a_person_merged_are_left_alone() -> None:
    book = opened(annotated())
    book["Steps"].merge_cells("E3:E4")
    again, outcome = apply(saved(book), Edits((block(2),)))
    assert opened(again)["Steps"].merged_cells.ranges
    assert CellRef("Steps", 4, 5) in outcome.kept


@pytest.mark.parametrize("banded", [True, False])
def test_the_colour_of_a_bar_in_the_last_column_is_not_copied(banded: bool) -> None:
    from openpyxl.styles import PatternFill

    book = opened(plan())
    sheet = book["Steps"]
    for column in range(1, 4) if banded else (3,):
        sheet.cell(3, column).fill = PatternFill("solid", fgColor="FF3366FF")
        sheet.cell(1, column).fill = PatternFill("solid", fgColor="FF3366FF")
    plain = (Column("why", "Why", {r: Content(f"row {r}") for r in range(2, 9)}),)
    written = opened(apply(saved(book), Edits((replace(block(), columns=plain),)))[0])["Steps"]
    fills = [written.cell(row, 4).fill.fgColor.rgb for row in (1, 2, 3)]
    assert fills == (["FF3366FF", "00000000", "FF3366FF"] if banded else ["00000000"] * 3)
    assert written["C3"].fill.fgColor.rgb == "FF3366FF"


# --- typing into cells


def test_what_is_typed_goes_into_blank_cells_only() -> None:
    new = [SetCell(CellRef("Steps", 9, 1), "S8"), SetCell(CellRef("Steps", 9, 2), "Step 8")]
    assert values(with_cells(plan(), new))[8] == ["S8", "Step 8"]
    book = opened(plan())
    book["Steps"]["B9"] = "a total"
    with pytest.raises(GoalsheetError, match="Steps!B9 is not blank"):
        with_cells(saved(book), new)
    known = SetCell(CellRef("Steps", 2, 2), "Another name", over=True)
    assert values(with_cells(plan(), [known]))[1][1] == "Another name"


def test_what_is_typed_never_goes_under_merged_cells() -> None:
    book = opened(plan())
    book["Steps"].merge_cells("A9:C9")
    with pytest.raises(GoalsheetError, match="Steps!B9"):
        with_cells(saved(book), [SetCell(CellRef("Steps", 9, 2), "lost to sight")])


@pytest.mark.parametrize("weeks", [3])
def test_weeks_of_edits_never_double_anything(weeks: int) -> None:
    data = apply(plan(), Edits((block(),), sheets=(status_sheet(),)))[0]
    for week in range(2, weeks + 2):
        book = opened(data)
        book["Steps"].cell(2, 2, f"Step 1, as of week {week}")
        data = apply(saved(book), Edits((block(week),), sheets=(status_sheet(week),)))[0]
        assert values(data)[0] == [*ROWS[0], *OURS]
        assert opened(data).sheetnames == ["Steps", "Other", "Status"]


@pytest.mark.parametrize("renamed", ["D", "E", "F"])
def test_a_renamed_column_of_ours_is_found_beside_the_others_that_moved(renamed: str) -> None:
    """A heading renamed by hand, then a table put to the left by a program that leaves marks behind."""
    more = Column("more", "More", {r: Content(f"more on row {r}") for r in range(2, 9)})
    week = [replace(block(n), columns=(*block(n).columns, more)) for n in (1, 2)]
    names = {"D": "Status", "E": "Why", "F": "More"}
    book = opened(apply(plan(), Edits((week[0],)))[0])
    book["Steps"][f"{renamed}1"] = "Ampel"
    book["Steps"].insert_cols(1, 4)
    assert [row[4:] for row in values(strip(saved(book)))] == ROWS
    again = apply(saved(book), Edits((replace(week[1], last_column=7),)))[0]
    written = [row[4:] for row in values(again)]
    assert written[0][3:] == ["Ampel" if column == renamed else name for column, name in names.items()]
    told = zip(ROWS[1:], verdicts(2), strict=True)
    assert written[1:] == [[*r, *v, f"more on row {n}"] for n, (r, v) in enumerate(told, 2)]


def test_a_table_from_which_a_program_moved_our_cells_away() -> None:
    """openpyxl inserts columns and leaves the table where it was, with our names over cells of the user's."""
    book = opened(apply(plan(table=True), Edits((block(),)))[0])
    assert book["Steps"].tables["Plan"].ref == "A1:E8"
    book["Steps"].insert_cols(1, 6)
    left = opened(strip(saved(book)))["Steps"]
    assert [c.name for c in left.tables["Plan"].tableColumns] == ["ID", "Step", "Owner"]
    assert left.tables["Plan"].ref == "A1:C8"
    assert [row[6:] for row in values(strip(saved(book)))] == ROWS


@pytest.mark.parametrize("follow", [True, False], ids=["marks follow", "marks stay"])
def test_what_stands_in_a_column_that_we_left_blank_is_theirs(follow: bool) -> None:
    """A forecast that nobody has: the column is ours, and no cell of it."""
    blank = Column("forecast", "Forecast", {r: Content() for r in range(2, 9)})
    columns = (*block().columns, blank)
    book = opened(apply(plan(), Edits((replace(block(), columns=columns, last_row=20),)))[0])
    put(book["Steps"], [["Notes", "Status"], ["has the contract", "on track"], [1.0, 0.5]], 14, 6)
    theirs = read(saved(book), Range(14, 6, 16, 7))
    data = saved(book) if follow else apply(saved(book), Edits((replace(block(2), columns=columns, last_row=20),)))[0]
    for result in (data, strip(data), strip(saved(opened(data)))):
        assert read(result, Range(14, 6, 16, 7)) == theirs


def test_our_own_heading_goes_even_where_only_words_of_theirs_are_left_below() -> None:
    book = opened(annotated())
    put(book["Steps"], [["called them"], *[[None]] * 6], 2, 5)
    clean = values(strip(saved(book)))
    assert clean[0] == ROWS[0]
    assert clean[1] == [*ROWS[1], None, "called them"]
