"""The sheet *Report history*: read into what is remembered, and the rows to write, as values.

One row per item per report in which something about it changed, and one row per report. It is an ordinary table: people
may sort, filter and chart it, and delete rows; what is read is what stands there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from goalsheet.cells import CellRef, CellValue
from goalsheet.history.model import DROPPED, GOAL, KEY_RESULT, STEP, History, Report, Snapshot
from goalsheet.language import translatable
from goalsheet.reading.model import Sheet, Workbook

#: Our own key of the sheet, by which it is found under any name; and its headings in order. Its name is not *History*,
#: as in the first version: Excel keeps that one for itself, and some programs do not load a workbook that has it.
KEY = "History"
NAME = translatable("Report history")
HEADINGS = (
    "As of", "Kind", "ID", "Goal", "Item", "Status", "Why", "Declared", "Done", "Expected", "Start", "Due",
    "Owner", "Forecast", "Confidence", "Called before", "Key",
)  # fmt: skip
REPORT = "report"  # the kind of a row that stands for a whole report
NEEDED = ("As of", "Kind", "Item", "Status", "Key")
#: An Excel sheet ends at row 1,048,576; the oldest reports are drawn together before that.
MOST_ROWS = 1_000_000
_JOINT = "; "

Row = Sequence[str | float | date | None]


def sheet_of(workbook: Workbook) -> Sheet | None:
    """The sheet, by our mark, else by its headings."""
    marked = workbook.ours.sheets.get(KEY)
    found = workbook.sheet(marked) if marked is not None else None
    if found is not None:
        return found
    return next((sheet for sheet in workbook.sheets if _heading(sheet) is not None), None)


def _heading(sheet: Sheet) -> int | None:
    """The index of the heading row, within the first rows."""
    for index, row in enumerate(sheet.rows[:20]):
        if set(NEEDED) <= {str(cell).strip() for cell in row if isinstance(cell, str)}:
            return index
    return None


def read_history(workbook: Workbook) -> History:
    """What the workbook remembers; nothing where it has no such sheet. Rows no longer whole are left out."""
    rows: list[Snapshot] = []
    reports: dict[date, Report] = {}
    for _, cells in _rows(workbook):
        read = _read(cells)
        if isinstance(read, Snapshot):
            rows.append(read)
        elif read is not None:
            reports[read.as_of] = read
    for seen in rows:  # a report whose own row was deleted was made all the same
        if seen.as_of not in reports:
            reports[seen.as_of] = Report(seen.as_of, "")
    rows.sort(key=lambda row: row.as_of)
    return History(tuple(reports[day] for day in sorted(reports)), tuple(rows))


def damaged_rows(workbook: Workbook) -> list[tuple[CellRef, list[CellValue]]]:
    """Rows that hold something and are no longer whole, by their first cells: a person changed or added them."""
    return [
        (place, cells)
        for place, cells in _rows(workbook)
        if any(cell is not None for cell in cells) and _read(cells) is None
    ]


def _rows(workbook: Workbook) -> Iterator[tuple[CellRef, list[CellValue]]]:
    """Every row below the headings: its first cell, and what it holds in the order of the headings."""
    sheet = sheet_of(workbook)
    start = _heading(sheet) if sheet else None
    if sheet is None or start is None:
        return
    places = {str(cell).strip(): column for column, cell in enumerate(sheet.rows[start]) if isinstance(cell, str)}
    columns = [places.get(heading, -1) for heading in HEADINGS]
    for number, row in enumerate(sheet.rows[start + 1 :], start + 2):
        yield sheet.ref(number, 1), [row[c] if 0 <= c < len(row) else None for c in columns]


def _read(cells: list[CellValue]) -> Snapshot | Report | None:
    (
        day, kind, id_, goal, name, status, why, declared, done, expected, start, due, owner, forecast, confidence, was,
        key,
    ) = cells  # fmt: skip
    as_of = _date(day)
    if as_of is None or not isinstance(kind, str) or name is None:
        return None
    if kind == REPORT:
        return Report(as_of, str(name), _number(done), _number(expected))
    if not key or kind not in (GOAL, KEY_RESULT, STEP):
        return None
    return Snapshot(
        as_of=as_of,
        key=str(key),
        kind=kind,
        name=_text(name) or "",
        id=_text(id_),
        goal=_text(goal) or "",
        status=_text(status) or "",
        why=_text(why),
        declared=_text(declared),
        progress=_number(done),
        expected=_number(expected),
        start=_date(start),
        due=_date(due),
        owners=tuple(owner.split(_JOINT)) if isinstance(owner, str) else (),
        forecast=_date(forecast),
        confidence=_number(confidence),
        was=_text(was),
    )


def _date(value: CellValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _number(value: CellValue) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(value: CellValue) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # an ID typed as a number comes back as one
    return None if value is None else str(value)


def row_of(item: Snapshot) -> Row:
    """A snapshot as the cells of its row, in the order of the headings."""
    return (
        item.as_of, item.kind, item.id, item.goal or None, item.name, item.status, item.why, item.declared,
        item.progress, item.expected, item.start, item.due, _JOINT.join(item.owners) or None, item.forecast,
        item.confidence, item.was, item.key,
    )  # fmt: skip


def report_row(report: Report) -> Row:
    figures = (report.progress, report.expected)
    return (report.as_of, REPORT, None, None, report.verdict, None, None, None, *figures, *(None,) * 7)


def written(history: History) -> Iterator[Row]:
    """Every row of the sheet below its headings: report by report, the newest first, each headed by its own row."""
    by_day = {day: tuple(rows) for day, rows in groupby(history.rows, key=lambda row: row.as_of)}
    for report in reversed(history.reports):
        yield report_row(report)
        yield from map(row_of, by_day.get(report.as_of, ()))


def updated(history: History, report: Report, now: Sequence[Snapshot]) -> History:
    """What is to be remembered after a report: its date is replaced; every other report stays as it was seen.

    `now` are all items under the keys they are remembered by. Where reports later than this one are remembered, what
    they saw is kept: an item the next one left out, since nothing had changed, gets its row there if it would now be
    misread.
    """
    day = report.as_of
    earlier = history.before(day).state()
    rows = [*(row for row in history.rows if row.as_of != day), *_differing(earlier, now, day)]
    following = history.next_report(day)
    if following is not None:
        rows += _held(history, rows, following)
    reports = {**{one.as_of: one for one in history.reports}, day: report}
    rows.sort(key=lambda row: row.as_of)
    return fitting(History(tuple(reports[one] for one in sorted(reports)), tuple(rows)))


def _differing(earlier: Mapping[str, Snapshot], now: Sequence[Snapshot], day: date) -> Iterator[Snapshot]:
    """The rows of a report: items that are new, changed or gone since what was seen before."""
    seen = set()
    for one in now:
        seen.add(one.key)
        was = earlier.get(one.key)
        if was is None or was.told != one.told:
            yield one
    yield from (gone(was, day) for key, was in earlier.items() if key not in seen)


def gone(was: Snapshot, day: date) -> Snapshot:
    """The row that says of an item that it is no longer there."""
    return replace(
        was, as_of=day, status=DROPPED, why=None, declared=None, progress=None, expected=None, forecast=None, was=None
    )


def _held(history: History, rows: list[Snapshot], following: date) -> Iterator[Snapshot]:
    """Rows for the next report that keep its state what it was."""
    was = history.state(following)
    has_row = {row.key for row in rows if row.as_of == following}
    would = History(history.reports, tuple(sorted(rows, key=lambda row: row.as_of))).state(following)
    for key in sorted((was.keys() | would.keys()) - has_row):
        before, after = was.get(key), would.get(key)
        if before is not None and (after is None or after.told != before.told):
            yield _dated(before, following)
        elif before is None and after is not None:
            yield gone(after, following)


def _dated(item: Snapshot, day: date) -> Snapshot:
    return replace(item, as_of=day, was=None)


def fitting(history: History, most: int = MOST_ROWS) -> History:
    """The history within so many rows: where it has more, its oldest reports become one, as the last of them saw it."""
    excess = len(history.rows) + len(history.reports) - most
    if excess <= 0 or len(history.reports) < 2:
        return history
    for day in history.days[1:]:
        kept = tuple(row for row in history.rows if row.as_of > day)
        state = tuple(_dated(row, day) for row in history.state(day).values())
        if len(kept) + len(state) + len(history.reports) <= most or day == history.days[-1]:
            return History(tuple(r for r in history.reports if r.as_of >= day), state + kept)
    return history
