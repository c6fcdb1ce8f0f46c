"""How numbers, dates and texts read."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.report import phrases
from goalsheet.report.phrases import plain, quantity, sentence, shortened


def test_the_examples_in_the_docstrings_hold() -> None:
    result = doctest.testmod(phrases)
    assert result.attempted >= 5
    assert result.failed == 0


@given(st.text(max_size=2_000), st.integers(2, 300))
def test_shortened_text_fits_on_one_line(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == " ".join(short.split())


@given(st.text())
def test_plain_text_can_be_written_and_turns_nothing_around(text: str) -> None:
    written = plain(text)
    written.encode("utf-8")
    assert not set(written) & set("\x00\x0b\x1b\u202e\u2066\u2069")


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_any_number_has_a_wording(value: float) -> None:
    assert quantity(value, "posts", unknown="unknown")


@pytest.mark.parametrize(("text", "made"), [("due today", "Due today."), ("“Ok?”", "“Ok?”."), ("  ", "")])
def test_half_sentences_become_sentences(text: str, made: str) -> None:
    assert sentence(text) == made
