"""The plan's logic: what must wait for what, the earliest and latest dates that follow, and the float between them.

Source: Kelley and Walker, "Critical-Path Planning and Scheduling" (1959); precedence diagramming with lags as in
PMI's Practice Standard for Scheduling. All is counted in indices of the calendar's days (see `Calendar.index`): an
activity of n days that starts at s takes the days s to s + n - 1, and `end` is s + n.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Need:
    """What an activity waits for. `kind` is FS, SS, FF or SF, `lag` in days of the calendar (negative: a lead)."""

    key: str
    kind: str = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """Work of so many days. It starts no sooner than `earliest`, and should end no later than `deadline` (an `end`)."""

    key: str
    duration: int
    earliest: int = 0
    deadline: int | None = None
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """The earliest and latest an activity can start and end. `end` is one past its last day."""

    start: int
    end: int
    late_start: int
    late_end: int

    @property
    def float(self) -> int:
        """Total float: by how many days it can slip without anything being later than it should."""
        return self.late_end - self.end


def _start(need: Need, ends: Mapping[str, tuple[float, float]], duration: float) -> float:
    """The earliest start that one need allows."""
    start, end = ends[need.key]
    return {
        "SS": start + need.lag,
        "FF": end + need.lag - duration,
        "SF": start + need.lag - duration,
    }.get(need.kind, end + need.lag)


def _late_end(need: Need, later: tuple[int, int], duration: int) -> int:
    """The latest end that one need of a later activity (its late start and end) allows."""
    start, end = later
    return {
        "SS": start - need.lag + duration,
        "FF": end - need.lag,
        "SF": end - need.lag + duration,
    }.get(need.kind, start - need.lag)


def in_order(activities: Iterable[Activity]) -> tuple[tuple[Activity, ...], frozenset[str]]:
    """The activities with what they need before them, and the keys of those that wait for themselves in a circle.

    Needs of what is not there, and all needs within or behind a circle, are dropped from the activities.
    """
    known = {activity.key: activity for activity in activities}
    needs = {key: [n for n in a.needs if n.key in known and n.key != key] for key, a in known.items()}
    after: dict[str, list[str]] = {}
    for key, own in needs.items():
        for need in own:
            after.setdefault(need.key, []).append(key)
    waiting = {key: len(own) for key, own in needs.items()}
    ready = deque(key for key, count in waiting.items() if not count)
    order: list[Activity] = []
    while ready:
        key = ready.popleft()
        order.append(_needing(known[key], needs[key]))
        for follower in after.get(key, ()):
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    circle = frozenset(known) - {activity.key for activity in order}
    return (*order, *(replace(known[key], needs=()) for key in known if key in circle)), circle


def _needing(activity: Activity, needs: Sequence[Need]) -> Activity:
    return activity if len(needs) == len(activity.needs) else replace(activity, needs=tuple(needs))


def forward(ordered: Sequence[Activity]) -> dict[str, tuple[int, int]]:
    """The earliest start and end of each, in an order that `in_order` gave."""
    return {key: (int(start), int(end)) for key, (start, end) in squeezed(ordered, 1.0).items()}


def squeezed(ordered: Sequence[Activity], share: float) -> dict[str, tuple[float, float]]:
    """The same, were each activity to take only a share of its duration: parts of days are kept."""
    found: dict[str, tuple[float, float]] = {}
    for activity in ordered:
        duration = activity.duration * share
        start = max([activity.earliest, *(_start(need, found, duration) for need in activity.needs)])
        found[activity.key] = (start, start + duration)
    return found


def schedule(activities: Iterable[Activity], end: int | None = None) -> dict[str, Timing]:
    """Earliest and latest dates of every activity.

    What has no deadline itself and nothing behind it with one, has as its latest end the one given, else the end of
    the whole.
    """
    ordered, _ = in_order(activities)
    early = forward(ordered)
    whole = end if end is not None else max((last for _, last in early.values()), default=0)
    late: dict[str, tuple[int, int]] = {}
    bound: set[str] = set()  # what has a deadline, or something behind it that has one
    followers: dict[str, list[tuple[Need, Activity]]] = {}
    for activity in ordered:
        for need in activity.needs:
            followers.setdefault(need.key, []).append((need, activity))
    for activity in reversed(ordered):
        found = followers.get(activity.key, [])
        ends = [_late_end(need, late[later.key], activity.duration) for need, later in found]
        ends += [activity.deadline] if activity.deadline is not None else []
        if activity.deadline is not None or any(later.key in bound for _, later in found):
            bound.add(activity.key)
        else:  # also where what follows may begin before its end
            ends.append(whole)
        latest = min(ends)
        late[activity.key] = (latest - activity.duration, latest)
    return {key: Timing(*early[key], *late[key]) for key in early}


def critical(timings: Mapping[str, Timing]) -> frozenset[str]:
    """The activities without float."""
    return frozenset(key for key, timing in timings.items() if timing.float <= 0)
