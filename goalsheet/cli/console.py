"""Output on a terminal: rich where a person reads it, plain lines where a program does."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from rich.console import Console
from rich.table import Table
from rich.text import Text

from goalsheet.findings import Finding, Severity, counted
from goalsheet.language import ENGLISH
from goalsheet.statuses import Status

STATUS_LOOK = {
    Status.OFF_TRACK: ("■", "bold red"),
    Status.AT_RISK: ("▲", "yellow"),
    Status.NO_UPDATE: ("?", "bright_black"),
    Status.NOT_STARTED: ("○", "bright_black"),
    Status.ON_TRACK: ("●", "green"),
    Status.ON_HOLD: ("Ⅱ", "magenta"),
    Status.DONE: ("✔", "blue"),
    Status.CANCELLED: ("✕", "bright_black"),
}
SEVERITY_LOOK = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "bright_black"}


def console() -> Console:
    """For people. Colour only on a terminal; a pipe gets lines as wide as they need to be, never cut."""
    terminal = Console(highlight=False, markup=False)
    return terminal if terminal.is_terminal else Console(highlight=False, markup=False, width=160, no_color=True)


def working(what: str) -> AbstractContextManager[object]:
    """A spinner on standard error during long work; nothing where standard error is not a terminal."""
    return Console(stderr=True).status(what)


def status_text(status: Status) -> Text:
    shape, look = STATUS_LOOK[status]
    return Text(f"{shape} {status}", look)


def bar(fraction: float | None, width: int = 10) -> str:
    """A small bar for a fraction; blank where it is unknown."""
    if fraction is None:
        return "·" * width
    full = round(min(max(fraction, 0.0), 1.0) * width)
    return "█" * full + "░" * (width - full)


def percent(fraction: float | None) -> str:
    return ENGLISH.percent(fraction, "–")


def print_findings(out: Console, findings: Iterable[Finding], hints: bool = True) -> None:
    """Print each as `cell: message [code]`, its hint below."""
    for finding in findings:
        out.print(Text.assemble((f"{finding.severity:7} ", SEVERITY_LOOK[finding.severity]), str(finding)))
        if hints and finding.hint:
            out.print(Text(f"        → {finding.hint}", "bright_black"))


def count_findings(findings: tuple[Finding, ...]) -> str:
    return counted(findings, ENGLISH) or "no findings"


def plain_table(*headings: str) -> Table:
    """A table with a line under its headings and no other lines."""
    from rich.box import SIMPLE_HEAD

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
