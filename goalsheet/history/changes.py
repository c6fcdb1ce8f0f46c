"""What changed since an earlier report: what got worse first, then what got better, each in one sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from goalsheet.cells import CellRef
from goalsheet.folding import fold
from goalsheet.history.match import Match
from goalsheet.history.model import GOAL, KEY_RESULT, STEP, Change, ChangeKind, Changes, History, Reckoning, Snapshot
from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import (
    NOTHING,
    counted,
    day,
    joined,
    listed,
    msg,
    percent,
    quoted,
    whole,
    whole_points,
)
from goalsheet.statuses import SET_ASIDE, Status

#: Progress that moved by less is none.
LEAST = 0.005

Told = tuple[ChangeKind, str, str, LazyText, Mapping[str, float | int | str | date | None]]

_NEW = {GOAL: translatable("new goal"), KEY_RESULT: translatable("new key result"), STEP: translatable("new step")}
_DROPPED = {
    GOAL: translatable("goal dropped"),
    KEY_RESULT: translatable("key result dropped"),
    STEP: translatable("step dropped"),
}
#: How often a due date was moved, as it is told again.
_AGAIN = {
    2: translatable("the second time"),
    3: translatable("the third time"),
    4: translatable("the fourth time"),
    5: translatable("the fifth time"),
    6: translatable("the sixth time"),
}


@dataclass(frozen=True)
class Current:
    """Today's items: snapshots by the plan's keys and the cell of each."""

    now: Sequence[Snapshot] = ()
    cells: Mapping[str, CellRef] = field(default_factory=dict)


@dataclass(frozen=True)
class Compared:
    """What a comparison needs: today's items and their counterparts, and what was remembered before today."""

    current: Current
    matched: Match
    history: History
    as_of: date

    @property
    def now(self) -> Sequence[Snapshot]:
        return self.current.now


def changes(compared: Compared, since: date, copy: str = "") -> Changes:
    """Every change since the report of a day (or an earlier copy as of it): by kind, goals first, then what is due
    first; never by where rows stand, so that a past week reads the same when it is told again."""
    found = [*_of_items(compared), *_new(compared), *_dropped(compared)]
    dues = {one.key: one.due for one in (*compared.matched.dropped, *compared.now)}
    found.sort(key=lambda c: (c.kind.rank, c.item != GOAL, c.item, dues.get(c.key) or date.max, c.name, c.key))
    return Changes(since, copy, tuple(found), reckoning(compared))


def _change(compared: Compared, one: Snapshot, told: Told) -> Change:
    kind, before, after, sentence, numbers = told
    cell = compared.current.cells.get(one.key)
    return Change(kind, one.key, one.kind, one.name, one.goal, one.owners, before, after, sentence, cell, numbers)


# Items that were there and are


def _of_items(compared: Compared) -> Iterator[Change]:
    goals = {fold(was.name): one.name for one in compared.now if one.kind == GOAL and (was := _was(compared, one))}
    tellers: tuple[Callable[[Compared, Snapshot, Snapshot], Told | None], ...] = (
        _status, _due, _owner, _renamed, lambda _, was, one: _regrouped(goals, was, one), _progress,
    )  # fmt: skip
    for one in compared.now:
        was = _was(compared, one)
        if was is not None and was.told != one.told:
            for tell in tellers:
                told = tell(compared, was, one)
                if told:
                    yield _change(compared, one, told)


def _was(compared: Compared, one: Snapshot) -> Snapshot | None:
    return compared.matched.earlier.get(one.key)


def _status(compared: Compared, was: Snapshot, one: Snapshot) -> Told | None:
    """One of worse, better, done, reopened, started, settled; none for an item whose status is the same."""
    before, after = was.status, one.status
    if before == after or not before or not after:
        return None
    kind, sentence = _moved(was, one)
    return kind, before, after, sentence, {"before": before, "after": after}


def _moved(was: Snapshot, one: Snapshot) -> tuple[ChangeKind, LazyText]:
    now = msg(one.status)
    moved = msg("{before} → {after}", before=msg(was.status), after=now)
    if one.status == Status.DONE:
        return ChangeKind.DONE, _done_sentence(was, one)
    if one.status in SET_ASIDE:
        return ChangeKind.SETTLED, moved
    if was.status == Status.DONE:
        return ChangeKind.REOPENED, msg("was done, now {status}", status=now)
    if was.status in SET_ASIDE:
        return ChangeKind.STARTED, msg("taken up again: {what}", what=moved)
    if _rank(one.status) < _rank(was.status):
        return ChangeKind.WORSE, msg("{what}: {why}", what=moved, why=one.why) if one.why else moved
    if was.status == Status.NOT_STARTED:
        return ChangeKind.STARTED, msg("started: {status}", status=now)
    return ChangeKind.BETTER, moved


