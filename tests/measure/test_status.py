"""Verdicts: how signals make a status, and what the owner's word does to it."""

from datetime import date

import pytest

from goalsheet.statuses import Status
from tests.measure.judging import judged

BEHIND = """
    Goals
    | ID | Goal     | Owner | Start      | Due        | % complete |
    | G1 | Campaign | Ana   | 2026-11-02 | 2026-12-11 | 30%        |
"""


def said(check_in: str, goal: str = BEHIND) -> str:
    return f"{goal}\n    Check-ins\n    | Date | Goal | Author | Status | Wins | Obstacles |\n    {check_in}\n"


def test_a_sentence_has_status_reason_numbers_and_what_would_clear_it() -> None:
    step = judged("""
        | Step       | Owner | Due        | % complete |
        | Write copy | Ana   | 2026-11-13 | 40%        |
        | Shoot film | Ana   | 2026-12-11 | 20%        |
    """)("Write copy")
    assert step.sentence == (
        "off track: due Fri 13 Nov 2026, 5 working days ago, 40 % done; done, or a new due date agreed"
    )
    assert step.days_left == -5


def test_due_today_is_not_overdue() -> None:
    step = judged("""
        | Step       | Owner | Start      | Due        | % complete |
        | Write copy | Ana   | 2026-11-16 | 2026-11-20 | 90%        |
    """)("Write copy")
    assert step.status is Status.ON_TRACK
    assert step.days_left == 0


def test_overdue_by_a_weekend_is_overdue_by_a_day() -> None:
    step = judged("| Step | Due | % complete |\n| Write copy | 2026-11-20 | 90% |", date(2026, 11, 22))("Write copy")
    assert step.status is Status.OFF_TRACK
    assert step.days_left == -1
    assert "2 days ago" in step.reason


def test_two_hints_of_one_family_are_not_enough_and_of_two_families_are() -> None:
    plan = """
        | Step        | Owner | Start      | Due        | % complete | Last updated |
        | Brief       | Ana   | 2026-10-01 | 2026-10-09 | 100%       | 2026-10-09   |
        | Write copy  | Ben   | 2026-11-02 | 2026-12-11 | 45%        | 2026-11-19   |
        | Shoot film  |       | 2026-11-02 | 2026-12-11 | 45%        | 2026-11-01   |
    """
    steps = judged(plan)
    assert steps("Write copy").status is Status.ON_TRACK
    assert steps("Shoot film").status is Status.AT_RISK
    assert "no update for 19 days" in steps("Shoot film").reason
    assert " or " in steps("Shoot film").clears


def test_done_cancelled_and_on_hold_come_before_everything() -> None:
    steps = judged("""
        | Step  | Due        | Status    |
        | Brief | 2026-11-13 | Done      |
        | Copy  | 2026-11-13 | Cancelled |
        | Film  | 2026-11-13 | On hold   |
    """)
    assert [steps(name).status for name in ("Brief", "Copy", "Film")] == [Status.DONE, Status.CANCELLED, Status.ON_HOLD]
    assert not steps("Film").signals


def test_nothing_recorded_long_after_the_start_is_no_update_in_a_group_that_delivers() -> None:
    steps = judged("""
        | Step   | Start      | Due        | Done on    | Status | % complete |
        | Brief  | 2026-09-01 | 2026-09-11 | 2026-09-11 | Done   | 100%       |
        | Casts  | 2026-09-14 | 2026-09-18 | 2026-09-17 | Done   | 100%       |
        | Film   | 2026-11-02 | 2026-12-11 |            |        |            |
        | Copy   | 2026-12-01 | 2026-12-11 |            |        |            |
    """)
    assert steps("Film").status is Status.NO_UPDATE
    assert steps("Copy").status is Status.NOT_STARTED
    assert steps("Copy").reason == "starts Tue 1 Dec 2026, in 7 working days"


def test_without_a_record_nothing_recorded_is_at_risk() -> None:
    """The core rule: a slow pace, nothing recorded included, with a late share of .4 or more; unknown is .5."""
    steps = judged("""
        | Step   | Start      | Due        | Status | % complete |
        | Film   | 2026-11-02 | 2026-12-11 |        |            |
        | Copy   | 2026-12-01 | 2026-12-11 |        |            |
    """)
    assert steps("Film").status is Status.AT_RISK
    assert "nothing recorded" in steps("Film").reason


