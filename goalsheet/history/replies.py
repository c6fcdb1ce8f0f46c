"""Replies put together with the workbook: what is to be typed where, what is refused, and where the two disagree.

Nothing that changed in the workbook since it was asked is overwritten: there both values are told, the workbook keeps
its own, and the reply's stands in the check-in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from goalsheet.cells import CellRef, CellValue
from goalsheet.folding import fold
from goalsheet.history.ask import ABOUT, ANSWERS, AS_OF, ASKED, ITEMS, OWNER, TEXTS, WORKBOOK, Item, present
from goalsheet.history.match import match
from goalsheet.history.model import GOAL, KEY_RESULT, STEP, Snapshot
from goalsheet.language import ENGLISH
from goalsheet.periods import ISO, Rhythm
from goalsheet.plan import dates, values
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_nothing
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import Goal, KeyResult, Plan
from goalsheet.plan.status_words import status
from goalsheet.reading.model import Sheet, Workbook
from goalsheet.rounding import same


@dataclass(frozen=True, slots=True)
class Refused:
    """A value of a reply that cannot be used, with its cell there."""

    file: str
    cell: CellRef
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.cell}: {self.message}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that was changed in the workbook since it was asked, and to something else than the reply says."""

    file: str
    item: str
    cell: CellRef
    asked: str
    now: str
    reply: str
    why: str = ""

    def __str__(self) -> str:
        why = self.why or f"was {self.asked} when asked, is {self.now} now"
        return f"{self.cell}: {self.item}: {why}; {self.file} says {self.reply}. The workbook's value is kept."


@dataclass(frozen=True, slots=True)
class Typed:
    """A value for a cell of the workbook; `was` and `said` are the old and the new one in words."""

    file: str
    cell: CellRef
    value: str | float | date | None
    item: str
    field: str
    was: str
    said: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.item}: {self.field} {self.was} → {self.said}"


@dataclass(frozen=True, slots=True)
class Update:
    """A check-in made of a reply: the item's name or ID as check-ins name it, and what was said, by field."""

    item: str
    author: str
    said: Mapping[str, str | float | date]


@dataclass(frozen=True)
class Collected:
    """What came of a reply (or several)."""

    typed: tuple[Typed, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refused, ...] = ()
    updates: tuple[Update, ...] = ()

    def __add__(self, other: "Collected") -> "Collected":
        return Collected(
            self.typed + other.typed,
            self.conflicts + other.conflicts,
            self.refused + other.refused,
            self.updates + other.updates,
        )


class NotAReplyError(ValueError):
    """The workbook is none that `goalsheet ask` made."""


def collect(reply: Workbook, plan: Plan, workbook: Workbook, rhythm: Rhythm = ISO) -> Collected:
    """What one reply says, beside what the workbook says now; `rhythm` is how it counts quarters and weeks.

    Raises NotAReplyError for another kind of workbook.
    """
    about = _about(reply)
    items, asked = reply.sheet(ITEMS), reply.sheet(ASKED)
    if items is None or asked is None or WORKBOOK not in about:
        raise NotAReplyError(reply.path.name)
    before = {str(row["Key"]): row for row in _rows(asked) if row.get("Key")}
    found = _Reply(reply.path.name, str(about.get(OWNER, "")), plan, workbook, rhythm)
    for row in _rows(items):
        key = str(row.get("Key") or "")
        if key in before:
            found.take(row, before[key])
        elif any(row.get(heading) is not None for heading in (*ANSWERS, *TEXTS)):
            found.refused.append(
                Refused(found.file, row.cells["Item"], "this row was not asked for; its key is missing")
            )
    return Collected(tuple(found.typed), tuple(found.conflicts), tuple(found.refused), tuple(found.updates))


