"""What went well since the last report, worked out from what was seen before and named with the people; and, as openly,
what people say stands in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from goalsheet.cells import CellRef
from goalsheet.history.changes import moves
from goalsheet.history.comparison import Comparison
from goalsheet.history.model import GOAL, STEP, History, Snapshot
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, day, msg, percent, whole
from goalsheet.plan.model import CheckIn, Plan, Step
from goalsheet.statuses import MAY_MISS, WELL, Status

#: Progress is the first after a stall when there was none for so long.
STALL = timedelta(days=28)
#: So many reports in a row with progress, or steps in a row in time, make a streak.
REPORTS_IN_A_ROW, STEPS_IN_A_ROW = 4, 5


class WinKind(StrEnum):
    """In the order of telling."""

    REACHED = "reached"
    EARLY = "done early"
    IN_SPITE = "done in spite of a slip"
    BACK = "back on track"
    HALF = "past half"
    MOVING = "first progress after a stall"
    STREAK = "streak"

    @property
    def rank(self) -> int:
        return list(WinKind).index(self)


@dataclass(frozen=True, slots=True)
class Win:
    """`sentence` says what went well, without the item's name; `who` are the people it is owed to."""

    kind: WinKind
    key: str
    item: str
    name: str
    who: tuple[str, ...]
    sentence: LazyText
    cell: CellRef | None = None
    on: date | None = None


def wins(comparison: Comparison, plan: Plan) -> tuple[Win, ...]:
    """The wins since the report that is compared with, each item's best one; none where there is no earlier report."""
    since, as_of = comparison.changes.since, comparison.recalled.as_of
    if since is None:
        return ()
    found = []
    for one in comparison.current.now:
        was = comparison.earlier.get(one.key)
        step = plan.by_key.get(one.key)
        chain = comparison.chains.get(one.key, ())
        told = next(
            _tellings(was, one, chain, step if isinstance(step, Step) else None, comparison.recalled.before, as_of),
            None,
        )
        if told:
            kind, sentence, on = told
            cell = comparison.current.cells.get(one.key)
            found.append(Win(kind, one.key, one.kind, one.name, one.owners, sentence, cell, on))
    found.sort(key=lambda win: (win.kind.rank, win.item == STEP))
    return (*found, *_in_time(plan, since, as_of))


Told = tuple[WinKind, LazyText, date | None]


def _tellings(
    was: Snapshot | None, one: Snapshot, chain: Sequence[Snapshot], step: Step | None, history: History, as_of: date
) -> Iterator[Told]:
    """What there is to tell of an item, the best first."""
    if one.status == Status.DONE:
        if was is not None and was.status != Status.DONE:
            yield from _done(one, chain, step)
        return
    if was is None:
        return
    if was.status in MAY_MISS and one.status in WELL:
        yield WinKind.BACK, msg("back on track, was {status}", status=msg(was.status)), None
    if one.progress is None or was.progress is None or one.progress <= was.progress:
        return
    before, after = percent(was.progress), percent(one.progress)
    if one.kind == GOAL and was.progress < 0.5 <= one.progress:
        yield WinKind.HALF, msg("past half: {before} → {after}", before=before, after=after), None
    stood = last_moved(chain)
    if stood is not None and as_of - stood >= STALL and one.status != Status.OFF_TRACK:
        first = msg("first progress since {day}: {before} → {after}", day=day(stood), before=before, after=after)
        yield WinKind.MOVING, first, None
    row = in_a_row(chain, one, history)
    if one.kind == GOAL and row >= REPORTS_IN_A_ROW:
        streak = msg("progress in each of the last {n} reports, now {percent}", n=whole(row), percent=after)
        yield WinKind.STREAK, streak, None


def _done(one: Snapshot, chain: Sequence[Snapshot], step: Step | None) -> Iterator[Told]:
    on = step.done_on if step else None
    first = next((row.due for row in (*chain, one) if row.due), None)  # early is what the first plan says
    if one.kind == GOAL:
        yield WinKind.REACHED, msg("reached, due {day}", day=day(one.due)) if one.due else msg("reached"), on
    elif on and first and on < first:
        yield WinKind.EARLY, counted((first - on).days, "done {n} day early", "done {n} days early"), on
    trouble = next((row for row in reversed(chain) if row.status in MAY_MISS), None)
    times, days = moves(chain, one.due)
    if one.due and on and on > one.due:
        return
    if times and days > 0:
        slip = counted(
            days, "done, though its due date had moved by {n} day", "done, though its due date had moved by {n} days"
        )
        yield WinKind.IN_SPITE, slip, on
    elif trouble is not None:
        was = msg("done, though it was {status} on {day}", status=msg(trouble.status), day=day(trouble.as_of))
        yield WinKind.IN_SPITE, was, on


def last_moved(chain: Sequence[Snapshot]) -> date | None:
    """The report in which progress was last seen to change (the first one, where it never did)."""
    moved = [row.as_of for before, row in pairwise(chain) if before.progress != row.progress]
    return moved[-1] if moved else chain[0].as_of if chain else None


def in_a_row(chain: Sequence[Snapshot], now: Snapshot, history: History) -> int:
    """How many reports in a row, this one included, saw more progress than the one before."""
    by_day = {row.as_of: row.progress for row in (*chain, now)}
    count, later = 0, now.progress
    for report in reversed(history.days):
        earlier = by_day.get(report)
        if earlier is None or later is None or later <= earlier:
            break
        count, later = count + 1, earlier
    return count


def _in_time(plan: Plan, since: date, as_of: date) -> Iterator[Win]:
    """People whose last steps were all done in time, where the last one is news."""
    closed: dict[str, list[Step]] = {}
    for step in plan.steps:
        if step.done_on and step.due and step.done_on <= as_of:
            for owner in step.owners:
                closed.setdefault(owner, []).append(step)
    for owner in sorted(closed):
        steps = sorted(closed[owner], key=lambda s: (s.done_on or as_of, s.key), reverse=True)
        row = next((n for n, s in enumerate(steps) if s.done_on and s.due and s.done_on > s.due), len(steps))
        last = steps[0]
        if row >= STEPS_IN_A_ROW and last.done_on and last.done_on > since:
            yield Win(
                WinKind.STREAK,
                "",
                "person",
                owner,
                (owner,),
                msg("{n} steps in a row done in time", n=whole(row)),
                last.home,
                last.done_on,
            )


def obstacles(plan: Plan, since: date | None, as_of: date) -> tuple[CheckIn, ...]:
    """Check-ins since a day (None: in the last two weeks) that name an obstacle, a need or a decision, newest first."""
    first = since if since is not None else as_of - timedelta(days=14)
    told = [c for c in plan.check_ins if first < c.date <= as_of and (c.obstacles or c.needs or c.decision)]
    return tuple(sorted(told, key=lambda c: c.date, reverse=True))
