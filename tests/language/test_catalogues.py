"""Every catalogue has every message of code and templates, with the values that the message has."""

import re
from functools import cache

import pytest

from goalsheet.language import LANGUAGES, language
from tools import catalogues
from tools.catalogues import brought_up, missing, path_of, written

OTHERS = LANGUAGES[1:]
BRING_UP = "bring the catalogues up to date: python -m tools.catalogues, and translate what is empty"

# Read once for all these tests: nothing here changes them.
catalogue = cache(catalogues.catalogue)
messages = cache(catalogues.messages)


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_is_whole(code: str) -> None:
    made = catalogue(code)
    known = {one.id if isinstance(one.id, str) else tuple(one.id) for one in made if one.id}
    assert known == set(messages()), BRING_UP
    assert missing(made) == [], BRING_UP


def test_bringing_up_a_whole_catalogue_changes_nothing() -> None:
    """Whatever release of Babel is installed: what it counts, guesses and signs differs from one to the next."""
    stale = [code for code in OTHERS if path_of(code).read_bytes() != written(brought_up(code, messages()))]
    assert stale == [], BRING_UP


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_its_messages_values_and_no_others(code: str) -> None:
    for one in catalogue(code):
        wanted = set(re.findall(r"{(\w+)}", " ".join((one.id,) if isinstance(one.id, str) else one.id)))
        forms = (one.string,) if isinstance(one.string, str) else one.string or ()
        for form in filter(None, forms if one.id else ()):  # what is empty is named above
            found = set(re.findall(r"{(\w+)}", form))
            assert found <= wanted, (code, one.id)
            assert wanted - found <= {"n"}, (code, one.id)


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_reads_on_as_its_message_does(code: str) -> None:
    """Where a message is a sentence, so is its translation: it ends with a mark."""
    for one in catalogue(code):
        if isinstance(one.id, str) and one.id.endswith((".", "?", ":")) and one.string:
            assert str(one.string).endswith((".", "?", ":", "。", "？", "：")), (code, one.id)


@pytest.mark.parametrize(
    ("code", "one", "five"),
    [("de", "1 Schritt", "5 Schritte"), ("fr", "1 étape", "5 étapes"), ("ja", "ステップ 1 件", "ステップ 5 件")],
)
def test_numbers_choose_the_form(code: str, one: str, five: str) -> None:
    many = language(code).many
    assert (many(1, "{n} step", "{n} steps"), many(5, "{n} step", "{n} steps")) == (one, five)
