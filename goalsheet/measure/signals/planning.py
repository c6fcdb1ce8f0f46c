"""Signals from how the plan is made: no owner, no due date, a due date that moves or was set too short."""

import itertools

from goalsheet.language import messages
from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import counted, joined, said, weekday
from goalsheet.measure.durations import Span
from goalsheet.measure.item_context import Case
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal

IN_ALL = Span(
    messages("by {n} working day in all, from {first} to {due}", "by {n} working days in all, from {first} to {due}"),
    messages("by {n} day in all, from {first} to {due}", "by {n} days in all, from {first} to {due}"),
)


@signal("no-owner", "plan")
def no_owner(case: Case) -> Hit | None:
    """Nobody is named to do it.

    Formula: the owner's cell is blank, in a table that has owners. A goal that only its steps name is passed over.

    Breaks:
        as of 2026-11-20
        | Step        | Owner | Due        |
        | Write copy  |       | 2026-12-11 |
        | Book studio | Ana   | 2026-12-11 |

    Holds:
        as of 2026-11-20
        | Step        | Due        |
        | Write copy  | 2026-12-11 |
    """
    if case.item.owners or "owner" not in case.item.cells:
        return None
    return Hit(Level.HINT, said("nobody is named as its owner"), said("an owner named"), "owner")


@signal("no-due", "plan")
def no_due(case: Case) -> Hit | None:
    """It has no due date, so nobody can say whether it is late.

    Formula: the due cell is blank, in a table that has due dates. A key result is due with its goal. A due cell that
    could not be read (due-unread), or a date that is not believed (more than ten years away), is a finding and not
    meant here.

    Breaks:
        as of 2026-11-20
        | Step        | Owner | Due        |
        | Write copy  | Ana   |            |
        | Book studio | Ana   | 2026-12-11 |

    Holds:
        as of 2026-11-20
        | Step        | Owner | Due        |
        | Book studio | Ana   | 2026-12-11 |
    """
    if case.due is not None or "due" not in case.item.cells or case.item.key in case.basis.slips:
        return None
    if case.basis.due_unread(case.item):
        return None
    return Hit(Level.HINT, joined((said("no due date"), case.how_far)), said("a due date agreed"), "due")


@signal("due-unread", "plan")
def due_unread(case: Case) -> Hit | None:
    """What stands in its due cell could not be read, so nobody can say whether it is late.

    Formula: the due cell holds something that is no date (`TBD`), or a formula without a stored result.

    Breaks:
        as of 2026-11-20
        | Step        | Owner | Due        |
        | Write copy  | Ana   | soonish    |
        | Book studio | Ana   | 2026-12-11 |

    Holds:
        as of 2026-11-20
        | Step        | Owner | Due        |
        | Book studio | Ana   | 2026-12-11 |
    """
    if case.due is not None or not case.basis.due_unread(case.item):
        return None
    reason = joined((said("its due date could not be read"), case.how_far))
    return Hit(Level.HINT, reason, said("a due date that can be read"), "due")


@signal("due-moved", "plan", thresholds=("moved times", "moved share"), evidence=True)
def due_moved(case: Case) -> Hit | None:
    """Its due date has been put off again and again, or far.

    Formula: moved later at least 2 times, or by at least 20 % of its length in all (from the first due date seen to
    today's). Needs what earlier reports saw.
    """
    dues = [seen.due for seen in case.past if seen.due]
    if not dues or case.due is None:
        return None
    dues.append(case.due)
    moves = sum(later > sooner for sooner, later in itertools.pairwise(dues))
    days = case.calendar.until(dues[0], case.due)
    planned = max(case.calendar.days(case.start, dues[0]), 1) if case.start and case.start <= dues[0] else None
    far = planned is not None and days >= case.limits["moved share"] * planned
    if days <= 0 or (moves < case.limits["moved times"] and not far):
        return None
    by = IN_ALL.said(days, case.calendar.working, first=weekday(dues[0]), due=weekday(case.due))
    numbers: dict[str, Number] = {"moves": moves, "days": days, "first": dues[0]}
    return Hit(Level.HINT, joined((_put_off(moves), by)), said("done by the due date it has now"), "due", numbers)


def _put_off(times: int) -> Saying:
    if times == 2:
        return said("due date put off twice")
    return counted(times, "due date put off once", "due date put off {n} times")


@signal("short-runway", "plan", thresholds=("runway days",), evidence=True)
def short_runway(case: Case) -> Hit | None:
    """Its due date was set only days ahead, and nothing is done.

    Formula: the present due date was first seen at most 7 calendar days before it, and actual is 0 or unknown. Needs
    what earlier reports saw.
    """
    if case.due is None or case.actual or not case.past or case.due < case.as_of:
        return None
    same = [seen.as_of for seen in case.past if seen.due == case.due]
    set_on = same[0] if same else case.as_of
    days = (case.due - set_on).days
    if days > case.limits["runway days"] or (same and same[0] == case.past[0].as_of and len(case.past) == 1):
        return None
    reason = counted(
        days,
        "its due date {due} was set {n} day ahead, and nothing is done",
        "its due date {due} was set {n} days ahead, and nothing is done",
        due=weekday(case.due),
    )
    clears = said("work begun, or a due date that leaves the time it needs")
    return Hit(Level.HINT, reason, clears, "due", {"days": days})
