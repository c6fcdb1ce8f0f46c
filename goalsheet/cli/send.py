"""`goalsheet send`: shows the status mail and who would get it; mails it only when told to, and never twice."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.errors import GoalsheetError

if TYPE_CHECKING:
    from email.message import EmailMessage

    from goalsheet.mail.outbox import Delivery


@click.command(short_help="Show the mail and who gets it; --send mails it.")
@options.workbook
@options.as_of
@click.option("--to", multiple=True, metavar="ADDRESS", help="Who gets it, instead of the setting 'Mail to'.")
@click.option("--cc", multiple=True, metavar="ADDRESS", help="Who gets a copy, instead of the setting 'Mail cc'.")
@click.option("--from", "sender", metavar="ADDRESS", help="The sender, instead of the setting 'Mail from'.")
@click.option("--templates", type=click.Path(path_type=Path), metavar="DIR", help="Your own templates, file by file.")
@click.option("--send", "really", is_flag=True, help="Mail it. Without this nothing leaves your machine.")
@click.option("--yes", is_flag=True, help="With --send: do not ask first (for schedulers).")
@click.option("--retry-unknown", is_flag=True, help="Send again to those whom a cut-off run may have reached.")
@click.option("--outbox", type=click.Path(path_type=Path), metavar="FILE", help="Default: NAME.outbox beside WORKBOOK.")
def send(
    workbook: Path,
    as_of: date | None,
    to: tuple[str, ...],
    cc: tuple[str, ...],
    sender: str | None,
    templates: Path | None,
    really: bool,
    yes: bool,
    retry_unknown: bool,
    outbox: Path | None,
) -> None:
    """Show the status mail of WORKBOOK and who would get it; with --send, mail it by SMTP.

    The mail server is named by the environment: GOALSHEET_SMTP_HOST, and where needed _PORT, _SECURITY (starttls, tls
    or none), _USER, _PASSWORD, _CAFILE. Nobody gets the report of one week twice: NAME.outbox remembers.
    """
    from goalsheet.mail.compose import compose
    from goalsheet.mail.envelope import envelope_of
    from goalsheet.mail.outbox import Outbox, deliver
    from goalsheet.mail.send import server_from
    from goalsheet.report.view import status_report

    given = {"mail_to": to, "mail_cc": cc, "mail_from": sender or ""}
    seen = options.reviewed(workbook, as_of, {name: value for name, value in given.items() if value})
    envelope = envelope_of(seen.settings)
    message = compose(status_report(seen), envelope, templates)
    _show(message, envelope.sender, envelope.recipients)
    if not really:
        click.echo("\nNothing was sent. --send mails it.")
        return
    if not envelope.recipients or not envelope.sender:
        raise GoalsheetError(
            f"{workbook.name}: no {'recipient' if envelope.sender else 'sender'} to mail it with",
            "Set 'Mail to' and 'Mail from' in the Settings sheet, or give --to and --from.",
        )
    server = server_from(os.environ)
    people = f"{len(envelope.recipients)} recipient{'s' * (len(envelope.recipients) != 1)}"
    if not yes:
        click.confirm(f"\nMail this to {people} through {server}?", abort=True)
    week = "{}-W{:02}".format(*seen.as_of.isocalendar())
    record = Outbox(outbox or workbook.with_suffix(".outbox"))
    _said(deliver(message, server, envelope.recipients, record, f"status {workbook.stem}", week, retry_unknown))


def _show(message: "EmailMessage", sender: str, recipients: tuple[str, ...]) -> None:
    click.echo(f"Subject: {message['Subject']}")
    click.echo(f"From:    {sender or '(no sender set)'}")
    click.echo(f"To:      {', '.join(recipients) or '(nobody set)'}\n")
    body = message.get_body(("plain",))
    click.echo(body.get_content().rstrip() if body else "")


def _said(delivery: "Delivery") -> None:
    """What became of each recipient; whoever did not get it makes the run one that could not be done."""
    for one in delivery.sent:
        click.echo(f"sent       {one}")
    for one in delivery.already:
        click.echo(f"had it     {one}")
    for one in delivery.unknown:
        click.echo(f"unknown    {one}: a run was cut off, it may have arrived; --retry-unknown sends again")
    for one, why in delivery.refused:
        click.echo(f"refused    {one}: {why}")
    if delivery.refused:
        raise GoalsheetError(
            f"{len(delivery.refused)} recipients were refused by the server", "Correct the addresses and send again."
        )
