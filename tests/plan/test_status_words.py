"""Life-cycle, health and percent, told apart in one Status column."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.plan.cell_words import meanings
from goalsheet.plan.status_words import Said, status
from tests.support.reading import plan_of
from tests.support.sure import sure


def read(typed: bool | float | str | None, number_format: str = "General", **own: Any) -> tuple[Any, ...]:
    said = status(typed, number_format, own)
    return (said.life_cycle and said.life_cycle.value, said.health and said.health.value, said.percent)


@pytest.mark.parametrize(
    ("typed", "life_cycle", "health", "percent"),
    [
        ("In Progress", "in progress", None, None),
        ("on track", None, "on track", None),
        ("behind", None, "at risk", None),
        ("🟡 (60%)", None, "at risk", 0.6),
        ("🔴", None, "off track", None),
        ("✅ Done (draft)", "done", None, None),
        ("✅ Selesai (draft, perlu review legal)", "done", None, None),
        ("✅", "done", None, None),
        ("✅ On track", None, "on track", None),
        ("[Blocked]", "blocked", None, None),
        ("Blocked by legal", "blocked", None, None),
        ("Waiting for Ben, since Monday", "blocked", None, None),
        ("In progress - at risk", "in progress", "at risk", None),
        ("Done: see the folder", "done", None, None),
        ("60 %", None, None, 0.6),
        ("100%", "done", None, 1.0),
        ("0 %", "not started", None, 0.0),
        ("in progress 40%", "in progress", None, 0.4),
        ("closed (won't do)", "cancelled", None, None),
        ("完了", "done", None, None),
        ("erledigt", "done", None, None),
        ("přerušeno", None, None, None),
        ("done by Friday", None, None, None),
        ("almost done", "in progress", None, None),
        ("not done", "not started", None, None),
        ("open questions", None, None, None),
        ("-", None, None, None),
        (None, None, None, None),
        (True, "done", None, None),
    ],
)
def test_what_a_status_cell_says(
    typed: str | float | bool | None, life_cycle: str | None, health: str | None, percent: float | None
) -> None:
    assert read(typed) == (life_cycle, health, percent)


def test_a_number_is_a_percentage_only_in_a_percent_format() -> None:
    assert read(0.6, "0%") == (None, None, 0.6)
    assert read(1, "0%") == ("done", None, 1.0)
    assert sure(status(0.6).problem).code == "GS020"


def test_words_of_ones_own() -> None:
    assert read("In QA bei Ben", **{"in QA bei Ben": "in progress"}) == ("in progress", None, None)
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        | Status  |
        | Write | Ana   | 2026-03-01 | half-way |

        Settings
        | Setting      | Value                |
        | Status words | half-way=in progress |
    """)
    assert [sure(step.life_cycle).value for step in plan.steps] == ["in progress"]
    assert not plan.findings


def test_an_unknown_word_is_said_once_with_its_first_cell() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        | Status |
        | Write | Ana   | 2026-03-01 | wobbly |
        | Post  | Ana   | 2026-03-02 | Done   |
        | Check | Ana   | 2026-03-03 | Wobbly |
    """)
    assert [str(finding) for finding in plan.findings] == [
        "Steps!D2: “wobbly” is no status word that is known, here and in 1 more cell [GS020]"
    ]


def test_a_percentage_under_status_and_a_status_under_percent() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        | Status | % complete |
        | Plan  | Ana   | 2026-03-01 | Done   | 100%       |
        | Shoot | Ana   | 2026-03-01 | Open   | 0%         |
        | Cut   | Ana   | 2026-03-01 | Open   | 10%        |
        | Write | Ana   | 2026-03-01 | 60%    |            |
        | Post  | Ana   | 2026-03-02 |        | Done       |
    """)
    assert (plan.steps[3].percent, sure(plan.steps[4].life_cycle).value) == (0.6, "done")
    assert not plan.findings


def test_no_word_means_two_things() -> None:
    assert not set(meanings("life_cycle")) & set(meanings("health"))


@given(st.text(max_size=80))
def test_no_text_crashes(typed: str | float | bool | None) -> None:
    assert isinstance(status(typed), Said)
