"""Drafts on an IMAP server: the mail is put into the Drafts folder, for its sender to check and send."""

import imaplib
import re
import ssl
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from goalsheet.errors import GoalsheetError
from goalsheet.mail.secrets import secret
from goalsheet.mail.transports.oauth import OUTLOOK_SCOPE, Token, token_source, xoauth2

SECURITY = {"tls": 993, "starttls": 143, "none": 143}
LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a mailbox. `folder` empty: the one that the server marks as its drafts."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(default="", repr=False)
    token: Token | None = field(default=None, repr=False)
    folder: str = ""
    cafile: str = ""
    timeout: float = 30.0

    def __str__(self) -> str:
        return f"the drafts of {self.user} on {self.host}:{self.port}"

    @contextmanager
    def open(self) -> Iterator["DraftsFolder"]:
        """Raises GoalsheetError saying what is wrong."""
        with _in_plain_words(self):
            imap = _connected(self)
        try:
            with _in_plain_words(self):
                folder = self.folder or _for_drafts(imap)
            yield DraftsFolder(self, imap, folder)
        finally:
            _leave(imap)

    def check(self) -> str:
        with self.open() as folder:
            return f"{self.host}:{self.port} answers; {self.user} is logged in, drafts go to {folder.name}."


@dataclass(frozen=True)
class DraftsFolder:
    drafts: Drafts
    imap: imaplib.IMAP4
    name: str

    def draft(self, message: EmailMessage) -> bool:
        """Put a message there; False where one with its Message-ID is there already.

        Raises GoalsheetError where the folder of drafts is not there.
        """
        with _in_plain_words(self.drafts):
            if self._has(str(message["Message-ID"])):
                return False
            when = imaplib.Time2Internaldate(_sent(message))
            status, reply = self.imap.append(_quoted(self.name), r"(\Draft \Seen)", when, bytes(message))
        if status != "OK":
            raise GoalsheetError(f"{self.drafts} does not take the mail ({_text(reply)})", "Is the mailbox full?")
        return True

    def _has(self, message_id: str) -> bool:
        status, reply = self.imap.select(_quoted(self.name), readonly=True)
        if status != "OK":
            raise GoalsheetError(
                f"{self.drafts}: no folder {self.name} ({_text(reply)})", "Set GOALSHEET_IMAP_FOLDER to the right one."
            )
        _, found = self.imap.search(None, "HEADER", "Message-ID", _quoted(message_id))
        return bool(found and found[0])


def drafts_from(environ: Mapping[str, str]) -> Drafts:
    """The mailbox named by GOALSHEET_IMAP_HOST, _PORT, _SECURITY, _USER, _PASSWORD, _AUTH, _TOKEN, _FOLDER, _CAFILE.

    Raises GoalsheetError where none is named.
    """

    def value(name: str, default: str = "") -> str:
        return environ.get(f"GOALSHEET_IMAP_{name}", "").strip() or default

    security, user, port = value("SECURITY", "tls").lower(), value("USER"), value("PORT")
    if not value("HOST") or not user:
        raise GoalsheetError("No mailbox for drafts is named", "Set GOALSHEET_IMAP_HOST and GOALSHEET_IMAP_USER.")
    if security not in SECURITY or (port and not port.isdecimal()):
        raise GoalsheetError(
            f"GOALSHEET_IMAP_SECURITY is {security!r}, _PORT {port!r}",
            f"Use one of {', '.join(SECURITY)}, and a whole number.",
        )
    xoauth = value("AUTH").lower() == "xoauth2"
    return Drafts(
        host=value("HOST"),
        port=int(port or SECURITY[security]),
        security=security,
        user=user,
        password="" if xoauth else secret(environ, "GOALSHEET_IMAP_PASSWORD", user),
        token=token_source(environ, "GOALSHEET_IMAP_TOKEN", user, OUTLOOK_SCOPE) if xoauth else None,
        folder=_mailbox(value("FOLDER")),
        cafile=value("CAFILE"),
    )


def _connected(drafts: Drafts) -> imaplib.IMAP4:
    if drafts.security == "none" and drafts.host not in LOCAL:
        raise GoalsheetError(f"{drafts.host}: a password would travel unprotected", "Set GOALSHEET_IMAP_SECURITY.")
    context = ssl.create_default_context(cafile=drafts.cafile or None)
    if drafts.security == "tls":
        imap: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            drafts.host, drafts.port, ssl_context=context, timeout=drafts.timeout
        )  # fmt: skip
    else:
        imap = imaplib.IMAP4(drafts.host, drafts.port, timeout=drafts.timeout)
    try:
        if drafts.security == "starttls":
            imap.starttls(context)
        if drafts.token:
            answer = xoauth2(drafts.user, drafts.token()).encode()
            imap.authenticate("XOAUTH2", lambda challenge: b"" if challenge else answer)
        else:
            imap.login(drafts.user, drafts.password)
    except BaseException:
        _leave(imap)
        raise
    return imap


def _for_drafts(imap: imaplib.IMAP4) -> str:
    """The folder with the attribute \\Drafts (RFC 6154), else the one called Drafts."""
    _, listed = imap.list()
    for line in listed:
        text = line.decode("utf-8", "replace") if isinstance(line, bytes) else ""
        found = re.match(r'\((?P<flags>[^)]*)\) (?:"[^"]*"|NIL) (?P<name>.+)', text)
        if found and r"\drafts" in found["flags"].casefold().split():
            return found["name"].strip('"')
    return "Drafts"


def _sent(message: EmailMessage) -> float | datetime:
    stamp = message["Date"].datetime if message["Date"] else None
    return stamp if isinstance(stamp, datetime) else time.time()


def _mailbox(name: str) -> str:
    """A folder's name as IMAP writes it: what is not ASCII in modified UTF-7 (RFC 3501, 5.1.3).

    >>> _mailbox("Entwürfe"), _mailbox("A & B")
    ('Entw&APw-rfe', 'A &- B')
    """

    def encoded(found: re.Match[str]) -> str:
        return f"&{b64encode(found[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", encoded, name.replace("&", "&-"))


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _text(reply: object) -> str:
    parts = reply if isinstance(reply, list) else [reply]
    return " ".join(part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in parts)


def _leave(imap: imaplib.IMAP4) -> None:
    with suppress(imaplib.IMAP4.error, OSError):
        imap.logout()


@contextmanager
def _in_plain_words(drafts: Drafts) -> Iterator[None]:
    place = f"{drafts.host}:{drafts.port}"
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        remedy = "Check GOALSHEET_IMAP_HOST; for your own authority set GOALSHEET_IMAP_CAFILE."
        raise GoalsheetError(f"{place}: its certificate can't be trusted ({error.verify_message})", remedy) from error
    except imaplib.IMAP4.error as error:
        why = " ".join((_text(error.args[0]) if error.args else str(error)).split())
        raise GoalsheetError(f"{place} refuses ({why})", "Check GOALSHEET_IMAP_USER and _PASSWORD.") from error
    except OSError as error:
        why = error.strerror or str(error) or "no answer"
        raise GoalsheetError(
            f"{place} can't be used ({why})", "Check GOALSHEET_IMAP_HOST, _PORT, _SECURITY."
        ) from error
