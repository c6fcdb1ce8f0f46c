"""`goalsheet rules`: the catalogue, or one rule's manual page."""

import click

from goalsheet.errors import GoalsheetError


@click.command(short_help="List the rules, or explain one.")
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List every rule; with a CODE, print that rule's page: what it finds, why it matters, what to do, examples."""
    from goalsheet.cli.console import SEVERITY_LOOK, console, plain_table
    from goalsheet.rules import CATALOGUE

    out = console()
    if code is None:
        table = plain_table("Code", "Severity", "Family", "What it finds")
        for rule in CATALOGUE.values():
            severity = f"[{SEVERITY_LOOK[rule.severity]}]{rule.severity}[/]"
            table.add_row(rule.code, severity, rule.family, rule.summary)
        out.print(table, markup=True)
        out.print(f"{len(CATALOGUE)} rules. goalsheet rules CODE explains one.")
        return
    found = CATALOGUE.get(code.upper())
    if found is None:
        raise GoalsheetError(f"there is no rule {code}", "goalsheet rules lists them all")
    out.print(f"{found.code} {found.name} ({found.severity}, {found.family})\n")
    out.print(found.page)
    out.print(f"\nWhat to do: {found.hint}")
