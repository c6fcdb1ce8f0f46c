"""Figures from the literature, each with its source."""

from datetime import date

import pytest

from goalsheet.measure import earned, network, okr
from goalsheet.measure.model import EarnedSchedule
from goalsheet.measure.network import Activity, Need
from goalsheet.measure.working_calendar import CALENDAR_DAYS
from goalsheet.statuses import Status
from tests.measure.judging import judged, measured_of

PV = [5, 10, 25, 55, 85, 120, 130, 140, 150, 150, 150]
EV = [3.33, 6.67, 10, 22.5, 70, 82.5, 90, 120, 130, 140, 150]


def test_earned_schedule_of_a_late_finish_project() -> None:
    """Lipke, "Schedule is Different" (The Measurable News, 2003): the late finish project."""
    es = [round(earned.earned_schedule(PV, ev), 2) for ev in EV]
    assert es == [0.67, 1.33, 2.00, 2.83, 4.50, 4.92, 5.14, 6.00, 7.00, 8.00, 9.00]


def test_at_the_end_earned_schedule_still_tells_that_it_was_late() -> None:
    """The same in period 11: SPI is 1, SPI(t) .818, SV(t) -2 and IEAC(t) 11 periods where 9 were planned."""
    end = EarnedSchedule(earned.earned_schedule(PV, EV[-1]), at=11, pd=9)
    assert EV[-1] / PV[-1] == 1
    assert end.spi == pytest.approx(0.818, abs=5e-4)
    assert end.variance == -2
    assert end.duration == pytest.approx(11)


def test_earned_value_of_a_drawn_plan() -> None:
    """Steps of 6 and 4 days of effort: one half done at its end, one done after half of its time (PMI)."""
    measured = measured_of("""
        Goals
        | ID | Goal     | Due        |
        | G1 | Campaign | 2026-11-27 |
        Steps
        | Goal | Step | Start      | Due        | % complete | Effort |
        | G1   | Copy | 2026-11-16 | 2026-11-20 | 50%        | 6      |
        | G1   | Film | 2026-11-16 | 2026-11-27 | 100%       | 4      |
    """)
    (value,) = measured.earned.values()
    assert (value.bac, value.pv, value.ev, value.sv) == (10, 8, 7, -1)
    assert value.spi == 0.875


def test_critical_path_of_sixteen_hours() -> None:
    """A textbook network of a prototype's assembly: A-B-D-E-G takes 16 hours, C and F have a slack of 1."""
    needs = {"A": "", "B": "A", "D": "B", "E": "DF", "G": "E", "C": "A", "F": "C"}
    hours = {"A": 6, "B": 2, "D": 3, "E": 4, "G": 1, "C": 2, "F": 2}
    timings = network.schedule(Activity(k, hours[k], needs=tuple(map(Need, n))) for k, n in needs.items())
    assert max(timing.end for timing in timings.values()) == 16
    assert network.critical(timings) == set("ABDEG")
    assert {key: timing.float for key, timing in timings.items() if timing.float} == {"C": 1, "F": 1}
    early = {key: (timing.start, timing.end) for key, timing in timings.items()}
    assert early == {"A": (0, 6), "B": (6, 8), "D": (8, 11), "E": (11, 15), "G": (15, 16), "C": (6, 8), "F": (8, 10)}
    assert (timings["F"].late_start, timings["F"].late_end) == (9, 11)


def test_april_is_half_gone_on_the_fifteenth() -> None:
    """C1 and C2: 1 to 30 April as of the 15th, in calendar days, 50 %."""
    assert CALENDAR_DAYS.elapsed(date(2026, 4, 1), date(2026, 4, 30), date(2026, 4, 15)) == 0.5
    campaign = judged(
        """
        | Step     | Start      | Due        | % complete |
        | Campaign | 2026-04-01 | 2026-04-30 | 50%        |
        """,
        date(2026, 4, 15),
        calendar="calendar",
    )
    assert campaign("Campaign").progress.expected == 0.5
    assert campaign("Campaign").progress.pace == 1


def test_churn_from_eight_to_five_now_six() -> None:
    churn = judged("""
        Goals
        | Goal      | Metric | Direction | Baseline | Target | Current | Start      | Due        |
        | Get churn | churn  | down      | 8        | 5      | 6       | 2026-10-01 | 2026-12-31 |
    """)("Get churn")
    assert churn.progress.by_measure == churn.progress.actual == pytest.approx(2 / 3)


