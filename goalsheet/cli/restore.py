"""`goalsheet restore`: an earlier version of a workbook, from the copies kept beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.errors import GoalsheetError

if TYPE_CHECKING:
    from goalsheet.backups import Backup
    from goalsheet.reading.model import Sheet

MOST = 40  # cells shown


@click.command(short_help="Go back to an earlier version of a workbook.")
@options.workbook
@click.argument("day", required=False, metavar="[DATE]")
@click.option("--yes", is_flag=True, help="Do it. Without this the cells that would change are shown.")
@options.alone
def restore(workbook: Path, day: str | None, yes: bool) -> None:
    """Show which cells of WORKBOOK would change if it were again what it was before goalsheet first wrote to it on DATE
    (WORKBOOK.DATE.bak beside it; without DATE the latest). With --yes it is put back, and the version of now is kept as
    one more copy.
    """
    from goalsheet import backups, files

    found = _chosen(workbook, backups.kept(workbook) if workbook.parent.is_dir() else (), day)
    now, then = files.load(workbook), files.load(found.path)
    _print(workbook, found)
    if now == then:
        click.echo(f"{workbook.name} is what it was: there is nothing to put back.")
    elif not yes:
        click.echo("Nothing was changed. --yes puts it back.")
    else:
        copy = backups.another_of(workbook, options.today())
        files.store(workbook, now, then, None, copy)
        click.echo(f"{workbook} is what it was; the version of now is kept as {copy.name}.")


def _chosen(workbook: Path, kept: "tuple[Backup, ...]", day: str | None) -> "Backup":
    if not kept:
        raise GoalsheetError(
            f"no earlier version of {workbook} is kept",
            "goalsheet report, collect and lessons keep one a day beside it, unless --no-backup is said.",
        )
    labels = [one.label for one in kept]
    if day is not None and day not in labels:
        raise GoalsheetError(f"no version of {workbook} from {day} is kept", f"There are: {', '.join(labels)}.")
    return kept[labels.index(day) if day is not None else -1]


def _print(workbook: Path, found: "Backup") -> None:
    from goalsheet.cli.console import console

    out = console()
    lines = list(_differences(workbook, found.path))
    out.print(f"{workbook.name} as of {found.label}: {len(lines):,} cell{'s' * (len(lines) != 1)} would change.")
    for line in lines[:MOST]:
        out.print(f"  {line}", soft_wrap=True)
    if len(lines) > MOST:
        out.print(f"  + {len(lines) - MOST:,} more")


def _differences(now: Path, then: Path) -> Iterator[str]:
    """The cells of the user's that differ, what goalsheet wrote left out: `Steps!D4: now → then`."""
    from goalsheet.reading.read import read

    new, old = read(now), read(then)
    ours = {name for book in (new, old) for name in book.ours.sheets.values()}
    names = dict.fromkeys(sheet.name for book in (new, old) for sheet in book.sheets)
    for name in [name for name in names if name not in ours]:
        after, before = new.sheet(name), old.sheet(name)
        if after is None or before is None:
            yield f"{name}: the sheet {'comes back' if after is None else 'goes'}"
        else:
            yield from _cells(after, before)


def _cells(now: "Sheet", then: "Sheet") -> Iterator[str]:
    from goalsheet.cells import CellRef

    for row in range(max(len(now.rows), len(then.rows))):
        new, old = (sheet.rows[row] if row < len(sheet.rows) else () for sheet in (now, then))
        for column in range(max(len(new), len(old))):
            one, other = (cells[column] if column < len(cells) else None for cells in (new, old))
            if (type(one), one) != (type(other), other):
                cell = CellRef(now.name, row + 1, column + 1)
                yield f"{cell}: {_shown(one)} → {_shown(other)}"


def _shown(value: object) -> str:
    line = " ".join(str("(blank)" if value is None else value).split())
    return line if len(line) <= 40 else line[:39] + "…"
