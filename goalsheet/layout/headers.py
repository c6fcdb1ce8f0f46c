"""Rows that may be a table's heading: one row, or two or three stacked ones, anywhere near the top of a sheet."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goalsheet.cells import CellValue
from goalsheet.layout import heading_words
from goalsheet.layout.date_columns import Series, series
from goalsheet.layout.grid import Grid, is_number, text
from goalsheet.layout.header_features import header_features
from goalsheet.layout.heading_words import Meaning
from goalsheet.layout.learnt import learnt

#: How many rows from the top are looked at, how many headings are weighed in earnest, how many rows one can have.
DEEPEST, BEST, TALLEST = 80, 6, 4
#: After two headings, one that is this much less likely than the first is not weighed.
FAR = 0.2
#: Less than two half-known words make no heading, unless the rows below say so.
LEAST, UNLIKELY = 1.0, 0.03
_LONGEST = 90
#: A heading row often has the units below the words: (%), (days).
_UNIT = re.compile(r"[(\[].{1,12}[)\]]")


@dataclass(frozen=True)
class Header:
    """A heading: its rows, what each column is headed (texts from top to bottom), and a time grid at its right."""

    rows: tuple[int, ...]
    stacks: Mapping[int, tuple[str, ...]]
    grid: Series | None = None

    @property
    def body(self) -> int:
        """The first row below."""
        return self.rows[-1] + 1

    @property
    def headings(self) -> Mapping[int, str]:
        """Every column's heading in one text."""
        return {column: " ".join(stack) for column, stack in self.stacks.items()}

    def meanings(self, column: int) -> Mapping[str, Meaning]:
        """What a column's heading may mean: the whole stack where that is a known word, else its lowest text."""
        stack = self.stacks.get(column, ())
        if not stack:
            return {}
        whole = heading_words.meanings(" ".join(stack))
        if len(stack) > 1 and (not whole or whole[0].strength < 0.9):
            whole = _lowest_first(stack)
        return {meaning.name: meaning for meaning in whole}


def _lowest_first(stack: tuple[str, ...]) -> tuple[Meaning, ...]:
    """The meanings of the lowest heading that has any; what stands above it only where it has none."""
    factor = 1.0
    for heading in reversed(stack):
        found = heading_words.meanings(heading)
        if found:
            return tuple(Meaning(m.name, m.strength * factor, m.word) for m in found)
        factor *= 0.7
    return ()


def strength(grid: Grid, row: int) -> float:
    """How much a row looks like a heading by its words: the sum over its cells, less what looks like data."""
    known = grid.strengths
    if row not in known:
        known[row] = _strength(grid, row)
    return known[row]


def likelihood(grid: Grid, row: int) -> float:
    """How likely a row is a heading, by its words, its shape and the rows below it."""
    known = grid.likelihoods
    if row not in known:
        found = header_features(grid, row)
        known[row] = learnt().header.probability(found) if found else 0.0
    return known[row]


def likely(grid: Grid, header: Header) -> float:
    """How likely a heading of one or more rows is one."""
    return max(likelihood(grid, row) for row in header.rows)


def _strength(grid: Grid, row: int) -> float:
    cells = grid.filled(row)
    texts = [value for value in cells.values() if isinstance(value, str)]
    if len(texts) < 2:
        return 0.0
    known = (heading_words.meanings(value)[:1] for value in texts if len(value) <= _LONGEST)
    total = sum(found[0].strength for found in known if found)
    long = sum(len(value) > _LONGEST for value in texts)
    numbers = sum(is_number(value) for value in cells.values())
    return total - 0.5 * long - (0.1 * numbers if numbers < 8 else 0.5)


def headers(grid: Grid) -> Iterator[Header]:
    """The headings worth weighing, best first by their words and shape."""
    scored = sorted(
        ((likelihood(grid, row), row) for row in range(1, min(grid.last_row, DEEPEST) + 1)),
        key=lambda scored: (-scored[0], scored[1]),
    )
    found: dict[tuple[object, ...], Header] = {}
    for score, row in scored[: BEST * 3]:
        if (score < UNLIKELY and strength(grid, row) < LEAST) or len(found) >= BEST:
            break
        if len(found) >= 2 and score < FAR * scored[0][0]:
            break
        header = header_at(grid, row)
        alike = tuple(sorted((column, heading_words.key(heading)) for column, heading in header.headings.items()))
        if any(row in known.rows for known in found.values()):
            continue
        if alike not in found or header.rows < found[alike].rows:  # a heading that comes again is that of later blocks
            found[alike] = header
    yield from found.values()


def header_at(grid: Grid, row: int) -> Header:
    """The heading that a row belongs to, with the rows stacked above and below it."""
    return head_of(grid, *_block(grid, row))


