"""What a mapping makes of a row's cells: a person says once what the workbook says in its own way in every row."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from goalsheet.folding import fold
from goalsheet.layout.mapping import Mapping
from goalsheet.layout.table import Cell, Row, cell_of

_DATES = ("start", "due", "done_on", "updated")


def restated(mapping: Mapping, row: Row, body: int) -> dict[str, Cell]:
    """The cells of a row that are to be read otherwise; `body` is the first row of the table below its heading.

    In this order: carried down, colours as statuses, nothing for words that mean it, people without their roles and
    with a semicolon between them, day and month the other way round.
    """
    said = dict(_carried(mapping, row, body))
    if mapping.colours and not any(cell.value for cell in row.cells("status")):
        coloured = _coloured(mapping, row)
        if coloured is not None:
            said["status"] = coloured
    said |= _emptied(mapping, row, said)
    owner = said.get("owner") or row.cell("owner")
    if owner is not None and isinstance(owner.value, str) and len(row.cells("owner")) == 1:
        people = _people(mapping, owner.value)
        if people != owner.value:
            said["owner"] = replace(owner, value=people)
    return said | dict(_swapped(mapping, row, said))


def _carried(mapping: Mapping, row: Row, body: int) -> Iterator[tuple[str, Cell]]:
    """Blank cells of fields that are written once for the rows below."""
    for name in mapping.carried_down:
        column = next(iter(row.columns.get(name, ())), 0)
        if column and (row.cell(name) or Cell(row.sheet.ref(row.number, column), None)).value is None:
            above = (cell_of(row.sheet, number, column) for number in range(row.number - 1, body - 1, -1))
            found = next((cell for cell in above if cell.value is not None), None)
            if found is not None:
                yield name, found


def _coloured(mapping: Mapping, row: Row) -> Cell | None:
    """The status that a row's colour stands for: of its status cell, else of its name."""
    places = [*row.columns.get("status", ()), *row.columns.get("step", ()), *row.columns.get("goal", ())]
    for column in places:
        meaning = mapping.colours.get(row.sheet.details.fill(row.number, column).upper())
        if meaning:
            return Cell(row.sheet.ref(row.number, column), meaning)
    return None


def _emptied(mapping: Mapping, row: Row, said: dict[str, Cell]) -> dict[str, Cell]:
    """The fields that hold a word that means nothing."""
    if not mapping.none:
        return {}
    every = {name: said.get(name) or row.cell(name) for name in (*row.columns, *row.elsewhere)}
    return {
        name: replace(cell, value=None)
        for name, cell in every.items()
        if cell is not None and isinstance(cell.value, str) and fold(cell.value) in mapping.none
    }


def _people(mapping: Mapping, said: str) -> str:
    """The people of an owner cell, without the roles before their names and with semicolons between them.

    >>> _people(Mapping(roles=("Front", "Back")), "Front: Ann Lee Back: Bo Chan")
    'Ann Lee; Bo Chan'
    >>> _people(Mapping(separators=("and",)), "Ann and Bo")
    'Ann; Bo'
    """
    if mapping.roles:
        roles = "|".join(re.escape(role.strip(" :：")) for role in mapping.roles)
        said = re.sub(rf"[\s,;/、]*(?<!\w)(?:{roles})(?!\w)\s*[:：]?\s*", "; ", said).strip("; ")
    if mapping.separators:
        pattern = "|".join(rf"\b{re.escape(s)}\b" if s.isalnum() else re.escape(s) for s in mapping.separators)
        said = re.sub(rf"\s*(?:{pattern})\s*", "; ", said)
    return said


def _swapped(mapping: Mapping, row: Row, said: dict[str, Cell]) -> Iterator[tuple[str, Cell]]:
    """The dates of a row in which a program took the day for the month."""
    for name in _DATES if row.number in mapping.swapped else ():
        cell = said.get(name) or row.cell(name)
        if cell is not None and isinstance(cell.value, date) and cell.value.day <= 12:
            yield name, replace(cell, value=cell.value.replace(month=cell.value.day, day=cell.value.month))
