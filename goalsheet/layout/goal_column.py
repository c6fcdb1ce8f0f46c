"""The column that names goals by its cells alone: texts left of the steps that stand for several rows each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from goalsheet.layout import heading_words
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.disambiguate import GUESSED
from goalsheet.layout.evidence import is_code, is_text_date
from goalsheet.layout.frame import OUTRIGHT, explains
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import MAIN

#: Steps looked at, and how few are too few to tell by.
MOST, FEWEST = 400, 4
#: Meanings of a heading under which no goal stands, however its cells look.
NO_GOAL = frozenset({"owner", "team", "status", "priority", "notes", "author", "due", "start", "done_on", "id"})
#: What makes a text more than figures and signs: `08:00 - 11:00` names nothing.
_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")
#: A code with a word in it is a name: `Sprint 1`, unlike `MEM01`.
_LONG_WORD = re.compile(r"[^\W\d_]{4}|^[^\W\d_]+$")
#: Longer texts explain; they do not name a goal, though an objective may take a sentence or two.
LONGEST = 250


def with_goal_column(candidate: Candidate) -> Candidate:
    """The candidate with the goal column that its cells show, where no heading gave one and no mapping speaks of it."""
    said = candidate.mapping.fields if candidate.mapping else {}
    if candidate.kind is not Kind.STEPS or "goal" in said:
        return candidate
    reads = candidate.reads
    if "goal" not in reads.columns:
        column = goal_column(candidate)
        return _with(candidate, {**reads.columns, "goal": (column,)}) if column else candidate
    return candidate if reads.outright("goal") >= OUTRIGHT else _without_doubtful(candidate)


def _without_doubtful(candidate: Candidate) -> Candidate:
    """A weak goal column gives way where it holds instructions, or tasks that a further column groups."""
    columns, own = candidate.reads.columns, candidate.reads.columns["goal"][0]
    if explains(candidate.grid, candidate.header, own):
        return _with(candidate, {name: places for name, places in columns.items() if name != "goal"})
    meant = candidate.header.meanings(own)
    if not meant or max(meant.values(), key=lambda m: m.strength).name != "step" or "milestone" in columns:
        return candidate
    above = goal_column(candidate)
    return _with(candidate, {**columns, "goal": (above,), "milestone": (own,)}) if 0 < above < own else candidate


def _with(candidate: Candidate, columns: Mapping[str, tuple[int, ...]]) -> Candidate:
    sure = {name: candidate.reads.sure.get(name, GUESSED) for name in columns}
    return replace(candidate, reads=replace(candidate.reads, columns=columns, sure=sure))


def goal_column(candidate: Candidate) -> int:
    """The nearest column left of the steps that groups them; 0 where none does."""
    grid, step = candidate.grid, candidate.reads.columns[MAIN[Kind.STEPS]][0]
    rows = [row for row in range(candidate.header.body, grid.last_row + 1) if grid.value(row, step) is not None][:MOST]
    if len(rows) < FEWEST:
        return 0
    taken = {column for columns in candidate.reads.columns.values() for column in columns} | grid.ours
    free = (column for column in range(step - 1, 0, -1) if column not in taken and not _says_else(candidate, column))
    return next((column for column in free if groups(grid, rows, column)), 0)


def _says_else(candidate: Candidate, column: int) -> bool:
    meant = candidate.header.meanings(column)
    return any(name in NO_GOAL and meaning.strength >= 0.5 for name, meaning in meant.items())


def groups(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether a column's texts stand for several rows each: merged, stated once above blanks, or repeated in runs."""
    places = [grid.anchor(row, column) for row in rows]
    values = [grid.value(*place) for place in places]
    filled = [text(value) for value in values if value is not None]
    if len(filled) < 2 or not _are_names(filled, sum(isinstance(value, str) for value in values)):
        return False
    named = {text(value).casefold() for value in values if value is not None}
    if len(filled) >= 0.8 * len(rows):
        return 2 <= len(named) <= 0.7 * len(rows) and runs(filled) <= 1.34 * len(named)
    own = sum(value is not None and place[0] == row for value, place, row in zip(values, places, rows, strict=True))
    return values[0] is not None and len(named) == own <= 0.7 * len(rows)


def runs(values: Sequence[str]) -> int:
    """How often one value follows another that differs, and one for the first."""
    return sum(i == 0 or value != values[i - 1] for i, value in enumerate(values))


def _are_names(filled: Sequence[str], texts: int) -> bool:
    """Whether these are short texts, and neither codes, dates nor words of a status."""
    status = heading_words.cell_words("status")
    bare = sum(
        (is_code(value) and not _LONG_WORD.search(value))
        or is_text_date(value)
        or heading_words.key(value) in status
        or not _WORD.search(value)
        for value in filled
    )
    long = sum(len(value) > LONGEST for value in filled)
    return texts >= 0.9 * len(filled) and bare <= 0.3 * len(filled) and long <= 0.3 * len(filled)
