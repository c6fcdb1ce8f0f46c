"""What a report says of an item is understood where somebody types it into a status cell, in every language."""

import pytest

from goalsheet.language import LANGUAGES, language
from goalsheet.plan.model import Health, LifeCycle
from goalsheet.plan.status_words import _WORDS, status


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_reports_own_words_are_read(code: str) -> None:
    for meant, word in _WORDS.items():
        said = status(language(code).say(word))
        found = said.life_cycle if isinstance(meant, LifeCycle) else said.health
        assert (found, said.problem) == (meant, None), (code, language(code).say(word))


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_word_has_one_meaning(code: str) -> None:
    words = [language(code).say(word) for word in _WORDS.values()]
    assert len(set(words)) == len(LifeCycle) + len(Health)
