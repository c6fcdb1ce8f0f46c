"""How things went from report to report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goalsheet.history.model import GOAL, History


@dataclass(frozen=True, slots=True)
class Point:
    """One report of a trend: how many goals had which status, and how far they were and should have been."""

    as_of: date
    statuses: Mapping[str, int]
    progress: float | None
    expected: float | None


def trend(history: History, first: date, last: date) -> tuple[Point, ...]:
    """The reports of a time, with the last one before it to start from."""
    base = history.last_report(first)
    days = [day for day in history.days if first <= day <= last]
    reports = {report.as_of: report for report in history.reports}
    points = []
    for day in ([base] if base else []) + days:
        statuses = Counter(one.status for one in history.state(day).values() if one.kind == GOAL)
        points.append(Point(day, dict(sorted(statuses.items())), reports[day].progress, reports[day].expected))
    return tuple(points)
