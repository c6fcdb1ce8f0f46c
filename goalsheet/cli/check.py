"""`goalsheet check`: everything that is wrong in a workbook, each finding with its cell. Writes nothing."""

from datetime import date
from pathlib import Path

import click

from goalsheet.cli import options
from goalsheet.cli.encodings import machine_text

FORMATS = ("text", "json", "github", "sarif")


@click.command(short_help="Find everything that is wrong; writes nothing.")
@options.workbook
@options.as_of
@options.rule_choice
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the findings.")
@click.option("--no-hints", is_flag=True, help="Findings only, without what to do.")
@click.pass_context
def check(
    ctx: click.Context,
    workbook: Path,
    as_of: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    no_hints: bool,
) -> None:
    """Find everything that is wrong in WORKBOOK. Each finding names its cell, its rule and what to do; `goalsheet rules
    CODE` explains a rule. Nothing is written. Exit status 1 if there are errors."""
    from goalsheet.cli.console import console, count_findings, print_findings
    from goalsheet.measure.headline import of_the_past

    seen = options.reviewed(workbook, as_of, options.changes(select, ignore))
    if form == "text":
        out = console()
        if old := of_the_past(seen.plan, seen.as_of):
            out.print(old)
        print_findings(out, seen.findings, hints=not no_hints)
        if next(seen.plan.work, None) is None:
            out.print(f"{workbook.name}: {options.NOT_BEGUN}.")
        out.print(f"{workbook.name}: {count_findings(seen.findings)}. {seen.reading_summary}")
    else:
        from goalsheet.cli.formats import findings_as

        click.echo(machine_text(findings_as(form, seen)), nl=False)
    ctx.exit(1 if seen.errors() else 0)
