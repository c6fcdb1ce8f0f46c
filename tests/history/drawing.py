"""Plans drawn as pipe tables, as the snapshots that are compared; and two drawn versions compared as `diff` does."""

from datetime import date
from pathlib import Path

from goalsheet.history.model import Changes, Snapshot
from goalsheet.history.snapshots import outlines
from goalsheet.layout import find
from goalsheet.plan.parse import parse
from goalsheet.review import review
from goalsheet.settings import Settings
from tests.support.drawn import draw_file, drawn

DAY = date(2026, 11, 20)


def items(text: str) -> tuple[Snapshot, ...]:
    book = drawn(text)
    return outlines(parse(book, find(book), Settings()), DAY)


def compared(old: str, new: str, folder: Path, day: date = DAY) -> Changes:
    """What `goalsheet diff OLD NEW --as-of DAY` finds."""
    before, after = draw_file(old, folder / "old.xlsx"), draw_file(new, folder / "new.xlsx")
    return review(after, day, day, copy=before).changes


def told(changes: Changes) -> list[str]:
    return [f"{c.kind}: {c.name}: {c.sentence}" for c in changes.changes]
