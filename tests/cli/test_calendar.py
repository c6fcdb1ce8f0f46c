"""`goalsheet calendar`: deadlines to share, safely written."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support.drawn import draw_file
from tests.support.program import run

PLAN = """
Goals
| ID | Goal       | Owner | Due        |
| G1 | New site   | Ana   | 2026-12-18 |
Steps
| Goal | Step       | Milestone | Owner     | Due        | % complete |
| G1   | Write copy |           | Ana Silva | 2026-11-27 | 40%        |
| G1   | Launch     | yes       | Ben       | 2026-12-11 | 0%         |
| G1   | Draw       |           | Ben       | 2026-11-13 | 100%       |
People
| Name      | Also known as |
| Ana Silva | Ana           |
"""
DAY = ("--as-of", "2026-11-20")


def events(path: Path) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_what_is_open_and_dated_is_written_beside_the_workbook(tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "goals.xlsx")
    done = run("calendar", book, *DAY)
    assert done.returncode == 0
    assert "3 deadlines" in (done.stdout + done.stderr)
    assert events(tmp_path / "goals.ics") == ["Due: Launch", "Due: New site", "Due: Write copy"]


@pytest.mark.slow
def test_one_may_ask_for_people_by_any_of_their_names_and_for_milestones_only(tmp_path: Path) -> None:
    book, out = draw_file(PLAN, tmp_path / "goals.xlsx"), tmp_path / "out.ics"
    assert run("calendar", book, *DAY, "--owner", "ana", "--out", out).returncode == 0
    assert events(out) == ["Due: New site", "Due: Write copy"]
    assert run("calendar", book, *DAY, "--milestones", "--lang", "de", "--out", out).returncode == 0
    assert events(out) == ["Fällig: Launch", "Fällig: New site"]


def test_an_unknown_owner_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = run("calendar", draw_file(PLAN, tmp_path / "goals.xlsx"), *DAY, "--owner", "Anna Silva")
    assert done.returncode == 2
    assert "nothing is owned by Anna Silva" in (done.stdout + done.stderr)
    assert "Did you mean Ana Silva" in (done.stdout + done.stderr)
    assert not (tmp_path / "goals.ics").exists()


def test_a_file_that_is_not_ours_stays(tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "goals.xlsx")
    (tmp_path / "goals.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:-//theirs\r\n")
    done = run("calendar", book, *DAY)
    assert done.returncode == 2
    assert "exists already" in (done.stdout + done.stderr)
    assert "theirs" in (tmp_path / "goals.ics").read_text()


def test_where_nothing_is_due_nothing_is_written(tmp_path: Path) -> None:
    book = draw_file("Steps\n| Step | Owner | Status |\n| Write | Ana | Done |\n", tmp_path / "goals.xlsx")
    done = run("calendar", book, *DAY)
    assert done.returncode == 2
    assert "nothing open has a due date" in (done.stdout + done.stderr)
    assert not (tmp_path / "goals.ics").exists()


@pytest.mark.slow
def test_who_may_read_the_workbook_may_read_the_calendar_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "goals.xlsx")
    book.chmod(0o644)
    for _ in range(2):
        assert run("calendar", book, *DAY).returncode == 0
    assert (tmp_path / "goals.ics").stat().st_mode & 0o777 == book.stat().st_mode & 0o777
    assert {path.name for path in tmp_path.iterdir()} == {"goals.xlsx", "goals.ics"}
