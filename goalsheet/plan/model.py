"""The plan's types. Values are typed and keep the cell they were read from; what a cell did not say is None."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from goalsheet.cells import CellRef
from goalsheet.findings import Finding
from goalsheet.folding import fold, grouped
from goalsheet.layout.table import Layout
from goalsheet.plan.doubts import Doubt, Doubts, unsure

_T = TypeVar("_T")
#: A date's type where a field of that name stands in its way.
Day = date


class LifeCycle(StrEnum):
    """What the owner says of the work."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"
    BLOCKED = "blocked"
    ON_HOLD = "on hold"
    CANCELLED = "cancelled"


class Health(StrEnum):
    """How the owner says it goes."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    NO_UPDATE = "no update"


class GoalKind(StrEnum):
    SMART = "SMART"
    OBJECTIVE = "Objective"
    KPI = "KPI"
    HARD = "Hard"
    SOFT = "Soft"


class Direction(StrEnum):
    """Where a metric should go: up, down, or kept at (or within the band of) its target."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


class Commitment(StrEnum):
    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


@dataclass(frozen=True, kw_only=True)
class Item:
    """Anything that has a row. `cells` maps a field to the cell it was read from (also where that cell is blank).

    `key` is unique in the plan and stable from week to week: by ID where there is one, else by goal and text.
    """

    key: str
    cells: Mapping[str, CellRef]
    home: CellRef  # the cell that names the item

    def at(self, name: str) -> CellRef:
        """The cell of a field, or the cell that names the item."""
        return self.cells.get(name, self.home)


@dataclass(frozen=True, kw_only=True)
class Work(Item):
    """What goals, steps and key results have in common. Dates are whole days, both inclusive; fractions are 0–1."""

    id: str | None = None
    name: str
    owners: tuple[str, ...] = ()
    team: str | None = None
    start: date | None = None
    due: date | None = None
    life_cycle: LifeCycle | None = None
    health: Health | None = None
    status_text: str | None = None  # the status cell as written
    status_computed: bool = False  # a formula of the workbook works the status out: it is nobody's word
    percent: float | None = None
    weight: float | None = None
    confidence: float | None = None  # 0-10
    updated: date | None = None
    notes: str | None = None

    @property
    def done(self) -> bool:
        return self.life_cycle is LifeCycle.DONE

    @property
    def open(self) -> bool:
        """Neither done nor cancelled."""
        return self.life_cycle not in (LifeCycle.DONE, LifeCycle.CANCELLED)


class Summing(StrEnum):
    """How the readings of a measure make up what it is judged by.

    Each stands for itself (`latest`), they are parts that add up to the target (`sum`), their mean is meant
    (`average`), each has a target of its own (`period`), or it can't be told (`unknown`, taken as `latest`).
    """

    LATEST = "latest"
    SUM = "sum"
    AVERAGE = "average"
    PERIOD = "period"
    UNKNOWN = "unknown"


