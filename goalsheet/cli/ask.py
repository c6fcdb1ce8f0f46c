"""`goalsheet ask`: a small workbook for each owner, with only their open items."""

from datetime import date
from pathlib import Path

import click

from goalsheet.cli import options
from goalsheet.folding import fold


@click.command(short_help="Make each owner a small workbook to answer in.")
@options.workbook
@options.as_of
@click.option("--owner", "owners", multiple=True, metavar="NAME", help="Only these owners. Repeatable.")
@click.option("--eml", is_flag=True, help="Also a mail draft for each owner, with the workbook attached.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where they go. Default: NAME-ask.")
def ask(workbook: Path, as_of: date | None, owners: tuple[str, ...], eml: bool, out: Path | None) -> None:
    """Make each owner of WORKBOOK a small workbook with just their open items: drop-downs for the status, room for
    wins, obstacles, needs and decisions. They fill it in and send it back; `goalsheet collect` puts the answers into
    WORKBOOK.

    They go to NAME-ask/AS-OF beside WORKBOOK. A workbook that is there already is not overwritten: it may be filled in.
    """
    from goalsheet.cli.console import console
    from goalsheet.errors import GoalsheetError
    from goalsheet.files import write_outputs
    from goalsheet.history.ask import ask_book, askings, names_of_files
    from goalsheet.mail.asking import asking_draft
    from goalsheet.statuses import Status

    seen = options.begun(options.reviewed(workbook, as_of, {}))
    done = [key for key, one in seen.measured.assessments.items() if one.status in (Status.DONE, Status.CANCELLED)]
    only = {fold(owner) for owner in owners}
    wanted = [one for one in askings(seen.plan, done) if not only or fold(one.owner) in only]
    if not wanted:
        raise GoalsheetError(f"{workbook}: nobody to ask", "No open item has an owner (of that name).")
    folder = (out or workbook.with_name(f"{workbook.stem}-ask")) / seen.as_of.isoformat()
    verdicts = {key: one.sentence for key, one in seen.measured.assessments.items()}
    page, made, lines = console(), dict[Path, bytes](), list[str]()
    for asking, name in names_of_files(wanted):
        path = folder / name
        if path.exists():
            page.print(f"kept      {path}: it is there already; delete it to have it made anew")
            continue
        made[path] = ask_book(asking, seen.plan, seen.workbook, seen.as_of, verdicts, seen.language)
        if eml:
            made[path.with_suffix(".eml")] = asking_draft(asking, seen, path.name, made[path])
        count = len(asking.items)
        lines.append(f"asked     {path}: {asking.owner}, {count} open item{'s' * (count != 1)}")
    write_outputs(made, workbook)
    for line in lines:
        page.print(line)
