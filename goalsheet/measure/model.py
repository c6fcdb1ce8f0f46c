"""What is computed of an item. Fractions are 0-1 and unrounded; dates are whole days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from goalsheet.cells import CellRef
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, msg
from goalsheet.measure.okr import Grade
from goalsheet.statuses import Status


class Level(StrEnum):
    """How much a signal weighs: a fact makes off track; a warn, or two hints of different families, at risk."""

    FACT = "fact"
    WARN = "warn"
    HINT = "hint"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason why an item may miss. `reason` and `clears` are half sentences without a full stop.

    `numbers` holds what the reason was worked out from, by name (fractions, days, dates, thresholds), for `explain` and
    report.json. `cell` is the cell to look at.
    """

    code: str
    level: Level
    family: str  # time, pace, plan, record, load, metric, people, declared
    cell: CellRef
    reason: LazyText
    clears: LazyText
    numbers: Mapping[str, float | int | str | date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an item is. `actual` None is unknown, never zero (C4). `source` says what it was taken from.

    `coverage` is the share of weight below it whose progress is known. `by_steps` and `by_measure` are given where both
    exist. `expected` is None where dates do not tell; of an objective with a `mark` below 1 (aspirational: 0.7) it is
    that share of what its dates tell. `pace` is actual ÷ expected.
    """

    actual: float | None = None
    expected: float | None = None
    source: str = "none"  # percent, done, steps, metric, key results, children, check-in, none
    coverage: float = 0.0
    by_steps: float | None = None
    by_measure: float | None = None
    by_children: float | None = None
    mark: float = 1.0  # the grade that counts as reached

    @property
    def pace(self) -> float | None:
        if self.actual is None or not self.expected:
            return None
        return self.actual / self.expected


@dataclass(frozen=True, slots=True)
class Forecast:
    """When an item will be finished if things go on as they do. `late_days` in working days past due, 0 if in time.

    `own` is the finish by its own record or pace alone; `finish` is never before what the plan's logic allows.
    """

    finish: date | None = None
    late_days: int | None = None
    how: LazyText = NOTHING
    value_at_due: float | None = None  # a metric's value at its due date
    p50: date | None = None  # finished by then in half of the trials, and in four of five (only from a record)
    p80: date | None = None
    own: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as an earlier report saw it: one entry of the memory some signals ask."""

    as_of: date
    due: date | None = None
    percent: float | None = None
    confidence: float | None = None  # 0-10
    status: str | None = None


#: What earlier reports saw of each item, by its key, oldest first. Signals that need it are silent without.
Past = Mapping[str, tuple[Seen, ...]]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is computed of one item (a goal, step or key result), by its key.

    `reason` and `clears` belong to the deciding signals, whose codes are `decided_by`, or say why all is well.
    `declared` is the owner's word.
    """

    key: str
    status: Status
    reason: LazyText
    clears: LazyText = NOTHING
    declared: str | None = None
    declared_status: Status | None = None
    progress: Progress = Progress()
    forecast: Forecast = Forecast()
    signals: tuple[Signal, ...] = ()
    days_left: int | None = None  # in days of the calendar; negative when overdue
    decided_by: tuple[str, ...] = ()  # codes of the signals that the reason tells

    @property
    def sentence(self) -> LazyText:
        """Status, reason with numbers, and what would clear it, in one sentence."""
        status, reason = msg(self.status.value), self.reason
        if not self.clears:
            return msg("{status}: {reason}", status=status, reason=reason)
        return msg("{status}: {reason}; {clears}", status=status, reason=reason, clears=self.clears)


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Earned schedule at a time: `es` earned, `at` passed, `pd` planned, all in days of the calendar (or periods)."""

    es: float
    at: float
    pd: float

    @property
    def variance(self) -> float:
        """`SV(t) = ES - AT`."""
        return self.es - self.at

    @property
    def spi(self) -> float | None:
        """`SPI(t) = ES / AT`."""
        return self.es / self.at if self.at else None

    @property
    def duration(self) -> float | None:
        """`IEAC(t) = PD / SPI(t)`: how long it will take in all at this pace."""
        return self.pd * self.at / self.es if self.es else None


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Planned and earned value of a goal's steps, in the unit of effort, and its earned schedule, where the steps'
    dates tell it."""

    bac: float
    pv: float
    ev: float
    schedule: EarnedSchedule | None = None

    @property
    def sv(self) -> float:
        """Schedule variance `EV - PV`."""
        return self.ev - self.pv

    @property
    def spi(self) -> float | None:
        """Schedule performance index `EV / PV`."""
        return self.ev / self.pv if self.pv else None


@dataclass(frozen=True, slots=True)
class Logic:
    """What the plan's logic says of a step: the earliest and latest it can finish, and the float between in days.

    Latest finish and float are None where no due date bounds the step.
    """

    early_start: date
    early_finish: date
    late_finish: date | None
    float_days: int | None
    critical: bool


@dataclass(frozen=True, slots=True)
class MilestoneProgress:
    """The steps of one goal that name the same milestone, rolled up."""

    goal_key: str
    name: str
    progress: Progress
    due: date | None
    done: int
    steps: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything computed, as of a day."""

    as_of: date
    assessments: Mapping[str, Assessment]
    milestones: tuple[MilestoneProgress, ...] = ()
    earned: Mapping[str, EarnedValue] = field(default_factory=dict)  # by goal, where every step has an effort
    logic: Mapping[str, Logic] = field(default_factory=dict)  # by open step
    grades: Mapping[str, Grade] = field(default_factory=dict)  # by goal that has key results

    def of(self, key: str) -> Assessment:
        return self.assessments[key]
