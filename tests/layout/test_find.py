"""Which table is taken, what a column is where its heading leaves it open, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from goalsheet.cells import CellValue
from goalsheet.layout import find
from goalsheet.layout.describe import columns_read, describe, left_out_lines
from goalsheet.layout.fields import FIELDS
from goalsheet.layout.table import Kind
from goalsheet.reading.model import Ours, Sheet, Workbook
from tests.layout.sheets import book, found, read, steps

OWN = """
    Read me
    | Task | Owner | Due |
    | Read this first | you | 2026-01-01 |
    Goals
    | Goals | | |
    | What you want to reach. | | |
    | |
    | ID | Goal            | Owner | Due        | Target | Current |
    | G1 | Win 500 readers | Ana   | 2026-06-30 | 500    | 120     |
    Steps
    | Status  | Step       | Owner | ID | Goal | Due        | Status (goalsheet) | Why (goalsheet) |
    | Open    | Write copy | Ana   | S1 | G1   | 2026-02-01 | late               | it is late      |
    | |
    | Done    | Edit copy  |       | S2 | G1   | 2026-02-08 |                    |                 |
    Key results
    | Goal | Key result | Baseline | Target | Current |
    | G1   | 300 by May | 0        | 300    | 120     |
    Metrics
    | Date       | Metric  | Value |
    | 2026-01-31 | Readers | 40    |
    Check-ins
    | Date       | Goal | Author | Status   | Wins |
    | 2026-01-31 | G1   | Ana    | on track | all  |
    People
    | Name | E-mail       |
    | Ana  | ana@site.org |
    Lessons
    | Date | Goal | What we learned |
    |      | G1   | Ask earlier     |
    Holidays
    | Date       | Name     |
    | 2026-01-01 | New Year |
    Settings
    | Setting | Value      |
    | As of   | 2026-02-02 |
