"""Eight weeks of a plan's life: a sample workbook edited as people would, with a report every Friday.

`python -m tools.replay` writes what changed each week into tests/golden/replay/ anew: read the difference before
committing it. `python -m tools.replay FOLDER` also leaves the workbook of every week in that folder.
"""

import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.annotate import annotations
from goalsheet.editing.write import annotate
from goalsheet.history.model import Change, ChangeKind
from goalsheet.review import Review, review
from tools.make_samples import FOLDER

SAMPLE = "website-launch"
GOLDEN = Path(__file__).parent.parent / "tests" / "golden" / "replay"
Value = str | float | date | None


class Desk:
    """A workbook on somebody's desk: its rows found by what stands in them, its columns by their headings."""

    def __init__(self, path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.book = openpyxl.load_workbook(path)
        self.path = path

    def save(self) -> None:
        self.book.save(self.path)

    def _sheet(self, heading: str) -> tuple[Worksheet, int, dict[str, int]]:
        """The sheet with that heading, the heading's row, and the columns by heading."""
        for sheet in self.book.worksheets:
            for row in range(1, 6):
                columns = {c.value: c.column for c in sheet[row] if isinstance(c.value, str)}
                if heading in columns and "As of" not in columns:
                    return sheet, row, columns
        raise LookupError(heading)

    def _row(self, heading: str, said: str, on: str = "") -> tuple[Worksheet, int, dict[str, int]]:
        """The row that says this under a heading, on the sheet that has the heading `on`."""
        sheet, top, columns = self._sheet(on or heading)
        for row in range(top + 1, sheet.max_row + 1):
            if str(sheet.cell(row, columns[heading]).value) == said:
                return sheet, row, columns
        raise LookupError(said)

    def step(self, name: str, **changes: Value) -> None:
        """Type over cells of the step of that name; `done_on` stands for the column Done on."""
        self._type(*self._row("Step", name), changes)

    def goal(self, name: str, **changes: Value) -> None:
        self._type(*self._row("Goal", name, "Why it matters"), changes)

    def _type(self, sheet: Worksheet, row: int, columns: dict[str, int], changes: dict[str, Value]) -> None:
        for field, value in changes.items():
            usual = field.replace("_", " ").capitalize()
            heading = {"percent": "% complete", "step": "Step", "id": "ID"}.get(field, usual)
            sheet.cell(row, columns[heading]).value = _typed(value)

    def add(self, heading: str, **values: Value) -> None:
        """A new row below the last one of the table that has this heading."""
        sheet, top, columns = self._sheet(heading)
        row = top + 1
        while sheet.cell(row, columns[heading]).value is not None:
            row += 1
        self._type(sheet, row, columns, values)

    def delete(self, name: str) -> None:
        sheet, row, _ = self._row("Step", name)
        self._shift(sheet, row)

    def _shift(self, sheet: Worksheet, row: int) -> None:
        """Move the rows below up by one, cell by cell, as Excel does for a table row."""
        for source in range(row + 1, sheet.max_row + 2):
            self._copy(sheet, source, source - 1)

    def _copy(self, sheet: Worksheet, source: int, target: int) -> None:
        for column in range(1, sheet.max_column + 1):
            old, new = sheet.cell(source, column), sheet.cell(target, column)
            new.value = old.value
            if old.has_style:
                new._style = copy(old._style)  # type: ignore[union-attr]  # as openpyxl copies a style, says its manual

    def insert(self, before: str, **values: Value) -> None:
        """A new row above the step of that name."""
        sheet, row, columns = self._row("Step", before)
        for source in range(sheet.max_row, row - 1, -1):
            self._copy(sheet, source, source + 1)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).value = None
        self._type(sheet, row, columns, values)

    def move(self, name: str, before: str) -> None:
        """Cut a step's row and put it above another."""
        sheet, row, columns = self._row("Step", name)
        values = {heading: sheet.cell(row, column).value for heading, column in columns.items()}
        self._shift(sheet, row)
        self.insert(before)
        _, target, _ = self._row("Step", before)
        for heading, value in values.items():
            sheet.cell(target - 1, columns[heading]).value = value

    def sort(self, by: str) -> None:
        """Sort the steps by a column, as the table's filter button does."""
        sheet, top, columns = self._sheet("Step")
        last = top
        while sheet.cell(last + 1, columns["Step"]).value is not None:
            last += 1
        rows = [[sheet.cell(r, c).value for c in columns.values()] for r in range(top + 1, last + 1)]
        place = list(columns).index(by)
        rows.sort(key=lambda row: (row[place] is None, str(row[place])))
        for number, row in enumerate(rows, top + 1):
            for column, value in zip(columns.values(), row, strict=True):
                sheet.cell(number, column).value = value

    def rename_sheet(self, old: str, new: str) -> None:
        self.book[old].title = new


