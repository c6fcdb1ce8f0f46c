"""Metrics and key results: from where, to where, where they stand, and their readings as a line."""

from collections.abc import Iterator, Sequence

from goalsheet.plan.model import Direction, Goal, KeyResult, Measure, Reading
from goalsheet.report.view.chart import line_chart
from goalsheet.report.view.model import MetricLine
from goalsheet.report.view.scene import Scene, bar, name_of
from goalsheet.report.words import count, quantity, roughly, shortened


def metrics(scene: Scene) -> tuple[MetricLine, ...]:
    """Goals' metrics, key results, then metrics that belong to nothing, each in the order of the sheets."""
    plan = scene.review.plan
    items: tuple[Goal | KeyResult, ...] = (*plan.goals, *plan.key_results)
    return (*(_measured(scene, item, item.measure) for item in items if item.measure), *_loose(scene))


def _measured(scene: Scene, item: Goal | KeyResult, measure: Measure) -> MetricLine:
    verdict = scene.of(item)
    readings = [r for r in scene.review.plan.readings_of(item) if r.date <= scene.as_of]
    progress = verdict.progress
    attained = progress.by_measure if isinstance(item, Goal) else progress.actual
    current = measure.current if measure.current is not None else (readings[-1].value if readings else None)
    name = name_of(item) if isinstance(item, KeyResult) else shortened(measure.name, 120) or name_of(item)
    at_due = verdict.forecast.value_at_due
    return MetricLine(
        anchor=scene.anchors[item.key],
        goal_anchor=scene.goal_anchor(item),
        name=name,
        goal=scene.goal_name(item) if isinstance(item, KeyResult) else name_of(item),
        badge=scene.badge(item),
        baseline=_baseline(measure),
        target=_target(measure),
        aim=_aim(measure),
        current=quantity(current, measure.unit, "no value yet"),
        attained=bar(attained, progress.expected),
        heading_for="" if at_due is None else f"heading for {roughly(at_due, measure.unit)} by {scene.near(item.due)}",
        readings=_readings(scene, readings),
        chart=line_chart(name, readings, measure, item.due, scene.as_of),
        cell=shortened(str(item.at("current")), 80),
    )


def _baseline(measure: Measure) -> str:
    """Without its unit where the target says it, unless the unit is a mark like % or €."""
    told = measure.target is not None and measure.unit and measure.unit.isalpha()
    return quantity(measure.baseline, None if told else measure.unit, "")


def _target(measure: Measure) -> str:
    if measure.band:
        low, high = measure.band
        return f"{quantity(low, None)} to {quantity(high, measure.unit)}"
    return quantity(measure.target, measure.unit, "")


def _aim(measure: Measure) -> str:
    """`from 0 to 500 followers`, `to keep at 5 %`, `to keep between 99 and 100 %`."""
    if measure.band:
        return f"to keep between {_target(measure).replace(' to ', ' and ', 1)}"
    if measure.direction is Direction.KEEP and measure.target is not None:
        return f"to keep at {_target(measure)}"
    ends = (("from", _baseline(measure)), ("to", _target(measure)))
    return " ".join(f"{word} {value}" for word, value in ends if value)


def _readings(scene: Scene, readings: Sequence[Reading]) -> str:
    if not readings:
        return ""
    return f"{count(len(readings), 'reading')}, the last on {scene.near(readings[-1].date)}"


def _loose(scene: Scene) -> Iterator[MetricLine]:
    """Readings of a metric that no goal or key result names."""
    groups: dict[str, list[Reading]] = {}
    for reading in sorted(scene.review.plan.readings, key=lambda r: (r.date, r.home)):
        if reading.of is None and reading.date <= scene.as_of:
            groups.setdefault(" ".join(reading.metric.casefold().split()), []).append(reading)
    for number, readings in enumerate(groups.values(), 1):
        name = shortened(readings[-1].metric, 120)
        yield MetricLine(
            anchor=f"m{number}", goal_anchor="", name=name, goal="", badge=None, baseline="", target="",
            aim="",
            current=quantity(readings[-1].value, None), attained=bar(None, None), heading_for="",
            readings=_readings(scene, readings), chart=line_chart(name, readings, None, None, scene.as_of),
            cell=shortened(str(readings[-1].at("value")), 80),
        )  # fmt: skip
