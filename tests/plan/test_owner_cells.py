"""Who is meant: several people in a cell, and one team whose name looks like several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.plan.owner_cells import split
from goalsheet.plan.owner_names import Names
from tests.support.reading import plan_of


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ana", ("Ana",)),
        ("Ana; Ben", ("Ana", "Ben")),
        ("Ana\nBen", ("Ana", "Ben")),
        ("Ana, Ben, Eva", ("Ana", "Ben", "Eva")),
        ("Ana/Ben", ("Ana", "Ben")),
        ("あいう、えおか", ("あいう", "えおか")),
        ("Ana + Ben", ("Ana", "Ben")),
        ("Ana & Ben", ("Ana", "Ben")),
        ("Ana, Ana", ("Ana",)),
        ("Data, Application and Analytics team", ("Data, Application and Analytics team",)),
        ("IT/Operations", ("IT/Operations",)),
        ("R & D", ("R & D",)),
        ("Sales & Marketing", ("Sales & Marketing",)),
        ("Ana (design, print), Ben", ("Ana (design, print)", "Ben")),
        ("NA", ("NA",)),
        ("TBD", ()),
        ("-", ()),
        ("@ana", ("ana",)),
        ("ana@example.com", ("ana@example.com",)),
        ("Ana Ruiz <ana@example.com>", ("Ana Ruiz",)),
    ],
)
def test_the_people_of_a_cell(typed: str, expected: tuple[str, ...]) -> None:
    assert split(typed) == expected


def test_known_names_decide() -> None:
    names = Names({"it": "IT", "operations": "Operations", "ana ruiz": "Ana Ruiz", "ana": "Ana Ruiz"})
    assert split("IT/Operations", names) == ("IT", "Operations")
    assert split("Ruiz, Ana", names) == ("Ana Ruiz",)
    assert split("Ana", names) == ("Ana Ruiz",)


@given(st.text(max_size=60))
def test_no_text_crashes_and_no_name_is_blank(typed: str) -> None:
    assert all(name.strip() for name in split(typed))


def test_owners_are_the_people_of_the_people_sheet() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner               | Due        |
        | Write | ana                 | 2026-03-01 |
        | Post  | ana@example.com/Ben | 2026-03-02 |
        | Check | NA                  | 2026-03-03 |

        People
        | Name     | E-mail          | Also known as | Away from  | Away to    |
        | Ana Ruiz | ana@example.com | Ana; A.R.     | 2026-03-01 | 2026-03-05 |
        | Ana Ruiz |                 |               | 2026-05-01 | 2026-05-02 |
    """)
    assert [step.owners for step in plan.steps] == [("Ana Ruiz",), ("Ana Ruiz", "Ben"), ("NA",)]
    assert [len(person.away) for person in plan.people] == [2]


def test_a_column_of_last_and_first_names_is_not_split() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner      | Due        |
        | Write | Ruiz, Ana  | 2026-03-01 |
        | Post  | Meier, Ben | 2026-03-02 |
        | Check | Sato, Eva  | 2026-03-03 |
    """)
    assert [step.owners for step in plan.steps] == [("Ruiz, Ana",), ("Meier, Ben",), ("Sato, Eva",)]
