"""What the dates of a column tell of one another: day and month exchanged, a wrong year, a year or order left out."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.cells import CellRef
from goalsheet.layout.table import Cell
from goalsheet.plan.date_series import Point, date_order, fitting_order, out_of_line, swapped
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import Plan
from tests.support.reading import plan_of


def read(plan: Plan, *names: str) -> list[str]:
    return [" ".join(str(getattr(step, name)) for name in names) for step in plan.steps]


def unsure(plan: Plan) -> list[Any]:
    return [sorted(plan.unsure(step)) for step in plan.steps]


def codes(plan: Plan) -> list[str]:
    return [f"{finding.code} {finding.cell}" for finding in plan.findings]


SWAPPED = """
    Steps
    | Task   | Owner | Start       | Due         |
    | Plan   | Ana   | 2026-03-07  | '14/07/2026 |
    | Write  | Ana   | '15/07/2026 | '21/07/2026 |
    | Shoot  | Ben   | '22/07/2026 | 2026-01-08  |
    | Cut    | Ben   | 2026-02-08  | '15/08/2026 |
    | Post   | Ana   | 2026-08-17  | 2026-08-20  |
"""


def test_day_and_month_exchanged_are_put_right_though_some_were_mended_by_hand() -> None:
    plan = plan_of(SWAPPED)
    assert read(plan, "start", "due") == [
        "2026-07-03 2026-07-14", "2026-07-15 2026-07-21", "2026-07-22 2026-08-01", "2026-08-02 2026-08-15",
        "2026-08-17 2026-08-20",
    ]  # fmt: skip
    assert unsure(plan) == [["start"], [], ["due"], ["start"], []]
    assert codes(plan) == ["GS007 Steps!C2", "GS007 Steps!D4"]
    assert "2026-03-07 is read as 2026-07-03" in plan.findings[0].message


def test_the_same_in_german_with_points_and_the_dates_in_one_column() -> None:
    plan = plan_of("""
        Maßnahmen
        | Maßnahme   | Wer | Fällig      |
        | Planen     | Uwe | '14.07.2026 |
        | Schreiben  | Uwe | '21.07.2026 |
        | Drehen     | Ida | 2026-01-08  |
        | Schneiden  | Ida | 2026-07-08  |
        | Zeigen     | Uwe | '15.08.2026 |
        | Auswerten  | Uwe | 2026-08-20  |
    """)
    assert read(plan, "due")[2:4] == ["2026-08-01", "2026-08-07"]
    assert unsure(plan) == [[], [], ["due"], ["due"], [], []]


def test_a_few_true_dates_among_texts_are_put_right_where_they_lie_far_off() -> None:
    plan = plan_of("""
        Taken
        | Taak      | Wie  | Gereed     |
        | Plannen   | Bram | '03/06/2026 |
        | Schrijven | Bram | '10/06/2026 |
        | Filmen    | Fay  | '24/06/2026 |
        | Knippen   | Fay  | 2026-02-07  |
        | Tonen     | Bram | '09/07/2026 |
        | Rekenen   | Bram | '18/07/2026 |
    """)
    assert read(plan, "due")[3] == "2026-07-02"
    assert unsure(plan)[3] == ["due"]


def test_true_dates_that_fit_as_they_stand_are_left_alone() -> None:
    plan = plan_of("""
        Steps
        | Task  | Owner | Due         |
        | Plan  | Ana   | '14/07/2026 |
        | Write | Ana   | '21/07/2026 |
        | Shoot | Ben   | 2026-08-03  |
        | Cut   | Ben   | 2026-08-10  |
        | Post  | Ana   | '28/08/2026 |
        | Show  | Ana   | 2026-08-31  |
    """)
    assert read(plan, "due")[2:4] == ["2026-08-03", "2026-08-10"]
    assert (unsure(plan), codes(plan)) == ([[]] * 6, [])


WRONG_YEAR = """
    Steps
    | Task   | Owner | Start      | Due        |
    | Plan   | Ana   | 2025-12-15 | 2025-12-20 |
    | Write  | Ana   | 2025-12-28 | 2026-01-05 |
    | Shoot  | Ben   | {}         | 2026-01-12 |
    | Cut    | Ben   | 2026-01-10 | 2026-01-18 |
    | Post   | Ana   | 2026-01-18 | 2026-01-26 |
