"""What a mapping says besides columns: sheets together, roles, nothing, exchanged dates, carried down, blocks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.layout.find import find
from goalsheet.layout.mapping import load
from goalsheet.layout.mapping_draft import draft
from goalsheet.layout.table import Kind, Layout
from goalsheet.plan.model import Plan
from goalsheet.plan.parse import parse
from goalsheet.settings import Settings
from tests.support.drawn import draw_file, drawn


def plan_of(drawing: str, mapping: str, tmp_path: Path) -> Plan:
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(mapping, encoding="utf-8")
    workbook = drawn(drawing)
    return parse(workbook, find(workbook, load(path)), Settings(as_of=date(2026, 11, 29)))


def goals(plan: Plan) -> list[tuple[str, str | None]]:
    return [(step.name, step.goal) for step in plan.steps]


NORTH_AND_SOUTH = """
    Nord
    | Was          | Wer | Bis        |
    | Halle mieten | Ann | 2026-12-01 |
    Süd
    | Wer | Bis        | Was           | Notiz |
    | Bo  | 2026-12-08 | Plakate malen | eilt  |
    Alt
    | Was          | Wer | Bis        |
    | Halle suchen | Cy  | 2025-12-01 |
"""


def test_sheets_together_by_their_headings(tmp_path: Path) -> None:
    said = '[layout]\nsheet = ["Nord", "Süd"]\n[layout.fields]\nstep = "Was"\nowner = "Wer"\ndue = "Bis"\n'
    plan = plan_of(NORTH_AND_SOUTH, said, tmp_path)
    read = [(step.home.sheet, step.name, step.owners, step.due) for step in plan.steps]
    assert read == [
        ("Nord", "Halle mieten", ("Ann",), date(2026, 12, 1)),
        ("Süd", "Plakate malen", ("Bo",), date(2026, 12, 8)),
    ]


ROLES = """
    | Task  | Who                         | Due        |
    | Print | Front: Ann Lee Back: Bo Dow | 2026-12-01 |
    | Bind  | Back：Bo Dow                | 2026-12-08 |
    | Send  | Backhaus                    | 2026-12-09 |
"""


def test_roles_before_names_are_no_people(tmp_path: Path) -> None:
    plan = plan_of(ROLES, '[layout]\nroles = ["Front", "Back:"]\n', tmp_path)
    assert [step.owners for step in plan.steps] == [("Ann Lee", "Bo Dow"), ("Bo Dow",), ("Backhaus",)]


NOTHING = """
    | Task  | Owner    | Due        | Status |
    | Print | Somebody | 2026-12-01 | Open   |
    | Bind  | Bo       | SOMEDAY    | Done   |
"""


def test_words_that_mean_nothing(tmp_path: Path) -> None:
    plan = plan_of(NOTHING, '[layout]\nnone = ["somebody", "Someday"]\n', tmp_path)
    assert [(step.owners, step.due) for step in plan.steps] == [((), date(2026, 12, 1)), (("Bo",), None)]


SWAPPED = """
    | Task  | Owner | Start      | Due        |
    | Print | Ann   | 2026-03-02 | 2026-04-05 |
    | Bind  | Bo    | 2026-03-02 | 2026-05-20 |
"""


def test_rows_in_which_day_and_month_are_exchanged(tmp_path: Path) -> None:
    plan = plan_of(SWAPPED, "[layout]\nswapped = [2]\n", tmp_path)
    assert [(step.start, step.due) for step in plan.steps] == [
        (date(2026, 2, 3), date(2026, 5, 4)),
        (date(2026, 3, 2), date(2026, 5, 20)),
    ]


CARRIED = """
    |        | Task  | Owner | Due        |
    | Poster | Draw  | Ann   | 2026-12-01 |
    |        | Print | Bo    | 2026-12-02 |
    | Hall   | Book  | Cy    | 2026-12-03 |
    |        | Pay   |       | 2026-12-04 |
"""


def test_a_column_without_a_heading_is_carried_down(tmp_path: Path) -> None:
    said = '[layout]\ncarried_down = ["goal", "owner"]\n[layout.fields]\ngoal = "A"\n'
    plan = plan_of(CARRIED, said, tmp_path)
    assert goals(plan) == [("Draw", "Poster"), ("Print", "Poster"), ("Book", "Hall"), ("Pay", "Hall")]
    assert plan.steps[3].owners == ("Cy",)


def test_the_first_row_of_a_merged_block_is_the_goal(tmp_path: Path) -> None:
    import openpyxl

    from goalsheet.reading.read import read

    path = draw_file(
        "Plan\n| Nr | What | Who | Due |\n| 1 | New shop | Ann | 2026-12-31 |\n| | Rent | Bo | 2026-11-30 |\n"
        "| | Paint | Cy | 2026-12-15 |\n| 2 | New site | Ann | 2026-12-31 |\n| | Write | Bo | 2026-12-01 |",
        tmp_path / "plan.xlsx",
    )
    made = openpyxl.load_workbook(path)
    for area in ("A2:A4", "A5:A6"):
        made["Plan"].merge_cells(area)
    made.save(path)
    mapping = tmp_path / "plan.goalsheet.toml"
    mapping.write_text('[layout]\ngoals_by = "first of block"\n[layout.fields]\nstep = "What"\n', encoding="utf-8")
    workbook = read(path)
    plan = parse(workbook, find(workbook, load(mapping)), Settings(as_of=date(2026, 11, 29)))
    assert goals(plan) == [("Rent", "New shop"), ("Paint", "New shop"), ("Write", "New site")]


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ("swapped = [0]", "a row's number"),
        ("roles = 3", "a text in quotes"),
        ('carried_down = ["goals"]', "Fields are: "),
        ('goals_by = "first"', "first of block"),
    ],
)
def test_what_cannot_be_said_is_told_with_what_can(said: str, allowed: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(f"[layout]\n{said}\n", encoding="utf-8")
    with pytest.raises(GoalsheetError) as refused:
        load(path)
    assert allowed in refused.value.remedy


def test_sheets_that_are_read_together_are_written_together(tmp_path: Path) -> None:
    heading = "| Task | Owner | Due |"
    workbook = drawn(
        f"May\n{heading}\n| Book the hall | Ann Lee | 2026-05-01 |\n| Pay the hall | Bo Dow | 2026-05-08 |\n"
        f"June\n{heading}\n| Print flyers | Cy Fox | 2026-06-01 |\n| Hand them out | Ann Lee | 2026-06-08 |"
    )
    first = find(workbook)
    assert len(first.tables) == 2
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(draft(first, ["May", "June"]), encoding="utf-8")
    assert 'sheet = ["May", "June"]  # 4 rows read' in path.read_text(encoding="utf-8")
    assert [len(table.rows) for table in find(workbook, load(path)).tables] == [2, 2]


def test_what_no_line_can_say_is_written_aside(tmp_path: Path) -> None:
    (table,) = find(drawn("Plan\n| Task | Owner | Due |\n| Book the hall | Ann Lee | 2026-05-01 |")).tables
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(draft(Layout((replace(table, kind=Kind.KEY_RESULTS),))), encoding="utf-8")
    assert "# [layout]" in path.read_text(encoding="utf-8")
    assert load(path) is None
