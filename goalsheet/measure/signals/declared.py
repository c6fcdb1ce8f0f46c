"""The signal from the owner's own word, where it is worse than what is computed."""

from goalsheet.language.wording import joined
from goalsheet.measure.declared import out_of_the_way
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, signal
from goalsheet.statuses import Status

LEVELS = {Status.OFF_TRACK: Level.FACT, Status.AT_RISK: Level.WARN}


@signal("declared", "declared", "declared", thresholds=("declared days",))
def declared(context: ItemContext) -> Hit | None:
    """Its owner says that it is at risk or off track.

    Formula: the latest word on it, of a check-in or its row, is at risk (a warning) or off track (a fact), and not
    older than {declared days} days. A word without a date stands as long as it is written there. The owner may always
    be worse than the numbers.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete | Status  |
        | Write copy | 2026-11-02 | 2026-12-11 | 60%        | At risk |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete | Status   |
        | Write copy | 2026-11-02 | 2026-12-11 | 60%        | On track |
    """
    word = context.declared
    level = LEVELS.get(word.status) if word is not None and word.status is not None else None
    if word is None or level is None or not word.holds(context.as_of, context.limits["declared days"]):
        return None
    reason = joined((word.words, context.how_far))
    return Hit(level, reason, out_of_the_way(word.obstacle), "status", {"declared_on": word.day})
