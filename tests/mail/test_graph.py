"""Microsoft Graph and XOAUTH2 against fakes that speak what their documents say."""

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.mail.compose import compose
from goalsheet.mail.deliver import Letter, Post, deliver
from goalsheet.mail.envelope import Envelope
from goalsheet.mail.outbox import Issue, Outbox, State
from goalsheet.mail.transports.base import LaterError, OutcomeUnknownError, RefusedError
from goalsheet.mail.transports.graph import graph_from
from goalsheet.mail.transports.lookup import draft_box
from goalsheet.mail.transports.oauth import OUTLOOK_SCOPE, token_source
from goalsheet.mail.transports.smtp import server_from
from goalsheet.report.view import status_report
from tests.mail.fakes import SECRET, TokenInbox, microsoft
from tests.mail.servers import certificate, running
from tests.report.examples import marketing

ENVELOPE = Envelope("ana@example.com", ("bo@example.com",), ("cy@example.com",), bcc=("di@example.com",))
MAIL = compose(status_report(marketing()), ENVELOPE)


def test_the_same_mime_goes_out_through_graph(tmp_path: Path) -> None:
    with microsoft(tmp_path) as (fake, cert):
        graph = graph_from(fake.environ(cert), "ana@example.com")
        with graph.open() as line:
            assert line.send(MAIL, ENVELOPE.recipients).accepted == ENVELOPE.recipients
            line.send(MAIL, ENVELOPE.recipients)
        assert fake.tokens_given == 1
    mailbox, content = fake.sent[0]
    arrived = message_from_bytes(content, policy=policy.default)
    assert mailbox == "ana%40example.com"
    assert (arrived["To"], arrived["Cc"], arrived["Bcc"]) == ("bo@example.com", "cy@example.com", "di@example.com")
    assert arrived["Message-ID"] == MAIL["Message-ID"]
    assert [part.get_content_type() for part in arrived.walk()] == [part.get_content_type() for part in MAIL.walk()]


def test_who_had_it_is_not_named_again(tmp_path: Path) -> None:
    """Graph sends to whom the message names."""
    with microsoft(tmp_path) as (fake, cert):
        graph = graph_from(fake.environ(cert), "ana@example.com")
        outbox = Outbox(tmp_path / "outbox")
        for to in (("bo@example.com",), ENVELOPE.recipients):
            deliver([Letter("r", Issue("p"), MAIL, to)], Post(graph, outbox))
    first, second = (message_from_bytes(content, policy=policy.default) for _, content in fake.sent)
    assert (first["To"], first["Cc"], first["Bcc"]) == ("bo@example.com", None, None)
    assert (second["To"], second["Cc"], second["Bcc"]) == (None, "cy@example.com", "di@example.com")


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (429, "ApplicationThrottled", LaterError),
        (503, "ServiceUnavailable", LaterError),
        (400, "ErrorInvalidRecipients", RefusedError),
        (413, "ErrorMessageSizeExceeded", RefusedError),
        (504, "GatewayTimeout", OutcomeUnknownError),
        (403, "ErrorAccessDenied", GoalsheetError),
    ],
)
def test_what_graph_says_is_told(status: int, code: str, error: type[GoalsheetError], tmp_path: Path) -> None:
    with microsoft(tmp_path) as (fake, cert):
        fake.answers = [(status, code, {"Retry-After": "7"})]
        with pytest.raises(GoalsheetError, match=f"{status} {code}: Said by the fake") as caught:
            graph_from(fake.environ(cert), "ana@example.com").send(MAIL, ENVELOPE.recipients)
    assert type(caught.value) is error
    assert not isinstance(caught.value, LaterError) or caught.value.after == 7
    assert fake.sent == []


def test_a_lost_answer_leaves_the_outcome_unknown(tmp_path: Path) -> None:
    with microsoft(tmp_path) as (fake, cert):
        fake.vanish = True
        graph = graph_from(fake.environ(cert), "ana@example.com")
        outbox = Outbox(tmp_path / "outbox")
        done = deliver([Letter("r", Issue("p"), MAIL, ENVELOPE.recipients)], Post(graph, outbox))
        assert done.unknown == [*ENVELOPE.recipients]
        assert {entry.state for entry in outbox.entries()} == {State.SENDING}
        fake.vanish = False
        assert deliver([Letter("r", Issue("p"), MAIL, ENVELOPE.recipients)], Post(graph, outbox)).sent == []
    assert len(fake.sent) == 1


