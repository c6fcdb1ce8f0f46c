"""Real SMTP servers on localhost, well-behaved and not."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from goalsheet.mail.transports.smtp import Server
from tests.support.sure import as_a


@dataclass
class Inbox:
    """What a server took, and how it misbehaves: the answer to a recipient, and to the message."""

    mails: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    recipient_answers: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 OK"
    vanish: bool = False  # take the message, then cut the line without an answer
    hang_up: int = 0  # cut the line at so many of the next senders
    slow: float = 0.0  # seconds to think before answering to a message
    answers: list[str] = field(default_factory=list)  # answers to the next messages, before `data_answer`

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.hang_up:
            self.hang_up -= 1
            as_a(asyncio.Transport, server.transport).abort()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipient_answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else self.data_answer
        await asyncio.sleep(self.slow)
        if answer.startswith("250"):
            assert envelope.mail_from is not None
            assert isinstance(envelope.content, bytes)
            self.mails.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
        if self.vanish:
            as_a(asyncio.Transport, server.transport).abort()
        return answer


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(inbox: Inbox, **options: Any) -> Iterator[Server]:
    """The inbox's server while it runs, as `goalsheet send` would be told of it (no encryption unless asked)."""
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield Server("127.0.0.1", port, security="none", timeout=5)
    finally:
        controller.stop()


def takes(user: str, password: str) -> Any:
    """An authenticator that knows one user."""

    def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        known = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=known, handled=known)

    return authenticator


def certificate(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of our own for a host, and a server's context with it."""
    cert, key = folder / f"{host}.pem", folder / f"{host}.key"
    name = f"subjectAltName=IP:{host}" if host[0].isdigit() else f"subjectAltName=DNS:{host}"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", f"/CN={host}",
         "-addext", name, "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context
