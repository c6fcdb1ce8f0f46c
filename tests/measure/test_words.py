"""How verdicts read: one number for one thing, no signs, and nobody wonders whose."""

from datetime import date

from goalsheet.language.wording import number, percent, quoted
from goalsheet.statuses import Status
from tests.measure.judging import judged
from tests.support.sure import sure

DOWN = """
    Goals
    | ID | Goal  | Owner | Start      | Due        | Metric | Unit    | Direction | Baseline | Target |
    | G1 | Speed | Ana   | 2026-10-01 | 2026-12-31 | load   | seconds | down      | 4        | 2      |
    Metrics
    | Date       | Metric | Value |
    | 2026-10-15 | load   | {}    |
    | 2026-11-16 | load   | {}    |
"""


def test_a_metric_falls_and_rises_without_minus_signs() -> None:
    falling, rising = judged(DOWN.format(3.9, 3.8))("Speed"), judged(DOWN.format(4.1, 4.3))("Speed")
    assert "falling 0.0" in falling.reason
    assert "a week where 0.28 seconds a week is needed" in falling.reason
    assert "rising" in rising.reason
    assert "where a fall of" in rising.reason
    assert "-" not in falling.reason + falling.clears + rising.clears


def test_a_metric_that_stands_still() -> None:
    assert "not moving where a fall of" in judged(DOWN.format(4, 4))("Speed").reason


def test_quotes_are_cut_behind_a_word() -> None:
    assert quoted("The provider's lawyers have not answered since 20 October, says Ana", 60) == (
        "“The provider's lawyers have not answered since 20 October…”"
    )


def test_far_past_the_target_is_said_so() -> None:
    reach = judged("""
        Goals
        | ID | Goal  | Owner | Start      | Due        | Baseline | Target | Current  | Status      |
        | G1 | Reach | Ana   | 2026-10-02 | 2026-12-20 | 0        | 1      | 23398200 | In progress |
    """)("Reach")
    assert "23,398,200 of 1 (far past the target)" in reach.reason
    assert (number(1e300), percent(12.5)) == ("1e+300", "1250 %")


CHAIN = """
    | ID | Step | Owner | Start      | Due        | % complete | Depends on |
    | S1 | Film | Ana   | 2026-11-02 | 2026-11-27 | 20%        |            |
    | S2 | Edit | Ben   | 2026-11-30 | 2026-12-04 | 0%         | S1         |
    | S3 | Show | Ben   | 2026-12-07 | 2026-12-08 | 0%         | S2         |
"""


def test_a_step_has_one_forecast_wherever_it_is_told() -> None:
    steps = judged(CHAIN)
    film, edit, show = steps("Film").forecast, steps("Edit").forecast, steps("Show").forecast
    assert (film.how, film.finish) == ("at the present pace", date(2027, 2, 12))
    assert edit.how == show.how == "at the pace of what it waits for"
    assert "waits for “Film”, which ends Fri 12 Feb 2027 at the present pace" in steps("Edit").reason
    assert f"so this ends Fri {edit.finish:%d %b %Y}" in steps("Edit").reason
    assert "at the earliest" not in steps("Edit").reason + steps("Show").reason
    assert sure(steps("Plan").forecast.finish) >= sure(show.finish)


def test_whose_load_it_is_is_said() -> None:
    text = """
        Goals
        | ID | Goal | Team | Due        |
        | G1 | Site | {}   | 2026-12-18 |
        Steps
        | Goal | Step | Owner | Start      | Due        | % complete | Effort |
        | G1   | Film | Ana   | 2026-11-23 | 2026-12-04 | 0%         | 16     |
        | G1   | Edit | Ben   | 2026-11-23 | 2026-12-04 | 0%         | 8      |
    """
    of_team = [s.reason for s in judged(text.format("Content"))("Film").signals]
    assert of_team == ["the Content team's 2 people have 24 days of work up to Fri 4 Dec 2026 and 20 days for it"]
    of_all = [s.reason for s in judged(text.format(""))("Film").signals]
    assert of_all[0].startswith("the plan's 2 people together have 24 days of work")
    of_one = [s.reason for s in judged(text.format("Content"), load_by="person")("Film").signals]
    assert of_one[0].startswith("Ana has 16 days of work up to Fri 4 Dec 2026 and 10 days for it")


def test_the_mark_of_an_aspirational_objective_is_in_what_is_expected() -> None:
    items = judged("""
        Goals
        | ID | Goal    | Kind      | Commitment   | Start      | Due        |
        | O1 | Delight | Objective | aspirational | 2026-11-02 | 2026-12-11 |
        Key results
        | Goal | Key result | Baseline | Target | Current |
        | O1   | NPS of 60  | 0        | 60     | 30      |
    """)
    for name in ("Delight", "NPS of 60"):
        assert (items(name).progress.mark, items(name).progress.expected) == (0.7, 0.35)
        assert "35 % expected by today for a mark of 0.7" in items(name).reason


def test_an_update_is_missed_by_the_check_ins_own_pace_and_never_within_a_week() -> None:
    text = """
        Goals
        | ID | Goal  | Owner | Start      | Due        | Metric | Baseline | Target |
        | G1 | Reach | Ana   | 2026-11-02 | 2026-12-20 | fans   | 100      | 200    |
        Metrics
        | Date       | Metric | Value |
        | 2026-11-04 | fans   | 130   |
        | 2026-11-06 | fans   | 135   |
        | 2026-11-11 | fans   | 140   |
        Check-ins
        | Date       | Goal | Author | Wins |
        | {}         | G1   | Ana    | x    |
        | {}         | G1   | Ana    | x    |
        | {}         | G1   | Ana    | x    |
    """
    weekly = judged(text.format("2026-10-28", "2026-11-05", "2026-11-12"))("Reach")
    assert "no-update" not in [signal.code for signal in weekly.signals]
    daily = text.format("2026-11-09", "2026-11-10", "2026-11-11")
    assert "no-update" in [signal.code for signal in judged(daily)("Reach").signals]
    within = judged(daily, date(2026, 11, 18))("Reach")
    assert "no-update" not in [signal.code for signal in within.signals]


def test_eleven_percent_of_two_thirds_is_a_fact_for_a_metric_and_a_warning_for_a_step() -> None:
    """As the table of signals has it: only a metric's pace, measured, proves a target out of reach."""
    items = judged("""
        Goals
        | ID | Goal  | Owner | Start      | Due        | Target | Current | Direction |
        | G1 | Reach | Ana   | 2026-09-01 | 2026-12-31 | 100    | 11      | up        |
        Steps
        | Goal  | Step | Owner | Start      | Due        | % complete |
        | Other | Draw | Ana   | 2026-09-01 | 2026-12-31 | 11%        |
    """)
    assert items("Reach").status is Status.OFF_TRACK
    assert [s.code for s in items("Reach").signals if s.level == "fact"] == ["metric-unreachable"]
    assert items("Draw").status is Status.AT_RISK
    assert items("Draw").reason.startswith("far behind")
