"""A table's rows as a person takes each at first sight: an item, a bare text, a repeated heading, or none of these."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING
from goalsheet.layout import heading_words, skip_reasons
from goalsheet.layout.assign import Reads, assign
from goalsheet.layout.candidates import Candidate, complete
from goalsheet.layout.evidence import evidence, is_code
from goalsheet.layout.frame import LONG, Frame, frame, framed
from goalsheet.layout.grid import is_date, is_number, text
from goalsheet.layout.headers import Header, header_at, strength
from goalsheet.layout.table import Kind


class Role(StrEnum):
    ITEM = "item"
    BARE = "bare"  # a text and nothing else: a section, or an item of which nothing more is known
    HEADING = "heading"
    OUT = "out"


class Line(NamedTuple):
    """One row. `text` stands in `column`; `why` says why a row is out; `gap` counts the blank rows above it."""

    row: int
    role: Role
    text: str = ""
    column: int = 0
    why: LazyText = NOTHING
    gap: int = 0
    id: str = ""
    reads: Reads | None = None  # set on a heading row that changes the columns


#: Fields that show that a row without a name is nevertheless meant as an item.
TELLING = frozenset({"owner", "start", "due", "done_on", "status"})


def lines(candidate: Candidate) -> Iterator[Line]:
    """Every row below the heading that holds anything in the table's columns."""
    at, gap, before = frame(candidate), 0, Role.HEADING
    for row in range(candidate.header.body, at.grid.last_row + 1):
        cells = _cells(at, row)
        if not cells:
            gap += 1
            continue
        if gap or before is not Role.ITEM or at.repeats(cells):
            turn = _turn(at, row, cells, not gap and before is Role.HEADING and row > candidate.header.body)
            if turn is not None:
                if turn.kind is not at.kind:
                    yield Line(row, Role.OUT, why=skip_reasons.NEXT_TABLE)
                    return
                if turn.header.rows[0] > row:
                    continue
                yield Line(row, Role.HEADING, why=skip_reasons.HEADING_AGAIN, gap=gap, reads=turn.reads)
                at, gap, before = turn, 0, Role.HEADING
                continue
        line = _line(at, row, cells, gap)
        gap, before = 0, line.role
        yield line


def _cells(at: Frame, row: int) -> Mapping[int, CellValue]:
    """What the row holds in the table's columns; a time grid is none of them."""
    rows = at.grid.sheet.rows
    if row > len(rows):
        return {}
    beside = at.beside
    return {
        column: value
        for column, value in enumerate(rows[row - 1][: at.last], 1)
        if value is not None and column not in beside and (value.__class__ is not str or value.strip())
    }


def _turn(at: Frame, row: int, cells: Mapping[int, CellValue], follows: bool) -> Frame | None:
    """The frame from here on, where this row is a heading: the same again, one alike, or of another table.

    `follows`: right below a heading that came again, whose lower row this may be.
    """
    texts = {column: value for column, value in cells.items() if isinstance(value, str)}
    if (follows and _lower_part(at.header, texts, len(cells))) or (texts and at.repeats(cells) == len(cells)):
        return at
    if len(texts) < 2:
        return None
    if _same_again(at.header, texts):
        return at
    if len(texts) < 3 or any(is_date(value) for value in cells.values()) or strength(at.grid, row) < 2.4:
        return None
    if not _words_of_headings(at, texts):
        return None
    header = header_at(at.grid, row)
    found = evidence(at.grid, at.grid.samples(header.body, 20), header.headings)
    reads = assign(header, at.kind, found)
    if complete(reads):
        return framed(at.grid, at.kind, header, reads)
    exact = sum(bool(m := heading_words.meanings(value)) and m[0].strength >= 0.9 for value in texts.values())
    return (
        replace(at, kind=Kind.SETTINGS) if exact >= max(3, 0.7 * len(texts)) and at.kind is not Kind.SETTINGS else None
    )


