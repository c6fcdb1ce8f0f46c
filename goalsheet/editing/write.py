"""Writing into a workbook, and taking it out again: the door to the package editor.

`apply` and `strip` are pure functions of bytes; `annotate` and `clean` do the same with files.
"""

from pathlib import Path

from goalsheet import files
from goalsheet.editing import undo_log
from goalsheet.editing.apply_edits import Assembly
from goalsheet.editing.edits import Edits, Outcome
from goalsheet.editing.remove import without_ours
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import container
from goalsheet.ooxml.package import Package
from goalsheet.reading.delimited import SUFFIXES


def apply(data: bytes, edits: Edits, copy_of: str = "") -> tuple[bytes, Outcome]:
    """The workbook with exactly these edits in it; what an earlier run wrote is refreshed, never doubled.

    `copy_of` is remembered: the result is to be a copy of the workbook of that name.

    Raises GoalsheetError for what can't be edited (encrypted, cut short, not an .xlsx); nothing is half done.
    """
    wanted = {(block.sheet.casefold(), block.heading_row) for block in edits.blocks}
    base, before = without_ours(data, wanted=wanted)
    package = Package(base)
    if edits == Edits():
        return strip(data), Outcome(base != data, remarks=before.remarks)
    result, outcome = Assembly(package, before).run(edits, copy_of)
    new = container.write(result)
    return new, Outcome(new != data, outcome.unplaced, outcome.remarks, outcome.kept)


def strip(data: bytes) -> bytes:
    """The workbook without anything of ours: byte for byte, in all parts, what it was if nobody saved it since."""
    return without_ours(data, for_good=True)[0]


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


def annotate_as_xlsx(path: Path, made: bytes, edits: Edits, output: Path, digest: str | None = None) -> Outcome:
    """Put the edits into a workbook at `output`; `made` are the bytes of one that holds what the file at `path` does.

    `digest` is as for `annotate`. Raises GoalsheetError where `output` is anything but such a workbook that nobody has
    saved since.
    """
    if output.suffix.lower() != ".xlsx":
        raise GoalsheetError(f"{output} has to end in .xlsx", f"{path.name} itself can't hold verdicts.")
    _refuse_if_not_of(output, path)
    data = files.load(path, digest)
    new, outcome = apply(made, edits, path.name)
    files.store(path, data, new, output, None)
    return outcome


def clean(path: Path, output: Path | None = None) -> Outcome:
    """Take everything of ours out of the workbook at `path`, or write a copy without it to `output`."""
    if path.suffix.lower() in SUFFIXES:
        verdicts = path.with_suffix(".xlsx").name
        raise GoalsheetError(f"{path} is text: nothing of goalsheet's is in it", f"Verdicts on it stand in {verdicts}.")
    if output is not None:
        _refuse_if_taken(output, path)
    data = files.load(path)
    new, before = without_ours(data, for_good=True)
    files.store(path, data, new, output, None)
    return Outcome(new != data, remarks=before.remarks, kept=tuple(sorted(before.kept)))


def _refuse_if_taken(output: Path, path: Path) -> None:
    """A copy may replace nothing but an earlier copy of the same workbook that nobody has saved since."""
    if output.suffix.lower() != path.suffix.lower():
        raise GoalsheetError(f"{output} has to end in {path.suffix}", "A copy is a workbook of the same kind.")
    if not files.same(output, path):
        _refuse_if_not_of(output, path)


def _refuse_if_not_of(output: Path, path: Path) -> None:
    if output.exists() and copy_of(output) != path.name:
        raise GoalsheetError(
            f"{output} exists already and is no untouched copy of {path.name}",
            "Choose another name with --output; nothing is overwritten.",
        )


def copy_of(path: Path) -> str:
    """The name of the workbook that this file is a copy of, as we left it; empty where it is anything else."""
    try:
        package = Package(files.load(path))
    except GoalsheetError:
        return ""
    keys = undo_log.find(package)
    found = undo_log.load(package, keys[0]) if keys else undo_log.UndoLog()
    return found.copy_of if undo_log.restored(package, found) is not None else ""


__all__ = ["annotate", "annotate_as_xlsx", "apply", "clean", "copy_of", "loses_signature", "strip"]
