"""The calendar file: read back by the icalendar library, the same from week to week."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from goalsheet.mail.deadlines import deadlines
from goalsheet.mail.letters import Mailing
from goalsheet.report.view.context import ViewContext
from goalsheet.review import review
from tests.mail.letters import mails
from tests.support.drawn import draw_file

PLAN = """
Steps
| Step                          | Owner | Due        | Status      |
| Write; the "copy", quickly\\n  | Ana   | 2026-11-27 | In progress |
| Take the photos               | Ben   | 2026-12-04 | Done        |
| Draw                          | Ben   |            | In progress |
People
| Name | E-mail          |
| Ana  | ana@example.com |
"""
AS_OF = date(2026, 11, 20)


def calendar(folder: Path, as_of: date) -> Any:
    """The calendar; what its parts are, the library's types leave open."""
    seen = review(draw_file(PLAN, folder / "goals.xlsx"), as_of, as_of)
    return Calendar.from_ical(deadlines(ViewContext(seen), seen.plan.work))


def test_what_is_open_and_due_is_an_event_for_the_whole_day(tmp_path: Path) -> None:
    made = calendar(tmp_path, AS_OF)
    (event,) = [one for one in made.walk("VEVENT") if "Write" in one["SUMMARY"]]
    assert event["DTSTART"].dt == date(2026, 11, 27)
    assert event["DTEND"].dt == date(2026, 11, 28)
    assert event["SUMMARY"].startswith('Due: Write; the "copy", quickly')
    assert event["TRANSP"] == "TRANSPARENT"
    assert not any("photos" in one["SUMMARY"] or "Draw" in one["SUMMARY"] for one in made.walk("VEVENT"))
    assert made["METHOD"] == "PUBLISH"


def test_an_event_keeps_its_name_from_week_to_week(tmp_path: Path) -> None:
    names = [
        {str(one["UID"]) for one in calendar(tmp_path, day).walk("VEVENT")}
        for day in (AS_OF, AS_OF + timedelta(days=5))
    ]
    assert names[0] == names[1] != set()


def test_every_sample_s_calendar_is_valid() -> None:
    """As the library checks it: what RFC 5545 requires is there, once, and nothing could not be read."""
    found = 0
    for message in mails().values():
        for part in message.iter_attachments():
            if part.get_content_type() != "text/calendar":
                continue
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            assert max(map(len, content.split(b"\r\n"))) <= 75
            read = Calendar.from_ical(content)
            assert {"PRODID", "VERSION", "METHOD"} <= set(read)
            for one in read.walk("VEVENT"):
                assert not one.errors
                assert all(name in one for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"))
                found += 1
            assert read.to_ical() == content
    assert found > 50


def test_nothing_due_is_no_file(tmp_path: Path) -> None:
    path = draw_file(PLAN.replace("2026-11-27", "").replace("| Write", "| Read"), tmp_path / "goals.xlsx")
    mailing = Mailing(review(path, AS_OF, AS_OF, {"mails": ("status",), "mail_attach": ("calendar",)}))
    (letter,) = mailing.letters()
    assert list(letter.message.iter_attachments()) == []
