"""What a mail is made of, read by a second parser and by an IMAP client, and opened as a draft."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime

import pytest
from fast_mail_parser import parse_email
from hypothesis import given, settings
from hypothesis import strategies as st
from imap_tools import MailBoxUnencrypted
from lxml import html

from goalsheet.errors import GoalsheetError
from goalsheet.mail.compose import MOST_HTML, Attachment, Extras, compose, to_eml
from goalsheet.mail.envelope import Envelope
from goalsheet.mail.transports.imap import Drafts, drafts_from
from goalsheet.report.view import status_report
from tests.mail.fakes import imap_server
from tests.mail.letters import mails, part
from tests.report.examples import marketing

PLAIN = re.compile(r"\s+")


def test_two_parsers_read_the_same() -> None:
    for name, message in mails().items():
        content = bytes(message)
        ours = message_from_bytes(content, policy=policy.default)
        assert not [part for part in ours.walk() if part.defects], name
        theirs = parse_email(content)
        assert theirs.subject == ours["Subject"] == message["Subject"]
        assert [text.replace("\r\n", "\n") for text in theirs.text_plain] == [part(message, "plain")]
        assert [text.replace("\r\n", "\n") for text in theirs.text_html] == [part(message, "html")]
        names = sorted(one.filename for one in theirs.attachments if one.filename)
        assert names == sorted(str(one.get_filename()) for one in ours.iter_attachments() if one.get_filename())


def test_every_mail_is_within_its_bounds() -> None:
    for name, message in mails().items():
        content = bytes(message)
        assert len(part(message, "html").encode()) <= MOST_HTML, name
        assert max(map(len, content.split(b"\r\n"))) <= 998
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert content.split(b"\r\n\r\n", 1)[0].isascii()
        assert parsedate_to_datetime(str(message["Date"])).isoformat() == "2026-11-20T12:00:00+00:00"


def test_every_mail_says_what_it_is_and_how_to_get_no_more() -> None:
    for message in mails().values():
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Unsubscribe"] == "<mailto:goals@example.com?subject=unsubscribe>"
        assert re.fullmatch(r"<series\.[0-9a-f]{32}@example\.com>", message["References"])
        assert message["In-Reply-To"] == message["References"]
    ids = [message["Message-ID"] for message in mails().values()]
    assert len(set(ids)) == len(ids)


def test_text_and_html_say_the_same_facts() -> None:
    """Every heading and every cell named in the one is in the other."""
    for name, message in mails().items():
        page = html.document_fromstring(part(message, "html"))
        text = PLAIN.sub(" ", part(message, "plain").replace("\u00a0", " ")).casefold()
        for element in page.iter("h1", "h2", "h3", "a"):
            said = PLAIN.sub(" ", str(element.text or "").replace("\u00a0", " ")).strip().casefold()
            assert said in text, (name, said)
        cells = re.findall(r"[\w']+![A-Z]+\d+", " ".join(map(str, page.itertext())))
        assert cells or "digest" in name
        for cell in cells:
            assert cell.casefold() in text, (name, cell)


def test_pictures_are_where_the_page_asks_for_them() -> None:
    message = mails()["product-kpis status"]
    asked = set(re.findall(r'src="cid:([^"]+)"', part(message, "html")))
    pictures = {str(p["Content-ID"]).strip("<>"): p for p in message.walk() if p.get_content_type() == "image/png"}
    assert asked == set(pictures) != set()
    for picture in pictures.values():
        assert picture.get_content_disposition() == "inline"
        content = picture.get_payload(decode=True)
        assert isinstance(content, bytes)
        assert content.startswith(b"\x89PNG")
        assert len(content) < 40_000


def test_pictures_have_words_for_who_does_not_see_them() -> None:
    page = html.document_fromstring(part(mails()["product-kpis status"], "html"))
    assert all(re.match(r".+ From .+ to .+", image.get("alt", "")) for image in page.iter("img"))


def test_the_same_mail_in_the_same_week_has_the_same_id() -> None:
    envelope = Envelope("ana@example.com", ("bo@example.com",))
    first = compose(status_report(marketing()), envelope)
    changed = compose(status_report(marketing()), envelope, extras=Extras(link="https://example.com"))
    assert first["Message-ID"] == changed["Message-ID"]
    assert bytes(first) != bytes(changed)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nothing_gets_out_of_its_header(name: str, link: str, series: str) -> None:
    evil = "\r\nBcc: eve@example.com\r\n\r\n"
    extras = Extras(
        (Attachment(f"{name}{evil}.xlsx", b"x"),),
        unsubscribe=f"https://example.com/{link}{evil}",
        series=f"{series}{evil}",
    )
    content = bytes(
        compose(status_report(marketing()), Envelope("ana@example.com", ("bo@example.com",)), extras=extras)
    )
    message = message_from_bytes(content, policy=policy.default)
    assert message["Bcc"] is None
    assert {key for part in message.walk() for key in part} == {
        "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "In-Reply-To",
        "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-ID", "Content-Disposition",
    }  # fmt: skip
    assert parse_email(content).headers.get("Bcc") is None


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_name_gets_out_of_its_address(name: str, more: str) -> None:
    try:
        envelope = Envelope(f"{name} <ana@example.com>{more}", (f"{more}{name} <bo@example.com>",))
        message = message_from_bytes(bytes(compose(status_report(marketing()), envelope)), policy=policy.default)
    except GoalsheetError:
        return
    assert message["From"].addresses[0].addr_spec.endswith("@example.com")
    assert len(message["To"].addresses) == 1
    assert message["Bcc"] is None


def test_the_eml_is_a_draft_whose_headers_can_be_edited() -> None:
    """X-Unsent is what Outlook opens in its editor; it has to stand among the headers, and nothing may be sealed."""
    for message in mails().values():
        draft = message_from_bytes(to_eml(message), policy=policy.default)
        assert draft["X-Unsent"] == "1"
        assert draft.keys()[0] == "X-Unsent"
        assert draft["Subject"] == message["Subject"]
        assert not {"DKIM-Signature", "Received", "Return-Path"} & set(draft.keys())


@pytest.fixture(scope="module")
def imap(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[tuple[Drafts, int]]":
    with imap_server(tmp_path_factory.mktemp("imap")) as (port, cert):
        with MailBoxUnencrypted("127.0.0.1", port).login("ana", "right") as box:
            box.folder.create("Drafts")
        environ = {
            "GOALSHEET_IMAP_HOST": "127.0.0.1", "GOALSHEET_IMAP_PORT": str(port), "GOALSHEET_IMAP_SECURITY": "starttls",
            "GOALSHEET_IMAP_USER": "ana", "GOALSHEET_IMAP_PASSWORD": "right", "GOALSHEET_IMAP_CAFILE": str(cert),
        }  # fmt: skip
        yield drafts_from(environ), port


def test_drafts_are_put_there_once_and_read_by_an_imap_client(imap: "tuple[Drafts, int]") -> None:
    drafts, port = imap
    chosen = [mails()["marketing-goals status"], mails()["ziele-2026 status"]]
    with drafts.open() as box:
        assert [box.draft(message) for message in (*chosen, *chosen)] == [True, True, False, False]
    with MailBoxUnencrypted("127.0.0.1", port).login("ana", "right", "Drafts") as client:
        read = {str(found.subject): found for found in client.fetch(mark_seen=False)}
    assert set(read) == {str(message["Subject"]) for message in chosen}
    for message in chosen:
        found = read[str(message["Subject"])]
        assert r"\Draft" in found.flags
        assert found.text.replace("\r\n", "\n") == part(message, "plain")
        assert found.html.replace("\r\n", "\n") == part(message, "html")
        assert "deadlines.ics" in [one.filename for one in found.attachments]


def test_what_is_wrong_with_the_mailbox_is_said(imap: "tuple[Drafts, int]") -> None:
    from dataclasses import replace

    drafts, _ = imap
    assert drafts.check().endswith("ana is logged in, drafts go to Drafts.")
    with pytest.raises(GoalsheetError, match="refuses") as caught:
        replace(drafts, password="wrong-secret").check()
    assert "wrong-secret" not in str(caught.value) + repr(replace(drafts, password="wrong-secret"))
    with pytest.raises(GoalsheetError, match="certificate can't be trusted"):
        replace(drafts, cafile="").check()
    with pytest.raises(GoalsheetError, match="no folder Entw"), replace(drafts, folder="Entw&APw-rfe").open() as box:
        box.draft(mails()["ziele-2026 status"])
