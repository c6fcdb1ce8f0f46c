"""What `goalsheet send` does with the letters of a review: show, write, preview, draft and send them."""

import html
import webbrowser
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from email.message import EmailMessage
from pathlib import Path

import click

from goalsheet.cli.console import console, plain_table, print_findings
from goalsheet.cli.options import now
from goalsheet.errors import GoalsheetError
from goalsheet.files import overwritten, write_output
from goalsheet.mail.compose import is_draft, to_eml
from goalsheet.mail.deliver import Delivery, Letter, Post, deliver
from goalsheet.mail.letters import Mailing, only_to
from goalsheet.mail.outbox import Outbox, State
from goalsheet.mail.transports.graph import for_only
from goalsheet.mail.transports.lookup import draft_box, transport_from
from goalsheet.review import Review
from goalsheet.settings import Settings

WORDS = {"sent": "sent", "already": "had it", "later": "not yet", "refused": "refused", "unknown": "unknown"}
SHOWN = 40  # rows of the table of mails


@dataclass(frozen=True)
class Run:
    """One run of `goalsheet send`. `folder` is that of the report of this date."""

    review: Review
    folder: Path
    outbox: Outbox
    templates: Path | None = None
    only_to: tuple[str, ...] = ()
    limit: int | None = None
    retry_unknown: bool = False

    def mailing(self, date: datetime | None = None) -> Mailing:
        return Mailing(self.review, self.templates, self.folder, date)

    def letters(self, date: datetime | None = None) -> Iterator[Letter]:
        """Everybody's letters, or those to the people named by `only_to`."""
        mailing = self.mailing(date)
        wanted = [self._address(mailing, who) for who in self.only_to]
        for letter in mailing.letters():
            letter = only_to(letter, wanted) if wanted else letter
            if letter.recipients or not wanted:
                yield letter

    def _address(self, mailing: Mailing, who: str) -> str:
        found = mailing.book.find(who)
        if "@" not in who and not (found and found.email):
            raise GoalsheetError(f"Nobody called {who} has an address here", "Give the address instead.")
        return found.email if found else who


@dataclass(frozen=True, slots=True)
class Chosen:
    """What this run is to send: the names of the letters, and the number of recipients."""

    names: tuple[str, ...]
    people: int


def outbox_of(workbook: Path, settings: Settings, given: Path | None) -> Outbox:
    """The outbox named on the command line, else in the settings, else the one beside the workbook."""
    beside = workbook.parent / settings.outbox if settings.outbox else workbook.with_suffix(".outbox")
    return Outbox(given or beside, like=workbook)


def checked(environ: Mapping[str, str], via: str, sender: str) -> str:
    return transport_from(environ, via, sender).check()


def shown(run: Run) -> Chosen:
    """Write every letter as an .eml file, print who would get what, and choose what is still to be sent."""
    entries = run.outbox.by_report()
    names: list[str] = []
    people = rows = 0
    unset = False
    table = plain_table("To", "Subject", "")
    for letter in run.letters():
        write_eml(run.folder / "mail" / f"{letter.name}.eml", letter.message, run.review.workbook.path)
        states = letter.issue.states(entries.get(letter.report, ()))
        free = [who for who in letter.recipients if _free(states.get(who.casefold()), run.retry_unknown)]
        if free and (run.limit is None or len(names) < run.limit):
            names.append(letter.name)
            people += len(free)
        rows += 1
        unset = unset or not letter.recipients
        if rows <= SHOWN:
            table.add_row(_who(letter), str(letter.message["Subject"]), _state(states, letter))
    out = console()
    out.print(table)
    if rows > SHOWN:
        out.print(f"+ {rows - SHOWN:,} more")
    out.print(f"{_counted(rows, 'mail')} written to {run.folder / 'mail'}")
    if unset:
        out.print("To nobody: say who gets it in the setting 'Mail to', or with --to.")
    print_findings(out, run.mailing().without)
    return Chosen(tuple(names), people)


def write_eml(path: Path, message: EmailMessage, like: Path) -> None:
    """Write a mail as a draft, no more readable than `like`. Raises GoalsheetError where that cannot be done, or a file
    is there that is none."""
    write_output(path, to_eml(message), like, is_draft, "Choose another place with --out DIR.")


def previewed(run: Run, chosen: Chosen) -> None:
    """Open the mail in the browser, or a list of the mails where there are several.

    Raises GoalsheetError where there is none.
    """
    pages = [_page(run, letter) for letter in run.letters()]
    if not pages:
        raise GoalsheetError("There is no mail to look at", "Set 'Mails' to status, leads or owners.")
    first = pages[0] if len(pages) == 1 else _list_of(run, pages)
    click.echo(f"\nOpening {first}")
    webbrowser.open(first.resolve().as_uri())


