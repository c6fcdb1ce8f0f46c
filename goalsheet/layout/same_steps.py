"""Two sheets that list the same steps, one of the plan and one of what came of it: one table with what both say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from goalsheet.layout import heading_words
from goalsheet.layout.table import Cell, Row, Table

#: What one sheet may say of a step of the other.
TOLD = ("owner", "start", "due", "done_on", "status", "percent")
#: So many steps at least, and this part of each sheet's, must be the other's.
FEWEST, SAME = 2, 0.8
#: A field counts as told where so many of the rows hold it.
FILLED = 0.25


def fuller(best: Table, others: Sequence[Table]) -> Table:
    """The table that lists the same steps and tells all that `best` does and more; `best` where there is none."""
    told = _told(best)
    more = [other for other in others if told < _told(other) and same_steps(best, other)]
    return max(more, key=lambda table: len(_told(table)), default=best)


def joined(table: Table, others: Sequence[Table]) -> Table:
    """A table of what was planned, or of what came of it, with what the other one says of its steps."""
    own = _word(table)
    other = next((o for o in others if {own, _word(o)} == {"planned", "actual"} and same_steps(table, o)), None)
    if other is None:
        return table
    by_name = {_name(row): row for row in other.rows}
    rows = tuple(_with(row, by_name[_name(row)], own) if _name(row) in by_name else row for row in table.rows)
    reason = f"sheet {other.sheet.name} lists the same steps"
    return replace(table, rows=rows, reasons=(*table.reasons, reason))


def same_steps(one: Table, other: Table) -> bool:
    """Whether two sheets list the same steps, each once."""
    if one.sheet.name == other.sheet.name or not (one.sheet.visible and other.sheet.visible):
        return False
    first, second = [[_name(row) for row in table.rows] for table in (one, other)]
    if len(set(first)) < len(first) or len(set(second)) < len(second) or len(first) < FEWEST:
        return False
    both = len(set(first) & set(second))
    return both >= SAME * max(len(first), len(second))


def _name(row: Row) -> str:
    cell = row.cell("step")
    return heading_words.key(str(cell.value)) if cell is not None and cell.value is not None else f"row {row.number}"


def _word(table: Table) -> str:
    """Whether a sheet's name says that it is the plan or what came of it."""
    return heading_words.qualifier(table.sheet.name)


def _told(table: Table) -> frozenset[str]:
    return frozenset(name for name in TOLD if name in table.columns and _filled(table, name))


def _filled(table: Table, name: str) -> bool:
    filled = sum(any(cell.value is not None for cell in row.cells(name)) for row in table.rows)
    return filled > 0 and filled >= FILLED * len(table.rows)


def _with(row: Row, other: Row, own: str) -> Row:
    added = dict(_added(row, other, own))
    return replace(row, elsewhere={**row.elsewhere, **added}, unsure=row.unsure | added.keys())


def _added(row: Row, other: Row, own: str) -> Iterator[tuple[str, Cell]]:
    """What only the other sheet says; the end of what came of a plan is the day it was done."""
    for name in TOLD:
        source = "due" if name == "done_on" and own == "planned" and not other.cells(name) else name
        cell = other.cell(source)
        if cell is not None and cell.value is not None and not row.cells(name):
            yield name, cell
