"""How a workbook was read, in one line: for the foot of a report, and the head of a check."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from goalsheet.cells import column_letter
from goalsheet.language import translatable
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, counted, joined, msg
from goalsheet.layout.describe import SURE, doubtful
from goalsheet.layout.table import Kind, Layout, Table
from goalsheet.plan.model import Plan

_AS = {
    Kind.GOALS: translatable("{sheet} as goals ({rows})"),
    Kind.STEPS: translatable("{sheet} as steps ({rows})"),
    Kind.KEY_RESULTS: translatable("{sheet} as key results ({rows})"),
    Kind.METRICS: translatable("{sheet} as metrics ({rows})"),
    Kind.CHECK_INS: translatable("{sheet} as check-ins ({rows})"),
    Kind.PEOPLE: translatable("{sheet} as people ({rows})"),
    Kind.LESSONS: translatable("{sheet} as lessons ({rows})"),
    Kind.HOLIDAYS: translatable("{sheet} as holidays ({rows})"),
    Kind.SETTINGS: translatable("{sheet} as settings ({rows})"),
}

#: The fields whose column may be a guess that is told (`kinds.CRITICAL`).
_FROM = {
    "step": translatable("step from column {column}"),
    "goal": translatable("goal from column {column}"),
    "owner": translatable("owner from column {column}"),
    "start": translatable("start from column {column}"),
    "due": translatable("due from column {column}"),
    "done_on": translatable("day of completion from column {column}"),
    "status": translatable("status from column {column}"),
    "health": translatable("health from column {column}"),
    "percent": translatable("percent from column {column}"),
}


def reading_summary(plan: Plan) -> LazyText:
    """Which tables were read, how many rows of them, what was left out, and what of it may be wrong."""
    tables = msg("Read {tables}.", tables=joined(map(_table, plan.layout.tables)))
    return joined((tables, _left_out(plan.layout), _others(plan.layout), _doubts(plan)), " ")


def _table(table: Table) -> LazyText:
    """`Steps (27 rows)`; what the sheet's name does not say, and doubt, is said too."""
    rows = _rows(len(table.rows))
    if table.rows and table.confidence < SURE:
        rows = msg("{rows}, not sure: heading taken from row {row}", rows=rows, row=table.heading_rows[-1])
    if table.sheet.name.casefold() == table.kind:
        return msg("{sheet} ({rows})", sheet=table.sheet.name, rows=rows)
    return msg(_AS[table.kind], sheet=table.sheet.name, rows=rows)


def _left_out(layout: Layout) -> LazyText:
    """Every reason why rows were left out, with how many."""
    whys = Counter(row.why for table in layout.tables for row in table.left_out)
    reasons = joined(msg("{rows} ({why})", rows=_rows(often), why=why) for why, often in whys.items())
    return msg("Left out: {reasons}.", reasons=reasons) if whys else NOTHING


def _others(layout: Layout) -> LazyText:
    return msg("Not read: {sheets}.", sheets=joined(layout.others)) if layout.others else NOTHING


def _doubts(plan: Plan) -> LazyText:
    doubts = joined(chain.from_iterable((*map(_guesses, plan.layout.tables), _swaps(plan))))
    return msg("Not sure: {doubts}.", doubts=doubts) if doubts else NOTHING


def _guesses(table: Table) -> Iterator[LazyText]:
    """Guessed columns."""
    for name in sorted(doubtful(table)):
        yield msg(_FROM[name], column=column_letter(table.columns[name][0]))


def _swaps(plan: Plan) -> Iterator[LazyText]:
    """Dates whose day and month may be swapped."""
    return (msg("day and month from {cell} on", cell=one.cell) for one in plan.findings if one.code == "GS007")


def _rows(count: int) -> LazyText:
    return counted(count, "{n} row", "{n} rows")
