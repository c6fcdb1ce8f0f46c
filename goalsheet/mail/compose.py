"""A report or a digest as a mail: subject with the news, text, HTML with inlined CSS, pictures and attachments.

The same input gives the same bytes.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timezone
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

import css_inline

from goalsheet.mail import digest as digests
from goalsheet.mail.envelope import Envelope, address, addresses
from goalsheet.mail.model import Digest, MailReport
from goalsheet.mail.pictures import pictures
from goalsheet.mail.transports.folder import file_name
from goalsheet.report.render import render
from goalsheet.report.view import shorten_report
from goalsheet.report.view.model import StatusReport

#: Gmail cuts a message at 102 kB of HTML; this leaves room for what mail servers add.
MOST_HTML = 80_000
#: Lines of each part that are tried, until the HTML is small enough.
LINES = (12, 8, 5, 3, 1)
SUBJECT_LENGTH = 180

POLICY = SMTP.clone(max_line_length=76)
#: A subject stays on its line: some readers show a fold as a space.
HEADERS = SMTP.clone(max_line_length=240)


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attached file. `kind` is its MIME type."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Extras:
    """What a mail has besides its text. `link`: where the full report is; `unsubscribe`: an address or a link;
    `series`: the thread to put it into, empty for none; `date`: when it is sent, by default noon of the report's day.
    """

    attachments: tuple[Attachment, ...] = ()
    pictures: bool = True
    link: str = ""
    unsubscribe: str = ""
    series: str = ""
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Bodies:
    subject: str
    text: str
    html: str
    inline: tuple[tuple[str, bytes], ...] = ()  # Content-ID and PNG


def compose(
    report: StatusReport,
    envelope: Envelope = Envelope(),  # noqa: B008
    templates: Path | None = None,
    extras: Extras = Extras(),
) -> EmailMessage:
    """The status mail to everybody in an envelope. Without addresses it is a draft to be addressed.

    Raises GoalsheetError for an invalid address and for a template that fails.
    """
    drawn = list(pictures(report, _domain(envelope), templates)) if extras.pictures else []
    view = MailReport(
        **{one.name: getattr(report, one.name) for one in fields(StatusReport)},
        link=extras.link,
        unsubscribe=_unsubscribe(extras, envelope),
        pictures={anchor: picture for anchor, picture, _ in drawn},
    )
    text, html = _fitting(lambda most: shorten_report(view, most), "mail", templates)
    subject = render("mail.subject.txt.j2", view, templates)
    inline = tuple((picture.cid, png) for _, picture, png in drawn if f"cid:{picture.cid}" in html)
    return _message(_Bodies(subject, text, html, inline), envelope, extras, report, "status")


def compose_digest(
    digest: Digest,
    envelope: Envelope,
    templates: Path | None = None,
    extras: Extras = Extras(),
) -> EmailMessage:
    """One person's digest. Raises the same errors as `compose`."""
    answers = envelope.reply_to or ((envelope.sender,) if envelope.sender else ())
    view = replace(
        digest,
        answer_to=address(answers[0]).addr_spec if answers else "",
        link=extras.link,
        unsubscribe=_unsubscribe(extras, envelope),
    )
    text, html = _fitting(lambda most: digests.shorten_digest(view, most), "mail.digest", templates)
    subject = render("mail.digest.subject.txt.j2", view, templates)
    return _message(_Bodies(subject, text, html), envelope, extras, digest, "digest")


def to_eml(message: EmailMessage) -> bytes:
    """The message as a file that mail programs open as a draft."""
    draft = EmailMessage(policy=POLICY)
    draft["X-Unsent"] = "1"
    return bytes(draft).rstrip(b"\r\n") + b"\r\n" + bytes(message)


def is_draft(content: bytes) -> bool:
    """Whether a file is one that `to_eml` gave."""
    return content.startswith(b"X-Unsent: 1")


