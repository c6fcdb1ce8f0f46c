"""Two versions of a plan: rows that were only moved or reworded are no new and no dropped ones."""

from datetime import date
from pathlib import Path

import pytest

from goalsheet.history.model import ChangeKind
from goalsheet.review import review
from tests.history.drawing import compared, told
from tests.support.program import SHARED, run

MARKETING = """
    Steps
    | Goal                  | Step                                | Owner | Start      | Due        | % complete |
    | More followers        | Research hashtags                   | Tom   | 2026-10-19 | 2026-10-23 | 100%       |
    | More followers        | Write the captions for 24 posts     | Ana   | 2026-10-21 | 2026-11-13 | 60%        |
    | More followers        | Take photos                         | Dan   | 2026-10-26 | 2026-11-06 | 100%       |
    | More followers        | Post four times a week              | Tom   | 2026-10-26 | 2026-12-04 | 70%        |
    | More subscribers      | Publish eight brew guides           | Ana   | 2026-10-05 | 2026-11-27 | 50%        |
    | More subscribers      | Put a form under each article       | Ben   | 2026-11-02 | 2026-11-20 | 0%         |
    | More subscribers      | Place guest articles                | Ana   | 2026-11-16 | 2026-12-11 | 0%         |
    | Winter tour           | Book venues                         | Sofia | 2026-11-02 | 2026-11-25 | 60%        |
"""
REWORKED = """
    Steps
    | Goal                  | Step                                | Owner | Start      | Due        | % done     |
    | Winter tasting tour   | Book venues in three cities         | Sofia | 2026-11-02 | 2026-11-25 | 60%        |
    | More subscribers      | Place guest articles in 2 magazines | Ana   | 2026-11-16 | 2026-12-11 | 0%         |
    | More subscribers      | Put a form below every article      | Ben   | 2026-11-02 | 2026-11-20 | 0%         |
    | More subscribers      | Publish 8 brew guides               | Ana   | 2026-10-05 | 2026-11-27 | 50%        |
    | 500 followers in 6 w. | Posting four times a week           | Tom   | 2026-10-26 | 2026-12-04 | 70%        |
    | 500 followers in 6 w. | Take the photos                     | Dan   | 2026-10-26 | 2026-11-06 | 100%       |
    | 500 followers in 6 w. | Write captions for 24 posts         | Ana   | 2026-10-21 | 2026-11-13 | 60%        |
    | 500 followers in 6 w. | Research the hashtags               | Tom   | 2026-10-19 | 2026-10-23 | 100%       |
"""


def test_moved_and_reworded_rows_are_neither_new_nor_dropped(tmp_path: Path) -> None:
    changes = compared(MARKETING, REWORKED, tmp_path)
    assert {c.kind for c in changes.changes} == {ChangeKind.RENAMED}
    names = {(c.before, c.after) for c in changes.changes if c.item == "step"}
    assert ("Put a form under each article", "Put a form below every article") in names
    assert len(names) == 8
    assert {(c.before, c.after) for c in changes.changes if c.item == "goal"} == {
        ("More followers", "500 followers in 6 w."),
        ("Winter tour", "Winter tasting tour"),
    }


