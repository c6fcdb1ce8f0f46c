"""The SMTP transport: one message, one server, and a plain word for whatever goes wrong on the way."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses

from goalsheet.errors import GoalsheetError

SECURITY = ("starttls", "tls", "none")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Server:
    """Where to hand mail in. `security`: starttls, tls or none; certificates are always verified. `cafile`: trusted
    certificates besides the system's. The password is never printed."""

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    cafile: str = ""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What the server took: accepted recipients, and those it refused with its words."""

    accepted: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)


class OutcomeUnknownError(GoalsheetError):
    """The connection broke after the message was handed over: it may have been delivered, or not."""


def server_from(environ: Mapping[str, str]) -> Server:
    """The server named by GOALSHEET_SMTP_HOST, _PORT, _SECURITY, _USER, _PASSWORD, _CAFILE and _TIMEOUT."""

    def value(name: str, default: str = "") -> str:
        return environ.get(f"GOALSHEET_SMTP_{name}", "").strip() or default

    security = value("SECURITY", "starttls").lower()
    if not value("HOST"):
        raise GoalsheetError("No mail server is named", "Set GOALSHEET_SMTP_HOST, e.g. smtp.example.com.")
    if security not in SECURITY:
        raise GoalsheetError(f"GOALSHEET_SMTP_SECURITY is {security!r}", f"Use one of {', '.join(SECURITY)}.")
    return Server(
        host=value("HOST"),
        port=_whole(value("PORT"), "GOALSHEET_SMTP_PORT", PORTS[security]),
        security=security,
        user=value("USER"),
        password=environ.get("GOALSHEET_SMTP_PASSWORD", ""),
        timeout=float(_whole(value("TIMEOUT"), "GOALSHEET_SMTP_TIMEOUT", 30)),
        cafile=value("CAFILE"),
    )


def _whole(text: str, name: str, default: int) -> int:
    if text and not (text.isdecimal() and 0 < int(text) < 65536):
        raise GoalsheetError(f"{name} is {text!r}", "It has to be a whole number.")
    return int(text) if text else default


def send(message: EmailMessage, server: Server, recipients: tuple[str, ...] = ()) -> Sent:
    """Hand the message to the server for these recipients (else those in its To and Cc).

    Raises GoalsheetError, with nothing sent, when the server can't be reached, refuses the sender, the log-in or every
    recipient; OutcomeUnknownError when the connection broke after the message had gone over the wire.
    """
    recipients = recipients or _addressed(message)
    if not recipients:
        raise GoalsheetError("The mail has no recipients", "Set mail_to in the Settings sheet, or give --to.")
    if not message["From"]:
        raise GoalsheetError("The mail has no sender", "Set mail_from in the Settings sheet, or give --from.")
    with _in_plain_words(server), _connected(server) as smtp:
        return _hand_over(smtp, message, recipients, server)


def check(server: Server) -> None:
    """Connect and log in, as `send` would, and leave. Raises GoalsheetError saying what is wrong."""
    with _in_plain_words(server), _connected(server):
        pass


def _addressed(message: EmailMessage) -> tuple[str, ...]:
    texts = [str(header) for name in ("To", "Cc") for header in message.get_all(name, [])]
    return tuple(dict.fromkeys(bare for _, bare in getaddresses(texts) if bare))


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A connection as safe as asked for, logged in where there is a user; never a password in the clear."""
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
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp
    finally:
        _leave(smtp)


def _leave(smtp: smtplib.SMTP) -> None:
    """Say good-bye; what happens now can't change what was sent."""
    try:
        smtp.quit()
    except (smtplib.SMTPException, OSError):
        smtp.close()


def _hand_over(smtp: smtplib.SMTP, message: EmailMessage, recipients: tuple[str, ...], server: Server) -> Sent:
    smtp.ehlo_or_helo_if_needed()
    sender = message["From"].addresses[0].addr_spec
    _expect(
        smtp.mail(sender), 250, f"{server} does not take mail from {sender}", "Set mail_from to an address you own."
    )
    answers = {recipient: smtp.rcpt(recipient) for recipient in recipients}
    refused = {to: _answer(code, text) for to, (code, text) in answers.items() if code not in (250, 251)}
    accepted = tuple(recipient for recipient in recipients if recipient not in refused)
    if not accepted:
        said = "; ".join(f"{to}: {why}" for to, why in refused.items())
        raise GoalsheetError(f"{server} takes none of the recipients ({said})", "Correct the addresses.")
    _data(smtp, bytes(message), server)
    return Sent(accepted, refused)


def _data(smtp: smtplib.SMTP, content: bytes, server: Server) -> None:
    """The message itself. Once it is under way, a lost connection leaves open whether it arrived."""
    try:
        answer: tuple[int, bytes | str] = smtp.data(content)
    except smtplib.SMTPDataError as error:
        answer = (error.smtp_code, error.smtp_error)  # refused before the message went out
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise OutcomeUnknownError(
            f"{server} broke off after the mail was handed over ({error}): it may have arrived",
            "Ask a recipient before sending it again.",
        ) from error
    _expect(answer, 250, f"{server} refuses the mail", "Nothing was sent; correct what the server names and try again.")


def _expect(answer: tuple[int, bytes | str], code: int, message: str, remedy: str) -> None:
    if answer[0] != code:
        later = " It may work later." if 400 <= answer[0] < 500 else ""
        raise GoalsheetError(f"{message} ({_answer(*answer)})", remedy + later)


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(said.split())}"


@contextmanager
def _in_plain_words(server: Server) -> Iterator[None]:
    """Whatever a connection can fail with, as one line and what to do."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        why = _answer(error.smtp_code, error.smtp_error)
        remedy = "Check GOALSHEET_SMTP_USER and GOALSHEET_SMTP_PASSWORD; some servers want an app password."
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
    except (smtplib.SMTPException, OSError) as error:
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            raise GoalsheetError(f"{server} does not answer", "Check GOALSHEET_SMTP_PORT and the network.") from error
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        remedy = "Check GOALSHEET_SMTP_HOST and GOALSHEET_SMTP_PORT, and that the server runs."
        raise GoalsheetError(f"{server} can't be used ({why})", remedy) from error
