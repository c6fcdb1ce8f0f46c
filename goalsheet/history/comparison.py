"""The past put beside the present: who is who, what was seen of each item before, what changed, what to remember."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from goalsheet.history.changes import Compared, Current, changes
from goalsheet.history.match import Match, match
from goalsheet.history.model import Changes, History, Report, Snapshot
from goalsheet.history.sheet import updated
from goalsheet.history.snapshots import remembered
from goalsheet.language import ENGLISH, Language


@dataclass(frozen=True)
class Remembered:
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
class Comparison:
    """What the past has to say of a plan as of a day.

    `looks_back`: the date was reported on, later reports followed, and the workbook is as the last of them left it:
    then the memory tells what changed, and stays as it is.
    """

    recalled: Remembered = field(default_factory=Remembered)
    current: Current = field(default_factory=Current)
    changes: Changes = field(default_factory=Changes)
    earlier: Mapping[str, Snapshot] = field(default_factory=dict)  # what is compared with, by today's keys
    chains: Mapping[str, Sequence[Snapshot]] = field(default_factory=dict)  # what was seen before, by today's keys
    looks_back: bool = False

    def memory(self, report: Report, lang: Language = ENGLISH) -> History:
        """What the workbook is to remember after this report, its reasons in the report's language."""
        if self.looks_back:
            return self.recalled.history
        now = tuple(replace(one, why=lang.translate(one.why)) if one.why else one for one in self.current.now)
        named = remembered(now, self.recalled.matched, self.recalled.before)
        return updated(self.recalled.history, report, named)


def comparison(recalled: Remembered, current: Current, since: date | None = None) -> Comparison:
    """Today's items and what changed of them since the last report, or since the last one before or at a given day."""
    base = base_report(recalled.before, since)
    if base is None:
        return Comparison(recalled, current, chains=recalled.chains)
    compared = Compared(current, recalled.against(base), recalled.before, recalled.as_of)
    return _told(recalled, compared, base, recalled.chains)


def base_report(before: History, since: date | None) -> date | None:
    """The report to compare with: the last one; or the last that was made by a day, the first where all are later."""
    if since is None or not before.days:
        return before.last_report()
    return max((one for one in before.days if one <= since), default=before.days[0])


def _told(
    recalled: Remembered,
    compared: Compared,
    base: date,
    chains: Mapping[str, Sequence[Snapshot]],
    copy: str = "",
    looks_back: bool = False,
) -> Comparison:
    found = changes(compared, base, copy)
    return Comparison(recalled, compared.current, found, compared.matched.earlier, chains, looks_back)


def compared_again(recalled: Remembered, current: Current, since: date | None = None) -> Comparison:
    """The comparison for a day that was reported on, from memory alone; items by the keys they are remembered by."""
    state, before = recalled.history.state(recalled.as_of), recalled.before
    latest = match(recalled.history.state().values(), recalled.outlines)
    cells = {was.key: current.cells[key] for key, was in latest.earlier.items() if key in current.cells}
    then = Current(tuple(state.values()), cells)
    base = base_report(before, since)
    if base is None:
        return Comparison(recalled, then, looks_back=True)
    compared = Compared(then, _by_key(before.state(base), state), before, recalled.as_of)
    chains = {key: before.chain(key) for key in state}
    return _told(recalled, compared, base, chains, looks_back=True)


def _by_key(earlier: Mapping[str, Snapshot], now: Mapping[str, Snapshot]) -> Match:
    """The items of two remembered reports: each keeps its key."""
    new = tuple(one for key, one in now.items() if key not in earlier)
    dropped = tuple(one for key, one in earlier.items() if key not in now)
    return Match({key: one for key, one in earlier.items() if key in now}, new, dropped)


def unedited(recalled: Remembered, latest: Sequence[Snapshot]) -> bool:
    """Whether the workbook is still as its last report saw it. `latest` are today's items as computed for that day."""
    matched = match(recalled.history.state().values(), recalled.outlines)
    if matched.new or matched.dropped:
        return False
    return all(_as_typed(matched.earlier[one.key]) == _as_typed(one) for one in latest)


def _as_typed(one: Snapshot) -> tuple[object, ...]:
    """What people typed of an item, as far as it is remembered."""
    return replace(one, status="", why=None, expected=None, forecast=None).told


def from_copy(history: History, named: Sequence[Snapshot], report: Report) -> History:
    """What an earlier copy of the workbook remembers, and what it says itself, as of its day."""
    return updated(history.before(report.as_of), report, named)


def copied(recalled: Remembered, current: Current, earlier: History, file: str) -> Comparison:
    """Today's items and what changed of them since an earlier copy, a file of that name."""
    base = earlier.last_report()
    if base is None:
        return Comparison(recalled, current)
    matched = match(earlier.state().values(), current.now)
    chains = {key: earlier.chain(was.key) for key, was in matched.earlier.items()}
    return _told(recalled, Compared(current, matched, earlier, recalled.as_of), base, chains, file)
