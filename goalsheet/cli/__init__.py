"""The command line, one small module per command. Heavy packages are imported inside the command that needs them."""

import errno
from typing import Any

import click

from goalsheet import __version__
from goalsheet.cli.ask import ask
from goalsheet.cli.backtest import backtest
from goalsheet.cli.calendar import calendar
from goalsheet.cli.check import check
from goalsheet.cli.clean import clean
from goalsheet.cli.collect import collect
from goalsheet.cli.crash import crashed
from goalsheet.cli.diff import diff
from goalsheet.cli.encodings import use_stand_ins
from goalsheet.cli.explain import explain
from goalsheet.cli.export import export
from goalsheet.cli.init import init
from goalsheet.cli.lessons import lessons
from goalsheet.cli.map import map_
from goalsheet.cli.outbox import outbox
from goalsheet.cli.report import report
from goalsheet.cli.restore import restore
from goalsheet.cli.rules import rules
from goalsheet.cli.schedule import schedule
from goalsheet.cli.send import send
from goalsheet.cli.templates import templates
from goalsheet.errors import GoalsheetError


class Program(click.Group):
    """Shows a GoalsheetError as one line with its remedy and exits with status 2, and a failure of goalsheet's own with
    status 3; lists commands in the order of work.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        use_stand_ins()
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GoalsheetError as error:
            click.secho(f"goalsheet: {error.message}", err=True, fg="red")
            if error.remedy:
                click.echo(f"  {error.remedy}", err=True)
            ctx.exit(2)
        except click.Abort:  # no to a question: nothing is wrong with the workbook
            click.echo("Stopped: nothing was done.", err=True)
            ctx.exit(2)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # who reads our output wants no more of it
            crashed(error)
            ctx.exit(3)


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start here: goalsheet init --sample marketing-goals my-goals.xlsx, then goalsheet report my-goals.xlsx",
)
@click.version_option(__version__, prog_name="goalsheet")
def main() -> None:
    """The week's work on a workbook of goals: check it, say what is at risk and why, write that back into the same
    workbook without harming anything in it, and make the status report and mail.

    Exit status: 0 fine; 1 the workbook has errors (or, with --fail-on, items at or past that status); 2 the run could
    not be done, and nothing was changed; 3 goalsheet itself failed, and a log file is named.
    """


#: Every command, in the order in which `goalsheet --help` lists them.
COMMANDS = (
    report,
    check,
    map_,
    explain,
    diff,
    ask,
    collect,
    lessons,
    send,
    outbox,
    schedule,
    calendar,
    export,
    backtest,
    init,
    templates,
    clean,
    restore,
    rules,
)
for command in COMMANDS:
    main.add_command(command)
