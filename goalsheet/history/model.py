"""What is remembered: items as earlier reports saw them, and what changed between two of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from goalsheet.cells import CellRef
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, day, msg

#: The status of an item that was there before and is gone.
DROPPED = "dropped"

GOAL, KEY_RESULT, STEP = "goal", "key result", "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An item as of a report. Fractions are 0-1, confidence 0-10; `goal` names the goal (or parent) it is under.

    `key` stays the item's own through every renaming: it is the plan's key of the item when it was first seen. `was` is
    what the item was called until this report, where that changed.
    """

    as_of: date
    key: str
    kind: str
    name: str
    id: str | None = None
    goal: str = ""
    status: str = ""
    why: str | None = None  # the reason of a status that needs somebody
    declared: str | None = None
    progress: float | None = None
    expected: float | None = None
    start: date | None = None
    due: date | None = None
    owners: tuple[str, ...] = ()
    forecast: date | None = None
    confidence: float | None = None
    was: str | None = None

    @property
    def dropped(self) -> bool:
        return self.status == DROPPED

    @property
    def told(self) -> tuple[object, ...]:
        """What makes a new row when it differs. What moves by itself as time passes does so for goals and key results
        only: of them a week without progress is worth a row (and a point in a chart), of every step it is not."""
        moving = () if self.kind == STEP else (_rounded(self.expected), self.forecast)
        return (
            self.id, self.name, self.goal, self.status, self.declared, _rounded(self.progress), self.start, self.due,
            self.owners, _rounded(self.confidence), *moving,
        )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    """Differences that no cell shows are none."""
    return None if value is None else round(value, 6)


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was made: its date, its verdict in one sentence, how far the goals were and should have been."""

    as_of: date
    verdict: str
    progress: float | None = None
    expected: float | None = None


@dataclass(frozen=True)
class History:
    """Everything remembered: the reports that were made, and the rows of every item, oldest first."""

    reports: tuple[Report, ...] = ()
    rows: tuple[Snapshot, ...] = ()

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The dates of all reports, oldest first."""
        return tuple(report.as_of for report in self.reports)

    @cached_property
    def _chains(self) -> Mapping[str, tuple[Snapshot, ...]]:
        chains: dict[str, list[Snapshot]] = {}
        for row in self.rows:
            chains.setdefault(row.key, []).append(row)
        return {key: tuple(chain) for key, chain in chains.items()}

    def chain(self, key: str) -> tuple[Snapshot, ...]:
        """What was seen of an item, oldest first; a row where something about it changed."""
        return self._chains.get(key, ())

    @property
    def keys(self) -> Iterable[str]:
        return self._chains.keys()

    def before(self, day: date) -> "History":
        """What was remembered before a day."""
        if not self.rows or self.rows[-1].as_of < day:
            rows = self.rows
        else:
            rows = self.rows[: bisect_left(self.rows, day, key=lambda row: row.as_of)]
        return History(tuple(r for r in self.reports if r.as_of < day), rows)

    def state(self, day: date | None = None) -> Mapping[str, Snapshot]:
        """Every item as it was last seen up to a day (None: at all), without dropped ones, by key."""
        last = len(self.rows) if day is None else bisect_right(self.rows, day, key=lambda row: row.as_of)
        latest = {row.key: row for row in self.rows[:last]}
        return {key: row for key, row in latest.items() if not row.dropped}

    def last_report(self, before: date | None = None) -> date | None:
        """The date of the last report (before a day)."""
        days = self.days if before is None else self.days[: bisect_left(self.days, before)]
        return days[-1] if days else None

    def next_report(self, after: date) -> date | None:
        at = bisect_right(self.days, after)
        return self.days[at] if at < len(self.days) else None


class ChangeKind(StrEnum):
    """What changed, in the order of telling: what got worse first, then what got better, then the rest."""

    WORSE = "got worse"
    REOPENED = "reopened"
    BETTER = "got better"
    STARTED = "started"
    DUE = "due date moved"
    NEW = "new"
    DROPPED = "dropped"
    OWNER = "owner changed"
    SETTLED = "put on hold or cancelled"
    RENAMED = "renamed"
    REGROUPED = "moved to another goal"
    DONE = "done"
    PROGRESS = "progress"

    @property
    def rank(self) -> int:
        return list(ChangeKind).index(self)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs since the report before. `before` and `after` are worded; `numbers` are what they say.

    `cell` is where the item stands now; None where it is gone. `sentence` says it all, without the item's name and
    without a full stop.
    """

    kind: ChangeKind
    key: str  # the plan's key of the item; of a dropped one the key it was remembered by
    item: str  # goal, key result, step
    name: str
    goal: str
    owners: tuple[str, ...]
    before: str
    after: str
    sentence: LazyText
    cell: CellRef | None = None
    numbers: Mapping[str, float | int | str | date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What was planned for the time between two reports, and what was done in it: steps, by the plan's key.

    Planned is what was open and due up to now by the plan as the earlier report saw it.
    """

    done: tuple[Snapshot, ...] = ()
    not_done: tuple[Snapshot, ...] = ()
    unplanned: tuple[Snapshot, ...] = ()

    @property
    def planned(self) -> int:
        return len(self.done) + len(self.not_done)


@dataclass(frozen=True)
class Changes:
    """Everything that differs since an earlier report, or since an earlier `copy`, named as its file is. `since` None:
    there is nothing to compare with."""

    since: date | None = None
    copy: str = ""
    changes: tuple[Change, ...] = ()
    reckoning: Reckoning = Reckoning()

    @property
    def against(self) -> str:
        """What it is compared with, in English: `the report of 13 Nov 2026`."""
        return self.told.removeprefix("since ")

    @property
    def told(self) -> LazyText:
        """Since when: `since the report of 13 Nov 2026`."""
        if self.since is None:
            return NOTHING
        if self.copy:
            return msg("since {file} as of {day}", file=self.copy, day=day(self.since))
        return msg("since the report of {day}", day=day(self.since))

    def of(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind in kinds)