def head_of(grid: Grid, top: int, bottom: int) -> Header:
    """The heading that these rows make."""
    time = series(grid, range(max(1, top - 3), bottom + 1))
    columns = sorted({column for r in range(top, bottom + 1) for column in grid.filled(r)})
    columns = [column for column in columns if time is None or not time.first <= column <= time.last]
    stacks: Mapping[int, tuple[str, ...]] = {c: _stack(grid, range(top, bottom + 1), c) for c in columns}
    if top < bottom:
        covered = {c: _stack(grid, range(top, bottom + 1), c) for c in _covered(grid, top, bottom, time)}
        stacks = _under_labels(grid, top, covered | dict(stacks))
    return Header(tuple(range(top, bottom + 1)), stacks, time)


def _under_labels(grid: Grid, top: int, stacks: Mapping[int, tuple[str, ...]]) -> Mapping[int, tuple[str, ...]]:
    """Headings that stand there twice (start, end; start, end) take the label to the left in the row above them."""
    labels = {column: text(value) for column, value in grid.filled(top).items()}
    often = Counter(stack[-1] for stack in stacks.values() if stack)

    def label(column: int, stack: tuple[str, ...]) -> tuple[str, ...]:
        left = max((c for c in labels if c <= column), default=0)
        return (labels[left], *stack) if len(stack) == 1 and often[stack[0]] > 1 and left and left != column else stack

    return {column: label(column, stack) for column, stack in stacks.items()}


def _covered(grid: Grid, top: int, bottom: int, time: Series | None) -> list[int]:
    """Columns that hold nothing themselves under a label merged over them."""
    found: list[int] = []
    for row in range(top, bottom + 1):
        for column in grid.filled(row):
            area = grid.merged(row, column)
            if area is not None and area.last_column - area.first_column <= 12:
                found += range(area.first_column, area.last_column + 1)
    return [column for column in sorted(set(found)) if time is None or not time.first <= column <= time.last]


def _stack(grid: Grid, rows: range, column: int) -> tuple[str, ...]:
    """The texts above a column, from top to bottom, each merged one once; a label reaches over its merged columns."""
    stack: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in rows:
        place = grid.anchor(row, column)
        heading = text(grid.value(*place))
        if heading and place not in seen:
            seen.add(place)
            stack.append(heading)
    return tuple(stack)


def _block(grid: Grid, row: int) -> tuple[int, int]:
    """The first and last row of the heading that this row is part of."""
    top = bottom = row
    while bottom - top + 1 < TALLEST:
        above, below = _joins(grid, top - 1, top), _joins(grid, bottom, bottom + 1)
        if not above and not below:
            break
        top, bottom = (top - 1 if above else top), (bottom + 1 if below else bottom)
    return top, bottom


def _joins(grid: Grid, upper: int, lower: int) -> bool:
    """Whether two rows are one heading: a cell merged over both, or labels above a row of headings."""
    if upper < 1 or lower > grid.last_row:
        return False
    return upper in grid.joined_below or _labels(grid, upper, *_beside_time(grid, upper, lower))


def _beside_time(grid: Grid, upper: int, lower: int) -> tuple[Mapping[int, CellValue], Mapping[int, CellValue]]:
    """What two rows hold outside a run of days, weeks or months in the lower one."""
    time = series(grid, (lower,))
    above, below = grid.filled(upper), grid.filled(lower)
    if time is None or time.unit not in ("number", "date"):
        return above, below
    return (
        {column: value for column, value in above.items() if column < time.first},
        {column: value for column, value in below.items() if column < time.first},
    )


def _labels(grid: Grid, upper: int, above: Mapping[int, CellValue], below: Mapping[int, CellValue]) -> bool:
    """Whether the upper row holds group labels (Planned, Actual) or headings that the lower row lacks."""
    texts = {c: v for c, v in above.items() if isinstance(v, str) and len(v) <= 40}
    lower = [v for v in below.values() if isinstance(v, str)]
    if len(texts) < len(above) or len(texts) < 2 or len(lower) < 2 or len(lower) < len(below):
        return False
    lower = [v for v in lower if not _UNIT.fullmatch(heading_words.narrow(v))]
    if not all(heading_words.meanings(v) and heading_words.meanings(v)[0].strength >= 0.45 for v in lower):
        return False
    merged = [c for c in texts if (area := grid.merged(upper, c)) and area.last_column > area.first_column]
    alone = [c for c in texts if c not in below]
    twice = len({heading_words.key(v) for v in lower}) < len(lower) and len(texts) < len(lower)
    known = sum(bool(heading_words.meanings(v)) or bool(heading_words.qualifier(v)) for v in texts.values())
    return bool(merged or alone or twice) and known >= len(texts) / 2
