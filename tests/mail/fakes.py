"""Microsoft 365 on localhost, as far as its documents say: a tenant's token endpoint, and Graph's sendMail and drafts.
And SMTP with XOAUTH2, and an IMAP server."""

import binascii
import json
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from aiosmtpd.smtp import SMTP, AuthResult

from tests.mail.servers import Inbox, certificate, free_port

TENANT, CLIENT, SECRET = "contoso.example", "11111111-2222-3333-4444-555555555555", "s3cret~value"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Microsoft:
    """What the fake took. `answers` come before 202 and 201: (status, error code, headers)."""

    url: str = ""
    token: str = "token-1"
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    drafts: list[tuple[str, bytes]] = field(default_factory=list)
    answers: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)
    vanish: bool = False
    tokens_given: int = 0

    def environ(self, cafile: Path) -> dict[str, str]:
        """What somebody sets to use it."""
        return {
            "GOALSHEET_M365_TENANT": TENANT,
            "GOALSHEET_M365_CLIENT_ID": CLIENT,
            "GOALSHEET_M365_SECRET": SECRET,
            "GOALSHEET_M365_AUTHORITY": self.url,
            "GOALSHEET_M365_CAFILE": str(cafile),
            "GOALSHEET_GRAPH_URL": f"{self.url}/v1.0",
        }


@contextmanager
def microsoft(folder: Path, host: str = "127.0.0.1") -> Iterator[tuple[Microsoft, Path]]:
    """The fake while it runs, and the certificate to trust. `host`: whom its certificate names."""
    fake = Microsoft()
    cert, context = certificate(folder, host)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            """https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc"""
            root = f"{fake.url}/{TENANT}"
            assert self.path == f"/{TENANT}/v2.0/.well-known/openid-configuration"
            self._say(
                200,
                {
                    "token_endpoint": f"{root}/oauth2/v2.0/token",
                    "authorization_endpoint": f"{root}/oauth2/v2.0/authorize",
                    "issuer": f"{root}/v2.0",
                },
            )

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == f"/{TENANT}/oauth2/v2.0/token":
                self._token(parse_qs(body.decode()))
            else:
                self._graph(body)

        def _token(self, given: dict[str, list[str]]) -> None:
            """https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow"""
            assert given["grant_type"] == ["client_credentials"]
            assert given["client_id"] == [CLIENT]
            if given["client_secret"] != [SECRET]:
                said = {
                    "error": "invalid_client",
                    "error_description": "AADSTS7000215: Invalid client secret provided.",
                }
                self._say(401, said)
                return
            fake.tokens_given += 1
            self._say(200, {"token_type": "Bearer", "expires_in": 3599, "access_token": fake.token})

        def _graph(self, body: bytes) -> None:
            """https://learn.microsoft.com/graph/api/user-sendmail, .../user-post-messages"""
            _, version, users, mailbox, what = self.path.split("/")
            assert (version, users) == ("v1.0", "users")
            if self.headers["Authorization"] != f"Bearer {fake.token}":
                self._error(401, "InvalidAuthenticationToken")
            elif fake.answers:
                status, code, headers = fake.answers.pop(0)
                self._error(status, code, headers)
            elif (message := _decoded(body)) is None or self.headers["Content-Type"] != "text/plain":
                self._error(400, "ErrorMimeContentInvalidBase64String")
            else:
                (fake.sent if what == "sendMail" else fake.drafts).append((mailbox, message))
                if fake.vanish:
                    self.connection.close()
                    return
                self._say(202 if what == "sendMail" else 201, {"id": "AAMk"} if what == "messages" else None)

        def _error(self, status: int, code: str, headers: dict[str, str] | None = None) -> None:
            self._say(status, {"error": {"code": code, "message": "Said by the fake."}}, headers)

        def _say(self, status: int, content: Any, headers: dict[str, str] | None = None) -> None:
            body = b"" if content is None else json.dumps(content).encode()
            self.send_response(status)
            for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        fake.url = f"https://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield fake, cert
        finally:
            server.shutdown()


def _decoded(body: bytes) -> bytes | None:
    try:
        return b64decode(body, validate=True)
    except binascii.Error:
        return None


@dataclass
class TokenInbox(Inbox):
    """An inbox that wants XOAUTH2: https://developers.google.com/workspace/gmail/imap/xoauth2-protocol"""

    user: str = "ana@example.com"
    token: str = "token-1"

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        if b64decode(args[1]) == f"user={self.user}\x01auth=Bearer {self.token}\x01\x01".encode():
            return AuthResult(success=True, auth_data=self.user)
        refusal = json.dumps({"status": "401", "schemes": "bearer", "scope": "https://mail.google.com/"})
        await server.push(f"334 {b64encode(refusal.encode()).decode()}")
        assert (await server._reader.readline()).strip() == b""
        return AuthResult(success=False, handled=False)


@contextmanager
def imap_server(folder: Path, password: str = "right") -> Iterator[tuple[int, Path]]:
    """An IMAP server with one user, ana: its port, and the certificate to trust."""
    cert, _ = certificate(folder, "127.0.0.1")
    port = free_port()
    server = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("pymap")), "--host", "127.0.0.1", "--port", str(port),
            "--cert", str(cert), "--key", str(cert.with_suffix(".key")),
            "dict", "--demo-data", "--demo-user", "ana", "--demo-password", password,
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port)
        yield port, cert
    finally:
        server.kill()
        server.wait()


def _wait_for(port: int) -> None:
    import socket

    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


__all__ = ["CLIENT", "SECRET", "TENANT", "Microsoft", "TokenInbox", "imap_server", "microsoft"]