#: Of these each reading is a value of its own, to be compared with the measure's.
EACH = frozenset({Summing.LATEST, Summing.PERIOD, Summing.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Measure:
    """The number a goal or key result is judged by. `band` is (low, high) for a metric to be kept within it.

    `limit`: of a metric to be kept at or over its target (up) or at or under it (down), by the words of its target.
    `percent`: its cells hold fractions shown in percent, and its numbers are percentage points.
    """

    name: str
    unit: str | None = None
    direction: Direction | None = None
    baseline: float | None = None
    target: float | None = None
    current: float | None = None
    band: tuple[float, float] | None = None
    summing: Summing = Summing.LATEST
    percent: bool = False
    limit: Direction | None = None


@dataclass(frozen=True, kw_only=True)
class Goal(Work):
    """What is to be reached. `implicit` goals have no row of their own: steps name them (or no goal at all)."""

    kind: GoalKind | None = None
    parent: str | None = None  # as written
    parent_key: str | None = None  # resolved; None with a parent written: no such goal
    sponsor: tuple[str, ...] = ()
    measure: Measure | None = None
    commitment: Commitment | None = None
    why: str | None = None
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Dependency:
    """One entry of a Depends on cell: finish-to-start unless it says otherwise; `lag` in days of the calendar.

    A lag of more than ten years is a slip: it is 0 then, and `far` says so.
    """

    text: str
    key: str | None
    kind: str = "FS"
    lag: int = 0
    far: bool = False


@dataclass(frozen=True, kw_only=True)
class Step(Work):
    """The action, with an owner and a due date, that leads to a goal. A milestone is a step that marks a result."""

    goal: str | None = None  # as written
    goal_key: str  # resolved, always: an implicit goal where nothing is written
    milestone: str | None = None  # the result it belongs to
    is_milestone: bool = False
    done_on: date | None = None
    effort: float | None = None
    priority: str | None = None
    depends_on: tuple[Dependency, ...] = ()
    blocked_by: str | None = None
    due_derived: bool = False  # due was worked out from start + duration


@dataclass(frozen=True, kw_only=True)
class KeyResult(Work):
    """A key result of an objective."""

    goal: str | None = None
    goal_key: str | None = None
    measure: Measure | None = None
    score: float | None = None  # 0-1 as given by the owner


@dataclass(frozen=True, kw_only=True)
class Reading(Item):
    """A metric's value on a day. `of` is the key of the goal or key result it belongs to, if any.

    `percent`: its cell holds a fraction shown in percent, and `value` and `planned` are percentage points. `begins` is
    the first day of the period that it stands under; `date` is that period's last.
    """

    date: date
    metric: str
    value: float
    planned: float | None = None
    note: str | None = None
    of: str | None = None
    percent: bool = False
    begins: Day | None = None

    def known_by(self, day: Day) -> bool:
        """Whether it is of that day or before: under a period, from the period's first day on."""
        return (self.begins or self.date) <= day

    def on(self, day: Day) -> Day:
        """The day it counts on, as seen on a day: within its period that day itself."""
        return min(self.date, day)


@dataclass(frozen=True, kw_only=True)
class CheckIn(Item):
    """An owner's update on a goal (or step or key result)."""

    date: date
    goal: str
    of: str | None = None  # key of the item it is about
    author: str | None = None
    life_cycle: LifeCycle | None = None
    health: Health | None = None
    confidence: float | None = None
    progress: float | None = None
    wins: str | None = None
    obstacles: str | None = None
    needs: str | None = None
    decision: str | None = None


@dataclass(frozen=True, kw_only=True)
class Person(Item):
    name: str
    email: str | None = None
    aliases: tuple[str, ...] = ()
    manager: str | None = None
    team: str | None = None
    capacity: float | None = None  # days a week
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lesson(Item):
    date: "date | None" = None  # quoted: here the default would shadow the type
    goal: str | None = None
    well: str | None = None
    better: str | None = None
    lesson: str | None = None
    applies_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Holiday(Item):
    date: date
    name: str | None = None


#: The key of the group of steps that name no goal.
NAMELESS = "goal:/"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that was read. `findings` are what reading itself came upon (codes GS0xx), `doubts` the cells whose
    reading is a guess.
    """

    title: str
    layout: Layout
    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()
    key_results: tuple[KeyResult, ...] = ()
    readings: tuple[Reading, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    people: tuple[Person, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    doubts: Doubts = field(default_factory=dict)

    @property
    def work(self) -> Iterator[Goal | Step | KeyResult]:
        """Goals, then key results, then steps, in the order of the sheets."""
        yield from self.goals
        yield from self.key_results
        yield from self.steps

    @cached_property
    def counted_goals(self) -> tuple[Goal, ...]:
        """The goals to count: without the group of the steps that name none. A plan of steps alone has no goal, and
        its title is no name of one; but it names the objective of key results that name none."""
        measured = {result.goal_key for result in self.key_results}
        return tuple(goal for goal in self.goals if goal.key != NAMELESS or NAMELESS in measured)

    @cached_property
    def by_key(self) -> Mapping[str, Goal | Step | KeyResult]:
        return {item.key: item for item in self.work}

    @cached_property
    def _steps_of(self) -> Mapping[str, tuple[Step, ...]]:
        return _grouped(self.steps, lambda step: step.goal_key)

    def steps_of(self, goal: Goal) -> tuple[Step, ...]:
        return self._steps_of.get(goal.key, ())

    @cached_property
    def _key_results_of(self) -> Mapping[str, tuple[KeyResult, ...]]:
        return _grouped(self.key_results, lambda result: result.goal_key or "")

    def key_results_of(self, goal: Goal) -> tuple[KeyResult, ...]:
        return self._key_results_of.get(goal.key, ())

    @cached_property
    def _children_of(self) -> Mapping[str, tuple[Goal, ...]]:
        return _grouped(self.goals, lambda goal: goal.parent_key or "")

    def children_of(self, goal: Goal) -> tuple[Goal, ...]:
        return self._children_of.get(goal.key, ())

    @cached_property
    def _readings_of(self) -> Mapping[str, tuple[Reading, ...]]:
        return _grouped(sorted(self.readings, key=lambda r: (r.date, r.home)), lambda reading: reading.of or "")

    def readings_of(self, item: Item) -> tuple[Reading, ...]:
        """Its metric's readings, oldest first."""
        return self._readings_of.get(item.key, ())

    @cached_property
    def _check_ins_of(self) -> Mapping[str, tuple[CheckIn, ...]]:
        return _grouped(sorted(self.check_ins, key=lambda c: (c.date, c.home)), lambda check_in: check_in.of or "")

    def check_ins_of(self, item: Item) -> tuple[CheckIn, ...]:
        """Its check-ins, oldest first."""
        return self._check_ins_of.get(item.key, ())

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        named: dict[str, Person] = {}
        for person in self.people:
            for name in (person.name, person.email or "", *person.aliases):
                named.setdefault(fold(name), person)
        return named

    @cached_property
    def unread(self) -> frozenset[CellRef]:
        """The cells that are not blank though nothing was read, or of which something is told already."""
        told = {finding.cell for finding in self.findings if finding.cell}
        return frozenset(told | {place.cell for place, why in self.doubts.items() if why is Doubt.UNREAD})

    def unsure(self, item: Item) -> Mapping[str, Doubt]:
        """The fields of an item whose cells were read by a guess that is not to be relied on, each with why."""
        return unsure({"due": item.home, **item.cells}, self.doubts)  # a due date may be worked out, without a cell

    def person(self, name: str) -> Person | None:
        """The person of that name, e-mail address or other name, without regard to case."""
        return self._people.get(fold(name))


def _grouped(items: Iterable[_T], key: Callable[[_T], str]) -> Mapping[str, tuple[_T, ...]]:
    return {name: tuple(group) for name, group in grouped(items, key).items()}
