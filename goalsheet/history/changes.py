"""What changed since an earlier report: what got worse first, then what got better, each in one sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from goalsheet.cells import CellRef
from goalsheet.history.match import Match
from goalsheet.history.model import GOAL, STEP, Change, ChangeKind, Changes, History, Reckoning, Snapshot
from goalsheet.history.words import counted, day, ordinal, people, percent, points, quoted
from goalsheet.plan.words import fold

DONE, CANCELLED, ON_HOLD, NOT_STARTED = "done", "cancelled", "on hold", "not started"
SETTLED = (CANCELLED, ON_HOLD)
#: Progress that moved by less is none.
LEAST = 0.005

Said = tuple[ChangeKind, str, str, str, Mapping[str, float | int | str | date | None]]


@dataclass(frozen=True)
class Present:
    """Today's items: snapshots by the plan's keys, the cell of each, and the statuses, worst first."""

    now: Sequence[Snapshot] = ()
    cells: Mapping[str, CellRef] = field(default_factory=dict)
    worst_first: Sequence[str] = ()


@dataclass(frozen=True)
class Compared:
    """What a comparison needs: today's items and their counterparts, and what was remembered before today."""

    present: Present
    matched: Match
    history: History
    as_of: date

    @property
    def now(self) -> Sequence[Snapshot]:
        return self.present.now


def changes(compared: Compared, since: date, against: str) -> Changes:
    """Every change since the report of a day: by kind, goals first, then what is due first; never by where rows stand,
    so that a past week reads the same when it is told again."""
    found = [*_of_items(compared), *_new(compared), *_dropped(compared)]
    dues = {one.key: one.due for one in (*compared.matched.dropped, *compared.now)}
    found.sort(key=lambda c: (c.kind.rank, c.item != GOAL, c.item, dues.get(c.key) or date.max, c.name, c.key))
    return Changes(since, against, tuple(found), reckoning(compared))


def _change(compared: Compared, one: Snapshot, said: Said) -> Change:
    kind, before, after, sentence, numbers = said
    cell = compared.present.cells.get(one.key)
    return Change(kind, one.key, one.kind, one.name, one.goal, one.owners, before, after, sentence, cell, numbers)


# Items that were there and are


def _of_items(compared: Compared) -> Iterator[Change]:
    goals = {fold(was.name): one.name for one in compared.now if one.kind == GOAL and (was := _was(compared, one))}
    tellers: tuple[Callable[[Compared, Snapshot, Snapshot], Said | None], ...] = (
        _status, _due, _owner, _renamed, lambda _, was, one: _regrouped(goals, was, one), _progress,
    )  # fmt: skip
    for one in compared.now:
        was = _was(compared, one)
        if was is not None and was.told != one.told:
            for tell in tellers:
                said = tell(compared, was, one)
                if said:
                    yield _change(compared, one, said)


def _was(compared: Compared, one: Snapshot) -> Snapshot | None:
    return compared.matched.earlier.get(one.key)


def _status(compared: Compared, was: Snapshot, one: Snapshot) -> Said | None:
    """One of worse, better, done, reopened, started, settled; none for an item whose status is the same."""
    before, after = was.status, one.status
    if before == after or not before or not after:
        return None
    words = {"before": before, "after": after}
    moved = f"{before} → {after}"
    if after == DONE:
        return ChangeKind.DONE, before, after, _done_sentence(was, one), words
    if after in SETTLED:
        return ChangeKind.SETTLED, before, after, moved, words
    if before == DONE:
        return ChangeKind.REOPENED, before, after, f"was done, now {after}", words
    if before in SETTLED:
        return ChangeKind.STARTED, before, after, f"taken up again: {moved}", words
    rank = {status: place for place, status in enumerate(compared.present.worst_first)}
    if rank.get(after, 99) < rank.get(before, 99):
        return ChangeKind.WORSE, before, after, f"{moved}: {one.why}" if one.why else moved, words
    if before == NOT_STARTED:
        return ChangeKind.STARTED, before, after, f"started: {after}", words
    return ChangeKind.BETTER, before, after, moved, words


def _done_sentence(was: Snapshot, one: Snapshot) -> str:
    before = "" if was.status in (NOT_STARTED, "on track") else f", before that {was.status}"
    due = f" (due {day(one.due)})" if one.due else ""
    return f"done{due}{before}"


def _due(compared: Compared, was: Snapshot, one: Snapshot) -> Said | None:
    if was.due == one.due:
        return None
    numbers: dict[str, float | int | str | date | None] = {"before": was.due, "after": one.due}
    if was.due is None or one.due is None:
        said = f"due date set: {day(one.due)}" if one.due else f"due date {day(was.due)} taken out" if was.due else ""
        return ChangeKind.DUE, _day(was.due), _day(one.due), said, numbers
    days = (one.due - was.due).days
    times, total = moves(compared.history.chain(was.key), one.due)
    again = f" (the {ordinal(times)} time, {_in_all(total)} in all)" if times > 1 else ""
    sentence = f"due date moved from {day(was.due)} to {day(one.due)}, {_shift(days)}{again}"
    numbers |= {"days": days, "times": times, "total_days": total}
    return ChangeKind.DUE, _day(was.due), _day(one.due), sentence, numbers


def moves(chain: Sequence[Snapshot], due: date | None = None) -> tuple[int, int]:
    """How often a due date was moved, and by how many days of the calendar in all, its present one included."""
    dues = [row.due for row in chain if row.due] + ([due] if due else [])
    return sum(a != b for a, b in pairwise(dues)), (dues[-1] - dues[0]).days if dues else 0


def _shift(days: int) -> str:
    return f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else "no day"


