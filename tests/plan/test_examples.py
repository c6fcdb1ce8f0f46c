"""The examples in docstrings of reading, settings and plan are true, and every code of reading can be reached."""

import doctest
import importlib
import pkgutil

import pytest

import goalsheet.plan
import goalsheet.reading
from goalsheet.language.wording import msg
from goalsheet.layout.calendar_words import month, weekday
from goalsheet.plan.cell_problems import CODES, Problem
from goalsheet.plan.cell_words import meanings, word_set

MODULES = [f"goalsheet.plan.{module.name}" for module in pkgutil.iter_modules(goalsheet.plan.__path__)]
OTHERS = [
    "goalsheet.settings",
    *(f"goalsheet.reading.{module.name}" for module in pkgutil.iter_modules(goalsheet.reading.__path__)),
]


@pytest.mark.parametrize("name", [*MODULES, *OTHERS])
def test_docstring_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_codes_are_in_order_and_named_once() -> None:
    assert list(CODES) == sorted(CODES)
    assert len({entry.name for entry in CODES.values()}) == len(CODES)
    assert Problem("GS003", msg("“{text}” is no date", text="TBD")).at(None).hint == CODES["GS003"].hint


def test_words_mean_one_thing_each_and_all_tables_are_there() -> None:
    assert {table: bool(meanings(table)) for table in ("kind", "direction", "commitment")}
    assert [month(word) for word in ("jan", "mai", "december")] == [1, 5, 12]
    assert [weekday(word) for word in ("mon", "sonntag")] == [0, 6]
    assert all((word_set("groups"), word_set("nothing", "any")))
