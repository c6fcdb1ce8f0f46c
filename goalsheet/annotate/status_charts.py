"""The charts of the sheet *Status* with the tables they are drawn from: by status, over time, burn-up, metrics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goalsheet.annotate.palette import HEADING, INK, SOLID, TEXT
from goalsheet.cells import column_letter
from goalsheet.language import Language, translatable
from goalsheet.measure.headline import WORDS
from goalsheet.ooxml.content import Chart, Content, Series, Style, Value
from goalsheet.plan.model import Goal, KeyResult
from goalsheet.review import Review

Cells = dict[tuple[int, int], Content]

NUMBER = Style(font_color=INK, horizontal="right")
DONE, PLANNED, ALL = "2F6F8F", "B9C7D1", "6B7A89"
METRICS = 3  # at most
_LETTERS = tuple(column_letter(column) for column in range(2, 12))
POINTS = 26  # on a line; more can't be told apart
_LINES = (translatable("Planned"), translatable("All steps"))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table of numbers and the chart of it: heads over columns, the first the chart's categories."""

    title: str
    kind: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    colors: tuple[str, ...]

    def cells(self, top: int) -> Cells:
        """The table with its heads in row `top`."""
        made = {(top, column): Content(head, HEADING) for column, head in enumerate(self.heads, 1)}
        for row, values in enumerate(self.rows, top + 1):
            for column, value in enumerate(values, 1):
                made[row, column] = Content(value, TEXT if column == 1 else NUMBER)
        return made

    def chart(self, top: int, anchor: str) -> Chart:
        first, last = top + 1, top + len(self.rows)
        return Chart(
            self.kind,
            self.title,
            tuple(
                Series(head, f"A{first}:A{last}", f"{letters}{first}:{letters}{last}", color)
                for head, letters, color in zip(self.heads[1:], _LETTERS, self.colors, strict=False)
            ),
            anchor=anchor,
        )


def drawn(review: Review) -> tuple[Drawn, ...]:
    """Everything there is to draw, in the order of showing."""
    return (_by_status(review), *_over_time(review), *_burn_up(review), *_metrics(review))


def _by_status(review: Review) -> Drawn:
    say = review.language.say
    goals, steps = review.counts(review.plan.counted_goals), review.counts(review.plan.steps)
    return Drawn(
        say("Goals and steps by status"),
        "bar",
        (say("Status"), say("Goals"), say("Steps")),
        tuple((say(WORDS[status]), goals[status], steps[status]) for status in goals),
        (DONE, PLANNED),
    )


def _over_time(review: Review) -> Iterator[Drawn]:
    """Goals by status from report to report, as the sheet History remembers them."""
    points = review.trend[-POINTS:]
    if len(points) < 2:
        return
    seen = [status for status in WORDS if any(point.statuses.get(str(status)) for point in points)]
    say = review.language.say
    yield Drawn(
        say("Goals by status, report by report"),
        "stacked_column",
        (say("Report"), *(say(WORDS[status]) for status in seen)),
        tuple((_day(review, point.as_of), *(point.statuses.get(str(s), 0) for s in seen)) for point in points),
        tuple(SOLID[status] for status in seen),
    )


def _burn_up(review: Review) -> Iterator[Drawn]:
    """Steps done week by week, beside what was planned and all there are."""
    found = review.burn_up
    if found is None:
        return
    say, days = review.language.say, (*found.due, *found.finished, review.as_of)
    yield Drawn(
        say("Steps done over time"),
        "line",
        (say("Week to"), say("Done"), *map(say, _LINES)),
        tuple(
            (
                _day(review, day),
                found.done_by(day) if day <= review.as_of else None,
                found.planned_by(day),
                found.steps,
            )
            for day in _weeks(min(days), max(days), review.as_of)
        ),
        (DONE, PLANNED, ALL),
    )


def _day(review: Review, day: date) -> str:
    return review.language.near(day, review.as_of)


def _weeks(first: date, last: date, through: date) -> list[date]:
    """Days a week (or, over a long time, several) apart, one of which is `through`."""
    apart = timedelta(days=7 * max(1, -(-((last - first).days // 7) // POINTS)))
    before = -(-(through - first) // apart)
    return [through + apart * n for n in range(-before, -(-(last - through) // apart) + 1)]


def _metrics(review: Review) -> Iterator[Drawn]:
    """The first metrics that have readings to make a line of, with their targets."""
    items: tuple[Goal | KeyResult, ...] = (*review.plan.goals, *review.plan.key_results)
    lines = (one for item in items for one in _metric(review, item))
    yield from (line for line, _ in zip(lines, range(METRICS), strict=False))


def _metric(review: Review, item: Goal | KeyResult) -> Iterator[Drawn]:
    readings = review.readings(item)[-POINTS:]
    if item.measure is None or len(readings) < 2:
        return
    say, target = review.language.say, item.measure.target
    unit = f" ({item.measure.unit})" if item.measure.unit else ""
    heads = (say("Date"), say("Value"), *([say("Target")] if target is not None else []))
    yield Drawn(
        f"{item.name if isinstance(item, KeyResult) else item.measure.name or item.name}"[:120] + unit,
        "line",
        heads,
        tuple((_day(review, r.date), r.value, *([target] if target is not None else [])) for r in readings),
        (DONE, PLANNED),
    )


def placed(tables: Sequence[Drawn], top: int, lang: Language) -> tuple[Cells, tuple[Chart, ...], int]:
    """Charts in rows of two from row `top` on, the tables they are drawn from below them, and the charts' last row."""
    rows = -(-len(tables) // 2)
    last = top + rows * HEIGHT - 1
    below = last + 2
    cells: Cells = {(below, 1): Content(lang.say("The numbers behind the charts"), Style(bold=True, font_color=INK))}
    charts = []
    for number, table in enumerate(tables):
        row = top + number // 2 * HEIGHT
        left, right = ("A", "C") if number % 2 == 0 else ("D", "I")
        charts.append(table.chart(below + 1, f"{left}{row}:{right}{row + HEIGHT - 2}"))
        cells |= table.cells(below + 1)
        below += len(table.rows) + 2
    return cells, tuple(charts), last


#: Rows that a chart takes, with one between two.
HEIGHT = 16
