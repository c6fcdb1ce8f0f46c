"""Owner cells as people fill them: roles, shares, list marks, words that join, bodies, sentences and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.plan.doubts import Doubt
from goalsheet.plan.owner_cells import split, who
from goalsheet.plan.owner_names import Names, alone
from tests.support.reading import plan_of


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Front: Ann Lee, Back: Bo Chan", ("Ann Lee", "Bo Chan")),
        ("前端：唐小明；后端：李小红", ("唐小明", "李小红")),
        ("Konzept: Uwe Kern / Bau: Ida Voss", ("Uwe Kern", "Ida Voss")),
        ("Bo Chan[50%], Ann Lee", ("Bo Chan", "Ann Lee")),
        ("Bo Chan (50 %); Ann Lee 25%", ("Bo Chan", "Ann Lee")),
        ("Ida: 100%", ("Ida",)),
        ("- Lê Thị Hoa", ("Lê Thị Hoa",)),
        ("• Ana\n• Bruno", ("Ana", "Bruno")),
        ("1) Ana\n2) Bruno", ("Ana", "Bruno")),
        ("Os responsáveis por isso são: Ana e Bruno Reis", ("Ana", "Bruno Reis")),
        ("Die Verantwortlichen sind: Uwe Kern und Ida Voss", ("Uwe Kern", "Ida Voss")),
        ("Anna,Berta&Carlo", ("Anna", "Berta", "Carlo")),
        ("Department of Energy, Water and Waste", ("Department of Energy, Water and Waste",)),
        ("Dept. of Parks, Roads", ("Dept. of Parks, Roads",)),
        ("Ministère de la Santé, de la Famille", ("Ministère de la Santé, de la Famille",)),
        ("Secretaria de Obras, Parques e Jardins", ("Secretaria de Obras, Parques e Jardins",)),
        ("https://example.com/a", None),
        ("NN", ()),
        ("to be confirmed", ()),
    ],
)
def test_who_is_meant(typed: str, expected: tuple[str, ...] | None) -> None:
    names = Names(alone=frozenset(["ana"]))
    if expected is None:
        assert split(typed, names)
    else:
        assert split(typed, names) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ana and Ben", ("Ana", "Ben")), ("Ana e Ben", ("Ana", "Ben")), ("Ana y Ben", ("Ana", "Ben")),
        ("Ana und Ben", ("Ana", "Ben")), ("Ana et Ben", ("Ana", "Ben")), ("Ana i Ben", ("Ana", "Ben")),
        ("Ana og Ben", ("Ana", "Ben")), ("Ana и Ben", ("Ana", "Ben")), ("Ana dan Ben", ("Ana", "Ben")),
        ("Ana ve Ben", ("Ana", "Ben")), ("Ana và Ben", ("Ana", "Ben")), ("Ana - Ben", ("Ana", "Ben")),
        ("Ben – Ana", ("Ben", "Ana")), ("Ana&Ben", ("Ana", "Ben")), ("Ana+Ben", ("Ana", "Ben")),
        ("Ana   Ben", ("Ana", "Ben")), ("Ana with Ben", ("Ana", "Ben")), ("Ana w/ Ben", ("Ana", "Ben")),
    ],
)  # fmt: skip
def test_names_are_parted_where_one_of_them_stands_alone_elsewhere(typed: str, expected: tuple[str, ...]) -> None:
    found = who(typed, Names(alone=frozenset(["ana"])))
    assert (found.people, found.doubt) == (expected, None)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Xia and Ben", ("Xia", "Ben")),
        ("Xia e Ben", ("Xia", "Ben")),
        ("Xia - Ben", ("Xia", "Ben")),
        ("Ana Reis och Bruno Sá", ("Ana Reis", "Bruno Sá")),
        ("Ivo de Sá y Nils", ("Ivo de Sá", "Nils")),
        ("bed and breakfast", ("bed and breakfast",)),
        ("Room 4 and Hall 7", ("Room 4 and Hall 7",)),
    ],
)
def test_else_what_may_be_people_is_parted_as_a_guess(typed: str, expected: tuple[str, ...]) -> None:
    found = who(typed, Names(alone=frozenset(["ana"])))
    assert (found.people, found.doubt) == (expected, Doubt.PARTED_NAME)


@pytest.mark.parametrize(
    "typed", ["Jean-Luc", "Anne-Marie Duval", "Andrea", "Eva Maria", "Bruno de Sá", "R&D", "Kim Min-ji"]
)
def test_one_name_stays_one(typed: str) -> None:
    found = who(typed, Names(alone=frozenset(["anne", "bruno", "kim"])))
    assert (found.people, found.doubt) == ((typed,), None)


@pytest.mark.parametrize(
    "typed",
    [
        "All heads of department review this in the spring meeting",
        "Whoever is on duty in the week before the launch and their deputy",
        "L’équipe en charge du suivi quotidien avec l’appui de la direction régionale",
        "Jeder der gerade Zeit hat, sonst die Leitung nach Absprache mit dem Vorstand",
    ],
)
def test_a_sentence_is_kept_whole_and_told(typed: str) -> None:
    found = who(typed)
    assert (found.people, found.doubt) == ((typed,), Doubt.PROSE)


def test_a_number_is_no_name() -> None:
    assert [who(typed).doubt for typed in ("2", "3, 4", "Ana 2")] == [Doubt.NUMBER, Doubt.NUMBER, None]


def test_a_name_with_a_remark_is_the_one_that_stands_alone() -> None:
    names = Names(alone=frozenset(["ana reis"]))
    assert split("Ana Reis (lead), Ben (copy)", names) == ("Ana Reis", "Ben (copy)")


def test_one_sheet_tells_of_the_owners_of_another_and_doubts_reach_the_steps() -> None:
    plan = plan_of("""
        Aufgaben
        | Aufgabe   | Verantwortlich | Fällig     |
        | Planen    | Uwe und Ida    | 2026-03-01 |
        | Schreiben | Team A und B   | 2026-03-02 |
        | Zeigen    | Xaver und Yoko | 2026-03-03 |
        Goals
        | Goal  | Owner | Due        |
        | Grow  | Uwe   | 2026-06-30 |
    """)
    assert [step.owners for step in plan.steps] == [("Uwe", "Ida"), ("Team A und B",), ("Xaver", "Yoko")]
    assert [list(plan.unsure(step)) for step in plan.steps] == [[], [], ["owner"]]


@given(st.lists(st.sampled_from(["Ana", "Ben", "Eva", "Kim", "Uwe"]), min_size=2, max_size=4, unique=True), st.data())
def test_known_names_come_back_whatever_stands_between_them(people: list[str], data: st.DataObject) -> None:
    signs = [", ", ";", "/", " & ", "&", " and ", " und ", "\n", " + ", "、", " - "]
    text = people[0]
    for person in people[1:]:
        text += data.draw(st.sampled_from(signs)) + person
    assert split(text, Names(alone=alone(["Ana", "Ben", "Eva", "Kim", "Uwe"]))) == tuple(people)


@given(st.text(max_size=120))
def test_no_text_crashes(typed: str) -> None:
    assert all(name.strip() for name in split(typed))


@pytest.mark.parametrize("piece", ["a ", "a, ", "(", "- ", "a:", "&", "a and ", "1) "])
def test_the_longest_cell_does_not_stall(piece: str) -> None:
    assert len(who(piece * 8_000).people) < 1_000
