"""Keys that stay the same from week to week, and names written in cells turned into them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from goalsheet.folding import bare, fold
from goalsheet.plan.cell_words import is_nothing
from goalsheet.plan.model import Dependency


def keys(kind: str, items: Sequence[tuple[str | None, str, str]]) -> list[str]:
    """A key for each (ID, scope, name): by ID where it is the only one, else by scope and name, else with an ordinal.

    >>> keys("step", [("S1", "g1", "Cut"), (None, "g1", "Post"), (None, "g1", "Post"), ("7", "", "A"), ("7", "", "B")])
    ['step:s1', 'step:g1/post', 'step:g1/post#2', 'step:/a', 'step:/b']
    """
    ids = Counter(fold(id_) for id_, _, _ in items if id_)
    plain = [fold(id_) if id_ and ids[fold(id_)] == 1 else f"{fold(scope)}/{fold(name)}" for id_, scope, name in items]
    return numbered(f"{kind}:{one}" for one in plain)


def numbered(plain: Iterable[str]) -> list[str]:
    """Each text once: repeats get `#2`, `#3`.

    >>> numbered(["a", "a", "a#2"])
    ['a', 'a#2', 'a#2#2']
    """
    taken: set[str] = set()
    made = []
    for text in plain:
        ordinal, key = 1, text
        while key in taken:
            ordinal += 1
            key = f"{text}#{ordinal}"
        taken.add(key)
        made.append(key)
    return made


class Index:
    """Finds items by ID or name, without regard to case and blanks; the first of equals wins."""

    def __init__(self, entries: Iterable[tuple[str, str | None, str]] = ()) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for key, id_, name in entries:
            self.add(key, id_, name)

    def add(self, key: str, id_: str | None, name: str) -> None:
        if id_:
            self._ids.setdefault(fold(id_), key)
        for form in (fold(name), bare(name)):
            self._names.setdefault(form, key)

    def find(self, said: str | None) -> str | None:
        """The key of what a cell names: `G1`, `Grow followers`, `G1: Grow followers`.

        >>> index = Index([("goal:g1", "G1", "Grow followers")])
        >>> index.find("g1"), index.find("grow  FOLLOWERS "), index.find("G1 - Grow followers"), index.find("G10")
        ('goal:g1', 'goal:g1', 'goal:g1', None)
        """
        if said is None:
            return None
        folded = fold(said)
        return self._ids.get(folded) or self._names.get(folded) or self._names.get(bare(said)) or self._both(folded)

    def _both(self, folded: str) -> str | None:
        """An ID with the name, or anything after a colon or dash, behind it."""
        match = re.fullmatch(r"\[?\(?(\S+?)[\])]?(\s*[:–—]\s*|\s+-\s+|\s+)(.+)", folded)
        key = self._ids.get(match[1]) if match else None
        if match and key and (match[2].strip() or self._names.get(match[3]) == key):
            return key
        return None


LONGEST_LAG = 3660  # days: ten years; what is longer is a slip

_LINK = re.compile(
    r"(?P<ref>.+?)\s*(?:(?P<kind>FS|SS|FF|SF)\s*)?(?P<lag>[+-]\s*\d+(?:[.,]\d+)?\s*(?:e?d|days?|w|wks?|weeks?|tage?)?)?",
    re.IGNORECASE,
)


def dependencies(said: str | None, index: Index) -> tuple[Dependency, ...]:
    """The entries of a Depends on cell, each with the key of the step it names.

    >>> index = Index([("step:s3", "S3", "Write copy"), ("step:s4", "S4", "Plan, then post")])
    >>> [(one.key, one.kind, one.lag) for one in dependencies("S3FS+2d; s4", index)]
    [('step:s3', 'FS', 2), ('step:s4', 'FS', 0)]
    >>> [[one.key for one in dependencies(said, index)] for said in ("Plan, then post", "S9, write copy")]
    [['step:s4'], [None, 'step:s3']]
    """
    if said is None or is_nothing(said):
        return ()
    if index.find(said):
        return (_link(said, index),)
    parts = [part for half in re.split(r"[;；\n、]", said) for part in _commas(half, index)]
    return tuple(_link(part.strip(), index) for part in parts if part.strip() and not is_nothing(part))


def _commas(part: str, index: Index) -> list[str]:
    """Split at commas, slashes and ampersands, unless the whole is a name."""
    if _link(part.strip(), index).key:
        return [part]
    return re.split(r"\s*[,，&]\s*|\s+and\s+|\s*/\s*", part)


def _link(text: str, index: Index) -> Dependency:
    whole = index.find(text)
    match = _LINK.fullmatch(text)
    if whole or not match:
        return Dependency(text, whole)
    days = _days(match["lag"] or "")
    far = abs(days) > LONGEST_LAG
    return Dependency(text, index.find(match["ref"]), (match["kind"] or "FS").upper(), 0 if far else days, far)


def _days(lag: str) -> int:
    """
    >>> _days("+2d"), _days("- 1 week"), _days(""), abs(_days("+99999999999999999999d")) > LONGEST_LAG
    (2, -7, 0, True)
    """
    match = re.fullmatch(r"([+-])\s*(\d+)(?:[.,]\d+)?\s*(\w*)", lag.strip())
    if not match:
        return 0
    days = int(match[2][:9]) * (7 if match[3].casefold().startswith("w") else 1)
    return -days if match[1] == "-" else days
