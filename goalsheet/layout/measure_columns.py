"""Which column of a table of measures is its name, target, value and so on: by its heading and by its cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.layout import heading_words, measure_words
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.grid import Grid, is_date, is_number, text
from goalsheet.layout.heading_words import key
from goalsheet.layout.measure_headings import FIGURED, said

#: Fields whose cells are numbers, with what the heading of one may be.
FIGURES = ("target", "current", "baseline", "percent")
#: Other fields, taken from what headings mean in tables of any kind.
OTHERS = (
    "owner", "unit", "weight", "score", "status", "health", "due", "notes", "id", "direction", "goal", "confidence",
    "team", "start",
)  # fmt: skip
#: A text with a number that is no longer than this is an amount.
SHORT = 15
#: A heading that says the one more plainly does not say the other: the author of a book is no owner.
STRONGER = {"owner": "author"}
#: What a column beside periods says of them all, which is no target or share of its own.
AIMS = ("target", "baseline", "percent")
SUMS = frozenset({"cumulative", "average", "difference", "share"})
#: A text with an amount in it: `< 5`, `≥ 99.5 %`, `3,600 (900/quarter)`.
_AMOUNT = re.compile(r"\d")
_DATE = re.compile(r"\d{1,4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,4}.{0,10}")
_LEADING = re.compile(r"\s*(?:[<>≤≥~±=]=?|[^\W\d]{1,12}\.?)?\s*[€$£¥+-]?\s?\d")


@dataclass(frozen=True)
class Roles:
    """Field -> column, how sure each is, and the column that says whether a row is plan or fact (`basis`)."""

    columns: Mapping[str, int]
    sure: Mapping[str, float]
    basis: int = 0
    kinds: int = 0

    def get(self, name: str) -> int:
        return self.columns.get(name, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is no period: its heading and what its cells hold."""

    number: int
    heading: str
    cells: Evidence
    amounts: float  # the part of its filled cells that hold an amount
    dated: float  # the part that are dates
    leading: float  # the part that are numbers, or begin with one

    @property
    def numeric(self) -> float:
        return self.cells.share(self.cells.numbers)


def column(grid: Grid, number: int, heading: str, cells: Evidence, rows: Sequence[int]) -> Column:
    values = [value for row in rows if (value := grid.value(row, number)) is not None]
    amounts = sum(is_number(v) or (isinstance(v, str) and len(v) <= 60 and bool(_AMOUNT.search(v))) for v in values)
    dates = sum(is_date(v) or (isinstance(v, str) and bool(_DATE.fullmatch(v.strip()))) for v in values)
    leading = sum(is_number(v) or (isinstance(v, str) and bool(_LEADING.match(v))) for v in values)
    count = max(1, len(values))
    return Column(number, heading, cells, amounts / count, dates / count, leading / count)


def roles(grid: Grid, columns: Sequence[Column], rows: Sequence[int], periods: bool) -> Roles:
    """The best reading of the columns; without a name there is none. `periods`: numbers stand under periods, too."""
    basis = next((c.number for c in columns if _is_basis(grid, c.number, rows)), 0)
    kinds = next((c.number for c in columns if _is_kinds(grid, c.number, rows)), 0)
    free = [c for c in columns if c.number not in (basis, kinds)]
    claims = sorted(
        (
            (score, -c.number, name)
            for c in free
            for name, score in _claims(c).items()
            if score >= 0.3 and not (periods and name in AIMS and _sums_up(c.heading))
        ),
        reverse=True,
    )
    taken: dict[str, int] = {}
    sure: dict[str, float] = {}
    for score, number, name in claims:
        if name not in taken and -number not in taken.values():
            taken[name], sure[name] = -number, round(min(score, 1.0), 2)
    return _named(free, taken, sure, basis, kinds)


