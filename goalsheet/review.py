"""The library's front door: everything that is known of a workbook as of a date, in one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from goalsheet.errors import GoalsheetError
from goalsheet.findings import Finding, Severity
from goalsheet.history import sheet as history_sheet
from goalsheet.history.changes import Current
from goalsheet.history.comparison import Comparison, Remembered, compared_again, comparison, copied, from_copy, unedited
from goalsheet.history.estimates import Estimate, Length, estimates, lengths
from goalsheet.history.lessons import Closing, Reminder, closings, reminders
from goalsheet.history.model import Changes, History, Report, Snapshot
from goalsheet.history.snapshots import Verdict, complete, outlines, remembered
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
from goalsheet.measure.model import Assessment, Measured, Past, Seen
from goalsheet.measure.redistribute import Proposals, proposals
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
from goalsheet.statuses import NEEDS_ATTENTION, Status

#: The years a report can speak for.
FIRST_YEAR, LAST_YEAR = 1900, 9000


@dataclass(frozen=True)
class Review:
    """The one hand-over to everything that shows or writes something."""

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
        seen = [self.assessment(goal).progress for goal in self.plan.counted_goals]
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
        """How the goals stood from report to report, over the period looked back on, else over all that is known."""
        first = self.period.first if self.period else date.min
        return trend(self.history, first, self.as_of)

    @cached_property
    def _lengths(self) -> Mapping[str, Length]:
        return lengths(self.plan, self.comparison.chains, self.as_of)

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """How long groups' steps took against their plans."""
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
        """Load per person and week, and what could be done about overload and dates that can't hold."""
        return proposals(self.plan, self.settings, self.as_of, self.measured)

    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def review(
    path: Path,
    today: date,
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
        raise _refusal(path, layout)
    settings = effective_settings(layout, files_beside(path), changes)
    day = _speakable(as_of or settings.as_of or _day(today, settings))
    plan = parse(workbook, layout, settings.changed({"as_of": day}))
    recalled = Remembered(history_sheet.read_history(workbook), outlines(plan, day), day)
    measured = measure(plan, settings, day, _seen(recalled))
    statuses = {key: str(seen.status) for key, seen in measured.assessments.items()}
    findings = check(plan, Context(day, settings, statuses))
    looked_at = settings.rhythm.period(period, day) if period else None
    earlier = _earlier(copy, today, day, changes) if copy else None
    told = _told(plan, settings, measured, recalled, looked_at.before if looked_at else None, earlier)
    return Review(workbook, plan, settings, day, findings, measured, reading_summary(plan), told, looked_at)


def _day(today: date, settings: Settings) -> date:
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


def _seen(recalled: Remembered) -> Past:
    """What earlier reports saw, for the signals that ask it."""
    return {
        key: tuple(Seen(s.as_of, s.due, s.progress, s.confidence, s.status) for s in chain)
        for key, chain in recalled.chains.items()
    }


def _told(
    plan: Plan,
    settings: Settings,
    measured: Measured,
    recalled: Remembered,
    since: date | None,
    earlier: tuple[History, str] | None,
) -> Comparison:
    cells = {item.key: item.home for item in plan.work}
    current = Current(_snapshots(recalled.outlines, measured), cells)
    if earlier is not None:
        return copied(recalled, current, *earlier)
    if _looks_back(plan, settings, recalled):
        return compared_again(recalled, current, since)
    return comparison(recalled, current, since)


def _snapshots(outlined: tuple[Snapshot, ...], measured: Measured) -> tuple[Snapshot, ...]:
    return tuple(complete(one, _verdict(measured.assessments[one.key])) for one in outlined)


def _verdict(seen: Assessment) -> Verdict:
    progress = seen.progress
    why = seen.reason if seen.status in NEEDS_ATTENTION else None
    return Verdict(str(seen.status), why, seen.declared, progress.actual, progress.expected, seen.forecast.finish)


def _looks_back(plan: Plan, settings: Settings, recalled: Remembered) -> bool:
    """Whether this date was reported on, later reports followed, and the workbook is as the last of them left it."""
    latest = recalled.history.last_report()
    if latest is None or latest <= recalled.as_of or recalled.as_of not in recalled.history.days:
        return False
    then = Remembered(recalled.history, recalled.outlines, latest)
    return unedited(then, _snapshots(then.outlines, measure(plan, settings, latest, _seen(then))))


def _earlier(path: Path, today: date, as_of: date, changes: Mapping[str, Any] | None) -> tuple[History, str]:
    """What an earlier copy says: as of its last report, or as of today's date where none was made with it."""
    memory = history_sheet.read_history(read(path))
    day = memory.last_report() or as_of
    copy = review(path, today, min(day, as_of), changes)
    recalled = copy.comparison.recalled
    named = remembered(_snapshots(recalled.outlines, copy.measured), recalled.matched, recalled.before)
    return from_copy(recalled.history, named, Report(copy.as_of, copy.verdict)), path.name


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _refusal(path: Path, layout: Layout) -> GoalsheetError:
    looked_for = layout.refused or "looked for a table with a heading row that names goals or steps"
    nearest = f"; nearest: {layout.nearest}" if layout.nearest else ""
    return GoalsheetError(
        f"{path}: no goals or steps found: {looked_for}{nearest}",
        "A heading row with at least Step, Owner and Due is enough; goalsheet init NEW.xlsx makes one to start from.",
    )
