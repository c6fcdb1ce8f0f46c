"""Weeks, quarters and today as a workbook's settings have them, through everything that shows them."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.language import ENGLISH, language
from goalsheet.mail.letters import Mailing
from goalsheet.periods import ISO, Rhythm
from goalsheet.report.json_report import as_json, schema
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.report.view.period_review import period_review
from goalsheet.report.view.scale import Scale, ticks
from goalsheet.review import Review, review
from tests.support.drawn import draw_file

FRIDAY = date(2026, 11, 20)
PLAN = """
    Goals
    | ID | Goal | Owner | Start      | Due     |
    | G1 | Grow | Ana   | 2026-11-02 | Q1 2027 |
    Steps
    | ID | Goal | Step  | Owner | Start      | Due        | Effort | % complete |
    | S1 | G1   | Write | Ana   | 2026-11-22 | 2026-11-28 | 9      | 0%         |
    | S2 | G1   | Post  | Ben   | 2026-11-02 | 2026-12-18 | 1      | 20%        |
    Settings
    | Setting | Value |
"""


def seen(folder: Path, *settings: str, period: str | None = None) -> Review:
    rows = "\n".join(f"    | {one.replace('=', ' | ')} |" for one in settings)
    return review(draw_file(PLAN + rows, folder / "plan.xlsx"), FRIDAY, FRIDAY, period=period)


def test_weeks_that_begin_on_sunday_are_named_by_their_first_day_everywhere(tmp_path: Path) -> None:
    found = seen(tmp_path, "Weeks start on=Sunday", "Mail to=ana@example.com", period="week")
    report = status_report(found)
    assert (report.week, report.period) == ("week of 15 Nov", "2026-W47")
    assert "Status of week of 15 Nov" in render("report.html.j2", report, None)
    assert report.past.overloads[0].text.startswith("week of 22 Nov: 9 days of work")
    assert report.load is not None
    assert report.load.weeks[0] == "22 Nov"
    assert ("C6", "Weeks begin on Sunday.") in report.conventions
    assert found.period is not None
    assert period_review(found, found.period).period == "Week of 15 Nov 2026"
    letter = next(Mailing(found).letters())
    assert "] week of 15 Nov: " in letter.message["Subject"]
    assert (letter.issue.first, letter.issue.last) == ("2026-11-15", "2026-11-21")
    document = json.loads(as_json(found))
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert (document["week"], document["load"][0]["week"]) == ("2026-11-15", "2026-11-22")
    assert document["conventions"]["first_day_of_week"] == 6


def test_weeks_follow_the_language_where_that_is_asked_for(tmp_path: Path) -> None:
    assert status_report(seen(tmp_path, "Weeks start on=auto")).week == "week 47"
    assert status_report(seen(tmp_path, "Weeks start on=auto", "Language=en-US")).week == "week of 15 Nov"


def test_the_fiscal_year_is_named_and_its_quarters_are_its_own(tmp_path: Path) -> None:
    found = seen(tmp_path, "Fiscal year starts=October", period="quarter")
    assert found.plan.goals[0].due == date(2026, 12, 31)
    assert found.period is not None
    assert (found.period.first, found.period.last) == (date(2026, 10, 1), date(2026, 12, 31))
    page = period_review(found, found.period)
    assert page.period == "Q1 FY2027 (Oct–Dec 2026)"
    assert "<h1>Q1 FY2027 (Oct–Dec 2026)" in render("review.html.j2", page, None)
    assert dict(status_report(found).conventions)["C7"].startswith("The fiscal year begins in October")
    assert json.loads(as_json(found))["conventions"]["fiscal_year_start"] == 10
    assert [str(finding) for finding in found.findings if finding.code == "GS006"] == [
        "Goals!E2: “Q1 2027” is read as 2026-12-31 [GS006]"
    ]


@pytest.mark.parametrize(("zone", "today"), [("Pacific/Auckland", "2026-11-21"), ("America/Los_Angeles", "2026-11-20")])
def test_today_is_the_day_where_the_team_is(zone: str, today: str, tmp_path: Path) -> None:
    moment = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    path = draw_file(f"{PLAN}    | Time zone | {zone} |", tmp_path / "plan.xlsx")
    found = review(path, moment)
    assert found.as_of.isoformat() == today
    assert ("C8", f"Where no date is given, today is the day in the time zone {zone}.") in status_report(
        found
    ).conventions
    assert json.loads(as_json(found))["conventions"]["time_zone"] == zone
    assert review(path, moment, FRIDAY).as_of == FRIDAY


def test_a_mail_that_is_not_sent_is_dated_noon_where_the_team_is(tmp_path: Path) -> None:
    plain, zoned = seen(tmp_path), seen(tmp_path, "Time zone=Pacific/Auckland")
    dates = [str(next(Mailing(found).letters()).message["Date"]) for found in (plain, zoned)]
    assert dates == ["Fri, 20 Nov 2026 12:00:00 +0000", "Fri, 20 Nov 2026 12:00:00 +1300"]


def test_as_it_comes_a_report_says_nothing_of_weeks_and_years(tmp_path: Path) -> None:
    assert [code for code, _ in status_report(seen(tmp_path)).conventions] == ["C1", "C2", "C3", "C4", "C5"]


@given(
    st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 62), st.builds(Rhythm, st.integers(0, 6), st.just(1))
)
def test_a_short_timeline_has_a_tick_where_weeks_begin(first: date, days: int, rhythm: Rhythm) -> None:
    scale = Scale(first, first + timedelta(days=days - 1))
    begin = [one for n in range(days) if (one := first + timedelta(days=n)) == rhythm.week_begins(one)]
    assert [tick.at for tick in ticks(scale, ENGLISH, 99, rhythm)] == [scale.start(one) for one in begin]


def test_a_long_timeline_has_its_ticks_at_fiscal_quarters_and_years() -> None:
    two, six = Scale(date(2026, 1, 1), date(2027, 12, 31)), Scale(date(2024, 1, 1), date(2029, 12, 31))
    told = [[tick.label for tick in ticks(two, ENGLISH, rhythm=rhythm)] for rhythm in (ISO, Rhythm(first_month=11))]
    assert told == [
        ["Jan 2026", "Apr", "Jul", "Oct", "Jan 2027", "Apr", "Jul", "Oct"],
        ["Feb", "May", "Aug", "Nov", "Feb 2027", "May", "Aug", "Nov"],
    ]
    assert [tick.label for tick in ticks(six, ENGLISH, rhythm=Rhythm(first_month=4))][:3] == [
        "Apr",
        "Apr 2025",
        "Apr 2026",
    ]


def test_a_single_day_is_told_as_one(tmp_path: Path) -> None:
    plan = PLAN.replace("Settings", "People").replace("| Setting | Value |", "| Name | Capacity |") + "    | Ana | 1 |"
    found = review(draw_file(plan, tmp_path / "plan.xlsx"), FRIDAY, FRIDAY)
    assert "week 48: 9 days of work, 1 day for it" in [line.text for line in status_report(found).past.overloads]


def test_ticks_say_what_stands_there_in_the_words_of_the_language() -> None:
    weeks = ticks(Scale(date(2026, 10, 18), date(2026, 11, 20)), ENGLISH, rhythm=Rhythm(first_day=6))
    assert [tick.label for tick in weeks] == ["18 Oct", "25 Oct", "1 Nov", "8 Nov", "15 Nov"]
    months = ticks(Scale(date(2026, 11, 1), date(2027, 2, 28)), language("ja"))
    assert [tick.label for tick in months] == ["11月", "12月", "2027年1月", "2月"]
