"""Owners are asked in small workbooks; what they answer is checked and put into the workbook, and nothing is lost."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.editing.set_cells import SetCell, with_cells
from goalsheet.ooxml.content import Value
from goalsheet.reading.read import read
from goalsheet.review import review
from tests.support.drawn import draw_file
from tests.support.office import converted
from tests.support.package import parts
from tests.support.program import run, sample
from tests.support.sure import sure

DAY = date(2026, 11, 20)
PLAN = """
    Steps
    | ID | Step        | Owner    | Start      | Due        | Done on | Status      | % complete |
    | S1 | Write copy  | Ana      | 2026-11-02 | 2026-11-27 |         | In progress | 40%        |
    | S2 | Book studio | Ana, Ben | 2026-11-02 | 2026-11-27 |         | In progress | 80%        |
    | S3 | Print cards | Ben      | 2026-11-02 | 2026-11-13 |         | Done        | 100%       |
    Check-ins
    | Date       | Goal | Author | Status   | Obstacles     |
    | 2026-11-13 | S1   | Ana    | On track | Paper is late |
"""


def fill(path: Path, **answers: dict[str, Any]) -> Path:
    """Fill in a reply: `S1={"Status": "Done"}` by the item's ID."""
    book = openpyxl.load_workbook(path)
    sheet = book["Your items"]
    columns = {cell.value: sure(cell.column) for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        for heading, value in answers.get(str(sheet.cell(row, 1).value), {}).items():
            sheet.cell(row, columns[heading]).value = value
    book.save(path)
    return path


def asked(workbook: Path) -> dict[str, Path]:
    done = run("ask", workbook, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    folder = workbook.with_name(f"{workbook.stem}-ask") / DAY.isoformat()
    return {path.stem: path for path in sorted(folder.iterdir())}


def value(path: Path, cell: str) -> object:
    sheet, _, a1 = cell.partition("!")
    return openpyxl.load_workbook(path)[sheet][a1].value


@pytest.mark.slow
def test_each_owner_is_asked_for_their_open_items_with_drop_downs(tmp_path: Path) -> None:
    replies = asked(draw_file(PLAN, tmp_path / "plan.xlsx"))
    assert list(replies) == ["Ana", "Ben"]
    sheet = openpyxl.load_workbook(replies["Ben"])["Your items"]
    assert [sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)] == ["S2"]
    assert any("Blocked" in str(one.formula1) for one in sheet.data_validations.dataValidation)
    again = run("ask", tmp_path / "plan.xlsx", "--as-of", DAY)
    assert "kept" in again.stdout


def test_a_mail_draft_for_each_owner_carries_their_workbook(tmp_path: Path) -> None:
    from email import message_from_bytes
    from email.policy import default

    people = "    People\n    | Name | E-mail          |\n    | Ana  | ana@example.com |\n"
    workbook = draw_file(PLAN + people, tmp_path / "plan.xlsx")
    done = run("ask", workbook, "--as-of", DAY, "--eml")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "plan-ask" / DAY.isoformat()
    mail = message_from_bytes((folder / "Ana.eml").read_bytes(), policy=default)
    assert (mail["To"], mail["X-Unsent"]) == ("ana@example.com", "1")
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Ana.xlsx"
    assert attached.get_content() == (folder / "Ana.xlsx").read_bytes()
    assert message_from_bytes((folder / "Ben.eml").read_bytes(), policy=default)["To"] is None


@pytest.mark.office
def test_answers_edited_in_libreoffice_arrive_and_nothing_is_lost(tmp_path: Path) -> None:
    workbook = sample("marketing-goals", tmp_path)
    run("report", workbook, "--as-of", DAY)
    replies = asked(workbook)
    before = read(workbook)
    filled = fill(
        replies["Tomás-Herrera"],
        S4={"% complete": 0.95, "New due date": datetime(2026, 12, 4), "Wins": "Two posts went round"},
        S5={"Status": "Done", "% complete": 1, "Done on": datetime(2026, 11, 20)},
        S6={"Status": "splendid", "% complete": 0.5},
    )
    reply = converted(filled, "xlsx", tmp_path / "office")
    done = run("collect", workbook, reply, "--as-of", DAY)
    assert done.returncode == 1
    assert "refused   Tomás-Herrera.xlsx: 'Your items'!F7: “splendid” is no status word that is known" in done.stdout
    seen = review(workbook, DAY, DAY)
    steps = {step.id: step for step in seen.plan.steps}
    assert (steps["S4"].percent, steps["S4"].due) == (0.95, date(2026, 12, 4))
    assert (steps["S5"].done, steps["S5"].done_on) == (True, date(2026, 11, 20))
    assert (steps["S6"].percent, steps["S6"].status_text) == (0.5, "In progress")
    told = [c for c in seen.plan.check_ins if c.date == DAY and c.author == "Tomás Herrera" and c.wins]
    assert "Two posts went round" in [c.wins for c in told]
    after = read(workbook)
    assert [sheet.name for sheet in after.sheets] == [sheet.name for sheet in before.sheets]
    changed = {
        f"{sheet.name}!{r}:{c}"
        for sheet in before.sheets
        for r, row in enumerate(sheet.rows, 1)
        for c, old in enumerate(row, 1)
        if old is not None and after.sheet(sheet.name).value(r, c) != old  # type: ignore[union-attr]
    }
    assert {one.split("!")[0] for one in changed} <= {"Steps"}
    assert len(changed) == 5
    assert run("report", workbook, "--as-of", "2026-11-27").returncode == 0


@pytest.mark.slow
def test_a_value_changed_meanwhile_is_a_conflict_and_both_are_kept(tmp_path: Path) -> None:
    workbook = draw_file(PLAN, tmp_path / "plan.xlsx")
    reply = fill(asked(workbook)["Ana"], S1={"% complete": 0.7, "Status": "Done"})
    book = openpyxl.load_workbook(workbook)
    book["Steps"]["H2"].value = 0.5
    book.save(workbook)
    done = run("collect", workbook, reply, "--as-of", DAY)
    assert done.returncode == 1
    assert "Steps!H2: Write copy: was 40 % when asked, is 50 % now; Ana.xlsx says 70 %" in done.stdout
    assert value(workbook, "Steps!H2") == 0.5
    assert value(workbook, "Steps!G2") == "Done"
    assert value(workbook, "Check-ins!E3") == "Progress: 70 %"


@pytest.mark.slow
def test_the_same_reply_twice_changes_nothing_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    workbook = draw_file(PLAN, tmp_path / "plan.xlsx")
    reply = fill(asked(workbook)["Ana"], S1={"% complete": 0.7, "Obstacles": "The printer is ill"})
    untouched = workbook.read_bytes()
    assert "1 value to set" in run("collect", workbook, reply, "--as-of", DAY, "--dry-run").stdout
    assert workbook.read_bytes() == untouched
    assert run("collect", workbook, reply, "--as-of", DAY).returncode == 0
    assert (tmp_path / f"plan.xlsx.{datetime.now().date()}.bak").read_bytes() == untouched
    once = workbook.read_bytes()
    assert "0 values set, 0 check-ins added" in run("collect", workbook, reply, "--as-of", DAY).stdout
    assert workbook.read_bytes() == once


@pytest.mark.slow
def test_two_replies_that_disagree_are_a_conflict(tmp_path: Path) -> None:
    workbook = draw_file(PLAN, tmp_path / "plan.xlsx")
    replies = asked(workbook)
    ana = fill(replies["Ana"], S2={"% complete": 0.9})
    ben = fill(replies["Ben"], S2={"% complete": 1})
    done = run("collect", workbook, ana, ben, "--as-of", DAY)
    assert "Steps!H3: Book studio: Ana.xlsx says 90 %; Ben.xlsx says 100 %" in done.stdout
    assert value(workbook, "Steps!H3") == 0.9


@pytest.mark.slow
def test_a_workbook_without_check_ins_gets_a_sheet_for_them(tmp_path: Path) -> None:
    workbook = draw_file(PLAN.split("Check-ins")[0], tmp_path / "plan.xlsx")
    reply = fill(asked(workbook)["Ana"], S1={"Needs": "A day of Cleo's time", "Confidence": 7})
    assert run("collect", workbook, reply, "--as-of", DAY).returncode == 0
    told = review(workbook, DAY, DAY).plan.check_ins
    assert [(c.goal, c.author, c.needs, c.confidence) for c in told] == [("S1", "Ana", "A day of Cleo's time", 7.0)]
    assert not review(workbook, DAY, DAY).workbook.ours.sheets


@pytest.mark.parametrize("name", ["plan.xlsx"])
def test_another_workbook_is_no_reply(tmp_path: Path, name: str) -> None:
    workbook = draw_file(PLAN, tmp_path / name)
    done = run("collect", workbook, workbook)
    assert done.returncode == 2
    assert "is no reply" in done.stderr


def test_only_the_cells_named_are_touched(tmp_path: Path) -> None:
    workbook = sample("website-launch", tmp_path)
    before = parts(workbook)
    workbook.write_bytes(with_cells(workbook.read_bytes(), [SetCell(CellRef("Plan", 8, 10), 0.65, over=True)]))
    after = parts(workbook)
    differing = {name for name in before if before[name] != after.get(name)}
    assert after.keys() == before.keys()
    assert sum(name.startswith("xl/worksheets/sheet") for name in differing) == 1
    assert differing <= {"xl/workbook.xml", *(name for name in differing if name.startswith("xl/worksheets/sheet"))}


@pytest.mark.slow
@settings(deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 12), st.integers(10, 20)),
        st.none() | st.booleans() | st.integers(-9999, 9999) | st.dates(date(1990, 1, 1), date(2090, 1, 1))
        | st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12),
        max_size=8,
    )
)  # fmt: skip
def test_what_is_typed_is_what_is_read(typed: dict[tuple[int, int], Value]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = draw_file(PLAN, Path(folder) / "plan.xlsx")
        cells = [SetCell(CellRef("Steps", *place), said) for place, said in typed.items()]
        path.write_bytes(with_cells(path.read_bytes(), cells))
        sheet = openpyxl.load_workbook(path)["Steps"]
        for (row, column), said in typed.items():
            found = sheet.cell(row, column).value
            assert (found.date() if isinstance(found, datetime) else found) == said
