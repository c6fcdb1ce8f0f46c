"""Handing mail to real servers: what arrives, and what is said when it does not."""

import socket
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.mail.compose import compose
from goalsheet.mail.envelope import Envelope
from goalsheet.mail.transports.base import LaterError, OutcomeUnknownError, RefusedError, Sent
from goalsheet.mail.transports.smtp import Server, server_from
from goalsheet.report.view import status_report
from tests.mail.servers import Inbox, certificate, free_port, running, takes
from tests.report.examples import marketing

ENVELOPE = Envelope("ana@example.com", ("bo@example.com",), ("cy@example.com",))
MAIL = compose(status_report(marketing()), ENVELOPE)


def send(message: EmailMessage, server: Server) -> Sent:
    with server.open() as line:
        return line.send(message, ENVELOPE.recipients)


def test_what_arrives_is_what_was_made() -> None:
    inbox = Inbox()
    with running(inbox) as server:
        sent = send(MAIL, server)
    assert sent.accepted == ("bo@example.com", "cy@example.com")
    ((sender, recipients, content),) = inbox.mails
    assert (sender, recipients) == ("ana@example.com", sent.accepted)
    arrived = message_from_bytes(content, policy=policy.default)
    assert arrived["Message-ID"] == MAIL["Message-ID"]
    body = arrived.get_body(("plain",))
    assert body is not None
    assert "To clear it" in body.get_content()


def test_a_refused_recipient_is_named_and_the_others_get_it() -> None:
    inbox = Inbox(recipient_answers={"bo@example.com": "550 no such mailbox"})
    with running(inbox) as server:
        sent = send(MAIL, server)
    assert sent.accepted == ("cy@example.com",)
    assert sent.refused == {"bo@example.com": "550 no such mailbox"}
    assert [recipients for _, recipients, _ in inbox.mails] == [("cy@example.com",)]


def test_no_recipient_left_sends_nothing() -> None:
    answers = {"bo@example.com": "451 try later", "cy@example.com": "550 no such mailbox"}
    inbox = Inbox(recipient_answers=answers)
    with running(inbox) as server:
        sent = send(MAIL, server)
    assert (sent.accepted, sent.later, sent.refused) == (
        (),
        {"bo@example.com": "451 try later"},
        {"cy@example.com": "550 no such mailbox"},
    )
    assert inbox.mails == []


def test_a_refused_message_is_not_unknown() -> None:
    with (
        running(Inbox(data_answer="554 looks like spam")) as server,
        pytest.raises(RefusedError, match="554 looks like spam"),
    ):
        send(MAIL, server)


def test_a_message_put_off_can_be_sent_later_on_the_same_line() -> None:
    inbox = Inbox(answers=["451 busy"])
    with running(inbox) as server, server.open() as line:
        with pytest.raises(LaterError, match="451 busy"):
            line.send(MAIL, ENVELOPE.recipients)
        assert line.send(MAIL, ENVELOPE.recipients).accepted == ENVELOPE.recipients
    assert len(inbox.mails) == 1


def test_a_line_cut_before_the_message_is_made_anew() -> None:
    inbox = Inbox(hang_up=1)
    with running(inbox) as server, server.open() as line:
        with pytest.raises(LaterError, match="has cut the connection"):
            line.send(MAIL, ENVELOPE.recipients)
        assert line.send(MAIL, ENVELOPE.recipients).accepted == ENVELOPE.recipients


def test_a_server_too_slow_to_answer_leaves_the_outcome_unknown() -> None:
    inbox = Inbox(slow=1.0)
    with running(inbox) as server, pytest.raises(OutcomeUnknownError):
        send(MAIL, replace(server, timeout=0.3))


