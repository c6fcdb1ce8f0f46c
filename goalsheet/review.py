"""The library's front door: everything that is known of a workbook as of a date, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goalsheet.findings import Finding, Severity
from goalsheet.measure.model import Assessment, Measured, Status
from goalsheet.plan.model import Goal, KeyResult, Plan, Step
from goalsheet.settings import Settings
from goalsheet.workbook.model import Workbook


@dataclass(frozen=True)
class Review:
    """The one hand-over to everything that shows or writes something."""

    workbook: Workbook
    plan: Plan
    settings: Settings
    as_of: date
    findings: tuple[Finding, ...]
    measured: Measured
    read_as: str  # one line: how the workbook was read, and what was left out

    @property
    def title(self) -> str:
        return self.settings.title or self.plan.title

    def assessment(self, item: Goal | Step | KeyResult) -> Assessment:
        return self.measured.assessments[item.key]

    def counts(self, items: tuple[Goal | Step | KeyResult, ...]) -> Mapping[Status, int]:
        """How many of the items have each status, worst first, zeros included."""
        statuses = [self.assessment(item).status for item in items]
        return {status: statuses.count(status) for status in Status}

    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)
