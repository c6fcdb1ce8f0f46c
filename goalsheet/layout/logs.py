"""Logs and timesheets: what was done, day by day, is no plan, however much its headings speak of tasks."""

import re

from goalsheet.layout import heading_words
from goalsheet.layout.candidates import Candidate

#: What tells that something is still to come of a row.
FOLLOWS = frozenset({"start", "done_on", "status", "percent"})
#: A unit of time in the brackets of a heading: `Tijd (in min)`.
_TIME_UNIT = re.compile(
    r"[(\[]\s*(?:in |en |dans )?(?:h|hrs?|hours?|std\.?|stunden|uur|uren|heures?|horas?|ore|timer|timmar"
    r"|min\.?|mins|minut\w*|godz\.?|час\w*|мин\.?|小时|分钟|分|時間)\s*[)\]]",
    re.IGNORECASE,
)


def log_of(candidate: Candidate) -> str:
    """What kind of log a table of steps is; an empty string where it is none."""
    sure = candidate.reads.sure
    if not _is_plain_date(candidate) or FOLLOWS & sure.keys():
        return ""
    if {"effort", "duration"} & sure.keys() or _counts_time(candidate):
        return "records hours by day, as a timesheet does"
    return "logs what was done, by whom and when" if _is_authored(candidate) else ""


def _is_plain_date(candidate: Candidate) -> bool:
    """Whether what was taken for the due date is headed just `Date`: in a timesheet that is the day worked."""
    column = candidate.reads.columns.get("due", (0,))[0]
    return "date" in candidate.header.meanings(column)


def _is_authored(candidate: Candidate) -> bool:
    """Whether what was taken for the owner is headed as an author: who wrote an entry of a log."""
    meant = candidate.header.meanings(candidate.reads.columns.get("owner", (0,))[0])
    return "author" in meant and meant["author"].strength > meant["owner"].strength


def _counts_time(candidate: Candidate) -> bool:
    """Whether a column of numbers is headed with hours or minutes."""
    return any(
        _TIME_UNIT.search(heading_words.narrow(heading)) and (e := candidate.cells.get(column)) and e.numbers >= 2
        for column, heading in candidate.header.headings.items()
    )
