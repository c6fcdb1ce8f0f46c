"""Rows that sum up the rows below them by their dates: a phase from its first start to its last end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goalsheet.layout.grid import Grid
from goalsheet.layout.row_roles import Line, Role


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of one line, and whether it names an owner."""

    start: date
    due: date
    owned: bool


def summing(grid: Grid, columns: Mapping[str, tuple[int, ...]], found: Sequence[Line]) -> frozenset[int]:
    """The lines that sum up those below: two at least, with no owner where others have one, few others outside them.

    A line sums up a run of lines where its start is their first and its due date their last.
    """
    if not {"start", "due"} <= set(columns):
        return frozenset()
    dated = [_dated(grid, columns, line) for line in found]
    headers: list[int] = []
    within = 0
    i = 0
    while i < len(found):
        run = _run(dated, i)
        if run:
            headers.append(i)
            within += run
        i += run + 1
    items = sum(line.role is Role.ITEM for line in found)
    return frozenset(headers) if len(headers) >= 2 and within + len(headers) >= 0.8 * items else frozenset()


def _dated(grid: Grid, columns: Mapping[str, tuple[int, ...]], line: Line) -> Dated | None:
    start, due = (_day(grid.value(line.row, columns[name][0])) for name in ("start", "due"))
    owned = any(grid.value(line.row, column) is not None for column in columns.get("owner", ()))
    return Dated(start, due, owned) if start and due else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _run(dated: Sequence[Dated | None], i: int) -> int:
    """How many lines from the next one on a line sums up; 0 where it is none that does."""
    header = dated[i]
    if header is None or header.owned:
        return 0
    longest = 0
    first, last, owned = date.max, date.min, False
    for j in range(i + 1, len(dated)):
        row = dated[j]
        if row is None or row.start < header.start or row.due > header.due:
            break
        first, last, owned = min(first, row.start), max(last, row.due), owned or row.owned
        if (first, last) == (header.start, header.due) and j - i >= 2 and owned:
            longest = j - i
    return longest
