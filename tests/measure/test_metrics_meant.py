"""Metrics as people mean them: guard-rails, marks of what is aspirational, and the day on which all is due."""

from datetime import date, timedelta

import pytest

from goalsheet.measure.model import Level
from goalsheet.statuses import Status
from tests.measure.judging import judged, measured_of
from tests.support.reading import plan_of

KEPT = """
    Goals
    | Goal   | Owner | Start      | Due        | Metric | Direction | Target   | Current |
    | Guard  | Dan   | 2026-01-01 | 2026-06-30 | Guard  | keep      | {target} | {now}   |
    | Sales  | Dan   | 2026-01-01 | 2026-06-30 | Sales  | up        | 500      | 300     |
    | Visits | Dan   | 2026-01-01 | 2026-06-30 | Visits | up        | 900      | 500     |
"""


@pytest.mark.parametrize(
    ("target", "now", "kept"),
    [
        ("'at least 99.5%", "99.8%", True),
        ("'at least 99.5%", "99.1%", False),
        ("'≥ 99.5%", "99.5%", True),
        ("'under 5", "3", True),
        ("'under 5", "7", False),
        ("'≤ 150", "150", True),
        ("'≤ 150", "151", False),
        ("'mindestens 40", "41", True),
        ("'moins de 12", "14", False),
        ("'90 以上", "95", True),
        ("'12 or fewer", "13", False),
        ("0", "0", True),
        ("0", "2", False),  # none is a bound by nature
    ],
)
def test_a_guard_rail_is_kept_on_the_side_that_its_words_name(target: str, now: str, kept: bool) -> None:
    found = judged(KEPT.format(target=target, now=now), date(2026, 4, 3))("Guard")
    assert found.status is (Status.ON_TRACK if kept else Status.AT_RISK)
    assert found.progress.actual == float(kept)


def test_what_is_kept_at_one_number_asks_for_its_bounds() -> None:
    text = (
        KEPT.format(target="99.5%", now="99.8%")
        + """
    Metrics
    | Date       | Metric | Value |
    | 2026-03-02 | Guard  | 99.7% |
    | 2026-04-01 | Guard  | 99.8% |
    """
    )
    found = judged(text, date(2026, 4, 3))("Guard")
    (signal,) = (s for s in found.signals if s.code == "outside-band")
    assert (found.status, signal.level) == (Status.ON_TRACK, Level.HINT)
    assert signal.clears == "its bounds given, such as “at least 99.5”, or a reading at 99.5"


ASPIRATIONAL = """
    Goals
    | ID | Goal      | Kind      | Owner | Start      | Due        | Commitment     |
    | O1 | Loved app | Objective | Ana   | 2026-01-01 | 2026-03-31 | {commitment}   |
    Key results
    | ID | Goal | Key result | Owner | Baseline | Target | Current |
    | K1 | O1   | Customers  | Ana   | 200      | 500    | 380     |
    | K2 | O1   | Stars      | Ana   | 4.0      | 4.6    | 4.3     |
"""


def test_an_aspirational_key_result_is_asked_for_its_mark() -> None:
    items = judged(ASPIRATIONAL.format(commitment="aspirational"), date(2026, 3, 13))
    assert [items(name).status for name in ("Customers", "Loved app")] == [Status.ON_TRACK] * 2
    assert items("Stars").status is not Status.OFF_TRACK
    finish = items("Customers").forecast.finish
    assert finish is not None
    assert date(2026, 3, 20) < finish < date(2026, 3, 31)  # 30 more at 2.5 a day; the whole target only in April
    whole = judged(ASPIRATIONAL.format(commitment="committed"), date(2026, 3, 13))("Customers")
    assert whole.status is Status.AT_RISK
    assert whole.forecast.finish is not None
    assert whole.forecast.finish > date(2026, 3, 31)


def key_result(now: float, due: date, start: str, metric: str = "up") -> str:
    base, target = ("0", "100") if metric == "up" else ("100", "0")
    value = now if metric == "up" else 100 - now
    return f"""
        Goals
        | Goal  | Kind      | Owner | Start   | Due   |
        | Grow  | Objective | Ana   | {start} | {due} |
        Key results
        | Goal | Key result | Owner | Direction | Baseline | Target | Current |
        | Grow | Customers  | Ana   | {metric}  | {base} | {target} | {value} |
    """


@pytest.mark.parametrize("due", [date(2026, 12, 31), date(2026, 12, 26)])  # a Thursday, a Saturday
@pytest.mark.parametrize("start", ["2026-10-01", ""])
@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize("now", [10, 40, 68, 90, 97])
def test_a_key_result_is_no_better_for_being_due(now: float, direction: str, start: str, due: date) -> None:
    text = key_result(now, due, start, direction)
    statuses = [judged(text, due + timedelta(days))("Customers").status for days in (-4, -3, -2, -1, 0, 1)]
    troubled = [{Status.AT_RISK: 1, Status.OFF_TRACK: 2}.get(status, 0) for status in statuses]
    assert troubled == sorted(troubled), statuses
    assert troubled[-1] == 2


def test_the_words_of_a_guard_rail_are_read_with_its_side() -> None:
    goals = plan_of(KEPT.format(target="'at least 99.5%", now="99.8%")).goals
    assert goals[0].measure is not None
    assert (goals[0].measure.limit, goals[0].measure.target) == ("up", 99.5)
    assert measured_of(KEPT.format(target="'under 5", now="3"), date(2026, 4, 3)).assessments
