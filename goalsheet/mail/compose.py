"""A status report as a mail: subject with the news, text, and HTML with inlined CSS. Same report, same bytes."""

import hashlib
from datetime import date, datetime, timezone
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import css_inline

from goalsheet.mail.envelope import Envelope, address, addresses
from goalsheet.report.render import render
from goalsheet.report.view import brief
from goalsheet.report.view.model import StatusReport

#: Gmail cuts a message at 102 kB of HTML; this leaves room for what relays add.
MOST_HTML = 80_000
#: Lines of each part that are tried, until the HTML is small enough.
LINES = (12, 8, 5, 3, 1)
SUBJECT_LENGTH = 180

POLICY = SMTP.clone(max_line_length=76)
#: A subject stays on its line: some readers show a fold as a space.
HEADERS = SMTP.clone(max_line_length=240)


def compose(report: StatusReport, envelope: Envelope = Envelope(), templates: Path | None = None) -> EmailMessage:  # noqa: B008
    """The status mail to all of an envelope. Without addresses it is a draft to be addressed.

    Raises GoalsheetError for what is no address and for a template that fails.
    """
    text, html = _bodies(report, templates)
    subject = _one_line(render("mail.subject.txt.j2", report, templates))
    message = EmailMessage(policy=POLICY)
    message["Subject"] = subject
    _address(message, envelope)
    message["Date"] = _noon(report.as_of_iso)
    message["Message-ID"] = _message_id(report, envelope, subject, text, html)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.policy = HEADERS
    message.set_boundary(f"=_goalsheet_{_digest(text, html)[:32]}")
    return message


def to_eml(message: EmailMessage) -> bytes:
    """The message as a file that mail programs open as a draft, ready to be looked at, addressed and sent."""
    draft = EmailMessage(policy=POLICY)
    draft["X-Unsent"] = "1"
    return bytes(draft).rstrip(b"\r\n") + b"\r\n" + bytes(message)


def _bodies(report: StatusReport, templates: Path | None) -> tuple[str, str]:
    """Text and HTML with as many lines of each part as fit."""
    for most in LINES:
        short = brief(report, most)
        html = _inlined(render("mail.html.j2", short, templates))
        if len(html.encode()) <= MOST_HTML:
            break
    return render("mail.txt.j2", short, templates), html


def _inlined(html: str) -> str:
    """CSS written into the elements, for clients that drop style blocks; the one for dark and phones stays a block."""
    inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
    return str(inliner.inline(html))


def _address(message: EmailMessage, envelope: Envelope) -> None:
    if envelope.sender:
        message["From"] = address(envelope.sender)
    for header, given in (("To", envelope.to), ("Cc", envelope.cc), ("Reply-To", envelope.reply_to)):
        if given:
            message[header] = addresses(given)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"


def _noon(as_of: str) -> datetime:
    """The day the report speaks for; a mail must not change its bytes with the hour it is made."""
    day = date.fromisoformat(as_of)
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc)  # noqa: UP017


def _message_id(report: StatusReport, envelope: Envelope, *content: str) -> str:
    """The same for the same content to the same people in the same period, so that a repeat is known as one."""
    digest = _digest(report.title, report.period, *envelope.recipients, *content)
    domain = address(envelope.sender).domain if envelope.sender else "goalsheet.invalid"
    return f"<{report.period.lower()}.{digest[:32]}@{domain}>"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
