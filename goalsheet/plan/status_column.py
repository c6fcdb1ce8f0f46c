"""What a status column and the sheet around it tell of its signs: a legend, letters, `OK` as a tick."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from goalsheet.cells import CellValue
from goalsheet.folding import bare, fold
from goalsheet.layout.table import Cell, Table
from goalsheet.plan.model import Health, LifeCycle
from goalsheet.plan.status_words import Said, status
from goalsheet.plan.values import text

#: A sign that a legend explains is no longer than this.
SIGN = 12
#: So many cells around a table are looked through for a legend.
AREA = 20_000
_PAIR = re.compile(r"\s*(\S{1,12}(?: \S{1,6})?)\s*(?:=|:|–|-|→|：|＝)\s*(\S[^=:]{1,40})")
_OK = frozenset(("ok", "okay", "o.k", "ок", "oke"))


def legend(table: Table, signs: Iterable[str]) -> Mapping[str, Said]:
    """What the cells around a table say that these signs of its status column mean, by the folded sign.

    `X = Done` in one cell, or a sign with its meaning in the next one, above, below or beside the table.
    """
    wanted = {fold(sign) for sign in signs if len(sign) <= SIGN}
    found: dict[str, Said] = {}
    for sign, meaning in _pairs(table) if wanted else ():
        said = status(meaning)
        if fold(sign) in wanted and fold(sign) != fold(meaning) and (said.life_cycle or said.health):
            found.setdefault(fold(sign), said)
    return found


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    """Every short text with what is said of it: behind a sign such as `=` in one cell, or in the next cell."""
    for row in _outside(table):
        filled = [(text(value) or "") for value in row]
        for part in (part for cell in filled for part in re.split(r"[;,\n|]", cell[:400])):
            if pair := _PAIR.fullmatch(part):
                yield pair[1], pair[2].strip()
        yield from ((a, b) for a, b in pairwise(filled) if 0 < len(a) <= SIGN and 1 < len(b) <= 40)


def _outside(table: Table) -> Iterator[Sequence[CellValue]]:
    """The cells of the sheet that are no steps': rows above the table, those from its end upwards that have no status
    (a legend below may have been taken for steps), and what stands beside it.
    """
    rows = table.sheet.rows
    first = table.heading_rows[0] if table.heading_rows else 1
    beyond = max((column for columns in table.columns.values() for column in columns), default=0)
    columns = (*table.columns.get("status", ()), *table.columns.get("health", ()))
    looked = 0
    for number in (*range(1, first), *range(len(rows), first, -1)):
        row = rows[number - 1]
        cells = row[beyond:] if any(table.sheet.value(number, column) for column in columns) else row
        looked += len(cells)
        if looked > AREA:
            return
        yield [value for value in cells if value is not None]


def ok_is_done(cells: Sequence[Cell]) -> bool:
    """Whether `OK` ticks off what is done: no other cell of the column speaks of how it goes."""
    words = {bare(str(cell.value)).split(" ")[0] for cell in cells if isinstance(cell.value, str)}
    if not words & _OK:
        return False
    return not any(status(cell.value).health for cell in cells if isinstance(cell.value, str) and not is_ok(cell.value))


def is_ok(value: str) -> bool:
    """
    >>> is_ok("OK - PROD"), is_ok("okra")
    (True, False)
    """
    return re.split(r"[\s\-–:,/(]+", bare(value))[0] in _OK


def are_roles(letters: frozenset[str]) -> bool:
    """Whether the letters of a column are who is responsible, accountable, consulted and informed, not colours."""
    return bool(letters & {"c", "i"}) and "r" in letters and letters <= {"r", "a", "c", "i", "s"}


def by_letter(letter: str, beside: frozenset[str]) -> Said | None:
    """Yes or no by one letter, as the others tell: Y is no colour without G and R, X no tick beside O."""
    if letter in ("y", "n") and not beside & {"g", "r", "a"}:
        return Said(LifeCycle.DONE if letter == "y" else LifeCycle.NOT_STARTED)
    if letter in ("o", "x") and {"o", "x"} <= beside:
        return Said(LifeCycle.DONE if letter == "o" else LifeCycle.NOT_STARTED)
    return None


def as_tick(said: Said) -> Said:
    """What `OK` says where it ticks off what is done."""
    return Said(LifeCycle.DONE, None, said.percent) if said.health is Health.ON_TRACK else said