"""


@pytest.mark.parametrize("typed", ["2025-01-04", "2027-01-04", "3026-01-04", "2062-01-04"])
def test_a_year_off_its_neighbours_is_told_and_read_as_it_stands(typed: str) -> None:
    plan = plan_of(WRONG_YEAR.format(typed))
    assert (read(plan, "start")[2], unsure(plan)[2]) == (typed, ["start"])
    assert codes(plan) == ["GS008 Steps!C4"]


@pytest.mark.parametrize("typed", ["2026-01-04", "2025-12-30", ""])
def test_a_year_that_fits_is_sure(typed: str) -> None:
    plan = plan_of(WRONG_YEAR.format(typed))
    assert (unsure(plan), codes(plan)) == ([[]] * 5, [])


def test_a_step_of_another_year_is_no_slip_where_both_its_dates_are_of_it() -> None:
    plan = plan_of("""
        Aufgaben
        | Aufgabe    | Wer | Beginn     | Ende       |
        | Planen     | Uwe | 2026-01-05 | 2026-01-09 |
        | Schreiben  | Uwe | 2026-01-12 | 2026-01-16 |
        | Nachsehen  | Ida | 2027-01-18 | 2027-01-20 |
        | Schneiden  | Ida | 2026-01-19 | 2026-01-23 |
        | Zeigen     | Uwe | 2026-01-26 | 2026-01-30 |
    """)
    assert (unsure(plan), codes(plan)) == ([[]] * 5, [])


def test_day_and_month_exchanged_in_one_date_alone_are_told() -> None:
    plan = plan_of("""
        Tâches
        | Tâche    | Responsable | Échéance   |
        | Préparer | Zoé         | 2026-05-04 |
        | Écrire   | Zoé         | 2026-05-07 |
        | Tourner  | Luc         | 2026-12-05 |
        | Monter   | Luc         | 2026-05-15 |
        | Montrer  | Zoé         | 2026-05-19 |
    """)
    assert (read(plan, "due")[2], unsure(plan)[2], codes(plan)) == ("2026-12-05", ["due"], ["GS008 Tâches!C4"])


PLACEHOLDERS = """
    Tasks
    | Task  | Owner | Start        | Due          |
    | Plan  | Ana   | {0}          | {0}          |
    | Write | Ana   | 2026-03-16   | 2026-03-27   |
    | Shoot | Ben   | {1}          | {1}          |
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [("1900-12-30", "1901-12-30"), ("1900-01-01", "0"), ("'1900-01-00", "'00.01.1900"), ("'30.12.1899", "1904-01-01")],
)
def test_empty_dates_are_none_with_one_note(one: str, other: str) -> None:
    plan = plan_of(PLACEHOLDERS.format(one, other))
    assert read(plan, "start", "due") == ["None None", "2026-03-16 2026-03-27", "None None"]
    assert [f"{finding.code} {finding.cell}" for finding in plan.findings] == ["GS005 Tasks!C2"]
    assert "and 3 more cells like it" in plan.findings[0].message


def test_the_year_is_that_of_the_rows_other_date_or_the_nearest_row() -> None:
    plan = plan_of("""
        Steps
        | Task  | Owner | Start      | Due    |
        | Plan  | Ana   | 2025-12-15 | 10 Jan |
        | Write | Ana   | 2026-01-12 | 30 Jan |
        | Shoot | Ben   |            | 6 Feb  |
    """)
    assert read(plan, "due") == ["2026-01-10", "2026-01-30", "2026-02-06"]
    assert unsure(plan) == [["due"]] * 3
    assert codes(plan) == ["GS009 Steps!D2"]


