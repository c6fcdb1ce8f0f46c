"""One sheet of what was planned and one of what came of it."""

import pytest

from tests.layout.sheets import found, read, steps

FULLER = [
    (
        """
        Plan
        | Task   | Start Date | End Date   |
        | Survey | 2026-03-02 | 2026-03-13 |
        | Draft  | 2026-03-16 | 2026-03-27 |
        | Print  | 2026-03-30 | 2026-04-10 |
        Actual
        | Task   | Start Date | End Date   | Actual End Date | Status    |
        | Survey | 2026-03-02 | 2026-03-13 | 2026-03-13      | Completed |
        | Draft  | 2026-03-16 | 2026-03-27 | 2026-03-27      | Completed |
        | Print  | 2026-03-30 | 2026-04-10 | 2026-04-10      | Completed |
        """,
        "Actual",
    ),
    (
        """
        実績
        | 作業名           | 開始日     | 終了日     | 実績終了日 | 状態 |
        | 要件を整理する   | 2026-03-02 | 2026-03-13 | 2026-03-13 | 完了 |
        | 画面を設計する   | 2026-03-16 | 2026-03-27 | 2026-03-27 | 完了 |
        | 試験を実施する   | 2026-03-30 | 2026-04-10 | 2026-04-10 | 完了 |
        計画
        | 作業名           | 開始日     | 終了日     |
        | 要件を整理する   | 2026-03-02 | 2026-03-13 |
        | 画面を設計する   | 2026-03-16 | 2026-03-27 |
        | 試験を実施する   | 2026-03-30 | 2026-04-10 |
        """,
        "実績",
    ),
]


@pytest.mark.parametrize(("drawing", "sheet"), FULLER)
def test_the_sheet_that_says_more_of_the_same_steps_is_taken(drawing: str, sheet: str) -> None:
    table = steps(found(drawing))
    assert table.sheet.name == sheet
    assert [str(day)[:10] for (day,) in read(table, "done_on")] == ["2026-03-13", "2026-03-27", "2026-04-10"]


JOINED = [
    """
    Plan
    | Task   | Owner   | Start      | Due        |
    | Survey | Ann Lee | 2026-03-02 | 2026-03-13 |
    | Draft  | Bo Chan | 2026-03-16 | 2026-03-27 |
    | Print  | Ann Lee | 2026-03-30 | 2026-04-10 |
    Actual
    | Task   | Start      | End        |
    | Survey | 2026-03-03 | 2026-03-14 |
    | Draft  | 2026-03-17 | 2026-03-29 |
    | Print  | 2026-04-02 |            |
    """,
    """
    Soll
    | Aufgabe       | Zuständig | Beginn     | Frist      |
    | Umfrage       | Ann Lee   | 2026-03-02 | 2026-03-13 |
    | Entwurf       | Bo Chan   | 2026-03-16 | 2026-03-27 |
    | Druck         | Ann Lee   | 2026-03-30 | 2026-04-10 |
    Ist
    | Aufgabe       | Beginn     | Ende       |
    | Entwurf       | 2026-03-17 | 2026-03-29 |
    | Umfrage       | 2026-03-03 | 2026-03-14 |
    | Druck         | 2026-04-02 |            |
    """,
]


@pytest.mark.parametrize("drawing", JOINED)
def test_the_end_of_what_came_of_it_is_the_day_done(drawing: str) -> None:
    layout = found(drawing)
    table = steps(layout)
    assert not layout.others
    assert [owner for (owner,) in read(table, "owner")] == ["Ann Lee", "Bo Chan", "Ann Lee"]
    assert [str(due)[:10] for (due,) in read(table, "due")] == ["2026-03-13", "2026-03-27", "2026-04-10"]
    done = [row.cell("done_on") for row in table.rows]
    assert [str(cell.value)[:10] if cell else None for cell in done] == ["2026-03-14", "2026-03-29", None]
    assert "done_on" in table.rows[0].unsure


def test_sheets_of_other_steps_are_not_joined() -> None:
    drawing = (
        JOINED[0]
        .replace("| Survey | 2026-03-03", "| Lease  | 2026-03-03")
        .replace("| Draft  | 2026-03-17", "| Move   | 2026-03-17")
    )
    table = steps(found(drawing))
    assert not any(row.cell("done_on") for row in table.rows)
