"""`goalsheet schedule`: what to put where, so that the report is made and mailed regularly."""

import shutil
import sys
from datetime import time
from pathlib import Path

import click

from goalsheet.cli import options
from goalsheet.cli.encodings import machine_text

SYSTEMS = ("cron", "systemd", "windows", "github")


def _time(ctx: click.Context, param: click.Parameter, value: str) -> time:
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time: write it as 08:00.", ctx, param) from None


def _days(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, ...]:
    from goalsheet.setting_kinds import KINDS

    try:
        days: tuple[int, ...] = KINDS["weekdays"](value)
    except ValueError as allowed:
        raise click.BadParameter(f"{value!r}: write {allowed}.", ctx, param) from None
    if not days:
        raise click.BadParameter("name at least one day.", ctx, param)
    return days


@click.command(short_help="Print what makes the report and its mails run by themselves.")
@options.workbook
@click.option("--for", "system", type=click.Choice(SYSTEMS), help="Default: what this machine has.")
@click.option("--on", "days", callback=_days, default="Fri", show_default=True, metavar="DAYS", help="E.g. Mon, Thu.")
@click.option("--at", callback=_time, default="08:00", show_default=True, metavar="TIME")
def schedule(workbook: Path, system: str | None, days: tuple[int, ...], at: time) -> None:
    """Print the cron line, systemd timer, Windows task or GitHub workflow that reports on WORKBOOK and mails it.

    Nothing is installed: the first lines say where the text belongs. Nobody gets a mail twice in a week, however often
    it runs.
    """
    from goalsheet.errors import GoalsheetError
    from goalsheet.mail.schedule import SYSTEMS as TEXTS
    from goalsheet.mail.schedule import Job

    if not workbook.is_file():
        raise GoalsheetError(f"{workbook}: there is no such file", "Check the path of the workbook.")
    found = shutil.which("goalsheet")
    program = (found,) if found else (sys.executable, "-m", "goalsheet")
    path = workbook.resolve()
    job = Job(path, program, days, at, options.today(), _inside(path))
    click.echo(machine_text(TEXTS[system or ("windows" if sys.platform == "win32" else "cron")](job)), nl=False)


def _inside(workbook: Path) -> str:
    """The workbook's path within its repository; its name where it is in none."""
    for folder in workbook.parents:
        if (folder / ".git").exists():
            return workbook.relative_to(folder).as_posix()
    return workbook.name
