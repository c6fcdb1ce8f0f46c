"""Rows that look like items and are none: labels under each record, copies, help lines, rows of a template."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import heading_words, skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.grid import text
from goalsheet.layout.list_ends import end_marks, legend, other_list, remains, totals
from goalsheet.layout.row_facts import Named, Strays, beginnings, is_word, named_lines, told
from goalsheet.layout.row_roles import TELLING, Line, Role
from goalsheet.layout.table import Kind, Row
from goalsheet.layout.trailing_rows import trailing

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
    named = named_lines(found)
    for rule in RULES:
        strays = rule(candidate, found, named)
        if strays:
            found = [
                line._replace(role=Role.OUT, why=strays[i]) if i in strays else line for i, line in enumerate(found)
            ]
            named = named_lines(found)
    return found


# -- the same labels under each record -------------------------------------------------------------------------------


def _labels(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """Lines of a record below its first one: their few texts come again and again and tell nothing themselves."""
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
    labelled = sum(a not in labels and b in labels for (a, _), (b, _) in pairwise(named))
    if tell >= MOST * len(others) and labelled >= 0.5 * len(others):
        return labels
    return labels if _every_other(named, labels) else {}


def _stands_together(named: Named, name: str) -> bool:
    """Whether a text follows itself, as no label of a record does."""
    return any(a.text.casefold() == b.text.casefold() == name for (_, a), (_, b) in pairwise(named))


def _every_other(named: Named, labels: Strays) -> bool:
    """Whether labels stand on every second row, as the plan and the fact of each item do."""
    at = [place for place, (i, _) in enumerate(named) if i in labels]
    steps = [b - a for a, b in pairwise(at)]
    return bool(steps) and at[0] == 1 and steps.count(2) >= 0.9 * len(steps) and len(at) >= 0.4 * len(named)


# -- the same block again --------------------------------------------------------------------------------------------


def _copies(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
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


def _help_row(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """The row right under the heading that says what to fill in, or shows it as an example."""
    if len(named) < 2:
        return {}
    (i, first), *rest = named
    values = list(candidate.grid.filled(first.row).values())
    texts = [value.strip() for value in values if isinstance(value, str)]
    example = bool(texts) and is_word(texts[0].rstrip(":："), "example")
    formats = len(texts) >= 2 and sum(bool(_BRACKETED.fullmatch(value)) for value in texts) >= 0.6 * len(values)
    return {i: skip_reasons.HELP} if example or formats or _explains(candidate, first, rest, texts, len(values)) else {}


_BRACKETED = re.compile(r"[(（\[【].*[)）\]】]", re.DOTALL)


def _explains(candidate: Candidate, first: Line, rest: Named, texts: Sequence[str], cells: int) -> bool:
    """Whether a row holds nothing but long texts, and no number though the rows below it have one."""
    if len(rest) < 3 or not candidate.reads.columns.get("id") or first.id:
        return False
    others = sum(bool(line.id) for _, line in rest)
    long = len(texts) >= 3 and len(texts) == cells and sum(map(len, texts)) >= 25 * len(texts)
    return long and others >= MOST * len(rest)


#: `<Task>`, `. [ Level 2 Task ]`
_WRAPPED = re.compile(r"[.\s]*(<[^<>]+>|\[[^\[\]]+\]|«[^«»]+»|\{[^{}]+\})[.\s]*")


def is_dummy(name: str) -> bool:
    """Whether a name only holds a place: `<Task>`, `[ Level 1 Task ]`, `Task 1`, `Enter the task here`."""
    if len(name) > 80:
        return False
    asks = name.casefold().endswith(beginnings("fill_in")) if name.isascii() else heading_words.holds("fill_in", name)
    return asks or bool(_WRAPPED.fullmatch(name)) or is_word(name, "template")


def _dummies(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """Rows of a template that nobody filled in, where others are."""
    dummies = {
        i: skip_reasons.TEMPLATE
        for i, line in named
        if is_dummy(line.text) and (_WRAPPED.fullmatch(line.text) or not told(candidate, line))
    }
    nothing = {i: skip_reasons.NAMELESS for i, line in named if is_word(line.text, "no_name")}
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


RULES: Sequence[Callable[[Candidate, Sequence[Line], Named], Strays]] = (
    end_marks, _copies, totals, _labels, _help_row, _dummies, legend, other_list, remains, trailing,
)  # fmt: skip
