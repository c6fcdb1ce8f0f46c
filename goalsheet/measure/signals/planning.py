"""Signals from how the plan is made: no owner, no due date, a due date that moves or was set too short."""

import itertools

from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, joined, msg, weekday
from goalsheet.measure.durations import Span
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal

IN_ALL = Span(
    translatable_plural(
        "by {n} working day in all, from {first} to {due}", "by {n} working days in all, from {first} to {due}"
    ),
    translatable_plural("by {n} day in all, from {first} to {due}", "by {n} days in all, from {first} to {due}"),
)


@signal("no-owner", "no owner", "plan")
def no_owner(context: ItemContext) -> Hit | None:
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
    if context.item.owners or "owner" not in context.item.cells:
        return None
    return Hit(Level.HINT, msg("nobody is named as its owner"), msg("an owner named"), "owner")


@signal("no-due", "no due", "plan")
def no_due(context: ItemContext) -> Hit | None:
    """It has no due date, so nobody can say whether it is late.

    Formula: the due cell is blank, in a table that has due dates. A key result is due with its goal. A due cell that
    could not be read (due-unread), or a date that is not believed (more than 10 years away), is a finding and not
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
    if context.due is not None or "due" not in context.item.cells or context.item.key in context.plan_as_of.slips:
        return None
    if context.plan_as_of.due_unread(context.item):
        return None
    return Hit(Level.HINT, joined((msg("no due date"), context.how_far)), msg("a due date agreed"), "due")


@signal("due-unread", "due unread", "plan")
def due_unread(context: ItemContext) -> Hit | None:
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
    if context.due is not None or not context.plan_as_of.due_unread(context.item):
        return None
    reason = joined((msg("its due date could not be read"), context.how_far))
    return Hit(Level.HINT, reason, msg("a due date that can be read"), "due")


@signal("due-moved", "due moved", "plan", thresholds=("moved times", "moved share"), evidence=True)
def due_moved(context: ItemContext) -> Hit | None:
    """Its due date has been put off again and again, or far.

    Formula: moved later at least {moved times} times, or by at least {moved share:%} of its length in all (from the
    first due date seen to today's). Needs what earlier reports saw.
    """
    dues = [seen.due for seen in context.past if seen.due]
    if not dues or context.due is None:
        return None
    dues.append(context.due)
    moves = sum(later > sooner for sooner, later in itertools.pairwise(dues))
    days = context.calendar.until(dues[0], context.due)
    planned = (
        max(context.calendar.days(context.start, dues[0]), 1) if context.start and context.start <= dues[0] else None
    )
    far = planned is not None and days >= context.limits["moved share"] * planned
    if days <= 0 or (moves < context.limits["moved times"] and not far):
        return None
    by = IN_ALL.words(days, context.calendar.working, first=weekday(dues[0]), due=weekday(context.due))
    numbers: dict[str, Number] = {"moves": moves, "days": days, "first": dues[0]}
    return Hit(Level.HINT, joined((_put_off(moves), by)), msg("done by the due date it has now"), "due", numbers)


def _put_off(times: int) -> LazyText:
    if times == 2:
        return msg("due date put off twice")
    return counted(times, "due date put off once", "due date put off {n} times")


@signal("short-runway", "short runway", "plan", thresholds=("runway days",), evidence=True)
def short_runway(context: ItemContext) -> Hit | None:
    """Its due date was set only days ahead, and nothing is done.

    Formula: the present due date was first seen at most {runway days} calendar days before it, and actual is 0 or
    unknown. Needs what earlier reports saw.
    """
    if context.due is None or context.actual or not context.past or context.due < context.as_of:
        return None
    same = [seen.as_of for seen in context.past if seen.due == context.due]
    set_on = same[0] if same else context.as_of
    days = (context.due - set_on).days
    if days > context.limits["runway days"] or (same and same[0] == context.past[0].as_of and len(context.past) == 1):
        return None
    reason = counted(
        days,
        "its due date {due} was set {n} day ahead, and nothing is done",
        "its due date {due} was set {n} days ahead, and nothing is done",
        due=weekday(context.due),
    )
    clears = msg("work begun, or a due date that leaves the time it needs")
    return Hit(Level.HINT, reason, clears, "due", {"days": days})
