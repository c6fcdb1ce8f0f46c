"""The examples in the docstrings of the measures are run."""

import doctest
import importlib
import pkgutil

import pytest

import goalsheet.measure

MODULES = sorted(name for _, name, _ in pkgutil.walk_packages(goalsheet.measure.__path__, "goalsheet.measure."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 10
