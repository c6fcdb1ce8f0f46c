"""Signals from a metric's readings: off its pace, out of reach, outside its band."""

from goalsheet.measure import wording
from goalsheet.measure.case import Case, band_words, metric_words
from goalsheet.measure.metrics import MetricView
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, signal


def _running(case: Case) -> MetricView | None:
    """The metric, if it is on its way to a target it has not reached, past the days of grace."""
    metric = case.metric
    if metric is None or metric.keep or metric.value is None or metric.target is None or metric.reached:
        return None
    return metric if case.under_way and (case.days_left or 0) > 0 else None


def _pace_ratio(metric: MetricView) -> float | None:
    """Its pace over the pace it needs; None where either is unknown or a phased target sets the pace."""
    pace, required = metric.pace, metric.required_pace
    return None if pace is None or not required or metric.phased else pace / required


def _per_week(metric: MetricView, pace: float) -> str:
    """Without a sign: the words beside it say which way."""
    unit = f" {metric.measure.unit}" if metric.measure.unit else ""
    return f"{wording.rate(abs(pace) * 7)}{unit} a week"


def _need(required: float) -> str:
    return "a rise of" if required > 0 else "a fall of"


@signal(
    "metric-unreachable", "metric", "Goal", "KeyResult", thresholds=("metric required", "metric away", "metric half")
)
def unreachable(case: Case) -> Hit | None:
    """At the pace it has, its metric cannot reach the target, or it has been moving the wrong way.

    Formula: the required pace is at least 3 times its pace (or its pace leads away from the target), or its last 3
    readings each lie further from the target than the one before. A warning; past half of its time a fact.

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
    metric = _running(case)
    if metric is None:
        return None
    ratio, away = _pace_ratio(metric), metric.streak_away()
    apart = away >= case.limits["metric away"]
    if not apart and (ratio is None or ratio > 1 / case.limits["metric required"] + 1e-9):
        return None
    gone = case.basis.calendar.elapsed(case.start, case.due, case.as_of) if case.start and case.due else 0.0
    level = Level.FACT if gone >= case.limits["metric half"] - 1e-9 else Level.WARN
    if apart:
        reason = f"{metric_words(metric)}, moving away from the target over its last {away} readings"
    else:
        reason = f"{metric_words(metric)}, {_paces(metric)}"
    numbers = {"pace": metric.pace, "required_pace": metric.required_pace, "away": away, "elapsed": gone}
    return Hit(level, reason, _reach(metric), "current", {**numbers, "value_at_due": metric.at_due})


def _paces(metric: MetricView) -> str:
    pace, required = metric.pace or 0.0, metric.required_pace or 0.0
    if not wording.rate(pace * 7).strip("-0."):
        return f"not moving where {_need(required)} {_per_week(metric, required)} is needed"
    moving = "rising" if pace > 0 else "falling"
    need = "" if (pace > 0) == (required > 0) else f"{_need(required)} "
    return f"{moving} {_per_week(metric, pace)} where {need}{_per_week(metric, required)} is needed"


def _reach(metric: MetricView) -> str:
    required = metric.required_pace
    if required is None:
        return "the target reached, or another agreed"
    return f"{_need(required)} {_per_week(metric, required)} from now on, or another target agreed"


@signal("metric-off-pace", "metric", "Goal", "KeyResult", thresholds=("metric attainment", "metric pace"))
def off_pace(case: Case) -> Hit | None:
    """Its metric is not as far as it should be by today, or moves at less than half the pace it needs.

    Formula: attainment (A - B) / (T - B) < 0.8 x expected: a hint. Pace (least-squares slope of its readings) < 0.5 x
    required pace (T - A) / days left: a warning. Past the days of grace, until it is due.

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
    metric = _running(case)
    if metric is None or metric.attainment is None:
        return None
    ratio, expected = _pace_ratio(metric), case.expected
    slow = ratio is not None and ratio < case.limits["metric pace"] - 1e-9
    short = expected is not None and metric.attainment < case.limits["metric attainment"] * expected - 1e-9
    if not slow and not short:
        return None
    numbers = {
        "attainment": metric.attainment,
        "expected": expected,
        "pace": metric.pace,
        "required_pace": metric.required_pace,
    }
    if slow:
        return Hit(Level.WARN, f"{metric_words(metric)}, {_paces(metric)}", _reach(metric), "current", numbers)
    reason = f"{metric_words(metric)}, {case.expected_words}"
    enough = case.limits["metric attainment"] * (expected or 0.0)
    found = numbers | {"needed": enough}
    return Hit(Level.HINT, reason, f"{wording.percent_up(enough)} of the way", "current", found)


@signal("outside-band", "metric", "Goal", "KeyResult", thresholds=("band twice",))
def outside_band(case: Case) -> Hit | None:
    """A metric that is to be kept within a band is outside it.

    Formula: the latest reading lies outside: a warning; the latest two do: a fact.

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
    metric = case.metric
    streak = metric.streak_outside() if metric else 0
    if metric is None or not streak:
        return None
    level = Level.FACT if streak >= case.limits["band twice"] else Level.WARN
    times = f", outside in its last {streak} readings" if streak > 1 else ", outside"
    return Hit(
        level, f"{metric_words(metric)}{times}", f"a reading {band_words(metric)}", "current", {"streak": streak}
    )
