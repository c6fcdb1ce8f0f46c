"""`goalsheet send`: shows the mails and who would get them; mails them only with --send, and never twice."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from goalsheet.cli import options
from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports import TRANSPORTS

MAILS = ("status", "leads", "owners")
ATTACHMENTS = ("workbook", "pdf", "calendar")


def _split(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for one in value for part in one.split(",") if part.strip())


@click.command(short_help="Show the mails and who gets them; --send mails them.")
@click.argument("workbook", type=click.Path(path_type=Path), required=False)
@options.as_of
@click.option(
    "--mails", multiple=True, callback=_split, metavar="KINDS", help="status, leads, owners. Default: status."
)
@click.option("--to", multiple=True, metavar="ADDRESS", help="Who gets the status mail, instead of 'Mail to'.")
@click.option("--cc", multiple=True, metavar="ADDRESS", help="Who gets a copy, instead of 'Mail cc'.")
@click.option("--from", "sender", metavar="ADDRESS", help="The sender, instead of the setting 'Mail from'.")
@click.option("--default-domain", metavar="DOMAIN", help="For owners without an address: ana.silva@DOMAIN.")
@click.option("--attach", multiple=True, callback=_split, metavar="WHAT", help="workbook, pdf, calendar.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Your own templates, file by file.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where reports go. Default: NAME-report.")
@click.option("--preview", is_flag=True, help="Open the mails in the browser.")
@click.option("--draft", type=click.Choice(["eml", "imap", "graph"]), help="Put drafts there, for you to send.")
@click.option("--send", "really", is_flag=True, help="Mail them. Without this nothing leaves your machine.")
@click.option("--yes", is_flag=True, help="With --send: do not ask first (for schedulers).")
@click.option("--only-to", multiple=True, metavar="WHO", help="Nobody else, by address or name.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many mails in this run.")
@click.option("--retry-unknown", is_flag=True, help="Send again to those whom a cut-off run may have reached.")
@click.option(
    "--via", metavar="WAY", help=f"{', '.join(TRANSPORTS)}. Default: GOALSHEET_MAIL_VIA, else {TRANSPORTS[0]}."
)
@click.option("--outbox", type=click.Path(path_type=Path), metavar="FILE", help="Default: NAME.outbox beside WORKBOOK.")
@click.option("--check", is_flag=True, help="Only try the connection and say what is wrong with it.")
def send(
    workbook: Path | None,
    as_of: date | None,
    mails: tuple[str, ...],
    to: tuple[str, ...],
    cc: tuple[str, ...],
    sender: str | None,
    default_domain: str | None,
    attach: tuple[str, ...],
    templates: Path | None,
    out: Path | None,
    preview: bool,
    draft: str | None,
    really: bool,
    yes: bool,
    only_to: tuple[str, ...],
    limit: int | None,
    retry_unknown: bool,
    via: str | None,
    outbox: Path | None,
    check: bool,
) -> None:
    """Show the mails of WORKBOOK and who would get them, and write them as .eml files; with --send, mail them.

    A status mail goes to 'Mail to'; a digest to each lead (their team) and each owner (what is theirs). Nobody gets the
    mail of one week twice: NAME.outbox remembers, `goalsheet outbox` shows it. The mail server is named by the
    environment: GOALSHEET_SMTP_HOST and others, see docs/mail.md.
    """
    if sum((really, bool(draft), preview, check)) > 1:
        raise click.UsageError("--send, --draft, --preview and --check exclude each other.")
    from goalsheet.cli import mailing

    if check:
        click.echo(mailing.checked(os.environ, via or "", sender or ""))
        return
    if workbook is None:
        raise click.UsageError("Missing argument 'WORKBOOK'.")
    given = {
        "mail_to": to, "mail_cc": cc, "mail_from": sender, "default_domain": default_domain,
        "mails": mails, "mail_attach": attach,
    }  # fmt: skip
    seen = options.reviewed(workbook, as_of, _settings(given))
    run = mailing.Run(
        review=seen,
        folder=(out or workbook.with_name(f"{workbook.stem}-report")) / seen.as_of.isoformat(),
        outbox=mailing.outbox_of(workbook, seen.settings, outbox),
        templates=templates,
        only_to=only_to,
        limit=limit,
        retry_unknown=retry_unknown,
    )
    chosen = mailing.shown(run)
    if preview:
        mailing.previewed(run, chosen)
    elif draft:
        mailing.drafted(run, chosen, draft, os.environ)
    elif really:
        mailing.sent(run, chosen, os.environ, via or "", yes)
    else:
        click.echo("\nNothing was sent. --send mails it.")


def _settings(given: dict[str, Any]) -> dict[str, Any]:
    """The options read as in the Settings sheet. Raises GoalsheetError for a value that cannot be used."""
    from goalsheet.settings import value_of

    read = {}
    for name, value in given.items():
        try:
            if value:
                read[name] = value_of(name, value)
        except ValueError as allowed:
            given_text = ", ".join(value) if isinstance(value, tuple) else value
            raise GoalsheetError(f"{name.replace('_', ' ')} cannot be {given_text!r}", f"Use {allowed}.") from None
    return read
