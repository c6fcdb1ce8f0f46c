"""Dates, numbers, plurals and sentences, as people write them."""

import doctest
from types import ModuleType

import pytest

from goalsheet import language
from goalsheet.language import wording


@pytest.mark.parametrize("module", [language, wording], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted >= 10
    assert result.failed == 0


def test_a_language_nobody_taught_it_is_english() -> None:
    assert language.language("xx") is language.ENGLISH
    assert language.language("en-GB") is language.ENGLISH


def test_a_regions_variety_speaks_its_language() -> None:
    assert language.language("de-AT").say("Goals") == language.language("de").say("Goals") == "Ziele"
