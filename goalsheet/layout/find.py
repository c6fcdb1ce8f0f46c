"""Finds the tables in a workbook: which sheets, which headings, which columns are which fields, which rows items."""

from collections.abc import Sequence
from dataclasses import replace

from goalsheet.layout import heading_words
from goalsheet.layout.best_guess import best_guess, nearest
from goalsheet.layout.candidates import candidates
from goalsheet.layout.choose import best_of_sheet, choose, others, passed_over, weigh
from goalsheet.layout.grid import Grid, grid
from goalsheet.layout.mapped import mapped
from goalsheet.layout.mapping import Mapping
from goalsheet.layout.measure_choice import measured
from goalsheet.layout.table import Cell, Kind, Layout, Table
from goalsheet.layout.tool_exports import as_exported
from goalsheet.reading.gc_pause import without_gc
from goalsheet.reading.model import Workbook

LOOKED_FOR = (
    "no plan found: looked for a heading row with a step, task or action and an owner, date, status or % beside it"
)


@without_gc
def find(workbook: Workbook, mapping: Mapping | None = None) -> Layout:
    """The layout of a workbook: its tables by evidence; `refused` says what was looked for where there is none.

    What a mapping says goes first, else what the headings of another program's export do. GoalsheetError where a
    mapping no longer fits the workbook.
    """
    every = grids(workbook)
    sheets = [g for g in every if heading_words.key(g.sheet.name) not in heading_words.sheet_words("readme")]
    mapping = mapping or as_exported(sheets)
    said = mapped(every, mapping) if mapping is not None else None
    more = [mapped(every, part) for part in mapping.parts()] if mapping is not None else []
    by_evidence = [g for g in sheets if not any(g is one.grid for one in (said, *more) if one is not None)]
    tops = [weigh(top) for top in map(best_of_sheet, map(candidates, by_evidence)) if top is not None]
    figures = measured(by_evidence, {top.sheet: top for top in tops}, said)
    tops = [top for top in tops if top.sheet not in figures.sheets]
    chosen = choose(tops, weigh(said) if said is not None and said.grid.sheet.name not in figures.sheets else None)
    chosen = (*chosen, *(weigh(one) for one in more))
    kinds = {*(found.table.kind for found in chosen), *(table.kind for table in figures.tables)}
    if not kinds & {Kind.STEPS, Kind.GOALS, Kind.KEY_RESULTS}:
        guess = best_guess(sheets, tops)
        table = guess.table if guess is not None else None
        return Layout((), refused=LOOKED_FOR, nearest=nearest(guess, is_empty=not sheets), guess=table)
    tables = (*_by_sheet([found.table for found in chosen]), *figures.tables)
    read = {table.sheet.name for table in tables}
    return Layout(tables, others=others(tops, chosen), passed_over=passed_over(tops, read))


def _by_sheet(tables: Sequence[Table]) -> list[Table]:
    """Of the like sheets that make one plan each is a goal, where their rows name none."""
    parts = [table for table in tables if table.kind is Kind.STEPS]
    if len(parts) < 2 or any(table.has("goal") for table in parts):
        return [*tables]
    return [_with_goal(table) if table in parts else table for table in tables]


def _with_goal(table: Table) -> Table:
    place = table.sheet.ref(table.heading_rows[-1], min(c for cs in table.columns.values() for c in cs))
    goal = Cell(place, table.sheet.name.strip())
    return replace(table, rows=tuple(replace(row, elsewhere={**row.elsewhere, "goal": goal}) for row in table.rows))


def grids(workbook: Workbook) -> tuple[Grid, ...]:
    """The sheets that hold anything and are not ours."""
    ours = set(workbook.ours.sheets.values())
    sheets = (sheet for sheet in workbook.sheets if sheet.name not in ours)
    made = (grid(sheet, workbook.ours.columns.get(sheet.name, frozenset())) for sheet in sheets)
    return tuple(g for g in made if g.last_row)
