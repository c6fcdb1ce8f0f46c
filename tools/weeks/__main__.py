"""Weeks of use: people edit real plan workbooks, programs save them, goalsheet reports, and at the end all is clean.

    python -m tools.weeks FOLDER [--books 12] [--weeks 6] [--hands libreoffice openpyxl untouched] [--seed 1]

Each week a person does one or two things (a table put above, beside, left of or below the plan, rows sorted, columns
moved, the sheet copied, a heading of ours renamed, own words in our cells, a new row), a program saves, and a report
is written into the workbook. Every cell of the user's is then compared with what the edits made of it, and its look
with what it was before the report. At the end `clean` must leave just the user's cells, and nothing of ours anywhere.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from goalsheet.annotate import annotations
from goalsheet.editing import write
from goalsheet.errors import GoalsheetError
from goalsheet.reading.ours import find_ours
from goalsheet.review import review
from tools.weeks import compare
from tools.weeks.edits import Edit, Theirs
from tools.weeks.hands import by_libreoffice, by_openpyxl
from tools.weeks.people import Scene, week_of

FIRST = date(2026, 3, 2)
_LARGEST = 120_000  # bytes: LibreOffice takes its time
Hands = Callable[[Mapping[Path, Sequence[Edit]], Path], None]


@dataclass
class Book:
    """One workbook over the weeks: what is the user's, and what was found wrong."""

    path: Path
    theirs: Theirs = field(default_factory=Theirs)
    verdicts: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    reports: int = 0
    refused: int = 0
    cells: int = 0


def report(book: Book, week: int) -> None:
    """One report, and what it did to the user's cells."""
    before = compare.seen_in(book.path)
    book.theirs.cells = {
        k: before.cells[k] for k in book.theirs.cells if k in before.cells
    }  # as the program saved them
    day = FIRST + timedelta(weeks=week)
    try:
        seen = review(book.path, day, day)
        new, _ = write.apply(book.path.read_bytes(), annotations(seen))
    except GoalsheetError as error:
        book.refused += 1
        print(f"  {book.path.name} week {week}: refused, {error.message.rpartition('/')[2]}")
        return
    book.path.write_bytes(new)
    book.reports += 1
    book.cells += len(book.theirs.cells)
    after = compare.seen_in(book.path)
    now = after.cells
    found = compare.harmed(book.theirs, now) + compare.doubled(now, after.names)
    found += [f"look of {key}" for key in book.theirs.cells if after.looks.get(key) != before.looks[key]]
    book.wrong += [f"week {week}: {what}" for what in found]
    sheets = {sheet for sheet, _, _ in book.theirs.cells}
    book.verdicts |= {
        str(v) for k, v in now.items() if k[0] in sheets and k not in book.theirs.cells and len(str(v)) > 30
    }


def scene(book: Book, day: date) -> Scene | None:
    """What a person sees of the plan; nothing where no plan is found any more."""
    try:
        layout = review(book.path, day, day).plan.layout
    except GoalsheetError:
        return None
    table = layout.tables[0]
    ours = find_ours(book.path.read_bytes())
    rows = tuple(row.number for row in table.rows)
    name = table.sheet.name
    return Scene(
        name, table.heading_rows[-1], rows, table.last_column, tuple(sorted(ours.columns.get(name, ()))),
        bool(table.sheet.merged),
    )  # fmt: skip


def cleaned(book: Book) -> None:
    """Take everything of ours out, and look what is left."""
    book.path.write_bytes(write.strip(book.path.read_bytes()))
    now = compare.seen_in(book.path).cells
    book.wrong += [f"clean: {what}" for what in compare.harmed(book.theirs, now)]
    book.wrong += [f"clean left {key}: {value!r}" for key, value in now.items() if key not in book.theirs.cells]
    theirs = "\n".join(str(value) for value in book.theirs.cells.values())
    sentences = {text for text in book.verdicts if text not in theirs}
    book.wrong += [f"clean left {what}" for what in compare.left_behind(book.path, sentences, book.named)]


def openpyxl_hands(todo: Mapping[Path, Sequence[Edit]], _folder: Path) -> None:
    for path, edits in todo.items():
        by_openpyxl(path, edits)


def untouched(_todo: Mapping[Path, Sequence[Edit]], _folder: Path) -> None:
    """Nobody edits or saves between two reports."""


HANDS: Mapping[str, Hands] = {"libreoffice": by_libreoffice, "openpyxl": openpyxl_hands, "untouched": untouched}


def run(paths: Sequence[Path], hands: str, weeks: int, seed: int, folder: Path) -> list[Book]:
    """All weeks of these workbooks in one program's hands."""
    books = [Book(Path(shutil.copy(path, folder / f"{path.stem}.xlsx"))) for path in paths]
    HANDS[hands]({book.path: () for book in books}, folder)  # so that what the program changes is no finding
    for book in books:
        book.theirs.cells, book.named = compare.seen_in(book.path).cells, compare.named(book.path)
    for week in range(1, weeks + 1):
        for book in books:
            report(book, week)
        if hands != "untouched" and week < weeks:
            HANDS[hands]({book.path: _edits(book, week, seed + n) for n, book in enumerate(books)}, folder)
    if hands != "untouched":
        HANDS[hands]({book.path: () for book in books}, folder)
    for book in books:
        cleaned(book)
    return books


def _edits(book: Book, week: int, seed: int) -> list[Edit]:
    """What the person does this week, which `book.theirs` follows."""
    seen = scene(book, FIRST + timedelta(weeks=week))
    edits = week_of(seen, book.theirs, week, seed) if seen else []
    for edit in edits:
        book.theirs.apply(edit)
    return edits


def _spread(paths: Sequence[Path]) -> list[Path]:
    """The same files, every tenth first."""
    return [path for start in range(10) for path in paths[start::10]]


def _is_read(path: Path) -> bool:
    try:
        review(path, FIRST, FIRST)
    except GoalsheetError:
        return False
    return path.stat().st_size < _LARGEST


def main() -> int:
    """Print a line for each program, and what was wrong; exit status 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--books", type=int, default=12)
    parser.add_argument("--weeks", type=int, default=6)
    parser.add_argument("--hands", nargs="+", choices=list(HANDS), default=list(HANDS))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    paths = list(islice(filter(_is_read, _spread(sorted(args.folder.glob("*.xlsx")))), args.books))
    wrong = 0
    for hands in args.hands:
        with tempfile.TemporaryDirectory() as folder:
            books = run(paths, hands, args.weeks, args.seed, Path(folder))
        for book in books:
            for what in book.wrong[:8]:
                print(f"  {book.path.name} ({hands}) {what}")
        wrong += sum(bool(book.wrong) for book in books)
        reports, cells = sum(b.reports for b in books), sum(b.cells for b in books)
        refused, bad = sum(b.refused for b in books), sum(bool(b.wrong) for b in books)
        told = f"{len(books)} workbooks, {reports} reports ({refused} refused), {cells} cells compared, {bad} wrong"
        print(f"{hands}: {told}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
