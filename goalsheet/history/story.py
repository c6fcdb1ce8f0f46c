"""The past put beside the present: who is who, what was seen of each item before, what changed, what to remember."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from goalsheet.history.changes import Compared, Present, changes
from goalsheet.history.match import Match, match
from goalsheet.history.model import Changes, History, Report, Snapshot
from goalsheet.history.sheet import updated
from goalsheet.history.snapshots import remembered
from goalsheet.history.words import day


@dataclass(frozen=True)
class Recall:
    """What the workbook remembers of the items of today, before anything is computed.

    `outlines` are today's items (see `snapshots.outlines`); `before` is what was remembered before today.
    """

    history: History = field(default_factory=History)
    outlines: tuple[Snapshot, ...] = ()
    as_of: date = date.min

    @cached_property
    def before(self) -> History:
        return self.history.before(self.as_of)

    @cached_property
    def matched(self) -> Match:
        """Today's items and their counterparts in the last report before today."""
        return match(self.before.state().values(), self.outlines)

    @cached_property
    def chains(self) -> Mapping[str, tuple[Snapshot, ...]]:
        """What earlier reports saw of each item, oldest first, by the plan's key."""
        return {key: self.before.chain(was.key) for key, was in self.matched.earlier.items()}

    def against(self, report: date) -> Match:
        """Today's items beside their state as of an earlier report."""
        if report == self.before.last_report():
            return self.matched
        state = dict(self.before.state(report))
        earlier = {key: state.pop(was.key) for key, was in self.matched.earlier.items() if was.key in state}
        new = tuple(one for one in self.outlines if one.key not in earlier)
        return Match(earlier, new, tuple(state.values()))


@dataclass(frozen=True)
class Story:
    """What the past has to say of a plan as of a day.

    `looks_back`: the date was reported on, later reports followed, and the workbook is as the last of them left it:
    then the memory tells what changed, and stays as it is.
    """

    recall: Recall = field(default_factory=Recall)
    present: Present = field(default_factory=Present)
    changes: Changes = field(default_factory=Changes)
    looks_back: bool = False

    def memory(self, report: Report) -> History:
        """What the workbook is to remember after this report."""
        if self.looks_back:
            return self.recall.history
        named = remembered(tuple(self.present.now), self.recall.matched, self.recall.before)
        return updated(self.recall.history, report, named)


def story(recall: Recall, present: Present, since: date | None = None) -> Story:
    """Today's items and what changed of them since the last report, or since the last one before or at a given day."""
    base = base_report(recall.before, since)
    if base is None:
        return Story(recall, present)
    compared = Compared(present, recall.against(base), recall.before, recall.as_of)
    return Story(recall, present, changes(compared, base, f"the report of {day(base)}"))


def base_report(before: History, since: date | None) -> date | None:
    """The report to compare with: the last one; or the last that was made by a day, the first where all are later."""
    if since is None or not before.days:
        return before.last_report()
    return max((one for one in before.days if one <= since), default=before.days[0])


def told_again(recall: Recall, present: Present, since: date | None = None) -> Story:
    """The story of a day that was reported on, from memory alone."""
    state = tuple(recall.history.state(recall.as_of).values())
    latest = match(recall.history.state().values(), recall.outlines)
    cells = {was.key: present.cells[key] for key, was in latest.earlier.items() if key in present.cells}
    then = replace(present, now=state, cells=cells, reasons={})
    return Story(recall, then, remembered_changes(recall.history, recall.as_of, then, since), looks_back=True)


def remembered_changes(history: History, as_of: date, present: Present, since: date | None = None) -> Changes:
    """What changed between two remembered reports. `present` are the items of the later one, by the keys they are
    remembered by."""
    before = history.before(as_of)
    base = base_report(before, since)
    if base is None:
        return Changes()
    earlier, now = before.state(base), {one.key for one in present.now}
    both = {key: was for key, was in earlier.items() if key in now}
    new = tuple(one for one in present.now if one.key not in both)
    matched = Match(both, new, tuple(was for key, was in earlier.items() if key not in now))
    return changes(Compared(present, matched, before, as_of), base, f"the report of {day(base)}")


def unedited(recall: Recall, latest: Sequence[Snapshot]) -> bool:
    """Whether the workbook is still as its last report saw it. `latest` are today's items as computed for that day."""
    matched = match(recall.history.state().values(), recall.outlines)
    if matched.new or matched.dropped:
        return False
    return all(_as_typed(matched.earlier[one.key]) == _as_typed(one) for one in latest)


def _as_typed(one: Snapshot) -> tuple[object, ...]:
    """What people typed of an item, as far as it is remembered."""
    return replace(one, status="", expected=None, forecast=None).told


def from_copy(history: History, named: Sequence[Snapshot], report: Report) -> History:
    """What an earlier copy of the workbook remembers, and what it says itself, as of its day."""
    return updated(history.before(report.as_of), report, named)


def copied(recall: Recall, present: Present, earlier: History, against: str) -> Story:
    """Today's items and what changed of them since an earlier copy."""
    base = earlier.last_report()
    if base is None:
        return Story(recall, present)
    compared = Compared(present, match(earlier.state().values(), present.now), earlier, recall.as_of)
    return Story(recall, present, changes(compared, base, against))
