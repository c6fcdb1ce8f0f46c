"""Labelled workbooks as facts without a word of them, so that anyone can fit the weights again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from goalsheet.cells import column_number
from goalsheet.layout.candidates import own_rows, rivals
from goalsheet.layout.column_facts import ColumnFacts, column_facts, columns_of
from goalsheet.layout.column_features import OTHER, ROLES, Features
from goalsheet.layout.evidence import Evidence, evidence
from goalsheet.layout.find import grids
from goalsheet.layout.grid import Grid
from goalsheet.layout.header_features import header_features
from goalsheet.layout.headers import Header, head_of, headers, strength
from goalsheet.layout.table_features import table_facts
from goalsheet.reading.model import Workbook
from goalsheet.reading.read import read

#: So many rows that are no heading are kept of each sheet: those that look most like one.
OTHERS = 10
DEEP = 60


@dataclass(frozen=True)
class Record:
    """A possible table of one workbook.

    `roles` has the role of each column, none where the table was not labelled; `plan` says whether it is one (None:
    nobody can say). `header` has the features of each row of its heading.
    """

    workbook: str
    author: str
    plan: bool | None
    header: Sequence[Features]
    table: Features
    columns: Sequence[ColumnFacts]
    roles: Sequence[str] = ()
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rows:
    """Rows of one sheet with their features, and whether each is the heading."""

    workbook: str
    author: str
    rows: Sequence[tuple[Features, bool]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Label:
    """What a person says of a workbook: its tables of steps by sheet, each with heading rows and columns by letters."""

    workbook: str
    author: str
    readable: bool | None
    headings: Mapping[str, Sequence[int]]
    columns: Mapping[str, Mapping[str, Any]]
    doubtful: frozenset[str] = frozenset()


def labels(folder: Path) -> Iterator[tuple[Label, Workbook]]:
    """Every labelled workbook of a folder (NAME.json beside NAME.xlsx)."""
    for path in sorted(folder.glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        if "readable" not in said:
            continue
        yield _label(path.stem, said), read(path.with_name(said["file"]))


def _label(name: str, said: Mapping[str, Any]) -> Label:
    readable = said["readable"] if isinstance(said["readable"], bool) else None  # "arguable": nobody can say
    doubtful = frozenset(role for role in said.get("doubtful") or () if role in ROLES)
    return Label(name, said["author"] or name, readable, said["heading_rows"], said["columns"], doubtful)


def rows_of(label: Label, workbook: Workbook) -> Iterator[Rows]:
    """The rows of each labelled sheet that might be its heading."""
    for grid in grids(workbook):
        said = label.headings.get(grid.sheet.name)
        if said:
            last = first_block(said)[1]
            made = [(row, header_features(grid, row)) for row in range(1, min(grid.last_row, DEEP) + 1)]
            own = [(found, True) for row, found in made if row == last and found]
            rest = [(row, found) for row, found in made if row not in said and found]
            rest = sorted(rest, key=lambda one: -strength(grid, one[0]))[:OTHERS]
            if own:
                yield Rows(label.workbook, label.author, [*own, *((found, False) for _, found in rest)])


def records(label: Label, workbook: Workbook) -> Iterator[Record]:
    """Every possible table of a workbook: those labelled, and what else looks like one."""
    for grid in grids(workbook):
        said = label.columns.get(grid.sheet.name, {})
        rows = label.headings.get(grid.sheet.name) or ()
        is_steps = bool(rows) and isinstance(said.get("step"), str)
        if is_steps:
            yield _record(label, grid, head_of(grid, *first_block(rows)), said, label.readable)
        for header in list(headers(grid))[:4]:
            if not is_steps or not set(header.rows) & set(rows):
                yield _record(label, grid, header, None, None if label.readable is None else False)


def _record(label: Label, grid: Grid, header: Header, said: Mapping[str, Any] | None, plan: bool | None) -> Record:
    rows = list(own_rows(grid, header))
    cells = evidence(grid, rows, columns_of(grid, header, rows))
    columns = column_facts(grid, header, cells, rows)
    return Record(
        label.workbook,
        label.author,
        plan,
        [header_features(grid, row) for row in header.rows],
        {**table_facts(grid, header, rows), **rivals(grid, header)},
        columns,
        roles(columns, said) if said is not None else (),
        label.doubtful,
    )


def first_block(rows: Sequence[int]) -> tuple[int, int]:
    """The first rows that follow each other.

    >>> first_block([2, 3, 16, 39])
    (2, 3)
    """
    last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            break
        last = row
    return rows[0], last


def roles(columns: Sequence[ColumnFacts], said: Mapping[str, Any]) -> Sequence[str]:
    """The role of each column by a label's letters; a step that is its own goal is a step."""
    places = {
        column_number(letter): role
        for role in reversed(ROLES)
        for letter in _letters(said.get(role))
        if letter.isalpha() and letter.isupper()
    }
    return [places.get(one.column, OTHER) for one in columns]


def _letters(said: Any) -> Sequence[str]:
    return [] if not said else [said] if isinstance(said, str) else [one for one in said if isinstance(one, str)]


# As lines of JSON


def to_line(record: Record) -> str:
    columns = [
        {name: value for name, value in asdict(one).items() if value}
        | {"cells": {name: value for name, value in asdict(one.cells).items() if value}}
        for one in record.columns
    ]
    said = {**asdict(record), "columns": columns, "doubtful": sorted(record.doubtful)}
    return json.dumps(_rounded(said), separators=(",", ":"))


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, 3) if isinstance(value, float) else value


def from_line(line: str) -> Record:
    said = json.loads(line)
    said["columns"] = [_facts(one) for one in said["columns"]]
    return Record(**{**said, "doubtful": frozenset(said["doubtful"])})


def _facts(said: Mapping[str, Any]) -> ColumnFacts:
    known = {one.name for one in fields(ColumnFacts)}
    plain = {name: value for name, value in said.items() if name in known}
    return ColumnFacts(
        **{"headed": False, "meanings": {}, **plain}
        | {
            "cells": Evidence(**said.get("cells", {})),
            "not_before": {int(column): share for column, share in said.get("not_before", {}).items()},
        }
    )


def rows_to_line(rows: Rows) -> str:
    return json.dumps(_rounded(asdict(rows)), separators=(",", ":"))


def rows_from_line(line: str) -> Rows:
    said = json.loads(line)
    return Rows(said["workbook"], said["author"], [(one, is_it) for one, is_it in said["rows"]])
