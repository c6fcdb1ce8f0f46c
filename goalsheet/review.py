"""The library's front door: everything that is known of a workbook as of a date, in one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from goalsheet.editing.write import copy_of
from goalsheet.errors import GoalsheetError
from goalsheet.findings import Finding, Severity
from goalsheet.history import sheet as history_sheet
from goalsheet.history.comparison import Comparison, Remembered, from_copy
from goalsheet.history.estimates import Estimate, Length, estimates, lengths
from goalsheet.history.lessons import Closing, Reminder, closings, reminders
from goalsheet.history.model import Changes, History, Report
from goalsheet.history.snapshots import outlines, remembered
from goalsheet.history.trend import Point, trend
from goalsheet.history.wins import Win, obstacles, wins
from goalsheet.language import Language, language
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import lazy
from goalsheet.layout import find
from goalsheet.layout.mapping import beside
from goalsheet.layout.table import Kind, Layout
from goalsheet.measure import figures, headline, measure
from goalsheet.measure.figures import BurnUp, Figures
from goalsheet.measure.headline import Caption
from goalsheet.measure.model import Assessment, Measured
from goalsheet.measure.redistribute import Proposals, proposals
from goalsheet.past import compared, seen_before, snapshots
from goalsheet.periods import Period
from goalsheet.plan.effective_settings import effective_settings
from goalsheet.plan.model import CheckIn, Goal, KeyResult, Plan, Reading, Step, Work
from goalsheet.plan.parse import parse
from goalsheet.plan.reading_summary import reading_summary
from goalsheet.reading.model import Workbook
from goalsheet.reading.read import read
from goalsheet.rules import check
from goalsheet.rules.base import Context
from goalsheet.settings import Settings, files_beside
from goalsheet.statuses import Status

#: The years a report can speak for.
FIRST_YEAR, LAST_YEAR = 1900, 9000


@dataclass(frozen=True)
class Review:
    """The one hand-over to everything that shows or writes something.

    Shares and progress are fractions (1.0 is all of it) and not rounded; dates are whole days, `as_of` the end of that
    day; lengths and days left are in days of the plan's calendar (working days unless the settings say otherwise),
    work and capacity in days of a person.
    """

    workbook: Workbook
    plan: Plan
    settings: Settings
    as_of: date
    findings: tuple[Finding, ...]
    measured: Measured
    reading_summary: LazyText  # one line: how the workbook was read, and what was left out
    comparison: Comparison = field(default_factory=Comparison)  # what earlier reports saw, and what changed since
    period: Period | None = None  # what a month's or quarter's review looks back on

    @property
    def title(self) -> str:
        return self.settings.title or self.plan.title

    def assessment(self, item: Work) -> Assessment:
        return self.measured.assessments[item.key]

    def counts(self, items: Iterable[Work]) -> Mapping[Status, int]:
        """How many of the items have each status, in the order a verdict counts them, zeros included."""
        return figures.counts(items, self.measured)

    @cached_property
    def language(self) -> Language:
        """What the report speaks."""
        return language(self.settings.lang)

    @cached_property
    def worst_first(self) -> tuple[Goal, ...]:
        """Goals by status, then by due date, then as they stand in the workbook."""

        def key(goal: Goal) -> tuple[int, date]:
            return self.assessment(goal).status.rank, goal.due or date.max

        return tuple(sorted(self.plan.goals, key=key))

    @cached_property
    def most_urgent(self) -> tuple[Goal | KeyResult | Step, ...]:
        """All work by status, then what is longest due, then as it stands in the workbook."""

        def key(item: Work) -> tuple[int, date]:
            return self.assessment(item).status.rank, item.due or date.max

        return tuple(sorted(self.plan.work, key=key))

    @cached_property
    def attention(self) -> tuple[Goal | KeyResult | Step, ...]:
        """What needs somebody: worst first, then what is longest due."""
        return tuple(item for item in self.most_urgent if figures.needs_attention(item, self.measured))

    @cached_property
    def figures(self) -> Figures:
        """The headline figures, looking ahead as many days as the settings say."""
        return figures.figures(self.plan, self.measured, self.settings.due_soon_days)

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """The headline figures in the report's language."""
        return headline.captions(self.figures, self.settings.due_soon_days, self.language)

    @cached_property
    def due_next(self) -> tuple[Goal | KeyResult | Step, ...]:
        """Open work due from today on within the days that the settings give, soonest first."""
        return figures.due_next(self.plan, self.measured, self.settings.due_soon_days)

    @cached_property
    def burn_up(self) -> BurnUp | None:
        """Steps done over time; None where too few have a due date."""
        return figures.burn_up(self.plan, self.measured)

    def readings(self, item: Goal | KeyResult) -> tuple[Reading, ...]:
        """The readings of its metric up to the day of the report, oldest first."""
        return figures.readings(self.plan, item, self.as_of)

    @cached_property
    def verdict(self) -> LazyText:
        """The whole plan in one sentence, with counts: what a lead says first."""
        return lazy(lambda lang: headline.verdict(self.plan, self.measured, lang))

    @property
    def changes(self) -> Changes:
        """What changed since the last report, or since what this one is compared with."""
        return self.comparison.changes

    @cached_property
    def history(self) -> History:
        """What the workbook is to remember after this report."""
        seen = [self.assessment(goal).progress for goal in self.plan.counted_goals or self.plan.goals]
        said = self.language.translate(self.verdict)
        done, expected = _mean(p.actual for p in seen), _mean(p.expected for p in seen)
        return self.comparison.memory(Report(self.as_of, said, done, expected), self.language)

    @cached_property
    def wins(self) -> tuple[Win, ...]:
        """What went well since then, worked out from what was seen before."""
        return wins(self.comparison, self.plan)

    @cached_property
    def obstacles(self) -> tuple[CheckIn, ...]:
        """Check-ins since then that name an obstacle, a need or a decision asked."""
        return obstacles(self.plan, self.changes.since, self.as_of)

    @cached_property
    def trend(self) -> tuple[Point, ...]:
        """How many goals had which status, and their mean progress (fractions), report by report.

        Over the period looked back on, else over all that is known.
        """
        first = self.period.first if self.period else date.min
        return trend(self.history, first, self.as_of)

    @cached_property
    def _lengths(self) -> Mapping[str, Length]:
        return lengths(self.plan, self.comparison.chains, self.as_of)

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """How many times their planned length groups' steps took."""
        return estimates(self.plan, self._lengths)

    @cached_property
    def closings(self) -> tuple[Closing, ...]:
        """Goals reached since then that ask for their review."""
        return closings(self.comparison, self.plan, self._lengths)

    @cached_property
    def reminders(self) -> tuple[Reminder, ...]:
        """Lessons of like goals, for goals that start."""
        return reminders(self.comparison, self.plan)

    @cached_property
    def proposals(self) -> Proposals:
        """Work and capacity per person and week, in days; and what could be done about overload and late dates."""
        return proposals(self.plan, self.settings, self.as_of, self.measured)

    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def review(
    path: Path,
    today: date | datetime,
    as_of: date | None = None,
    changes: Mapping[str, Any] | None = None,
    period: str | None = None,
    copy: Path | None = None,
) -> Review:
    """Read, check and measure the workbook at `path`, and say what changed since its last report.

    `as_of` is the date to speak for; without it the workbook's own setting, else `today`: a day, or a moment, which is
    the day that it then is in the settings' time zone. `changes` are settings from the command line; they win over the
    Settings sheet and the files beside the workbook. What changed is told since the last report before a `period`
    (week, month, quarter) or since an earlier `copy` of the workbook, where one is given. Raises GoalsheetError
    where a workbook cannot be read or holds no plan.
    """
    workbook, layout = laid_out(path)
    if not holds_plan(layout):
        raise refusal(path, layout)
    settings = effective_settings(layout, files_beside(path), changes)
    day = _speakable(as_of or settings.as_of or _day(today, settings))
    plan = parse(workbook, layout, settings.changed({"as_of": day}))
    recalled = Remembered(_memory(workbook), outlines(plan, day), day)
    measured = measure(plan, settings, day, seen_before(recalled))
    statuses = {key: str(seen.status) for key, seen in measured.assessments.items()}
    findings = check(plan, Context(day, settings, statuses))
    looked_at = settings.rhythm.period(period, day) if period else None
    earlier = _earlier(copy, today, day, changes) if copy else None
    told = compared(plan, settings, measured, recalled, looked_at.before if looked_at else None, earlier)
    return Review(workbook, plan, settings, day, findings, measured, reading_summary(plan), told, looked_at)


