"""`goalsheet outbox`: what was mailed to whom, and what is not known."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.cli.encodings import machine_text

if TYPE_CHECKING:
    from goalsheet.mail.outbox import Outbox

WORDS = {"sending": "unknown: it may have arrived", "later": "not yet", "refused": "refused", "sent": "sent"}


@click.command(short_help="What was mailed to whom, and what is not known.")
@options.workbook
@click.option("--outbox", "given", type=click.Path(path_type=Path), metavar="FILE", help="Another than NAME.outbox.")
@click.option("--unknown", is_flag=True, help="Only those of whom it is not known.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def outbox(workbook: Path, given: Path | None, unknown: bool, shape: str) -> None:
    """What was mailed of WORKBOOK: to whom, for which week, and how it ended.

    WORKBOOK may also be an outbox itself. Whoever is unknown may have it or not: a run was cut off, or is still at it.
    `goalsheet send --retry-unknown --send` mails them again.
    """
    from goalsheet.cli.console import console, plain_table
    from goalsheet.mail.outbox import State

    entries = [e for e in _outbox(workbook, given).entries() if not unknown or e.state is State.SENDING]
    if shape == "json":
        click.echo(machine_text(json.dumps([asdict(entry) for entry in entries], indent=2, ensure_ascii=False)))
        return
    if not entries:
        click.echo("Nobody is unknown." if unknown else "Nothing was mailed yet.")
        return
    table = plain_table("Week", "Mail", "To", "State", "When", "")
    for entry in entries:
        table.add_row(entry.period, entry.report, entry.recipient, WORDS[entry.state], entry.at, entry.detail)
    console().print(table)


def _outbox(workbook: Path, given: Path | None) -> "Outbox":
    from goalsheet.mail.outbox import Outbox

    if given or workbook.suffix == ".outbox":
        return Outbox(given or workbook)
    from goalsheet.cli.mailing import outbox_of
    from goalsheet.plan.effective_settings import effective_settings
    from goalsheet.review import laid_out
    from goalsheet.settings import files_beside

    _, layout = laid_out(workbook)
    return outbox_of(workbook, effective_settings(layout, files_beside(workbook), None), None)
