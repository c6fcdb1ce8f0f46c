"""The sheet *Findings*: one row per finding, each linked to its cell."""

from goalsheet.annotate.palette import HEADING, INK, LINK, MUTED, QUIET, TEXT, height
from goalsheet.findings import Finding, Severity
from goalsheet.review import Review
from goalsheet.workbook.edits import Content, NewSheet, SheetTable, Style

NAME = "Findings"
HEADINGS = ("Cell", "Severity", "Finding", "What to do", "Rule")
FIRST = 4  # the heading row
WIDTHS = {1: 24, 2: 12, 3: 66, 4: 62, 5: 10}

_SEVERITY = {
    Severity.ERROR: Style(fill="F9D6D5", font_color="8A1C1C", bold=True, vertical="top"),
    Severity.WARNING: Style(fill="FCE8B2", font_color="6B4E00", bold=True, vertical="top"),
    Severity.NOTE: Style(fill="E4E6EA", font_color="3F4650", vertical="top"),
}


def findings_sheet(review: Review) -> NewSheet:
    """The sheet; with no finding it says so."""
    cells = {
        (1, 1): Content("Findings", Style(bold=True, size=16, font_color=INK)),
        (2, 1): Content(_summary(review), Style(font_color=MUTED)),
    }
    for column, heading in enumerate(HEADINGS, 1):
        cells[FIRST, column] = Content(heading, HEADING)
    for row, finding in enumerate(review.findings, FIRST + 1):
        cells.update({(row, column): content for column, content in enumerate(_row(finding), 1)})
    last = FIRST + max(len(review.findings), 1)
    return NewSheet(
        key=NAME,
        name=NAME,
        cells=cells,
        widths=WIDTHS,
        heights={row: _height(finding) for row, finding in enumerate(review.findings, FIRST + 1)},
        freeze=f"A{FIRST + 1}",
        tables=(SheetTable("goalsheet_findings", f"A{FIRST}:E{last}"),),
        repeat_rows=f"{FIRST}:{FIRST}",
        tab_color="8A6D1C",
    )


def _height(finding: Finding) -> float:
    return height((str(finding.cell), WIDTHS[1]), (finding.message, WIDTHS[3]), (finding.hint, WIDTHS[4]))


def _summary(review: Review) -> str:
    if not review.findings:
        return f"Nothing found as of {review.as_of}."
    counts = [(sum(f.severity is s for f in review.findings), str(s)) for s in Severity]
    said = ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counts if n)
    return f"{said} as of {review.as_of}. A click on a cell's name goes there."


def _row(finding: Finding) -> tuple[Content, ...]:
    place = str(finding.cell) if finding.cell else "workbook"
    return (
        Content(place, LINK if finding.cell else TEXT, link=place if finding.cell else ""),
        Content(str(finding.severity), _SEVERITY[finding.severity]),
        Content(finding.message, TEXT),
        Content(finding.hint, QUIET),
        Content(finding.code, QUIET),
    )
