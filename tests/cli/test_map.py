"""goalsheet map: how a workbook is read, for people and for programs, and the file that says it otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.drawn import draw_file
from tests.support.program import run, tree

PLAN = """
    Plan
    | Website relaunch |            |             |            |        |        |
    | No               | Task       | Responsible | Start      | Days   | Status |
    |                  | Texts      |             |            |        |        |
    | 1                | Write copy | Ana, Ben    | 2026-03-02 | 5      | Done   |
    | 2                | Edit copy  | Ben         | 2026-03-09 | 3      | Open   |
    |                  | Total      |             |            | 8      |        |
    Old plan
    | Task       | Owner | Due        |
    | Write copy | Ana   | 2025-03-02 |
    | Edit copy  | Ben   | 2025-03-09 |
"""


def mapped(path: Path) -> dict[str, Any]:
    done = run("map", path, "--format", "json")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_for_programs_as_the_manual_says(tmp_path: Path) -> None:
    said = mapped(draw_file(PLAN, tmp_path / "plan.xlsx"))
    assert said["sheet"] == "Plan"
    assert said["heading_rows"] == [2]
    assert said["fields"] == {"id": "A", "step": "B", "owner": "C", "start": "D", "duration": "E", "status": "F"}
    assert (said["goals"], said["goals_by"]) == (1, "section rows")
    assert said["steps"] == [
        {
            "row": 4, "step": "Write copy", "goal": "Texts", "owners": ["Ana", "Ben"], "start": "2026-03-02",
            "due": "2026-03-06", "done_on": None, "status": "done", "status_text": "Done", "percent": None, "id": "1",
            "unsure": [],
        },
        {
            "row": 5, "step": "Edit copy", "goal": "Texts", "owners": ["Ben"], "start": "2026-03-09",
            "due": "2026-03-11", "done_on": None, "status": "not started", "status_text": "Open", "percent": None,
            "id": "2", "unsure": [],
        },
    ]  # fmt: skip
    assert said["left_out"] == [{"row": 6, "why": "a total"}]
    assert 0.7 <= said["confidence"] <= 1
    assert said["unsure"] == []
    assert said["others"] == ["Old plan"]
    assert said["passed_over"] == {"Old plan": "another list of steps"}


def test_a_refusal_says_what_was_looked_for_and_the_nearest_thing(tmp_path: Path) -> None:
    path = draw_file("Contacts\n| Name | Role | E-mail |\n| Ana | Lead | ana@example.com |", tmp_path / "people.xlsx")
    done = run("map", path, "--format", "json")
    said = json.loads(done.stdout)
    assert done.returncode == 2
    assert set(said) == {"refused", "nearest"}
    assert "looked for a heading row" in said["refused"]
    assert said["nearest"].startswith("sheet Contacts, row 1")
    assert "no goals or steps found: nearest is sheet Contacts, row 1: " in done.stderr
    assert done.stderr.count("Contacts") == 1
    assert len(done.stderr.strip().splitlines()) == 2
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_for_people_every_column_with_values_and_doubts(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    shown = run("map", path).stdout
    assert "Plan: steps, heading in row 2, 2 rows" in shown
    assert "Write copy · Edit copy" in shown
    assert "Goals by: section rows" in shown
    assert "Left out: row 6: a total" in shown
    assert "Not read: Old plan" in shown
    guess = draw_file(
        "Features\n| Task | Zork | Start | End |\n| Sign in | Ann Lee | 2026-03-02 | 2026-03-09 |\n"
        "| Sign out | Bo Chan | 2026-03-09 | 2026-03-12 |",
        tmp_path / "features.xlsx",
    )
    assert "A guess, please look: owner" in run("map", guess).stdout
    assert "owner" in mapped(guess)["steps"][0]["unsure"]


SWAPPED = """
    Tasks
    | Task   | Owner | Start       | Due         |
    | Alpha  | Ana   | '03-14-2026 | '03-24-2026 |
    | Beta   | Ben   | 2026-05-03  | '05-20-2026 |
    | Gamma  | Ana   | '03-27-2026 | 2026-06-04  |
    | Delta  | Ben   | '04-22-2026 | 2026-07-05  |
