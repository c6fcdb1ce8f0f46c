"""The columns beside the user's goals, key results and steps: status, why, expected progress and forecast."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from goalsheet.annotate.palette import ISO_DATE, MUTED, PERCENT, status_style, why, wide
from goalsheet.editing.edits import Column, ColumnBlock
from goalsheet.language import Language, translatable
from goalsheet.layout.heading_words import OUR_MARK
from goalsheet.layout.table import Kind, Table
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Assessment
from goalsheet.ooxml.content import Content, Style
from goalsheet.review import Review

#: Kinds of tables whose rows get a verdict.
JUDGED = (Kind.GOALS, Kind.KEY_RESULTS, Kind.STEPS)

#: The sheet that takes the columns where there is no room for them beside their table.
ELSEWHERE = translatable("Status of {sheet}")

SHARE = Style(number_format=PERCENT, horizontal="right")
DAY = Style(number_format=ISO_DATE, horizontal="right")
REASON = Style(font_color=MUTED, wrap=False, horizontal="left")


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column that is written: its key in the undo log, its heading, and what makes the cell of an item.

    `width` is in characters, 0 for just the heading. `printed`: also on a page that the table fills already, which has
    room for the status alone.
    """

    key: str
    heading: str
    cell: Callable[[Assessment, Language], Content]
    width: int = 0
    printed: bool = False


def _status(seen: Assessment, lang: Language) -> Content:
    return Content(lang.say(WORDS[seen.status]), status_style(seen.status))


def _expected(seen: Assessment, _: Language) -> Content:
    return Content(seen.progress.expected, SHARE)


def _forecast(seen: Assessment, _: Language) -> Content:
    return Content(seen.forecast.finish, DAY)


def _why(seen: Assessment, lang: Language) -> Content:
    return Content(why(seen, lang), REASON)


#: The columns in their order. Why is last and unwrapped: its text runs on over the blank cells to its right instead of
#: being cut off by the height of the row.
COLUMNS = (
    WrittenColumn("status", translatable("Status"), _status, printed=True),
    WrittenColumn("expected", translatable("Expected"), _expected),
    WrittenColumn("forecast", translatable("Forecast"), _forecast),
    WrittenColumn("why", translatable("Why"), _why, width=70),
)


def blocks(review: Review) -> Iterator[ColumnBlock]:
    """One block per table of goals, key results or steps that has a row with a verdict."""
    rows = _assessments_by_row(review)
    for kind in JUDGED:
        for number, table in enumerate(review.plan.layout.of(kind), 1):
            within = range(table.heading_rows[-1] + 1, _last_row(table) + 1)
            judged = {row: seen for row, seen in rows.get(table.sheet.name, {}).items() if row in within}
            if judged:
                names = {item.home.row: item.name for item in review.plan.work if item.home.sheet == table.sheet.name}
                yield _block(f"{kind} {number}", table, judged, names, review.language)


def _assessments_by_row(review: Review) -> Mapping[str, Mapping[int, Assessment]]:
    """Sheet name → row → assessment. A row that states a goal and is a step too speaks for the step."""
    rows: dict[str, dict[int, Assessment]] = {}
    for item in review.plan.work:
        if not getattr(item, "implicit", False):
            rows.setdefault(item.home.sheet, {})[item.home.row] = review.assessment(item)
    return rows


def _last_row(table: Table) -> int:
    return max((row.number for row in table.rows), default=table.heading_rows[-1])


def _block(
    key: str, table: Table, rows: Mapping[int, Assessment], labels: Mapping[int, str], lang: Language
) -> ColumnBlock:
    columns = tuple(_column(column, rows, lang) for column in COLUMNS)
    sheet = table.sheet.name
    return ColumnBlock(
        key,
        sheet,
        table.heading_rows[-1],
        _last_row(table),
        table.last_column,
        columns,
        elsewhere=lang.say(ELSEWHERE, sheet=sheet),
        labels=labels,
        cell_heading=lang.say("Cell"),
        label_heading=lang.say("Item"),
    )


def _column(column: WrittenColumn, rows: Mapping[int, Assessment], lang: Language) -> Column:
    """Wide enough for its heading in one line, with its filter button: the user's row may be no higher."""
    heading = f"{lang.say(column.heading)} {OUR_MARK}"
    cells = {row: column.cell(assessment, lang) for row, assessment in rows.items()}
    return Column(column.key, heading, cells, max(column.width, wide(heading) + 2), column.printed)
