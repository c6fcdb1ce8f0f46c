"""`goalsheet rules`: the catalogue, or one rule's manual page."""

from typing import TYPE_CHECKING

import click

from goalsheet.errors import GoalsheetError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from goalsheet.rules.base import Rule


@click.command(short_help="List the rules, or explain one.")
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List every rule, or those whose code begins so (GS2); with a whole CODE, print that rule's page: what it finds,
    why it matters, what to do, examples."""
    from goalsheet.cli.console import console
    from goalsheet.rules import CATALOGUE

    wanted = (code or "").upper()
    if wanted in CATALOGUE:
        _page(console(), CATALOGUE[wanted])
    elif found := [rule for rule in CATALOGUE.values() if rule.code.startswith(wanted)]:
        _list(console(), found)
    else:
        raise GoalsheetError(f"there is no rule {code}", "goalsheet rules lists them all")


def _list(out: "Console", found: "Iterable[Rule]") -> None:
    from goalsheet.cli.console import SEVERITY_LOOK, plain_table

    table = plain_table("Code", "Severity", "Family", "What it finds")
    for rule in found:
        severity = f"[{SEVERITY_LOOK[rule.severity]}]{rule.severity}[/]"
        table.add_row(rule.code, severity, rule.family, rule.summary)
    out.print(table, markup=True)
    out.print(f"{table.row_count} rules. goalsheet rules CODE explains one.")


def _page(out: "Console", found: "Rule") -> None:
    out.print(f"{found.code} {found.name} ({found.severity}, {found.family})\n")
    out.print(found.page)
    out.print(f"\nWhat to do: {found.hint}")
