"""Who could take a step over: team-mates in order of the room they have, so that a large team is quickly asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

from goalsheet.measure.workload import Workload

Weeks = tuple[date, ...]
#: The least room (as a negative number) that each has left in some weeks, the most room first, by name among equals.
Queue = list[tuple[float, str]]
_SMALL = 1e-6


@dataclass(frozen=True)
class ReassignQueue:
    """Everybody by team (see `teams`), with a queue for each team and each set of weeks that was asked for.

    What somebody has taken over makes an entry too good: it is put right when its turn comes. What somebody has handed
    over makes it too bad: a better one is put in (`relieved`), and the old one is passed over.
    """

    load: Workload
    teams: Mapping[str, str]
    _queues: dict[str, dict[Weeks, Queue]] = field(default_factory=dict)

    def taker(self, step: str, giver: str) -> str | None:
        """The team-mate with the most room left in the step's weeks, of those it fits; by name among equals."""
        if giver not in self.teams:
            return None
        weeks, least = tuple(self.load.spread[step]), min(self.load.spread[step].values())
        queue = self._queue(self.teams[giver], weeks)
        seen: Queue = []
        found = None
        while found is None and queue and -queue[0][0] > least - _SMALL:
            entry = heappop(queue)
            left = self._left(entry[1], weeks)
            if left < -entry[0]:
                heappush(queue, (-left, entry[1]))
            elif left == -entry[0]:
                seen.append(entry)
                found = entry[1] if entry[1] != giver and self.load.fits(step, entry[1]) else None
        for entry in seen:
            heappush(queue, entry)
        return found

    def relieved(self, person: str) -> None:
        """Somebody has more room than before."""
        for weeks, queue in self._queues.get(self.teams[person], {}).items():
            heappush(queue, (-self._left(person, weeks), person))

    def _left(self, person: str, weeks: Weeks) -> float:
        return min(self.load.room(person, week) - self.load.work.get((person, week), 0.0) for week in weeks)

    def _queue(self, team: str, weeks: Weeks) -> Queue:
        queues = self._queues.setdefault(team, {})
        if weeks not in queues:
            queues[weeks] = [(-self._left(name, weeks), name) for name, own in self.teams.items() if own == team]
            heapify(queues[weeks])
        return queues[weeks]