@pytest.mark.parametrize(
    "sheet",
    [
        "Plan 2026\n| Task | Owner | Due |\n| Cut | Ana | 6 Feb |\n| Post | Ana | 9 Nov |",
        "Plan\n| Task | Owner | Due 2026 |\n| Cut | Ana | 6 Feb |\n| Post | Ana | 9 Nov |",
        "Plan\n| Team plan 2026 | | |\n| | | |\n| Task | Owner | Due |\n| Cut | Ana | 6 Feb |\n| Post | Ana | 9 Nov |",
    ],
)
def test_else_the_year_that_the_sheet_names(sheet: str) -> None:
    plan = plan_of(sheet)
    assert read(plan, "due") == ["2026-02-06", "2026-11-09"]
    assert unsure(plan) == [["due"]] * 2


def test_else_the_one_in_which_the_weekdays_are_right() -> None:
    sheet = """
        Steps
        | Task | Owner | Due       |
        | Cut  | Ana   | Wed 13 May |
        | Post | Ana   | Mon 18 May |
        | Show | Ben   | 20 May     |
    """
    assert read(plan_of(sheet, as_of=date(2027, 1, 10)), "due") == ["2026-05-13", "2026-05-18", "2026-05-20"]
    assert read(plan_of(sheet), "due") == ["None"] * 3


def test_without_any_sign_of_the_year_nothing_is_guessed() -> None:
    plan = plan_of("""
        Steps
        | Task | Owner | Due    |
        | Cut  | Ana   | 13 May |
    """)
    assert (read(plan, "due"), codes(plan)) == (["None"], ["GS003 Steps!C2"])


def test_two_digit_years_in_front_are_told_by_how_close_the_dates_then_lie() -> None:
    plan = plan_of("""
        할일
        | 작업 | 담당자 | 시작일    | 종료일    |
        | 설계 | 민수   | `26.02.12 | `26.02.18 |
        | 개발 | 지영   | `26.03.16 | `26.12.20 |
    """)
    assert read(plan, "start", "due") == ["2026-02-12 2026-02-18", "2026-03-16 2026-12-20"]
    assert unsure(plan) == [[], []]  # in Korean the year always stands first
    danish = plan_of("""
        Opgaver
        | Opgave | Ansvarlig | Frist    |
        | Plan   | Bo        | 26.02.12 |
        | Test   | Bo        | 26.02.18 |
        | Vis    | Ida       | 26.05.20 |
    """)
    assert read(danish, "due") == ["2026-02-12", "2026-02-18", "2026-05-20"]
    assert (unsure(danish), codes(danish)) == ([["due"]] * 3, ["GS009 Opgaver!C2"])


def test_a_text_against_the_order_of_all_others_is_told() -> None:
    rows = "\n".join(f"| Step {n} | Ana | '{n}.03.2026 |" for n in range(13, 27))
    plan = plan_of(f"Steps\n| Task | Owner | Due |\n{rows}\n| Last | Ana | '03.28.2026 |")
    assert (read(plan, "due")[-1], unsure(plan)[-1]) == ("2026-03-28", ["due"])
    assert unsure(plan)[:-1] == [[]] * 14


def cells(values: list[date | str]) -> list[Cell]:
    return [Cell(CellRef("Steps", row, 3), value) for row, value in enumerate(values, 2)]


