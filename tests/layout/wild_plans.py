"""Plans as people keep them, drawn in `wild/*.txt`: each with what a person who looks at it reads.

    == name of the drawing
    merged: A1:C1                what a drawing cannot show: merged, fills, indents, bold, hidden, formats, path
    setting: date_order=dmy      settings of the run
    Sheet name
    | the drawing ...
    -- sheet Plan, row 3         where the steps are: the sheet, the last heading row
    finding: GS007               codes that reading must report
    | row | step | goal | owners | start | due | done on | status | % |

or `-- refused: words of the reason`. Of the columns of the expected table `goal` and `id` may be left out and are then
not looked at; any other that is left out must have been read as nothing. Owners are parted by semicolons.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from goalsheet.layout import find
from goalsheet.layout.describe import main_table
from goalsheet.layout.mapping import Mapping as LayoutMapping
from goalsheet.layout.mapping import load
from goalsheet.layout.table import Layout
from goalsheet.plan.effective_settings import effective_settings
from goalsheet.plan.model import Plan, Step
from goalsheet.plan.parse import parse
from goalsheet.reading.model import PlainDetails, Workbook
from tests.layout.sheets import area, book

HERE = Path(__file__).parent / "wild"
ALWAYS = ("owners", "start", "due", "done on", "status", "%")
#: Rows of one drawing: what was read, what was expected.
Seen = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """One drawing with what is expected of it."""

    file: str
    name: str
    options: Mapping[str, str]
    drawing: str
    verdict: str
    findings: tuple[str, ...]
    expected: tuple[Seen, ...]
    mapping: str

    @property
    def refused(self) -> bool:
        return self.verdict.startswith("refused")

    def workbook(self) -> Workbook:
        said = self.options
        made = book(
            self.drawing,
            merged=said.get("merged", ""),
            fills=dict(part.split("=") for part in said.get("fills", "").split()),
            indents={a1: int(n) for a1, n in (part.split("=") for part in said.get("indents", "").split())},
            bold=said.get("bold", ""),
        )
        first, *rest = made.sheets
        details = first.details
        assert isinstance(details, PlainDetails)
        formats = dict(details.formats)
        for part in said.get("formats", "").split():
            a1, code = part.split("=")
            place = area(a1)
            for row in range(place.first_row, place.last_row + 1):
                formats[row, place.first_column] = code
        hidden = frozenset(map(int, said.get("hidden", "").split()))
        first = replace(first, details=replace(details, hidden=hidden, formats=formats))
        return replace(made, path=Path(said.get("path", "plan.xlsx")), sheets=(first, *rest))

    @cached_property
    def layout(self) -> Layout:
        return find(self.workbook(), self._mapping())

    def _mapping(self) -> LayoutMapping | None:
        if not self.mapping:
            return None
        from tempfile import TemporaryDirectory

        with TemporaryDirectory() as folder:
            path = Path(folder) / "plan.goalsheet.toml"
            path.write_text(self.mapping, encoding="utf-8")
            return load(path)

    @cached_property
    def plan(self) -> Plan:
        settings = dict(pair.split("=") for pair in self.options.get("setting", "").split())
        return parse(self.workbook(), self.layout, effective_settings(self.layout, command_line=settings))

    def seen(self) -> tuple[Seen, ...]:
        """What was read of every step, in words."""
        return tuple(_seen(self.plan, step) for step in self.plan.steps)

    def differences(self) -> Iterator[str]:
        """Where what was read is not what was expected, a line for each."""
        table = main_table(self.layout)
        if self.refused or table is None:
            yield from self._refusal()
            return
        where = f"sheet {table.sheet.name}, row {table.heading_rows[-1]}"
        if where != self.verdict:
            yield f"read from {where}, not {self.verdict}"
        codes = {finding.code for finding in self.plan.findings}
        yield from (f"no finding {code}" for code in self.findings if code not in codes)
        read = {row["row"]: row for row in self.seen()}
        wanted = {row["row"]: row for row in self.expected}
        yield from (f"row {row} is no step: {read[row]['step']}" for row in read.keys() - wanted.keys())
        yield from (f"row {row} was not read: {wanted[row]['step']}" for row in wanted.keys() - read.keys())
        for number in sorted(read.keys() & wanted.keys(), key=int):
            for name in {**dict.fromkeys(ALWAYS, ""), **wanted[number]}:
                said, right = read[number][name], wanted[number].get(name, "")
                if said != right:
                    yield f"row {number}: {name} is {said!r}, not {right!r}"

    def _refusal(self) -> Iterator[str]:
        said = f"{self.layout.refused}; {self.layout.nearest}"
        if not self.layout.refused:
            table = main_table(self.layout)
            yield f"was read as {table and table.kind} from {table and table.sheet.name}"
        elif not self.refused:
            yield f"refused: {said}"
        elif self.verdict.partition(":")[2].strip() not in said:
            yield f"refused with other words: {said}"


def _seen(plan: Plan, step: Step) -> Seen:
    goal = plan.by_key[step.goal_key]
    return {
        "row": str(step.home.row),
        "step": " ".join(step.name.split()),
        "goal": " ".join(goal.name.split()) if step.goal else "",
        "owners": "; ".join(step.owners),
        "start": str(step.start or ""),
        "due": str(step.due or ""),
        "done on": str(step.done_on or ""),
        "status": ", ".join(str(word) for word in (step.life_cycle, step.health) if word),
        "%": "" if step.percent is None else f"{step.percent * 100:.0f}",
        "id": step.id or "",
        "milestone": step.milestone or "",
    }


def cases() -> Iterator[Case]:
    """Every drawing, in the order of files and lines."""
    for path in sorted(HERE.glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield _case(path.stem, block)


_OPTION = re.compile(r"(merged|fills|indents|bold|hidden|setting|path|formats): (.*)")


def _case(file: str, block: str) -> Case:
    name, _, rest = block.partition("\n")
    drawn, _, expected = rest.partition("\n-- ")
    options = {match[1]: match[2] for line in drawn.splitlines() if (match := _OPTION.fullmatch(line.strip()))}
    drawing = "\n".join(line for line in drawn.splitlines() if not _OPTION.fullmatch(line.strip()))
    drawing, _, mapping = drawing.partition("mapping:\n")
    verdict, _, table = expected.partition("\n")
    findings = re.findall(r"^finding: (\S+)", table, flags=re.MULTILINE)
    lines = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in table.splitlines() if "|" in line]
    rows = tuple(dict(zip(lines[0], line, strict=True)) for line in lines[1:])
    return Case(file, name.strip(), options, drawing, verdict.strip(), tuple(findings), rows, mapping)


if __name__ == "__main__":
    import sys
    import traceback

    wrong = total = 0
    for case in cases():
        if sys.argv[1:] and not any(word in f"{case.file} {case.name}" for word in sys.argv[1:]):
            continue
        total += 1
        try:
            found = list(case.differences())
        except Exception:
            found = [traceback.format_exc(limit=-4)]
        if found:
            wrong += 1
            print(f"== {case.file}: {case.name}", *found, sep="\n   ")
    print(f"{total - wrong} of {total} right")
