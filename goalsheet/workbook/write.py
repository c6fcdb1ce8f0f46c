"""Writing into a workbook, and taking it out again: the door to the package editor.

`apply`, `strip` and `find_ours` are pure functions of bytes; `annotate` and `clean` do the same with files.
"""

from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.workbook import book, container, files, marks, record
from goalsheet.workbook.assemble import Assembly
from goalsheet.workbook.edits import Edits, Outcome
from goalsheet.workbook.model import Ours
from goalsheet.workbook.package import Package
from goalsheet.workbook.takeout import taken_out


def apply(data: bytes, edits: Edits, copy_of: str = "") -> tuple[bytes, Outcome]:
    """The workbook with exactly these edits in it; what an earlier run wrote is refreshed, never doubled.

    `copy_of` is remembered: the result is to be a copy of the workbook of that name.

    Raises GoalsheetError for what can't be edited (encrypted, cut short, not an .xlsx); nothing is half done.
    """
    base, before = taken_out(data)
    package = Package(base)
    if edits == Edits():
        return strip(data), Outcome(base != data, remarks=before.remarks)
    result, outcome = Assembly(package, before).run(edits, copy_of)
    new = container.write(result)
    return new, Outcome(new != data, outcome.unplaced, outcome.remarks, outcome.kept)


def strip(data: bytes) -> bytes:
    """The workbook without anything of ours: byte for byte, in all parts, what it was if nobody saved it since."""
    return taken_out(data, for_good=True)[0]


def find_ours(data: bytes) -> Ours:
    """Our sheets and columns in a workbook, wherever they are now; nothing where it is no .xlsx package."""
    try:
        package = Package(data)
        places = marks.places(package)
    except GoalsheetError:
        return Ours()
    columns: dict[str, set[int]] = {}
    copied = [(mark.sheet, mark.area) for mark in places.copies if mark.kind == "column"]
    for sheet, area in (*places.columns.values(), *copied):
        columns.setdefault(sheet, set()).update(range(area.first_column, area.last_column + 1))
    sheets = places.sheets | {
        f"{mark.keys[0]} ({mark.sheet})": mark.sheet for mark in places.copies if mark.kind == "sheet"
    }
    names = {info.name.casefold(): info.name for info in book.sheets_of(package)}
    return Ours(
        {key: names.get(sheet.casefold(), sheet) for key, sheet in sheets.items()},
        {names.get(sheet.casefold(), sheet): frozenset(found) for sheet, found in columns.items()},
    )


def loses_signature(data: bytes) -> bool:
    """Whether the package is signed: any change ends a signature, so this is to be said before."""
    return Package(data).signed


def annotate(
    path: Path, edits: Edits, output: Path | None = None, backup: Path | None = None, digest: str | None = None
) -> Outcome:
    """Put the edits into the workbook at `path`, or into a copy of it at `output`.

    `backup` gets the workbook as it was, unless it is there already. `digest` is `files.digest` of the bytes that the
    edits were made for: where the file is another one by now, it is left alone.
    """
    if output is not None:
        _refuse_if_taken(output, path)
    data = files.load(path, digest)
    new, outcome = apply(data, edits, path.name if output is not None else "")
    files.store(path, data, new, output, backup)
    return outcome


def clean(path: Path, output: Path | None = None) -> Outcome:
    """Take everything of ours out of the workbook at `path`, or write a copy without it to `output`."""
    if output is not None:
        _refuse_if_taken(output, path)
    data = files.load(path)
    new, before = taken_out(data, for_good=True)
    files.store(path, data, new, output, None)
    return Outcome(new != data, remarks=before.remarks, kept=tuple(sorted(before.kept)))


def _refuse_if_taken(output: Path, path: Path) -> None:
    """A copy may replace nothing but an earlier copy of the same workbook that nobody has saved since."""
    if output.suffix.lower() != path.suffix.lower():
        raise GoalsheetError(f"{output} has to end in {path.suffix}", "A copy is a workbook of the same kind.")
    if output.exists() and not files.same(output, path) and _copy_of(output) != path.name:
        raise GoalsheetError(
            f"{output} exists already and is no untouched copy of {path.name}",
            "Choose another name; nothing is overwritten.",
        )


def _copy_of(path: Path) -> str:
    """The name of the workbook that this file is a copy of, as we left it; empty where it is anything else."""
    try:
        package = Package(files.load(path))
    except GoalsheetError:
        return ""
    key = record.find(package)
    found = record.load(package, key) if key else record.Record()
    return found.copy_of if record.restored(package, found) is not None else ""


__all__ = ["annotate", "apply", "clean", "find_ours", "loses_signature", "strip"]
