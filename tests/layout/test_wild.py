"""Plans as people keep them: every drawing in `wild/` is read as a person reads it, without configuration."""

import pytest

from tests.layout.wild_plans import Case, cases

CASES = tuple(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.name}" for case in CASES])
def test_a_drawing_is_read_as_a_person_reads_it(case: Case) -> None:
    assert list(case.differences()) == []


def test_the_drawings_have_names_of_their_own() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
