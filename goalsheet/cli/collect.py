"""`goalsheet collect`: puts the owners' answers into the workbook."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options

if TYPE_CHECKING:
    from goalsheet.history.checkins import Appended
    from goalsheet.history.replies import Collected
    from goalsheet.review import Review


@click.command(short_help="Put the owners' answers into the workbook.")
@options.workbook
@click.argument("replies", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.as_of
@click.option("--dry-run", is_flag=True, help="Only say what would be done; write nothing.")
@click.option("--no-backup", is_flag=True, help="Keep no .bak copy of your version beside the workbook.")
@click.pass_context
@options.alone
def collect(
    ctx: click.Context, workbook: Path, replies: tuple[Path, ...], as_of: date | None, dry_run: bool, no_backup: bool
) -> None:
    """Put REPLIES, the workbooks made by `goalsheet ask` and filled in, into WORKBOOK.

    Every value is checked first; what cannot be used is refused with its cell. What somebody changed in WORKBOOK
    since it was asked is not overwritten: both values are shown, WORKBOOK keeps its own, and the answer stands among
    the check-ins, as do wins, obstacles, needs and decisions. Exit status 1 if anything was refused or disagrees.
    """
    from goalsheet import files
    from goalsheet.backups import prune
    from goalsheet.editing.set_cells import SetCell, set_cells
    from goalsheet.history.checkins import appended
    from goalsheet.history.replies import first_of_each_cell

    digest = files.digest(files.load(workbook))
    seen = options.reviewed(workbook, as_of, {})
    found = first_of_each_cell(_taken(replies, seen))
    rows = appended(seen.plan, found.updates, seen.as_of, seen.language)
    cells = [SetCell(one.cell, one.value, over=True) for one in found.typed]
    if not dry_run and (cells or rows.cells or rows.sheets):
        _check_format(seen)
        set_cells(workbook, [*cells, *rows.cells], rows.sheets, options.backup(workbook, no_backup, seen), digest)
        prune(workbook, seen.settings.keep_backups)
    _print(found, rows, dry_run, workbook)
    ctx.exit(1 if found.refused or found.conflicts else 0)


def _taken(replies: tuple[Path, ...], seen: "Review") -> "Collected":
    from goalsheet.errors import GoalsheetError
    from goalsheet.history.replies import Collected, NotAReplyError
    from goalsheet.history.replies import collect as collected
    from goalsheet.reading.read import read

    together = Collected()
    for path in replies:
        try:
            together += collected(read(path), seen.plan, seen.workbook, seen.settings.rhythm)
        except NotAReplyError:
            raise GoalsheetError(f"{path} is no reply", "Name workbooks that goalsheet ask made.") from None
    return together


def _check_format(seen: "Review") -> None:
    from goalsheet.errors import GoalsheetError

    if seen.workbook.format not in ("xlsx", "xlsm"):
        raise GoalsheetError(
            f"{seen.workbook.path} is a .{seen.workbook.format} workbook and can't be written to without loss",
            "Save it as .xlsx and collect into that.",
        )


def _print(found: "Collected", rows: "Appended", dry_run: bool, workbook: Path) -> None:
    from rich.text import Text

    from goalsheet.cli.console import console

    page = console()
    for typed in found.typed:
        page.print(f"{'would set' if dry_run else 'set':9} {typed}")
    for conflict in found.conflicts:
        page.print(Text(f"conflict  {conflict}", "yellow"))
    for refused in found.refused:
        page.print(Text(f"refused   {refused}", "red"))
    for text in rows.lost:
        page.print(Text(f"no room   {text}: the Check-ins table has no column for it", "yellow"))
    counts = (
        (len(found.typed), "value", "to set" if dry_run else "set"),
        (rows.count, "check-in", "to add" if dry_run else "added"),
        (len(found.conflicts), "conflict", ""),
        (len(found.refused), "value", "refused"),
    )
    said = ", ".join(f"{n} {word}{'s' * (n != 1)} {what}".rstrip() for n, word, what in counts)
    page.print(f"{workbook.name}: {said}." + (" Nothing was written." if dry_run else ""))
