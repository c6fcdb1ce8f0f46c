"""Metrics and key results: from where, to where, where they stand, and their readings as a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.folding import fold, grouped
from goalsheet.language import Language
from goalsheet.plan.model import Direction, Goal, KeyResult, Measure, Reading
from goalsheet.report.phrases import quantity, roughly, shortened
from goalsheet.report.view.chart import LineChart, line_chart
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.elements import Badge, Bar


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric or key result: from where, to where, and where it stands."""

    anchor: str
    goal_anchor: str  # the goal to look at; empty for a metric that belongs to none
    name: str
    goal: str
    badge: Badge | None
    baseline: str
    target: str
    aim: str  # both in words: from 0 to 500 followers
    current: str
    attained: Bar
    heading_for: str
    readings: str  # `6 readings, the last on 16 Nov`
    chart: LineChart | None
    cell: str


def metrics(context: ViewContext) -> tuple[MetricLine, ...]:
    """Goals' metrics, key results, then metrics that belong to nothing, each in the order of the sheets."""
    plan = context.review.plan
    items: tuple[Goal | KeyResult, ...] = (*plan.goals, *plan.key_results)
    return (*(_measured(context, item, item.measure) for item in items if item.measure), *_loose(context))


def _measured(context: ViewContext, item: Goal | KeyResult, measure: Measure) -> MetricLine:
    verdict = context.of(item)
    readings = context.review.readings(item)
    progress = verdict.progress
    attained = progress.by_measure if isinstance(item, Goal) else progress.actual
    current = measure.current if measure.current is not None else (readings[-1].value if readings else None)
    name = (
        context.name_of(item) if isinstance(item, KeyResult) else shortened(measure.name, 120) or context.name_of(item)
    )
    lang, at_due = context.lang, verdict.forecast.value_at_due
    return MetricLine(
        anchor=context.anchors[item.key],
        goal_anchor=context.goal_anchor(item),
        name=name,
        goal=context.goal_name(item) if isinstance(item, KeyResult) else context.name_of(item),
        badge=context.badge(item),
        baseline=_baseline(measure, lang),
        target=_target(measure, lang),
        aim=_aim(measure, lang),
        current=quantity(current, measure.unit, lang, lang.say("no value yet")),
        attained=context.bar(attained, progress.expected),
        heading_for=heading_for(context, at_due, measure, item.due),
        readings=_readings(context, readings),
        chart=line_chart(name, readings, measure, item.due, context.as_of, lang, context.rhythm),
        cell=shortened(str(item.at("current")), 80),
    )


def _baseline(measure: Measure, lang: Language) -> str:
    """Without its unit where the target says it, unless the unit is a mark like % or €."""
    told = measure.target is not None and measure.unit and measure.unit.isalpha()
    return quantity(measure.baseline, None if told else measure.unit, lang)


def _target(measure: Measure, lang: Language) -> str:
    if measure.band:
        low, high = measure.band
        return lang.say("{low} to {high}", low=lang.number(low), high=quantity(high, measure.unit, lang))
    if measure.limit is not None:
        sign = "≥" if measure.limit is Direction.UP else "≤"
        return f"{sign} {quantity(measure.target, measure.unit, lang)}"
    return quantity(measure.target, measure.unit, lang)


def _aim(measure: Measure, lang: Language) -> str:
    """`from 0 to 500 followers`, `to keep at 5 %`, `to keep between 99 and 100 %`."""
    baseline, target = _baseline(measure, lang), _target(measure, lang)
    if measure.band:
        low, high = measure.band
        ends = {"low": lang.number(low), "high": quantity(high, measure.unit, lang)}
        return lang.say("to keep between {low} and {high}", **ends)
    if measure.limit is Direction.UP:
        return lang.say("to keep at or over {low}", low=quantity(measure.target, measure.unit, lang))
    if measure.limit is Direction.DOWN:
        return lang.say("to keep at or under {high}", high=quantity(measure.target, measure.unit, lang))
    if measure.direction is Direction.KEEP and measure.target is not None:
        return lang.say("to keep at {target}", target=target)
    if baseline and target:
        return lang.say("from {baseline} to {target}", baseline=baseline, target=target)
    if target:
        return lang.say("to {target}", target=target)
    return lang.say("from {baseline}", baseline=baseline) if baseline else ""


def _readings(context: ViewContext, readings: Sequence[Reading]) -> str:
    if not readings:
        return ""
    last = context.near(readings[-1].date)
    return context.lang.many(
        len(readings), "{n} reading, the last on {day}", "{n} readings, the last on {day}", day=last
    )


def _loose(context: ViewContext) -> Iterator[MetricLine]:
    """Readings of a metric that no goal or key result names."""
    loose = [reading for reading in context.review.plan.readings if not reading.of and reading.date <= context.as_of]
    loose.sort(key=lambda reading: (reading.date, reading.home))
    groups = grouped(loose, lambda reading: fold(reading.metric))
    for number, readings in enumerate(groups.values(), 1):
        name = shortened(readings[-1].metric, 120)
        yield MetricLine(
            anchor=f"m{number}", goal_anchor="", name=name, goal="", badge=None, baseline="", target="",
            aim="",
            current=quantity(readings[-1].value, None, context.lang), attained=context.bar(None, None), heading_for="",
            readings=_readings(context, readings),
            chart=line_chart(name, readings, None, None, context.as_of, context.lang, context.rhythm),
            cell=shortened(str(readings[-1].at("value")), 80),
        )  # fmt: skip


def heading_for(context: ViewContext, value: float | None, measure: Measure, due: date | None) -> str:
    """`heading for 243 followers by 29 Nov`."""
    if value is None or due is None:
        return ""
    at_due = roughly(value, measure.unit, context.lang)
    return context.lang.say("heading for {value} by {day}", value=at_due, day=context.near(due))
