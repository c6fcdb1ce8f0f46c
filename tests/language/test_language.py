"""Dates, numbers, plurals and sentences, as people write them."""

import copy
import doctest
import pickle
from types import ModuleType

import pytest

from goalsheet import language
from goalsheet.language import punctuation, wording
from goalsheet.language.wording import joined, listed, msg, percent


@pytest.mark.parametrize("module", [language, wording, punctuation], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted >= 5
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
    for saying in (wording.NOTHING, wording.msg("due {day}", day=wording.percent(0.4)), wording.counted(2, "a", "b")):
        assert pickle.loads(pickle.dumps(saying)).in_language(language.ENGLISH) == saying == copy.deepcopy(saying)


def test_parts_in_a_row_have_the_marks_of_the_language_between_them() -> None:
    row = wording.joined([wording.msg("{percent} done", percent=wording.percent(0.4)), "A2"])
    assert language.language("ja").translate(row) == "40% 完了、A2"
    assert language.language("de").translate(row) == "40\u00a0% erledigt, A2"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", "40 % done, no owner; its owner says Late"),
        ("de", "40\xa0% erledigt, niemand zuständig; gemeldet: „Late“"),
        ("ja", "40% 完了、担当者なし；担当者の申告は「Late」"),
        ("zh", "已完成 40%，无负责人；负责人称“Late”"),
    ],
)
def test_parts_are_joined_by_the_marks_of_the_language(code: str, told: str) -> None:
    parts = [msg("{percent} done", percent=percent(0.4)), msg("no owner")]
    whole = joined([joined(parts), msg("its owner says {status}", status="Late")], "; ")
    assert language.language(code).translate(whole) == told


@pytest.mark.parametrize(
    ("code", "who", "told"),
    [
        ("ja", "Ana", "Ana の申告は「要注意」"),
        ("ja", "田中", "田中の申告は「要注意」"),
        ("zh", "王芳", "王芳称“有风险”"),
    ],
)
def test_a_space_stands_only_between_two_scripts(code: str, who: str, told: str) -> None:
    assert language.language(code).translate(msg("{name} says {status}", name=who, status=msg("at risk"))) == told


def test_chinese_names_of_another_script_stand_apart_from_and() -> None:
    told = language.language("zh").translate
    assert told(listed(["Ana", "Ben"])) == "Ana 和 Ben"
    assert told(listed(["王芳", "李伟"])) == "王芳和李伟"
