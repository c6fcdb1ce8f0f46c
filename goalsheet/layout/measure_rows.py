"""The rows of a table of measures: objectives, key results under them, tasks, and which row holds plan or fact."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import heading_words, measure_words, skip_reasons
from goalsheet.layout.grid import Grid, is_figure, is_number, text
from goalsheet.layout.heading_words import key
from goalsheet.layout.measure_columns import row_kind
from goalsheet.layout.measure_head import Head
from goalsheet.layout.measure_heads import is_again
from goalsheet.layout.table import LeftOut

Place = tuple[int, int]
#: `KR1:`, `O 2 -`, `Key result 1.2)`; a word alone with its colon counts, too.
_PREFIX = re.compile(r"\W*([^\W\d_][^\d:.\-–)]{0,22}?)\s*[#.\-]?\s*(\d+(?:[.\-]\d+)*)?\s*([:.\-–—)]|\s|$)")
_OUTLINE = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
#: A longer text without figures is a note.
LONGEST = 250


@dataclass(frozen=True)
class Item:
    """A key result (or a task, or an objective): where its name and objective stand, and its rows by what they hold."""

    kind: str  # objective, key_result or task
    row: int
    name: Place
    goal: Place | None = None
    rows: Mapping[str, int] = field(default_factory=dict)  # planned, actual


def items(grid: Grid, head: Head) -> tuple[Sequence[Item], Sequence[LeftOut]]:
    """Everything the rows below a heading name, from top to bottom, and the rows left out."""
    found: list[Item] = []
    left: list[LeftOut] = []
    for row in head.body:
        if not grid.filled(row):
            continue
        if is_again(grid, row, head.rows[-1]):
            left.append(LeftOut(row, skip_reasons.HEADING_AGAIN))
            continue
        one = _item(grid, head, row, found)
        if isinstance(one, Item):
            found.append(one)
        elif one is not None:
            left.append(LeftOut(row, one))
    return _under_goals(grid, head, _without_lone(found, left)), left


def _item(grid: Grid, head: Head, row: int, before: list[Item]) -> Item | LazyText | None:
    """What a row is; None for one that goes on with the item above it, which then learns of it."""
    name = _name(grid, head, row)
    label = measure_words.basis(text(grid.value(row, head.roles.basis))) if head.roles.basis else ""
    if name is None or (head.roles.basis and before and _goes_on(grid, before[-1], name, row, label)):
        if label and before and before[-1].kind == "key_result":
            if label in ("planned", "actual"):
                before[-1] = replace(before[-1], rows={label: row, **before[-1].rows})
            return None
        return skip_reasons.NAMELESS
    said = text(grid.value(*name))
    kind = _kind(grid, head, row, said)
    if key(said) in heading_words.cell_words("total"):
        return skip_reasons.TOTAL
    if not kind:
        return skip_reasons.NOTE
    return Item(kind, row, name, rows={label: row} if label in ("planned", "actual") else {})


def _goes_on(grid: Grid, last: Item, name: Place, row: int, label: str) -> bool:
    """Whether a row says something else of the item above it: its name is merged, or written again."""
    if name == last.name:
        return name[0] < row
    again = key(text(grid.value(*name))) == key(text(grid.value(*last.name)))
    return again and bool(label) and label not in last.rows and last.kind == "key_result"


def _name(grid: Grid, head: Head, row: int) -> Place | None:
    """Where the row's name stands: in its column, also merged from above; a text left of it heads the rows below."""
    column = head.roles.get("key_result")
    place = grid.anchor(row, column)
    value = grid.value(*place)
    if isinstance(value, str) or (is_number(value) and place[1] == column and _figures(grid, head, row)):
        return place if place[0] == row or head.roles.basis else None
    goal = head.roles.get("goal")
    lefts = [goal] if goal else []
    lefts += [c for c in range(1, column) if c not in head.roles.columns.values() and c != head.roles.basis]
    for left in lefts:
        if isinstance(grid.value(row, left), str) and not _figures(grid, head, row):
            return (row, left)
    return None


