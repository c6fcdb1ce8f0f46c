"""Which item of today is which of an earlier report: by ID, else by goal and text, else by likeness.

Where a row stands does not matter. IDs that were numbered anew after a row was put between are told by the rest of the
row, or by their only counting the rows (1, 2, 3 … or 1.1, 1.2, 2.1 …): then the text comes first. All exact comparisons
go through indexes, so a plan of any size is matched in one pass; likeness is asked only of what is left over.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from goalsheet.folding import fold, grouped
from goalsheet.history.likeness import Wording, likeness, shared_words
from goalsheet.history.model import GOAL, KEY_RESULT, STEP, Snapshot

#: From this likeness on (0-1, see `score`) an item that was gone and one that came up are taken for the same.
ALIKE = 0.62
#: So many pairs of a kind are all compared; of more, those that share a telling word or a goal.
MOST_PAIRS = 40_000

_Key = Callable[[Snapshot], Hashable | None]


@dataclass(frozen=True)
class Match:
    """`earlier` maps the key of an item of today to what it was; `new` and `dropped` have no counterpart."""

    earlier: Mapping[str, Snapshot]
    new: tuple[Snapshot, ...]
    dropped: tuple[Snapshot, ...]


def match(before: Iterable[Snapshot], now: Iterable[Snapshot]) -> Match:
    """Match the items of an earlier report with today's, given in the order of their rows."""
    pool = _Pool(list(before), list(now))
    for kind in (STEP, KEY_RESULT, GOAL):
        _exactly(pool, kind)
    for _ in range(2):  # goals tell more of their steps, steps of their goals
        _goals_by_what_is_under_them(pool)
        for kind in (GOAL, KEY_RESULT, STEP):
            _by_likeness(pool, kind)
    return pool.result()


class _Pool:
    """What is not matched yet, and what is."""

    def __init__(self, before: list[Snapshot], now: list[Snapshot]) -> None:
        self.before = {id(one): one for one in before}
        self.now = {id(one): one for one in now}
        self.all_now = now
        self.earlier: dict[str, Snapshot] = {}
        self.goals: dict[str, str] = {}  # folded name of a goal before → now

    def of(self, kind: str) -> tuple[list[Snapshot], list[Snapshot]]:
        """What is left of a kind: before, and now."""
        return ([one for one in self.before.values() if one.kind == kind],
                [one for one in self.now.values() if one.kind == kind])  # fmt: skip

    def pair(self, was: Snapshot, is_now: Snapshot) -> None:
        self.earlier[is_now.key] = was
        del self.before[id(was)], self.now[id(is_now)]
        if is_now.kind == GOAL:
            self.goals[fold(was.name)] = fold(is_now.name)

    def goal_of(self, was: Snapshot) -> str:
        """The goal an earlier item was under, by the name that goal has today."""
        goal = fold(was.goal)
        return self.goals.get(goal, goal)

    def result(self) -> Match:
        return Match(self.earlier, tuple(self.now.values()), tuple(self.before.values()))


# Exactly: by ID and by text


def _id(one: Snapshot) -> str | None:
    return fold(one.id) if one.id else None


def _text(one: Snapshot) -> Hashable:
    return fold(one.goal), fold(one.name)


def _exactly(pool: _Pool, kind: str) -> None:
    _pair_by(pool, kind, lambda one: (one.id, one.goal, one.name, one.due, one.owners, one.start))  # most rows
    _pair_by(pool, kind, lambda one: (_id(one), _text(one)) if one.id else None)
    renumbered = _renumbered(pool, kind)
    _contested(pool, kind, renumbered)
    if not renumbered:
        _pair_by(pool, kind, _id)
    for same in (
        lambda one: (_text(one), one.due, one.owners, one.start),
        lambda one: (_text(one), one.due),
        lambda one: (_text(one), one.owners),
        _text,
        lambda one: (fold(one.name), one.due, one.owners) if not one.id else None,
    ):
        _pair_by(pool, kind, same)
    _pair_by(pool, kind, lambda one: fold(one.name), only=True)


def _pair_by(pool: _Pool, kind: str, same: _Key, only: bool = False) -> None:
    """Pair what is left where a key agrees: equals in the order of their rows, or (`only`) just where there is one of
    each."""
    before, now = pool.of(kind)
    if not before or not now:
        return
    groups = _grouped(before, same)
    for key, found in _grouped(now, same).items():
        earlier = groups.get(key, [])
        if only and (len(earlier) != 1 or len(found) != 1 or _differ(earlier[0], found[0])):
            continue
        for was, is_now in zip(earlier, found, strict=False):
            pool.pair(was, is_now)


def _differ(was: Snapshot, is_now: Snapshot) -> bool:
    """Whether both have an ID, and not the same one."""
    return bool(was.id and is_now.id and _id(was) != _id(is_now))


def _grouped(items: Iterable[Snapshot], same: _Key) -> dict[Hashable | None, list[Snapshot]]:
    """Items by a key, without those that have none."""
    groups = grouped(items, same)
    groups.pop(None, None)
    return groups


