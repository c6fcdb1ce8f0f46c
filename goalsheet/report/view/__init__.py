"""From a review to what is printed. `status_report` puts together the parts that the modules beside it make."""

from goalsheet.measure.model import Status
from goalsheet.measure.wording import DAYS
from goalsheet.report.view import due, problems, verdict
from goalsheet.report.view.attention import attention
from goalsheet.report.view.brief import PARTS, brief
from goalsheet.report.view.conventions import conventions
from goalsheet.report.view.goals import goal_lines
from goalsheet.report.view.metrics import metrics
from goalsheet.report.view.model import Filters, GoalLine, StatusReport
from goalsheet.report.view.past import past
from goalsheet.report.view.scene import Scene, badge
from goalsheet.report.view.timeline import timeline
from goalsheet.report.view.wins import wins
from goalsheet.report.words import count, day, sentence, shortened, week
from goalsheet.review import Review

__all__ = ["StatusReport", "brief", "status_report"]


def status_report(review: Review) -> StatusReport:
    """Everything the report tells, worded and in order."""
    scene = Scene(review)
    ordered = review.worst_first
    goals = goal_lines(scene, ordered)
    items, noun = verdict.counted(scene)
    year, number, _ = review.as_of.isocalendar()
    return StatusReport(
        title=shortened(review.title, 120) or "Status report",
        workbook=shortened(review.workbook.path.name, 120),
        lang=review.settings.lang or "en",
        as_of=f"{DAYS[review.as_of.weekday()]} {day(review.as_of)}",
        as_of_iso=review.as_of.isoformat(),
        week=week(review.as_of),
        period=f"{year}-W{number:02}",
        verdict=verdict.verdict(scene),
        all_well=verdict.all_well(scene),
        news=verdict.news(scene),
        overall=verdict.overall(scene),
        figures=verdict.figures(scene),
        shares=verdict.shares(scene),
        shares_of=count(len(items), noun),
        attention=attention(scene),
        wins=wins(scene),
        goals=goals,
        due_next=due.by_owner(scene),
        due_within=due.within(scene),
        metrics=metrics(scene),
        timeline=timeline(scene, ordered),
        problems=problems.problems(scene),
        problems_text=problems.in_words(scene),
        conventions=conventions(review),
        read_as=sentence(review.read_as),
        filters=_filters(goals),
        past=past(scene),
        left_out={**dict.fromkeys(PARTS, ""), "problems": problems.more(scene)},
    )


def _filters(goals: tuple[GoalLine, ...]) -> Filters:
    """What goals can be filtered by; nothing where there is no choice."""
    owners = sorted({owner for goal in goals for owner in goal.owners}, key=str.casefold)
    teams = sorted({goal.team for goal in goals if goal.team}, key=str.casefold)
    words = {goal.badge.word for goal in goals}
    return Filters(tuple(owners), tuple(teams), tuple(badge(status) for status in Status if status.value in words))
