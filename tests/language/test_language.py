"""Dates, numbers, plurals and sentences, as people write them."""

import copy
import doctest
import pickle
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


def test_a_regions_english_is_written_as_all_english_and_keeps_its_region() -> None:
    british = language.language("en-GB")
    assert british.code == "en-GB"
    assert (british.english, british.locale) == (True, language.ENGLISH.locale)


def test_a_regions_variety_speaks_its_language() -> None:
    assert language.language("de-AT").say("Goals") == language.language("de").say("Goals") == "Ziele"


def test_sayings_can_be_copied_and_stored() -> None:
    for saying in (wording.NOTHING, wording.said("due {day}", day=wording.percent(0.4)), wording.counted(2, "a", "b")):
        assert pickle.loads(pickle.dumps(saying)).told(language.ENGLISH) == saying == copy.deepcopy(saying)


def test_parts_in_a_row_have_the_marks_of_the_language_between_them() -> None:
    row = wording.joined([wording.said("{percent} done", percent=wording.percent(0.4)), "A2"])
    assert language.language("ja").tell(row) == "40% 完了、A2"
    assert language.language("de").tell(row) == "40\u00a0% erledigt, A2"
