"""From a review to what is written into the workbook."""

from collections.abc import Iterator

from goalsheet.annotate.columns import blocks
from goalsheet.annotate.findings_sheet import findings_sheet
from goalsheet.annotate.history_sheet import history_sheet
from goalsheet.annotate.notes import notes
from goalsheet.annotate.status_sheet import status_sheet
from goalsheet.editing.edits import Edits
from goalsheet.history.sheet import damaged_rows
from goalsheet.review import Review


def annotations(review: Review, report: str = "") -> Edits:
    """Everything one report writes: columns beside the items, notes at the findings, our own sheets.

    `report` is where its page is, seen from the workbook: `./goals-report/2026-11-20/report.html`.
    """
    return Edits(
        blocks=tuple(blocks(review)),
        notes=tuple(notes(review)),
        sheets=(status_sheet(review, report), findings_sheet(review), history_sheet(review)),
        remarks=tuple(_not_whole(review)),
    )


def _not_whole(review: Review) -> Iterator[str]:
    """What is to be said of rows of the report history that cannot be read any more."""
    for place, _ in damaged_rows(review.workbook):
        yield f"{place}: this row of the report history is not whole any more; it was put below the table as it is"
