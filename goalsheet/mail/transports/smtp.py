"""The SMTP transport: one server, one connection for many messages, and a plain message for whatever goes wrong."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from goalsheet.errors import GoalsheetError
from goalsheet.mail.secrets import secret
from goalsheet.mail.transports.base import LaterError, OutcomeUnknownError, RefusedError, Sent
from goalsheet.mail.transports.oauth import OUTLOOK_SCOPE, Token, token_source, xoauth2

SECURITY = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOCAL = ("localhost", "127.0.0.1", "::1")
#: Many servers close a connection after some number of messages; reconnecting before that costs little.
MOST_PER_CONNECTION = 50


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server. `security`: starttls, tls or none; certificates are always verified. `cafile`: certificates to
    trust besides the system's. With a `token` it logs in by XOAUTH2. Password and token are never printed."""

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    cafile: str = ""
    token: Token | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @contextmanager
    def open(self) -> Iterator["SmtpConnection"]:
        line = SmtpConnection(self)
        try:
            line.connect()
            yield line
        finally:
            line.close()

    def check(self) -> str:
        with self.open():
            safe = "without encryption" if self.security == "none" else "encrypted, with a good certificate"
            return f"{self} answers, {safe}; {f'{self.user} is logged in' if self.user else 'no log-in is set'}."


