"""GS2xx: dates by themselves: they are given, and lie where dates of a plan can lie."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg, whole
from goalsheet.plan.model import Plan, Step, Work
from goalsheet.plan.slips import FAR_YEARS, far, own_time
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import summed_up, told, unreadable, written

LONG_PAST_DAYS = 180


@rule("GS206", "missing-due", Severity.WARNING, "dates", "Agree on a date with the owner and enter it.")
def missing_due(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step has no due date although the sheet has a column for it.

    Without a date a step is never late, and never finished.

    Agree on a date with the owner. If none can be given yet, give the day by which it will be known.

    Breaks:

        at Steps!C3
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   |            |

    Holds:

        Steps
        | Step            | Owner | Due        | Status    |
        | Write the copy  | Ana   | 2026-11-27 |           |
        | Take the photos | Ben   |            | cancelled |
    """
    unread = unreadable(plan)

    def without(row: Work) -> bool:
        return row.open and row.due is None and row.at("due") not in unread

    yield from told(plan, plan.steps, "due", without, msg("the step has no due date"), msg("no step has a due date"))


@rule("GS208", "missing-start", Severity.NOTE, "dates", "Enter when work on it begins.")
def missing_start(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step has no start although the sheet has a column for it.

    How far a step should be by today is counted from its start; without it only its due date can warn.

    Enter when work on it begins, or its length in the column Duration.

    Breaks:

        at Steps!B3
        Steps
        | Step            | Start      | Due        |
        | Write the copy  | 2026-11-09 | 2026-11-27 |
        | Take the photos |            | 2026-12-04 |

    Holds:

        Steps
        | Step            | Start      | Due        |
        | Write the copy  | 2026-11-09 | 2026-11-27 |
        | Take the photos | 2026-11-23 | 2026-12-04 |
    """
    unread = unreadable(plan)

    def without(row: Work) -> bool:
        moment = isinstance(row, Step) and row.is_milestone
        dated = row.due is not None or "due" not in row.cells  # else GS206 asks for a date already
        return row.open and not moment and dated and row.start is None and row.at("start") not in unread

    yield from told(plan, plan.steps, "start", without, msg("the step has no start"), msg("no step has a start"))


@rule("GS210", "implausible-year", Severity.WARNING, "dates", "Mend the year, or the number that was read as a date.")
def implausible_year(plan: Plan, context: Context) -> Iterator[Breach]:
    """A date lies more than {FAR_YEARS} years away.

    Mostly a slip of the pen (2062 for 2026), a number read as a date, or a formula over blank cells (1900).

    Mend the year.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2062-11-27 |
        | Take the photos | Ben   | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   | 2029-12-04 |
    """
    rows, own = list(written(plan)), own_time(plan, context.as_of)
    told = {finding.cell for finding in plan.findings if finding.code == "GS008"}
    found: list[Breach] = []
    for item in rows:
        given = {"start": item.start, "due": item.due, "done_on": getattr(item, "done_on", None)}
        for name, day in given.items():
            if day and far(day, own) and name in item.cells and item.at(name) not in told:
                years = whole(abs(day.year - own.year))
                words = msg("{date} is {n} years away from {today}", date=day, n=years, today=own)
                found.append((item.at(name), words))
    yield from summed_up(found, len(rows), lambda first: (first[0][0], _all_far(len(found), len(rows))))


def _all_far(dates: int, rows: int) -> LazyText:
    return counted(
        rows,
        "{dates} dates on {n} row lie more than {years} years away",
        "{dates} dates on {n} rows lie more than {years} years away",
        dates=whole(dates),
        years=whole(FAR_YEARS),
    )


@rule("GS211", "long-past", Severity.NOTE, "dates", "Close it, cancel it, or plan it anew.")
def long_past(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step or goal was due more than {LONG_PAST_DAYS} days ago.

    It is late in every report until nobody reads the list of late things any more.

    Close it, cancel it, or give it a date that is meant. Where most open rows are that old it is said once: the
    workbook may be an old copy.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-03-02 |
        | Take the photos | Ben   | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner | Due        | Status |
        | Write the copy  | Ana   | 2026-03-02 | done   |
        | Take the photos | Ben   | 2026-11-04 |        |
    """
    dated = [(item, item.due) for item in written(plan) if item.open and item.due and "due" in item.cells]
    own = own_time(plan, context.as_of)
    gone = [(item, due, (context.as_of - due).days) for item, due in dated if not far(due, own)]
    old: list[Breach] = [
        (item.at("due"), msg("due {due} was {n} days ago, and it is still open", due=due, n=whole(days)))
        for item, due, days in gone
        if days > LONG_PAST_DAYS
    ]
    yield from summed_up(old, len(dated), lambda first: (first[0][0], _all_old(len(old), len(dated))))


def _all_old(old: int, rows: int) -> LazyText:
    return msg(
        "{old} of {n} open rows were due more than {days} days ago: is this an old copy?",
        old=whole(old),
        n=whole(rows),
        days=whole(LONG_PAST_DAYS),
    )
