"""The sheet *Status*: the verdict, the figures, every goal worst first, and charts, natively in Excel."""

from collections.abc import Iterator
from dataclasses import replace

from goalsheet.annotate.palette import (
    ACCENT,
    COLORS,
    HEADING,
    INK,
    ISO_DATE,
    LINK,
    MUTED,
    PERCENT,
    QUIET,
    TEXT,
    height,
    status_style,
    why,
)  # fmt: skip
from goalsheet.annotate.status_charts import Cells, drawn, placed
from goalsheet.editing.edits import NewSheet
from goalsheet.language import translatable
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Assessment
from goalsheet.ooxml.content import Content, FormatRule, SheetTable, Style
from goalsheet.plan.model import Goal
from goalsheet.review import Review
from goalsheet.statuses import RESTING, Status

NAME = "Status"  # our key of the sheet; its name is the language's
HEADINGS = (
    translatable("Goal"), translatable("Owner"), translatable("Status"), translatable("Done"), translatable("Expected"),
    translatable("Ahead"), translatable("Due"), translatable("Forecast"), translatable("Why"),
)  # fmt: skip
FIGURES = 5  # the row of the four figures
FIRST = 8  # the goals' heading row
WIDTHS = {1: 48, 2: 18, 3: 15, 4: 12, 5: 12, 6: 11, 7: 13, 8: 13, 9: 66}
ONE_PAGE = 16  # goals that fit on a page with the charts and can be read
AHEAD = "+0%;-0%;0%"
#: How far behind (as a fraction) an arrow points down, and from where on it points up.
ARROWS = "3Arrows:-0.1:0"


def status_sheet(review: Review, report: str = "") -> NewSheet:
    goals, lang = review.worst_first, review.language
    last = FIRST + max(len(goals), 1)
    cells: Cells = {
        (1, 1): Content(review.title, Style(bold=True, size=18, font_color=INK)),
        (2, 1): Content(lang.say("as of {day}", day=lang.weekday(review.as_of)), Style(font_color=MUTED)),
        (3, 1): Content(lang.translate(review.verdict), Style(bold=True, size=12, font_color=ACCENT)),
    }
    if report:
        cells[2, 9] = Content(lang.say("The full report"), LINK, link=report)
    cells |= _figures(review)
    cells |= {(FIRST, column): Content(lang.say(head), HEADING) for column, head in enumerate(HEADINGS, 1)}
    for row, goal in enumerate(goals, FIRST + 1):
        cells |= {(row, column): content for column, content in enumerate(_goal(review, goal), 1)}
    below, charts, end = placed(drawn(review), last + 2, lang)
    return NewSheet(
        key=NAME,
        name=lang.say(NAME),
        cells=cells | below,
        widths=WIDTHS,
        heights={row: _height(review, goal) for row, goal in enumerate(goals, FIRST + 1)},
        freeze=f"A{FIRST + 1}",
        tables=(SheetTable("goalsheet_status", f"A{FIRST}:I{last}"),),
        charts=charts,
        formats=(
            FormatRule(f"D{FIRST + 1}:D{last}", "data_bar", "0:1", color="7FB2CC"),
            FormatRule(f"E{FIRST + 1}:E{last}", "data_bar", "0:1", color="C9CED6"),
            FormatRule(f"F{FIRST + 1}:F{last}", "icon_set", ARROWS),
        ),
        print_area=f"A1:I{end}",
        fit_height=len(goals) <= ONE_PAGE,
        repeat_rows="" if len(goals) <= ONE_PAGE else f"{FIRST}:{FIRST}",
        tab_color=COLORS[_worst(review)][1],
        before=True,
    )


def _worst(review: Review) -> Status:
    statuses = [review.assessment(goal).status for goal in review.plan.goals]
    return min(statuses, key=lambda status: status.rank, default=Status.NOT_STARTED)


def _figures(review: Review) -> Cells:
    """The headline figures with their captions below: the same as on the page."""
    cells: Cells = {}
    for column, caption in zip((1, 2, 4, 7), review.captions, strict=False):
        figure = caption.figure if isinstance(caption.figure, int) else caption.text
        cells[FIGURES, column] = Content(figure, Style(bold=True, size=20, font_color=INK, horizontal="left"))
        cells[FIGURES + 1, column] = Content(caption.label, Style(font_color=MUTED))
    return cells


def _goal(review: Review, goal: Goal) -> Iterator[Content]:
    seen = review.assessment(goal)
    number = Style(number_format=PERCENT, vertical="top", font_color=INK)
    day = Style(number_format=ISO_DATE, vertical="top", horizontal="right", font_color=INK)
    yield Content(review.language.translate(goal.name), Style(wrap=True, vertical="top", font_color=INK, bold=True))
    yield Content(", ".join(goal.owners), TEXT)
    yield Content(
        review.language.say(WORDS[seen.status]), replace(status_style(seen.status), vertical="top"), str(goal.home)
    )
    yield Content(seen.progress.actual, number)
    yield Content(seen.progress.expected, number)
    yield Content(_ahead(seen), replace(number, number_format=AHEAD))
    yield Content(goal.due, day)
    yield Content(seen.forecast.finish, day)
    yield Content(why(seen, review.language), replace(QUIET, horizontal="left", indent=1))


def _height(review: Review, goal: Goal) -> float:
    told = why(review.assessment(goal), review.language)
    return height(
        (review.language.translate(goal.name), WIDTHS[1]), (", ".join(goal.owners), WIDTHS[2]), (told, WIDTHS[9])
    )


def _ahead(seen: Assessment) -> float | None:
    """How much further it is than expected; a fraction, less than 0 where it is behind."""
    actual, expected = seen.progress.actual, seen.progress.expected
    if actual is None or expected is None or seen.status in RESTING:
        return None
    return actual - expected
