"""Metrics: attainment, pace, phased targets and bands."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.measure import metrics
from goalsheet.measure.working_calendar import CALENDAR_DAYS
from goalsheet.plan.model import Direction, Measure, Reading

START, DUE = date(2026, 1, 1), date(2026, 1, 31)


def readings(*values: float, planned: tuple[float | None, ...] = (), every: int = 7) -> list[Reading]:
    """Readings a week apart from the start on."""
    home = CellRef("Metrics", 2, 1)
    return [
        Reading(
            key=str(n), cells={}, home=home, date=START + timedelta(every * n), metric="m", value=value,
            planned=planned[n] if n < len(planned) else None,
        )
        for n, value in enumerate(values)
    ]  # fmt: skip


def seen(measure: Measure, *values: float, day: date = DUE, **more: Any) -> metrics.MetricView:
    return metrics.view(measure, readings(*values, **more), START, DUE, day)


def test_churn_from_eight_to_five_now_six_is_two_thirds_of_the_way() -> None:
    assert metrics.attainment(8, 5, 6) == pytest.approx(2 / 3)


def test_the_way_back_is_negative_and_more_than_asked_is_above_one() -> None:
    assert metrics.attainment(100, 200, 80) == pytest.approx(-0.2)
    assert metrics.attainment(100, 200, 250) == pytest.approx(1.5)
    assert metrics.attainment(5, 5, 5) is None


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_attainment_is_the_same_in_either_direction(baseline: int, target: int, actual: int) -> None:
    mirrored = metrics.attainment(-baseline, -target, -actual)
    assert metrics.attainment(baseline, target, actual) == mirrored


def test_slope_is_excels() -> None:
    """SLOPE of 2,3,9,1,8,7,5 over 6,5,11,7,5,4,4 in Microsoft's documentation: 0.305556."""
    points = [
        (START + timedelta(x), y) for x, y in sorted(zip((6, 5, 11, 7, 5, 4, 4), (2, 3, 9, 1, 8, 7, 5), strict=True))
    ]
    assert metrics.slope(points) == pytest.approx(0.305556, abs=1e-6)


def test_later_readings_are_not_known_yet() -> None:
    assert seen(Measure("m", target=100), 10, 20, 30, day=START + timedelta(8)).value == 20


def test_pace_required_pace_and_forecast() -> None:
    view = seen(Measure("m", baseline=0, target=62), 2, 16, 30, day=START + timedelta(14))
    assert view.pace == pytest.approx(2)  # 0 on the eve, then 2 a day
    assert view.required_pace == pytest.approx(32 / 16)
    assert view.at_due == pytest.approx(62)
    assert view.reached_on == DUE


def test_without_a_baseline_the_first_reading_or_nothing_is_one() -> None:
    assert seen(Measure("m", target=100, direction=Direction.UP), 20, 60).attainment == 0.5
    assert seen(Measure("m", target=100, current=60), every=7).attainment == 0.6
    assert seen(Measure("m", target=5, current=6, direction=Direction.DOWN)).attainment is None


def test_a_phased_target_expects_what_was_planned() -> None:
    view = seen(Measure("m", baseline=0, target=100), 10, 20, 35, planned=(5, 20, 60), day=START + timedelta(14))
    assert view.expected(CALENDAR_DAYS) == pytest.approx(0.6)
    between = seen(Measure("m", baseline=0, target=100), 10, 20, 35, planned=(5, 20, 60), day=START + timedelta(10))
    assert between.expected(CALENDAR_DAYS) == pytest.approx((20 + 40 * 3 / 7) / 100)


def test_a_band_is_kept_or_not() -> None:
    measure = Measure("m", band=(3, 5))
    assert seen(measure, 4, 4, 6, 7).streak_outside() == 2
    assert [seen(measure, 4, 6).attainment, seen(measure, 6, 4).attainment] == [0, 1]
    assert seen(measure, 4).expected(CALENDAR_DAYS) is None
    assert seen(measure, 4).reached
    assert not seen(measure, 4, day=DUE - timedelta(1)).reached


def test_moving_away_counts_readings_in_a_row() -> None:
    assert seen(Measure("m", baseline=8, target=5), 7, 6, 7, 8).streak_away() == 3
    assert seen(Measure("m", baseline=8, target=5), 8, 7, 6).streak_away() == 0


def test_the_usual_gap_wants_enough_updates() -> None:
    days = [START, START + timedelta(7), START + timedelta(14), START + timedelta(30)]
    assert metrics.usual_gap(days, 3) == 7
    assert metrics.usual_gap(days[:2], 3) is None
