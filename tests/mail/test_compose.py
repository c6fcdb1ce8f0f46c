"""The mail: what it says, and that it is always the same and never more than a mail."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from goalsheet.errors import GoalsheetError
from goalsheet.mail.compose import MOST_HTML, compose, to_eml
from goalsheet.mail.envelope import Envelope, envelope_of
from goalsheet.report.view import status_report
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.report.examples import Drawing, big, marketing

TEAM = Envelope("Ana Silva <ana@example.com>", ("bo@example.com", "Lee Wong <lee@example.com>"), ("cc@example.com",))


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.fixture(scope="module")
def mail() -> EmailMessage:
    return parsed(bytes(compose(status_report(marketing()), TEAM)))


def test_the_subject_says_the_news(mail: EmailMessage) -> None:
    assert mail["Subject"] == "[Marketing goals] week 47: 1 off track, 1 at risk, 1 no update, 1 done"


def test_it_is_from_and_to_whom_the_envelope_says(mail: EmailMessage) -> None:
    assert mail["From"] == "Ana Silva <ana@example.com>"
    assert mail["To"] == "bo@example.com, Lee Wong <lee@example.com>"
    assert mail["Cc"] == "cc@example.com"
    assert mail["Date"] == "Fri, 20 Nov 2026 12:00:00 +0000"
    assert mail["Message-ID"].endswith("@example.com>")


def test_text_and_html_tell_the_same(mail: EmailMessage) -> None:
    assert [piece.get_content_type() for piece in mail.iter_parts()] == ["text/plain", "multipart/related"]
    text = part(mail, "plain")
    page: Any = html.fromstring(part(mail, "html"))
    shown = " ".join(page.text_content().split())
    report = status_report(marketing())
    said = [report.verdict, *(it.name for it in report.attention), *(goal.name for goal in report.goals)]
    said += [win.text for win in report.wins] + [it.cell for it in report.attention]
    for words in said:
        assert words in " ".join(text.split())
        assert words.replace(" %", "\u00a0%") in shown.replace(" %", "\u00a0%")


def test_css_is_inlined_and_the_dark_block_kept(mail: EmailMessage) -> None:
    page: Any = html.fromstring(part(mail, "html"))
    (style,) = page.findall(".//style")
    assert "prefers-color-scheme:dark" in style.text
    assert all(cell.get("style") for cell in page.findall(".//td[@class='row']"))
    assert not page.findall(".//script") + page.findall(".//link")


def test_same_report_same_bytes_and_another_report_another_id() -> None:
    first, second = (compose(status_report(marketing()), TEAM) for _ in range(2))
    assert bytes(first) == bytes(second)
    assert compose(status_report(big()), TEAM)["Message-ID"] != first["Message-ID"]
    assert compose(status_report(marketing()), Envelope("ana@example.com"))["Message-ID"] != first["Message-ID"]


def test_blind_copies_are_not_written_down() -> None:
    message = compose(
        status_report(marketing()), Envelope("ana@example.com", ("bo@example.com",), bcc=("blind@example.com",))
    )
    assert b"blind@" not in bytes(message)


def test_a_big_report_is_cut_and_says_so() -> None:
    message = compose(status_report(big(60, 1200)), TEAM)
    page = part(message, "html")
    assert len(page.encode()) <= MOST_HTML
    assert re.search(r"\+ \d+ more in the full report", page)
    assert re.search(r"\+ \d+ more in the full report", part(message, "plain"))


def test_very_long_texts_still_fit() -> None:
    it = Drawing()
    for _ in range(40):
        goal = it.goal("é<&" * 10_000, Status.OFF_TRACK, reason="ü" * 32_767, clears="<" * 32_767, owners=("ö" * 999,))
        it.step(goal, "🎯" * 9_000, Status.OFF_TRACK, reason="&" * 32_767)
    assert len(part(compose(status_report(it.review()), TEAM), "html").encode()) <= MOST_HTML


def test_the_eml_opens_as_a_draft() -> None:
    content = to_eml(compose(status_report(marketing())))
    draft = parsed(content)
    assert draft["X-Unsent"] == "1"
    assert draft["To"] is None
    assert part(draft, "plain").startswith("Marketing goals")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200))
def test_no_title_gets_out_of_its_header(title: str) -> None:
    it = Drawing()
    it.goal("Goal", Status.ON_TRACK)
    hostile = f"{title}\r\nBcc: eve@example.com\n\n<b>"
    message = parsed(bytes(compose(status_report(it.review(title=hostile)), TEAM)))
    assert message["Bcc"] is None
    assert sorted(message.keys()) == sorted(
        [
            "Subject", "From", "To", "Cc", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "MIME-Version",
            "Content-Type",
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ana",
        "ana@",
        "@example.com",
        "ana@example.com\r\nBcc: eve@example.com",
        "ana@exa mple.com",
        "änä@example.com",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(GoalsheetError, match="not an e-mail address"):
        compose(status_report(marketing()), Envelope("ana@example.com", (text,)))


def test_recipients_are_counted_once_and_domains_written_as_servers_know_them() -> None:
    envelope = Envelope(
        "a@example.com", ("Bo <bo@münchen.example>", "bo@xn--mnchen-3ya.example"), bcc=("c@example.com",)
    )
    assert envelope.recipients == ("bo@xn--mnchen-3ya.example", "c@example.com")


def test_the_envelope_comes_from_the_settings() -> None:
    envelope = envelope_of(Settings(mail_from="a@example.com", mail_to=("b@example.com",), mail_cc=("c@example.com",)))
    assert envelope.recipients == ("b@example.com", "c@example.com")


def test_a_users_subject_template_is_used(tmp_path: Path) -> None:
    (tmp_path / "mail.subject.txt.j2").write_text("{{ report.period }}\n\nnews", encoding="utf-8")
    assert compose(status_report(marketing()), TEAM, tmp_path)["Subject"] == "2026-W47 news"