class _Row(dict[str, CellValue]):
    """A row by headings, with the cell of each."""

    cells: dict[str, CellRef]
    formats: dict[str, str]


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """The rows below the row that holds the heading Key."""
    lines = ({str(v): c for c, v in enumerate(line, 1) if isinstance(v, str)} for line in sheet.rows)
    top, headings = next(((n, line) for n, line in enumerate(lines, 1) if {"Key", "Status"} <= line.keys()), (0, {}))
    if not top:
        return
    for number in range(top + 1, len(sheet.rows) + 1):
        row = _Row({heading: sheet.value(number, column) for heading, column in headings.items()})
        row.cells = {heading: sheet.ref(number, column) for heading, column in headings.items()}
        row.formats = {heading: sheet.details.number_format(number, column) for heading, column in headings.items()}
        if any(value is not None for value in row.values()):
            yield row


def _about(reply: Workbook) -> Mapping[str, CellValue]:
    sheet = reply.sheet(ABOUT)
    pairs = [(line[0], line[1]) for line in sheet.rows if len(line) > 1] if sheet else []
    return {str(label): value for label, value in pairs if label in (WORKBOOK, AS_OF, OWNER)}


@dataclass
class _Reply:
    """One reply as its rows are taken in."""

    file: str
    owner: str
    plan: Plan
    workbook: Workbook
    rhythm: Rhythm
    typed: list[Typed] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)

    def take(self, row: _Row, asked: _Row) -> None:
        item = self._item(row)
        if item is None:
            self.refused.append(Refused(self.file, row.cells["Item"], "the workbook has no such item any more"))
            return
        said: dict[str, str | float | date] = {}
        for heading, name in ANSWERS.items():
            answer = self._answer(row, heading, name)
            old = asked.get(heading)
            if answer is not None and not _same(answer, None if name == "due" else old, name):
                self._put(item, name, answer, old, said)
        for heading, name in TEXTS.items():
            text = self._answer(row, heading, name)
            if text is not None:
                said[name] = text
        if said:
            self.updates.append(Update(item.id or item.name, self.owner, said))

    def _item(self, row: _Row) -> Item | None:
        """By its key; where that is gone, by what it was called, as after a renaming."""
        found = self.plan.by_key.get(str(row["Key"]))
        if found is not None:
            return found
        kind = str(row["Key"]).partition(":")[0]
        kinds = {"goal": GOAL, "kr": KEY_RESULT, "step": STEP}
        id_ = row.get("ID")
        was = Snapshot(
            as_of=date.min, key=str(row["Key"]), kind=kinds.get(kind, STEP), name=str(row.get("Item") or ""),
            id=None if id_ is None else values.text(id_), goal=str(row.get("Goal") or ""),
        )  # fmt: skip
        now = [_outline(one, self.plan) for one in self.plan.work]
        matched = match([was], now).earlier
        return next((self.plan.by_key[key] for key in matched), None)

    def _answer(self, row: _Row, heading: str, name: str) -> str | float | date | None:
        """What a cell says, typed; None for blank and for what is refused."""
        value = row.get(heading)
        if value is None or (isinstance(value, str) and (is_nothing(value) or not value.strip())):
            return None
        read = _read(name, value, row.formats.get(heading, "General"), self.rhythm)
        if isinstance(read, Problem):
            self.refused.append(Refused(self.file, row.cells[heading], read.message))
            return None
        return read

    def _put(
        self, item: Item, name: str, answer: str | float | date, asked: CellValue, said: dict[str, str | float | date]
    ) -> None:
        """Into the workbook's cell where that still says what was asked; else it is a conflict."""
        said[_CHECK_IN.get(name, name)] = answer
        cell = item.cells.get(name)
        now = present(item, self.workbook)[name]
        if cell is None or (isinstance(item, Goal) and item.implicit) or _same(answer, now, name):
            return
        sheet = self.workbook.sheet(cell.sheet)
        if sheet is not None and sheet.details.has_formula(cell.row, cell.column):
            why = "a formula works it out"
            self.conflicts.append(Conflict(self.file, item.name, cell, "", "", _worded(answer, name), why))
        elif self.plan.unsure(item).get(name) in (Doubt.CARRIED, Doubt.MARKED):
            why = "it is told by other cells"
            self.conflicts.append(Conflict(self.file, item.name, cell, "", "", _worded(answer, name), why))
        elif not _same(now, asked, name):
            words = (_worded(asked, name), _worded(now, name), _worded(answer, name))
            self.conflicts.append(Conflict(self.file, item.name, cell, *words))
        else:
            value = answer * 100 if name == "percent" and _in_hundreds(self.plan, self.workbook, cell) else answer  # type: ignore[operator]
            changed = (_worded(now, name), _worded(answer, name))
            self.typed.append(Typed(self.file, cell, value, item.name, _FIELDS[name], *changed))


