"""Where tables of measures begin: a row of periods over numbers, or headings that say target and value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from goalsheet.layout import heading_words
from goalsheet.layout.evidence import evidence
from goalsheet.layout.grid import Grid, is_date, is_number, text
from goalsheet.layout.headers import strength
from goalsheet.layout.measure_columns import FIGURES, column, roles
from goalsheet.layout.measure_head import Head
from goalsheet.layout.measure_headings import said
from goalsheet.layout.measure_proof import is_table
from goalsheet.layout.period_headings import period_heading
from goalsheet.layout.period_run import Run
from goalsheet.layout.period_slots import DEEPEST, runs

#: Headings longer than this are prose; headings of columns stand at most so far above the periods.
LONGEST, ABOVE = 70, 3
#: So far below a heading, and at so many of these rows, is looked to tell what it is.
NEAR, SAMPLE = 300, 120


def heads(grid: Grid) -> Iterator[Head]:
    """Every table of measures of a sheet, from top to bottom."""
    starts = sorted([*((run.rows, run) for run in runs(grid)), *_plain(grid)], key=lambda start: start[0])
    starts = [s for s in starts if s[1] or not any(o[1] and s[0][0] in _near(o[0]) for o in starts)]
    starts = [s for i, s in enumerate(starts) if not any(_again(grid, s[0], o[0]) for o in starts[:i])]
    for i, (rows, run) in enumerate(starts):
        after = next((other[0][0] for other in starts[i + 1 :] if other[0][0] > rows[-1]), grid.last_row + 1)
        head = _head(grid, rows, run, after - 1)
        if head is not None:
            yield head


def _again(grid: Grid, rows: tuple[int, ...], first: tuple[int, ...]) -> bool:
    """Whether a heading repeats the first one, over a further block of the same table."""
    return is_again(grid, rows[-1], first[-1])


def is_again(grid: Grid, row: int, first: int) -> bool:
    own, other = grid.filled(row), grid.filled(first)
    return len(own) >= 2 and sum(other.get(column) == value for column, value in own.items()) >= 0.8 * len(other)


def _near(rows: tuple[int, ...]) -> range:
    return range(rows[0] - ABOVE, rows[-1] + 2)


def _plain(grid: Grid) -> list[tuple[tuple[int, ...], Run | None]]:
    """Rows whose texts say target or value, without periods."""
    found: list[tuple[tuple[int, ...], Run | None]] = []
    for row in range(1, min(grid.last_row, DEEPEST) + 1):
        texts = [v for v in grid.filled(row).values() if isinstance(v, str) and len(v) <= LONGEST]
        if len(texts) < 2 or len(texts) < 0.7 * len(grid.filled(row)) or any(map(is_date, grid.filled(row).values())):
            continue
        kinds = {name for name in FIGURES for value in texts if said(value, name) >= 0.6}
        if ("target" in kinds or len(kinds) >= 2) and sum(map(_is_known, texts)) >= 2:
            found.append(((row,), None))
    return found


def _is_known(text: str) -> bool:
    """Whether a text is one that columns are headed by."""
    meant = heading_words.meanings(text)
    return bool(meant and meant[0].strength >= 0.5) or any(said(text, name) >= 0.9 for name in (*FIGURES, "name"))


def _head(grid: Grid, rows: tuple[int, ...], run: Run | None, last: int) -> Head | None:
    """The heading read as that of measures, by its first rows; the last row is looked for where it is one."""
    slots = run.columns if run else frozenset()
    near = _last(grid, rows, slots, min(last, rows[-1] + NEAR))
    below = (row for row in range(rows[-1] + 1, near + 1) if grid.filled(row) and not is_again(grid, row, rows[-1]))
    body = list(islice(below, SAMPLE))
    if not body:
        return None
    headings = _headings(grid, rows, slots, body)
    cells = evidence(grid, body, headings)
    columns = {number: column(grid, number, heading, cells[number], body) for number, heading in headings.items()}
    found = roles(grid, list(columns.values()), body, run is not None)
    head = Head(rows, run, found, headings, near, _scores(grid, slots, body))
    return replace(head, last=_last(grid, rows, slots, last)) if is_table(head, columns) else None


def _scores(grid: Grid, slots: frozenset[int], body: Sequence[int]) -> float:
    """The part of the numbers under the periods that are scores: between 0 and 1, and neither."""
    values = [value for row in body for column in slots if is_number(value := grid.value(row, column))]
    return sum(0 < value < 1 for value in values) / len(values) if values else 0.0  # type: ignore[operator]


def _headings(grid: Grid, rows: tuple[int, ...], slots: frozenset[int], body: Sequence[int]) -> Mapping[int, str]:
    """The columns beside the periods with what they are headed; a filled one left of them may have no heading."""
    first = min(slots, default=0)
    filled = {c for row in body for c in grid.filled(row)}
    found: dict[int, str] = {}
    for number in sorted(filled | {c for row in rows for c in grid.filled(row)}):
        if number in slots:
            continue
        heading = _heading(grid, rows, number)
        if heading or number < first or (not slots and number < min((c for c in grid.filled(rows[-1])), default=0)):
            found[number] = heading
        elif number <= max(grid.filled(rows[-1]), default=0) and not slots:
            found[number] = ""
    return found


def _heading(grid: Grid, rows: tuple[int, ...], number: int) -> str:
    """The heading of a column: in the heading's own rows, else a little above, where other headings stand, too."""
    own = [text(grid.value(*grid.anchor(row, number))) for row in rows]
    own = list(dict.fromkeys(value for value in own if value))
    if own:
        return " ".join(own)
    for row in range(rows[0] - 1, max(0, rows[0] - ABOVE - 1), -1):
        value = grid.value(*grid.anchor(row, number))
        if isinstance(value, str) and len(value) <= LONGEST and len(grid.filled(row)) >= 2:
            return text(value)
    return ""


def _last(grid: Grid, rows: tuple[int, ...], slots: frozenset[int], last: int) -> int:
    """The last row before something else begins: headings of another table, or a wide gap."""
    gap = 0
    for row in range(rows[-1] + 1, last + 1):
        filled = grid.filled(row)
        gap = 0 if filled else gap + 1
        if gap >= 15:
            return row - gap
        if filled and row > rows[-1] + 1 and _is_heading(grid, row, slots) and not is_again(grid, row, rows[-1]):
            return row - 1
    return last


def _is_heading(grid: Grid, row: int, slots: frozenset[int]) -> bool:
    cells = grid.filled(row)
    texts = [v for v in cells.values() if isinstance(v, str) and len(v) <= LONGEST]
    if len(texts) < 3 or len(texts) < len(cells) or any(c in slots and not period_heading(v) for c, v in cells.items()):
        return False
    exact = [v for v in texts if (m := heading_words.meanings(v)) and m[0].strength >= 0.9]
    return len(exact) >= 0.7 * len(texts) and strength(grid, row) >= 2.4