def _fitting(shorter: Callable[[int], object], template: str, templates: Path | None) -> tuple[str, str]:
    """Text and HTML with as many lines in each part as the size allows."""
    for most in LINES:
        short = shorter(most)
        html = _inlined(render(f"{template}.html.j2", short, templates))
        if len(html.encode()) <= MOST_HTML:
            break
    return render(f"{template}.txt.j2", short, templates), html


def _inlined(html: str) -> str:
    """CSS moved into the elements, for mail programs that drop style blocks; the rules for dark mode and phones stay a
    block."""
    inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)
    return str(inliner.inline(html))


def _message(
    bodies: _Bodies, envelope: Envelope, extras: Extras, report: StatusReport | Digest, kind: str
) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message["Subject"] = _one_line(bodies.subject)
    _address(message, envelope)
    message["Date"] = extras.date or _noon(report.as_of_iso)
    message["Message-ID"] = _message_id(envelope, kind, report.workbook, report.title, report.period)
    message["Auto-Submitted"] = "auto-generated"
    if target := _unsubscribe(extras, envelope):
        message["List-Unsubscribe"] = f"<{target}>"
    if extras.series:
        root = _id(envelope, "series", _digest(kind, extras.series, *envelope.recipients))
        message["In-Reply-To"] = message["References"] = root
    _fill(message, bodies, extras.attachments)
    message.policy = HEADERS
    return message


def _fill(message: EmailMessage, bodies: _Bodies, attachments: Sequence[Attachment]) -> None:
    """Sets text, HTML with its pictures, and attachments. The boundaries follow from the content, so that the bytes
    repeat."""
    message.set_content(bodies.text, cte="quoted-printable")
    message.add_alternative(bodies.html, subtype="html", cte="quoted-printable")
    html = list(message.iter_parts())[-1]
    for cid, png in bodies.inline:
        html.add_related(png, "image", "png", cid=f"<{cid}>", disposition="inline")
    for one in attachments:
        kind, _, subkind = one.kind.partition("/")
        name = file_name(one.name)
        method = {"method": "PUBLISH", "charset": "utf-8"} if one.kind == "text/calendar" else {}
        message.add_attachment(one.content, maintype=kind, subtype=subkind, filename=name, params=method)
    named = _digest(bodies.text, bodies.html)[:28]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_goalsheet_{named}_{number}")


def _address(message: EmailMessage, envelope: Envelope) -> None:
    if envelope.sender:
        message["From"] = address(envelope.sender)
    for header, given in (("To", envelope.to), ("Cc", envelope.cc), ("Reply-To", envelope.reply_to)):
        if given:
            message[header] = addresses(given)


def _unsubscribe(extras: Extras, envelope: Envelope) -> str:
    """Where to unsubscribe, as a link; empty where there is neither an address nor a link for it."""
    given = extras.unsubscribe or (envelope.reply_to[0] if envelope.reply_to else envelope.sender)
    if given.startswith(("http:", "https:", "mailto:")):
        return quote(given, safe=":/?#[]@!$&'()*+,;=%~-._")
    return f"mailto:{quote(address(given).addr_spec, safe='@')}?subject=unsubscribe" if given else ""


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"


def _noon(as_of: str) -> datetime:
    """Noon of the report's day: the bytes of a mail must not depend on the hour in which it is made."""
    day = date.fromisoformat(as_of)
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc)  # noqa: UP017


def _message_id(envelope: Envelope, kind: str, workbook: str, title: str, period: str) -> str:
    """The same for the same mail to the same people in the same period, even if its content has changed since. When a
    mail is sent again because nobody knows whether it arrived, mail systems can recognise the second as a duplicate."""
    return _id(envelope, period.lower(), _digest(kind, workbook, title, period, *envelope.recipients))


def _id(envelope: Envelope, name: str, digest: str) -> str:
    return f"<{name}.{digest[:32]}@{_domain(envelope)}>"


def _domain(envelope: Envelope) -> str:
    return address(envelope.sender).domain if envelope.sender else "goalsheet.invalid"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
