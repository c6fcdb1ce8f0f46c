"""Rows that sum up the rows below them: a phase from its first start to its last end, or with all their hours."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import Grid, amount, is_number
from goalsheet.layout.row_roles import Line, Role


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of one line, whether it names an owner, and the numbers beside them by column."""

    start: date
    due: date
    owned: bool
    numbers: Mapping[int, float]


def summing(grid: Grid, columns: Mapping[str, tuple[int, ...]], found: Sequence[Line]) -> frozenset[int]:
    """The lines that sum up those below: two at least, few others outside them.

    A line sums up a run of lines where its start is their first and its due date their last, and where it has no owner
    though they have one, or a number that is the sum of theirs (their hours).
    """
    if not {"start", "due"} <= set(columns):
        return frozenset()
    dated = [_dated(grid, columns, line) if line.role is Role.ITEM else None for line in found]
    headers: list[int] = []
    within = 0
    i = 0
    while i < len(found):
        run = _run(dated, i)
        if run:
            headers.append(i)
            within += run
        i += run + 1
    items = [i for i, line in enumerate(found) if line.role is Role.ITEM]
    whole = headers == items[:1] and within >= 3  # one line over all the others: the project's own
    most = within + len(headers) >= 0.8 * len(items)
    return frozenset(headers) if most and (len(headers) >= 2 or whole) else frozenset()


def _dated(grid: Grid, columns: Mapping[str, tuple[int, ...]], line: Line) -> Dated | None:
    start, due = (_day(grid.value(line.row, columns[name][0])) for name in ("start", "due"))
    owned = any(grid.value(line.row, column) is not None for column in columns.get("owner", ()))
    if start is None or due is None:
        return None
    cells = grid.filled(line.row).items()
    numbers = {column: amount(value) for column, value in cells if is_number(value)}
    return Dated(start, due, owned, numbers)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _run(dated: Sequence[Dated | None], i: int) -> int:
    """How many lines from the next one on a line sums up; 0 where it is none that does."""
    header = dated[i]
    if header is None:
        return 0
    longest = 0
    first, last, owned = date.max, date.min, False
    sums: dict[int, float] = {}
    for j in range(i + 1, len(dated)):
        row = dated[j]
        if row is None or row.start < header.start or row.due > header.due:
            break
        first, last, owned = min(first, row.start), max(last, row.due), owned or row.owned
        for column, number in row.numbers.items():
            sums[column] = sums.get(column, 0.0) + number
        over = (owned and not header.owned) or _adds_up(header, sums)
        if (first, last) == (header.start, header.due) and j - i >= 2 and over:
            longest = j - i
    return longest


def _adds_up(header: Dated, sums: Mapping[int, float]) -> bool:
    """Whether a number of the line is the sum of those below it."""
    return any(number > 0 and abs(sums.get(column, 0.0) - number) < 0.01 for column, number in header.numbers.items())


def covering(grid: Grid, columns: Mapping[str, tuple[int, ...]], lines: Sequence[Line], heads: Sequence[int]) -> bool:
    """Whether nearly every one of these lines has dates within which those of the lines up to the next one lie."""
    if not {"start", "due"} <= set(columns):
        return False
    dated = [_dated(grid, columns, line) for line in lines]
    covered = 0
    if len(heads) == 1:
        return _spans_all(dated)
    for at, following in pairwise([*heads, len(lines)]):
        head, below = dated[at], [row for row in dated[at + 1 : following] if row]
        covered += bool(head and below) and all(head.start <= r.start and r.due <= head.due for r in below if head)
    return covered >= 0.8 * len(heads) and len(lines) >= 2.5 * len(heads)


def _spans_all(dated: Sequence[Dated | None]) -> bool:
    """Whether the first line goes from the first start of all others to their last end, and no other does."""
    first, *others = dated
    given = [row for row in others if row]
    if first is None or len(given) < 3 or len(given) < 0.8 * len(others):
        return False
    span = (min(row.start for row in given), max(row.due for row in given))
    return (first.start, first.due) == span and all((row.start, row.due) != span for row in given)


