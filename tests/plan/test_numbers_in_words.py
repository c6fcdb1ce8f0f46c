"""A figure among words: the only number of a text, told as a guess."""

import pytest

from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import Direction
from tests.support.reading import plan_of


@pytest.mark.parametrize(
    ("aim", "target", "direction"),
    [
        ("Hire 3 engineers by spring", 3, None),
        ("respond in under 2 hours", 2, Direction.DOWN),
        ("mindestens 95 % der Anfragen", 95, Direction.UP),
        ("Réduire à moins de 4 jours", 4, Direction.DOWN),
    ],
)
def test_goal_forms_with_prose(aim: str, target: float, direction: Direction | None) -> None:
    plan = plan_of(f"""
        Goals of Ann
        | Goal    | Expected result | Actual result | Weight |
        | Be good | {aim}           | at 2 so far | 30% |
    """)
    (result,) = plan.key_results
    assert result.measure is not None
    assert (result.measure.target, result.measure.direction) == (target, direction)
    assert plan.unsure(result)["current"] is Doubt.NUMBER_IN_WORDS


def test_several_numbers_are_none() -> None:
    plan = plan_of("""
        Goals of Ann
        | Goal    | Expected          | Actual    | Weight |
        | Be good | from 4 up to 5    | 4 or 5    | 30%    |
        | Be fast | 20                | 10        | 70%    |
    """)
    first, second = plan.key_results
    assert first.measure is None
    assert second.measure is not None
    assert second.measure.target == 20