def _sums_up(heading: str) -> bool:
    """`Total`, `YTD`, `Total 4,200`: what stands beside periods and sums them up."""
    tokens = key(heading).split()
    return bool(tokens) and (measure_words.basis(heading) in SUMS or measure_words.basis(tokens[0]) == "cumulative")


def _claims(c: Column) -> Mapping[str, float]:
    """What a column may be, and how surely."""
    found: dict[str, float] = {}
    for name in FIGURES:
        word = said(c.heading, name)
        fit = max(c.numeric, c.amounts * (0.9 if name != "percent" else 0.6)) if c.cells.filled else 0.5
        if name == "target" and c.leading < 0.5 and said(c.heading, "group") >= 0.9:
            continue  # texts headed as goals are goals
        if word and fit >= 0.3 and c.dated <= 0.3:
            found[name] = word * (0.5 + 0.5 * fit) + (0.02 if name == "target" else 0.0)
    meanings = {meaning.name: meaning.strength for meaning in heading_words.meanings(c.heading)}
    for name in OTHERS:
        strength = meanings.get(name, 0.0)
        own = {"goal": "group", "unit": "unit"}.get(name, "")
        if own:
            strength = max(strength, 0.9 * said(c.heading, own))
        if strength >= 0.45 and strength >= meanings.get(STRONGER.get(name, ""), 0.0) and _suits(name, c):
            found[name] = 0.9 * strength
    if c.cells.share(c.cells.texts) >= 0.5 and said(c.heading, "name"):
        found["key_result"] = 0.85 * said(c.heading, "name") * (0.6 + 0.4 * c.cells.share(c.cells.texts))
    for name in ("key_result", "metric"):
        if meanings.get(name, 0.0) >= (0.45 if not found else 0.9) and c.cells.share(c.cells.texts) >= 0.5:
            found["key_result"] = max(found.get("key_result", 0.0), 0.95 * meanings[name])
    return found


def _suits(name: str, c: Column) -> bool:
    if not c.cells.filled:
        return True
    if name == "goal" and c.amounts >= 0.5 and c.cells.length <= SHORT:
        return False  # "< 4", "≥ 99.5 %" are targets
    if name in ("owner", "goal", "team", "unit", "notes", "direction"):
        return c.numeric < 0.5 and not (name == "owner" and c.cells.length > 60)
    if name in ("due", "start"):
        return c.cells.share(c.cells.dates, c.cells.text_dates) >= 0.5
    if name in ("weight", "confidence"):
        return c.amounts >= 0.5
    if name == "score":  # marks from 1 to 5 are none
        return c.cells.share(c.cells.fractions, c.cells.percent_texts) >= 0.9
    if name == "id":
        return c.cells.share(c.cells.codes, c.cells.numbers) >= 0.7
    return name not in ("status", "health") or (c.cells.length <= 40 and c.amounts < 0.5)


def _named(free: Sequence[Column], taken: dict[str, int], sure: dict[str, float], basis: int, kinds: int) -> Roles:
    """The roles with a name: the column headed so, else the first of distinct texts; a goal column may have to do."""
    own = next((c for c in free if c.number == taken.get("goal")), None)
    if own is not None and sure.get("key_result", 0.0) < 0.6 and _is_own(own, taken):
        taken["key_result"], sure["key_result"] = taken.pop("goal"), sure.pop("goal")
    if "key_result" not in taken and _described(free, taken):
        taken["key_result"], sure["key_result"] = taken.pop("notes"), sure.pop("notes")
    if "key_result" not in taken:
        of_text = [
            c for c in free
            if c.number not in taken.values() and c.cells.share(c.cells.texts) >= 0.6 and c.cells.filled
            and not c.cells.links and not _says_other(c.heading)
        ]  # fmt: skip
        best = max(of_text, key=_likely_name, default=None)
        instead = next((name for name in ("goal", "owner", "team") if name in taken), "")
        if best is not None and not (instead and best.cells.filled < 0.5 * best.cells.rows):
            taken["key_result"], sure["key_result"] = best.number, 0.6
        elif instead == "owner":
            taken["key_result"], sure["key_result"] = taken["owner"], 0.6
        elif instead:
            taken["key_result"] = taken.pop(instead)
            sure["key_result"] = sure.pop(instead)
    name = next((c for c in free if c.number == taken.get("key_result")), None)
    if "owner" not in taken and name is not None and _names_people(name):
        taken["owner"], sure["owner"] = name.number, 0.7
    if "goal" not in taken and "key_result" in taken:
        group = _group(free, taken)
        if group:
            taken["goal"], sure["goal"] = group, 0.5
    return Roles(taken, sure, basis, kinds)