class SmtpConnection:
    """A connection to a server, opened again when it breaks between messages."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._taken = 0

    def connect(self) -> smtplib.SMTP:
        with _in_plain_words(self._server):
            self._smtp, self._taken = _connected(self._server), 0
        return self._smtp

    def close(self) -> None:
        """Quit; an error here cannot change what was sent."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        """Send the mail.

        Raises GoalsheetError for one without a sender and a server that cannot be used, LaterError where the mail may
        go later, RefusedError where it never will, and OutcomeUnknownError where nobody can tell whether it went.
        """
        if not message["From"]:
            raise GoalsheetError("The mail has no sender", "Set 'Mail from' in the Settings sheet, or give --from.")
        if self._taken >= MOST_PER_CONNECTION:
            self.close()
        try:
            smtp = self._smtp or self._again()
            self._taken += 1
            return _hand_over(smtp, message, recipients, self._server)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, OSError) as error:
            self.close()
            raise LaterError(f"{self._server} has cut the connection ({_words(error)})", AGAIN) from error
        except (LaterError, OutcomeUnknownError):
            self.close()
            raise

    def _again(self) -> smtplib.SMTP:
        try:
            return self.connect()
        except GoalsheetError as error:
            raise LaterError(error.message, error.remedy) from error


AGAIN = "Run it again later: who has had it gets it no second time."


def server_from(environ: Mapping[str, str]) -> Server:
    """The server named by GOALSHEET_SMTP_HOST, _PORT, _SECURITY, _USER, _PASSWORD, _AUTH, _TOKEN, _CAFILE, _TIMEOUT.

    Raises GoalsheetError where none is named, or one of these cannot be used.
    """

    def value(name: str, default: str = "") -> str:
        return environ.get(f"GOALSHEET_SMTP_{name}", "").strip() or default

    security, auth = value("SECURITY", "starttls").lower(), value("AUTH", "password").lower()
    if not value("HOST"):
        raise GoalsheetError("No mail server is named", "Set GOALSHEET_SMTP_HOST, e.g. smtp.example.com.")
    if security not in SECURITY:
        raise GoalsheetError(f"GOALSHEET_SMTP_SECURITY is {security!r}", f"Use one of {', '.join(SECURITY)}.")
    if auth not in ("password", "xoauth2"):
        raise GoalsheetError(f"GOALSHEET_SMTP_AUTH is {auth!r}", "Use password or xoauth2.")
    user = value("USER")
    token = token_source(environ, "GOALSHEET_SMTP_TOKEN", user, OUTLOOK_SCOPE) if auth == "xoauth2" else None
    return Server(
        host=value("HOST"),
        port=_whole(value("PORT"), "GOALSHEET_SMTP_PORT", PORTS[security]),
        security=security,
        user=user,
        password="" if token else secret(environ, "GOALSHEET_SMTP_PASSWORD", user),
        timeout=float(_whole(value("TIMEOUT"), "GOALSHEET_SMTP_TIMEOUT", 30)),
        cafile=value("CAFILE"),
        token=token,
    )


def transport(environ: Mapping[str, str], place: str, sender: str) -> Server:
    """`smtp`."""
    return server_from(environ)


def _whole(text: str, name: str, default: int) -> int:
    if text and not (text.isdecimal() and 0 < int(text) < 65536):
        raise GoalsheetError(f"{name} is {text!r}", "It has to be a whole number.")
    return int(text) if text else default


def _connected(server: Server) -> smtplib.SMTP:
    """A connection with the security asked for, logged in if there is a user; a password is never sent unencrypted."""
    if server.user and server.security == "none" and server.host not in LOCAL:
        raise GoalsheetError(
            f"{server}: a password would travel unprotected", "Set GOALSHEET_SMTP_SECURITY to starttls or tls."
        )
    context = ssl.create_default_context(cafile=server.cafile or None)
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        if server.security == "starttls":
            smtp.starttls(context=context)
        _log_in(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: Server) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.token:
        smtp.auth("XOAUTH2", _bearer(server.user, server.token()))
    elif server.user:
        smtp.login(server.user, server.password)


def _bearer(user: str, token: str) -> Any:
    """What smtplib calls for a response: the token first, then an empty one to whatever the server objects."""

    def answer(challenge: bytes | None = None) -> str:
        return "" if challenge else xoauth2(user, token)

    return answer


def _hand_over(smtp: smtplib.SMTP, message: EmailMessage, recipients: tuple[str, ...], server: Server) -> Sent:
    sender = message["From"].addresses[0].addr_spec
    code, text = smtp.mail(sender)
    if code != 250:
        why = f"{server} does not take mail from {sender} ({_answer(code, text)})"
        _raise(code, why, "Set 'Mail from' to an address you may send from.", GoalsheetError)
    answers = {recipient: smtp.rcpt(recipient) for recipient in recipients}
    refused = {to: _answer(*answer) for to, answer in answers.items() if answer[0] >= 500}
    later = {to: _answer(*answer) for to, answer in answers.items() if 300 <= answer[0] < 500}
    accepted = tuple(to for to in recipients if to not in refused and to not in later)
    if any(code == 421 for code, _ in answers.values()):
        raise LaterError(f"{server} says: {next(iter(later.values()))}", AGAIN)
    if not accepted:
        smtp.rset()
        return Sent((), refused, later)
    _data(smtp, bytes(message), server)
    return Sent(accepted, refused, later)


def _data(smtp: smtplib.SMTP, content: bytes, server: Server) -> None:
    """Send the message itself. Once this has begun, a lost connection leaves the outcome unknown."""
    try:
        answer: tuple[int, bytes | str] = smtp.data(content)
    except smtplib.SMTPDataError as error:  # refused before the message was transferred
        answer = error.smtp_code, error.smtp_error
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise OutcomeUnknownError(
            f"{server}: the connection broke while the mail was handed over; it may have arrived, or not",
            "Ask a recipient; --retry-unknown sends it again.",
        ) from error
    code, text = answer
    if code != 250:
        _raise(code, f"{server} does not take the mail ({_answer(code, text)})", "Ask who runs the server why.")


def _raise(code: int, why: str, remedy: str, for_good: type[GoalsheetError] = RefusedError) -> None:
    if code < 500:
        raise LaterError(why, AGAIN)
    raise for_good(why, remedy)


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(said.split())}"


def _words(error: BaseException) -> str:
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "no answer in time"
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


@contextmanager
def _in_plain_words(server: Server) -> Iterator[None]:
    """Any error of connecting as one line and a remedy."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        why = _answer(error.smtp_code, error.smtp_error)
        remedy = "Check GOALSHEET_SMTP_USER and GOALSHEET_SMTP_PASSWORD; some servers want an app password."
        if server.token:
            remedy = "The token may have run out, or be for another mailbox or scope; get a new one."
        raise GoalsheetError(f"{server} refuses the log-in of {server.user} ({why})", remedy) from error
    except smtplib.SMTPNotSupportedError as error:
        remedy = "Set GOALSHEET_SMTP_SECURITY to what the server offers: starttls, tls or none."
        raise GoalsheetError(f"{server}: {error}", remedy) from error
    except ssl.SSLCertVerificationError as error:
        remedy = "Check GOALSHEET_SMTP_HOST; for your own authority set GOALSHEET_SMTP_CAFILE."
        raise GoalsheetError(f"{server}: its certificate can't be trusted ({error.verify_message})", remedy) from error
    except ssl.SSLError as error:
        remedy = "Usually the port is wrong: 587 goes with starttls, 465 with tls."
        raise GoalsheetError(f"{server} does not speak TLS here ({error.reason or error})", remedy) from error
    except smtplib.SMTPResponseException as error:
        why = _answer(error.smtp_code, error.smtp_error)
        raise GoalsheetError(f"{server} does not want to talk ({why})", "Try later, or ask who runs it.") from error
    except (smtplib.SMTPException, OSError) as error:
        if _words(error) == "no answer in time":
            raise GoalsheetError(f"{server} does not answer", "Check GOALSHEET_SMTP_PORT and the network.") from error
        remedy = "Check GOALSHEET_SMTP_HOST and GOALSHEET_SMTP_PORT, and that the server runs."
        raise GoalsheetError(f"{server} can't be used ({_words(error)})", remedy) from error
