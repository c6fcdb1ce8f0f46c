"""What the report says, and in which order."""

from datetime import date

import pytest

from goalsheet.cells import CellRef
from goalsheet.measure.model import Level, Signal
from goalsheet.report.view import StatusReport, shorten_report, status_report
from goalsheet.statuses import Status
from tests.report.examples import AS_OF, Drawing, all_well, big, marketing, nothing, so_far
from tests.support.lazy import lazy


@pytest.fixture(scope="module")
def report() -> StatusReport:
    return status_report(marketing())


def with_goals(*statuses: Status) -> StatusReport:
    it = Drawing()
    for number, status in enumerate(statuses):
        it.goal(f"Goal {number}", status, due=date(2026, 12, 18))
    return status_report(it.review())


def test_the_verdict_counts_goals_and_overdue_steps(report: StatusReport) -> None:
    assert report.verdict == "1 of 6 goals is off track and 1 is at risk; 1 of 15 steps is overdue."
    assert report.news == "1 off track, 1 at risk, 1 no update, 1 done"
    assert report.all_well == ""


@pytest.mark.parametrize(
    ("statuses", "verdict", "news"),
    [
        ((Status.ON_TRACK,) * 2, "Both goals are on track.", "nothing at risk"),
        ((Status.DONE,) * 3, "All 3 goals are done.", "all 3 goals done"),
        ((Status.OFF_TRACK,) * 3, "All 3 goals are off track.", "3 off track"),
        ((Status.NOT_STARTED,) * 4, "None of the 4 goals is started.", "nothing at risk"),
        (
            (Status.ON_TRACK, Status.NO_UPDATE),
            "Nothing is off track or at risk, but 1 of 2 goals has no update.",
            "1 no update",
        ),
        (
            (Status.ON_TRACK, Status.ON_TRACK, Status.DONE),
            "Nothing is off track or at risk: of 3 goals, 2 are on track and 1 is done.",
            "nothing at risk, 1 done",
        ),
        ((Status.AT_RISK, Status.CANCELLED, Status.ON_TRACK), "1 of 2 goals is at risk.", "1 at risk"),
    ],
)
def test_every_kind_of_verdict(statuses: tuple[Status, ...], verdict: str, news: str) -> None:
    report = with_goals(*statuses)
    assert (report.verdict, report.news) == (verdict, news)


def test_steps_are_counted_where_there_is_but_one_goal() -> None:
    it = Drawing()
    goal = it.goal("", Status.OFF_TRACK, implicit=True)
    it.step(goal, "Call the printer", Status.OFF_TRACK, due=AS_OF)
    it.step(goal, "Order paper", Status.ON_TRACK, due=AS_OF)
    report = status_report(it.review())
    assert report.verdict == "1 of 2 steps is off track."
    assert report.goals[0].name == "Steps without a goal"


def test_all_well_is_said() -> None:
    assert status_report(all_well()).all_well == "All is well: nothing needs attention."


def test_nothing_read_is_said() -> None:
    report = status_report(nothing())
    assert report.verdict.startswith("There is nothing to report on")
    assert (report.goals, report.attention, report.timeline, report.all_well) == ((), (), None, "")


def test_attention_is_worst_and_longest_overdue_first(report: StatusReport) -> None:
    assert [(it.badge.word, it.name) for it in report.attention[:4]] == [
        ("off track", "Write captions"),
        ("off track", "500 new Instagram followers in six weeks"),
        ("at risk", "Publish four posts a week"),
        ("at risk", "Guest articles on three partner blogs"),
    ]
    first = report.attention[0]
    assert first.reason == "Due Fri 13 Nov 2026, 5 working days ago, and 40 % done."
    assert first.clears == "Finish it, or agree a new due date."
    assert (first.owner, first.goal, first.cell) == (
        "Ben Ito",
        "500 new Instagram followers in six weeks",
        "Steps!B3",
    )


def test_further_reasons_are_of_another_kind() -> None:
    it = Drawing()
    cell = CellRef("Steps", 2, 2)
    pace = [Signal(f"S20{n}", Level.WARN, "pace", cell, lazy(f"behind for reason {n}"), lazy("")) for n in (1, 2)]
    note = Signal("S900", Level.INFO, "people", cell, lazy("Ana is new"), lazy(""))
    it.goal("Goal", Status.OFF_TRACK, reason="due yesterday", signals=(*pace, note))
    (line,) = status_report(it.review()).attention
    assert (line.reason, line.more) == ("Due yesterday.", ("Behind for reason 1.",))


def test_wins_are_typed_and_computed(report: StatusReport) -> None:
    told = [(win.text, win.who, win.when) for win in report.wins]
    assert told[0] == ("The guest article on Fieldnotes brought 61 subscribers in two days", "Ana Silva", "17 Nov")
    assert ("Sign-up box at the end of each article", "Lee Wong", "done 16 Nov, 4 days early") in told
    assert ("Launch the new website by 31 January: past half way at 58 %", "Lee Wong", "") in told
    assert not any("Hashtag" in text for text, _, _ in told)  # done four weeks ago


def test_goals_come_worst_first(report: StatusReport) -> None:
    ranks = [goal.badge.word for goal in report.goals]
    assert ranks == ["off track", "at risk", "no update", "on track", "on hold", "done", "cancelled"]