def _likely_name(c: Column) -> tuple[float, float, int]:
    """Names are many, all different, and longer than other texts."""
    return round(1 - c.cells.repeats, 1) * c.cells.filled, min(c.cells.length // 8, 5), -c.number


def _says_other(heading: str) -> bool:
    """Whether a heading plainly says something that no name is: an author, a place, a note."""
    meant = heading_words.meanings(heading)
    return bool(meant) and meant[0].strength >= 0.9 and meant[0].name not in (*FIGURED, "step", "milestone", "name")


def _is_own(goal: Column, taken: Mapping[str, int]) -> bool:
    """Whether a goal column names the rows themselves: each its own, left of the figures."""
    cells = goal.cells
    figures = [taken[name] for name in FIGURES if name in taken]
    return cells.filled >= 0.9 * cells.rows and cells.repeats < 0.1 and goal.number < min(figures, default=10_000)


def _described(free: Sequence[Column], taken: Mapping[str, int]) -> bool:
    """Whether a description left of all figures is what the rows are called by."""
    notes = next((c for c in free if c.number == taken.get("notes")), None)
    figures = [taken[name] for name in FIGURES if name in taken]
    return notes is not None and notes.cells.filled >= 0.8 * notes.cells.rows and notes.number < min(figures, default=0)


def _names_people(c: Column) -> bool:
    """Whether the rows are called by people, each with a target: by their heading, or by it and their names."""
    meant = {m.name: m.strength for m in heading_words.meanings(c.heading)}
    people = c.cells.share(c.cells.persons) >= 0.9
    if said(c.heading, "name") >= 0.6 and key(c.heading) not in measure_words.words("columns", "person"):
        return False
    return meant.get("owner", 0.0) >= 0.6 or (people and key(c.heading) in measure_words.words("columns", "person"))


def _group(free: Sequence[Column], taken: Mapping[str, int]) -> int:
    """The nearest column of texts left of the names that is nothing else: what the names belong to."""
    name = taken["key_result"]
    left = [
        c.number for c in free
        if c.number < name and c.number not in taken.values() and not c.cells.links and not _says_other(c.heading)
        and c.cells.share(c.cells.texts) >= 0.8 and c.cells.length >= 3
    ]  # fmt: skip
    return max(left, default=0)


def _is_basis(grid: Grid, number: int, rows: Sequence[int]) -> bool:
    """Whether a column says of each row whether it is plan or fact."""
    values = [text(value) for row in rows if isinstance(value := grid.value(row, number), str)]
    kinds = [measure_words.basis(value) for value in values]
    known = [kind for kind in kinds if kind]
    return len(values) >= 2 and len(known) >= 0.8 * len(values) and {"planned", "actual"} <= set(known)


def _is_kinds(grid: Grid, number: int, rows: Sequence[int]) -> bool:
    """Whether a column says of each row that it is an objective or a key result."""
    values = [key(text(value)) for row in rows if isinstance(value := grid.value(row, number), str)]
    kinds = [row_kind(value) for value in values]
    return len(values) >= 2 and all(kinds) and {"objective", "key_result"} <= set(kinds)


def row_kind(word: str) -> str:
    """What a row is by the word of a kind column or the first word of its text."""
    return next((kind for kind in ("objective", "key_result", "task") if word in measure_words.words("rows", kind)), "")
