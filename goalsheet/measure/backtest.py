"""Would the warnings have been worth having? A history replayed, checkpoint by checkpoint, under every profile.

A checkpoint is an item as it stood on a day. Each is judged with nothing but what was known then: its own figures, and
what its group had finished. An item that was finished after the due date it had, or never, came out late.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from goalsheet.cells import CellRef
from goalsheet.layout.table import Layout
from goalsheet.measure import measure
from goalsheet.measure.model import Seen
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.measure.profiles import PROFILES
from goalsheet.measure.progress import ledger_of
from goalsheet.plan.model import LifeCycle, Plan, Step
from goalsheet.settings import Settings
from goalsheet.statuses import Status

PAST_DUE, LINEAR = "past due", "linear"
WARNED = (Status.AT_RISK, Status.OFF_TRACK)
KEPT = 30  # finished items of a group that a checkpoint knows of
FIELDS = ("status", "percent", "start", "due")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """An item as it stood on a day. `percent` 0-1 or None where nothing was recorded; `done` None when never."""

    item: str
    group: str
    start: date | None
    due: date
    done: date | None
    as_of: date
    percent: float | None

    @property
    def late(self) -> bool:
        return self.done is None or self.done > self.due

    @property
    def open(self) -> bool:
        return self.done is None or self.done > self.as_of


@dataclass(frozen=True, slots=True)
class Score:
    """How a way to warn did: checkpoints warned and late (hits), warned and in time, not warned and late, neither.

    `lead_days` is the median, over late items that were warned, of the days from the first warning to the due date;
    negative where the warning came after it.
    """

    name: str
    hits: int
    false_alarms: int
    misses: int
    quiet: int
    lead_days: float | None

    @property
    def precision(self) -> float | None:
        """Of what was warned of, how much was late."""
        return _share(self.hits, self.false_alarms)

    @property
    def recall(self) -> float | None:
        """Of what was late, how much was warned of."""
        return _share(self.hits, self.misses)

    @property
    def specificity(self) -> float | None:
        """Of what was in time, how much was left in peace."""
        return _share(self.quiet, self.false_alarms)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None


def known(checkpoints: Iterable[Checkpoint]) -> tuple[Checkpoint, ...]:
    """Checkpoints at which the item was open and of which the outcome is known: finished, or due before the last day
    seen."""
    given = sorted(checkpoints, key=lambda c: (c.as_of, c.item))
    last = given[-1].as_of if given else date.min
    return tuple(c for c in given if c.open and (c.done is not None or c.due < last))


def _step(checkpoint: Checkpoint, row: int, done: bool = False) -> Step:
    home = CellRef("History", row, 1)
    return Step(
        key=checkpoint.item,
        cells=dict.fromkeys(FIELDS, home),
        home=home,
        name=checkpoint.item,
        goal_key="",
        team=checkpoint.group,
        start=checkpoint.start,
        due=checkpoint.due,
        percent=None if done else checkpoint.percent,
        life_cycle=LifeCycle.DONE if done else None,
        done_on=checkpoint.done if done else None,
    )


@dataclass(frozen=True)
class Replay:
    """A history, ready to be asked what was known on a day."""

    checkpoints: tuple[Checkpoint, ...]
    by_day: Mapping[date, tuple[Checkpoint, ...]]
    finished: Mapping[str, tuple[Checkpoint, ...]]  # by group, each item once as last seen, in the order of finishing

    def plan(self, day: date) -> Plan:
        """What stood open on a day, and what the groups had finished by then, as a plan."""
        seen = self.by_day[day]
        steps = [_step(c, n) for n, c in enumerate(seen, 2)]
        for group in sorted({c.group for c in seen}):
            closed = self.finished.get(group, ())
            upto = bisect_right(closed, day, key=lambda c: c.done or date.max)
            steps += [_step(c, 1, done=True) for c in closed[max(upto - KEPT, 0) : upto]]
        return Plan(title="", layout=Layout(()), steps=tuple(steps))


def replay(checkpoints: Iterable[Checkpoint]) -> Replay:
    given = sorted(checkpoints, key=lambda c: (c.as_of, c.item))
    judged = known(given)
    days: dict[date, list[Checkpoint]] = {}
    for checkpoint in judged:
        days.setdefault(checkpoint.as_of, []).append(checkpoint)
    last = {c.item: c for c in given}
    groups: dict[str, list[Checkpoint]] = {}
    for checkpoint in sorted((c for c in last.values() if c.done), key=lambda c: (c.done or date.max, c.item)):
        groups.setdefault(checkpoint.group, []).append(checkpoint)
    return Replay(judged, {d: tuple(c) for d, c in days.items()}, {g: tuple(c) for g, c in groups.items()})


def warnings(history: Replay, settings: Settings) -> frozenset[Checkpoint]:
    """The checkpoints at which goalsheet would have warned, with the settings as they are."""
    past: dict[str, tuple[Seen, ...]] = {}
    warned: set[Checkpoint] = set()
    for day, seen in history.by_day.items():
        measured = measure(history.plan(day), settings, day, past)
        for checkpoint in seen:
            if measured.of(checkpoint.item).status in WARNED:
                warned.add(checkpoint)
            before = past.get(checkpoint.item, ())
            past[checkpoint.item] = (*before, Seen(day, checkpoint.due, checkpoint.percent))
    return frozenset(warned)


def past_due(history: Replay) -> frozenset[Checkpoint]:
    """The rule most teams have: warn once the due date has passed."""
    return frozenset(c for c in history.checkpoints if c.as_of > c.due)


def linear(history: Replay, settings: Settings) -> frozenset[Checkpoint]:
    """The linear rule: warn whenever less is done than time has passed; nothing recorded counts as 0."""
    warned: set[Checkpoint] = set()
    for day, seen in history.by_day.items():
        progress = ledger_of(PlanAsOf(history.plan(day), settings, day)).of
        warned.update(c for c in seen if (c.percent or 0.0) < (progress[c.item].expected or 0.0) - 1e-12)
    return frozenset(warned)


def score(name: str, checkpoints: Sequence[Checkpoint], warned: frozenset[Checkpoint]) -> Score:
    """How a set of warnings did against what came of the items."""
    hits = sum(c.late for c in checkpoints if c in warned)
    first: dict[str, Checkpoint] = {}
    for checkpoint in checkpoints:
        if checkpoint in warned and checkpoint.late:
            first.setdefault(checkpoint.item, checkpoint)
    leads = [(c.due - c.as_of).days for c in first.values()]
    alarms = sum(c in warned for c in checkpoints) - hits
    misses = sum(c.late for c in checkpoints) - hits
    quiet = len(checkpoints) - hits - alarms - misses
    return Score(name, hits, alarms, misses, quiet, median(leads) if leads else None)


def backtest(checkpoints: Iterable[Checkpoint], settings: Settings, in_time: bool = False) -> tuple[Score, ...]:
    """Every profile's score, then that of warning once it is past due, and of the linear rule.

    `in_time` looks only at checkpoints up to the due date: warnings that still can help.
    """
    history = replay(checkpoints)
    looked_at = [c for c in history.checkpoints if not in_time or c.as_of <= c.due]
    scores = [score(name, looked_at, warnings(history, settings.with_(profile=name))) for name in PROFILES]
    scores.append(score(PAST_DUE, looked_at, past_due(history)))
    scores.append(score(LINEAR, looked_at, linear(history, settings)))
    return tuple(scores)
