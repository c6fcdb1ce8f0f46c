"""`goalsheet export`: the numbers as CSV files, for a spreadsheet, a notebook or a dashboard."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalsheet.cli import options
from goalsheet.cli.encodings import machine_text

if TYPE_CHECKING:
    from goalsheet.review import Review

TABLES = ("items", "owners", "teams", "weeks", "quarters", "readings")


@click.command(short_help="Items, roll-ups and metric readings as CSV.")
@options.workbook
@options.as_of
@click.option("--table", type=click.Choice(TABLES), default="items", show_default=True, help="Which table.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="A new file. Default: the terminal.")
@click.option("--overwrite", is_flag=True, help="Replace FILE where there is one already.")
def export(workbook: Path, as_of: date | None, table: str, output: Path | None, overwrite: bool) -> None:
    """Write what was computed of WORKBOOK as CSV.

    items: a row per goal, key result and step. owners, teams, weeks, quarters: how many items each has, by status, with
    their mean progress and mean expected progress (weeks and quarters by due date, from the day and month that the
    settings have them begin). readings: a column per metric, a row per day.
    """
    seen = options.reviewed(workbook, as_of, {})
    text = _tables()[table](seen)
    if output is None:
        click.echo(machine_text(text), nl=False)
        return
    from goalsheet import files

    remedy = "Choose another name, or say --overwrite (a workbook is never written over)."
    may_replace = files.overwritten if overwrite else lambda _: False
    files.write_output(output, text.encode(), workbook, may_replace, remedy)
    click.echo(f"{output} is written.")


def _tables() -> Mapping[str, "Callable[[Review], str]"]:
    from goalsheet.measure import dataframes

    def items(seen: "Review") -> Any:
        return dataframes.items(seen.plan, seen.measured, seen.settings.rhythm)

    def rolled(by: str) -> "Callable[[Review], str]":
        return lambda seen: dataframes.as_csv(dataframes.rolled(items(seen), by), index=True)

    return {
        "items": lambda seen: dataframes.as_csv(items(seen), index=False),
        "owners": rolled("owner"),
        "teams": rolled("team"),
        "weeks": rolled("week"),
        "quarters": rolled("quarter"),
        "readings": lambda seen: dataframes.as_csv(dataframes.readings(seen.plan), index=True),
    }
