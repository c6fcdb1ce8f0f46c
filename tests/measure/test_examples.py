"""Every signal's manual page tells the truth: its `Breaks:` examples raise it, its `Holds:` examples do not."""

import pytest

from goalsheet.measure import measure
from goalsheet.measure.signals import CATALOGUE
from goalsheet.measure.signals.base import SignalRule
from goalsheet.thresholds import THRESHOLDS
from tests.support.pages import Example, examples
from tests.support.reading import plan_of, settings_of

NEED_THE_PAST = {"due-moved", "short-runway"}  # shown in test_past.py
ALL = [
    (rule.code, number, example) for rule in CATALOGUE.values() for number, example in enumerate(examples(rule.page))
]


def raised(example: Example) -> set[str]:
    plan = plan_of(example.drawing, **example.settings)
    measured = measure(plan, settings_of(example.drawing, **example.settings), example.as_of)
    return {signal.code for one in measured.assessments.values() for signal in one.signals}


@pytest.mark.parametrize(("code", "example"), [(c, e) for c, _, e in ALL], ids=[f"{c}-{n}" for c, n, _ in ALL])
def test_an_example_shows_what_its_page_says(code: str, example: Example) -> None:
    found = raised(example)
    said = f"{code} says {'Breaks' if example.breaks else 'Holds'} of this; raised are {found}:\n{example.drawing}"
    assert (code in found) is example.breaks, said


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_a_page_gives_the_formula_and_shows_both_sides(rule: SignalRule) -> None:
    assert rule.summary.endswith(".")
    assert "Formula: " in rule.page
    assert set(rule.thresholds) <= set(THRESHOLDS)
    if rule.code not in NEED_THE_PAST:
        assert {example.breaks for example in examples(rule.page)} == {True, False}
