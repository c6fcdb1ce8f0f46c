"""Updates from replies as rows of the Check-ins table, or of a new Check-ins sheet where the workbook has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.editing.edits import NewSheet
from goalsheet.editing.set_cells import SetCell
from goalsheet.folding import fold
from goalsheet.history.replies import Update
from goalsheet.language import ENGLISH, Language, translatable
from goalsheet.layout.fields import FIELDS
from goalsheet.layout.table import Kind, Table
from goalsheet.ooxml.content import Content, SheetTable, Style
from goalsheet.plan.column_evidence import confidence_scale, percent_scale
from goalsheet.plan.model import CheckIn, Plan

#: What is put among the texts where the table has no column for it.
_TOLD = {
    "status": translatable("Status"),
    "progress": translatable("Progress"),
    "confidence": translatable("Confidence"),
    "current": translatable("Current"),
    "done_on": translatable("Done on"),
    "due": translatable("New due date"),
    "wins": translatable("Wins"),
    "obstacles": translatable("Obstacles"),
    "needs": translatable("Needs"),
    "decision": translatable("Decision asked"),
}
#: Where a text goes whose column the table does not have, in order.
_INSTEAD = ("obstacles", "needs", "decision", "wins")
_TEXTS = ("wins", "obstacles", "needs", "decision")
Value = str | float | date


@dataclass(frozen=True)
class Appended:
    """Cells to set and a sheet to add for so many check-ins; `lost` are texts that the table has no column for."""

    count: int = 0
    cells: tuple[SetCell, ...] = ()
    sheets: tuple[NewSheet, ...] = ()
    lost: tuple[str, ...] = ()


def appended(plan: Plan, updates: Sequence[Update], day: date, lang: Language = ENGLISH) -> Appended:
    """The updates as check-ins of a day; one that stands there already is not written twice. Our own words in them are
    told in the report's language."""
    if not updates:
        return Appended()
    table = next(iter(plan.layout.of(Kind.CHECK_INS)), None)
    if table is None:
        return Appended(len(updates), sheets=(_sheet(updates, day, lang),))
    return _rows(table, updates, day, lang, {_said(check_in) for check_in in plan.check_ins if check_in.date == day})


def _key(row: Mapping[str, Value]) -> tuple[str, ...]:
    return tuple(fold(str(row.get(name) or "")) for name in ("goal", "author", *_TEXTS))


def _said(check_in: CheckIn) -> tuple[str, ...]:
    texts = (check_in.wins, check_in.obstacles, check_in.needs, check_in.decision)
    return fold(check_in.goal), fold(check_in.author or ""), *(fold(text or "") for text in texts)


def _rows(table: Table, updates: Sequence[Update], day: date, lang: Language, known: set[tuple[str, ...]]) -> Appended:
    columns = {name: found[0] for name, found in table.columns.items()}
    number = last = max((row.number for row in table.rows), default=table.heading_rows[-1])
    cells: list[SetCell] = []
    lost: list[str] = []
    count = 0
    for update in updates:
        said = _fitted(update, columns, day, lost, lang)
        if _key(said) in known:
            continue
        number, count = _next_blank(table, number + 1), count + 1
        for name, value in said.items():
            like = table.sheet.ref(last, columns[name]) if table.rows else None
            cells.append(SetCell(table.sheet.ref(number, columns[name]), _scaled(table, name, value), like))
    return Appended(count, tuple(cells), lost=tuple(lost))


def _next_blank(table: Table, number: int) -> int:
    """The first row from there on that is blank in all columns of the table."""
    while any(table.sheet.value(number, column) is not None for column in table.headings):
        number += 1
    return number


def _fitted(update: Update, columns: Mapping[str, int], day: date, lost: list[str], lang: Language) -> dict[str, Value]:
    """The update by the fields the table has; what has no column is put, with its name, where texts stand."""
    whole = _whole(update, day)
    said = {name: value for name, value in whole.items() if name in columns}
    place = next((name for name in _INSTEAD if name in columns), None)
    for name, value in whole.items():
        if name not in columns and name not in ("date", "goal", "author"):
            if place is None:
                lost.append(f"{update.item}: {_labelled(name, value, ENGLISH)}")
            else:
                said[place] = "; ".join(filter(None, (str(said.get(place) or ""), _labelled(name, value, lang))))
    return said


def _whole(update: Update, day: date) -> dict[str, Value]:
    order = [field.name for field in FIELDS[Kind.CHECK_INS]]
    said: dict[str, Value] = {"date": day, "goal": update.item, "author": update.author, **update.said}
    return {
        name: said[name] for name in sorted(said, key=lambda n: (n not in order, order.index(n) if n in order else 0))
    }


def _labelled(name: str, value: Value, lang: Language) -> str:
    return lang.say("{item}: {what}", item=lang.say(_TOLD[name]), what=_text(name, value, lang))


def _text(name: str, value: Value, lang: Language) -> str:
    if name == "progress" and isinstance(value, float):
        return lang.share(value)
    return lang.exact(value) if isinstance(value, float) else str(value)


def _scaled(table: Table, name: str, value: Value) -> Value:
    """A number as the column writes them: 40 or 0.4, 7 of 10 or 70 %."""
    if not isinstance(value, float):
        return value
    cells = [cell for row in table.rows for cell in row.cells(name) if cell.value is not None]
    if name == "progress":
        return value * 100 if percent_scale(cells) == 100 and cells and "%" not in cells[-1].number_format else value
    if name == "confidence":
        return value * confidence_scale(cells) / 10
    return value


def _sheet(updates: Sequence[Update], day: date, lang: Language) -> NewSheet:
    """A Check-ins sheet as `goalsheet init` would name its columns, the user's own from now on."""
    headings = FIELDS[Kind.CHECK_INS]
    columns = {field.name: number for number, field in enumerate(headings, 1)}
    bold = Style(bold=True)
    cells = {(1, number): Content(field.heading, bold) for number, field in enumerate(headings, 1)}
    for row, update in enumerate(updates, 2):
        for name, value in _fitted(update, columns, day, [], lang).items():
            cells[row, columns[name]] = Content(value, _look(name))
    last = chr(64 + len(headings))
    table = SheetTable("CheckIns", f"A1:{last}{len(updates) + 1}")
    widths = {number: 32.0 if field.name in _TEXTS else 13.0 for number, field in enumerate(headings, 1)}
    return NewSheet("check-ins", "Check-ins", cells, widths, freeze="A2", tables=(table,), gridlines=True)


def _look(name: str) -> Style:
    formats = {"date": "yyyy\\-mm\\-dd", "progress": "0%"}
    return Style(number_format=formats.get(name), wrap=True if name in _TEXTS else None, vertical="top")