"""


def test_our_own_workbook_all_nine_kinds() -> None:
    layout = find(book(OWN))
    assert {table.kind: table.sheet.name.casefold() for table in layout.tables} == {kind: kind.value for kind in Kind}
    assert layout.others == ()


def test_blank_rows_and_our_own_columns_are_passed_over() -> None:
    table = steps(find(book(OWN)))
    assert read(table, "id", "step", "status", "owner") == [
        ("S1", "Write copy", "Open", "Ana"),
        ("S2", "Edit copy", "Done", None),
    ]
    assert not any("goalsheet" in heading for heading in table.headings.values())


def test_marked_columns_and_sheets_are_not_there_whatever_they_are_headed() -> None:
    drawing = OWN.replace("(goalsheet)", "").replace("    Read me\n", "    Overview\n")
    ours = Ours(sheets={"Status": "Overview"}, columns={"Steps": frozenset({7, 8})})
    table = steps(find(replace(book(drawing), ours=ours)))
    assert table.columns["status"] == (1,)
    assert set(table.headings) == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_workbook_not_yet_filled_in_has_every_column_of_every_kind(kind: Kind) -> None:
    headings = " | ".join(field.heading for field in FIELDS[kind])
    steps_too = "" if kind is Kind.STEPS else "\nSteps\n| Step | Owner | Due |\n| Write | Ana | 2026-01-01 |"
    (table,) = found(f"{kind.value.capitalize()}\n| {headings} |{steps_too}").of(kind)
    assert set(table.columns) == {field.name for field in FIELDS[kind]}
    assert table.rows == ()


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Target", ("2026-03-01", "2026-04-01"), "due"),
        ("Target", ("Q3 2026", "mid March"), "due"),
        ("Target", ("500", "20"), None),
        ("Completion", ("50%", "100%"), "percent"),
        ("Completion", ("2026-03-01", ""), "done_on"),
        ("Complete", ("TRUE", "FALSE"), "status"),
        ("Complete", ("40%", "0%"), "percent"),
        ("Complete", ("Yes", "No"), "status"),
        ("Completion date", ("2026-03-01", "2026-04-01"), "due"),
        ("Completion date", ("2026-03-01", ""), "done_on"),
        ("Progress", ("In progress", "Done"), "status"),
        ("Progress", ("0.5", "1"), "percent"),
        ("Status", ("50%", "25%"), "percent"),
        ("Status", ("We met the vendor twice and wait for the offer they promised to send", "Done"), "status"),
        ("Priority", ("High", "Low"), "priority"),
        ("Finished", ("x", ""), "status"),
        ("Date", ("2026-03-01", "2026-04-01"), "due"),
        ("Lead", ("5", "7"), None),
        ("Owner", ("2026-03-01", "2026-04-01"), "due"),
        ("Due", ("red", "green"), "status"),
    ],
)
def test_a_heading_that_may_mean_several_things_is_settled_by_its_cells(
    heading: str, cells: tuple[str, str], field: str | None
) -> None:
    table = steps(
        found(f"""
        Plan
        | Task       | Assigned to | Start      | {heading}  |
        | Write copy | Ana         | 2026-02-01 | {cells[0]} |
        | Edit copy  | Ben         | 2026-02-01 | {cells[1]} |
    """)
    )
    assert next((name for name, columns in table.columns.items() if 4 in columns), None) == field


def test_a_due_date_leaves_the_completion_date_to_be_the_day_done() -> None:
    table = steps(
        found("""
        Plan
        | Task       | Owner | Due date   | Completion date |
        | Write copy | Ana   | 2026-02-01 | 2026-02-03      |
        | Edit copy  | Ben   | 2026-02-08 | 2026-02-08      |
    """)
    )
    assert (table.columns["due"], table.columns["done_on"]) == ((3,), (4,))


def test_the_old_copy_and_the_template_are_not_taken_but_the_copy_is_named() -> None:
    plan = """
        | Task       | Owner | Due        | Status |
        | Write copy | Ana   | 2026-02-01 | Open   |
        | Edit copy  | Ben   | 2026-02-08 | Open   |
    """
    dummy = plan.replace("Write copy", "Task 1").replace("Edit copy", "Task 2")
    layout = found(f"Plan (old)\n{plan}\nTemplate\n{dummy}\nPlan 2026\n{plan}")
    assert steps(layout).sheet.name == "Plan 2026"
    assert layout.others[0] == "Plan (old)"


def test_a_hidden_sheet_is_taken_only_where_nothing_else_will_do() -> None:
    plan = "| Task | Owner | Due |\n| Write copy | Ana | 2026-02-01 |\n| Edit copy | Ben | 2026-02-08 |"
    workbook = book(f"A\n{plan}\nB\n{plan}")
    hidden = replace(workbook.sheets[0], visible=False)
    assert steps(find(replace(workbook, sheets=(hidden, workbook.sheets[1])))).sheet.name == "B"
    assert steps(find(replace(workbook, sheets=(hidden,)))).sheet.name == "A"


NO_PLAN = {
    "a blank form": "| Task | Owner | Due date | Status |",
    "a roster": "| Name | Role | Team |\n| Ana | Lead | Web |\n| Ben | Dev | Web |",
    "a timesheet": "| Date | Employee | Task | Hours |\n| 2026-01-01 | Al | Plan | 8 |\n| 2026-01-02 | Bo | Go | 6 |",
    "a change log": "| Version | Date | Author | Change |\n| 1.0 | 2026-01-01 | Ana | First version |",
    "a lookup list": "| Status | Priority | Category |\n| Open | High | IT |\n| Done | Low | HR |\n| | Medium | |",
    "a Japanese list of documents": "| No | 成果物名 | 格納先 |\n| 1 | 設計書 | 棚1 |\n| 2 | 手順書 | 棚2 |",
    "a German price list": "| Artikel | Menge | Preis |\n| Stuhl | 5 | 20 |\n| Tisch | 2 | 90 |",
    "a calendar": "| Mon | Tue | Wed | Thu | Fri |\n| 1 | 2 | 3 | 4 | 5 |\n| Call | | Lunch | | |",
    "an empty sheet": "| |",
}


@pytest.mark.parametrize("what", NO_PLAN)
def test_what_is_no_plan_is_refused_in_one_line(what: str) -> None:
    layout = found(f"Sheet1\n{NO_PLAN[what]}")
    assert layout.tables == ()
    assert "looked for a heading row" in layout.refused
    assert "\n" not in layout.refused + layout.nearest
    assert layout.nearest


def test_a_used_range_far_larger_than_the_data() -> None:
    blank: list[CellValue] = [None] * 60
    rows: list[list[CellValue]] = [["Task", "Owner", "Due"], ["Write", "Ana", date(2026, 1, 1)], *([blank] * 100_000)]
    workbook = Workbook(book("| |").path, (Sheet("Plan", rows),))
    assert [row.number for row in steps(find(workbook)).rows] == [2]


def test_a_description_says_what_map_prints() -> None:
    layout = found("""
        Plan
        | No | Task       | Owner | Due        | Room |
        | 1  | Write copy | Ana   | 2026-02-01 | B 12 |
        | 2  | Edit copy  | Ben   | 2026-02-08 |      |
        | 3  |            |       |            |      |
        | 4  |            |       |            |      |
        |    | Total      |       |            |      |
    """)
    described = describe(layout)
    assert described["fields"] == {"id": "A", "step": "B", "owner": "C", "due": "D"}
    assert described["heading_rows"] == [1]
    assert described["rows"] == [2, 3]
    assert described["left_out"][0] == {"row": 4, "why": "numbered, but empty"}
    assert 0.9 < described["confidence"] <= 1
    table = steps(layout)
    assert list(left_out_lines(table)) == ["rows 4-5: numbered, but empty", "row 6: a total"]
    assert [(c.letter, c.field, c.samples) for c in columns_read(table)][2:5:2] == [
        ("C", "owner", ("Ana", "Ben")),
        ("E", "", ("B 12",)),
    ]
    assert describe(found("| Hello |"))["refused"]


def test_two_columns_that_would_do_as_well_make_the_reading_unsure() -> None:
    layout = found("""
        Plan
        | Task       | Owner | Assignee | Due        |
        | Write copy | Ana   | Cleo     | 2026-02-01 |
        | Edit copy  | Ben   | Dora     | 2026-02-08 |
    """)
    table = steps(layout)
    assert table.sure["owner"] <= 0.5 < table.sure["due"]
    assert "column B (Owner) is owner, rather than column C (Assignee)" in table.reasons