def test_a_record_speaks_for_who_is_behind() -> None:
    steps = judged("""
        | Step   | Start      | Due        | Done on    | % complete |
        | Brief  | 2026-09-01 | 2026-09-11 | 2026-09-11 | 100%       |
        | Casts  | 2026-09-14 | 2026-09-18 | 2026-09-17 | 100%       |
        | Place  | 2026-09-21 | 2026-09-25 | 2026-09-25 | 100%       |
        | Film   | 2026-11-02 | 2026-12-11 |            | 35%        |
    """)
    assert steps("Film").status is Status.ON_TRACK
    assert "a hint only: behind" in steps("Film").reason
    assert "none of the group's last 3 finished items was late" in steps("Film").reason


@pytest.mark.parametrize(
    ("check_in", "status"),
    [
        ("| 2026-11-18 | G1 | Ana | On track | The agency has caught up | |", Status.ON_TRACK),
        ("| 2026-11-18 | G1 | Ana | On track | | |", Status.AT_RISK),  # no reason
        ("| 2026-11-03 | G1 | Ana | On track | The agency has caught up | |", Status.AT_RISK),  # too old
        ("| 2026-11-18 | G1 | Ana | Off track | | The agency is bankrupt |", Status.OFF_TRACK),  # always may be worse
    ],
)
def test_the_owners_word_betters_a_warning_only_with_a_fresh_reason(check_in: str, status: Status) -> None:
    goal = judged(said(check_in))("Campaign")
    assert goal.status is status
    assert goal.declared_status is (Status.OFF_TRACK if status is Status.OFF_TRACK else Status.ON_TRACK)


def test_the_owners_word_never_lifts_a_fact() -> None:
    overdue = BEHIND.replace("2026-12-11", "2026-11-13")
    goal = judged(said("| 2026-11-18 | G1 | Ana | On track | Nearly there | |", overdue))("Campaign")
    assert goal.status is Status.OFF_TRACK
    assert goal.declared == "on track"


def test_the_next_check_in_ends_what_an_earlier_one_said() -> None:
    later = (
        "| 2026-11-16 | G1 | Ana | On track | Agency caught up | |\n    | 2026-11-19 | G1 | Ana | | Shot the film | |"
    )
    assert judged(said(later))("Campaign").status is Status.AT_RISK


def test_a_soft_goal_shows_no_made_up_percentage() -> None:
    goals = judged("""
        Goals
        | ID | Goal               | Kind | Start      | Due        |
        | G1 | Feel at home here  | Soft | 2026-10-01 | 2026-12-31 |
        Steps
        | Goal | Step      | Due        | Status      |
        | G1   | Breakfast | 2026-11-13 | Done        |
        | G1   | Walk      | 2026-12-11 | Not started |
        Check-ins
        | Date       | Goal | Author | Status   | Confidence | Wins         |
        | 2026-11-18 | G1   | Ana    | On track | 8          | New faces    |
    """)
    assert goals("Feel at home here").progress.actual is None
    assert goals("Feel at home here").progress.by_steps == 0.5
    assert goals("Feel at home here").status is Status.ON_TRACK


def test_a_blank_percentage_is_unknown_and_the_roll_up_says_so() -> None:
    goal = judged("""
        | Goal     | Step | Start      | Due        | Status      | % complete |
        | Campaign | One  | 2026-11-02 | 2026-12-11 | In progress | 60%        |
        | Campaign | Two  | 2026-11-02 | 2026-12-11 | In progress |            |
        | Campaign | Drop | 2026-11-02 | 2026-12-11 | Cancelled   | 0%         |
    """)("Campaign")
    assert (goal.progress.actual, goal.progress.coverage) == (0.6, 0.5)
    assert "known for 50 % of it" in goal.reason


def test_without_a_percent_column_steps_are_done_or_not() -> None:
    goal = judged("""
        | Goal     | Step  | Due        | Status      |
        | Campaign | One   | 2026-11-13 | Done        |
        | Campaign | Two   | 2026-11-16 | Done        |
        | Campaign | Three | 2026-12-11 | In progress |
        | Campaign | Four  | 2026-12-14 |             |
        | Campaign | Five  | 2026-12-16 |             |
    """)("Campaign")
    assert goal.progress.actual == goal.progress.expected == 0.4


