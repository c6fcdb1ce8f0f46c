"""Signals from a metric's readings: off its pace, out of reach, outside its band."""

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import joined, msg, number, percent_up, rate, whole
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.metric_words import READING, amount, banded, metric_words
from goalsheet.measure.metrics import MetricView
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, signal
from goalsheet.measure.signals.pace import speaks
from goalsheet.rounding import at_least


def _running(context: ItemContext) -> MetricView | None:
    """The metric, if it is on its way to a target (or mark) it has not reached, past the days of grace, up to the end
    of its due date. Where it has none, the values planned for its periods tell what is expected."""
    metric = context.metric
    if metric is None or metric.keep or metric.value is None or metric.target is None:
        return None
    dated = bool(metric.phased) if context.due is None else context.due >= context.as_of
    open_ = dated and not metric.reached and not metric.at_aim and not metric.way_unknown
    told = speaks(context) or (context.start is None and bool(metric.phased))
    return metric if open_ and told else None


def _pace_ratio(metric: MetricView) -> float | None:
    """Its pace over the pace it needs; None where either is unknown or a phased target sets the pace."""
    pace, required = metric.pace, metric.required_pace
    return None if pace is None or not required or metric.phased else pace / required


def _a_week(metric: MetricView, pace: float) -> LazyText:
    """Without a sign: the words beside it say which way."""
    return amount(metric, rate(abs(pace) * 7))


@signal(
    "metric-unreachable",
    "metric unreachable",
    "metric",
    "Goal",
    "KeyResult",
    thresholds=("metric required", "metric away", "metric half"),
)
def unreachable(context: ItemContext) -> Hit | None:
    """At the pace it has, its metric cannot reach the target, or it has been moving the wrong way.

    Formula: up to the end of its due date, the required pace (to the target; to the mark of what is aspirational) is at
    least {metric required} times its pace (or its pace leads away from the target),
    or over its last {metric away} readings it moved away from the target each time. A warning; from {metric half:%}
    of its time on a fact.

    Breaks:
        as of 2026-11-20
        Goals
        | Goal          | Metric | Direction | Baseline | Target | Start      | Due        |
        | Get churn low | churn  | down      | 8        | 5      | 2026-10-01 | 2026-12-31 |
        Metrics
        | Date       | Metric | Value |
        | 2026-10-05 | churn  | 7.4   |
        | 2026-10-19 | churn  | 7.6   |
        | 2026-11-02 | churn  | 7.9   |
        | 2026-11-16 | churn  | 8.2   |

    Holds:
        as of 2026-11-20
        Goals
        | Goal          | Metric | Direction | Baseline | Target | Start      | Due        |
        | Get churn low | churn  | down      | 8        | 5      | 2026-10-01 | 2026-12-31 |
        Metrics
        | Date       | Metric | Value |
        | 2026-10-19 | churn  | 7.4   |
        | 2026-11-16 | churn  | 6.4   |
    """
    metric = _running(context)
    if metric is None:
        return None
    ratio, away = _pace_ratio(metric), metric.streak_away()
    apart = away >= context.limits["metric away"]
    if not apart and (ratio is None or not at_least(1 / context.limits["metric required"], ratio)):
        return None
    gone = (
        context.plan_as_of.calendar.elapsed(context.start, context.due, context.as_of)
        if context.start and context.due
        else 0.0
    )
    level = Level.FACT if at_least(gone, context.limits["metric half"]) else Level.WARN
    how = msg("moving away from the target over its last {n} readings", n=whole(away)) if apart else _paces(metric)
    numbers = {"pace": metric.pace, "required_pace": metric.required_pace, "away": away, "elapsed": gone}
    numbers["value_at_due"] = metric.at_due
    return Hit(level, joined((metric_words(metric), how)), _reach(metric), "current", numbers)


def _paces(metric: MetricView) -> LazyText:
    pace, required = metric.pace or 0.0, metric.required_pace or 0.0
    is_, needed = _a_week(metric, pace), _a_week(metric, required)
    if not rate(pace * 7).strip("-0."):
        if required > 0:
            return msg("not moving where a rise of {needed} a week is needed", needed=needed)
        return msg("not moving where a fall of {needed} a week is needed", needed=needed)
    if pace > 0 and required > 0:
        return msg("rising {pace} a week where {needed} a week is needed", pace=is_, needed=needed)
    if pace > 0:
        return msg("rising {pace} a week where a fall of {needed} a week is needed", pace=is_, needed=needed)
    if required > 0:
        return msg("falling {pace} a week where a rise of {needed} a week is needed", pace=is_, needed=needed)
    return msg("falling {pace} a week where {needed} a week is needed", pace=is_, needed=needed)


def _reach(metric: MetricView) -> LazyText:
    required = metric.required_pace
    if required is None:
        return msg("the target reached, or another agreed")
    needed = _a_week(metric, required)
    if required > 0:
        return msg("a rise of {needed} a week from now on, or another target agreed", needed=needed)
    return msg("a fall of {needed} a week from now on, or another target agreed", needed=needed)


