"""Measures of a table by period, and measures of which nobody says if more or less is better."""

from datetime import date

import pytest

from goalsheet.rules import Context, check
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.measure.judging import judged
from tests.support.reading import plan_of

AS_OF = date(2026, 11, 20)


def by_period(name: str, plan: str, actual: str, words: str = "Plan Actual Jan Feb Mar Apr") -> str:
    planned, done, *months = words.split()
    return f"""
        KPI
        | KPI     | Owner |           | {" | ".join(f"{month} 2026" for month in months)} |
        | {name}  | Ana   | {planned} | {" | ".join(plan.split())}   |
        |         |       | {done}    | {" | ".join(actual.split())} |
        | Umsatz  | Ben   | {planned} | 100 | 100 | 100 | 100 |
        |         |       | {done}    | 101 | 102 | 103 | 104 |
    """


@pytest.mark.parametrize(
    ("name", "plan", "actual", "words"),
    [
        ("Staff turnover", "5 5 5 5", "8 8 9 9", "Plan Actual Jan Feb Mar Apr"),
        ("Revenue", "100 100 100 100", "90 85 80 60", "Plan Actual Jan Feb Mar Apr"),
        ("Sick leave", "30 30 30 30", "28 33 38 44", "Plan Actual Jan Feb Mar Apr"),  # was within it at first
        ("Arbeitsunfälle", "0 0 0 0", "0 1 1 2", "Soll Ist Jan Feb Mrz Apr"),
        ("Überstunden", "100 100 100 100", "100 120 140 160", "Soll Ist Jan Feb Mrz Apr"),
        ("Horas extra", "50 50 50 50", "80 80 85 90", "Plan Real Ene Feb Mar Abr"),
    ],
)
@pytest.mark.parametrize("day", [date(2026, 4, 30), date(2026, 5, 5)])
def test_what_misses_its_planned_values_is_at_risk_without_a_due_date(
    name: str, plan: str, actual: str, words: str, day: date
) -> None:
    assert judged(by_period(name, plan, actual, words), day)(name).status is Status.AT_RISK


@pytest.mark.parametrize(
    ("name", "plan", "actual"),
    [("Staff turnover", "5 5 5 5", "8 7 6 5"), ("Revenue", "100 100 100 100", "90 95 97 96")],
)
def test_what_keeps_near_its_planned_values_is_not_at_risk(name: str, plan: str, actual: str) -> None:
    assert judged(by_period(name, plan, actual), date(2026, 4, 30))(name).status in (Status.ON_TRACK, Status.DONE)


def test_without_a_due_date_none_is_asked_for() -> None:
    assessment = judged(by_period("Revenue", "100 100 100 100", "90 85 80 60"), date(2026, 4, 30))("Revenue")
    assert "due date" not in str(assessment.clears)


def table(name: str, target: str, value: str, headings: str = "KPI | Target | Actual | Owner | Due") -> str:
    return f"""
        KPI
        | Objective | {headings} |
        | Ziel A    | {name} | {target} | {value} | Ana | 2026-12-31 |
        | Ziel B    | Umsatz | 40       | 28      | Ben | 2026-12-31 |
    """


GERMAN = "Kennzahl | Zielwert | Istwert | Verantwortlich | Fällig"


@pytest.mark.parametrize(
    ("name", "headings"), [("Parking permits", "KPI | Target | Actual | Owner | Due"), ("Dienstreisen", GERMAN)]
)
def test_past_a_target_whose_direction_nobody_says_is_never_done(name: str, headings: str) -> None:
    drawing = table(name, "2", "5", headings)
    assessment = judged(drawing)(name)
    assert assessment.status is Status.NO_UPDATE
    assert "nothing says whether more or less is better" in str(assessment.reason)
    found = [one for one in check(plan_of(drawing), Context(AS_OF, Settings())) if one.code == "GS725"]
    assert [str(one.cell) for one in found] == ["KPI!C2"]


def test_nor_is_it_overdue_for_that() -> None:
    assert judged(table("Parking permits", "2", "5"), date(2027, 1, 8))("Parking permits").status is Status.NO_UPDATE


@pytest.mark.parametrize(
    ("name", "target", "value", "status"),
    [
        ("Sick days", "2", "5", Status.AT_RISK),
        ("Fehlzeiten", "2", "5", Status.AT_RISK),
        ("Bajas médicas", "2", "5", Status.AT_RISK),
        ("残業時間", "100", "180", Status.AT_RISK),
        ("Permits", "at most 2", "5", Status.AT_RISK),
        ("Dienstreisen", "bis zu 2", "5", Status.AT_RISK),
        ("Permits", "≤ 2", "2", Status.DONE),
        ("Permits", "2", "2", Status.DONE),
        ("New clients", "2", "5", Status.DONE),
        ("Kundenzufriedenheit", "2", "5", Status.DONE),
        ("Permits", "at least 2", "5", Status.DONE),
        ("Accidents", "0", "3", Status.AT_RISK),
        ("Permits", "0", "3", Status.AT_RISK),
    ],
)
def test_a_word_or_a_sign_says_which_way(name: str, target: str, value: str, status: Status) -> None:
    drawing = table(name, target, value)
    assert judged(drawing)(name).status is status
    assert "GS725" not in [one.code for one in check(plan_of(drawing), Context(AS_OF, Settings()))]


def test_a_share_beside_a_limit_that_is_broken_does_not_make_it_done() -> None:
    assessment = judged("""
        KPI
        | Objective | KPI       | Target | Actual | % achieved | Owner | Due        |
        | Safety    | Accidents | 2      | 5      | 100%       | Ana   | 2026-12-31 |
        | Growth    | Clients   | 40     | 28     | 70%        | Ben   | 2026-12-31 |
    """)("Accidents")
    assert assessment.status is Status.AT_RISK
