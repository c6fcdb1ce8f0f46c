"""What the owner says of an item, beside what is computed."""

from dataclasses import dataclass
from datetime import date

from goalsheet.folding import fold
from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import listed, msg, quoted, weekday
from goalsheet.measure.plan_as_of import AnyWork, PlanAsOf
from goalsheet.plan.model import Health, LifeCycle, Step
from goalsheet.plan.status_words import worded
from goalsheet.statuses import Status

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

#: Who says so (nobody named, one, several), without a day and with one.
_SAYS = (
    (translatable("its owner says {status}"), translatable("its owner says {status} on {day}")),
    (translatable("{name} says {status}"), translatable("{name} says {status} on {day}")),
    (translatable("{names} say {status}"), translatable("{names} say {status} on {day}")),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """The owner's word: `text` as written (of a check-in what it stands for), the `status` it stands for (None: it is
    no verdict), when, by whom, and why; `obstacle` is what it says stands in the way."""

    text: str
    status: Status | None = None
    day: date | None = None
    by: tuple[str, ...] = ()
    reason: str | None = None
    obstacle: str | None = None

    def holds(self, as_of: date, days: float) -> bool:
        """Whether it still stands: what has no date stands as long as it is written there."""
        return self.day is None or (as_of - self.day).days <= days

    @property
    def words(self) -> LazyText:
        """`Ana says at risk on Fri 13 Nov 2026: “No answer”`."""
        who = listed(self.by)
        values = {"names" if len(self.by) > 1 else "name": who, "day": weekday(self.day) if self.day else None}
        told = msg(_SAYS[min(len(self.by), 2)][self.day is not None], status=self.text, **values)
        return msg("{what}: {why}", what=told, why=quoted(self.reason, 100)) if self.reason else told


def declared(plan_as_of: PlanAsOf, item: AnyWork) -> Declared | None:
    """The latest word on an item: its last check-in, where that gives a status, else its row.

    A check-in ends what an earlier one said; a row said to be newer (Last updated) ends a check-in.
    """
    row = _from_row(plan_as_of, item)
    last = next(iter(plan_as_of.check_ins(item)[-1:]), None)
    word = (last.health or last.life_cycle) if last else None
    if last is None or word is None:
        return row
    if row is not None and row.day is not None and row.day > last.date:
        return row
    against = (last.obstacles, last.needs)
    why = next(filter(None, (last.wins, *against) if last.health is Health.ON_TRACK else (*against, last.wins)), None)
    by, status = (last.author,) if last.author else (), _status(last.health, last.life_cycle)
    return Declared(worded(word), status, last.date, by, why, next(filter(None, against), None))


def _from_row(plan_as_of: PlanAsOf, item: AnyWork) -> Declared | None:
    health = None if item.status_computed else item.health
    word = health or item.life_cycle
    if word is None:
        return None
    text, status = item.status_text or worded(word), _status(health, item.life_cycle)
    return Declared(text, status, item.updated, item.owners, obstacle=obstacle(plan_as_of, item))


def obstacle(plan_as_of: PlanAsOf, item: AnyWork) -> str | None:
    """What stands in the way, as far as anybody wrote it down: Blocked by, else its latest check-in's obstacle or
    need."""
    blocked = named(item.blocked_by) if isinstance(item, Step) else None
    told = (text for c in plan_as_of.check_ins(item)[-1:] for text in (c.obstacles, c.needs))
    return blocked or next((text for text in told if named(text)), None)


NOTHING = frozenset({"", "-", "–", "—", "no", "none", "nothing", "n/a", "na", "nil", "0"})


def named(text: str | None) -> str | None:
    """A text, unless it is one of the words for nothing."""
    return None if text is None or fold(text) in NOTHING else text


def out_of_the_way(obstacle: str | None) -> LazyText:
    """What would clear it, for what is said to be in the way."""
    if obstacle is None:
        return msg("what is in its way named and cleared")
    return msg("the obstacle out of the way: {obstacle}", obstacle=quoted(obstacle, 100))


def _status(health: Health | None, life_cycle: LifeCycle | None) -> Status | None:
    """A health word is a verdict; of life-cycle words only those that are one."""
    settled = _LIFE.get(life_cycle) if life_cycle and life_cycle is not LifeCycle.NOT_STARTED else None
    return settled or (_HEALTH[health] if health else _LIFE.get(life_cycle) if life_cycle else None)
