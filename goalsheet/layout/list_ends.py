"""Totals, end marks, legends, other lists and remarks: what stands between the items and below the last of them."""

from collections.abc import Sequence
from itertools import pairwise

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import heading_words, skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.evidence import is_text_date
from goalsheet.layout.grid import amount, is_date, is_number, text
from goalsheet.layout.row_facts import Named, Strays, beginnings, fits, is_word, own, told
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.structured import usual_gap

#: How many rows must tell something, and which part of them, that one below that does not is none.
OFTEN, MOST = 3, 0.7


def totals(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """`Total hours: 40 (about 60)`: a word for totals first, no date, and a sum of the numbers above or a colon."""
    strays: dict[int, LazyText] = {}
    for i, line in named:
        if _opens_with_total(line.text):
            cells = own(candidate, line)
            sums = any(_is_sum(candidate, found[:i], column, value) for column, value in cells.items())
            alone = not told(candidate, line) and any(map(is_number, cells.values()))
            if not any(map(is_date, cells.values())) and (sums or alone or line.text.rstrip().endswith((":", "："))):
                strays[i] = skip_reasons.TOTAL
        if line.role is Role.BARE and _counts(candidate, line, named):
            strays[i] = skip_reasons.TOTAL
    return strays


def _counts(candidate: Candidate, line: Line, named: Named) -> bool:
    """`Total tasks | =COUNTA(B2:B9)` never calculated: a word for totals or counts, and a formula of its own."""
    name = heading_words.key(line.text)
    words = name.split()
    if len(words) > 5 or not (_speaks_of_total(words) or name.startswith(beginnings("count"))) or told(candidate, line):
        return False
    has_formula = candidate.grid.sheet.details.has_formula
    mine = [column for column in candidate.header.stacks if has_formula(line.row, column)]
    others = [other.row for _, other in named if other is not line]
    return any(2 * sum(has_formula(row, column) for row in others) <= len(others) for column in mine)


def _speaks_of_total(words: Sequence[str]) -> bool:
    """Whether one of the first two words is one for totals, or the whole ends or begins with it where no blanks are."""
    known = heading_words.cell_words("total")
    together = "".join(words)
    ends = tuple(word for word in known if len(word) > 1 and not word.isascii() and word[0] >= "\u3040")
    return any(word in known for word in words[:2]) or together.startswith(ends) or together.endswith(ends)


def _opens_with_total(name: str) -> bool:
    if not name[:24].casefold().startswith(beginnings("total")):
        return False
    words = heading_words.key(name).split()
    return len(words) <= 5 and words[0] in heading_words.cell_words("total")


def _is_sum(candidate: Candidate, above: Sequence[Line], column: int, value: CellValue) -> bool:
    above_it = [candidate.grid.value(line.row, column) for line in above if line.role is Role.ITEM]
    numbers = [amount(number) for number in above_it if is_number(number)]
    total = amount(value)
    return total > 0 and len(numbers) >= 2 and abs(sum(numbers) - total) <= 0.01 * total


def end_marks(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """The last rows where they hold one and the same short sign, or a word for the end."""
    strays: dict[int, LazyText] = {}
    for i, line in reversed(list(enumerate(found))):
        if line.role is Role.OUT:
            continue
        values = [text(value) for value in candidate.grid.filled(line.row).values()]
        sign = len(values) >= 2 and len(set(values)) == 1 and len(values[0]) <= 3
        if not sign and not (len(values) == 1 and is_word(values[0], "end_mark")):
            break
        strays[i] = skip_reasons.END
    return strays


def remains(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """Rows set off by a blank row below the last that holds what its columns are for, where most rows above do."""
    usual = usual_gap(found)
    if not any(line.gap > usual for _, line in named[1:]):
        return {}
    tells = [fits(candidate, line) for _, line in named]
    last = max((place for place, yes in enumerate(tells) if yes), default=-1)
    above = tells[: last + 1]
    if len(above) < OFTEN or sum(above) < MOST * len(above):
        return {}
    cut = next((place for place in range(last + 1, len(named)) if named[place][1].gap > usual), len(named))
    return {i: skip_reasons.NOTE_BELOW for i, line in named[cut:] if line.role is Role.ITEM}


def other_list(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """Another list below, set off by a blank row: no date stands where the dates above are, though texts do."""
    columns = [c for name in ("start", "due", "done_on") for c in candidate.reads.columns.get(name, ())]
    usual = usual_gap(found)
    cuts = [i for i, line in enumerate(found) if i and line.gap > usual and line.role is not Role.HEADING]
    if not columns or not cuts or any(line.role is Role.HEADING for line in found):
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
    dates = sum(is_date(v) or (isinstance(v, str) and (is_text_date(v) or is_word(v, "no_date"))) for v in given)
    return dates, len(given) - dates


def legend(candidate: Candidate, found: Sequence[Line], named: Named) -> Strays:
    """A legend below the last row that tells something, and all below it."""
    start = next((p for p, (_, line) in enumerate(named) if p and is_word(line.text, "legend")), len(named))
    if any(fits(candidate, line, status=False) for _, line in named[start:]):
        return {}
    return {i: skip_reasons.NOTE_BELOW for i, _ in named[start:]}
