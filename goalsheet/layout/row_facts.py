"""What the rules about rows that are no items look at: names, words, and whether a row tells anything."""

from collections.abc import Mapping, Sequence
from functools import cache

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import heading_words
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_code, is_text_date
from goalsheet.layout.grid import is_date, is_number
from goalsheet.layout.row_roles import TELLING, Line, Role, says

#: Index of a line -> why it is no item.
Strays = Mapping[int, LazyText]
#: The lines that have a name and are not out, each with its index.
Named = Sequence[tuple[int, Line]]


def named_lines(found: Sequence[Line]) -> Named:
    return [(i, line) for i, line in enumerate(found) if line.text and line.role in (Role.ITEM, Role.BARE)]


def told(candidate: Candidate, line: Line, names: frozenset[str] = TELLING) -> bool:
    """Whether a row itself tells anything of an item: an owner, a date or a status (a number worked out is none)."""
    grid = candidate.grid
    places = (c for name, columns in candidate.reads.columns.items() if name in names for c in columns)
    return any(
        says(value)
        and not (isinstance(value, str) and is_choice(value))
        and not (is_number(value) and grid.sheet.details.has_formula(line.row, column))
        for column in places
        if (value := grid.value(line.row, column)) is not None
    )


def fits(candidate: Candidate, line: Line, *, status: bool = True) -> bool:
    """Whether a row holds what its columns are for: an ID, a date, a person, a number, or (unless told not) a status.

    `Prepared by: | Ann Lee` and `green | done` below a list hold something, too, though not what stands above them.
    """
    if line.text.rstrip().endswith((":", "：")):
        return False
    if line.id and is_code(line.id):
        return True
    if any(map(is_number, own(candidate, line).values())):
        return True
    columns = candidate.reads.columns
    given = ((name, candidate.grid.value(line.row, c)) for name in TELLING if name in columns for c in columns[name])
    return any(value is not None and _suits(name, value, status) for name, value in given)


def _suits(name: str, value: CellValue, status: bool) -> bool:
    """Whether a value is of the kind that a field holds."""
    known = isinstance(value, bool) or (isinstance(value, str) and is_word(value, "status"))
    if name == "status":
        return status and known
    if name == "owner":
        return isinstance(value, str) and says(value) and not known and not is_choice(value) and len(value) <= 80
    return is_date(value) or (isinstance(value, str) and (is_text_date(value) or is_word(value, "no_date")))


def own(candidate: Candidate, line: Line) -> Mapping[int, CellValue]:
    """What the row holds in columns that have a heading, its name aside."""
    cells = candidate.grid.filled(line.row)
    return {c: v for c, v in cells.items() if c != line.column and c in candidate.header.stacks}


def is_word(name: str, words: str) -> bool:
    """Whether a name is one of the words of a [cells] line, which is quick to tell of most."""
    return len(name) <= 24 and heading_words.key(name) in heading_words.cell_words(words)


@cache
def beginnings(words: str) -> tuple[str, ...]:
    return tuple(heading_words.cell_words(words))


def is_choice(value: str) -> bool:
    """Whether a cell asks to choose something: `Select owner`."""
    return len(value) <= 40 and value.casefold().startswith(beginnings("choose"))