def _typed(value: Value) -> Any:
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value


def first_week(_: Desk) -> None:
    """Nothing: the first report starts the memory."""


def second_week(desk: Desk) -> None:
    """Work goes on; a due date moves; a check-in."""
    desk.step("Clear the rights for 340 pictures", status="Done", percent=1, done_on=date(2026, 11, 25))
    desk.step("Build the page templates", percent=0.75)
    desk.step("Translate 40 pages into English and Polish", percent=0.5, due=date(2026, 12, 9))
    desk.add("Value", date=date(2026, 11, 27), metric="Pages ready", value=84, planned=120)
    desk.goal("Have 120 pages of content ready by 4 December", current=84)
    desk.add("Obstacles", date=date(2026, 11, 27), goal="W2", author="Grace Mbeki", status="At risk", confidence=5,
             wins="All picture rights are cleared", obstacles="Two departments do not answer")  # fmt: skip


def third_week(desk: Desk) -> None:
    """A step gets another name, another owner; a new step comes in; the rows are sorted by owner."""
    desk.step("Build the page templates", status="Done", percent=1, done_on=date(2026, 12, 3))
    desk.step("Write a one-page guide for editors", step="Write a short guide for the editors", owner="Nina Kowalska")
    desk.step("Connect the ticket shop", due=date(2026, 12, 11), status="In progress", percent=0.4)
    desk.add("Step", id="4.11", goal="W4", milestone="Site tested", step="Check the site with a screen reader",
             owner="Yuki Sato", start=date(2026, 12, 7), due=date(2026, 12, 15), status="Not started", percent=0,
             effort=2)  # fmt: skip
    desk.sort("Owner")


def fourth_week(desk: Desk) -> None:
    """A step is given up and its row deleted; another slips for the second time; rows are sorted back by start."""
    desk.delete("Load test: 3,000 visitors at once")
    desk.step("Connect the ticket shop", due=date(2026, 12, 18), percent=0.6)
    desk.step("Translate 40 pages into English and Polish", due=date(2026, 12, 16), percent=0.7)
    desk.step("Write 120 pages in plain language", percent=0.9)
    desk.add("Value", date=date(2026, 12, 11), metric="Pages ready", value=108, planned=120)
    desk.goal("Have 120 pages of content ready by 4 December", current=108, due=date(2026, 12, 18))
    desk.step("Make every page work with a keyboard and a screen reader", percent=0.4)
    desk.sort("Start")


def fifth_week(desk: Desk) -> None:
    """The sheet gets another name; a good week."""
    desk.rename_sheet("Plan", "Launch plan")
    desk.step("Write 120 pages in plain language", status="Done", percent=1, done_on=date(2026, 12, 16))
    desk.step("Translate 40 pages into English and Polish", status="Done", percent=1, done_on=date(2026, 12, 15))
    desk.step("Connect the ticket shop", status="Done", percent=1, done_on=date(2026, 12, 18))
    desk.step("Bring the calendar of events across", status="Done", percent=1, done_on=date(2026, 12, 14))
    desk.add("Value", date=date(2026, 12, 18), metric="Pages ready", value=120, planned=120)
    desk.goal("Have 120 pages of content ready by 4 December", current=120, status="Done")
    desk.add("Obstacles", date=date(2026, 12, 18), goal="W2", author="Grace Mbeki", status="Done", confidence=9,
             wins="All 120 pages are approved")  # fmt: skip


