"""`goalsheet diff`: what changed between two versions of a workbook, or since the last report recorded in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.cli.encodings import machine_text

if TYPE_CHECKING:
    from goalsheet.review import Review

FORMATS = ("text", "json", "html")


@click.command(short_help="What changed between two versions of a workbook.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path), required=False)
@options.as_of
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it there instead of printing it.")
@click.option("--overwrite", is_flag=True, help="Replace FILE where there is one already.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Your own templates, for html.")
def diff(
    old: Path,
    new: Path | None,
    as_of: date | None,
    form: str,
    out: Path | None,
    overwrite: bool,
    templates: Path | None,
) -> None:
    """Say what changed from OLD to NEW: what got worse, what got better, dates moved, new and dropped items, owners,
    what was done. Items are recognised by ID, else by goal and text, else by likeness; rows may have moved.
    The workbooks stay as they are.

    OLD counts as of its own last report; without one, as of the same date as NEW. With one workbook alone: what changed
    in it since the last report it remembers (before --as-of).
    """
    seen = options.reviewed(new or old, as_of, {}, copy=old if new else None)
    text = _as(form, seen, templates)
    if out is not None:
        from goalsheet import files

        remedy = "Choose another name, or say --overwrite (a workbook is never written over)."
        may_replace = files.overwritten if overwrite else lambda _: False
        files.write_output(out, text.encode(), new or old, may_replace, remedy)
    elif form == "text":
        from goalsheet.cli.changes import print_changes
        from goalsheet.cli.console import console

        print_changes(console(), seen)
    else:
        click.echo(machine_text(text), nl=False)


def _as(form: str, seen: "Review", templates: Path | None) -> str:
    if form == "json":
        import json

        from goalsheet.report.json_report import document as report_data

        data = report_data(seen)
        document = {"workbook": data["workbook"], "as_of": data["as_of"], **data["changes"]}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        from goalsheet.report.render import render
        from goalsheet.report.view import status_report

        return render("changes.html.j2", replace(status_report(seen), sections=("changes",)), templates)
    from goalsheet.cli.changes import changes_text

    return changes_text(seen)
