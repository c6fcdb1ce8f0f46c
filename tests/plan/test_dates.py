"""Dates as people type them: read where there is one reading, a finding where there are two or none."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.periods import ISO, Rhythm
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.date_texts import cleaned, day_text
from goalsheet.plan.dates import Dated, Reference, day
from goalsheet.plan.doubts import Doubt
from tests.support.reading import plan_of
from tests.support.sure import as_a, sure


def read(value: Any, order: str = "", end: bool = True, date_1904: bool = False) -> str | None:
    found = day(value, order, end, date_1904)
    return found.date.isoformat() if isinstance(found, Dated) else found.code if found else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03-15", "2026-03-15"),
        ("2026/3/5", "2026-03-05"),
        ("2018.2.5", "2018-02-05"),
        ("20260315", "2026-03-15"),
        ("22 Jun 2026", "2026-06-22"),
        ("22-Jun-26", "2026-06-22"),
        ("15 March 2026", "2026-03-15"),
        ("March 15, 2026", "2026-03-15"),
        ("15th of March, 2026", "2026-03-15"),
        ("Sun, 15 March 2026", "2026-03-15"),
        ("2026-03-10 (Tuesday)", "2026-03-10"),
        ("2026-03-10T08:30:00Z", "2026-03-10"),
        ("`23.12.2023", "2023-12-23"),
        ("13/02/2026", "2026-02-13"),
        ("07-14-2023", "2023-07-14"),
        ("05/05/2026", "2026-05-05"),
        ("15 Agu 2026", "2026-08-15"),
        ("15. März 2026", "2026-03-15"),
        ("15 de marzo de 2026", "2026-03-15"),
        ("15 août 2026", "2026-08-15"),
        ("15 мая 2026 г.", "2026-05-15"),
        ("2026年3月15日(日)", "2026-03-15"),
        ("2026년 3월 15일", "2026-03-15"),
        ("２０２６/３/１５", "2026-03-15"),
    ],
)
def test_what_can_be_read_in_one_way_only(typed: str, expected: str) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize("typed", ["01/02/2026", "1.2.2026", "03-04-26", "23.02.12"])
def test_what_can_be_read_in_two_ways_is_not_read(typed: str) -> None:
    assert read(typed) == "GS004"


def test_the_order_settles_it() -> None:
    assert [read("01/02/2026", order) for order in ("dmy", "mdy")] == ["2026-02-01", "2026-01-02"]
    assert [read("23.02.12", order) for order in ("dmy", "ymd")] == ["2012-02-23", "2023-02-12"]


@pytest.mark.parametrize(
    "typed",
    ["TBD", "ongoing", "mid March", "待定", "Day-1", "4.8-4.14", "Q3", "KW 14", "22 Jun", "31/02/2026", "soon" * 50],
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    assert read(typed) == "GS003"


def test_a_day_without_a_year_says_so() -> None:
    problem = day("22 Jun")
    assert isinstance(problem, Problem)
    assert "no year" in problem.hint


@pytest.mark.parametrize(
    ("typed", "near", "read_as"),
    [
        ("end of January", date(2026, 12, 5), "2027-01-31"),
        ("Ende Januar", date(2026, 11, 20), "2027-01-31"),
        ("Q1", date(2026, 12, 31), "2027-03-31"),
        ("KW 2", date(2026, 12, 20), "2027-01-17"),
        ("diciembre", date(2027, 1, 10), "2026-12-31"),
        ("Q3", date(2026, 5, 1), "2026-09-30"),
    ],
)
def test_a_period_without_a_year_lies_near_the_dates_around_it(typed: str, near: date, read_as: str) -> None:
    found = day(typed, around=Reference(near=near))
    assert isinstance(found, Dated)
    assert (str(found.date), found.doubt) == (read_as, Doubt.NO_YEAR)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Q3 2026", "2026-07-01", "2026-09-30"),
        ("2026 Q1", "2026-01-01", "2026-03-31"),
        ("Q4'26", "2026-10-01", "2026-12-31"),
        ("H2 2026", "2026-07-01", "2026-12-31"),
        ("February 2028", "2028-02-01", "2028-02-29"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("KW 14 2026", "2026-03-30", "2026-04-05"),
        ("Q1 FY26", "2026-01-01", "2026-03-31"),
        ("FY 2026", "2026-01-01", "2026-12-31"),
        ("01/10/2025 - 31/12/2025", "2025-10-01", "2025-12-31"),
        ("01/10/2025 - 02/12/2025", None, None),
        ("13/10/2025 - 31/12/2025", "2025-10-13", "2025-12-31"),
    ],
)
def test_a_period_is_its_last_day_or_first_where_something_starts_and_this_is_said(
    typed: str, first: str | None, last: str | None
) -> None:
    if first is None:
        assert read(typed) == "GS003"
        return
    assert (read(typed, end=False), read(typed)) == (first, last)
    found = day(typed)
    assert isinstance(found, Dated)
    assert sure(found.remark).code == "GS006"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Q1 2026", "2025-10-01", "2025-12-31"),
        ("FY26 Q1", "2025-10-01", "2025-12-31"),
        ("Q1 FY2026", "2025-10-01", "2025-12-31"),
        ("Q3 FY'26", "2026-04-01", "2026-06-30"),
        ("fy26-q4", "2026-07-01", "2026-09-30"),
        ("H1 FY26", "2025-10-01", "2026-03-31"),
        ("FY25/26", "2025-10-01", "2026-09-30"),
        ("Q2 FY2025/26", "2026-01-01", "2026-03-31"),
        ("GJ 2026", "2025-10-01", "2026-09-30"),
        ("March 2026", "2026-03-01", "2026-03-31"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("15 March 2026", "2026-03-15", "2026-03-15"),
        ("FY24/26", "GS003", "GS003"),
        ("Q5 FY26", "GS003", "GS003"),
    ],
)
def test_quarters_and_half_years_are_those_of_the_fiscal_year(typed: str, first: str, last: str) -> None:
    """It begins in October here, and bears the number of the year it ends in; months and days are everybody's."""
    found = [day(typed, end=end, rhythm=Rhythm(first_month=10)) for end in (False, True)]
    assert [str(one.date) if isinstance(one, Dated) else sure(one).code for one in found] == [first, last]