def sixth_week(desk: Desk) -> None:
    """Before the holidays: little moves, a goal is put off, a step is put on hold."""
    desk.goal("Build and test the site by 18 December", due=date(2027, 1, 8))
    desk.step("Fill in content and pictures", percent=0.8, due=date(2026, 12, 30))
    desk.step("Mend what the tests find", due=date(2027, 1, 6))
    desk.step("Write a short guide for the editors", status="On hold")


def seventh_week(desk: Desk) -> None:
    """Steps are numbered anew after a row was put between; a row is moved by hand."""
    desk.move("Write a short guide for the editors", "Redirect the 800 most visited old addresses")
    desk.insert("Mend what the tests find", goal="W4", milestone="Site tested", step="Test the site on old telephones",
                owner="Paul Brandt", start=date(2027, 1, 2), due=date(2027, 1, 6), status="Not started",
                percent=0)  # fmt: skip
    for number, name in enumerate(("Test the site on old telephones", "Mend what the tests find", "Site tested"), 9):
        desk.step(name, id=f"4.{number}")
    desk.step("Fill in content and pictures", status="Done", percent=1, done_on=date(2026, 12, 30))
    desk.step("Make every page work with a keyboard and a screen reader", status="Done", percent=1,
              done_on=date(2026, 12, 29))  # fmt: skip


def eighth_week(desk: Desk) -> None:
    """The end is near; one thing that was done has to be done again; the guide is given to another goal."""
    desk.step("Build the page templates", status="In progress", percent=0.9, done_on=None)
    desk.step("Mend what the tests find", status="In progress", percent=0.5, owner="Yuki Sato")
    desk.step("Test the site on old telephones", status="Done", percent=1, done_on=date(2027, 1, 5))
    desk.step("Write a short guide for the editors", goal="W5", status="In progress", percent=0.5)
    desk.step("Redirect the 800 most visited old addresses", status="Done", percent=1, done_on=date(2027, 1, 7))
    desk.goal("Switch over without a dead link among the 800 most visited addresses", current=800)


WEEKS: tuple[tuple[date, Callable[[Desk], None]], ...] = (
    (date(2026, 11, 20), first_week),
    (date(2026, 11, 27), second_week),
    (date(2026, 12, 4), third_week),
    (date(2026, 12, 11), fourth_week),
    (date(2026, 12, 18), fifth_week),
    (date(2026, 12, 24), sixth_week),
    (date(2027, 1, 1), seventh_week),
    (date(2027, 1, 8), eighth_week),
)


def replay(folder: Path) -> Iterator[tuple[date, Review, Path]]:
    """Edit, report and annotate week by week; gives each week's day, review, and a copy of the workbook after it."""
    path = Path(shutil.copy(FOLDER / f"{SAMPLE}.xlsx", folder / f"{SAMPLE}.xlsx"))
    for day, edit in WEEKS:
        if edit is not first_week:
            desk = Desk(path)
            edit(desk)
            desk.save()
        seen = review(path, day, day)
        annotate(path, annotations(seen))
        yield day, seen, Path(shutil.copy(path, folder / f"{SAMPLE}.{day}.xlsx"))


def _without_reason(change: Change) -> str:
    """The sentence; the reason of a verdict stands in the samples' own golden files."""
    return change.sentence.partition(": ")[0] if change.kind is ChangeKind.WORSE else change.sentence


def changes_text(seen: Review) -> str:
    """What a week's report tells of the past, one line each."""
    changes, found = seen.changes, seen.changes.reckoning
    lines = [f"as of {seen.as_of}, since {changes.against or 'nothing'}"]
    lines += [f"{c.kind}: {c.item} {c.name}: {_without_reason(c)}" for c in changes.changes]
    for title, steps in (("done", found.done), ("not done", found.not_done), ("unplanned", found.unplanned)):
        lines += [f"planned {title}: {step.name}" for step in steps]
    lines += [f"win, {win.kind}: {win.name}: {win.sentence} ({', '.join(win.who)})" for win in seen.wins]
    lines += [f"asks for its review: {one.goal.name}: {'; '.join(one.facts)}" for one in seen.closings]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for day, seen, _ in replay(folder):
        (GOLDEN / f"{day}.txt").write_text(changes_text(seen), encoding="utf-8", newline="\n")
        print(GOLDEN / f"{day}.txt", len(seen.changes.changes), "changes")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch))
