"""Where the commands run that are made to fail: a small workbook with a history, replies and an earlier version."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl

from tools.faults.inject import run

DAY = "2026-11-20"
#: Every command that writes, with {book} for the workbook and {folder} for its folder.
COMMANDS = {
    "report": f"report {{book}} --as-of {DAY}",
    "report again": "report {book} --as-of 2026-11-13",
    "report on a copy": f"report {{book}} --as-of {DAY} --output {{folder}}/copy.xlsx --out {{folder}}/out",
    "collect": f"collect {{book}} {{folder}}/Ana.xlsx --as-of {DAY}",
    "lessons": f"lessons {{book}} --prepare --as-of {DAY}",
    "clean": "clean {book}",
    "restore": "restore {book} --yes",
    "ask": f"ask {{book}} --eml --as-of {DAY}",
    "send": f"send {{book}} --to ana@example.com --as-of {DAY}",
    "calendar": f"calendar {{book}} --as-of {DAY}",
    "export": f"export {{book}} --output {{folder}}/items.csv --as-of {DAY}",
    "diff": f"diff {{book}} --out {{folder}}/changes.txt --as-of {DAY}",
    "map": "map {book} --write",
    "init": "init {folder}/new.xlsx",
    "templates": "templates export {folder}/templates report.txt.j2",
}
_ROWS = (
    ("ID", "Goal", "Step", "Owner", "Start", "Due", "Status", "% complete"),
    ("S1", "Launch", "Write copy", "Ana", date(2026, 11, 2), date(2026, 11, 27), "In progress", 0.4),
    ("S2", "Launch", "Book studio", "Ben", date(2026, 11, 2), date(2026, 11, 18), "In progress", 0.8),
)


@dataclass(frozen=True, slots=True)
class State:
    """Every file of a folder with its bytes, by its path in it."""

    files: dict[str, bytes]

    def halves(self, before: "State", after: "State") -> Iterator[str]:
        """What is neither as it was nor as it is to be."""
        for name in self.files.keys() & (before.files.keys() | after.files.keys()):
            if self.files[name] not in (before.files.get(name), after.files.get(name)):
                yield f"{name} is neither as before nor as after"
        yield from (f"{name} is lost" for name in (before.files.keys() & after.files.keys()) - self.files.keys())
        for folder in {os.path.dirname(name) for name in after.files if "-report/" in name or name.startswith("out/")}:
            found, wanted, was = (one.within(folder) for one in (self, after, before))
            if found not in (wanted, was, set()):
                yield f"{folder} is neither whole nor absent: {len(found)} of {len(wanted)} files"

    def within(self, folder: str) -> set[str]:
        return {name for name in self.files if os.path.dirname(name) == folder}

    def strange(self, before: "State", after: "State") -> list[str]:
        """What was not there before and is not to be there after."""
        return sorted(self.files.keys() - before.files.keys() - after.files.keys())


class Place:
    """A folder that is made anew for each run."""

    def __init__(self, root: Path) -> None:
        self.folder, self._start = root / "work", root / "start"
        os.environ["XDG_STATE_HOME"] = str(root / "state")
        self._prepare()

    def words(self, command: str) -> list[str]:
        return COMMANDS[command].format(book=self.folder / "plan.xlsx", folder=self.folder).split()

    def fresh(self, command: str) -> State:
        """The folder as it is before the command, and its state."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._start, self.folder)
        return self.state()

    def state(self) -> State:
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return State({path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths})

    def _prepare(self) -> None:
        self.folder.mkdir()
        book = openpyxl.Workbook()
        page = book.worksheets[0]
        page.title = "Steps"
        for row in _ROWS:
            page.append(row)
        path = self.folder / "plan.xlsx"
        book.save(path)
        shutil.copy(path, self.folder / "plan.xlsx.2026-11-06.bak")
        for words in (("report", path, "--as-of", "2026-11-13", "--no-backup"), ("ask", path, "--as-of", DAY)):
            assert run([str(word) for word in words], self.folder).status in (0, 1)
        reply = openpyxl.load_workbook(self.folder / "plan-ask" / DAY / "Ana.xlsx")
        heading = next(cell for cell in reply["Your items"][3] if cell.value == "% complete")
        reply["Your items"].cell(4, heading.column).value = 0.9
        reply.save(self.folder / "Ana.xlsx")
        shutil.rmtree(self.folder / "plan-ask")
        shutil.copytree(self.folder, self._start)
