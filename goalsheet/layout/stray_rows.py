"""Rows that look like items and are none: labels under each record, help lines, dummies, totals, remains."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import heading_words, skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_text_date
from goalsheet.layout.grid import amount, is_date, is_number, text
from goalsheet.layout.row_roles import TELLING, Line, Role, says
from goalsheet.layout.structured import usual_gap
from goalsheet.layout.table import Kind, Row

#: Index of a line -> why it is no item.
Strays = Mapping[int, LazyText]
#: How often a text must stand there to be a label rather than an item's name; how often among dummies.
OFTEN, VERY_OFTEN = 3, 5
#: What two rows must agree in to be the same.
COMPARED = ("owner", "start", "due", "done_on", "effort", "status")
#: The part of the other rows that must have what a stray lacks.
MOST = 0.8


def without_strays(candidate: Candidate, found: Sequence[Line]) -> Sequence[Line]:
    """The lines, those that are none marked as out with the reason."""
    if candidate.kind is not Kind.STEPS or not found:
        return found
    for rule in RULES:
        strays = rule(candidate, found)
        if strays:
            found = [
                line._replace(role=Role.OUT, why=strays[i]) if i in strays else line for i, line in enumerate(found)
            ]
    return found


def _named(found: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    return ((i, line) for i, line in enumerate(found) if line.role in (Role.ITEM, Role.BARE) and line.text)


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


def _own(candidate: Candidate, line: Line) -> Mapping[int, CellValue]:
    """What the row holds in columns that have a heading, its name aside."""
    cells = candidate.grid.filled(line.row)
    return {c: v for c, v in cells.items() if c != line.column and c in candidate.header.stacks}


def _is_word(name: str, words: str) -> bool:
    """Whether a name is one of the words of a [cells] line, which is quick to tell of most."""
    return len(name) <= 24 and heading_words.key(name) in heading_words.cell_words(words)


# -- the same labels under each record -------------------------------------------------------------------------------


def _labels(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """Lines of a record below its first one: their few texts come again and again and tell nothing themselves."""
    named = list(_named(found))
    often = Counter(line.text.casefold() for _, line in named)
    alike = [(i, line) for i, line in named if often[line.text.casefold()] >= OFTEN]
    others = [line for _, line in named if often[line.text.casefold()] < OFTEN]
    if not alike or not others:
        return {}
    spread = {line.text.casefold() for _, line in alike if not _stands_together(named, line.text.casefold())}
    labels = {
        i: skip_reasons.PART
        for i, line in alike
        if line.text.casefold() in spread and not line.id and not told(candidate, line, TELLING - {"status"})
    }
    tell = sum(bool(line.id) or told(candidate, line) for line in others)
    if tell >= MOST * len(others) and len(labels) >= 0.2 * len(named):
        return labels
    return labels if _every_other(named, labels) else {}


def _stands_together(named: Sequence[tuple[int, Line]], name: str) -> bool:
    """Whether a text follows itself, as no label of a record does."""
    return any(a.text.casefold() == b.text.casefold() == name for (_, a), (_, b) in pairwise(named))


def _every_other(named: Sequence[tuple[int, Line]], labels: Strays) -> bool:
    """Whether labels stand on every second row, as the plan and the fact of each item do."""
    at = [place for place, (i, _) in enumerate(named) if i in labels]
    steps = [b - a for a, b in pairwise(at)]
    return bool(steps) and at[0] == 1 and steps.count(2) >= 0.9 * len(steps) and len(at) >= 0.4 * len(named)


# -- the same block again --------------------------------------------------------------------------------------------


def _copies(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """Blocks below a further heading that list the items above once more: by person, or with fewer columns."""
    if not any(line.role is Role.HEADING for line in found):
        return {}
    strays: dict[int, LazyText] = {}
    before: dict[str, list[Row]] = {}
    columns = candidate.reads.columns
    for block in _blocks(found):
        heading = found[block[0]]
        columns = heading.reads.columns if heading.role is Role.HEADING and heading.reads else columns
        rows = {i: Row(candidate.grid.sheet, found[i].row, columns) for i in block if found[i].role is Role.ITEM}
        names = {i: _name(row) for i, row in rows.items()}
        if before and rows and all(any(_says_same(rows[i], old) for old in before.get(names[i], ())) for i in rows):
            strays |= dict.fromkeys((i for i in block if found[i].role is not Role.OUT), skip_reasons.COPY)
            continue
        for i, row in rows.items():
            before.setdefault(names[i], []).append(row)
    return strays


def _name(row: Row) -> str:
    cell = row.cell("step")
    return text(cell.value).casefold() if cell else ""


def _blocks(found: Sequence[Line]) -> Iterator[Sequence[int]]:
    """The lines from one heading to the next."""
    starts = [0, *(i for i, line in enumerate(found) if line.role is Role.HEADING and i)]
    return (range(a, b) for a, b in pairwise([*starts, len(found)]))


def _says_same(row: Row, old: Row) -> bool:
    """Whether two rows agree in all that both say, a date, an owner or an effort at least."""
    both = [
        (mine.value, theirs.value)
        for name in COMPARED
        if (mine := row.cell(name)) and (theirs := old.cell(name)) and mine.value is not None and theirs.value
    ]
    return bool(both) and all(text(mine).casefold() == text(theirs).casefold() for mine, theirs in both)


# -- rows that explain, or show how ----------------------------------------------------------------------------------


def _help_row(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """The row right under the heading that says what to fill in: only texts, no number where others have one."""
    named = list(_named(found))
    if len(named) < 4 or not candidate.reads.columns.get("id"):
        return {}
    (i, first), *rest = named
    others = sum(bool(line.id) for _, line in rest)
    cells = candidate.grid.filled(first.row).values()
    texts = [value for value in cells if isinstance(value, str)]
    explains = len(texts) >= 3 and len(texts) == len(cells) and sum(map(len, texts)) >= 25 * len(texts)
    return {i: skip_reasons.HELP} if explains and not first.id and others >= MOST * len(rest) else {}


#: `<Task>`, `. [ Level 2 Task ]`
_WRAPPED = re.compile(r"[.\s]*(<[^<>]+>|\[[^\[\]]+\]|«[^«»]+»|\{[^{}]+\})[.\s]*")


def is_choice(value: str) -> bool:
    """Whether a cell asks to choose something: `Select owner`."""
    return len(value) <= 40 and value.casefold().startswith(tuple(heading_words.cell_words("choose")))


def is_dummy(name: str) -> bool:
    """Whether a name only holds a place: `<Task>`, `[ Level 1 Task ]`, `Task 1`, `n/a`."""
    if name[-1:].isalnum() and len(name) > 80:
        return False
    return (
        bool(_WRAPPED.fullmatch(name))
        or _is_word(name, "template")
        or (len(name) <= 80 and heading_words.holds("fill_in", name))
    )


def _dummies(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """Rows of a template that nobody filled in, where others are."""
    named = list(_named(found))
    dummies = {
        i: skip_reasons.TEMPLATE
        for i, line in named
        if is_dummy(line.text) and (_WRAPPED.fullmatch(line.text) or not told(candidate, line))
    }
    nothing = {i: skip_reasons.NAMELESS for i, line in named if _is_word(line.text, "no_name")}
    often = Counter(line.text.casefold() for _, line in named)
    again = {
        i: skip_reasons.TEMPLATE
        for i, line in named
        if often[line.text.casefold()] >= VERY_OFTEN
        and not told(candidate, line)
        and _stands_together(named, line.text.casefold())
    }
    real = any(i not in {**dummies, **nothing, **again} and told(candidate, line) for i, line in named)
    return {**dummies, **again, **nothing} if real else {}


# -- totals and what stands below the last item ----------------------------------------------------------------------


def _totals(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """`Total hours: 40 (about 60)`: a word for totals first, no date, and a sum of the numbers above or a colon."""
    strays: dict[int, LazyText] = {}
    for i, line in _named(found):
        if _opens_with_total(line.text):
            cells = _own(candidate, line)
            sums = any(_is_sum(candidate, found[:i], column, value) for column, value in cells.items())
            alone = not told(candidate, line) and any(map(is_number, cells.values()))
            if not any(map(is_date, cells.values())) and (sums or alone or line.text.rstrip().endswith((":", "："))):
                strays[i] = skip_reasons.TOTAL
    return strays


def _opens_with_total(name: str) -> bool:
    if not name[:24].casefold().startswith(tuple(heading_words.cell_words("total"))):
        return False
    words = heading_words.key(name).split()
    return len(words) <= 5 and words[0] in heading_words.cell_words("total")


def _is_sum(candidate: Candidate, above: Sequence[Line], column: int, value: CellValue) -> bool:
    above_it = [candidate.grid.value(line.row, column) for line in above if line.role is Role.ITEM]
    numbers = [amount(number) for number in above_it if is_number(number)]
    total = amount(value)
    return total > 0 and len(numbers) >= 2 and abs(sum(numbers) - total) <= 0.01 * total


def _end_marks(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """The last rows where they hold one and the same short sign, or a word for the end."""
    strays: dict[int, LazyText] = {}
    for i, line in reversed(list(enumerate(found))):
        if line.role is Role.OUT:
            continue
        values = [text(value) for value in candidate.grid.filled(line.row).values()]
        sign = len(values) >= 2 and len(set(values)) == 1 and len(values[0]) <= 3
        if not sign and not (len(values) == 1 and _is_word(values[0], "end_mark")):
            break
        strays[i] = skip_reasons.END
    return strays


def _remains(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """Rows set off by a blank row below the last that tells something, where nearly all rows above do."""
    named = list(_named(found))
    usual = usual_gap(found)
    if not any(line.gap > usual for _, line in named[1:]):
        return {}
    tells = [bool(line.id) or told(candidate, line) or _counts(candidate, line) for _, line in named]
    last = max((place for place, yes in enumerate(tells) if yes), default=-1)
    above = tells[: last + 1]
    if len(above) < OFTEN or sum(above) < MOST * len(above):
        return {}
    cut = next((place for place in range(last + 1, len(named)) if named[place][1].gap > usual), len(named))
    return {i: skip_reasons.NOTE_BELOW for i, line in named[cut:] if line.role is Role.ITEM}


def _other_list(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """Another list below, set off by a blank row: no date stands where the dates above are, though texts do."""
    columns = [c for name in ("start", "due", "done_on") for c in candidate.reads.columns.get(name, ())]
    usual = usual_gap(found)
    cuts = [i for i, line in enumerate(found) if i and line.gap > usual and line.role is not Role.HEADING]
    if not columns or not cuts:
        return {}
    strays: dict[int, LazyText] = {}
    for cut, end in pairwise([*cuts, len(found)]):
        dated, texts = _dated(candidate, found[cut:end], columns)
        above, wrong = _dated(candidate, found[:cut], columns)
        if texts >= 2 and not dated and above >= 2 and wrong <= 0.2 * above:
            strays |= dict.fromkeys(range(cut, end), skip_reasons.NEXT_TABLE)
    return strays


def _dated(candidate: Candidate, lines: Sequence[Line], columns: Sequence[int]) -> tuple[int, int]:
    """How many cells of these columns are dates, or words for none, and how many are other texts."""
    values = [candidate.grid.value(line.row, column) for line in lines for column in columns]
    given = [value for value in values if value is not None]
    dates = sum(is_date(v) or (isinstance(v, str) and (is_text_date(v) or _is_word(v, "no_date"))) for v in given)
    return dates, len(given) - dates


def _legend(candidate: Candidate, found: Sequence[Line]) -> Strays:
    """A legend below the last row that tells something, and all below it."""
    named = list(_named(found))
    last = max((place for place, (_, line) in enumerate(named) if told(candidate, line)), default=len(named))
    start = next((p for p in range(last + 1, len(named)) if _is_word(named[p][1].text, "legend")), len(named))
    return {i: skip_reasons.NOTE_BELOW for i, _ in named[start:]}


def _counts(candidate: Candidate, line: Line) -> bool:
    return any(is_number(value) for value in _own(candidate, line).values())


RULES: Sequence[Callable[[Candidate, Sequence[Line]], Strays]] = (
    _end_marks, _copies, _totals, _labels, _help_row, _dummies, _legend, _other_list, _remains,
)  # fmt: skip