def _rank(status: str) -> int:
    """0 for the worst; a status that an earlier version remembered and there is no more comes last."""
    return next((known.rank for known in Status if known == status), len(Status))


def _done_sentence(was: Snapshot, one: Snapshot) -> LazyText:
    done = msg("done (due {day})", day=day(one.due)) if one.due else msg("done")
    well = was.status in (Status.NOT_STARTED, Status.ON_TRACK)
    return joined([done, NOTHING if well else msg("before that {status}", status=msg(was.status))])


def _due(compared: Compared, was: Snapshot, one: Snapshot) -> Told | None:
    if was.due == one.due:
        return None
    numbers: dict[str, float | int | str | date | None] = {"before": was.due, "after": one.due}
    before, after = _day(was.due), _day(one.due)
    if one.due is None:
        return ChangeKind.DUE, before, after, msg("due date {day} taken out", day=before), numbers
    if was.due is None:
        return ChangeKind.DUE, before, after, msg("due date set: {day}", day=after), numbers
    days = (one.due - was.due).days
    times, total = moves(compared.history.chain(was.key), one.due)
    numbers |= {"days": days, "times": times, "total_days": total}
    shifted = _shifted(days, before, after)
    if times > 1:
        shifted = msg("{what} ({note})", what=shifted, note=joined([_again(times), _in_all(total)]))
    return ChangeKind.DUE, before, after, shifted, numbers


def moves(chain: Sequence[Snapshot], due: date | None = None) -> tuple[int, int]:
    """How often a due date was moved, and by how many days of the calendar in all, its present one included."""
    dues = [row.due for row in chain if row.due] + ([due] if due else [])
    return sum(a != b for a, b in pairwise(dues)), (dues[-1] - dues[0]).days if dues else 0


def _shifted(days: int, before: str, after: str) -> LazyText:
    if days > 0:
        return counted(
            days,
            "due date moved from {before} to {after}, {n} day later",
            "due date moved from {before} to {after}, {n} days later",
            before=before,
            after=after,
        )
    return counted(
        -days,
        "due date moved from {before} to {after}, {n} day earlier",
        "due date moved from {before} to {after}, {n} days earlier",
        before=before,
        after=after,
    )


def _again(times: int) -> LazyText:
    return msg(_AGAIN[times]) if times in _AGAIN else msg("{n} times by now", n=whole(times))


def _in_all(days: int) -> LazyText:
    if days < 0:
        return counted(-days, "{n} day earlier in all", "{n} days earlier in all")
    return counted(days, "{n} day in all", "{n} days in all")


def _day(value: date | None) -> str:
    return day(value) if value else "none"


def _owner(_: Compared, was: Snapshot, one: Snapshot) -> Told | None:
    if {fold(name) for name in was.owners} == {fold(name) for name in one.owners}:
        return None
    before, after = _people(was.owners), _people(one.owners)
    if not was.owners:
        sentence = msg("owner changed from nobody to {after}", after=after)
    elif not one.owners:
        sentence = msg("owner changed from {before} to nobody", before=before)
    else:
        sentence = msg("owner changed from {before} to {after}", before=before, after=after)
    return ChangeKind.OWNER, before, after, sentence, {}


def _people(names: Sequence[str]) -> str:
    return listed(names) if names else "nobody"


def _renamed(_: Compared, was: Snapshot, one: Snapshot) -> Told | None:
    if fold(was.name) == fold(one.name):
        return None
    return ChangeKind.RENAMED, was.name, one.name, msg("was called {name}", name=quoted(was.name, 80)), {}


def _regrouped(goals: Mapping[str, str], was: Snapshot, one: Snapshot) -> Told | None:
    """Under another goal; not where its goal was only renamed."""
    before = goals.get(fold(was.goal), was.goal)
    if fold(before) == fold(one.goal):
        return None
    old, new = quoted(was.goal, 80), quoted(one.goal, 80)
    if not was.goal:
        sentence = msg("moved from no goal to {after}", after=new)
    elif not one.goal:
        sentence = msg("moved from {before} to no goal", before=old)
    else:
        sentence = msg("moved from {before} to {after}", before=old, after=new)
    return ChangeKind.REGROUPED, was.goal, one.goal, sentence, {}


