"""Cycles in links. Linear in the number of links, and the same whatever the order of the rows."""

from collections.abc import Iterator, Mapping, Sequence

Links = Mapping[str, Sequence[str]]


def cycles(links: Links) -> Iterator[tuple[str, ...]]:
    """Cycles of a graph that have no key in common, each starting at its least key; every knot gives at least one.

    Links of a key to itself are passed over.

    >>> list(cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": ["e"]}))
    [('a', 'b', 'c')]
    """
    told: set[str] = set()
    finished: set[str] = set()
    for start in sorted(links):
        if start not in finished:
            for cycle in _closed(start, links, finished, told):
                told.update(cycle)
                yield _from_least(cycle)


def _closed(start: str, links: Links, finished: set[str], told: set[str]) -> Iterator[list[str]]:
    """Depth first without recursion: a link back to where the walk came from closes a cycle."""
    path = [start]
    place = {start: 0}
    stack = [iter(sorted(links.get(start, ())))]
    while stack:
        after = next(stack[-1], None)
        if after is None:
            stack.pop()
            finished.add(path[-1])
            del place[path.pop()]
        elif after in place:
            if after != path[-1] and after not in told and told.isdisjoint(path[place[after] :]):
                yield path[place[after] :]
        elif after not in finished:
            place[after] = len(path)
            path.append(after)
            stack.append(iter(sorted(links.get(after, ()))))


def _from_least(cycle: Sequence[str]) -> tuple[str, ...]:
    at = cycle.index(min(cycle))
    return (*cycle[at:], *cycle[:at])
