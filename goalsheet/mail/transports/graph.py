"""Microsoft Graph: the same MIME as over SMTP, sent or put into the drafts of a mailbox.

https://learn.microsoft.com/graph/outlook-send-mime-message: the message in base64 as text/plain to `sendMail` (202) or
to `messages` (201). Throttling and how long to wait: https://learn.microsoft.com/graph/throttling.
"""

import http.client
import json
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import quote, urlsplit

from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports.base import LaterError, OutcomeUnknownError, RefusedError, Sent, addressed
from goalsheet.mail.transports.oauth import GRAPH_SCOPE, Token, token_source

GRAPH = "https://graph.microsoft.com/v1.0"
NOT_NOW = (429, 503)
EVERY_MESSAGE = (401, 403, 404)
PERMISSION = "The application needs the permission Mail.Send, and for drafts Mail.ReadWrite, granted for this mailbox."


@dataclass(frozen=True, slots=True)
class Graph:
    """A mailbox of Microsoft 365 and the tokens to use it."""

    mailbox: str
    token: Token = field(repr=False)
    url: str = GRAPH
    cafile: str = ""
    timeout: float = 60.0

    def __str__(self) -> str:
        return f"Microsoft 365 as {self.mailbox}"

    @contextmanager
    def open(self) -> Iterator["Graph"]:
        self.token()
        yield self

    def check(self) -> str:
        self.token()
        return f"{self} gives a token; whether the mailbox may be sent from shows with the first mail."

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        """Graph sends to the recipients that the message names, so the message is changed to name these and nobody
        else.

        Raises the error that Microsoft's answer stands for.
        """
        status, body, after = self._post("sendMail", for_only(message, recipients))
        if status == 202:
            return Sent(recipients)
        raise self._failure(status, body, after)

    def draft(self, message: EmailMessage) -> bool:
        """Put the message into the mailbox's drafts. Raises the error that Microsoft's answer stands for."""
        status, body, after = self._post("messages", message)
        if status != 201:
            raise self._failure(status, body, after)
        return True

    def _post(self, what: str, message: EmailMessage) -> tuple[int, bytes, str]:
        """Status, body and Retry-After. Once the request is sent, a lost connection leaves the outcome unknown."""
        place = urlsplit(self.url)
        connection = http.client.HTTPSConnection(
            place.hostname or "",
            place.port or 443,
            timeout=self.timeout,
            context=ssl.create_default_context(cafile=self.cafile or None),
        )
        path = f"{place.path.rstrip('/')}/users/{quote(self.mailbox)}/{what}"
        headers = {"Authorization": f"Bearer {self.token()}", "Content-Type": "text/plain"}
        try:
            self._connect(connection)
            return _exchange(connection, path, b64encode(bytes(message)), headers)
        except (OSError, http.client.HTTPException) as error:
            raise OutcomeUnknownError(
                f"{self}: the connection broke while the mail was handed over; it may have been sent, or not",
                "Look into the mailbox's sent items; --retry-unknown sends it again.",
            ) from error
        finally:
            connection.close()

    def _connect(self, connection: http.client.HTTPSConnection) -> None:
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            why = f"{self.url}: its certificate can't be trusted ({error.verify_message})"
            raise GoalsheetError(why, "For your own authority set GOALSHEET_M365_CAFILE.") from error
        except OSError as error:
            raise LaterError(
                f"{self.url} can't be reached ({error.strerror or error})", "Check the network."
            ) from error

    def _failure(self, status: int, body: bytes, after: str) -> GoalsheetError:
        why = f"{self}: {status} {_reason(body)}"
        if status in NOT_NOW:
            return LaterError(why, "Run it again later.", float(after) if after.isdecimal() else 0.0)
        if status in EVERY_MESSAGE:
            return GoalsheetError(why, PERMISSION)
        if status >= 500:
            return OutcomeUnknownError(why, "Look into the mailbox's sent items; --retry-unknown sends it again.")
        return RefusedError(why, "Graph takes messages of up to 4 MB; attach less, or look at what it says.")


def graph_from(environ: Mapping[str, str], sender: str) -> Graph:
    """The mailbox in GOALSHEET_M365_USER, else the sender's; tokens as in `oauth.token_source`.

    Raises GoalsheetError where no mailbox is named.
    """
    mailbox = environ.get("GOALSHEET_M365_USER", "").strip() or sender
    if not mailbox:
        raise GoalsheetError("No mailbox to send from", "Set GOALSHEET_M365_USER, or the setting 'Mail from'.")
    url = environ.get("GOALSHEET_GRAPH_URL", "").strip() or GRAPH
    if not url.startswith("https://"):
        raise GoalsheetError(f"GOALSHEET_GRAPH_URL is {url!r}", "It has to begin with https://.")
    token = token_source(environ, "GOALSHEET_GRAPH_TOKEN", mailbox, GRAPH_SCOPE)
    return Graph(mailbox, token, url, environ.get("GOALSHEET_M365_CAFILE", "").strip())


def transport(environ: Mapping[str, str], place: str, sender: str) -> Graph:
    """`graph`."""
    return graph_from(environ, sender)


def for_only(message: EmailMessage, recipients: tuple[str, ...]) -> EmailMessage:
    """The message for just these recipients: others are removed from To and Cc, those it does not name go into Bcc."""
    wanted = {one.casefold() for one in recipients}
    copy = deepcopy(message)
    for name in ("To", "Cc"):
        kept = [one for one in copy[name].addresses if one.addr_spec.casefold() in wanted] if copy[name] else []
        del copy[name]
        if kept:
            copy[name] = tuple(kept)
    hidden = [one for one in recipients if one.casefold() not in {a.casefold() for a in addressed(copy)}]
    if hidden:
        copy["Bcc"] = ", ".join(hidden)
    return copy


def _exchange(
    connection: http.client.HTTPSConnection, path: str, content: bytes, headers: Mapping[str, str]
) -> tuple[int, bytes, str]:
    connection.request("POST", path, content, headers)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.getheader("Retry-After", "")


def _reason(body: bytes) -> str:
    """Graph's own reason, from `error.code` and `error.message`."""
    try:
        error = json.loads(body)["error"]
        return " ".join(f"{error['code']}: {error['message']}".split())[:300]
    except (ValueError, KeyError, TypeError):
        return "without a reason"