def _kind(grid: Grid, head: Head, row: int, said: str) -> str:
    """Objective, key result or task: as a column or the text's first word says; else by whether it has figures."""
    typed = row_kind(key(text(grid.value(row, head.roles.kinds)))) if head.roles.kinds else ""
    kind = typed or prefix(said)
    figures = _figures(grid, head, row)
    if kind == "objective" and not typed and _aimed(grid, head, row):
        kind = ""
    if kind:
        return kind
    if figures:
        return "key_result"
    if len(said) > LONGEST:
        return ""
    others = {name for name, column in head.roles.columns.items() if column and grid.value(row, column) is not None}
    bare = others <= {"key_result", "goal", "owner", "weight", "score", "percent", "id", "notes", "team"}
    return "objective" if bare else "key_result"


def _aimed(grid: Grid, head: Head, row: int) -> bool:
    """Whether a row has a target of its own, as an objective that stands for its only key result may."""
    return _is_figure(grid.value(row, head.roles.get("target"))) if head.roles.get("target") else False


def prefix(said: str) -> str:
    """What the first word of a text says its row is, where a number or colon follows.

    >>> prefix("KR1: Sign 40"), prefix("O2 - Fast support"), prefix("Objective: Grow"), prefix("Goals for all")
    ('key_result', 'objective', 'objective', '')
    """
    match = _PREFIX.match(said)
    if not match or not (match[2] or match[3] in (":", "：")):
        return ""
    return row_kind(key(match[1])) if len(said) > match.end() else ""


def _figures(grid: Grid, head: Head, row: int) -> bool:
    """Whether a row holds a number (or a text with one) under a period or as target, value or baseline."""
    columns = [c for name in ("target", "current", "baseline") if (c := head.roles.get(name))]
    if any(_is_figure(grid.value(row, column)) for column in columns):
        return True
    return any(is_figure(v) or isinstance(v, bool) for c in head.slots if (v := grid.value(row, c)) is not None)


def _is_figure(value: CellValue) -> bool:
    return is_number(value) or (isinstance(value, str) and bool(re.search(r"\d", value)))


# Under which objective


def _without_lone(found: Sequence[Item], left: list[LeftOut]) -> Sequence[Item]:
    """The items less objectives that nothing stands under: notes, or the next title."""
    kept = []
    for i, one in enumerate(found):
        after = found[i + 1].kind if i + 1 < len(found) else ""
        if one.kind == "objective" and after in ("", "objective") and not (after and _deeper(found, i)):
            left.append(LeftOut(one.row, skip_reasons.LONE_HEADING))
        else:
            kept.append(one)
    return kept


def _deeper(found: Sequence[Item], i: int) -> bool:
    """Whether an objective is followed by another in a column further right: a group of objectives."""
    return found[i + 1].name[1] > found[i].name[1]


def _under_goals(grid: Grid, head: Head, found: Sequence[Item]) -> Sequence[Item]:
    """Each item with the place of its objective: its goal column, the banner above it, or the number above its own."""
    numbered = _by_number(grid, head, found)
    column = head.roles.get("goal")
    banner = _above(grid, head) if any(one.kind == "objective" for one in found) else None
    stated: Place | None = None
    placed = []
    for one in found:
        if one.kind == "objective":
            banner, stated = one.name, None
            placed.append(one)
            continue
        if column:
            place = grid.anchor(one.row, column)
            stated = place if grid.value(*place) is not None else stated
        placed.append(replace(one, goal=stated or banner or numbered.get(one.row)))
    return placed


def _above(grid: Grid, head: Head) -> Place | None:
    """The lone text right above the heading, which names the first block where others have such a text, too."""
    texts = grid.filled(head.rows[0] - 1)
    column = next(iter(texts), 0)
    return (head.rows[0] - 1, column) if len(texts) == 1 and isinstance(texts[column], str) else None


def _by_number(grid: Grid, head: Head, found: Sequence[Item]) -> Mapping[int, Place]:
    """Row -> the name of the item whose number begins the row's own: 1 of 1.1, 6.1 of 6.1.2."""
    column = head.roles.get("id")
    if not column:
        return {}
    ids = {one.row: text(grid.value(one.row, column)) for one in found}
    numbers = {row: number for row, number in ids.items() if _OUTLINE.fullmatch(number)}
    names = {numbers[one.row]: one.name for one in reversed(found) if one.row in numbers}
    return {
        row: names[over] for row, number in numbers.items() if (over := number.rpartition(".")[0]) and over in names
    }


def objectives(found: Sequence[Item]) -> Iterator[Item]:
    return (one for one in found if one.kind == "objective")