def _day(today: date | datetime, settings: Settings) -> date:
    return today.astimezone(settings.zone).date() if isinstance(today, datetime) else today


def _speakable(day: date) -> date:
    """The day, if a report can speak for it: forecasts and periods lie around it."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise GoalsheetError(
        f"{day} is no day to report on", f"Give a date between the years {FIRST_YEAR} and {LAST_YEAR}."
    )


def laid_out(path: Path) -> tuple[Workbook, Layout]:
    """The workbook and how it is read, as the mapping file beside it says where there is one."""
    workbook = read(path)
    return workbook, find(_without_memory(workbook), beside(path))


def holds_plan(layout: Layout) -> bool:
    return any(layout.of(kind) for kind in (Kind.STEPS, Kind.GOALS, Kind.KEY_RESULTS))


def _without_memory(workbook: Workbook) -> Workbook:
    """The workbook as a layout sees it: our History sheet is no plan, even where the mark on it was lost."""
    sheet = history_sheet.sheet_of(workbook)
    if sheet is None or sheet.name in workbook.ours.sheets.values():
        return workbook
    ours = replace(workbook.ours, sheets={**workbook.ours.sheets, history_sheet.KEY: sheet.name})
    return replace(workbook, ours=ours)


def _memory(workbook: Workbook) -> History:
    """What earlier reports saw: of a text file, in the workbook that the last one wrote beside it."""
    written = workbook.path.with_suffix(".xlsx")
    if workbook.format == "csv" and written.is_file() and copy_of(written) == workbook.path.name:
        return history_sheet.read_history(read(written))
    return history_sheet.read_history(workbook)


def _earlier(path: Path, today: date | datetime, as_of: date, changes: Mapping[str, Any] | None) -> tuple[History, str]:
    """What an earlier copy says: as of its last report, or as of today's date where none was made with it."""
    memory = history_sheet.read_history(read(path))
    day = memory.last_report() or as_of
    copy = review(path, today, min(day, as_of), changes)
    recalled = copy.comparison.recalled
    named = remembered(snapshots(recalled, copy.measured), recalled.matched, recalled.before)
    return from_copy(recalled.history, named, Report(copy.as_of, copy.verdict)), path.name


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def refusal(path: Path, layout: Layout) -> GoalsheetError:
    """That there is no plan, with what comes nearest and how to have that read."""
    nearest = f"nearest is {layout.nearest}" if layout.guess else layout.nearest or layout.refused
    return GoalsheetError(
        f"{path}: no goals or steps found: {nearest}",
        f"If that is a plan, goalsheet map {path} --write saves this guess for you to mend; else see goalsheet init."
        if layout.guess
        else "A heading row with Step, Owner and Due is enough; goalsheet init NEW.xlsx makes one to start from.",
    )