def test_a_line_cut_after_the_message_leaves_the_outcome_unknown() -> None:
    inbox = Inbox(vanish=True)
    with running(inbox) as server, pytest.raises(OutcomeUnknownError, match="may have arrived"):
        send(MAIL, server)
    assert len(inbox.mails) == 1


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_is_said_and_never_shown(tmp_path: Path) -> None:
    options = {"authenticator": takes("ana", "right"), "auth_require_tls": False, "auth_required": True}
    inbox = Inbox()
    with running(inbox, **options) as server:
        wrong = replace(server, user="ana", password="wrong-secret")
        with pytest.raises(GoalsheetError, match="refuses the log-in of ana") as caught:
            wrong.check()
        assert "GOALSHEET_SMTP_PASSWORD" in caught.value.remedy
        assert "wrong-secret" not in str(caught.value) + repr(wrong)
        assert send(MAIL, replace(server, user="ana", password="right")).accepted


def test_tls_is_verified(tmp_path: Path) -> None:
    cert, context = certificate(tmp_path, "127.0.0.1")
    inbox = Inbox()
    with running(inbox, tls_context=context, require_starttls=True) as plain:
        server = replace(plain, security="starttls")
        with pytest.raises(GoalsheetError, match="certificate can't be trusted"):
            send(MAIL, server)
        assert inbox.mails == []
        assert send(MAIL, replace(server, cafile=str(cert))).accepted
    wrong, other = certificate(tmp_path, "mail.example.com")
    with running(Inbox(), tls_context=other) as plain, pytest.raises(GoalsheetError, match="can't be trusted"):
        send(MAIL, replace(plain, security="starttls", cafile=str(wrong)))


def test_no_encryption_offered_is_said() -> None:
    with running(Inbox()) as server, pytest.raises(GoalsheetError, match="STARTTLS"):
        send(MAIL, replace(server, security="starttls"))


def test_a_password_never_travels_in_the_clear() -> None:
    with pytest.raises(GoalsheetError, match="unprotected"):
        Server("mail.example.com", security="none", user="ana", password="x").check()


def test_nobody_listening_is_said() -> None:
    port = free_port()
    with pytest.raises(GoalsheetError, match=f"127.0.0.1:{port} can't be used") as caught:
        send(MAIL, Server("127.0.0.1", port, security="none", timeout=5))
    assert "GOALSHEET_SMTP_HOST" in caught.value.remedy


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = Server("127.0.0.1", silent.getsockname()[1], security="none", timeout=0.3)
        with pytest.raises(GoalsheetError, match="does not answer"):
            server.check()


def test_a_mail_without_a_sender_is_not_sent() -> None:
    inbox = Inbox()
    with running(inbox) as server, pytest.raises(GoalsheetError, match="no sender"):
        send(compose(status_report(marketing()), Envelope(to=("bo@example.com",))), server)
    assert inbox.mails == []


def test_a_good_connection_is_told() -> None:
    with running(Inbox()) as server:
        assert server.check() == f"{server} answers, without encryption; no log-in is set."


def test_the_server_comes_from_the_environment() -> None:
    given = {
        "GOALSHEET_SMTP_HOST": "mail.example.com",
        "GOALSHEET_SMTP_SECURITY": "TLS",
        "GOALSHEET_SMTP_PASSWORD": " p ",
    }
    assert server_from(given) == Server("mail.example.com", 465, "tls", password=" p ")
    assert server_from({"GOALSHEET_SMTP_HOST": "h"}).port == 587


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "No mail server"),
        ({"GOALSHEET_SMTP_HOST": "h", "GOALSHEET_SMTP_PORT": "many"}, "GOALSHEET_SMTP_PORT is 'many'"),
        ({"GOALSHEET_SMTP_HOST": "h", "GOALSHEET_SMTP_SECURITY": "ssl"}, "GOALSHEET_SMTP_SECURITY is 'ssl'"),
    ],
)
def test_what_the_environment_gets_wrong_is_said(given: dict[str, str], words: str) -> None:
    with pytest.raises(GoalsheetError, match=words) as caught:
        server_from(given)
    assert caught.value.remedy
