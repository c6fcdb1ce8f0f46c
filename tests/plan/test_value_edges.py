"""Numbers, bands and lengths at their edges."""

import pytest

from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.values import Number, Target, duration, number, target


@pytest.mark.parametrize(
    ("typed", "days"),
    [("1 month", 20.0), ("2 Monate", 40.0), ("1.5 months", 30.0), ("1 week", 5.0), ("4 h", 0.5), ("1 day", 1.0)],
)
def test_a_length_in_days_of_work(typed: str, days: float) -> None:
    assert duration(typed) == days


@pytest.mark.parametrize("typed", ["5 -posts", "5 /week", "5 –posts", "5 -3", "5 /2"])
def test_what_begins_with_a_stroke_is_no_unit(typed: str) -> None:
    """It goes on with the number (a range, a share): read as `5` it would be wrong."""
    assert isinstance(number(typed, units=True), Problem)


def test_a_unit_may_hold_a_stroke() -> None:
    assert number("5 posts/week", units=True) == Number(5.0, False, "posts/week")


@pytest.mark.parametrize("typed", ["5-5", "5 to 5", "7-5"])
def test_a_band_has_two_ends(typed: str) -> None:
    """From 5 to 5 keeps nothing apart: most likely a digit is missing."""
    assert isinstance(target(typed), Problem)


def test_a_band_may_be_as_narrow_as_one_likes() -> None:
    found = target("5-5.1")
    assert isinstance(found, Target)
    assert found.band == (5.0, 5.1)
