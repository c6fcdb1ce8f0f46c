"""Levels of an outline: by number (1, 1.1, 1.1.2), leading blanks, indent, column, or grouped rows."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import isfinite

from goalsheet.layout import heading_words
from goalsheet.layout.grid import Grid, is_number, text
from goalsheet.layout.row_roles import Line, Role

_WBS = re.compile(r"(?P<prefix>[A-Za-z]?)(?P<number>\d{1,3}(\.\d{1,3})*)\.?")
_WBS_IN_TEXT = re.compile(r"\s*(?P<number>\d{1,3}(\.\d{1,3})+|\d{1,3}(?=[.)]\s))[.)]?\s+\S")


def levels(grid: Grid, found: Sequence[Line], column: int = 0, kinds: int = 0) -> tuple[Sequence[int], str]:
    """The level of each line and what tells it; all 0 where nothing does.

    `column` states levels outright; `kinds` says what each row is (objective, key result).
    """
    stated = [grid.value(line.row, column) for line in found] if column else []
    if stated and all(is_number(value) and isfinite(value) for value in stated):  # type: ignore[arg-type]
        return [int(value) for value in stated], "level column"  # type: ignore[arg-type]
    said = [heading_words.key(text(grid.value(line.row, kinds))) for line in found] if kinds else []
    over = [0 if kind in heading_words.cell_words("over") else 1 for kind in said]
    if over and not over[0] and _is_outline(over) and not any(a == b == 0 for a, b in pairwise(over)) and all(said):
        return over, "kind column"
    for name, measure in _MEASURES:
        if grid.large and name in ("indent", "grouping"):
            continue
        measured = measure(grid, found)
        if measured is not None and _is_outline(measured):
            return measured, name
    return [0] * len(found), ""


def _is_outline(measured: Sequence[int]) -> bool:
    """Whether the levels go down and up again, one step at a time as outlines do."""
    deeper = sum(b > a for a, b in pairwise(measured))
    return len(set(measured)) > 1 and deeper > 0 and len(set(measured)) <= max(3, len(measured) // 2)


def _by_number(grid: Grid, found: Sequence[Line]) -> Sequence[int] | None:
    numbers = [_WBS.fullmatch(line.id) for line in found]
    if sum(match is not None for match in numbers) < 0.7 * len(found):
        numbers = [_WBS_IN_TEXT.match(line.text) for line in found]
    known = [match["number"] for match in numbers if match]
    if not known or len(known) < 0.5 * len(found) or sum("." in _trim(n) for n in known) < 0.25 * len(known):
        return None
    return _carried(found, [_trim(match["number"]).count(".") + 1 if match else None for match in numbers])


#: `II. Preparation`, `A) Site`, `3. Dig`: the mark at the start of a text, by what it is made of.
_MARKS = (
    ("roman", re.compile(r"(?P<mark>[IVX]{1,5})[.)、:]\s*\S")),
    ("letter", re.compile(r"(?P<mark>[A-Z])[.)、:]\s*\S")),
    ("number", re.compile(r"(?P<mark>\d{1,3})[.)、:]\s*[^\s\d]")),
    ("small", re.compile(r"(?P<mark>[a-z])[.)、:]\s*\S")),
)


def _mark(line: Line) -> tuple[str, str]:
    """What kind of mark a line has, in its ID or before its text, and the mark."""
    for name, pattern in _MARKS:
        match = pattern.match(f"{line.id}. x" if line.id and line.id[-1:] not in ".)" else f"{line.id} x")
        match = match or pattern.match(line.text)
        if match:
            return name, match["mark"]
    return "", ""


def _by_mark(grid: Grid, found: Sequence[Line]) -> Sequence[int] | None:
    """By kinds of marks: where each first mark of one kind (1, a) comes right after one of another, over it."""
    marks = [_mark(line) for line in found]
    kinds = list(dict.fromkeys(kind for kind, _ in marks))
    if len(kinds) != 2 or "" in kinds:
        return None
    upper, lower = kinds
    begins = [i for i, (kind, mark) in enumerate(marks) if kind == lower and mark in ("1", "a", "A", "I")]
    after = [i for i in range(1, len(marks)) if marks[i][0] == lower and marks[i - 1][0] == upper]
    return [kinds.index(kind) for kind, _ in marks] if len(after) >= 2 and begins == after else None


def is_over(upper: Line, lower: Line) -> bool:
    """Whether the number of one line begins that of the other: 1.1 stands over 1.1.2."""
    above, below = number_of(upper), number_of(lower)
    return bool(above and below) and below.startswith(f"{above}.")


def number_of(line: Line) -> str:
    """The outline number of a line, by its ID or at the start of its text; empty where it has none."""
    match = _WBS.fullmatch(line.id) or _WBS_IN_TEXT.match(line.text)
    return _trim(match["number"]) if match else ""


def _trim(number: str) -> str:
    """`1.0` is a number of the first level."""
    return number.removesuffix(".0")


def _carried(found: Sequence[Line], measured: Sequence[int | None]) -> Sequence[int]:
    """Without a number, a bare text is a heading above all; anything else stands as deep as can be."""
    deepest = max((level for level in measured if level is not None), default=0)
    plain = [0 if line.role is Role.BARE else deepest for line in found]
    return [plain[i] if level is None else level for i, level in enumerate(measured)]


def _by_blanks(grid: Grid, found: Sequence[Line]) -> Sequence[int] | None:
    widths = [_leading(grid.sheet.value(line.row, line.column)) for line in found]
    return _ranked(widths) if sum(width > 0 for width in widths) >= 2 else None


def _leading(value: object) -> int:
    if not isinstance(value, str):
        return 0
    body = value.lstrip(" \t\u3000\xa0")
    lead = value[: len(value) - len(body)]
    return sum(4 if char == "\t" else 2 if char == "\u3000" else 1 for char in lead)


def _by_column(grid: Grid, found: Sequence[Line]) -> Sequence[int] | None:
    """A bare text merged across stands as high as the others of its kind, whichever column it begins in."""
    across = [line.role is Role.BARE and grid.spans(line.row, line.column) for line in found]
    first = min((line.column for line, wide in zip(found, across, strict=True) if wide), default=0)
    return _ranked([first if wide else line.column for line, wide in zip(found, across, strict=True)])


def _by_indent(grid: Grid, found: Sequence[Line]) -> Sequence[int] | None:
    return _ranked([grid.sheet.details.indent(line.row, line.column) for line in found])


def _by_grouping(grid: Grid, found: Sequence[Line]) -> Sequence[int] | None:
    return _ranked([grid.sheet.details.outline_level(line.row) for line in found])


def _ranked(measured: Sequence[int]) -> Sequence[int] | None:
    ranks = {width: rank for rank, width in enumerate(sorted(set(measured)))}
    return [ranks[width] for width in measured] if len(ranks) > 1 else None


#: Tried in this order: what is written outright before what is only shown.
_MEASURES: Sequence[tuple[str, Callable[[Grid, Sequence[Line]], Sequence[int] | None]]] = (
    ("number", _by_number),
    ("mark", _by_mark),
    ("leading blanks", _by_blanks),
    ("column", _by_column),
    ("indent", _by_indent),
    ("grouping", _by_grouping),
)
