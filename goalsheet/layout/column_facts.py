"""What is known of a table's columns without a word of them: what headings may mean, and what the cells are like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from goalsheet.layout import heading_words
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.grid import Grid
from goalsheet.layout.headers import Header

#: So many rows at most are asked about their neighbours: runs, merges, and which of two dates comes first.
ROWS = 60
#: So many columns headed by numbers or dates are a calendar, not fields.
MANY = 4
_TIME = re.compile(
    r"\d{1,4}([-/. ]\d{1,2}){0,2}( .{1,3})?|\d{1,2}[日일号]?|\d{1,2}[月월]\s?(\d{1,2}[日일]?)?|[A-Za-z]{1,2}\d{1,2}"
)


@dataclass(frozen=True)
class ColumnFacts:
    """One column: its heading's meanings with their strengths, its cells, and how they lie to their neighbours.

    `runs` is the part of the rows whose cell is blank below a filled one while the row goes on, `merged` the part that
    lies in a cell merged over rows. `not_before` maps other columns of dates to the share of rows in which this one's
    date is not before the other's. `goes_with` says how far it depends on another column of few words whether this one
    is filled: 1 where it is filled for one of them and never for another. `kin` is 1 where an owner's, date's or
    status's heading shares a word with that of what is done (`Mitigation action`, `Action owner`).
    """

    column: int
    headed: bool
    meanings: Mapping[str, float]
    cells: Evidence
    runs: float = 0.0
    merged: float = 0.0
    not_before: Mapping[int, float] = field(default_factory=dict)
    goes_with: float = 0.0
    kin: float = 0.0


def column_facts(
    grid: Grid, header: Header, cells: Mapping[int, Evidence], rows: Iterable[int]
) -> Sequence[ColumnFacts]:
    """The facts of every column in `cells`, from left to right; `rows` are those sampled."""
    sampled = [row for row, _ in zip(rows, range(ROWS), strict=False)]
    few = [c for c, e in cells.items() if e.filled >= 4 and 2 <= e.distinct <= 6 and not e.dates]
    dates = {c: _days(grid, sampled, c) for c, e in cells.items() if e.filled and e.dates >= 0.3 * e.filled}
    return [
        ColumnFacts(
            column,
            bool(header.stacks.get(column)),
            {name: meaning.strength for name, meaning in header.meanings(column).items()},
            cells[column],
            _runs(grid, sampled, column),
            _merged(grid, sampled, column),
            {other: _not_before(dates[column], days) for other, days in dates.items() if other != column}
            if column in dates
            else {},
            _goes_with(grid, sampled, column, few) if column in dates else 0.0,
            float(_has_kin(header, column)),
        )
        for column in sorted(cells)
    ]


#: Meanings of headings that name what they belong to: `Action owner`.
_BELONG = frozenset({"owner", "due", "start", "done_on", "status", "percent"})


def _has_kin(header: Header, column: int) -> bool:
    own, belongs = _stems(header.headings.get(column, "")), _belongs(header, column)
    others = (c for c in header.stacks if c != column and _belongs(header, c) is not belongs)
    return bool(own) and any(own & _stems(header.headings[c]) for c in others if not belongs or _is_step(header, c))


def _is_step(header: Header, column: int) -> bool:
    return "step" in header.meanings(column)


def _belongs(header: Header, column: int) -> bool:
    return any(name in _BELONG and meaning.strength >= 0.5 for name, meaning in header.meanings(column).items())


def _stems(heading: str) -> set[str]:
    """The beginnings of a heading's long words, so that other endings do not matter."""
    return {word[:6] for word in heading_words.key(heading).split() if len(word) >= 4}


def _days(grid: Grid, rows: Sequence[int], column: int) -> Sequence[date | None]:
    return [_day(grid.value(row, column)) for row in rows]


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _not_before(own: Sequence[date | None], other: Sequence[date | None]) -> float:
    both = [a >= b for a, b in zip(own, other, strict=True) if a and b]
    return round(sum(both) / len(both), 2) if both else 0.5


def _goes_with(grid: Grid, rows: Sequence[int], column: int, few: Sequence[int]) -> float:
    """The greatest difference that a word of another column makes to how often this one is filled."""
    return round(max((_difference(grid, rows, column, other) for other in few if other != column), default=0.0), 2)


def _difference(grid: Grid, rows: Sequence[int], column: int, other: int) -> float:
    filled: dict[object, list[bool]] = {}
    for row in rows:
        word = grid.value(row, other)
        if word is not None:
            filled.setdefault(word, []).append(grid.value(row, column) is not None)
    shares = [sum(known) / len(known) for known in filled.values() if len(known) >= 2]
    return max(shares) - min(shares) if len(shares) >= 2 else 0.0


def _runs(grid: Grid, rows: Sequence[int], column: int) -> float:
    """The part of the rows that are blank here below a filled cell."""
    seen, blank = False, 0
    for row in rows:
        filled = grid.value(row, column) is not None
        blank += seen and not filled
        seen = seen or filled
    return round(blank / len(rows), 2) if rows else 0.0


def _merged(grid: Grid, rows: Sequence[int], column: int) -> float:
    if not grid.sheet.merged or not rows:
        return 0.0
    areas = (grid.merged(row, column) for row in rows)
    return round(sum(area is not None and area.last_row > area.first_row for area in areas) / len(rows), 2)


def columns_of(grid: Grid, header: Header, rows: Sequence[int]) -> Mapping[int, str]:
    """The columns of a table with their headings: those headed, and filled ones without a heading beside them."""
    if not header.stacks:
        return {}
    first, last = min(header.stacks), max(header.stacks)
    beside = range(max(1, first - 1), last + 2)
    time = header.grid
    blank = [c for c in beside if c not in header.stacks and not (time and time.first <= c <= time.last)]
    rows = rows[:ROWS]
    least = max(2, 0.25 * len(rows))
    filled = [c for c in blank if sum(grid.value(row, c) is not None for row in rows) >= least]
    times = [c for c, stack in header.stacks.items() if stack and _TIME.fullmatch(stack[-1])]
    headed = header.stacks.keys() - set(times if len(times) >= MANY else ())
    headings = header.headings
    return {column: headings.get(column, "") for column in sorted({*headed, *filled})}
