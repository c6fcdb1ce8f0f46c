"""What the cells of a column hold: the evidence that settles what its heading leaves open."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from goalsheet.cells import CellValue
from goalsheet.layout import heading_words
from goalsheet.layout.dated_periods import dated_period
from goalsheet.layout.grid import Grid, is_date, is_number, text

_TEXT_DATE = re.compile(
    # 07-14-2023, 2018/2/5, `23.02.12, 4.8-4.14; but 1.1 Collect the requirements is a text with a number before it
    r"[`']?\d{1,4}\s*[-/.]\s*\d{1,2}(\s*[-/.]\s*\d{1,4})?(?:\D?|\s*(?:[-–—~〜to]+\s*\d|[(（T]|\d\d?:).*|-\d.*)"
    r"|\d{1,4}年.*|\d{1,2}月.*|\d{4}\s*년.*|\d{1,2}\s*월.*"
    r"|[qh][1-4]\b.*|[kt][1-4][ /.-]*20\d\d|\d{4}[ -]?[qhkt][1-4]|[1-4]q.*"
    r"|(kw|cw|wk|week|w|sem|uke|v)\.?\s*\d{1,2}\b.*|fy\s*\d{2,4}.*",
    re.IGNORECASE,
)
_WBS = re.compile(r"[A-Za-z]?\d+(\.\d+)+\.?")
_CODE = re.compile(r"[A-Za-z#]{0,6}[-_ .]?\d+[A-Za-z]?|[A-Za-z]{1,3}")
_PERCENT = re.compile(r"\d+([.,]\d+)?\s*%")
_PERSON = re.compile(r"[^\W\d_][^\d_<>{}=:;!?]*")
_AMOUNT = re.compile(r"[^\w]{0,3}\d.*")
_RACI = re.compile(r"[RACIS](\s*[/,&+]?\s*[RACIS])*")
_URL = re.compile(r"https?://|\\\\|www\.")
#: Milliseconds since 1970 from 2001 to 2099, as programs export moments.
EPOCH_MILLISECONDS = (10**12, 41 * 10**11)
_SERIALS = (36_526, 73_051)  # 2000-01-01 to 2100-01-01: a number in a date column


@dataclass(frozen=True)
class Evidence:
    """Counts over the sampled cells of one column: `rows` were sampled, `filled` of them held something."""

    rows: int = 0
    filled: int = 0
    dates: int = 0
    text_dates: int = 0
    no_dates: int = 0
    serials: int = 0
    numbers: int = 0
    fractions: int = 0
    ticks: int = 0
    percent_texts: int = 0
    texts: int = 0
    long_texts: int = 0
    prose: int = 0  # texts of several sentences' length
    statuses: int = 0
    persons: int = 0
    codes: int = 0
    links: int = 0
    amounts: int = 0
    letters: int = 0
    formulas: int = 0
    distinct: int = 0
    rising: bool = False
    characters: int = 0
    single_words: int = 0
    few_words: int = 0  # texts of two or three words
    names: int = 0  # texts that look like names of people
    percent_formats: int = 0  # of the first numbers, those that Excel shows in percent
    repeated: int = 0  # cells that say the same as the filled one above
    most: float = 0.0  # the greatest number
    qualifiers: int = 0  # texts that say merely plan or actual

    def share(self, *counts: int) -> float:
        """The part of the filled cells that these counts make up."""
        return sum(counts) / self.filled if self.filled else 0.0

    @property
    def length(self) -> float:
        """The average length of its texts."""
        return self.characters / self.texts if self.texts else 0.0

    @property
    def repeats(self) -> float:
        """0 where every value is its own, near 1 where few values repeat."""
        return 1 - self.distinct / self.filled if self.filled else 0.0


def is_text_date(value: str) -> bool:
    """Whether a text looks like a date, a month, a quarter or a week.

    >>> is_text_date("September 1, 2026 → September 18, 2026"), is_text_date("Draft → review")
    (True, False)
    >>> [is_text_date(t) for t in ("07-14-2023", "15 Agu 2026", "KW 14", "mid March", "Q3 2026", "Write copy")]
    [True, True, True, True, True, False]
    """
    plain = value.strip()
    if "→" in plain and len(plain) <= 80:
        return all(map(is_text_date, plain.split("→")))
    if len(plain) > 40:
        return False
    if _TEXT_DATE.fullmatch(plain) or dated_period(plain):
        return True
    tokens = re.split(r"[\s,./'’-]+", plain.casefold())
    months = heading_words.cell_words("months")
    return len(tokens) <= 6 and any(token.rstrip(".") in months for token in tokens)


def is_code(value: str) -> bool:
    """Whether a text is a short code or number, as IDs are: `G1`, `1.2`, `AB`."""
    return bool(_CODE.fullmatch(value) or _WBS.fullmatch(value))


_BETWEEN = re.compile(r"\s*(?:[,;/&+、，；\n]|\b(?:and|und|et|y|e|og|och|en|i|и|ve|dan)\b)\s*")
_NAME = re.compile(
    r"[-–•*]?\s*(?:[^\W\d_]\.\s*)*[^\W\d_][\w'’.-]*(?:\s+(?:(?:de|da|di|van|von|der|den|la|el|al|bin|dos)\s+)?[^\W\d_][\w'’.-]*){0,2}"
)
_EASTERN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}(?:さん|様|님|씨)?")


def is_names(value: str) -> bool:
    """Whether a text looks like one or more people's names, each word with a capital or, in Asia, a known family name.

    >>> [is_names(t) for t in ("Ann Lee", "Ana, Ben & Eva", "王小明", "write the copy", "J. de Vries", "检查")]
    [True, True, True, False, True, False]
    """
    if len(value) > 60 or not value[:1].strip() or any(map(str.isdigit, value)):
        return False
    parts = [part for part in _BETWEEN.split(value) if part]
    return 0 < len(parts) <= 6 and all(map(_is_name, parts))


def _is_name(part: str) -> bool:
    if _EASTERN.fullmatch(part):
        plain = heading_words.key(part)
        return plain[:1] in _families() or plain[:2] in _families()
    if not _NAME.fullmatch(part):
        return False
    tokens = [
        token for token in part.split() if token not in ("de", "da", "di", "van", "von", "der", "den", "la", "el")
    ]
    return all(token[0].isupper() or not token[0].isascii() for token in tokens)


@cache
def _families() -> frozenset[str]:
    return heading_words.cell_words("family_names")


def _kinds(value: CellValue) -> tuple[str, ...]:
    """Every count one cell adds to."""
    if is_date(value):
        return ("dates",)
    if isinstance(value, bool):
        return ("statuses",)
    if is_number(value):
        return _number_kinds(float(value))  # type: ignore[arg-type]
    return _kinds_of_text(text(value))


@lru_cache(maxsize=20_000)
def _kinds_of_text(value: str) -> tuple[str, ...]:
    """The same cells are looked at under every likely heading and for every kind of table."""
    return tuple(_text_kinds(value))


def _number_kinds(value: float) -> tuple[str, ...]:
    kinds = ["numbers"]
    if value in (0, 1):
        kinds.append("ticks")
    if 0 <= value <= 1:
        kinds.append("fractions")
    if _SERIALS[0] <= value <= _SERIALS[1] or EPOCH_MILLISECONDS[0] <= value < EPOCH_MILLISECONDS[1]:
        kinds.append("serials")
    return tuple(kinds)


def _text_kinds(value: str) -> Iterable[str]:
    plain = heading_words.key(value)
    yield "texts"
    if len(value) > 60:
        yield "long_texts"
    if len(value) > 160:
        yield "prose"
    yield from _word_counts(plain)
    if _PERCENT.fullmatch(value):
        yield "percent_texts"
    elif is_text_date(value):
        yield "text_dates"
    if plain in heading_words.cell_words("no_date") or value in "-–—?":
        yield "no_dates"
    if _is_status(plain, value):
        yield "statuses"
    elif _PERSON.fullmatch(value) and len(value) <= 40 and len(value.split()) <= 6:
        yield "persons"
        if is_names(value):
            yield "names"
    if heading_words.qualifier(value):
        yield "qualifiers"
    if is_code(value):
        yield "codes"
    if _AMOUNT.match(value):
        yield "amounts"
    if _RACI.fullmatch(value):
        yield "letters"
    if _URL.search(value):
        yield "links"


def _word_counts(plain: str) -> Iterable[str]:
    """How many words a text has; in scripts without blanks two or three characters count as one."""
    count = heading_words.count(plain)
    if count <= 1:
        yield "single_words"
    elif count <= 3:
        yield "few_words"


def _is_status(plain: str, value: str) -> bool:
    """A status word alone, behind a sign, before a bracket or colon, or at the start of a short remark."""
    known = heading_words.cell_words("status")
    if plain in known or value in known:
        return True
    tokens = plain.split()
    if tokens and not any(char.isalnum() for char in tokens[0]):
        if tokens[0] in known:
            return True
        tokens = tokens[1:]
    header = heading_words.key(re.split(r"[(（:：,，]", value, maxsplit=1)[0])
    return len(plain) <= 40 and (header in known or (len(plain) <= 30 and " ".join(tokens[:2]) in known))


def evidence(grid: Grid, rows: Iterable[int], headings: Mapping[int, str]) -> Mapping[int, Evidence]:
    """What the cells below these headings hold in the sampled rows; a heading repeated among them does not count."""
    numbers = tuple(rows)
    return {column: _column(grid, numbers, column, heading_words.key(heading)) for column, heading in headings.items()}


def _column(grid: Grid, rows: tuple[int, ...], column: int, heading: str) -> Evidence:
    counts: dict[str, int] = {}
    seen: list[CellValue] = []
    characters = 0
    for row in rows:
        value = grid.value(row, column)
        if value is None or (isinstance(value, str) and heading_words.key(value) == heading):
            continue
        seen.append(value)
        for kind in _kinds(value):
            counts[kind] = counts.get(kind, 0) + 1
        if isinstance(value, str):
            characters += len(value)
    return Evidence(
        rows=len(rows),
        filled=len(seen),
        formulas=0 if seen else sum(grid.sheet.details.has_formula(row, column) for row in rows[:5]),
        distinct=len({text(value).casefold() for value in seen}),
        repeated=sum(a == b for a, b in pairwise(seen)),
        percent_formats=_in_percent(grid, rows, column) if counts.get("numbers") else 0,
        rising=_rising(seen),
        most=max((float(value) for value in seen if is_number(value)), default=0.0),  # type: ignore[arg-type]
        characters=characters,
        **counts,
    )


def _in_percent(grid: Grid, rows: tuple[int, ...], column: int, most: int = 6) -> int:
    """How many of the first numbers are shown in percent."""
    numbers = [row for row in rows[:60] if is_number(grid.value(row, column))][:most]
    return sum("%" in grid.sheet.details.number_format(row, column) for row in numbers)


def _rising(values: list[CellValue]) -> bool:
    """Whether the numbers count upwards one by one, as line numbers do (a few gaps aside)."""
    numbers = [float(value) for value in values if is_number(value)]  # type: ignore[arg-type]
    if len(numbers) < 3 or len(numbers) < 0.8 * len(values):
        return False
    ones = sum(b - a == 1 for a, b in pairwise(numbers))
    return ones >= 0.7 * (len(numbers) - 1)