def _words_of_headings(at: Frame, texts: Mapping[int, str]) -> bool:
    """Whether a row can be another heading: half of it are words of the first one, or all of it is plainly headings.

    A row of data may hold such words, too (a story, a state): taken for a heading it would exchange the columns.
    """
    first = {heading_words.key(part) for stack in at.header.stacks.values() for part in stack}
    known = sum(heading_words.key(value) in first for value in texts.values())
    exact = sum(bool(m := heading_words.meanings(value)) and m[0].strength >= 0.9 for value in texts.values())
    states = sum(heading_words.key(value) in heading_words.cell_words("status") for value in texts.values())
    return known >= 0.5 * len(texts) or (exact >= 0.7 * len(texts) and not states)


def _parts(header: Header) -> Mapping[int, frozenset[str]]:
    """The words that stand over each column, row by row of the heading."""
    return {column: frozenset(map(heading_words.key, stack)) for column, stack in header.stacks.items()}


def _lower_part(header: Header, texts: Mapping[int, str], cells: int) -> bool:
    """Whether all that a row holds stands over the same columns in the first heading."""
    parts = _parts(header)
    return len(texts) == cells and all(heading_words.key(v) in parts.get(c, ()) for c, v in texts.items())


def _same_again(header: Header, texts: Mapping[int, str]) -> bool:
    """Whether half of what a row holds are the words of the heading, none of them in another column than before."""
    before = _parts(header)
    every = frozenset().union(*before.values())
    now = {column: heading_words.key(value) for column, value in texts.items()}
    same = sum(plain in before.get(column, ()) for column, plain in now.items())
    moved = any(plain in every and plain not in before.get(column, ()) for column, plain in now.items())
    return same >= 2 and same >= 0.5 * len(now) and not moved


def _line(at: Frame, row: int, cells: Mapping[int, CellValue], gap: int) -> Line:
    main = next((column for column in at.main if column in cells and _names(cells[column])), 0)
    number = text(cells.get(at.id)) if at.id and at.id != main else ""
    first = text(next(iter(cells.values())))
    name = text(cells[main]) if main else first
    why = _aside(name, first, len(cells)) or (skip_reasons.NOTE if gap and _is_signature(cells) else NOTHING)
    if why:
        return Line(row, Role.OUT, first, why=why, gap=gap)
    if main:
        if at.grid.large is False and len(cells) == 1 and len(name) > LONG and at.grid.sheet.details.hidden_row(row):
            return Line(row, Role.OUT, name, why=skip_reasons.NOTE, gap=gap)
        said = any(c != main and c != at.id and says(v) for c, v in cells.items())
        return Line(row, Role.ITEM if said else Role.BARE, name, main, id=number, gap=gap)
    return _nameless(at, row, cells, number)._replace(gap=gap)


def _aside(name: str, first: str, count: int) -> LazyText:
    """Why a row is plainly no item by its words; empty where it may be one."""
    if _is_total(first) or (name != first and _is_total(name)) or (count <= 2 and _COUNTED.fullmatch(name)):
        return skip_reasons.TOTAL
    if count <= 3 and len(name) > 10 and heading_words.holds("footer", name):
        return skip_reasons.FOOTER
    return skip_reasons.NOTE if count == 1 and (len(name) > 200 or _REMARK.match(name)) else NOTHING


#: `(waiting for the lawyers)`, `※ 変更あり`, `Note: see the contract`
_REMARK = re.compile(
    r"[(（][^()（）]{8,}[)）]$|※|(notes?|comments?|kommentar|commentaire|comentario|comentário|commento|コメント|nb|n\.b\.|hinweis|anmerkung|remarque|nota|osservazione|opmerking|uwaga"
    r"|примечание|注|備注|备注|注意|비고|참고)\s*[:：]",
    re.IGNORECASE,
)


_SIGNED = re.compile(r"[^:：]{1,24}[:：].{0,40}", re.DOTALL)


