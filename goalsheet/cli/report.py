"""`goalsheet report`: the week's work in one command."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.statuses import NEEDS_ATTENTION

if TYPE_CHECKING:
    from goalsheet.review import Review

PERIODS = ("week", "month", "quarter")
#: The values of --fail-on, mildest last. An item is "at or past" a status if its own is that one or comes before it.
FAILING = tuple(map(str, NEEDS_ATTENTION))


@click.command(short_help="The week's work: verdicts into the workbook, report and mail beside it.")
@options.workbook
@options.as_of
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where reports go. Default: NAME-report.")
@click.option("--output", type=click.Path(path_type=Path), metavar="COPY", help="Annotate a copy, not WORKBOOK itself.")
@click.option("--no-annotate", is_flag=True, help="Leave the workbook alone: only make the report.")
@click.option("--no-backup", is_flag=True, help="Keep no .bak copy of your version beside the workbook.")
@options.look
@click.option("--pdf", is_flag=True, help="Print the report into report.pdf too, by Chrome, Edge or WeasyPrint.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Your own templates, file by file.")
@click.option("--fail-on", type=click.Choice(FAILING), help="Exit 1 if a goal or step is at or past this status.")
@click.option(
    "--since", type=click.Path(path_type=Path), metavar="FILE", help="Say what changed since this earlier copy."
)
@click.option("--period", type=click.Choice(PERIODS), help="Say what changed since this period began, and review it.")
@options.rule_choice
@click.option("-q", "--quiet", is_flag=True, help="Print only the names of the files.")
@click.pass_context
@options.alone
def report(
    ctx: click.Context,
    workbook: Path,
    as_of: date | None,
    out: Path | None,
    output: Path | None,
    no_annotate: bool,
    no_backup: bool,
    audience: str | None,
    lang: str | None,
    pdf: bool,
    templates: Path | None,
    fail_on: str | None,
    since: Path | None,
    period: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    quiet: bool,
) -> None:
    """Check WORKBOOK, work out what is at risk and why, write that into the workbook, and make the report and the mail.

    The workbook keeps everything you put into it, byte for byte; `goalsheet clean` takes ours out again. The first time
    in a day your version is kept beside it as WORKBOOK.DATE.bak. Reports go to NAME-report/AS-OF beside it. Verdicts on
    a .csv or .tsv file go into a new workbook beside it, NAME.xlsx.
    """
    if output is not None and no_annotate:
        raise click.UsageError("--output and --no-annotate exclude each other: one asks for a copy, one for none.")
    if since is not None and period is not None:
        raise click.UsageError("--since and --period exclude each other: what changed is told since one of them.")
    from goalsheet.backups import prune
    from goalsheet.cli.console import working
    from goalsheet.cli.summary import print_files, print_summary
    from goalsheet.publish import Files, annotated_at, publish

    changed = options.changes(select, ignore) | options.looks(audience, lang)
    seen = options.reviewed(workbook, as_of, changed, period, since)
    wanted = Files(
        folder=(out or workbook.with_name(f"{workbook.stem}-report")) / seen.as_of.isoformat(),
        annotated=None if no_annotate else annotated_at(seen, output),
        backup=None if no_backup or output else options.today(seen.settings.zone),
        templates=templates,
        pdf=pdf,
    )
    done = publish(seen, wanted, working)
    if done.backup is not None:
        prune(workbook, seen.settings.keep_backups)
    if not quiet:
        print_summary(seen)
    print_files(done)
    ctx.exit(1 if seen.errors() or _fails(seen, fail_on) else 0)


def _fails(seen: "Review", fail_on: str | None) -> bool:
    if fail_on is None:
        return False
    bad = FAILING[: FAILING.index(fail_on) + 1]
    return any(str(one.status) in bad for one in seen.measured.assessments.values())
