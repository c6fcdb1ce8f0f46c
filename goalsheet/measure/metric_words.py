"""The words for a metric: where its value stands between baseline and target, or against its band."""

import math
from collections.abc import Mapping

from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import joined, msg, number, percent, with_unit
from goalsheet.measure.metrics import MetricView
from goalsheet.plan.slips import far_off


def amount(metric: MetricView, value: float | LazyText) -> LazyText:
    """A number with the metric's unit, as the workbook calls it."""
    shown = value if isinstance(value, LazyText) else number(value)
    return with_unit(shown, metric.measure.unit or "")


def metric_words(metric: MetricView) -> LazyText:
    """`1,350 of 2,000 followers (64 % of the way)`, or for a band `4.2 %, to be kept between 3 and 5`."""
    value, base, target = metric.value or 0.0, _begun(metric), metric.target
    if metric.band is not None:
        return banded(metric.band, KEPT, value=amount(metric, value))
    if target is None:
        return msg("{value}, no target to measure to", value=amount(metric, value))
    if metric.way_unknown:
        return _past(metric, target)
    if metric.attainment is None and not metric.reached:
        return joined((amount(metric, value), _lacking(metric)))
    goal = amount(metric, target)
    if base is not None and base > target:
        far = msg(
            "{value}, down from {baseline} towards {target}", value=number(value), baseline=number(base), target=goal
        )
    else:
        far = msg("{value} of {target}", value=number(value), target=goal)
    return far if metric.attainment is None else joined((far, way_words(metric.attainment)), " ")


def _past(metric: MetricView, target: float) -> LazyText:
    value, goal = amount(metric, metric.value or 0.0), amount(metric, target)
    return msg(
        "{value} with a target of {target}, and nothing says whether more or less is better", value=value, target=goal
    )


def _begun(metric: MetricView) -> float | None:
    """The baseline as given; the first reading where the value has come down from it."""
    if metric.baseline_from != "first reading" or metric.value is None or metric.baseline is None:
        return metric.measure.baseline
    return metric.baseline if metric.value < metric.baseline else None


def _lacking(metric: MetricView) -> LazyText:
    """Why a value with a target has no way to be told in percent."""
    if metric.baseline is None:
        return msg("no baseline to measure from")
    if metric.baseline == metric.target:
        return msg("its target is its baseline")
    return msg("too far off its target to measure")


def way_words(way: float) -> LazyText:
    """How far on the way from baseline to target; beyond ten times the way only that it is far off.

    >>> way_words(0.64), way_words(23.4), way_words(-12.0)
    ('(64 % of the way)', '(far past the target)', '(far the wrong way)')
    """
    if far_off(way):
        return msg("(far past the target)") if way > 0 else msg("(far the wrong way)")
    return msg("({percent} of the way)", percent=percent(way))


#: A value that is to stay within a band, and a reading that does, by how the band is bounded.
KEPT = {
    "above": translatable("{value}, to be kept at or under {high}"),
    "below": translatable("{value}, to be kept at or over {low}"),
    "both": translatable("{value}, to be kept between {low} and {high}"),
    "exact": translatable("{value}, to be kept at {low}"),
}
READING = {
    "above": translatable("a reading at or under {high}"),
    "below": translatable("a reading at or over {low}"),
    "both": translatable("a reading between {low} and {high}"),
    "exact": translatable("a reading at {low}"),
}


def banded(band: tuple[float, float], messages: Mapping[str, str], **values: object) -> LazyText:
    """One of these messages with the bounds of a band."""
    low, high = band
    bounded = "above" if math.isinf(low) else "below" if math.isinf(high) else "exact" if low == high else "both"
    return msg(messages[bounded], low=number(low), high=number(high), **values)
