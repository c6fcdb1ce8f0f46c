"""How a workbook was read, in one line: for the foot of a report, and the head of a check."""

from collections.abc import Iterator
from itertools import chain

from goalsheet.cells import column_letter
from goalsheet.language import message
from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import NOTHING, counted, joined, said
from goalsheet.layout.describe import SURE, doubtful
from goalsheet.layout.table import Kind, Layout, Table
from goalsheet.plan.model import Plan

_AS = {
    Kind.GOALS: message("{sheet} as goals ({rows})"),
    Kind.STEPS: message("{sheet} as steps ({rows})"),
    Kind.KEY_RESULTS: message("{sheet} as key results ({rows})"),
    Kind.METRICS: message("{sheet} as metrics ({rows})"),
    Kind.CHECK_INS: message("{sheet} as check-ins ({rows})"),
    Kind.PEOPLE: message("{sheet} as people ({rows})"),
    Kind.LESSONS: message("{sheet} as lessons ({rows})"),
    Kind.HOLIDAYS: message("{sheet} as holidays ({rows})"),
    Kind.SETTINGS: message("{sheet} as settings ({rows})"),
}

#: The fields whose column may be a guess that is told (`kinds.CRITICAL`).
_FROM = {
    "owner": message("owner from column {column}"),
    "start": message("start from column {column}"),
    "due": message("due from column {column}"),
    "done_on": message("day of completion from column {column}"),
    "status": message("status from column {column}"),
    "health": message("health from column {column}"),
    "percent": message("percent from column {column}"),
}


def read_as(plan: Plan) -> Saying:
    """Which tables were read, how many rows of them, what was left out, and what of it may be wrong."""
    tables = said("Read {tables}.", tables=joined(map(_table, plan.layout.tables)))
    return joined((tables, _left_out(plan.layout), _others(plan.layout), _doubts(plan)), " ")


def _table(table: Table) -> Saying:
    """`Steps (27 rows)`; what the sheet's name does not say, and doubt, is said too."""
    rows = _rows(len(table.rows))
    if table.rows and table.confidence < SURE:
        rows = said("{rows}, not sure: heading taken from row {row}", rows=rows, row=table.heading_rows[-1])
    if table.sheet.name.casefold() == table.kind:
        return said("{sheet} ({rows})", sheet=table.sheet.name, rows=rows)
    return said(_AS[table.kind], sheet=table.sheet.name, rows=rows)


def _left_out(layout: Layout) -> Saying:
    whys = [row.why for table in layout.tables for row in table.left_out]
    if len(whys) > 1:
        return said("Left out: {rows} ({why}, …).", rows=_rows(len(whys)), why=whys[0])
    return said("Left out: {rows} ({why}).", rows=_rows(1), why=whys[0]) if whys else NOTHING


def _others(layout: Layout) -> Saying:
    return said("Not read: {sheets}.", sheets=joined(layout.others)) if layout.others else NOTHING


def _doubts(plan: Plan) -> Saying:
    doubts = joined(chain.from_iterable((*map(_guesses, plan.layout.tables), _swaps(plan))))
    return said("Not sure: {doubts}.", doubts=doubts) if doubts else NOTHING


def _guesses(table: Table) -> Iterator[Saying]:
    """Guessed columns."""
    for name in sorted(doubtful(table)):
        yield said(_FROM[name], column=column_letter(table.columns[name][0]))


def _swaps(plan: Plan) -> Iterator[Saying]:
    """Dates whose day and month may be swapped."""
    return (said("day and month from {cell} on", cell=one.cell) for one in plan.findings if one.code == "GS007")


def _rows(count: int) -> Saying:
    return counted(count, "{n} row", "{n} rows")
