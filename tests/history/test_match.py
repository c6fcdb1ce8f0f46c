"""Items are recognised by ID, else by goal and text, else by likeness; where a row stands does not matter."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.history.match import match
from goalsheet.history.model import GOAL, STEP, Snapshot
from tests.history.drawing import DAY, items


def pairs(before: str, now: str) -> dict[str, str]:
    """Today's name → the name before, of everything that was matched."""
    today = items(now)
    found = match(items(before), today)
    return {one.name: found.earlier[one.key].name for one in today if one.key in found.earlier and one.kind == STEP}


def test_by_id_whatever_the_text_has_become() -> None:
    assert pairs(
        """
        | ID | Step       | Owner | Due        |
        | S1 | Write copy | Ana   | 2026-11-27 |
        | S2 | Book hall  | Ben   | 2026-12-01 |
        """,
        """
        | ID | Step                      | Owner | Due        |
        | S2 | Rent the town hall        | Ben   | 2026-12-01 |
        | S1 | Texts for the whole press | Ana   | 2026-11-27 |
        """,
    ) == {"Rent the town hall": "Book hall", "Texts for the whole press": "Write copy"}


def test_a_new_row_that_took_over_an_old_text_is_not_the_old_row() -> None:
    assert pairs(
        """
        | ID | Step  | Owner | Due        |
        | S1 | Draft | Ana   | 2026-11-27 |
        | S2 | Print | Ana   | 2026-12-04 |
        """,
        """
        | ID | Step  | Owner | Due        |
        | S1 | Final | Ana   | 2026-11-27 |
        | S2 | Print | Ana   | 2026-12-04 |
        | S9 | Draft | Ben   | 2026-12-18 |
        """,
    ) == {"Final": "Draft", "Print": "Print"}


def test_rows_numbered_anew_after_one_was_put_between_keep_their_text() -> None:
    assert pairs(
        """
        | ID | Step    | Owner |
        | 1  | Plan    | Ana   |
        | 2  | Build   | Ana   |
        | 3  | Launch  | Ana   |
        """,
        """
        | ID | Step    | Owner |
        | 1  | Plan    | Ana   |
        | 2  | Budget  | Ana   |
        | 3  | Build   | Ana   |
        | 4  | Launch  | Ana   |
        """,
    ) == {"Plan": "Plan", "Build": "Build", "Launch": "Launch"}


def test_without_ids_by_goal_and_text_also_where_the_text_comes_twice() -> None:
    assert pairs(
        """
        | Goal  | Step        | Owner | Due        |
        | Press | Weekly post | Ana   | 2026-11-20 |
        | Press | Weekly post | Ana   | 2026-11-27 |
        | Shop  | Weekly post | Ben   | 2026-11-27 |
        """,
        """
        | Goal  | Step        | Owner | Due        |
        | Shop  | Weekly post | Ben   | 2026-12-04 |
        | Press | Weekly post | Ana   | 2026-11-27 |
        """,
    ) == {"Weekly post": "Weekly post"}


def test_of_equal_texts_the_one_with_the_same_date_is_the_same() -> None:
    before = items("""
        | Goal  | Step        | Due        | Owner |
        | Press | Weekly post | 2026-11-20 | Ana   |
        | Press | Weekly post | 2026-11-27 | Ana   |
        """)
    now = items("""
        | Goal  | Step        | Due        | Owner |
        | Press | Weekly post | 2026-11-27 | Ana   |
        """)
    found = match(before, now)
    assert [one.due for one in found.earlier.values() if one.kind == STEP] == [date(2026, 11, 27)]
    assert [one.due for one in found.dropped] == [date(2026, 11, 20)]


def test_a_reworded_row_is_known_by_likeness_and_a_number_tells_two_apart() -> None:
    assert pairs(
        """
        | Goal  | Step                    | Owner | Due        |
        | Press | Write the caption copy  | Ana   | 2026-11-27 |
        | Press | Post 1                  | Ben   | 2026-11-27 |
        """,
        """
        | Goal  | Step                    | Owner | Due        |
        | Press | Draft caption copy      | Ana   | 2026-11-27 |
        | Press | Post 2                  | Cleo  | 2026-12-18 |
        """,
    ) == {"Draft caption copy": "Write the caption copy"}


