"""`goalsheet clean`: removes from a workbook everything that goalsheet wrote into it."""

from pathlib import Path

import click

from goalsheet.cli import options


@click.command(short_help="Take everything of goalsheet's out of a workbook.")
@options.workbook
@click.option("--output", type=click.Path(path_type=Path), help="Write a cleaned copy here; leave WORKBOOK as it is.")
@options.alone
def clean(workbook: Path, output: Path | None) -> None:
    """Take out of WORKBOOK everything that goalsheet put in: its columns, notes and sheets. What you wrote stays."""
    from goalsheet.editing.write import clean as take_out

    outcome = take_out(workbook, output)
    for remark in outcome.remarks:
        click.echo(remark, err=True)
    if outcome.changed:
        click.echo(f"{output or workbook}: everything of goalsheet's is out.")
    else:
        click.echo(f"{workbook}: nothing of goalsheet's is in it.")