@signal(
    "metric-off-pace", "metric off pace", "metric", "Goal", "KeyResult", thresholds=("metric attainment", "metric pace")
)
def off_pace(context: ItemContext) -> Hit | None:
    """Its metric is not as far as it should be by today, or moves at less than {metric pace:%} of the pace it needs.

    Formula: attainment (A - B) / (T - B) < {metric attainment} x expected: a hint. Pace (least-squares slope of its
    readings) < {metric pace} x required pace (T - A) / days left, one at least: a warning. T is the mark's value for
    what is aspirational. Past the days of grace, up to the end of its due date.
    A warning too where the planned values of its periods say that it should be at its target by today, or there is no
    due date; and where no baseline tells how far it has come and it misses its target (or what is planned by today) by
    a greater share than {metric attainment} leaves.

    Breaks:
        as of 2026-11-20
        Goals
        | Goal            | Metric    | Baseline | Target | Start      | Due        |
        | 500 subscribers | followers | 1000     | 1500   | 2026-10-12 | 2026-12-18 |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-02 | followers | 1090  |
        | 2026-11-16 | followers | 1180  |

    Holds:
        as of 2026-11-20
        Goals
        | Goal            | Metric    | Baseline | Target | Start      | Due        |
        | 500 subscribers | followers | 1000     | 1500   | 2026-10-12 | 2026-12-18 |
        Metrics
        | Date       | Metric    | Value |
        | 2026-11-02 | followers | 1150  |
        | 2026-11-16 | followers | 1290  |
    """
    metric = _running(context)
    if metric is None:
        return None
    if metric.attainment is None:
        return _missing(context, metric)
    ratio, expected = _pace_ratio(metric), context.expected
    slow = ratio is not None and not at_least(ratio, context.limits["metric pace"])
    short = expected is not None and not at_least(metric.attainment, context.limits["metric attainment"] * expected)
    if not slow and not short:
        return None
    numbers = {
        "attainment": metric.attainment,
        "expected": expected,
        "pace": metric.pace,
        "required_pace": metric.required_pace,
    }
    if slow:
        reason = joined((metric_words(metric), _paces(metric)))
        return Hit(Level.WARN, reason, _reach(metric), "current", numbers)
    reason = joined((metric_words(metric), context.expected_words))
    enough = context.limits["metric attainment"] * (expected or 0.0)
    found = numbers | {"needed": enough}
    level = Level.WARN if metric.phased and (context.due is None or at_least(expected or 0.0, 1)) else Level.HINT
    return Hit(level, reason, msg("{percent} of the way", percent=percent_up(enough)), "current", found)


def _missing(context: ItemContext, metric: MetricView) -> Hit | None:
    """A value far on the wrong side of where it should be, where there is no way to tell in percent."""
    aim = metric.wanted_by_now(context.plan_as_of.calendar)
    if aim is None or metric.value is None or not metric.short_of(aim):
        return None
    if at_least((1 - context.limits["metric attainment"]) * abs(aim), metric.short_of(aim)):
        return None
    value, wanted = amount(metric, metric.value), amount(metric, aim)
    if metric.value > aim:
        reason = msg("{value} where it should be at most {aim}", value=value, aim=wanted)
    else:
        reason = msg("{value} where it should be at least {aim}", value=value, aim=wanted)
    return Hit(Level.WARN, reason, _reach(metric), "current", {"value": metric.value, "aim": aim})


@signal("outside-band", "outside band", "metric", "Goal", "KeyResult", thresholds=("band twice",))
def outside_band(context: ItemContext) -> Hit | None:
    """A metric that is to be kept within a band is outside it.

    Formula: the latest reading lies outside: a warning; the latest {band twice} do: a fact. Of what is to be kept at
    one number, with no word of how far it may be off, it is a hint that asks for its bounds; but nothing, and all of
    it in percent, are bounds themselves.

    Breaks:
        as of 2026-11-20
        Goals
        | Goal       | Metric | Direction | Baseline | Target | Start      | Due        |
        | Keep churn | churn  | keep      | 3        | 5      | 2026-10-01 | 2026-12-31 |
        Metrics
        | Date       | Metric | Value |
        | 2026-10-19 | churn  | 4     |
        | 2026-11-16 | churn  | 6.5   |

    Holds:
        as of 2026-11-20
        Goals
        | Goal       | Metric | Direction | Baseline | Target | Start      | Due        |
        | Keep churn | churn  | keep      | 3        | 5      | 2026-10-01 | 2026-12-31 |
        Metrics
        | Date       | Metric | Value |
        | 2026-10-19 | churn  | 6.5   |
        | 2026-11-16 | churn  | 4     |
    """
    metric = context.metric
    streak = metric.streak_outside() if metric else 0
    if metric is None or metric.band is None or not streak:
        return None
    if metric.needs_band:
        clears = msg("its bounds given, such as “at least {low}”, or a reading at {low}", low=number(metric.band[0]))
        return Hit(Level.HINT, metric_words(metric), clears, "target", {"streak": streak})
    level = Level.FACT if streak >= context.limits["band twice"] else Level.WARN
    last = msg("outside in its last {n} readings", n=whole(streak)) if streak > 1 else msg("outside")
    reason = joined((metric_words(metric), last))
    return Hit(level, reason, banded(metric.band, READING), "current", {"streak": streak})
