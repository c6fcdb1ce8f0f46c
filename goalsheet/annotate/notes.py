"""Findings as notes at their cells: all that is wrong with a cell in one note."""

from collections.abc import Iterator

from goalsheet.cells import CellRef
from goalsheet.findings import Finding
from goalsheet.review import Review
from goalsheet.workbook.edits import Note


def notes(review: Review) -> Iterator[Note]:
    by_cell: dict[CellRef, list[Finding]] = {}
    for finding in review.findings:
        if finding.cell is not None:
            by_cell.setdefault(finding.cell, []).append(finding)
    for cell in sorted(by_cell):
        yield Note(cell, "\n".join(_line(finding) for finding in by_cell[cell]))


def _line(finding: Finding) -> str:
    hint = f"\n→ {finding.hint}" if finding.hint else ""
    return f"{str(finding.severity).capitalize()}: {finding.message} [{finding.code}]{hint}"
