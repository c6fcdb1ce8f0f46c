"""The sheet *Findings*: one row per finding, each linked to its cell."""

from goalsheet.annotate.palette import HEADING, INK, LINK, MUTED, QUIET, TEXT, height
from goalsheet.editing.edits import NewSheet
from goalsheet.findings import WORDS, Finding, Severity, counted
from goalsheet.language import Language, translatable
from goalsheet.ooxml.content import Content, SheetTable, Style
from goalsheet.review import Review

NAME = "Findings"  # our key of the sheet; its name is the language's
HEADINGS = (
    translatable("Cell"),
    translatable("Severity"),
    translatable("Finding"),
    translatable("What to do"),
    translatable("Rule"),
)
FIRST = 4  # the heading row
WIDTHS = {1: 24, 2: 12, 3: 66, 4: 62, 5: 10}

_SEVERITY = {
    Severity.ERROR: Style(fill="F9D6D5", font_color="8A1C1C", bold=True, vertical="top"),
    Severity.WARNING: Style(fill="FCE8B2", font_color="6B4E00", bold=True, vertical="top"),
    Severity.NOTE: Style(fill="E4E6EA", font_color="3F4650", vertical="top"),
}


def findings_sheet(review: Review) -> NewSheet:
    """The sheet; with no finding it says so."""
    lang = review.language
    cells = {
        (1, 1): Content(lang.say("Findings"), Style(bold=True, size=16, font_color=INK)),
        (2, 1): Content(_summary(review), Style(font_color=MUTED)),
    }
    for column, heading in enumerate(HEADINGS, 1):
        cells[FIRST, column] = Content(lang.say(heading), HEADING)
    for row, finding in enumerate(review.findings, FIRST + 1):
        cells.update({(row, column): content for column, content in enumerate(_row(finding, lang), 1)})
    last = FIRST + max(len(review.findings), 1)
    return NewSheet(
        key=NAME,
        name=lang.say(NAME),
        cells=cells,
        widths=WIDTHS,
        heights={row: _height(finding, lang) for row, finding in enumerate(review.findings, FIRST + 1)},
        freeze=f"A{FIRST + 1}",
        tables=(SheetTable("goalsheet_findings", f"A{FIRST}:E{last}"),),
        repeat_rows=f"{FIRST}:{FIRST}",
        tab_color="8A6D1C",
    )


def _height(finding: Finding, lang: Language) -> float:
    told, hint = lang.capital(finding.message), lang.translate(finding.hint)
    return height((str(finding.cell), WIDTHS[1]), (told, WIDTHS[3]), (hint, WIDTHS[4]))


def _summary(review: Review) -> str:
    lang, day = review.language, review.language.day(review.as_of)
    if not review.findings:
        return lang.say("Nothing found as of {day}.", day=day)
    found = counted(review.findings, lang)
    return lang.say("{findings} as of {day}. A click on a cell's name goes there.", findings=found, day=day)


def _row(finding: Finding, lang: Language) -> tuple[Content, ...]:
    place = str(finding.cell) if finding.cell else lang.say("workbook")
    return (
        Content(place, LINK if finding.cell else TEXT, link=place if finding.cell else ""),
        Content(lang.say(WORDS[finding.severity]), _SEVERITY[finding.severity]),
        Content(lang.capital(finding.message), TEXT),
        Content(lang.translate(finding.hint), QUIET),
        Content(finding.code, QUIET),
    )