@given(st.integers(1, 12), st.integers(2001, 2098), st.integers(1, 4))
def test_the_quarters_of_a_fiscal_year_lie_side_by_side(first_month: int, year: int, number: int) -> None:
    rhythm = Rhythm(first_month=first_month)
    last = as_a(Dated, day(f"Q{number} FY{year}", rhythm=rhythm)).date
    after = f"Q{number % 4 + 1} {year + number // 4}"
    assert as_a(Dated, day(after, end=False, rhythm=rhythm)).date == last + timedelta(days=1)
    assert rhythm.quarter(last).key.endswith(f"{year}-Q{number}")


def test_a_fiscal_year_taken_for_the_calendar_year_is_said_with_the_setting() -> None:
    def hint(typed: str, rhythm: Rhythm = ISO) -> str:
        return sure(as_a(Dated, day(typed, rhythm=rhythm)).remark).hint

    assert "fiscal_year_start" in hint("Q1 FY26")
    assert not hint("Q1 2026")
    assert not hint("Q1 FY26", Rhythm(first_month=4))


def test_a_numbered_week_begins_when_weeks_do_but_isos_own_is_isos() -> None:
    sunday = Rhythm(first_day=6)
    said = ("week 14 2026", "2026-W14")
    assert [str(as_a(Dated, day(one, end=False, rhythm=sunday)).date) for one in said] == ["2026-03-29", "2026-03-30"]


def test_the_settings_sheet_says_when_the_fiscal_year_begins() -> None:
    plan = plan_of("""
        Goals
        | Goal  | Owner | Due     |
        | Grow  | Ana   | FY27 Q1 |
        Steps
        | Step  | Goal | Owner | Due     |
        | Write | Grow | Ana   | Q3 2026 |
        Settings
        | Setting           | Value |
        | Fiscal year start | April |
    """)
    assert (plan.goals[0].due, plan.steps[0].due) == (date(2026, 6, 30), date(2025, 12, 31))
    assert [str(finding.cell) for finding in plan.findings] == ["Goals!C2", "Steps!D2"]


