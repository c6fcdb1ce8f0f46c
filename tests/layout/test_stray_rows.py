"""Rows that are no items are left out with the reason, and what a heading row says for others is told as a guess."""

from goalsheet.layout.table import Kind
from goalsheet.plan.doubts import Doubt
from tests.layout.sheets import found, steps
from tests.layout.wild_plans import cases


def _reasons(drawing: str, **more: str) -> list[tuple[int, str]]:
    return [(out.row, str(out.why)) for out in steps(found(drawing, **more)).left_out]


def test_a_total_with_a_remark() -> None:
    drawing = """
        Feuil1
        | Tâche            | Heures | Acteur            | Fin        |
        | Écrire le plan   | 6      | Anne Petit        | 2026-11-20 |
        | Relire           | 4      | Luc Roy           | 2026-11-21 |
        | Total d'heures : | 10     | (environ 12)      |            |
    """
    assert _reasons(drawing) == [(4, "a total")]


def test_the_end_of_a_list() -> None:
    drawing = """
        Plan
        | Task  | Owner | Due        |
        | Build | Ann   | 2026-11-20 |
        | Sell  | Bo    | 2026-11-21 |
        | End   |       |            |
        | *     | *     | *          |
    """
    assert _reasons(drawing) == [(4, "the end of the list"), (5, "the end of the list")]


def test_a_template_that_nobody_filled_in_is_left_out_only_beside_real_rows() -> None:
    drawing = """
        Plan
        | Task           | Owner | Due        |
        | Build the shop | Ann   | 2026-11-20 |
        | <Task>         |       |            |
        | Task 3         |       |            |
    """
    reason = "a template's row, not filled in"
    assert _reasons(drawing) == [(3, reason), (4, reason)]
    alone = """
        Plan
        | Task   | Owner | Due        |
        | Task 1 | Ann   | 2026-11-20 |
        | Task 2 | Bo    | 2026-11-21 |
    """
    assert _reasons(alone) == []


def test_labels_under_each_item() -> None:
    drawing = """
        Plan
        | No | Task   | Owner | Due        | Points |
        | 1  | Build  | Ann   | 2026-11-20 |        |
        |    | Effort |       |            | 5      |
        | 2  | Sell   | Bo    | 2026-11-21 |        |
        |    | Effort |       |            | 3      |
        | 3  | Bill   | Ann   | 2026-11-22 |        |
        |    | Effort |       |            | 8      |
    """
    assert _reasons(drawing) == [(row, "the same line under each item") for row in (3, 5, 7)]


def test_a_block_that_lists_the_same_rows_again() -> None:
    drawing = """
        Plan
        | Task  | Owner | Due        |
        | Build | Ann   | 2026-11-20 |
        | Sell  | Bo    | 2026-11-21 |
        |       |       |            |
        | Task  | Owner | Due        |
        | Sell  | Bo    | 2026-11-21 |
    """
    assert _reasons(drawing) == [(5, "the same rows again"), (6, "the same rows again")]


def test_what_a_heading_row_says_for_its_steps_is_a_guess() -> None:
    (case,) = [case for case in cases() if case.name.startswith("Rows of the template that were left in")]
    plan = case.plan
    assert [step.owners for step in plan.steps] == [("Ann Lee",), ("Ann Lee",), ("Bo Chan",), ("Bo Chan",)]
    assert [dict(plan.unsure(step)) for step in plan.steps] == [{"owner": Doubt.CARRIED}] * 4


def test_an_owner_carried_down_is_a_guess() -> None:
    (case,) = [case for case in cases() if case.name.startswith("An owner written once for all rows of a group")]
    plan = case.plan
    assert [bool(plan.unsure(step)) for step in plan.steps] == [False, True, True, False, True]


def test_a_step_merged_over_the_rows_of_its_owners_is_named_once() -> None:
    (case,) = [case for case in cases() if case.name.startswith("One action merged over the rows of its owners")]
    assert [(step.home.a1, step.id) for step in case.plan.steps] == [
        ("B2", "A1"), ("B3", None), ("B4", "A2"), ("B5", "A3"), ("B6", None),
    ]  # fmt: skip


def test_a_goal_found_by_its_cells_is_told_as_a_column() -> None:
    table = steps(
        found("""
            Plan
            | Area  | Task       | Owner | Due        |
            | Shop  | Shop doors | Ann   | 2026-11-20 |
            | Shop  | Shop sign  | Bo    | 2026-11-21 |
            | Stock | New racks  | Ann   | 2026-11-22 |
            | Stock | New lifts  | Bo    | 2026-11-23 |
        """)
    )
    assert table.kind is Kind.STEPS
    assert table.columns["goal"] == (1,)
    assert table.goals_by == "column"