def _contested(pool: _Pool, kind: str, renumbered: bool) -> None:
    """Rows that kept their text under another ID, where that ID or the old one speaks of another row: what else they
    say decides (owners, dates); where it does not, the ID, unless IDs only count the rows."""
    before, now = pool.of(kind)
    texts, ids = _only(now, _text), _only(now, _id)
    was_ids = _only(before, _id)
    for key, was in _only(before, _text).items():
        kept = texts.get(key)
        if kept is None or not _differ(was, kept):
            continue
        rivals = [(was, ids.get(_id(was))), (was_ids.get(_id(kept)), kept)]
        against = [_agreement(a, b) for a, b in rivals if a is not None and b is not None]
        by_text = _agreement(was, kept)
        if not against or by_text > max(against) or (renumbered and by_text == max(against)):
            pool.pair(was, kept)


def _only(items: Iterable[Snapshot], same: _Key) -> dict[Hashable | None, Snapshot]:
    """The items that are alone with their key."""
    return {key: group[0] for key, group in _grouped(items, same).items() if len(group) == 1}


def _agreement(was: Snapshot, is_now: Snapshot) -> int:
    """How many of owners, start and due they agree in, less those they differ in."""
    said = ((was.owners, is_now.owners), (was.start, is_now.start), (was.due, is_now.due))
    return sum(1 if a == b else -1 for a, b in said if a and b)


def _renumbered(pool: _Pool, kind: str) -> bool:
    """Whether IDs count the rows and rows that kept their text got another ID."""
    before, now = pool.of(kind)
    was = _only(before, _text)
    others = [one for one in now if (found := was.get(_text(one))) and _differ(found, one)]
    return len(others) > 1 and counting([one.id for one in pool.all_now if one.kind == kind])


def counting(ids: Sequence[str | None]) -> bool:
    """Whether IDs, in the order of rows, go up one by one, also on several levels.

    >>> counting(["1", "2", "3"]), counting(["1", "1.1", "1.2", "2", "2.1"]), counting(["S-1", "S-2"])
    (True, True, True)
    >>> counting(["1", "3"]), counting(["2", "1"]), counting(["A", "B"]), counting([])
    (False, False, False, False)
    """
    numbers = [tuple(int(n) for n in re.findall(r"\d+", one)) for one in ids if one]
    return bool(numbers) and numbers[0] != () and all(_follows(a, b) for a, b in pairwise(numbers))


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    if other == (*one, 1):
        return True
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return same is not None and other[same] == one[same] + 1 and set(other[same + 1 :]) <= {1}


# Goals by their steps


def _goals_by_what_is_under_them(pool: _Pool) -> None:
    """A goal that is gone and one that came up are the same where most of what was under one is under the other."""
    before, now = pool.of(GOAL)
    if not before or not now:
        return
    went: dict[str, Counter[str]] = defaultdict(Counter)
    for is_now in pool.all_now:
        if is_now.kind != GOAL and (was := pool.earlier.get(is_now.key)):
            went[fold(was.goal)][fold(is_now.goal)] += 1
    left = {fold(one.name): one for one in reversed(now)}
    for was in before:
        votes = went.get(fold(was.name), Counter())
        goal, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=("", 0))
        if goal in left and 2 * count > votes.total():
            pool.pair(was, left.pop(goal))


# By likeness


def _by_likeness(pool: _Pool, kind: str) -> None:
    """The best pairs first, as long as they are alike enough."""
    before, now = pool.of(kind)
    wordings = {id(one): Wording(one.name) for one in (*before, *now)}
    scored = []
    for was, is_now in _candidates(pool, before, now, wordings):
        if not (was.id and is_now.id):
            value = score(pool.goal_of(was), was, is_now, wordings[id(was)], wordings[id(is_now)])
            if value >= ALIKE:
                scored.append((-value, was.key, is_now.key, was, is_now))
    for _, _, _, was, is_now in sorted(scored, key=lambda row: row[:3]):
        if id(was) in pool.before and id(is_now) in pool.now:
            pool.pair(was, is_now)


def _candidates(
    pool: _Pool, before: list[Snapshot], now: list[Snapshot], wordings: Mapping[int, Wording]
) -> Iterable[tuple[Snapshot, Snapshot]]:
    if len(before) * len(now) <= MOST_PAIRS:
        return ((was, is_now) for was in before for is_now in now)
    by_goal = _grouped(now, lambda one: fold(one.goal))
    each = max(1, MOST_PAIRS // len(before))  # a plan of which everything was reworded is not compared without end
    near = {(id(was), id(n)): (was, n) for was in before for n in by_goal.get(pool.goal_of(was), [])[:each]}
    places = {id(one): one for one in (*before, *now)}
    words = shared_words([(id(b), wordings[id(b)]) for b in before], [(id(n), wordings[id(n)]) for n in now])
    near.update(((b, n), (places[b], places[n])) for b, n in islice(words, 2 * MOST_PAIRS))
    return near.values()


def score(goal: str, was: Snapshot, is_now: Snapshot, said: Wording, says: Wording) -> float:
    """How alike two items are, 0-1: their text for three fifths; goal, owners, due date and start for the rest.

    What only one of them says counts for nothing, on either side.
    """
    agreeing = [
        (0.30, goal, fold(is_now.goal)),
        (0.25, was.owners, is_now.owners),
        (0.25, was.due, is_now.due),
        (0.20, was.start, is_now.start),
    ]
    known = [(weight, a == b) for weight, a, b in agreeing if a and b]
    total = sum(weight for weight, _ in known)
    context = sum(weight for weight, same in known if same) / total if total else 0.0
    least = (ALIKE - 0.4 * context) / 0.6
    return 0.6 * likeness(said, says, least) + 0.4 * context