def _in_all(days: int) -> str:
    return counted(abs(days), "day") + (" earlier" if days < 0 else "")


def _day(value: date | None) -> str:
    return day(value) if value else "none"


def _owner(_: Compared, was: Snapshot, one: Snapshot) -> Said | None:
    if {fold(name) for name in was.owners} == {fold(name) for name in one.owners}:
        return None
    before, after = people(was.owners), people(one.owners)
    return ChangeKind.OWNER, before, after, f"owner changed from {before} to {after}", {}


def _renamed(_: Compared, was: Snapshot, one: Snapshot) -> Said | None:
    if fold(was.name) == fold(one.name):
        return None
    return ChangeKind.RENAMED, was.name, one.name, f"was called {quoted(was.name)}", {}


def _regrouped(goals: Mapping[str, str], was: Snapshot, one: Snapshot) -> Said | None:
    """Under another goal; not where its goal was only renamed."""
    before = goals.get(fold(was.goal), was.goal)
    if fold(before) == fold(one.goal):
        return None
    said = f"moved from {quoted(was.goal) if was.goal else 'no goal'} to {quoted(one.goal) if one.goal else 'no goal'}"
    return ChangeKind.REGROUPED, was.goal, one.goal, said, {}


def _progress(compared: Compared, was: Snapshot, one: Snapshot) -> Said | None:
    """How far it came, against what was expected; silent of what is done."""
    if one.status == DONE or was.status == DONE or one.progress is None:
        return None
    before, after = was.progress, one.progress
    numbers = {"before": before, "after": after, "expected_before": was.expected, "expected": one.expected}
    against = _against(one)
    if before is None:
        return ChangeKind.PROGRESS, "unknown", percent(after), f"now {percent(after)}{against}", numbers
    if abs(after - before) < LEAST:
        return _stood_still(was, one, numbers)
    how = "up" if after > before else "down"
    by = counted(max(points(after - before), 1), "point")
    sentence = f"{percent(before)} → {percent(after)}, {by} {how}{against}"
    return ChangeKind.PROGRESS, percent(before), percent(after), sentence, numbers


def _against(one: Snapshot) -> str:
    if one.expected is None or one.progress is None:
        return ""
    gap = points(one.expected - one.progress)
    if not gap:
        return ", as expected"
    return f", {counted(gap, 'point')} {'behind' if one.expected > one.progress else 'ahead of'} plan"


def _stood_still(was: Snapshot, one: Snapshot, numbers: Mapping[str, float | None]) -> Said | None:
    """No progress while some was expected; told of goals and key results."""
    if one.kind == STEP or was.expected is None or one.expected is None or one.expected - was.expected < 0.01:
        return None
    missed = counted(points(one.expected - was.expected), "point")
    said = f"still {percent(one.progress or 0.0)}, {missed} were expected"
    return ChangeKind.PROGRESS, percent(was.progress or 0.0), percent(one.progress or 0.0), said, dict(numbers)


# Items that came and went


def _new(compared: Compared) -> Iterator[Change]:
    """New items; the steps of a new goal are told with it."""
    counts = _under(compared.matched.new)
    for one in compared.now:
        if one.key not in compared.matched.earlier and not (one.kind != GOAL and fold(one.goal) in counts):
            under = counts.get(fold(one.name), 0) if one.kind == GOAL else 0
            said = ", ".join(
                part
                for part in (
                    f"new {one.kind}",
                    f"with {counted(under, 'step')}" if under else "",
                    f"due {day(one.due)}" if one.due else "no due date",
                    people(one.owners) if one.owners else "no owner",
                )
                if part
            )
            yield _change(compared, one, (ChangeKind.NEW, "", one.status, said, {"steps": under} if under else {}))


def _dropped(compared: Compared) -> Iterator[Change]:
    """Items that are gone; what was under a goal that is gone is told with it."""
    counts = _under(compared.matched.dropped)
    for was in compared.matched.dropped:
        if was.kind != GOAL and fold(was.goal) in counts:
            continue
        under = counts.get(fold(was.name), 0) if was.kind == GOAL else 0
        parts = [f"{was.kind} dropped" + (f", with {counted(under, 'step')}" if under else "")]
        parts.append(f"was {was.status}" if was.status else "")
        parts.append(f"{percent(was.progress)} done" if was.progress is not None and was.status != DONE else "")
        parts.append(f"due {day(was.due)}" if was.due else "")
        sentence = ", ".join(part for part in parts if part)
        yield _change(compared, was, (ChangeKind.DROPPED, was.status, "", sentence, {"steps": under} if under else {}))


def _under(items: Sequence[Snapshot]) -> Mapping[str, int]:
    """Goals among these items, folded, with how many of the others are under each."""
    goals = {fold(one.name) for one in items if one.kind == GOAL}
    counts = Counter(fold(one.goal) for one in items if one.kind != GOAL)
    return {name: counts.get(name, 0) for name in goals}


# Planned and done


def reckoning(compared: Compared) -> Reckoning:
    """Of the steps: planned and done, planned and not done, done without having been planned for now."""
    done: list[Snapshot] = []
    not_done: list[Snapshot] = []
    unplanned: list[Snapshot] = []
    for one in sorted(compared.now, key=lambda one: (one.due or date.max, one.name, one.key)):
        if one.kind != STEP or one.status == CANCELLED:
            continue
        was = _was(compared, one)
        if was is not None and was.status in (DONE, CANCELLED):
            continue
        planned = was is not None and was.due is not None and was.due <= compared.as_of and was.status != ON_HOLD
        if one.status == DONE:
            (done if planned else unplanned).append(one)
        elif planned:
            not_done.append(one)
    return Reckoning(tuple(done), tuple(not_done), tuple(unplanned))
