"""GS2xx: dates against the calendar: days off, absences, days still to come."""

from collections.abc import Iterator, Mapping
from datetime import date

from goalsheet.findings import Severity
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, msg, weekday_name, whole
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Plan, Step
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import heading

HABIT = 0.2  # share of steps due on days off from which it is the team's habit, told once


def _day_off(due: date, holidays: Mapping[date, str | None], weekend: tuple[int, ...]) -> LazyText:
    """What is to be said of a date on which nobody works; nothing of others."""
    if due in holidays:
        name = holidays[due]
        return msg("due {due} is {holiday}", due=due, holiday=name) if name else msg("due {due} is a holiday", due=due)
    if due.weekday() in weekend:
        return msg("due {due} is a {weekday}", due=due, weekday=weekday_name(due))
    return NOTHING


@rule("GS207", "due-on-day-off", Severity.NOTE, "dates", "Move it to the working day before.")
def due_on_day_off(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step is due on a weekend or a holiday.

    Nobody will be there to finish or to accept it; in fact it is due on the working day before.

    Move it to the working day before. If the team does work on these days, say so with the setting `weekend`. Where
    more than a fifth of the steps are due on such days it is said once, at the heading.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-28 |
        | Take the photos | Ben   | 2026-12-04 |
        | Draw the pages  | Ben   | 2026-12-07 |
        | Build the pages | Cem   | 2026-12-15 |
        | Test on phones  | Cem   | 2026-12-18 |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   | 2026-12-04 |
    """
    holidays = {holiday.date: holiday.name for holiday in plan.holidays}
    dated = [(step, step.due) for step in plan.steps if step.open and step.due and "due" in step.cells]
    off = [(step, why) for step, due in dated if (why := _day_off(due, holidays, context.settings.weekend))]
    if len(off) > max(2, HABIT * len(dated)):
        words = msg("{off} of {n} open steps are due on days off", off=whole(len(off)), n=whole(len(dated)))
        yield heading(plan, off[0][0], "due"), words
    else:
        yield from ((step.at("due"), why) for step, why in off)


@rule(
    "GS212",
    "due-while-away",
    Severity.WARNING,
    "dates",
    "Move the date, or let somebody else do it.",
    {Kind.PEOPLE: ("away_from",)},
)
def due_while_away(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step is due while its only owner is away.

    It is known today that nobody will finish it on that day.

    Move the date before the absence, or find somebody who stands in.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-12-10 |
        | Take the photos | Ben   | 2026-12-10 |
        People
        | Name | E-mail          | Away from  | Away to    |
        | Ana  | ana@example.org | 2026-12-07 | 2026-12-18 |
        | Ben  | ben@example.org |            |            |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-12-04 |
        | Take the photos | Ben   | 2026-12-10 |
        People
        | Name | E-mail          | Away from  | Away to    |
        | Ana  | ana@example.org | 2026-12-07 | 2026-12-18 |
        | Ben  | ben@example.org |            |            |
    """
    for step in plan.steps:
        away = _absence(plan, step)
        if away:
            owner, first, last = away
            words = msg(
                "due {due} while {owner} is away, {first} to {last}", due=step.due, owner=owner, first=first, last=last
            )
            yield step.at("due"), words


def _absence(plan: Plan, step: Step) -> tuple[str, date, date] | None:
    if not step.open or step.due is None or len(step.owners) != 1:
        return None
    person = plan.person(step.owners[0])
    for first, last in person.away if person else ():
        if first <= step.due <= last:
            return step.owners[0], first, last
    return None


@rule("GS213", "update-in-future", Severity.WARNING, "dates", "Enter the day it was said.")
def update_in_future(plan: Plan, context: Context) -> Iterator[Breach]:
    """A check-in or a "last updated" carries a day that is still to come.

    What is not yet said cannot count: the newest word on a goal is taken from a wrong row.

    Enter the day the update was given.

    Breaks:

        at 'Check-ins'!A3
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Check-ins
        | Date       | Goal | Author | Status   | Wins              |
        | 2026-11-13 | G1   | Ana    | on track | copy is finished  |
        | 2027-11-18 | G1   | Ana    | on track | photos are taken  |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Check-ins
        | Date       | Goal | Author | Status   | Wins              |
        | 2026-11-13 | G1   | Ana    | on track | copy is finished  |
        | 2026-11-18 | G1   | Ana    | on track | photos are taken  |
    """
    for check_in in plan.check_ins:
        if check_in.date > context.as_of:
            words = msg("the check-in of {date} lies after {today}", date=check_in.date, today=context.as_of)
            yield check_in.at("date"), words
    for item in plan.work:
        if item.updated and item.updated > context.as_of:
            words = msg("last updated {date} lies after {today}", date=item.updated, today=context.as_of)
            yield item.at("updated"), words
