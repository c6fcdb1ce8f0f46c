"""The library's front door: everything that is known of a workbook as of a date, in one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from goalsheet.errors import GoalsheetError
from goalsheet.findings import Finding, Severity
from goalsheet.layout import find
from goalsheet.layout.table import Kind, Layout, Table
from goalsheet.measure import measure
from goalsheet.measure.model import Assessment, Measured, Status
from goalsheet.plan.model import Goal, Plan, Work
from goalsheet.plan.parse import parse
from goalsheet.plan.settled import settled
from goalsheet.rules import check
from goalsheet.rules.base import Context
from goalsheet.settings import Settings, files_beside
from goalsheet.workbook.model import Workbook
from goalsheet.workbook.read import read

#: The order in which a verdict sentence counts: what needs somebody first.
COUNTED = (
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.NO_UPDATE,
    Status.ON_TRACK,
    Status.NOT_STARTED,
    Status.DONE,
    Status.ON_HOLD,
    Status.CANCELLED,
)

#: Below this confidence of a layout the reader is told that it was a guess.
SURE = 0.7


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

    def assessment(self, item: Work) -> Assessment:
        return self.measured.assessments[item.key]

    def counts(self, items: Iterable[Work]) -> Mapping[Status, int]:
        """How many of the items have each status, in the order a verdict counts them, zeros included."""
        statuses = [self.assessment(item).status for item in items]
        return {status: statuses.count(status) for status in COUNTED}

    @cached_property
    def worst_first(self) -> tuple[Goal, ...]:
        """Goals by status, then by due date, then as they stand in the workbook."""

        def key(goal: Goal) -> tuple[int, date]:
            return self.assessment(goal).status.rank, goal.due or date.max

        return tuple(sorted(self.plan.goals, key=key))

    @property
    def verdict(self) -> str:
        """The whole plan in one sentence, with counts: what a lead says first."""
        goals = self.plan.goals
        counts = self.counts(goals)
        said = ", ".join(f"{n} {status}" for status, n in counts.items() if n)
        if not goals:
            return "No goals yet."
        if not counts[Status.OFF_TRACK] and not counts[Status.AT_RISK]:
            return f"All is well: of {len(goals)} goal{'s' * (len(goals) != 1)}, {said}."
        return f"Of {len(goals)} goal{'s' * (len(goals) != 1)}, {said}."

    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def review(path: Path, today: date, as_of: date | None = None, changes: Mapping[str, Any] | None = None) -> Review:
    """Read, check and measure the workbook at `path`.

    `as_of` is the date to speak for; without it the workbook's own setting, else `today`. `changes` are settings from
    the command line; they win over the Settings sheet and the files beside the workbook. Raises GoalsheetError where
    the workbook cannot be read or holds no plan.
    """
    workbook = read(path)
    layout = find(workbook)
    if not layout.of(Kind.STEPS) and not layout.of(Kind.GOALS) and not layout.of(Kind.KEY_RESULTS):
        raise _refusal(path, layout)
    settings = settled(layout, files_beside(path), changes)
    day = as_of or settings.as_of or today
    plan = parse(workbook, layout, settings)
    measured = measure(plan, settings, day)
    statuses = {key: str(seen.status) for key, seen in measured.assessments.items()}
    findings = check(plan, Context(day, settings, statuses))
    return Review(workbook, plan, settings, day, findings, measured, _read_as(plan))


def _refusal(path: Path, layout: Layout) -> GoalsheetError:
    looked_for = layout.refused or "looked for a table with a heading row that names goals or steps"
    nearest = f"; nearest: {layout.nearest}" if layout.nearest else ""
    return GoalsheetError(
        f"{path}: no goals or steps found: {looked_for}{nearest}",
        "A heading row with at least Step, Owner and Due is enough; goalsheet init NEW.xlsx makes one to start from.",
    )


def _read_as(plan: Plan) -> str:
    """One line: which tables were read, how many rows of them, and what was left out."""
    tables = ", ".join(_table_line(table) for table in plan.layout.tables)
    left_out = [row for table in plan.layout.tables for row in table.left_out]
    out = f" Left out: {_rows(len(left_out))} ({left_out[0].why}{', …' * (len(left_out) > 1)})." if left_out else ""
    others = f" Not read: {', '.join(plan.layout.others)}." if plan.layout.others else ""
    return f"Read {tables}.{out}{others}"


def _table_line(table: Table) -> str:
    """`Steps (27 rows)`; what the sheet's name does not say, and doubt, is said too."""
    kind = "" if table.sheet.name.casefold() == table.kind else f" as {table.kind}"
    unsure = "" if table.confidence >= SURE else f", not sure: heading taken from row {table.heading_rows[-1]}"
    return f"{table.sheet.name}{kind} ({_rows(len(table.rows))}{unsure})"


def _rows(count: int) -> str:
    return f"{count} row{'s' * (count != 1)}"