def _progress(compared: Compared, was: Snapshot, one: Snapshot) -> Told | None:
    """How far it came, against what was expected; silent of what is done."""
    if one.status == Status.DONE or was.status == Status.DONE or one.progress is None:
        return None
    before, after = was.progress, one.progress
    numbers = {"before": before, "after": after, "expected_before": was.expected, "expected": one.expected}
    now = percent(after)
    if before is None:
        sentence = joined([msg("now {percent}", percent=now), _against(one)])
        return ChangeKind.PROGRESS, "unknown", now, sentence, numbers
    if abs(after - before) < LEAST:
        return _stood_still(was, one, numbers)
    moved = msg("{before} → {after}", before=percent(before), after=now)
    return ChangeKind.PROGRESS, percent(before), now, joined([moved, _by(after - before), _against(one)]), numbers


def _by(difference: float) -> LazyText:
    by = max(whole_points(difference), 1)
    if difference > 0:
        return counted(by, "{n} point up", "{n} points up")
    return counted(by, "{n} point down", "{n} points down")


def _against(one: Snapshot) -> LazyText:
    if one.expected is None or one.progress is None:
        return NOTHING
    gap = whole_points(one.expected - one.progress)
    if not gap:
        return msg("as expected")
    if one.expected > one.progress:
        return counted(gap, "{n} point behind plan", "{n} points behind plan")
    return counted(gap, "{n} point ahead of plan", "{n} points ahead of plan")


def _stood_still(was: Snapshot, one: Snapshot, numbers: Mapping[str, float | None]) -> Told | None:
    """No progress while some was expected; told of goals and key results that are not ahead of their plan."""
    if one.kind == STEP or was.expected is None or one.expected is None or one.expected - was.expected < 0.01:
        return None
    if (one.progress or 0.0) >= one.expected:
        return None
    now = percent(one.progress or 0.0)
    sentence = counted(
        whole_points(one.expected - was.expected),
        "still {percent}, {n} point was expected",
        "still {percent}, {n} points were expected",
        percent=now,
    )
    return ChangeKind.PROGRESS, percent(was.progress or 0.0), now, sentence, dict(numbers)


# Items that came and went


def _new(compared: Compared) -> Iterator[Change]:
    """New items; the steps of a new goal are told with it."""
    counts = _under(compared.matched.new)
    for one in compared.now:
        if one.key not in compared.matched.earlier and not (one.kind != GOAL and fold(one.goal) in counts):
            under = counts.get(fold(one.name), 0) if one.kind == GOAL else 0
            parts = [
                msg(_NEW[one.kind]),
                _with(under),
                msg("due {day}", day=day(one.due)) if one.due else msg("no due date"),
                listed(one.owners) if one.owners else msg("no owner"),
            ]
            numbers = {"steps": under} if under else {}
            yield _change(compared, one, (ChangeKind.NEW, "", one.status, joined(parts), numbers))


def _dropped(compared: Compared) -> Iterator[Change]:
    """Items that are gone; what was under a goal that is gone is told with it."""
    counts = _under(compared.matched.dropped)
    for was in compared.matched.dropped:
        if was.kind != GOAL and fold(was.goal) in counts:
            continue
        under = counts.get(fold(was.name), 0) if was.kind == GOAL else 0
        done = was.progress if was.status != Status.DONE else None
        parts = [
            msg(_DROPPED[was.kind]),
            _with(under),
            msg("was {status}", status=msg(was.status)) if was.status else NOTHING,
            msg("{percent} done", percent=percent(done)) if done is not None else NOTHING,
            msg("due {day}", day=day(was.due)) if was.due else NOTHING,
        ]
        numbers = {"steps": under} if under else {}
        yield _change(compared, was, (ChangeKind.DROPPED, was.status, "", joined(parts), numbers))


def _with(steps: int) -> LazyText:
    return counted(steps, "with {n} step", "with {n} steps") if steps else NOTHING


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
        if one.kind != STEP or one.status == Status.CANCELLED:
            continue
        was = _was(compared, one)
        if was is not None and was.status in (Status.DONE, Status.CANCELLED):
            continue
        planned = was is not None and was.due is not None and was.due <= compared.as_of and was.status != Status.ON_HOLD
        if one.status == Status.DONE:
            (done if planned else unplanned).append(one)
        elif planned:
            not_done.append(one)
    return Reckoning(tuple(done), tuple(not_done), tuple(unplanned))
