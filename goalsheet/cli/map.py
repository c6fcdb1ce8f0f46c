"""`goalsheet map`: how a workbook is read, column by column, and a file to correct it."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalsheet.cli import options
from goalsheet.cli.encodings import machine_text
from goalsheet.errors import GoalsheetError

#: How sure a reading can be at most that holds dates which seem swapped.
AT_ODDS = 0.5

if TYPE_CHECKING:
    from goalsheet.layout.table import Layout, Table
    from goalsheet.plan.model import Plan, Step
    from goalsheet.reading.model import Workbook


class _WithSyntax(click.Command):
    """Its help ends with all that a mapping file can say, which is written in one place."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from goalsheet.layout import mapping

        formatter.write_paragraph()
        formatter.write((mapping.__doc__ or "").rstrip() + "\n")


@click.command(name="map", cls=_WithSyntax, short_help="How the workbook is read; --write makes a file to correct it.")
@options.workbook
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it.")
@click.option("--write", is_flag=True, help="Save the layout as NAME.goalsheet.toml beside WORKBOOK, for editing.")
@click.option("--learn", is_flag=True, help="Keep the words of WORKBOOK's mapping as your own, for every workbook.")
def map_(workbook: Path, form: str, write: bool, learn: bool) -> None:
    """Show how WORKBOOK is read: the sheet, its heading rows, which column is which field with three of its values and
    how sure that is, how goals are told, what was left out and why, and other sheets that would do.

    Where a guess is wrong, --write saves the layout beside WORKBOOK, each line with its evidence; what you change there
    is used from then on. It saves its best guess also where no plan was found. --learn keeps the headings and status
    words of that file for all workbooks, in a file of your own.
    """
    from goalsheet.review import holds_plan, laid_out, refusal

    if learn:
        _learn(workbook)
    book, layout = laid_out(workbook)
    if form == "json":
        click.echo(machine_text(json.dumps(_document(book, layout), indent=2, ensure_ascii=False)))
    elif holds_plan(layout):
        _print(workbook, layout, _plan(book, layout))
    if not holds_plan(layout) and not (write and layout.guess):
        raise refusal(workbook, layout)
    if write:
        _write(book, layout)


def _plan(book: "Workbook", layout: "Layout") -> "Plan":
    """The plan that the layout gives, as of the workbook's own day or today."""
    from goalsheet.plan.effective_settings import effective_settings
    from goalsheet.plan.parse import parse
    from goalsheet.settings import files_beside

    settings = effective_settings(layout, files_beside(book.path))
    return parse(book, layout, settings.changed({"as_of": settings.as_of or options.today()}))


def _document(book: "Workbook", layout: "Layout") -> dict[str, Any]:
    """The documented shape: see docs/reading.md."""
    from goalsheet.cli.map_figures import figures
    from goalsheet.layout.describe import describe, main_table
    from goalsheet.plan.doubts import Doubt

    document = describe(layout)
    table = main_table(layout)
    if table is None:
        return document
    plan = _plan(book, layout)
    del document["rows"]
    document["goals"] = sum(bool(not goal.implicit or goal.name != plan.title) for goal in plan.goals)
    own = {found.sheet.name: found for found in layout.of(table.kind)}
    document["steps"] = [_step(plan, step, _unsure(plan, step, own.get(step.home.sheet, table))) for step in plan.steps]
    document |= figures(plan)
    if Doubt.SWAPPED in plan.doubts.values():
        document["confidence"] = min(document["confidence"], AT_ODDS)
    return document


def _unsure(plan: "Plan", step: "Step", table: "Table") -> list[str]:
    """The fields of a step that may be wrong: the column was a guess, or the value is one."""
    from goalsheet.layout.describe import doubtful

    guessed = {*doubtful(table), *plan.unsure(step)}
    return [name for name in dict.fromkeys((*table.columns, *step.cells, "due")) if name in guessed]


def _step(plan: "Plan", step: "Step", unsure: list[str]) -> dict[str, Any]:
    goal = plan.by_key[step.goal_key]
    return {
        "row": step.home.row,
        "step": step.name,
        "goal": goal.name if step.goal else None,
        "owners": list(step.owners),
        "start": _iso(step.start),
        "due": _iso(step.due),
        "done_on": _iso(step.done_on),
        "status": str(step.life_cycle or step.health or step.status_text or "") or None,
        "status_text": step.status_text,
        "percent": step.percent,
        "id": step.id,
        "unsure": unsure,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _print(path: Path, layout: "Layout", plan: "Plan") -> None:
    from goalsheet.cli.console import console, plain_table
    from goalsheet.cli.map_figures import figure_lines
    from goalsheet.layout.describe import SURE, columns_read, doubtful, left_out_lines

    out = console()
    for table in layout.tables:
        rows = ", ".join(map(str, table.heading_rows))
        sure = "" if table.confidence >= SURE else ": not sure, please look"
        out.print(f"{table.sheet.name}: {table.kind}, heading in row {rows}, {len(table.rows)} rows, "
                  f"{round(table.confidence * 100)} % sure{sure}")  # fmt: skip
        shown = plain_table("Column", "Heading", "Read as", "Sure", "Values")
        for column in columns_read(table):
            sure = f"{round(column.confidence * 100)} %" if column.field else ""
            values = " · ".join(_short(value) for value in column.samples)
            shown.add_row(column.letter, _short(column.heading), column.field or "–", sure, values)
        out.print(shown)
        out.print(f"Goals by: {table.goals_by}")
        if doubtful(table):
            out.print(f"A guess, please look: {', '.join(sorted(doubtful(table)))}")
        for line in left_out_lines(table):
            out.print(f"Left out: {line}")
        out.print()
    for line in figure_lines(plan):
        out.print(line, soft_wrap=True)
    for sheet, why in layout.passed_over.items():
        out.print(f"Not read: {sheet}: {why}")
    out.print(f"Wrong somewhere? goalsheet map {path} --write saves this for editing.")


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= 32 else line[:31] + "…"


def _learn(path: Path) -> None:
    """Headings and status words of the mapping beside the workbook go into the person's own file."""
    from goalsheet.layout import own_words
    from goalsheet.layout.learn import new_headings
    from goalsheet.layout.mapping import beside
    from goalsheet.settings import load_file, own_file

    mapping = beside(path)
    if mapping is None:
        raise GoalsheetError(f"{own_file(path)}: there is no mapping to learn from", "Write one with --write first.")
    headings = new_headings(mapping)
    words = load_file(own_file(path)).get("words") or {}
    own_words.save(own_words.own_words().with_more(headings, words))
    learnt = [f"{heading} = {name}" for name, several in headings.items() for heading in several]
    learnt += [f"{word} = {means}" for word, means in words.items()]
    click.echo(f"{own_words.place()}: learnt {', '.join(learnt) or 'nothing new'}", err=True)


def _write(book: "Workbook", layout: "Layout") -> None:
    from goalsheet.files import write_output
    from goalsheet.layout.mapping_draft import draft
    from goalsheet.settings import own_file

    target = own_file(book.path)
    remedy = "Edit it, or take it away first." if target.exists() else "Free the folder for writing."
    text = draft(layout, [sheet.name for sheet in book.sheets if sheet.rows])
    write_output(target, text.encode(), book.path, remedy=remedy)
    if not layout.tables:
        click.echo(f"No goals or steps found: nearest is {layout.nearest}")
    click.echo(f"{target} is written: change what is wrong, and it is read so from now on.")
