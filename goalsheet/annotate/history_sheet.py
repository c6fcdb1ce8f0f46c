"""The sheet *Report history*: what each report saw, an ordinary Excel table that people can sort, filter and chart."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from goalsheet.annotate.palette import HEADING, INK, ISO_DATE, MUTED, PERCENT, status_style
from goalsheet.editing.edits import NewSheet
from goalsheet.history.sheet import HEADINGS, KEY, NAME, REPORT, damaged_rows, written
from goalsheet.language import translatable
from goalsheet.ooxml.content import Content, SheetTable, Style, Value
from goalsheet.review import Review
from goalsheet.statuses import Status

FIRST = 4  # the heading row
WIDTHS = (11, 11, 9, 30, 46, 13, 40, 14, 9, 10, 11, 11, 22, 11, 11, 30, 24)
_ADVICE = translatable(
    "One row per item per report in which something about it changed. Sort, filter and chart it; "
    "goalsheet reads it again for the next report."
)

_DAY = Style(number_format=ISO_DATE, horizontal="left")
_SHARE = Style(number_format=PERCENT)
_QUIET = Style(font_color=MUTED)
_BOLD = Style(bold=True, font_color=INK)
_STYLES: Mapping[str, Style] = {
    **dict.fromkeys(("As of", "Start", "Due", "Forecast"), _DAY),
    **dict.fromkeys(("Done", "Expected"), _SHARE),
    **dict.fromkeys(("Why", "Called before", "Key"), _QUIET),
}
_BY_COLUMN = tuple(_STYLES.get(heading, Style()) for heading in HEADINGS)
_STATUS = HEADINGS.index("Status")
_ITEM = HEADINGS.index("Item")


def history_sheet(review: Review) -> NewSheet:
    """The sheet with everything that is remembered after this report. What stands in it is read again by the next
    report, in whatever language: its headings, kinds and statuses are English in all of them."""
    lang = review.language
    cells = {
        (1, 1): Content(lang.say(NAME), Style(bold=True, size=16, font_color=INK)),
        (2, 1): Content(lang.say(_ADVICE), Style(font_color=MUTED)),
    }
    for column, heading in enumerate(HEADINGS, 1):
        cells[FIRST, column] = Content(heading, HEADING)
    last = FIRST
    for last, row in enumerate(written(review.history), FIRST + 1):
        for column, value in enumerate(row):
            if value is not None:
                cells[last, column + 1] = _content(column, value, row[1] == REPORT)
    damaged = _damaged(review, max(last, FIRST + 1) + 2)
    cells |= damaged
    return NewSheet(
        key=KEY,
        name=lang.say(NAME),
        cells=cells,
        widths=dict(enumerate(WIDTHS, 1)),
        freeze=f"A{FIRST + 1}",
        tables=(SheetTable("goalsheet_history", f"A{FIRST}:{chr(64 + len(HEADINGS))}{max(last, FIRST + 1)}"),),
        repeat_rows=f"{FIRST}:{FIRST}",
        tab_color="6B7A89",
        read_again=True,
        theirs=frozenset(damaged),
    )


def _damaged(review: Review, first: int) -> dict[tuple[int, int], Content]:
    """Rows that are no longer whole, put below the table as they are: what a person wrote there is not ours to drop."""
    rows = enumerate(damaged_rows(review.workbook), first)
    return {
        (row, column): Content(value, _BY_COLUMN[column - 1])
        for row, (_, cells) in rows
        for column, value in enumerate(cells, 1)
        if isinstance(value, str | int | float | date)
    }


@lru_cache(maxsize=65536)
def _content(column: int, value: Value, report: bool) -> Content:
    """The same cell over and over is one object: a long history says little that is new."""
    if column == _STATUS and value in _LOOKS:
        return Content(value, _LOOKS[str(value)])
    if column == _ITEM and report:
        return Content(value, _BOLD)
    return Content(value, _BY_COLUMN[column])


_LOOKS: Mapping[str, Style] = {str(status): status_style(status) for status in Status}
