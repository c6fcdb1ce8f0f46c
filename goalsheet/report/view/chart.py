"""A metric's readings as a line chart: numbers to places in an SVG. The template draws what stands here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.language import Language
from goalsheet.periods import ISO, Rhythm
from goalsheet.plan.model import Measure, Reading
from goalsheet.report.phrases import quantity
from goalsheet.report.view.elements import Tick
from goalsheet.report.view.scale import Scale, scale_of, ticks

WIDTH, HEIGHT = 360, 160
LEFT, RIGHT, TOP, BOTTOM = 8, 336, 22, 138
MOST_DOTS = 60


@dataclass(frozen=True, slots=True)
class LineChart:
    """A metric's readings as a line, in the units of an SVG of `width` × `height`; y grows downwards."""

    title: str
    description: str
    width: int
    height: int
    left: int  # the plot's edges
    right: int
    top: int
    bottom: int
    line: str  # points of a polyline
    dots: tuple[tuple[int, int, str], ...]  # x, y, `12 Oct: 120 followers`
    planned: str  # points of the planned line
    target: int | None
    baseline: int | None
    target_text: str
    today: int | None
    last_text: str
    last_x: int
    last_y: int
    last_anchor: str
    ticks: tuple[Tick, ...]


def line_chart(
    name: str,
    readings: Sequence[Reading],
    measure: Measure | None,
    due: date | None,
    as_of: date,
    lang: Language,
    rhythm: Rhythm = ISO,
) -> LineChart | None:
    """The chart of at least two readings, oldest first; None where a line would have nothing to show."""
    over = scale_of([r.date for r in readings] + ([due] if due else []), as_of)
    if len(readings) < 2 or over is None:
        return None
    readings = readings[-MOST_DOTS:]
    measure = measure or Measure(name)
    levels = _levels(readings, measure)
    unit = measure.unit
    last = readings[-1]
    last_x, last_y = _x(over, over.end(last.date)), _y(last.value, levels)
    return LineChart(
        title=name,
        description=_described(readings, measure, as_of, lang),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        line=_points([(r.date, r.value) for r in readings], over, levels),
        dots=tuple(_dot(r, over, levels, unit, as_of, lang) for r in readings),
        planned=_points([(r.date, r.planned) for r in readings if r.planned is not None], over, levels),
        target=None if measure.target is None else _y(measure.target, levels),
        baseline=None if measure.baseline is None else _y(measure.baseline, levels),
        target_text=""
        if measure.target is None
        else lang.say("target {value}", value=quantity(measure.target, unit, lang)),
        today=_x(over, over.end(as_of)),
        last_text=quantity(last.value, unit, lang),
        last_x=last_x,
        last_y=last_y - 9 if last_y > TOP + 12 else last_y + 16,
        last_anchor="end" if last_x > WIDTH / 2 else "start",
        ticks=tuple(Tick(_x(over, tick.at), tick.label) for tick in ticks(over, lang, 5, rhythm)),
    )


def _levels(readings: Sequence[Reading], measure: Measure) -> tuple[float, float]:
    """The lowest and highest value to show, never the same."""
    values = [r.value for r in readings] + [r.planned for r in readings if r.planned is not None]
    values += [value for value in (measure.baseline, measure.target) if value is not None]
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 1, high + 1)


def _x(over: Scale, days: float) -> int:
    return over.onto(days, LEFT, RIGHT)


def _y(value: float, levels: tuple[float, float]) -> int:
    low, high = levels
    return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low))


def _points(values: Sequence[tuple[date, float | None]], over: Scale, levels: tuple[float, float]) -> str:
    return " ".join(f"{_x(over, over.end(day))},{_y(value, levels)}" for day, value in values if value is not None)


def _dot(
    reading: Reading, over: Scale, levels: tuple[float, float], unit: str | None, as_of: date, lang: Language
) -> tuple[int, int, str]:
    text = lang.in_a_row((lang.near(reading.date, as_of), quantity(reading.value, unit, lang)), ": ")
    return _x(over, over.end(reading.date)), _y(reading.value, levels), text


def _described(readings: Sequence[Reading], measure: Measure, as_of: date, lang: Language) -> str:
    first, last = readings[0], readings[-1]
    text = lang.say(
        "From {first} on {day} to {last} on {end}",
        first=quantity(first.value, measure.unit, lang),
        day=lang.near(first.date, as_of),
        last=quantity(last.value, measure.unit, lang),
        end=lang.near(last.date, as_of),
    )
    if measure.target is None:
        return f"{text}."
    return lang.say("{text}; target {value}.", text=text, value=quantity(measure.target, measure.unit, lang))
