"""goalsheet annotated a workbook, a person edited and saved it with another program, and goalsheet meets it again.

The person's program is openpyxl here (it rewrites every part, as Excel does, and keeps names and properties); one test
takes LibreOffice.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from goalsheet.cells import CellRef
from goalsheet.editing.edits import ColumnBlock, Edits
from goalsheet.editing.write import apply, strip
from goalsheet.ooxml.content import Content
from goalsheet.reading.ours import find_ours
from tests.editing.made import ROWS, block, everything, opened, plan, saved, status_sheet, values
from tests.support.office import converted

TABLE = pytest.mark.parametrize("table", [False, True], ids=["range", "table"])


def annotated(table: bool = False) -> bytes:
    return apply(plan(table), everything(1))[0]


def headings(data: bytes) -> list[object]:
    return values(data)[0]


def nothing_of_ours(data: bytes) -> None:
    book = opened(data)
    assert "Status" not in book.sheetnames
    assert not any(name.startswith("_goalsheet") for name in book.defined_names)
    assert not any(p.name.startswith("goalsheet") for p in book.custom_doc_props.props)
    assert not any(cell.comment for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not find_ours(data).sheets
    assert not find_ours(data).columns


@TABLE
def test_saved_by_somebody_and_cleaned(table: bool) -> None:
    data = saved(opened(annotated(table)))
    assert find_ours(data).columns == {"Steps": frozenset({4, 5})}
    assert find_ours(data).sheets == {"Status": "Status"}
    clean = strip(data)
    nothing_of_ours(clean)
    assert values(clean) == ROWS
    assert [t.ref for t in opened(clean)["Steps"].tables.values()] == (["A1:C8"] if table else [])


@TABLE
def test_refreshed_in_place_never_doubled(table: bool) -> None:
    once = saved(opened(annotated(table)))
    twice, outcome = apply(once, everything(2))
    assert not outcome.kept
    assert headings(twice) == ["ID", "Step", "Owner", "Status", "Why"]
    assert values(twice)[1] == ["S1", "Step 1", "Ana", "at risk", "week 2, row 2"]
    assert opened(twice).sheetnames == ["Steps", "Other", "Status"]
    assert len(opened(twice)["Steps"].conditional_formatting) == 1
    assert opened(twice)["Steps"]["A2"].comment.text == "goalsheet:\nfinding of week 2"
    assert apply(twice, everything(2))[0] == twice
    assert values(strip(twice)) == ROWS


@TABLE
def test_sorted_rows_and_new_rows(table: bool) -> None:
    book = opened(annotated(table))
    sheet = book["Steps"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for r, row in enumerate(reversed(rows), 2):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, value)
    for c, value in enumerate(["S8", "Step 8", "Cy"], 1):
        sheet.cell(9, c, value)
    if table:
        sheet.tables["Plan"].ref = "A1:E9"
        sheet.tables["Plan"].autoFilter.ref = "A1:E9"
    data = saved(book)
    again, outcome = apply(data, everything(2, rows=8))
    assert not outcome.kept
    assert values(again)[8] == ["S8", "Step 8", "Cy", "on track", "week 2, row 9"]
    assert values(strip(again)) == [ROWS[0], *reversed(ROWS[1:]), ["S8", "Step 8", "Cy"]]


def test_a_renamed_heading_stays_renamed() -> None:
    book = opened(annotated())
    book["Steps"]["D1"] = "Ampel"
    again, _ = apply(saved(book), everything(2))
    assert headings(again) == ["ID", "Step", "Owner", "Ampel", "Why"]
    assert values(strip(again)) == ROWS


def test_a_renamed_heading_of_a_table_stays_renamed() -> None:
    book = opened(annotated(table=True))
    book["Steps"]["D1"] = "Ampel"
    book["Steps"].tables["Plan"].tableColumns[3].name = "Ampel"
    again, _ = apply(saved(book), everything(2))
    table = opened(again)["Steps"].tables["Plan"]
    assert [c.name for c in table.tableColumns] == ["ID", "Step", "Owner", "Ampel", "Why"]
    assert table.ref == "A1:E8"


def test_a_deleted_column_stays_away_and_the_other_is_refreshed() -> None:
    book = opened(annotated())
    sheet = book["Steps"]
    sheet.delete_cols(5)
    del book.defined_names["_goalsheet__column__steps__why"]
    again, _ = apply(saved(book), everything(2))
    assert headings(again) == ["ID", "Step", "Owner", "Status"]
    third, _ = apply(saved(opened(again)), everything(3))
    assert headings(third) == ["ID", "Step", "Owner", "Status"]
    assert apply(third, everything(3))[0] == third


def test_all_columns_deleted_come_back() -> None:
    book = opened(annotated())
    book["Steps"].delete_cols(4, 2)
    for key in ("status", "why"):
        del book.defined_names[f"_goalsheet__column__steps__{key}"]
    again, _ = apply(saved(book), everything(2))
    assert headings(again) == ["ID", "Step", "Owner", "Status", "Why"]


def test_columns_moved_with_the_persons_own_between() -> None:
    """The person puts a column of their own before ours and one between them: names follow, and so do we."""
    book = opened(annotated())
    sheet = book["Steps"]
    for row in range(8, 0, -1):
        status, why = sheet.cell(row, 4).value, sheet.cell(row, 5).value
        for column, value in ((4, f"mine {row}"), (5, status), (6, f"also mine {row}"), (7, why)):
            sheet.cell(row, column, value)
    book.defined_names["_goalsheet__column__steps__status"].attr_text = "Steps!$E$1:$E$8"
    book.defined_names["_goalsheet__column__steps__why"].attr_text = "Steps!$G$1:$G$8"
    data = saved(book)
    assert find_ours(data).columns == {"Steps": frozenset({5, 7})}
    again, outcome = apply(data, everything(2, last_column=6))
    assert values(again)[1] == ["S1", "Step 1", "Ana", "mine 2", "at risk", "also mine 2", "week 2, row 2"]
    assert not outcome.kept
    assert apply(again, everything(2, last_column=6))[0] == again
    assert values(strip(again))[1] == ["S1", "Step 1", "Ana", "mine 2", None, "also mine 2"]


def test_a_persons_column_behind_ours_in_a_table() -> None:
    book = opened(annotated(table=True))
    sheet, table = book["Steps"], book["Steps"].tables["Plan"]
    for row in range(1, 9):
        sheet.cell(row, 6, "Mine" if row == 1 else f"mine {row}")
    table.ref = table.autoFilter.ref = "A1:F8"
    table.tableColumns.append(openpyxl_column(6, "Mine"))
    again, _ = apply(saved(book), everything(2))
    assert headings(again) == ["ID", "Step", "Owner", "Status", "Why", "Mine"]
    assert values(again)[1][3:] == ["at risk", "week 2, row 2", "mine 2"]
    assert [c.name for c in opened(again)["Steps"].tables["Plan"].tableColumns] == headings(again)
    assert apply(again, everything(2))[0] == again
    left = strip(again)
    assert [row[5] for row in values(left)] == ["Mine", *(f"mine {r}" for r in range(2, 9))]
    assert [row[:3] for row in values(left)] == ROWS


def openpyxl_column(number: int, name: str) -> object:
    from openpyxl.worksheet.table import TableColumn

    return TableColumn(id=number, name=name)


@TABLE
def test_own_text_in_our_cells_is_kept(table: bool) -> None:
    book = opened(annotated(table))
    book["Steps"]["E4"] = "I called them on Monday"
    book["Steps"]["D5"] = "=1+1"
    data = saved(book)
    again, outcome = apply(data, everything(2))
    assert outcome.kept == (CellRef("Steps", 4, 5), CellRef("Steps", 5, 4))
    assert values(again)[3][4] == "I called them on Monday"
    assert values(again)[4][3] == "=1+1"
    assert apply(again, everything(2))[0] == again
    third, outcome = apply(saved(opened(again)), everything(3))
    assert outcome.kept == (CellRef("Steps", 4, 5), CellRef("Steps", 5, 4))
    assert values(third)[3][4] == "I called them on Monday"
    assert values(strip(third))[3][-1] == "I called them on Monday"


def test_a_sheet_renamed_and_moved_is_refreshed_where_it_is() -> None:
    book = opened(annotated())
    book.move_sheet("Status", -2)
    book["Status"].title = "Dashboard"
    book.defined_names["_goalsheet__sheet__Status"].attr_text = "Dashboard!$A$1"
    data = saved(book)
    assert find_ours(data).sheets == {"Status": "Dashboard"}
    again, _ = apply(data, everything(2))
    assert opened(again).sheetnames == ["Dashboard", "Steps", "Other"]
    assert values(again, "Dashboard")[0] == ["Status, week 2"]
    assert opened(strip(again)).sheetnames == ["Steps", "Other"]


def test_a_persons_cells_on_our_sheet_are_kept() -> None:
    book = opened(annotated())
    book["Status"]["G2"] = "ask Ana about this"
    book["Status"]["G3"] = "=SUM(B4:B5)"
    again, _ = apply(saved(book), everything(2))
    assert opened(again)["Status"]["G2"].value == "ask Ana about this"
    assert opened(again)["Status"]["G3"].value == "=SUM(B4:B5)"
    assert opened(again)["Status"]["A1"].value == "Status, week 2"
    left = opened(strip(saved(opened(again))))
    assert left["Status"]["G2"].value == "ask Ana about this"
    assert left["Status"]["A1"].value is None


def test_a_sheet_that_a_formula_needs_stays() -> None:
    book = opened(annotated())
    book["Other"]["B1"] = "=Status!B4"
    left = opened(strip(saved(book)))
    assert "Status" in left.sheetnames
    assert left["Other"]["B1"].value == "=Status!B4"


def test_a_deleted_sheet_comes_back() -> None:
    book = opened(annotated())
    del book["Status"]
    del book.defined_names["_goalsheet__sheet__Status"]
    again, _ = apply(saved(book), everything(2))
    assert opened(again).sheetnames == ["Steps", "Other", "Status"]


def test_a_copied_sheet_is_left_alone() -> None:
    book = opened(annotated())
    book.copy_worksheet(book["Status"])
    again, _ = apply(saved(book), everything(2))
    assert opened(again).sheetnames == ["Steps", "Other", "Status", "Status Copy"]
    assert values(again, "Status Copy")[0] == ["Status, week 1"]
    assert values(again, "Status")[0] == ["Status, week 2"]


def test_a_sheet_copied_by_excel_carries_our_mark_and_is_left_alone() -> None:
    """Excel copies workbook names that point at a sheet as names of the copy."""
    from openpyxl.workbook.defined_name import DefinedName

    book = opened(annotated())
    copy = book.copy_worksheet(book["Steps"])
    copy.title = "Steps (2)"
    name = "_goalsheet__column__steps__status"
    copy.defined_names[name] = DefinedName(name, attr_text="'Steps (2)'!$D$1:$D$8", hidden=True)
    data = saved(book)
    assert find_ours(data).columns == {"Steps": frozenset({4, 5}), "Steps (2)": frozenset({4})}
    again, _ = apply(data, everything(2))
    assert values(again, "Steps (2)") == values(annotated())
    assert find_ours(again).columns == find_ours(data).columns
    assert not find_ours(strip(again)).columns


def test_a_note_changed_by_hand_stays() -> None:
    from openpyxl.comments import Comment

    book = opened(annotated())
    book["Steps"]["A2"].comment = Comment("goalsheet:\nfinding of week 1\nYes, I know. Ana", "goalsheet")
    left = opened(strip(saved(book)))
    assert "Yes, I know. Ana" in left["Steps"]["A2"].comment.text
    assert left["Steps"]["B3"].comment is None


def test_a_note_of_theirs_that_we_added_to() -> None:
    from openpyxl.comments import Comment

    book = opened(plan())
    book["Steps"]["A2"].comment = Comment("Ask Bo", "Ana")
    data, _ = apply(saved(book), everything(1))
    assert opened(data)["Steps"]["A2"].comment.text == "Ask Bo\ngoalsheet:\nfinding of week 1"
    again, _ = apply(saved(opened(data)), everything(2))
    assert opened(again)["Steps"]["A2"].comment.text == "Ask Bo\ngoalsheet:\nfinding of week 2"
    assert opened(strip(saved(opened(again))))["Steps"]["A2"].comment.text == "Ask Bo"


def test_hidden_and_resized_columns_stay_so() -> None:
    book = opened(annotated())
    book["Steps"].column_dimensions["D"].hidden = True
    book["Steps"].column_dimensions["E"].width = 55
    again = opened(apply(saved(book), everything(2))[0])
    assert again["Steps"].column_dimensions["D"].hidden
    assert again["Steps"].column_dimensions["E"].width == 55


def test_less_to_write_leaves_nothing_behind() -> None:
    data = saved(opened(annotated()))
    again, _ = apply(data, Edits((block(2),)))
    assert opened(again).sheetnames == ["Steps", "Other"]
    nothing_of_ours(apply(saved(opened(again)), Edits())[0])


def test_two_weeks_by_two_programs_and_clean() -> None:
    data = annotated(table=True)
    for week in (2, 3, 4):
        data = apply(saved(opened(data)), everything(week))[0]
    assert values(data)[1] == ["S1", "Step 1", "Ana", "at risk", "week 4, row 2"]
    nothing_of_ours(strip(data))
    assert values(strip(data)) == ROWS


@pytest.mark.office
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    for table in (False, True):
        (tmp_path / "plan.xlsx").write_bytes(annotated(table))
        data = converted(tmp_path / "plan.xlsx", "xlsx", tmp_path / "office").read_bytes()
        assert find_ours(data).columns == {"Steps": frozenset({4, 5})}
        again, outcome = apply(data, everything(2))
        assert not outcome.kept
        assert values(again)[1] == ["S1", "Step 1", "Ana", "at risk", "week 2, row 2"]
        assert opened(again).sheetnames == ["Steps", "Other", "Status"]
        assert apply(again, everything(2))[0] == again
        for left in (strip(data), strip(again)):
            nothing_of_ours(left)
            assert values(left) == ROWS


def test_status_sheet_that_is_the_persons_own() -> None:
    book = opened(plan())
    book.create_sheet("Status")["A1"] = "mine"
    data, _ = apply(saved(book), Edits(sheets=(status_sheet(),)))
    assert opened(data).sheetnames == ["Steps", "Other", "Status", "Status (goalsheet)"]
    assert opened(data)["Status"]["A1"].value == "mine"


def test_columns_under_a_table_are_none_of_its_columns() -> None:
    from openpyxl.worksheet.table import Table

    book = opened(plan())
    sheet = book["Steps"]
    sheet.insert_rows(1, 4)
    for row in (1, 2):
        for column in range(1, 7):
            sheet.cell(row, column, f"{row}/{column}")
    sheet.add_table(Table(displayName="Above", ref="A1:F2"))
    original = saved(book)
    columns = block().columns
    below = ColumnBlock("steps", "Steps", 5, 12, 3, tuple(replace(c, cells={6: Content("x")}) for c in columns))
    left = strip(saved(opened(apply(original, Edits((below,)))[0])))
    assert values(left) == values(original)
    assert opened(left)["Steps"].tables["Above"].ref == "A1:F2"