def worked_out(candidate: Candidate, found: Sequence[Line]) -> frozenset[int]:
    """Items that hold nothing but results of formulas beside their name, where most others hold more: sums, shares."""
    grid = candidate.grid
    items = [i for i, line in enumerate(found) if line.role is Role.ITEM]
    if grid.large:
        return frozenset()
    alone = frozenset(i for i in items if _only_formulas(candidate, found[i]))
    return alone if len(alone) <= 0.4 * len(items) else frozenset()


def _only_formulas(candidate: Candidate, line: Line) -> bool:
    columns, besides = candidate.header.stacks, {line.column, *candidate.reads.columns.get("id", ())}
    cells = [c for c in candidate.grid.filled(line.row) if c in columns and c not in besides]
    return bool(cells) and all(candidate.grid.sheet.details.has_formula(line.row, c) for c in cells)


# -- by their numbers ------------------------------------------------------------------------------------------------


def totalling(grid: Grid, columns: Iterable[int], found: Sequence[Line]) -> frozenset[int]:
    """The lines whose number is the sum of those right below them, up to the next such line: their hours, their points.

    Two at least, few others outside them, and a second sign that they stand over others: the sum is worked out, two
    columns add up alike, they are coloured, set off by blank rows or counted, or the runs are long.
    """
    items = [i for i, line in enumerate(found) if line.role is not Role.OUT]
    numbers = {c: [amount(grid.value(found[i].row, c)) for i in items] for c in columns}
    summed = {c: _sums(given) for c, given in numbers.items() if sum(map(bool, given)) >= 0.6 * len(items)}
    for column, heads in summed.items():
        within = sum(heads.values())
        if len(heads) < 2 or within + len(heads) < 0.8 * len(items):
            continue
        rows = [found[items[place]] for place in heads]
        again = any(set(heads) & set(other) == set(heads) for c, other in summed.items() if c != column)
        long = len(heads) >= 3 and within >= 3 * len(heads)
        if again or long or _set_off(rows) or _worked_out(grid, column, rows, found) or coloured(grid, rows, found):
            return frozenset(items[place] for place in heads)
    return frozenset()


def _sums(numbers: Sequence[float]) -> Mapping[int, int]:
    """Where a number is the sum of the next ones, two at least: how many these are."""
    heads: dict[int, int] = {}
    at = 0
    while at < len(numbers):
        length, total = 0, 0.0
        for place in range(at + 1, len(numbers)):
            total += numbers[place]
            if total > numbers[at] + 0.01:
                break
            if numbers[at] > 0 and abs(total - numbers[at]) < 0.01 and place - at >= 2:
                length = place - at
        if length:
            heads[at] = length
        at += length + 1
    return heads


def _set_off(rows: Sequence[Line]) -> bool:
    """Whether a blank row stands above each but the first, or their texts count: Phase 1, Phase 2."""
    counts = [re.search(r"\d+", line.text) for line in rows]
    return all(line.gap for line in rows[1:]) or [m and int(m[0]) for m in counts] == list(range(1, len(rows) + 1))


def _worked_out(grid: Grid, column: int, rows: Sequence[Line], found: Sequence[Line]) -> bool:
    """Whether the sums are formulas and the numbers below them are not."""
    formula = grid.sheet.details.has_formula
    heads = {line.row for line in rows}
    return all(formula(row, column) for row in heads) and not any(
        formula(line.row, column) for line in found if line.row not in heads
    )


def coloured(grid: Grid, rows: Sequence[Line], found: Sequence[Line]) -> bool:
    """Whether these lines have a colour that no other has."""
    if grid.large:
        return False
    heads = {line.row for line in rows}
    fill = grid.sheet.details.fill
    own = {fill(line.row, line.column) for line in rows}
    return not own & {fill(line.row, line.column) for line in found if line.row not in heads}
