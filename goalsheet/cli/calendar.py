"""`goalsheet calendar`: the open deadlines as a calendar file, to share or to subscribe to."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.errors import GoalsheetError

if TYPE_CHECKING:
    from goalsheet.mail.recipients import Work
    from goalsheet.review import Review


@click.command(short_help="Open deadlines as a calendar file (.ics).")
@options.workbook
@options.as_of
@click.option("--owner", "owners", multiple=True, metavar="NAME", help="Only what is theirs. Repeatable.")
@click.option("--milestones", is_flag=True, help="Only goals, key results and milestones: what others want to know.")
@click.option("--lang", callback=options.setting, metavar="CODE", help="Its language, as of the report.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Default: NAME.ics beside the workbook.")
def calendar(
    workbook: Path, as_of: date | None, owners: tuple[str, ...], milestones: bool, lang: str | None, out: Path | None
) -> None:
    """Write the due dates of what is open in WORKBOOK as a calendar that Outlook, Google Calendar and others open: an
    all-day event each, with its status and reason.

    Each event keeps its name from week to week: import the file again, or put it where the team's calendars subscribe
    to it, and what has moved moves; in a subscribed calendar what is done goes. A calendar that goalsheet made is
    written over, any other file is not.
    """
    from goalsheet.files import write_output
    from goalsheet.mail.deadlines import deadlines
    from goalsheet.report.view.context import ViewContext

    seen = options.begun(options.reviewed(workbook, as_of, options.looks(None, lang)))
    target = out or workbook.with_suffix(".ics")
    content = deadlines(ViewContext(seen), _wanted(seen, owners, milestones))
    if not content:
        raise GoalsheetError(
            f"{workbook.name}: nothing open {'of theirs ' if owners else ''}has a due date",
            "Give due dates, or choose other owners; goalsheet check says what is missing.",
        )
    write_output(target, content, workbook, _made_here)
    count = content.count(b"BEGIN:VEVENT")
    click.echo(f"{target} is written: {count} deadline{'s' * (count != 1)}.")


def _wanted(seen: "Review", owners: Iterable[str], milestones: bool) -> "Iterator[Work]":
    """The items asked for, in the order of the plan."""
    from goalsheet.plan.model import Step

    keys = {item.key for name in owners for item in _theirs(seen, name)}
    for item in seen.plan.work:
        mine = item.key in keys or not owners
        if mine and not (milestones and isinstance(item, Step) and not item.is_milestone):
            yield item


def _theirs(seen: "Review", name: str) -> "tuple[Work, ...]":
    from difflib import get_close_matches

    from goalsheet.mail.recipients import AddressBook

    book = AddressBook(seen)
    found = book.find(name)
    if found is None or not found.work:
        near = get_close_matches(name, [one.name for one in book.owners], 3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "goalsheet export --table owners lists all owners."
        raise GoalsheetError(f"{seen.workbook.path.name}: nothing is owned by {name}", hint)
    return found.work


def _made_here(content: bytes) -> bool:
    from goalsheet.mail.deadlines import MADE_BY

    return MADE_BY.encode() in content[:500]