def test_serial_numbers_of_both_date_systems() -> None:
    assert read(45000) == "2023-03-15"
    assert read(45000.75) == "2023-03-15"
    assert read(45000, date_1904=True) == "2027-03-16"
    assert [read(number) for number in (2026, 12, -5, 3e9)] == ["GS003"] * 4


def test_an_empty_date_is_blank_with_a_note() -> None:
    stamps = [0, 0.0, time(), date(1899, 12, 30), date(1900, 1, 1), date(1900, 12, 30), datetime(1904, 1, 1)]
    assert [read(value) for value in stamps] == ["GS005"] * len(stamps)


def test_what_a_cell_can_hold_besides() -> None:
    assert read(datetime(2026, 3, 1, 17, 30)) == "2026-03-01"
    assert [read(value) for value in (None, "", " ", "-", "n/a")] == [None] * 5
    assert [read(value) for value in (True, time(8, 30), timedelta(days=3))] == ["GS003"] * 3


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_date_comes_back_from_every_clear_form(given_day: date) -> None:
    forms = ["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%a, %d %b %Y", "%Y-%m-%d %H:%M", "%Y%m%d"]
    assert {read(given_day.strftime(form)) for form in forms} == {given_day.isoformat()}


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)))
def test_a_numeric_date_is_never_read_as_another_day(given_day: date) -> None:
    for form, order in (("%d/%m/%Y", "dmy"), ("%m/%d/%Y", "mdy"), ("%d.%m.%y", "dmy")):
        typed = given_day.strftime(form)
        assert read(typed, order) in (given_day.isoformat(), "GS004")
        assert read(typed) in (given_day.isoformat(), "GS004")


@given(st.text(max_size=120))
def test_no_text_crashes(typed: str) -> None:
    assert day(typed) is None or isinstance(day(typed), Dated | Problem)
    assert isinstance(day_text(cleaned(typed)).full, dict)


def test_the_other_dates_of_a_column_settle_the_order() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        |
        | Write | Ana   | 07-14-2023 |
        | Post  | Ana   | 07-02-2023 |
    """)
    assert [str(step.due) for step in plan.steps] == ["2023-07-14", "2023-07-02"]
    assert not plan.findings


def test_so_do_those_of_the_column_beside_it_and_the_setting_before_all() -> None:
    sheet = """
        Steps
        | Step  | Owner | Start      | Due        |
        | Write | Ana   | 13/01/2026 | 01/02/2026 |
    """
    assert [str(step.due) for step in plan_of(sheet).steps] == ["2026-02-01"]
    assert [str(step.due) for step in plan_of(sheet, date_order="mdy").steps] == ["2026-01-02"]


def test_a_column_in_two_orders_settles_nothing() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        |
        | Write | Ana   | 14/07/2023 |
        | Post  | Ana   | 07/15/2023 |
        | Check | Ana   | 07/02/2023 |
    """)
    assert [str(step.due) for step in plan.steps] == ["2023-07-14", "2023-07-15", "None"]
    assert [str(finding) for finding in plan.findings] == [
        "Steps!C4: “07/02/2023” can be 2023-02-07 or 2023-07-02 [GS004]"
    ]


def test_swapped_dates_are_read_as_they_were_meant_where_the_others_bear_it_out() -> None:
    plan = plan_of("""
        Steps
        | Step | Owner | Due        |
        | A    | Ana   | 07/14/2026 |
        | B    | Ana   | 07/22/2026 |
        | C    | Ana   | 08/19/2026 |
        | D    | Ana   | 2026-01-08 |
        | E    | Ana   | 2026-05-08 |
        | F    | Ana   | 2026-06-09 |
    """)
    assert [(finding.code, str(finding.cell)) for finding in plan.findings] == [("GS007", "Steps!C5")]
    assert "3 dates from here on" in plan.findings[0].message
    assert [str(step.due) for step in plan.steps[3:]] == ["2026-08-01", "2026-08-05", "2026-09-06"]
    assert [list(plan.unsure(step)) for step in plan.steps] == [[], [], [], ["due"], ["due"], ["due"]]
