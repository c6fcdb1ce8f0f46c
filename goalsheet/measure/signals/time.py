"""Signals from dates alone: what is past due, and what is due soon with little done."""

from goalsheet.language.wording import msg, weekday
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, done_words, or_new_date, signal
from goalsheet.rounding import at_least


@signal("overdue", "overdue", "time", evidence=True)
def overdue(context: ItemContext) -> Hit | None:
    """It was due before today and is not done.

    Formula: due < as of, and not done. What is due today is not overdue. Always a fact: the date has been missed.

    Breaks:
        as of 2026-11-20
        | Step       | Due        | % complete |
        | Write copy | 2026-11-13 | 40%        |

    Holds:
        as of 2026-11-20
        | Step        | Due        | % complete |
        | Write copy  | 2026-11-20 | 40%        |
        | Book studio | 2026-11-13 | 100%       |
    """
    if context.due is None or context.due >= context.as_of or context.nobody_knows:
        return None
    late = -(context.days_left or -1)
    due, when = weekday(context.due), context.when(context.due)
    reason = msg("due {due}, {when}, {how_far}", due=due, when=when, how_far=context.how_far)
    numbers: dict[str, Number] = {"due": context.due, "days_late": late, "actual": context.actual}
    return Hit(Level.FACT, reason, or_new_date(msg("done")), "due", numbers)


@signal("due-soon", "due soon", "time", thresholds=("soon share", "soon days", "soon done", "pace"), evidence=True)
def due_soon(context: ItemContext) -> Hit | None:
    """It is due soon, begun and behind, and less than {soon done:%} of it is done.

    Formula: days left <= the greater of {soon share:%} of its length and {soon days} days (but never more than half its
    length), something but less than {soon done:%} done, and actual / expected < {pace} where that is known. Silent
    where nothing is done or the progress is unknown, for these are other matters.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-11-24 | 30%        |

    Holds:
        as of 2026-11-20
        | Step        | Start      | Due        | % complete |
        | Write copy  | 2026-11-02 | 2026-11-24 | 80%        |
        | Book studio | 2026-11-16 | 2026-12-18 | 30%        |
    """
    left, limits = context.days_left, context.limits
    if (
        left is None
        or left < 0
        or not context.actual
        or at_least(context.actual, limits["soon done"] * context.mark)
        or (context.expected is not None and at_least(context.actual, limits["pace"] * context.expected))
        or context.due is None
    ):
        return None
    days = limits["soon days"]
    if context.length is not None:
        days = max(limits["soon share"] * context.length, min(days, context.length / 2))
    if not at_least(days, left) or (context.start is not None and context.start > context.as_of):
        return None
    enough = 1.0 if context.last_day else limits["soon done"] * context.mark
    due, when = weekday(context.due), context.when(context.due)
    reason = msg("due {due}, {when}, and only {how_far}", due=due, when=when, how_far=context.how_far)
    numbers: dict[str, Number] = {"due": context.due, "days_left": left, "limit_days": days}
    numbers |= {"actual": context.actual, "needed": enough}
    return Hit(Level.WARN, reason, or_new_date(done_words(enough)), "due", numbers)
