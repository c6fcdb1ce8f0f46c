"""Names are compared in one way everywhere."""

import re
from pathlib import Path

import pytest

from goalsheet import folding
from goalsheet.cells import CellRef
from goalsheet.language.names import plain
from goalsheet.layout.table import Layout
from goalsheet.plan.model import Person, Plan
from goalsheet.rules.likeness import is_like


def test_nobody_folds_by_hand() -> None:
    """`" ".join(text.casefold().split())` is `fold(text)`; accents are left out by `unaccented` alone."""
    by_hand = re.compile(r"casefold\(\)\.split\(\)\)|combining\(")
    files = sorted(Path(folding.__file__).parent.rglob("*.py"))
    assert [path.name for path in files if by_hand.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("İstanbul", "istanbul"), ("ＡＮＡ  Silva", "ana silva"), ("Straße", "STRASSE"), ("Ana\nSilva", "ana silva")],
)
def test_a_person_is_found_however_the_name_is_typed(one: str, other: str) -> None:
    home = CellRef("People", 2, 1)
    plan = Plan(title="", layout=Layout(()), people=(Person(key="p", cells={}, home=home, name=one),))
    assert plan.person(other) is plan.people[0]


def test_marks_that_make_another_letter_are_no_accents() -> None:
    """Андрей is no Андреи, ガ is no カ; ё is often typed е."""
    assert folding.unaccented("Андрей") != folding.unaccented("Андреи")
    assert folding.unaccented("ガ") != folding.unaccented("カ")
    assert is_like("Семён Орлов", "Семен Орлов")
    assert plain("FÉVR.") == "fevr"