@given(st.lists(st.integers(0, 60), min_size=4, max_size=30), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%y.%m.%d"]))
def test_no_order_is_told_that_is_not_the_one_they_were_typed_in(offsets: list[int], form: str) -> None:
    typed = cells([(date(2026, 3, 13) + timedelta(days=off)).strftime(form) for off in offsets])
    order = {"%d/%m/%Y": "dmy", "%m/%d/%Y": "mdy", "%y.%m.%d": "ymd"}[form]
    assert date_order(typed) in (order, "")


@given(st.lists(st.integers(0, 40), min_size=3, max_size=30, unique=True))
def test_years_in_front_are_always_found(offsets: list[int]) -> None:
    typed = cells([(date(2026, 3, 1) + timedelta(days=off)).strftime("%y.%m.%d") for off in offsets])
    assert (date_order(typed) or fitting_order(typed)) in ("ymd", "")


@given(st.lists(st.integers(0, 300), min_size=5, max_size=40), st.integers(1, 12))
def test_true_dates_alone_are_never_taken_for_exchanged_ones(offsets: list[int], month: int) -> None:
    true = cells([date(2026, month, 1) + timedelta(days=off) for off in offsets])
    assert swapped(true) == ()


@given(st.lists(st.integers(1, 20), min_size=5, max_size=40), st.data())
def test_a_wrong_year_between_close_dates_is_found(gaps: list[int], data: st.DataObject) -> None:
    days, day = [], date(2026, 1, 5)
    for gap in gaps:
        day += timedelta(days=gap)
        days.append(day)
    at = data.draw(st.integers(2, len(days) - 3))
    if (days[at + 2] - days[at - 2]).days > 45:
        return
    days[at] -= timedelta(days=365)
    points = [Point(row, day, 3) for row, day in enumerate(days, 2)]
    assert [(odd.row, odd.why) for odd in out_of_line(points, dict)] == [(at + 2, Doubt.WRONG_YEAR)]


@pytest.mark.parametrize(("typed", "expected"), [("Q2", "2026-06-30"), ("KW 14", "2026-04-05"), ("May", "2026-05-31")])
def test_a_period_without_a_year_takes_that_of_the_dates_around_it(typed: str, expected: str) -> None:
    plan = plan_of(f"""
        Steps
        | Task  | Owner | Due        |
        | Plan  | Ana   | 2026-02-10 |
        | Write | Ana   | {typed}    |
    """)
    assert (read(plan, "due")[1], unsure(plan)[1]) == (expected, ["due"])
    assert codes(plan) == ["GS009 Steps!C3"]


def test_a_numbered_month_is_one_of_a_year_for_readings_alone() -> None:
    plan = plan_of("""
        Steps
        | Task  | Owner | Due        |
        | Plan  | Ana   | 2026-02-10 |
        | Write | Ana   | Month 3    |
        KPIs 2026
        | KPI        | Target | Month 1 | Month 2 | Month 3 |
        | Users      | 500    | 300     | 310     | 320     |
        | Complaints | 10     | 30      | 28      | 25      |
    """)
    assert read(plan, "due")[1] == "None"
    assert [str(reading.date) for reading in plan.readings][:3] == ["2026-01-31", "2026-02-28", "2026-03-31"]


def test_what_could_not_be_read_is_not_sure_either() -> None:
    plan = plan_of("""
        Steps
        | Task  | Owner | Due        | % complete |
        | Plan  | Ana   | 2026-03-10 | 40%        |
        | Write | Ana   | soon       | most       |
        | Show  | Ben   | 01/02/2026 |            |
        | Post  | Ben   |            | 10%        |
    """)
    assert read(plan, "due", "percent") == ["2026-03-10 0.4", "None None", "None None", "None 0.1"]
    assert unsure(plan) == [[], ["due", "percent"], ["due"], []]


def test_the_same_words_instead_of_dates_are_told_once_and_none_is_taken_for_blank() -> None:
    rows = "\n".join(f"| Write part {n} | Ana | {'soon' if n > 2 else '2026-03-0' + str(n)} |" for n in range(1, 8))
    plan = plan_of(f"Steps\n| Task | Owner | Due |\n{rows}")
    assert codes(plan) == ["GS003 Steps!C4"]
    assert "and 4 more cells like it" in plan.findings[0].message
    assert plan.unread == {step.cells["due"] for step in plan.steps[2:]}
