"""Cycles in links. Linear in the number of links, and the same whatever the order of the rows."""

from collections.abc import Iterator, Mapping, Sequence

Links = Mapping[str, Sequence[str]]


def cycles(links: Links) -> Iterator[tuple[str, ...]]:
    """Cycles of a graph that have no key in common, each starting at its least key; every knot gives at least one.

    Links of a key to itself are passed over.

    >>> list(cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": ["e"]}))
    [('a', 'b', 'c')]
    """
    finished: set[str] = set()
    for start in sorted(links):
        if start not in finished:
            yield from map(_from_least, _closed(start, links, finished))


def _closed(start: str, links: Links, finished: set[str]) -> Iterator[list[str]]:
    """Depth first without recursion: a link back to where the walk came from closes a cycle.

    `told[i]` is the last place up to i on the path whose key is in a cycle already: no key is copied twice.
    """
    path, place, told = [start], {start: 0}, [-1]
    stack = [iter(sorted(links.get(start, ())))]
    while stack:
        after = next(stack[-1], None)
        if after is None:
            stack.pop()
            told.pop()
            finished.add(path[-1])
            del place[path.pop()]
        elif after in place:
            if after != path[-1] and told[-1] < place[after]:
                yield path[place[after] :]
                told[place[after] :] = range(place[after], len(path))
        elif after not in finished:
            place[after] = len(path)
            path.append(after)
            told.append(told[-1])
            stack.append(iter(sorted(links.get(after, ()))))


def _from_least(cycle: Sequence[str]) -> tuple[str, ...]:
    at = cycle.index(min(cycle))
    return (*cycle[at:], *cycle[:at])
