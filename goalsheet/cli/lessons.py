"""`goalsheet lessons`: the lessons of goals reached and for goals that start, and how estimates held."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options

if TYPE_CHECKING:
    from goalsheet.review import Review


@click.command(short_help="What was learnt, and what reached goals ask for.")
@options.workbook
@options.as_of
@click.option("--prepare", is_flag=True, help="Put a row with what is known into Lessons, for each goal that asks.")
@click.option("--no-backup", is_flag=True, help="Keep no .bak copy of your version beside the workbook.")
@options.alone
def lessons(workbook: Path, as_of: date | None, prepare: bool, no_backup: bool) -> None:
    """Show what goals reached since the last report ask for: planned against real length, slips, what took another
    time than planned; the lessons of like goals for goals that start; and how long each group's work takes against its
    plans.

    With --prepare each reached goal gets a row in the sheet Lessons, with what is known filled in; the rest is yours.
    """
    from goalsheet.cli.console import console

    seen = options.reviewed(workbook, as_of, {})
    page = console()
    for closing in seen.closings:
        page.print(f"{closing.goal.name}: reached. What did we learn?")
        for fact in closing.facts:
            page.print(f"    {fact}")
    for reminder in seen.reminders:
        lesson = reminder.lesson.lesson or reminder.lesson.better
        page.print(f"{reminder.goal.name} starts. Learnt before ({reminder.like}): {lesson}  {reminder.lesson.home}")
    for estimate in seen.estimates:
        page.print(estimate.sentence)
    if not (seen.closings or seen.reminders or seen.estimates):
        page.print(
            "Nothing to learn from yet: no goal was reached since the last report, and too few steps are closed."
        )
    if prepare:
        page.print(f"{workbook.name}: {_prepare(workbook, seen, no_backup)}")


def _prepare(workbook: Path, seen: "Review", no_backup: bool) -> str:
    from goalsheet.backups import prune
    from goalsheet.editing.set_cells import set_cells
    from goalsheet.history.lesson_rows import prepared

    if not seen.closings:
        return "no row to prepare."
    cells, sheets = prepared(seen.plan, seen.closings, seen.language)
    set_cells(workbook, cells, sheets, options.backup(workbook, no_backup, seen), seen.workbook.digest)
    prune(workbook, seen.settings.keep_backups)
    count = len(seen.closings)
    return f"{count} row{'s' * (count != 1)} prepared in Lessons."