def test_what_really_changed_is_told_and_nothing_else(tmp_path: Path) -> None:
    old = """
    Goals
    | ID | Goal            | Owner | Due        |
    | G1 | Launch the shop | Ana   | 2026-12-18 |
    Steps
    | ID | Goal | Step        | Owner | Start      | Due        | Status      | % complete |
    | S1 | G1   | Write copy  | Ana   | 2026-11-02 | 2026-11-27 | In progress | 40%        |
    | S2 | G1   | Book studio | Ben   | 2026-11-02 | 2026-11-27 | In progress | 80%        |
    | S3 | G1   | Test checkout | Cleo | 2026-11-23 | 2026-12-04 | Not started | 0%         |
    | S4 | G1   | Print cards | Ben   | 2026-11-23 | 2026-12-04 | Not started | 0%         |
    """
    new = """
    Goals
    | ID | Goal            | Owner | Due        |
    | G1 | Launch the shop | Ana   | 2026-12-18 |
    Steps
    | ID | Goal | Step        | Owner | Start      | Due        | Status      | % complete |
    | S2 | G1   | Book studio | Ben   | 2026-11-02 | 2026-11-27 | Done        | 100%       |
    | S5 | G1   | Train staff | Ana   | 2026-12-01 | 2026-12-11 | Not started | 0%         |
    | S3 | G1   | Test checkout | Dan | 2026-11-23 | 2026-12-04 | Not started | 0%         |
    | S1 | G1   | Write copy  | Ana   | 2026-11-02 | 2026-12-04 | In progress | 60%        |
    """
    found = [line for line in told(compared(old, new, tmp_path)) if "Launch the shop" not in line]
    assert [line for line in found if not line.startswith("got better")] == [
        "due date moved: Write copy: due date moved from 27 Nov 2026 to 4 Dec 2026, 7 days later",
        "new: Train staff: new step, due 11 Dec 2026, Ana",
        "dropped: Print cards: step dropped, was not started, 0 % done, due 4 Dec 2026",
        "owner changed: Test checkout: owner changed from Cleo to Dan",
        "done: Book studio: done (due 27 Nov 2026)",
        "progress: Write copy: 40 % → 60 %, 20 points up, as expected",
    ]


def test_the_steps_of_a_new_goal_are_told_with_it(tmp_path: Path) -> None:
    more = (
        MARKETING
        + """
    | Spring fair | Rent a stand   | Ben | 2026-12-01 | 2026-12-18 | 0% |
    | Spring fair | Print a banner | Ben | 2026-12-01 | 2026-12-18 | 0% |
    """
    )
    assert told(compared(MARKETING, more, tmp_path)) == [
        "new: Spring fair: new goal, with 2 steps, no due date, no owner"
    ]
    gone = told(compared(more, MARKETING, tmp_path))
    assert [line.split(",")[0] for line in gone] == ["dropped: Spring fair: goal dropped"]
    assert "with 2 steps" in gone[0]


def test_a_plan_and_its_replanned_copy_have_no_false_new_or_dropped_rows() -> None:
    found = sorted((SHARED / "workbooks").glob("W4[56]_*.xlsx"))
    if len(found) != 2:
        pytest.skip("the shared workbooks are not here")
    for old, new in (found, found[::-1]):
        changes = review(new, date(2026, 1, 20), date(2026, 1, 20), copy=old).changes
        assert not changes.of(ChangeKind.NEW, ChangeKind.DROPPED)


@pytest.mark.slow
def test_the_command_tells_in_words_json_and_html_and_writes_nothing(tmp_path: Path) -> None:
    import json

    from tests.support.drawn import draw_file

    old, new = draw_file(MARKETING, tmp_path / "old.xlsx"), draw_file(REWORKED, tmp_path / "new.xlsx")
    before = {path: path.read_bytes() for path in (old, new)}
    said = run("diff", old, new, "--as-of", "2026-11-20")
    assert said.returncode == 0, said.stderr
    assert "What changed since old.xlsx as of 20 Nov 2026" in said.stdout
    assert "Take the photos: was called “Take photos”" in said.stdout
    data = json.loads(run("diff", old, new, "--as-of", "2026-11-20", "--format", "json").stdout)
    assert {one["kind"] for one in data["changes"]} == {"renamed"}
    page = tmp_path / "diff.html"
    assert run("diff", old, new, "--as-of", "2026-11-20", "--format", "html", "--out", page).returncode == 0
    assert "was called “Take photos”" in page.read_text("utf-8").lower().replace("take photos", "Take photos")
    assert {path: path.read_bytes() for path in (old, new)} == before