def test_weighted_milestones() -> None:
    """Milestones weighted 9, 1, 1, 1, the heavy one reached: 75 % (the weighted milestone technique of EIA-748)."""
    site = judged("""
        | Goal     | Step   | Due        | Status      | % complete | Weight |
        | New site | Live   | 2026-11-18 | Done        |            | 9      |
        | New site | Press  | 2026-11-25 | Not started |            | 1      |
        | New site | Party  | 2026-11-27 | Not started |            | 1      |
        | New site | Review | 2026-12-04 | Not started |            | 1      |
    """)("New site")
    assert site.progress.actual == 0.75


WEEK = """
    | Step        | Start      | Due        | % complete |
    | Forty       | 2026-11-16 | 2026-11-20 | 40%        |
    | Eighty      | 2026-11-16 | 2026-11-20 | 80%        |
    | Sixty       | 2026-11-16 | 2026-11-20 | 60%        |
"""


def test_microsoft_projects_status_field() -> None:
    """Microsoft, Status (task field): a five-day task on its Thursday is Late at 40 %, On Schedule at 80 %."""
    step = judged(WEEK, date(2026, 11, 19), profile="msproject")
    assert step("Forty").status is Status.AT_RISK
    assert step("Forty").reason == "late: 40 % done, 60 % expected by the day before"
    assert step("Eighty").status is Status.ON_TRACK
    assert step("Sixty").status is Status.ON_TRACK


#: Objectives with the grades of their key results and their published grade, to one decimal.
OKRS = [
    ("all graded", [0.4, 0.9, 0.6], 0.6, 0),
    ("one not graded", [0.7, None, 0.4], 0.6, 1),
    ("two not graded", [1.0, None, None, 0.3], 0.7, 2),
    ("none graded", [None, None], None, 2),
]


@pytest.mark.parametrize(("name", "scores", "published", "left_out"), OKRS, ids=[o[0] for o in OKRS])
def test_okr_grades_leave_blanks_out(
    name: str, scores: list[float | None], published: float | None, left_out: int
) -> None:
    """Google re:Work and Doerr: an objective's grade is the mean of its graded key results."""
    grade = okr.grade(scores)
    assert grade.shown == published
    assert grade.left_out == left_out
    if left_out and published is not None:
        assert round(sum(s or 0 for s in scores) / len(scores), 1) != published


def test_okr_colours_are_of_the_grade_as_shown() -> None:
    """Google's scale: 0.0 to 0.3 red, 0.4 to 0.6 yellow, 0.7 to 1.0 green."""
    assert [okr.grade([g]).colour() for g in (0.0, 0.3, 0.34, 0.35, 0.64, 0.65, 0.7, 1.0)] == [
        "red", "red", "red", "yellow", "yellow", "green", "green", "green",
    ]  # fmt: skip


def test_the_grade_of_a_drawn_objective_says_what_was_left_out() -> None:
    measured = measured_of("""
        Goals
        | ID | Goal           | Kind      | Start      | Due        |
        | O1 | Delight people | Objective | 2026-10-01 | 2026-12-31 |
        Key results
        | Goal | Key result           | Score | Weight |
        | O1   | Raise the NPS to 60  | 0.9   | 1      |
        | O1   | Halve the tickets    | 0.3   | 3      |
        | O1   | Train 20 people      |       | 1      |
    """)
    (grade,) = measured.grades.values()
    assert grade.value == pytest.approx(0.45)
    assert (grade.shown, grade.graded, grade.left_out, grade.colour()) == (0.5, 2, 1, "yellow")


def test_a_milestone_rolls_up_the_steps_that_name_it() -> None:
    measured = measured_of("""
        | Goal     | Milestone | Step  | Start      | Due        | % complete | Effort |
        | Campaign | Launch    | Copy  | 2026-11-16 | 2026-11-20 | 100%       | 3      |
        | Campaign | Launch    | Film  | 2026-11-16 | 2026-11-27 | 20%        | 1      |
        | Campaign | Review    | Count | 2026-12-07 | 2026-12-11 | 0%         | 1      |
    """)
    launch, review = measured.milestones
    assert (launch.name, launch.done, launch.steps, launch.due) == ("Launch", 1, 2, date(2026, 11, 27))
    assert launch.progress.actual == pytest.approx(0.8)
    assert launch.progress.expected == pytest.approx((3 + 0.5) / 4)
    assert review.progress.expected == 0
