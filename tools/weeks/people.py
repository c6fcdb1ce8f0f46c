"""Which edits a person makes in a week: chosen by chance, the same for the same seed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.weeks.edits import Copy, Edit, Insert, Move, Put, Swap, Theirs, Value

#: Another table, wider than most of ours and with words and numbers that we write too.
OTHER: tuple[tuple[Value, ...], ...] = (
    ("Supplier", "Contact", "Priority", "Effort", "Notes", "Status", "Share"),
    ("Print shop", "Di", "high", 5.0, "has the contract", "on track", 0.5),
    ("Band", "Ed", "low", 2.0, "ask the school", "at risk", 1.0),
    ("Caterer", "Fi", "low", 1.0, "two languages", "not started", 0.0),
)


@dataclass(frozen=True)
class Scene:
    """What a person sees: the plan's sheet, its heading row and rows, its last column, and our columns (1-based)."""

    sheet: str
    heading: int
    rows: tuple[int, ...]
    last: int
    ours: tuple[int, ...]
    merged: bool


Choice = Callable[[Scene, Theirs, int], Iterator[Edit]]


def _table_above(scene: Scene, _: Theirs, week: int) -> Iterator[Edit]:
    yield Insert(scene.sheet, "rows", 1, len(OTHER) + 2)
    yield from _table(scene.sheet, 1, 1, week)


def _table_beside(scene: Scene, theirs: Theirs, week: int) -> Iterator[Edit]:
    last = max((c for sheet, _, c in theirs.cells if sheet == scene.sheet), default=1)
    yield from _table(scene.sheet, scene.heading, max(last, *scene.ours, 1) + 1 + week % 2, week)


def _table_left(scene: Scene, _: Theirs, week: int) -> Iterator[Edit]:
    yield Insert(scene.sheet, "columns", 1, len(OTHER[0]) + 1)
    yield from _table(scene.sheet, scene.heading, 1, week)


def _table_below(scene: Scene, theirs: Theirs, week: int) -> Iterator[Edit]:
    last = max((r for sheet, r, _ in theirs.cells if sheet == scene.sheet), default=1)
    yield from _table(scene.sheet, last + 3, max(1, scene.last - 2), week)


def _table(sheet: str, row: int, column: int, week: int) -> Iterator[Edit]:
    for r, values in enumerate(OTHER, row):
        for c, value in enumerate(values, column):
            yield Put(sheet, r, c, f"{value} {week}" if r > row and c == column else value)


def _sorted(scene: Scene, _: Theirs, week: int) -> Iterator[Edit]:
    if len(scene.rows) > 1 and not scene.merged:
        one, other = random.Random(week).sample(scene.rows, 2)
        yield Swap(scene.sheet, one, other, 1, max(scene.last, *scene.ours, 1))


def _moved(scene: Scene, _: Theirs, _week: int) -> Iterator[Edit]:
    if scene.last > 2 and not scene.merged:
        yield Move(scene.sheet, scene.last, scene.last - 1)


def _copied(scene: Scene, _: Theirs, week: int) -> Iterator[Edit]:
    yield Copy(scene.sheet, f"Copy {week}")


def _renamed(scene: Scene, _: Theirs, week: int) -> Iterator[Edit]:
    """A heading of ours; it stays ours."""
    for column in scene.ours[-1:]:
        yield Put(scene.sheet, scene.heading, column, f"Ampel {week}", ours=True)


def _own_words(scene: Scene, _: Theirs, week: int) -> Iterator[Edit]:
    for column in scene.ours[:1]:
        for row in scene.rows[:1]:
            yield Put(scene.sheet, row, column, f"called them in week {week}")


def _new_row(scene: Scene, theirs: Theirs, week: int) -> Iterator[Edit]:
    if not scene.rows:
        return
    row = scene.rows[-1] + 1
    if not any(sheet == scene.sheet and r == row for sheet, r, _ in theirs.cells):
        for column in range(1, scene.last + 1):
            like = theirs.cells.get((scene.sheet, scene.rows[-1], column))
            if isinstance(like, str) and not like.startswith("="):
                yield Put(scene.sheet, row, column, f"{like} {week}")


CHOICES: tuple[Choice, ...] = (
    _table_above, _table_beside, _table_left, _table_below, _sorted, _moved, _copied, _renamed, _own_words, _new_row,
)  # fmt: skip


def week_of(scene: Scene, theirs: Theirs, week: int, seed: int) -> list[Edit]:
    """One or two things that a person does in a week, those that move cells last."""
    chosen = random.Random(f"{seed} {week}").sample(CHOICES, 2)
    chosen.sort(key=lambda choice: choice in (_table_above, _table_left, _moved))
    return [edit for choice in chosen for edit in choice(scene, theirs, week)]
