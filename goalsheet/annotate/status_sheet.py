"""The sheet *Status*: the verdict, the figures, every goal worst first, and a chart, natively in Excel."""

from collections.abc import Iterator
from dataclasses import replace

from goalsheet.annotate.palette import (
    ACCENT,
    COLORS,
    HEADING,
    INK,
    ISO_DATE,
    MUTED,
    PERCENT,
    QUIET,
    TEXT,
    height,
    status_style,
    why,
)  # fmt: skip
from goalsheet.measure.model import Status
from goalsheet.measure.verdict import overdue
from goalsheet.plan.model import Goal
from goalsheet.review import Review
from goalsheet.workbook.edits import Chart, Content, FormatRule, NewSheet, Series, SheetTable, Style

NAME = "Status"
HEADINGS = ("Goal", "Owner", "Status", "Done", "Expected", "Due", "Forecast", "Why")
FIGURES = 5  # the row of the four figures
FIRST = 8  # the goals' heading row
WIDTHS = {1: 48, 2: 18, 3: 15, 4: 12, 5: 12, 6: 14, 7: 14, 8: 72}
COUNT = Style(font_color=INK, horizontal="right")

_Cells = dict[tuple[int, int], Content]


def status_sheet(review: Review) -> NewSheet:
    goals = review.worst_first
    last = FIRST + max(len(goals), 1)
    cells: _Cells = {
        (1, 1): Content(review.title, Style(bold=True, size=18, font_color=INK)),
        (2, 1): Content(f"As of {review.as_of:%A} {review.as_of.day} {review.as_of:%B %Y}", Style(font_color=MUTED)),
        (3, 1): Content(review.verdict, Style(bold=True, size=12, font_color=ACCENT)),
    }
    cells |= _figures(review) | _heads(FIRST, HEADINGS)
    for row, goal in enumerate(goals, FIRST + 1):
        cells |= {(row, column): content for column, content in enumerate(_goal(review, goal), 1)}
    counted = last + 3
    cells |= _counts(review, counted)
    return NewSheet(
        key=NAME,
        name=NAME,
        cells=cells,
        widths=WIDTHS,
        heights={row: _height(review, goal) for row, goal in enumerate(goals, FIRST + 1)},
        freeze=f"A{FIRST + 1}",
        tables=(SheetTable("goalsheet_status", f"A{FIRST}:H{last}"),),
        charts=(_chart(counted),),
        formats=(
            FormatRule(f"D{FIRST + 1}:D{last}", "data_bar", color="7FB2CC"),
            FormatRule(f"E{FIRST + 1}:E{last}", "data_bar", color="C9CED6"),
        ),
        repeat_rows=f"{FIRST}:{FIRST}",
        tab_color=COLORS[_worst(review)][1],
        before=True,
    )


def _worst(review: Review) -> Status:
    statuses = [review.assessment(goal).status for goal in review.plan.goals]
    return min(statuses, key=lambda status: status.rank, default=Status.NOT_STARTED)


def _heads(row: int, headings: tuple[str, ...]) -> _Cells:
    return {(row, column): Content(heading, HEADING) for column, heading in enumerate(headings, 1)}


def _figures(review: Review) -> _Cells:
    """Four figures with their captions below: what a lead is asked for first."""
    counts, steps = review.counts(review.plan.goals), review.counts(review.plan.steps)
    figures: tuple[tuple[int | str, str], ...] = (
        (f"{counts[Status.OFF_TRACK]} of {len(review.plan.goals)}", "goals off track"),
        (counts[Status.AT_RISK], "goals at risk"),
        (len(overdue(review.plan, review.measured)), "steps overdue"),
        (f"{steps[Status.DONE]} of {len(review.plan.steps) - steps[Status.CANCELLED]}", "steps done"),
    )
    cells: _Cells = {}
    for column, (figure, caption) in zip((1, 2, 4, 6), figures, strict=True):
        cells[FIGURES, column] = Content(figure, Style(bold=True, size=20, font_color=INK, horizontal="left"))
        cells[FIGURES + 1, column] = Content(caption, Style(font_color=MUTED))
    return cells


def _goal(review: Review, goal: Goal) -> Iterator[Content]:
    seen = review.assessment(goal)
    number = Style(number_format=PERCENT, vertical="top", font_color=INK)
    day = Style(number_format=ISO_DATE, vertical="top", horizontal="right", font_color=INK)
    yield Content(goal.name, Style(wrap=True, vertical="top", font_color=ACCENT, bold=True), link=str(goal.home))
    yield Content(", ".join(goal.owners), TEXT)
    yield Content(str(seen.status), replace(status_style(seen.status), vertical="top"))
    yield Content(seen.progress.actual, number)
    yield Content(seen.progress.expected, number)
    yield Content(goal.due, day)
    yield Content(seen.forecast.finish, day)
    yield Content(why(seen), QUIET)


def _height(review: Review, goal: Goal) -> float:
    return height(
        (goal.name, WIDTHS[1]), (", ".join(goal.owners), WIDTHS[2]), (why(review.assessment(goal)), WIDTHS[8])
    )


def _counts(review: Review, first: int) -> _Cells:
    """A small table of goals and steps by status: the chart's data, legible by itself."""
    goals, steps = review.counts(review.plan.goals), review.counts(review.plan.steps)
    cells = _heads(first, ("By status", "Goals", "Steps"))
    for row, status in enumerate(goals, first + 1):
        cells[row, 1] = Content(str(status), TEXT)
        cells[row, 2] = Content(goals[status], COUNT)
        cells[row, 3] = Content(steps[status], COUNT)
    return cells


def _chart(first: int) -> Chart:
    rows = f"{first + 1}:{{0}}{first + len(Status)}"
    names = f"A{rows.format('A')}"
    return Chart(
        "bar",
        "Goals and steps by status",
        (
            Series("Goals", names, f"B{rows.format('B')}", "2F6F8F"),
            Series("Steps", names, f"C{rows.format('C')}", "B9C7D1"),
        ),
        anchor=f"D{first}:H{first + 14}",
    )