#: What an answer is called in a check-in, and in a sentence.
_CHECK_IN = {"percent": "progress"}
_FIELDS = {field: heading for heading, field in ANSWERS.items()}


def _outline(item: Item, plan: Plan) -> Snapshot:
    goal = plan.by_key.get((item.parent_key if isinstance(item, Goal) else item.goal_key) or "")
    kind = GOAL if isinstance(item, Goal) else KEY_RESULT if isinstance(item, KeyResult) else STEP
    return Snapshot(as_of=date.min, key=item.key, kind=kind, name=item.name, id=item.id, goal=goal.name if goal else "")


def _read(name: str, value: CellValue, number_format: str, rhythm: Rhythm) -> str | float | date | Problem | None:
    if name == "status":
        said = status(value, number_format)
        return said.problem if said.problem else values.text(value)
    if name == "percent":
        return values.fraction(value, number_format, 100.0 if isinstance(value, int | float) and value > 1 else 1.0)
    if name in ("due", "done_on"):
        read = dates.day(value, rhythm=rhythm)
        return read.date if isinstance(read, dates.Dated) else read
    if name == "current":
        number = values.number(value, number_format, "", units=True)
        return number.value if isinstance(number, values.Number) else number
    if name == "confidence":
        return values.confidence(value, number_format, 10.0)
    return values.text(value)


def _same(one: CellValue, other: CellValue, name: str) -> bool:
    if one is None or other is None:
        return one is None and other is None
    if name in ("due", "done_on"):
        return _day(one) == _day(other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return same(one, other)
    return fold(values.text(one) or "") == fold(values.text(other) or "")


def _day(value: CellValue) -> CellValue:
    return value.date() if isinstance(value, datetime) else value


def _worded(value: CellValue, name: str) -> str:
    if value is None:
        return "blank"
    if name == "percent" and isinstance(value, int | float):
        return ENGLISH.share(value)
    return values.text(_day(value)) or "blank"


def _in_hundreds(plan: Plan, workbook: Workbook, cell: CellRef) -> bool:
    """Whether the column of a % cell is typed as 40 and 60, not as 0.4 and 0.6."""
    sheet = workbook.sheet(cell.sheet)
    if sheet is None or values.is_percent_format(sheet.details.number_format(cell.row, cell.column)):
        return False
    column = [i.cells["percent"] for i in plan.work if "percent" in i.cells]
    found = (sheet.value(c.row, c.column) for c in column if c.sheet == cell.sheet and c.column == cell.column)
    return any(isinstance(value, int | float) and not isinstance(value, bool) and value > 1 for value in found)


def first_of_each_cell(collected: Collected) -> Collected:
    """Where two replies speak of the same cell, the first one counts and the other is a conflict."""
    kept: dict[CellRef, Typed] = {}
    conflicts = list(collected.conflicts)
    for one in collected.typed:
        other = kept.setdefault(one.cell, one)
        if other is not one and other.value != one.value:
            why = f"{other.file} says {other.said}"
            conflicts.append(Conflict(one.file, one.item, one.cell, one.was, other.said, one.said, why))
    return Collected(tuple(kept.values()), tuple(conflicts), collected.refused, collected.updates)
