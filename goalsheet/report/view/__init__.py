"""From a review to what is printed. `status_report` puts together the parts that the modules beside it make."""

from collections.abc import Iterator
from dataclasses import replace

from goalsheet.language import Language
from goalsheet.report.phrases import sentence, shortened
from goalsheet.report.view import due, headline, problems
from goalsheet.report.view.attention import attention
from goalsheet.report.view.audience import for_owner, grounded
from goalsheet.report.view.burnup import burn_up
from goalsheet.report.view.context import ViewContext, badge
from goalsheet.report.view.conventions import conventions
from goalsheet.report.view.figures import figures
from goalsheet.report.view.goals import GoalLine, goal_lines
from goalsheet.report.view.load import load
from goalsheet.report.view.metrics import metrics
from goalsheet.report.view.model import Filters, StatusReport
from goalsheet.report.view.past import past
from goalsheet.report.view.shorten import PARTS, shorten_report
from goalsheet.report.view.theme import Theme, look
from goalsheet.report.view.timeline import timeline
from goalsheet.report.view.tree import tree
from goalsheet.report.view.wins import wins
from goalsheet.review import Review
from goalsheet.statuses import Status

__all__ = ["StatusReport", "shorten_report", "status_report"]

MOST_LINES = 20  # of the intro


def status_report(review: Review, logo: str = "", book: str = "") -> StatusReport:
    """Everything the report tells, worded and in order.

    `logo` is a picture as `look.picture` gives it, `book` the address of the workbook as seen from the page.
    """
    report = replace(_whole(review, look(review.settings, logo)), book=book)
    kind, _, name = review.settings.audience.partition("=")
    if kind == "owner":
        report = for_owner(report, name, _people(review))
        report = replace(report, filters=_filters(report.goals, review.language))
    return grounded(report)


def _people(review: Review) -> Iterator[str]:
    """Everybody who has something to do, and everybody on the list of people."""
    yield from (owner for item in review.plan.work for owner in item.owners)
    yield from (person.name for person in review.plan.people)


def _whole(review: Review, looks: Theme) -> StatusReport:
    context = ViewContext(review)
    ordered = review.worst_first
    goals = goal_lines(context, ordered)
    lang = context.lang
    return StatusReport(
        title=shortened(review.title, 120) or lang.say("Status report"),
        workbook=shortened(review.workbook.path.name, 120),
        lang=lang.code,
        as_of=lang.weekday(review.as_of),
        as_of_iso=review.as_of.isoformat(),
        week=lang.translate(context.rhythm.week_named(review.as_of)),
        period=context.rhythm.week_filed(review.as_of),
        verdict=lang.translate(review.verdict),
        all_well=headline.all_well(context),
        news=lang.translate(headline.news(context)),
        overall=headline.overall(context),
        figures=figures(context),
        shares=headline.shares(context),
        shares_of=headline.counted_text(context),
        attention=attention(context),
        wins=wins(context),
        goals=goals,
        due_next=due.by_owner(context),
        due_within=due.within(context),
        metrics=metrics(context),
        timeline=timeline(context, ordered),
        problems=problems.problems(context),
        problems_text=problems.in_words(context),
        conventions=conventions(review),
        read_as=sentence(review.reading_summary, lang),
        filters=_filters(goals, lang),
        past=past(context),
        tree=tree(context),
        burn_up=burn_up(context),
        load=load(context),
        sections=looks.sections,
        logo=looks.logo,
        intro="\n".join(shortened(line, 2000) for line in looks.intro.splitlines()[:MOST_LINES]),
        accent=looks.accent,
        accent_link=looks.link,
        accent_dark=looks.dark_link,
        left_out={**dict.fromkeys(PARTS, ""), "problems": problems.more(context)},
    )


def _filters(goals: tuple[GoalLine, ...], lang: Language) -> Filters:
    """What goals can be filtered by; nothing where there is no choice."""
    owners = sorted({owner for goal in goals for owner in goal.owners}, key=str.casefold)
    teams = sorted({goal.team for goal in goals if goal.team}, key=str.casefold)
    slugs = {goal.badge.slug for goal in goals}
    badges = (badge(status, lang) for status in Status)
    return Filters(tuple(owners), tuple(teams), tuple(one for one in badges if one.slug in slugs), _joint(lang))


def _joint(lang: Language) -> str:
    return lang.listed(["#", "%"])[1:-1]
