"""A run of periods across a sheet: which column holds what of which period."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from goalsheet.layout.period_headings import PeriodHeading


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of a run: its period, what its numbers are, and where the period stands."""

    column: int
    period: PeriodHeading
    basis: str  # planned, actual, difference, share or nothing
    place: tuple[int, int]


@dataclass(frozen=True)
class Run:
    """Periods across: the heading rows they take up, and their columns from left to right."""

    rows: tuple[int, ...]
    slots: tuple[Slot, ...]

    @property
    def columns(self) -> frozenset[int]:
        return frozenset(slot.column for slot in self.slots)

    @property
    def unit(self) -> str:
        return self.slots[0].period.unit

    @property
    def weekly(self) -> bool:
        """Whether its days lie so far apart that each stands for a week or more."""
        days = sorted({slot.period.day or _in_any_year(slot.period) for slot in self.slots})
        gaps = [(b - a).days for a, b in pairwise(days)]
        return bool(gaps) and median(gaps) >= 5

    @property
    def paired(self) -> bool:
        """Whether target and actual value have columns of their own."""
        return {"planned", "actual"} <= {slot.basis for slot in self.slots}


def _in_any_year(period: PeriodHeading) -> date:
    """A day without a year, in some year: to tell how far days lie apart."""
    month, day = divmod(period.number, 100) if period.unit == "day" else (1, 1)
    return date(2024, month, min(day, 28))