def _page(run: Run, letter: Letter) -> Path:
    """The mail's HTML as a page that includes its pictures."""
    body = letter.message.get_body(("html",))
    page = str(body.get_content()) if body else ""
    for part in letter.message.walk():
        if cid := str(part["Content-ID"] or "").strip("<>"):
            content = part.get_payload(decode=True)
            data = b64encode(content if isinstance(content, bytes) else b"").decode()
            page = page.replace(f"cid:{cid}", f"data:{part.get_content_type()};base64,{data}")
    return _previewed_at(run, f"{letter.name}.html", page)


def _list_of(run: Run, pages: list[Path]) -> Path:
    links = "".join(f'<li><a href="{html.escape(page.name)}">{html.escape(page.stem)}</a></li>' for page in pages)
    page = f"<!DOCTYPE html><meta charset=utf-8><title>Mails</title><ul>{links}</ul>"
    return _previewed_at(run, "index.html", page)


def _previewed_at(run: Run, name: str, page: str) -> Path:
    """A page to look at, in a folder of ours."""
    path = run.folder / "mail" / name
    write_output(path, page.encode(), run.review.workbook.path, overwritten, "Choose another place with --out DIR.")
    return path


def drafted(run: Run, chosen: Chosen, kind: str, environ: Mapping[str, str]) -> None:
    """Make drafts for the sender to check and send: nothing is mailed, and nothing is recorded in the outbox."""
    if kind == "eml":
        click.echo("\nNothing was sent. Open the .eml files in your mail program: they are drafts.")
        return
    put = there = 0
    with draft_box(environ, kind, run.review.settings.mail_from) as (box, name):
        for letter in run.letters():
            if letter.name in chosen.names or not letter.recipients:
                new = box.draft(for_only(letter.message, letter.recipients))
                put, there = put + new, there + (not new)
    already = f", {there:,} lay there already" if there else ""
    click.echo(f"\n{_counted(put, 'draft')} put into {name}{already}. Nothing was sent.")


def sent(run: Run, chosen: Chosen, environ: Mapping[str, str], via: str, yes: bool) -> None:
    """Mail what was chosen, after asking once, and print the outcome for each recipient.

    Raises GoalsheetError where it is not certain that everybody received it.
    """
    _sendable(run, chosen)
    transport = transport_from(environ, via, run.review.settings.mail_from)
    if chosen.people and not yes:
        people = _counted(chosen.people, "recipient")
        click.confirm(f"\nMail {_counted(len(chosen.names), 'message')} to {people} through {transport}?", abort=True)
    zone = run.review.settings.zone
    letters = (letter for letter in run.letters(now(zone)) if run.limit is None or letter.name in chosen.names)
    post = Post(transport, run.outbox, run.retry_unknown, now=lambda: _stamp(zone), said=_say)
    _ended(deliver(letters, post))


def _sendable(run: Run, chosen: Chosen) -> None:
    name, settings = run.review.workbook.path.name, run.review.settings
    anybody = any(letter.recipients for letter in run.letters())
    if settings.mail_from and anybody:
        return
    raise GoalsheetError(
        f"{name}: no {'recipient' if settings.mail_from else 'sender'} to mail it with",
        "Set 'Mail to' and 'Mail from' in the Settings sheet, or give --to and --from.",
    )


def _ended(done: Delivery) -> None:
    click.echo(f"\n{_counted(len(done.sent), 'recipient')} mailed.")
    if done.complete:
        return
    parts = ((done.refused, "refused"), (done.later, "not yet taken"), (done.unknown, "unknown"))
    counts = ", ".join(f"{len(who):,} {what}" for who, what in parts if who)
    raise GoalsheetError(
        f"Not everybody has it for certain: {counts}",
        "Correct the addresses, and run it again: who has had it gets it no second time. --retry-unknown sends the "
        "unknown ones again.",
    )


def _say(what: str, who: str, why: str) -> None:
    if what == "unknown" and not why:
        why = "an earlier run was cut off, or another is still at it; it may have arrived"
    click.echo(f"{WORDS[what]:8} {who}{f': {why}' if why else ''}")


def _stamp(zone: tzinfo | None) -> str:
    return now(zone).isoformat(sep=" ", timespec="seconds")


def _free(state: State | None, retry: bool) -> bool:
    return state not in (State.SENT, State.SENDING) or (retry and state is State.SENDING)


def _state(states: Mapping[str, State], letter: Letter) -> str:
    """The state of a letter in the outbox; empty where it is not there."""
    found = [states.get(who.casefold()) for who in letter.recipients]
    known = [("unknown" if state is State.SENDING else str(state)) for state in found if state]
    counted = {word: known.count(word) for word in dict.fromkeys(known)}
    return ", ".join(word if len(found) == 1 else f"{n} {word}" for word, n in counted.items())


def _who(letter: Letter) -> str:
    if not letter.recipients:
        return "(nobody set)"
    first, more = letter.recipients[:3], len(letter.recipients) - 3
    return ", ".join(first) + (f" + {more}" if more > 0 else "")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