def test_a_goal_shows_actual_expected_forecast_and_the_owners_word(report: StatusReport) -> None:
    followers, blog = report.goals[0], report.goals[1]
    assert followers.bar.text == "38 % done, 79 % expected by now"
    assert followers.forecast == "heading for 243 followers by 29 Nov"
    assert (followers.declared, followers.differs) == ("on track", True)
    assert followers.both == "52 % by steps, 38 % by its metric"
    assert blog.forecast == "at this pace done 15 Jan 2027, 11 working days late"
    assert not blog.differs


def test_unknown_progress_is_never_zero(report: StatusReport) -> None:
    recommend = next(goal for goal in report.goals if goal.name == "Customers recommend us")
    assert recommend.bar.actual is None
    assert recommend.bar.actual_text == "–"


def test_due_next_is_by_owner_and_knows_who_has_none(report: StatusReport) -> None:
    due = {group.owner: [line.name for line in group.lines] for group in report.due_next}
    assert due["Jo Park"] == ["Publish four posts a week", "500 new Instagram followers in six weeks"]
    assert due["nobody yet"] == ["Repost user-generated content"]
    assert due["Ana Silva"] == due["Lee Wong"] == ["Guest articles on three partner blogs"]


def test_due_next_looks_as_far_as_the_setting_says() -> None:
    it = Drawing()
    goal = it.goal("Goal", Status.ON_TRACK)
    for name, due in (("today", 20), ("in ten days", 30)):
        it.step(goal, name, Status.ON_TRACK, due=date(2026, 11, due), owners=("Ana",))
    it.step(goal, "yesterday", Status.OFF_TRACK, due=date(2026, 11, 19), owners=("Ana",))
    near, far = status_report(it.review(due_soon_days=9)), status_report(it.review(due_soon_days=10))
    assert [line.name for line in near.due_next[0].lines] == ["today"]
    assert [line.name for line in far.due_next[0].lines] == ["today", "in ten days"]


def test_metrics_show_baseline_target_current_and_chart(report: StatusReport) -> None:
    followers = report.metrics[0]
    assert (followers.baseline, followers.target, followers.current) == ("0", "500 followers", "190 followers")
    assert followers.aim == "from 0 to 500 followers"
    assert next(line for line in report.metrics if line.name == "Churn under 5 %").aim == "to keep at 5 %"
    assert followers.chart is not None
    assert followers.chart.description == "From 0 followers on 12 Oct to 190 followers on 16 Nov; target 500 followers."
    assert followers.chart.dots[-1][2] == "16 Nov: 190 followers"
    heights = [y for _, y, _ in followers.chart.dots]
    assert heights == sorted(heights, reverse=True)  # it grew, and y grows downwards
    loose = report.metrics[-1]
    assert (loose.name, loose.goal, loose.badge) == ("Conversion", "", None)


def test_readings_after_the_day_are_not_shown() -> None:
    it = Drawing()
    for day, value in ((18, 1), (19, 2), (25, 90)):
        it.reading(None, "Sign-ups", date(2026, 11, day), value)
    (line,) = status_report(it.review()).metrics
    assert (line.current, line.readings) == ("2", "2 readings, the last on 19 Nov")


def test_the_timeline_lies_between_its_ends(report: StatusReport) -> None:
    timeline = report.timeline
    assert timeline is not None
    assert 0 < timeline.today < timeline.days
    for row in timeline.rows:
        assert 0 <= row.span.start <= row.span.start + row.span.days <= timeline.days
    assert timeline.undated == "1 goal without dates not shown"


def test_a_year_typed_wrong_does_not_squeeze_the_timeline() -> None:
    it = Drawing()
    it.goal("Sane", Status.ON_TRACK, start=date(2026, 10, 1), due=date(2026, 12, 31))
    it.goal("Typed wrong", Status.ON_TRACK, start=date(2026, 10, 1), due=date(2206, 12, 31))
    timeline = status_report(it.review()).timeline
    assert timeline is not None
    assert min(row.span.days for row in timeline.rows) > timeline.days / 20
    assert len(timeline.ticks) <= 9


def test_problems_name_cell_and_hint(report: StatusReport) -> None:
    assert report.problems_text == "1 error, 1 warning and 1 note"
    assert [(it.severity, it.cell, it.code) for it in report.problems] == [
        ("error", "Steps!D14", "GS201"),
        ("warning", "Steps!C7", "GS301"),
        ("note", "'Key results'!B2", "GS602"),
    ]


def test_conventions_follow_the_settings() -> None:
    assert dict(status_report(marketing()).conventions)["C3"].startswith("Days are working days: Sat and Sun are off")
    it = Drawing()
    assert dict(status_report(it.review(calendar="calendar")).conventions)["C3"] == "Days are calendar days."


def test_a_brief_report_says_what_it_left_out() -> None:
    whole = status_report(big())
    short = shorten_report(whole, 5)
    assert len(short.attention) == len(short.goals) == 5
    assert short.left_out["attention"] == f"+ {len(whole.attention) - 5} more in the full report"
    assert sum(len(group.lines) for group in short.due_next) == 5
    assert shorten_report(whole, 10_000).left_out["goals"] == ""


def test_long_texts_are_one_shortened_line() -> None:
    it = Drawing()
    it.goal("word " * 6_000, Status.OFF_TRACK, reason="x" * 32_767, progress=so_far(0.1))
    report = status_report(it.review())
    assert len(report.goals[0].name) <= 160
    assert report.goals[0].name.endswith("…")
    assert len(report.attention[0].reason) <= 401
