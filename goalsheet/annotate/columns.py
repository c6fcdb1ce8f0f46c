"""The columns beside the user's goals, key results and steps: status, why, expected progress and forecast."""

from collections.abc import Iterator, Mapping

from goalsheet.annotate.palette import ISO_DATE, MUTED, PERCENT, status_style, why, wide
from goalsheet.editing.edits import Column, ColumnBlock
from goalsheet.language import Language
from goalsheet.layout.table import Kind, Table
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Assessment
from goalsheet.ooxml.content import Content, Style
from goalsheet.review import Review

#: Kinds of tables whose rows get a verdict.
JUDGED = (Kind.GOALS, Kind.KEY_RESULTS, Kind.STEPS)

#: Behind every heading of ours: it tells the reader whose column it is, and us which to leave out when reading.
SIGNED = "(goalsheet)"

WHY = Style(font_color=MUTED, wrap=False, horizontal="left")


def blocks(review: Review) -> Iterator[ColumnBlock]:
    """One block per table of goals, key results or steps that has a row with a verdict."""
    rows = _assessments_by_row(review)
    for kind in JUDGED:
        for number, table in enumerate(review.plan.layout.of(kind), 1):
            within = range(table.heading_rows[-1] + 1, _last_row(table) + 1)
            judged = {row: seen for row, seen in rows.get(table.sheet.name, {}).items() if row in within}
            if judged:
                yield _block(f"{kind} {number}", table, judged, review.language)


def _assessments_by_row(review: Review) -> Mapping[str, Mapping[int, Assessment]]:
    """Sheet name → row → assessment. A row that states a goal and is a step too speaks for the step."""
    rows: dict[str, dict[int, Assessment]] = {}
    for item in review.plan.work:
        if not getattr(item, "implicit", False):
            rows.setdefault(item.home.sheet, {})[item.home.row] = review.assessment(item)
    return rows


def _last_row(table: Table) -> int:
    return max(row.number for row in table.rows)


def _block(key: str, table: Table, rows: Mapping[int, Assessment], lang: Language) -> ColumnBlock:
    columns = (
        _column("status", lang.say("Status"), {r: _status(a, lang) for r, a in rows.items()}, printed=True),
        _column("expected", lang.say("Expected"), {r: _expected(a) for r, a in rows.items()}),
        _column("forecast", lang.say("Forecast"), {r: _forecast(a) for r, a in rows.items()}),
        # Last and unwrapped: it runs on over the blanks to its right instead of being cut by the row's height.
        _column("why", lang.say("Why"), {r: Content(why(a, lang), WHY) for r, a in rows.items()}, 70),
    )
    return ColumnBlock(key, table.sheet.name, table.heading_rows[-1], _last_row(table), table.last_column, columns)


def _column(key: str, heading: str, rows: Mapping[int, Content], width: int = 0, *, printed: bool = False) -> Column:
    """Wide enough for its heading in one line, with its filter button: the user's row may be no higher.

    Only the status goes on paper beside a table that fills a page's width: with all four it could not be read.
    """
    heading = f"{heading} {SIGNED}"
    return Column(key, heading, rows, max(width, wide(heading) + 2), printed)


def _status(seen: Assessment, lang: Language) -> Content:
    return Content(lang.say(WORDS[seen.status]), status_style(seen.status))


def _expected(seen: Assessment) -> Content:
    return Content(seen.progress.expected, Style(number_format=PERCENT, horizontal="right"))


def _forecast(seen: Assessment) -> Content:
    return Content(seen.forecast.finish, Style(number_format=ISO_DATE, horizontal="right"))