"""


@pytest.mark.slow
def test_dates_that_excel_may_have_swapped_are_not_sure(tmp_path: Path) -> None:
    path = draw_file(SWAPPED, tmp_path / "tasks.xlsx")
    said = mapped(path)
    assert [step["unsure"] for step in said["steps"]] == [[], ["start"], ["due"], ["due"]]
    assert [step["due"] for step in said["steps"]] == ["2026-03-24", "2026-05-20", "2026-04-06", "2026-05-07"]
    assert said["confidence"] <= 0.5
    shown = run("report", path, "--as-of", "2026-03-01", "--no-annotate", "--out", tmp_path / "out")
    (report,) = (tmp_path / "out").rglob("report.txt")
    text = report.read_text(encoding="utf-8")
    assert shown.returncode == 0, shown.stderr
    assert "Not sure: day and month from Tasks!C3 on, day and month from Tasks!D4 on" in " ".join(text.split())


@pytest.mark.slow
def test_written_edited_and_read_again(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    before = mapped(path)
    assert run("map", path, "--write").returncode == 0
    mapping = tmp_path / "plan.goalsheet.toml"
    assert mapped(path) | {"reasons": []} == before | {"reasons": [], "confidence": mapped(path)["confidence"]}
    text = mapping.read_text(encoding="utf-8").replace('owner = "Responsible"', 'owner = ""')
    text = text.replace('goals_by = "section rows"', 'goals_by = "none"\nleave_out = [5]')
    mapping.write_text(text, encoding="utf-8")
    after = mapped(path)
    assert "owner" not in after["fields"]
    assert [(step["row"], step["owners"], step["goal"]) for step in after["steps"]] == [(3, [], None), (4, [], None)]
    assert {"row": 5, "why": "left out by the mapping"} in after["left_out"]


def test_a_best_guess_is_written_where_no_plan_was_found(tmp_path: Path) -> None:
    drawing = """
        Cover
        | Orders of the year |
        Requests
        | Nr | What they ask for    | Remarks of ours  |
        | 1  | A lamp for the hall  | Ann, by 1 March  |
        | 2  | Paint for the fence  | Bo               |
        | 3  | New tyres, all four  |                  |
    """
    path = draw_file(drawing, tmp_path / "wishes.xlsx")
    refused = run("map", path)
    assert refused.returncode == 2
    assert "nearest is sheet Requests, row 1" in refused.stderr
    assert "--write" in refused.stderr
    written = run("map", path, "--write")
    assert written.returncode == 0, written.stderr
    text = (tmp_path / "wishes.goalsheet.toml").read_text(encoding="utf-8")
    assert "# No plan was found; nearest is sheet Requests, row 1" in text
    assert 'step = "What they ask for"  # B, ' in text
    assert "A lamp for the hall · Paint for the fence" in text
    assert '# owner = ""  # no column was found' in text
    assert mapped(path)["steps"][0]["step"] == "A lamp for the hall"


def test_the_syntax_of_a_mapping_stands_in_the_help() -> None:
    shown = run("map", "--help").stdout
    assert "[layout.fields]" in shown
    assert 'goals_by = "section rows"' in shown


@pytest.mark.slow
def test_nothing_is_overwritten_and_a_mapping_that_no_longer_fits_is_an_error(tmp_path: Path) -> None:
    path = draw_file(PLAN, tmp_path / "plan.xlsx")
    mapping = tmp_path / "plan.goalsheet.toml"
    mapping.write_text('[layout]\nsheet = "Plan"\n[layout.fields]\nowner = "Lead"\n', encoding="utf-8")
    before = tree(tmp_path)
    again = run("map", path, "--write")
    assert again.returncode == 2
    assert "no column is headed 'Lead' any more" in again.stderr
    assert "'Responsible'" in again.stderr
    mapping.write_text('[layout]\nsheet = "Plan"\n', encoding="utf-8")
    before = tree(tmp_path)
    again = run("map", path, "--write")
    assert (again.returncode, tree(tmp_path)) == (2, before)
    assert "exists already" in again.stderr


FIGURES = """
    KPIs 2026
    | KPI         | Target | Jan | Feb | Mar |
    | SALES       |        |     |     |     |
    | New clients | 120    | 8   | 12  | 10  |
    | Win rate    | 42%    | 38% | 40% | 41% |
"""


def test_figures_are_told_with_sheet_and_row_for_programs(tmp_path: Path) -> None:
    said = mapped(draw_file(FIGURES, tmp_path / "kpi.xlsx"))
    assert [(one["row"], one["text"], one["objective"], one["target"]) for one in said["key_results"]] == [
        (3, "New clients", "SALES", 120),
        (4, "Win rate", "SALES", 42),
    ]
    assert [one["unsure"] for one in said["key_results"]] == [["current", "target"], []]
    assert said["readings"][0] == {
        "cell": "'KPIs 2026'!C3", "metric": "New clients", "date": "2026-01-31", "value": 8, "planned": None,
        "unsure": [],
    }  # fmt: skip


def test_figures_are_told_with_sheet_and_row_as_text(tmp_path: Path) -> None:
    done = run("map", draw_file(FIGURES, tmp_path / "kpi.xlsx"))
    assert "Key result 'KPIs 2026'!A3: New clients: target 120, current 30; a guess, please look" in done.stdout
    assert "3 readings, 38 on 2026-01-31 in 'KPIs 2026'!C4 to 41 on 2026-03-31" in done.stdout
