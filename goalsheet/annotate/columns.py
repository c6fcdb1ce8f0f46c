"""The columns beside the user's goals, key results and steps: status, why, expected progress and forecast."""

from collections.abc import Iterator, Mapping

from goalsheet.annotate.palette import ISO_DATE, MUTED, PERCENT, status_style, why
from goalsheet.layout.table import Kind, Table
from goalsheet.measure.model import Assessment
from goalsheet.review import Review
from goalsheet.workbook.edits import Column, ColumnBlock, Content, Style

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
            judged = {row: seen for row, seen in rows.get(table.sheet.name, {}).items() if _within(table, row)}
            if judged:
                yield _block(f"{kind} {number}", table, judged)


def _assessments_by_row(review: Review) -> Mapping[str, Mapping[int, Assessment]]:
    """Sheet name → row → assessment. A row that states a goal and is a step too speaks for the step."""
    rows: dict[str, dict[int, Assessment]] = {}
    for item in review.plan.work:
        if not getattr(item, "implicit", False):
            rows.setdefault(item.home.sheet, {})[item.home.row] = review.assessment(item)
    return rows


def _within(table: Table, row: int) -> bool:
    return table.heading_rows[-1] < row <= _last_row(table)


def _last_row(table: Table) -> int:
    return max(row.number for row in table.rows)


def _block(key: str, table: Table, rows: Mapping[int, Assessment]) -> ColumnBlock:
    columns = (  # wide enough for their headings in one line: the user's row may be no higher
        Column("status", f"Status {SIGNED}", {r: _status(a) for r, a in rows.items()}, 20),
        Column("expected", f"Expected {SIGNED}", {r: _expected(a) for r, a in rows.items()}, 22),
        Column("forecast", f"Forecast {SIGNED}", {r: _forecast(a) for r, a in rows.items()}, 22),
        # Last and unwrapped: it runs on over the blanks to its right instead of being cut by the row's height.
        Column("why", f"Why {SIGNED}", {r: Content(why(a), WHY) for r, a in rows.items()}, 70),
    )
    return ColumnBlock(key, table.sheet.name, table.heading_rows[-1], _last_row(table), table.last_column, columns)


def _status(seen: Assessment) -> Content:
    return Content(str(seen.status), status_style(seen.status))


def _expected(seen: Assessment) -> Content:
    return Content(seen.progress.expected, Style(number_format=PERCENT, horizontal="right"))


def _forecast(seen: Assessment) -> Content:
    return Content(seen.forecast.finish, Style(number_format=ISO_DATE, horizontal="right"))
