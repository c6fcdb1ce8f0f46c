"""What the owner says of an item, beside what is computed."""

from dataclasses import dataclass
from datetime import date

from goalsheet.measure import wording
from goalsheet.measure.basis import AnyWork, Basis
from goalsheet.measure.model import Status
from goalsheet.plan.model import Health, LifeCycle, Step

_HEALTH = {
    Health.ON_TRACK: Status.ON_TRACK,
    Health.AT_RISK: Status.AT_RISK,
    Health.OFF_TRACK: Status.OFF_TRACK,
    Health.NO_UPDATE: Status.NO_UPDATE,
}
_LIFE = {
    LifeCycle.DONE: Status.DONE,
    LifeCycle.ON_HOLD: Status.ON_HOLD,
    LifeCycle.CANCELLED: Status.CANCELLED,
    LifeCycle.NOT_STARTED: Status.NOT_STARTED,
}


@dataclass(frozen=True, slots=True)
class Declared:
    """The owner's word: `text` as written, the `status` it stands for (None: it is no verdict), when, by whom, and
    why; `obstacle` is what it says stands in the way."""

    text: str
    status: Status | None = None
    day: date | None = None
    by: str | None = None
    reason: str | None = None
    obstacle: str | None = None

    def holds(self, as_of: date, days: float) -> bool:
        """Whether it still stands: what has no date stands as long as it is written there."""
        return self.day is None or (as_of - self.day).days <= days

    @property
    def words(self) -> str:
        who = f"{self.by} says" if self.by else "its owner says"
        when = f" on {wording.day(self.day)}" if self.day else ""
        why = f": {wording.quoted(self.reason)}" if self.reason else ""
        return f"{who} {self.text}{when}{why}"


def declared(basis: Basis, item: AnyWork) -> Declared | None:
    """The latest word on an item: its last check-in, where that gives a status, else its row.

    A check-in ends what an earlier one said; a row said to be newer (Last updated) ends a check-in.
    """
    row = _from_row(basis, item)
    said = basis.check_ins(item)[-1:]
    if not said or not (said[0].health or said[0].life_cycle):
        return row
    last = said[0]
    if row is not None and row.day is not None and row.day > last.date:
        return row
    against = (last.obstacles, last.needs)
    why = next(filter(None, (last.wins, *against) if last.health is Health.ON_TRACK else (*against, last.wins)), None)
    text, status = str(last.health or last.life_cycle), _status(last.health, last.life_cycle)
    return Declared(text, status, last.date, last.author, why, next(filter(None, against), None))


def _from_row(basis: Basis, item: AnyWork) -> Declared | None:
    if item.health is None and item.life_cycle is None:
        return None
    text = item.status_text or str(item.health or item.life_cycle)
    by = wording.listed(item.owners) if item.owners else None
    return Declared(text, _status(item.health, item.life_cycle), item.updated, by, obstacle=obstacle(basis, item))


def obstacle(basis: Basis, item: AnyWork) -> str | None:
    """What stands in the way, as far as anybody wrote it down: Blocked by, else its latest check-in's obstacle or
    need."""
    blocked = named(item.blocked_by) if isinstance(item, Step) else None
    said = (text for c in basis.check_ins(item)[-1:] for text in (c.obstacles, c.needs))
    return blocked or next((text for text in said if named(text)), None)


NOTHING = frozenset({"", "-", "–", "—", "no", "none", "nothing", "n/a", "na", "nil", "0"})


def named(text: str | None) -> str | None:
    """A text, unless it is one of the words for nothing."""
    return None if text is None or text.strip().casefold() in NOTHING else text


def out_of_the_way(obstacle: str | None) -> str:
    """What would clear it, for what is said to be in the way."""
    if obstacle is None:
        return "what is in its way named and cleared"
    return f"the obstacle out of the way: {wording.quoted(obstacle)}"


def _status(health: Health | None, life_cycle: LifeCycle | None) -> Status | None:
    """A health word is a verdict; of life-cycle words only those that are one."""
    settled = _LIFE.get(life_cycle) if life_cycle and life_cycle is not LifeCycle.NOT_STARTED else None
    return settled or (_HEALTH[health] if health else _LIFE.get(life_cycle) if life_cycle else None)