def test_flat_weights_are_shared_out_over_all_steps_below() -> None:
    """Steps below two child goals make 100 together: 60 of them are done, though only half of the children."""
    goals = judged("""
        Goals
        | ID | Goal    | Parent | Due        |
        | G1 | Launch  |        | 2026-12-18 |
        | G2 | Site    | G1     | 2026-12-18 |
        | G3 | Event   | G1     | 2026-12-18 |
        Steps
        | Goal | Step   | Due        | Status      | % complete | Weight |
        | G2   | Pages  | 2026-11-18 | Done        | 100%       | 50     |
        | G2   | Search | 2026-11-18 | Done        | 100%       | 10     |
        | G3   | Hall   | 2026-12-11 | Not started | 0%         | 40     |
    """)
    assert goals("Launch").progress.actual == pytest.approx(0.6)


def test_absence_of_all_owners_takes_days_out_of_what_is_expected() -> None:
    text = """
        | Step  | Owner | Start      | Due        | % complete |
        | Film  | Ana   | 2026-11-16 | 2026-11-27 | 50%        |
        | Copy  | Ben   | 2026-11-16 | 2026-11-27 | 50%        |
        People
        | Name | Away from  | Away to    |
        | Ana  | 2026-11-16 | 2026-11-18 |
        | Ben  |            |            |
    """
    steps = judged(text)
    assert steps("Film").progress.expected == pytest.approx(2 / 7)
    assert steps("Copy").progress.expected == 0.5


def test_a_slip_of_the_year_is_not_computed_with() -> None:
    goal = judged("""
        Goals
        | ID | Goal     | Due        |
        | G1 | Campaign | 2026-12-18 |
        Steps
        | Goal | Step  | Start      | Due        | % complete |
        | G1   | Film  | 2026-11-16 | 2062-11-27 | 50%        |
        | G1   | Copy  | 2026-11-16 | 2026-11-27 | 50%        |
    """)("Campaign")
    assert goal.status is Status.ON_TRACK


def test_an_aspirational_objective_has_reached_its_mark_at_seven_tenths() -> None:
    text = """
        Goals
        | ID | Goal           | Kind      | Commitment   | Start      | Due        |
        | O1 | Delight people | Objective | aspirational | 2026-07-01 | 2026-09-30 |
        | O2 | Keep the light | Objective | committed    | 2026-07-01 | 2026-09-30 |
        Key results
        | Goal | Key result        | Score |
        | O1   | NPS of 60         | 0.8   |
        | O1   | Half the tickets  | 0.7   |
        | O2   | Uptime of 99.9 %  | 0.8   |
    """
    goals = judged(text, date(2026, 10, 2))
    assert goals("Delight people").status is Status.DONE
    assert goals("Keep the light").status is Status.OFF_TRACK


def test_a_goal_without_a_row_is_late_past_the_last_due_date_below_it() -> None:
    """It has no due date of its own to be past."""
    of = judged(
        """
        Steps
        | ID | Goal     | Step  | Start      | Due        | Depends on |
        | S1 | Campaign | Shoot | 2026-11-23 | 2026-11-27 |            |
        | S2 | Campaign | Edit  | 2026-11-25 | 2026-12-01 | S1         |
        """
    )
    assert "past the last due date below it" in str(of("Campaign").reason)


@pytest.mark.parametrize(("kind", "done"), [("Soft", False), ("Hard", True), ("SMART", True)])
def test_only_a_soft_goal_is_never_done_by_itself(kind: str, done: bool) -> None:
    """All its steps done makes a goal with a number done; of a soft one its owner says when."""
    goals = judged(f"""
        Goals
        | ID | Goal              | Kind   | Start      | Due        |
        | G1 | Feel at home here | {kind} | 2026-10-01 | 2026-12-31 |
        Steps
        | Goal | Step      | Due        | Status |
        | G1   | Breakfast | 2026-11-13 | Done   |
        | G1   | Walk      | 2026-11-16 | Done   |
    """)
    assert (goals("Feel at home here").status is Status.DONE) is done
