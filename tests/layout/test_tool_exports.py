"""What other programs export is read without a mapping, as .csv and as .xlsx: steps, goals, owners, dates, statuses."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from goalsheet.layout.find import find, grids
from goalsheet.layout.tool_exports import as_exported
from goalsheet.plan.parse import parse
from goalsheet.reading.read import read
from goalsheet.settings import Settings
from tests.layout.tool_exports import EXPORTS, STEPS
from tests.support.drawn import drawn

Row = tuple[str, str, tuple[str, ...], date | None, date | None, str]
_AS_OF = date(2026, 11, 29)


def as_csv(table: list[list[str]], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    return path


def as_xlsx(table: list[list[str]], path: Path) -> Path:
    """As the programs write it: dates as text, numbers and shares as numbers."""
    book = openpyxl.Workbook()
    for cells in table:
        book.worksheets[0].append([_held(cell) for cell in cells])
    book.save(path)
    return path


def _held(cell: str) -> str | float | None:
    if cell.endswith("%"):
        return float(cell[:-1]) / 100
    return int(cell) if cell.isdigit() and len(cell) < 16 else cell or None


def expected(steps: str) -> list[Row]:
    return [_row([part.strip() for part in line.split("|")]) for line in steps.strip().splitlines()]


def _row(parts: list[str]) -> Row:
    step, goal, owners, start, due, status = parts
    people = tuple(owner.strip() for owner in owners.split("+") if owner.strip())
    return step, goal, people, _day(start), _day(due), status


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def steps_of(path: Path) -> list[Row]:
    workbook = read(path)
    plan = parse(workbook, find(workbook), Settings(as_of=_AS_OF))
    return [
        (
            step.name,
            plan.by_key[step.goal_key].name if step.goal else "",
            step.owners,
            step.start,
            step.due,
            str(step.life_cycle or ("done" if step.done_on or step.percent == 1 else "")),
        )
        for step in plan.steps
    ]


@pytest.mark.parametrize("program", EXPORTS)
def test_an_export_is_read_without_a_mapping(program: str, tmp_path: Path) -> None:
    table = EXPORTS[program]
    assert steps_of(as_csv(table, tmp_path / "export.csv")) == expected(STEPS[program])
    assert steps_of(as_xlsx(table, tmp_path / "export.xlsx")) == expected(STEPS[program])


def changed(program: str, words: dict[str, str]) -> list[list[str]]:
    """An export with other cells in place of some."""
    return [[words.get(cell, cell) for cell in cells] for cells in EXPORTS[program]]


@pytest.mark.parametrize("program", ["trello", "asana"])
def test_lists_that_are_no_statuses_are_goals(program: str, tmp_path: Path) -> None:
    lists = {"Done": "Shop", "Doing": "Shop", "To do": "Campaign"}
    read_as = steps_of(as_csv(changed(program, lists), tmp_path / "export.csv"))
    assert {row[1] for row in read_as} == ({"Shop", "Campaign"} if program == "trello" else {"Content", "Event"})
    assert read_as[0][5] == "done"


def test_sections_that_are_statuses_are_no_goals(tmp_path: Path) -> None:
    read_as = steps_of(as_csv(changed("asana", {"Content": "Done", "Event": "In progress"}), tmp_path / "export.csv"))
    assert [(row[1], row[5]) for row in read_as] == [
        ("Launch", "done"),
        ("Launch", "done"),
        ("Launch", "in progress"),
        ("Launch", "in progress"),
    ]


def test_an_export_with_the_columns_in_another_order_and_some_left_out(tmp_path: Path) -> None:
    for program in ("jira", "clickup", "devops", "github"):
        table = [cells[::-1] for cells in EXPORTS[program]]
        assert steps_of(as_csv(table, tmp_path / f"{program}.csv")) == expected(STEPS[program])


def test_a_sheet_of_ones_own_is_no_export() -> None:
    own = drawn("| Name | Assignee | Due | Status |\n| Book the hall | Ann Lee | 2026-09-18 | Open |")
    assert as_exported(grids(own)) is None