def test_a_draft_lies_in_the_mailbox_and_nothing_is_sent(tmp_path: Path) -> None:
    with microsoft(tmp_path) as (fake, cert), draft_box(fake.environ(cert), "graph", "ana@example.com") as (box, name):
        assert name == "the drafts of ana@example.com"
        assert box.draft(MAIL)
    assert (len(fake.drafts), fake.sent) == (1, [])


def test_a_wrong_secret_is_said_and_never_shown(tmp_path: Path) -> None:
    with microsoft(tmp_path) as (fake, cert):
        environ = {**fake.environ(cert), "GOALSHEET_M365_SECRET": "wrong-secret"}
        with pytest.raises(GoalsheetError, match="Invalid client secret provided") as caught:
            graph_from(environ, "ana@example.com").check()
    assert "wrong-secret" not in str(caught.value)
    assert SECRET not in repr(graph_from(fake.environ(cert), "ana@example.com"))


def test_a_wrong_certificate_is_refused(tmp_path: Path) -> None:
    with microsoft(tmp_path, "graph.example.com") as (fake, cert):
        environ = {**fake.environ(cert), "GOALSHEET_GRAPH_TOKEN": fake.token}
        with pytest.raises(GoalsheetError, match="certificate can't be trusted"):
            graph_from(environ, "ana@example.com").send(MAIL, ENVELOPE.recipients)
        with pytest.raises(GoalsheetError, match="No token from Microsoft 365"):
            graph_from(fake.environ(cert), "ana@example.com").check()
    assert fake.sent == []


def test_xoauth2_over_starttls(tmp_path: Path) -> None:
    cert, context = certificate(tmp_path, "127.0.0.1")
    inbox = TokenInbox()
    with running(inbox, tls_context=context, auth_required=True) as plain:
        environ = {
            "GOALSHEET_SMTP_HOST": plain.host, "GOALSHEET_SMTP_PORT": str(plain.port), "GOALSHEET_SMTP_AUTH": "xoauth2",
            "GOALSHEET_SMTP_USER": "ana@example.com", "GOALSHEET_SMTP_TOKEN": "token-1",
            "GOALSHEET_SMTP_CAFILE": str(cert),
        }  # fmt: skip
        with server_from(environ).open() as line:
            assert line.send(MAIL, ENVELOPE.recipients).accepted == ENVELOPE.recipients
        stale = server_from({**environ, "GOALSHEET_SMTP_TOKEN": "stale-token"})
        with pytest.raises(GoalsheetError, match="refuses the log-in of ana@") as caught:
            stale.check()
        assert "token may have run out" in caught.value.remedy
        assert "stale-token" not in str(caught.value) + repr(stale)
    assert len(inbox.mails) == 1


def test_a_token_for_smtp_comes_from_the_application(tmp_path: Path) -> None:
    with microsoft(tmp_path) as (fake, cert):
        assert token_source(fake.environ(cert), "GOALSHEET_SMTP_TOKEN", "ana", OUTLOOK_SCOPE)() == "token-1"


def test_no_token_at_all_is_said() -> None:
    with pytest.raises(GoalsheetError, match="no token") as caught:
        graph_from({}, "ana@example.com")
    assert "GOALSHEET_M365_TENANT" in caught.value.remedy
    with pytest.raises(GoalsheetError, match="No mailbox"):
        graph_from({}, "")


def test_what_is_not_reached_can_be_tried_later(tmp_path: Path) -> None:
    environ = {"GOALSHEET_GRAPH_TOKEN": "t", "GOALSHEET_GRAPH_URL": "https://127.0.0.1:1/v1.0"}
    with pytest.raises(LaterError, match="can't be reached"):
        replace(graph_from(environ, "ana@example.com"), timeout=2).send(MAIL, ENVELOPE.recipients)
