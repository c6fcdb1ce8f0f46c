"""Findings as notes at their cells: all that is wrong with a cell in one note."""

from collections.abc import Iterator

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Note
from goalsheet.findings import Finding, Severity
from goalsheet.language import Language, translatable
from goalsheet.review import Review

SAID = {
    Severity.ERROR: translatable("Error: {message}"),
    Severity.WARNING: translatable("Warning: {message}"),
    Severity.NOTE: translatable("Note: {message}"),
}


def notes(review: Review) -> Iterator[Note]:
    by_cell: dict[CellRef, list[Finding]] = {}
    for finding in review.findings:
        if finding.cell is not None:
            by_cell.setdefault(finding.cell, []).append(finding)
    for cell in sorted(by_cell):
        yield Note(cell, "\n".join(_line(finding, review.language) for finding in by_cell[cell]))


def _line(finding: Finding, lang: Language) -> str:
    hint = f"\n→ {lang.translate(finding.hint)}" if finding.hint else ""
    said = lang.say(SAID[finding.severity], message=finding.message)
    return f"{said} [{finding.code}]{hint}"
