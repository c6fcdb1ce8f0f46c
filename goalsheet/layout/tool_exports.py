"""What other programs export, told by its headings: their words name the columns better than any evidence.

The table of programs is `tool_exports.toml`; Monday's and Smartsheet's exports need no entry there.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from goalsheet.cells import column_letter
from goalsheet.layout import heading_words
from goalsheet.layout.evidence import evidence
from goalsheet.layout.grid import Grid
from goalsheet.layout.mapping import Mapping

#: The headings of an export stand in one of its first rows; so many of its rows are looked at.
_DEEPEST, _SAMPLE = 20, 200


@dataclass(frozen=True)
class Program:
    """A program's export: what tells it, and a field's headings in the order in which they are looked for."""

    told_by: tuple[frozenset[str], ...]
    fields: MappingType[str, tuple[str, ...]]
    lists: tuple[str, ...] = ()
    lists_tell_status: bool = False
    holds: str = ""


@cache  # read once a process: the file is part of the package
def programs() -> tuple[Program, ...]:
    text = resources.files("goalsheet.layout").joinpath("tool_exports.toml").read_text(encoding="utf-8")
    return tuple(_program(said) for said in tomllib.loads(text).values())


def _program(said: dict[str, Any]) -> Program:
    fields = {name: _keys(headings) for name, headings in said.items() if isinstance(headings, list)}
    told_by = tuple(frozenset(_keys(one.split("|"))) for one in said["told_by"])
    lists = fields.pop("lists", ())
    del fields["told_by"]
    return Program(told_by, fields, lists, said.get("lists_tell_status", False), said.get("holds", ""))


def _keys(headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(heading_words.key, headings))


def as_exported(grids: Sequence[Grid]) -> Mapping | None:
    """The mapping of the first sheet that a known program exported; None where there is none."""
    return next((mapping for grid in grids for mapping in _mappings(grid)), None)


def _mappings(grid: Grid) -> Iterator[Mapping]:
    for row in range(1, min(grid.last_row, _DEEPEST) + 1):
        columns = _columns(grid, row)
        for program in programs():
            if all(names & columns.keys() for names in program.told_by) and _holds(grid, row, program.holds):
                fields = _fields(program, grid, row, columns)
                said = {name: tuple(map(column_letter, places)) for name, places in fields.items()}
                yield Mapping(sheet=grid.sheet.name, heading_rows=(row,), fields=said)


def _holds(grid: Grid, row: int, said: str) -> bool:
    """Whether one of the cells below a row says this."""
    cells = (value for below in grid.samples(row + 1, _SAMPLE) for value in grid.filled(below).values())
    return not said or any(isinstance(value, str) and said in value for value in cells)


def _columns(grid: Grid, row: int) -> dict[str, int]:
    """The headings of a row, as they are compared, with the first column of each."""
    found: dict[str, int] = {}
    for column, value in grid.filled(row).items():
        if isinstance(value, str):
            found.setdefault(heading_words.key(value), column)
    return found


def _fields(program: Program, grid: Grid, row: int, columns: MappingType[str, int]) -> dict[str, tuple[int, ...]]:
    """Field -> its columns. Where all of its columns are blank, a field has the first."""
    samples = list(grid.samples(row + 1, _SAMPLE))
    cells = evidence(grid, samples, dict.fromkeys(columns.values(), ""))
    found: dict[str, tuple[int, ...]] = {}
    for name, headings in program.fields.items():
        if not headings:
            found[name] = ()
        there = [columns[heading] for heading in headings if heading in columns]
        if there:
            found[name] = (next((column for column in there if cells[column].filled), there[0]),)
    lists = next((columns[heading] for heading in program.lists if heading in columns), None)
    if lists is not None and cells[lists].filled:
        if cells[lists].statuses * 2 < cells[lists].filled:
            found["goal"] = (lists,)
        elif program.lists_tell_status:
            found["status"] = (lists, *found.get("status", ()))
    return found
