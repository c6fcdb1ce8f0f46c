"""What the rules stand on: cycles, likeness of names, and the examples in the docstrings."""

import doctest
import importlib
from graphlib import CycleError, TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.rules.cycles import cycles
from goalsheet.rules.likeness import is_like, like_names

KEYS = st.sampled_from("abcdefg")
GRAPHS = st.dictionaries(KEYS, st.lists(KEYS, max_size=4))


@pytest.mark.parametrize("module", ["common", "cycles", "likeness", "sentences"])
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    ran = doctest.testmod(importlib.import_module(f"goalsheet.rules.{module}"))
    assert ran.attempted
    assert not ran.failed


@given(GRAPHS)
def test_every_cycle_told_is_one_and_none_is_told_only_where_there_is_none(graph: dict[str, list[str]]) -> None:
    found = list(cycles(graph))
    for cycle in found:
        assert all(after in graph[key] for key, after in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
        assert cycle[0] == min(cycle)
    keys = [key for cycle in found for key in cycle]
    assert len(keys) == len(set(keys)), "no key is in two of the cycles told"
    without_own = {key: [after for after in needs if after != key] for key, needs in graph.items()}
    assert bool(found) == _has_cycle(without_own)


def _has_cycle(graph: dict[str, list[str]]) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


SAME = [("Ana", "Anna"), ("José García", "Jose Garcia"), ("Jon Bergström", "Jon Bergstörm"), ("Michael", "Micheal"),
        ("ana diaz", "Ana Diaz"), ("Diaz, Ana", "Ana Diaz"), ("Stefan Roth", "Stefen Roth"), ("Katrin", "Kathrin"),
        ("Philip", "Phillip"), ("Nadia Abas", "Nadia Abbas")]  # fmt: skip
OTHER = [("Ben", "Ken"), ("Tim", "Tom"), ("Jan", "Jana"), ("Daniel", "Daniela"), ("Andrea", "Andreas"), ("Kim", "Tim"),
         ("Max", "Mac"), ("Maria Roth", "Mario Roth"), ("QA 1", "QA 2"), ("Ana Diaz", "Ben Diaz"), ("Jo", "Joe"),
         ("Martin", "Marvin Roth"), ("Team 12", "Team 122")]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_misspelled_is_noticed(one: str, other: str) -> None:
    assert list(like_names([one, other, "Zoe"])) == [tuple(sorted((one, other)))]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names_are_left_alone(one: str, other: str) -> None:
    assert list(like_names([one, other])) == []


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert is_like(one, other) == is_like(other, one)