def test_another_thing_of_the_same_person_and_date_is_another_thing() -> None:
    assert (
        pairs(
            """
        | Goal  | Step        | Owner | Due        |
        | Press | Book studio | Ana   | 2026-11-27 |
        """,
            """
        | Goal  | Step              | Owner | Due        |
        | Press | Hire photographer | Ana   | 2026-11-27 |
        """,
        )
        == {}
    )


def test_a_goal_with_another_name_is_known_by_what_is_under_it() -> None:
    before = items("""
        | Goal            | Step       | Owner |
        | More followers  | Write copy | Ana   |
        | More followers  | Post daily | Ana   |
        """)
    now = items("""
        | Goal                            | Step       | Owner |
        | Reach 5,000 people on Instagram | Post daily | Ana   |
        | Reach 5,000 people on Instagram | Write copy | Ana   |
        """)
    found = match(before, now)
    assert not found.new
    assert not found.dropped
    assert len(found.earlier) == 3


# Whatever the plan


@st.composite
def steps(draw: st.DrawFn) -> list[Snapshot]:
    count = draw(st.integers(0, 12))
    with_ids = draw(st.booleans())
    made = []
    for number in range(count):
        name = draw(st.sampled_from(("Write copy", "Book hall", "Weekly post", "Post 1", "Post 2", "投稿", "x", "")))
        made.append(
            Snapshot(
                as_of=DAY,
                key=f"step:{number}",
                kind=STEP,
                id=f"S{number}" if with_ids else None,
                name=name,
                goal=draw(st.sampled_from(("", "Press", "Shop"))),
                due=draw(st.none() | st.dates(DAY, DAY + timedelta(30))),
                owners=draw(st.sampled_from(((), ("Ana",), ("Ana", "Ben")))),
            )
        )
    return made


@settings(deadline=None)
@given(steps(), st.randoms(use_true_random=False))
def test_moved_rows_are_no_change(plan: list[Snapshot], chance: st.DataObject) -> None:
    moved = list(plan)
    chance.shuffle(moved)  # type: ignore[attr-defined]
    found = match(plan, moved)
    assert not found.new
    assert not found.dropped
    assert all(found.earlier[one.key].told == one.told for one in moved)


@settings(deadline=None)
@given(steps(), steps())
def test_everything_is_matched_once_new_or_dropped(before: list[Snapshot], now: list[Snapshot]) -> None:
    found = match(before, now)
    assert len(found.earlier) + len(found.new) == len(now)
    assert len(found.earlier) + len(found.dropped) == len(before)
    assert len({id(one) for one in found.earlier.values()}) == len(found.earlier)
    assert match(before, now) == found


def goals(before: str, now: str) -> dict[str, str]:
    """Today's goals → their names before, of those that were matched."""
    today = items(now)
    found = match(items(before), today)
    return {one.name: found.earlier[one.key].name for one in today if one.key in found.earlier and one.kind == GOAL}


def under(**goal_of: str) -> str:
    """Steps, each under a goal."""
    rows = "\n".join(f"| {step} | {goal} | Ana | 2026-11-27 |" for step, goal in goal_of.items())
    return f"| Step | Goal | Owner | Due |\n{rows}"


BEFORE = under(Call="Sell online", Write="Sell online", Visit="Sell online")


def test_a_goal_follows_most_of_its_steps() -> None:
    assert goals(BEFORE, under(Call="Web shop", Write="Web shop", Visit="Hire a chef")) == {"Web shop": "Sell online"}


def test_a_goal_does_not_follow_one_of_its_steps() -> None:
    assert goals(BEFORE, under(Call="Zoo", Write="Open on Mondays", Visit="Paint the house")) == {}
    assert goals(BEFORE, under(Call="Zoo", Write="Open on Mondays", Visit="Open on Mondays")) == {
        "Open on Mondays": "Sell online"
    }


def test_half_of_its_steps_are_not_most() -> None:
    assert goals(under(Call="Sell online", Write="Sell online"), under(Call="Zoo", Write="Farm")) == {}


def test_reworded_rows_are_one_from_a_likeness_on() -> None:
    """Of two rows in one place with the same owner and dates, by how alike their words are: 0.622 is one, 0.614 two."""
    row = "| Step | Goal | Owner | Start | Due |\n| {} | Party | Ana | 2026-11-02 | 2026-11-27 |"
    before = row.format("Order flyers")
    assert pairs(before, row.format("Choose the film")) == {"Choose the film": "Order flyers"}
    assert pairs(before, row.format("Choose a caterer")) == {}