def _is_signature(cells: Mapping[int, CellValue]) -> bool:
    """`Prepared by: Kim`, `Approved: Lee`: set off by a blank row, nothing but labels with what they say."""
    return len(cells) in (2, 3) and all(isinstance(v, str) and _SIGNED.fullmatch(v.strip()) for v in cells.values())


#: `Total open: 12`
_COUNTED = re.compile(r"[^\W\d_][^\d:：=]{1,40}[:：=]\s*\d+([.,]\d+)?\s*%?")


def _is_total(name: str) -> bool:
    """A word for totals alone; a text with figures in it is none, which is quick to tell."""
    return (
        len(name) <= 30
        and not any(map(str.isdigit, name))
        and heading_words.key(name) in heading_words.cell_words("total")
    )


#: Signs that stand where nothing is to be said.
BLANKS = frozenset("-–—ー－−―~〜/・.… \u3000\xa0")


def _names(value: CellValue) -> bool:
    """Whether a cell in the column of names holds more than a sign for nothing."""
    return not isinstance(value, str) or value[:1] not in BLANKS or not set(value) <= BLANKS


def says(value: CellValue) -> bool:
    """Whether a cell says something of an item: not a dash, not a nought that a formula leaves."""
    if is_number(value):
        return value != 0
    if isinstance(value, str):
        return _names(value) and value.strip().upper() not in (
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
        )
    return not (is_date(value) and value.year < 1905)  # type: ignore[union-attr]


def _nameless(at: Frame, row: int, cells: Mapping[int, CellValue], number: str) -> Line:
    """A row with nothing in the column of names."""
    anchor = at.grid.anchor(row, at.main[0])
    facts = _facts(at, row, cells)
    if anchor[0] < row and anchor[0] >= at.header.body and facts:
        return Line(row, Role.ITEM, text(at.grid.value(*anchor)), anchor[1], id=number)
    said = {column: value for column, value in cells.items() if says(value)}
    if number and _heads(at, number, cells):
        return Line(row, Role.BARE, number, at.id)
    dash = any(column in cells for column in at.main)  # in so many words: nothing finer than what stands to its left
    groups = at.groups | (frozenset(at.reads.columns.get("goal", ())) if dash else frozenset())
    higher = next((c for c in sorted(groups, reverse=True) if c < at.main[0] and isinstance(cells.get(c), str)), 0)
    higher = higher or (at.finer if isinstance(cells.get(at.finer), str) else 0)
    if higher and facts:
        return Line(row, Role.ITEM, text(cells[higher]), higher, id=number)
    column, value = next(iter(said.items()), (0, None))
    people = at.reads.columns.get("owner", ())
    if (
        len(said) == 1
        and isinstance(value, str)
        and column not in people
        and (column < at.main[0] or at.grid.spans(row, column))
    ):
        return Line(row, Role.BARE, text(value), column)
    if at.kind is not Kind.STEPS or facts >= 2:
        if not said:
            return Line(row, Role.OUT, id=number, column=at.main[0], why=skip_reasons.BLANK)
        return Line(row, Role.ITEM, id=number, column=at.main[0])
    return Line(row, Role.OUT, why=skip_reasons.EMPTY if number else skip_reasons.NAMELESS)


def _heads(at: Frame, number: str, cells: Mapping[int, CellValue]) -> bool:
    """Whether what stands in the column of numbers is a heading: words, no owner, no texts beside."""
    fields = {c for columns in at.reads.columns.values() for c in columns}
    beside = sum(isinstance(value, str) and says(value) for column, value in cells.items() if column not in fields)
    owned = set(cells) & set(at.reads.columns.get("owner", ()))
    return not is_code(number) and len(number) > 4 and not owned and beside < 2


def _facts(at: Frame, row: int, cells: Mapping[int, CellValue]) -> int:
    """How many of the telling fields a person has filled in (what a formula left does not count)."""
    details = at.grid.sheet.details
    return sum(
        any(says(cells[c]) and not details.has_formula(row, c) for c in columns if c in cells)
        for name, columns in at.reads.columns.items()
        if name in TELLING
    )
