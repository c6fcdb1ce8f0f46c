"""The statuses an item can have, and what follows from them: who needs somebody, what is well, what rests."""

from enum import StrEnum


class Status(StrEnum):
    """The verdict on an item, by DESIGN section 6; listed worst first for showing (`rank`)."""

    OFF_TRACK = "off track"
    AT_RISK = "at risk"
    NO_UPDATE = "no update"
    NOT_STARTED = "not started"
    ON_TRACK = "on track"
    ON_HOLD = "on hold"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def rank(self) -> int:
        """0 for the worst: the order in which items are shown."""
        return list(Status).index(self)


#: What may miss its date, worst first.
MAY_MISS = (Status.OFF_TRACK, Status.AT_RISK)
#: What needs somebody, worst first: what may miss its date, and what nobody has said anything of.
NEEDS_ATTENTION = (*MAY_MISS, Status.NO_UPDATE)
#: What is as it should be.
WELL = (Status.ON_TRACK, Status.DONE)
#: What waits, and what is over: it cannot be late.
SET_ASIDE = (Status.ON_HOLD, Status.CANCELLED)
RESTING = (*SET_ASIDE, Status.DONE)
