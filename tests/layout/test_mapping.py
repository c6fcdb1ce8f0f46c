"""Mapping files: what a person says is taken, checked against the workbook, and written so that it reads the same."""

from datetime import date
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.layout import find
from goalsheet.layout.mapping import Mapping, beside, load
from goalsheet.layout.mapping_draft import draft
from goalsheet.layout.table import Kind
from tests.layout.sheets import book, read, steps

PLAN = """
    Cover
    | Our plan | |
    Ideas
    | Thing      | Boss | By hook    | Shape | Old day    |
    | Write copy | Ana  | 2026-03-01 | ok    | 2025-01-01 |
    | Total      |      |            |       |            |
    | Edit copy  | Ben  | 2026-03-08 | bad   | 2025-01-01 |
    Tasks
    | Task  | Owner | Due        |
    | Print | Cleo  | 2026-04-01 |
"""


def said(text: str, tmp_path: Path) -> Mapping:
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(text, encoding="utf-8")
    mapping = load(path)
    assert mapping is not None
    return mapping


IDEAS = """
    [layout]
    sheet = "Ideas"
    [layout.fields]
    step = "Thing"
    owner = "Boss"
    due = "C"
    status = "Shape"
"""


def test_fields_by_heading_and_by_letter(tmp_path: Path) -> None:
    table = steps(find(book(PLAN), said(IDEAS, tmp_path)))
    assert table.sheet.name == "Ideas"
    assert read(table, "step", "owner", "due", "status")[0] == ("Write copy", "Ana", date(2026, 3, 1), "ok")


def test_what_is_not_said_is_found(tmp_path: Path) -> None:
    table = steps(find(book(PLAN), said('[layout]\nsheet = "tasks"', tmp_path)))
    assert read(table, "step", "owner", "due") == [("Print", "Cleo", date(2026, 4, 1))]


def test_a_heading_that_moved_is_found_again(tmp_path: Path) -> None:
    mapping = said(IDEAS.replace("[layout]", "[layout]\n    heading_rows = [1]"), tmp_path)
    moved = PLAN.replace("    Ideas\n", "    Ideas\n    | Seen in May | |\n    | |\n").replace("| Boss |", "| Owner |")
    moved = moved.replace("| Thing      | Owner |", "| x | Thing      | Boss |").replace(
        "| Write copy |", "|   | Write copy |"
    )
    moved = moved.replace("| By hook    |", "| By hook |", 1)
    table = steps(find(book(moved), mapping_without(mapping, "due")))
    assert table.heading_rows == (3,)
    assert read(table, "step", "owner")[0] == ("Write copy", "Ana")


def mapping_without(mapping: Mapping, field: str) -> Mapping:
    from dataclasses import replace

    return replace(mapping, fields={name: columns for name, columns in mapping.fields.items() if name != field})


def test_a_heading_that_vanished_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError, match=r"no column is headed 'Boss' any more.*'owner'") as caught:
        find(book(PLAN.replace("Boss", "Chef")), said(IDEAS, tmp_path))
    assert "B 'Chef'" in caught.value.remedy


def test_a_sheet_that_vanished_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError, match="there is no sheet 'Ideas'") as caught:
        find(book(PLAN.replace("Ideas", "Notions")), said(IDEAS, tmp_path))
    assert "Cover, Notions, Tasks" in caught.value.remedy


def test_rows_left_out_and_a_field_that_has_no_column(tmp_path: Path) -> None:
    text = IDEAS.replace("[layout]", "[layout]\n    leave_out = [2]") + '    done_on = ""\n'
    table = steps(find(book(PLAN), said(text, tmp_path)))
    assert read(table, "step") == [("Edit copy",)]
    assert "done_on" not in table.columns
    assert (2, "left out by the mapping") in [(out.row, out.why) for out in table.left_out]


def test_separators_and_colours(tmp_path: Path) -> None:
    drawing = """
        Plan
        | Task       | Owner       | Due        |
        | Write copy | Ana and Ben | 2026-03-01 |
        | Edit copy  | Sandra~Cleo | 2026-03-08 |
    """
    text = """
        [layout]
        separators = ["and", "~"]
        [layout.colours]
        "#92d050" = "done"
    """
    table = steps(find(book(drawing, fills={"A2": "92D050"}), said(text, tmp_path)))
    assert read(table, "owner") == [("Ana; Ben",), ("Sandra; Cleo",)]
    assert [row.elsewhere.get("status") for row in table.rows][1] is None
    assert table.rows[0].elsewhere["status"].value == "done"
    assert table.rows[0].elsewhere["status"].ref.a1 == "A2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[layout]\nshet = 'A'", "layout has no 'shet'"),
        ("[layout]\nheading_rows = 'x'", "heading_rows cannot be 'x'"),
        ("[layout]\nheading_rows = [0]", r"heading_rows cannot be \[0\]"),
        ("[layout]\ngoals_by = 'magic'", "goals_by cannot be 'magic'"),
        ("[layout]\nkind = 'dreams'", "kind cannot be 'dreams'"),
        ("[layout.fields]\nboss = 'B'", "steps have no field 'boss'"),
        ("layout = 3", "layout must be a table"),
        ("[layout", "cannot be read"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_so_in_one_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError, match=message) as caught:
        said(text, tmp_path)
    assert "\n" not in caught.value.message
    assert caught.value.remedy


def test_a_file_with_settings_alone_maps_nothing(tmp_path: Path) -> None:
    workbook = tmp_path / "plan.xlsx"
    assert beside(workbook) is None
    (tmp_path / "plan.goalsheet.toml").write_text('date_order = "mdy"\n', encoding="utf-8")
    assert beside(workbook) is None


@pytest.mark.parametrize(
    "drawing",
    [
        PLAN,
        """
        Plan
        | Task "big" | Start | Start | Owner 1 | Owner 2 | End |
        | Preparation |      |       |         |         |     |
        | Find a room | 2026-01-05 | 2026-01-06 | Ana | Ben | 2026-01-09 |
        | Hire a band | 2026-01-12 | 2026-01-06 | Ben |     | 2026-01-16 |
        """,
    ],
)
def test_what_is_written_reads_the_same(drawing: str, tmp_path: Path) -> None:
    before = find(book(drawing))
    table = before.of(Kind.STEPS)[0]
    again = find(book(drawing), said(draft(before), tmp_path)).of(Kind.STEPS)[0]
    assert (again.columns, again.heading_rows, again.goals_by) == (table.columns, table.heading_rows, table.goals_by)
    assert [row.number for row in again.rows] == [row.number for row in table.rows]
    assert [row.elsewhere for row in again.rows] == [row.elsewhere for row in table.rows]
