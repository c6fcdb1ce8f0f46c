"""Between what earlier reports saw and what is measured today: the past for the signals, and what changed since."""

from datetime import date

from goalsheet.history.changes import Current
from goalsheet.history.comparison import Comparison, Remembered, compared_again, comparison, copied, unedited
from goalsheet.history.model import History, Snapshot
from goalsheet.history.snapshots import Computed, complete
from goalsheet.measure import measure
from goalsheet.measure.model import Assessment, Measured, Past, Seen
from goalsheet.plan.model import Plan
from goalsheet.settings import Settings
from goalsheet.statuses import NEEDS_ATTENTION


def seen_before(recalled: Remembered) -> Past:
    """What earlier reports saw of each item, for the signals that ask it."""
    return {
        key: tuple(Seen(s.as_of, s.due, s.progress, s.confidence, s.status) for s in chain)
        for key, chain in recalled.chains.items()
    }


def compared(
    plan: Plan,
    settings: Settings,
    measured: Measured,
    recalled: Remembered,
    since: date | None = None,
    copy: tuple[History, str] | None = None,
) -> Comparison:
    """Today's items beside those of the last report, or of the last one by the day `since`.

    `copy` is what an earlier copy of the workbook remembers, with its file's name: then that is compared with. A day
    that was reported on before, in a workbook that is as its last report left it, is compared from memory alone.
    """
    current = Current(snapshots(recalled, measured), {item.key: item.home for item in plan.work})
    if copy is not None:
        return copied(recalled, current, *copy)
    if _looks_back(plan, settings, recalled):
        return compared_again(recalled, current, since)
    return comparison(recalled, current, since)


def snapshots(recalled: Remembered, measured: Measured) -> tuple[Snapshot, ...]:
    """Today's items with what was computed of them, as they are to be remembered."""
    return tuple(complete(one, _computed(measured.assessments[one.key])) for one in recalled.outlines)


def _computed(seen: Assessment) -> Computed:
    progress = seen.progress
    why = seen.reason if seen.status in NEEDS_ATTENTION else None
    return Computed(str(seen.status), why, seen.declared, progress.actual, progress.expected, seen.forecast.finish)


def _looks_back(plan: Plan, settings: Settings, recalled: Remembered) -> bool:
    """Whether this date was reported on, later reports followed, and the workbook is as the last of them left it."""
    latest = recalled.history.last_report()
    if latest is None or latest <= recalled.as_of or recalled.as_of not in recalled.history.days:
        return False
    then = Remembered(recalled.history, recalled.outlines, latest)
    return unedited(then, snapshots(then, measure(plan, settings, latest, seen_before(then))))
