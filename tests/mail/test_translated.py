"""Whatever a mail says stands in the report's language: nothing is left in it but the workbook's own words."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from goalsheet.history.ask import askings
from goalsheet.mail.asking import asking_draft
from goalsheet.mail.letters import Mailing
from goalsheet.review import Review, review
from tests.mail.letters import ALL, AS_OF, SAMPLES, part
from tests.support.everywhere import CODE, left_over, speaking_marked, visible
from tools.replay import WEEKS, replay

MARKED_ALL = {**ALL, "lang": CODE, "empty_mails": True}

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _speaking_marked() -> Iterator[None]:
    with speaking_marked():
        yield


@pytest.fixture(scope="module")
def weeks_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with weeks of edits and reports behind it."""
    *_, (_, _, path), _ = replay(tmp_path_factory.mktemp("replay"))
    return path


def reviews(weeks_later: Path) -> Iterator[Review]:
    yield from (review(path, AS_OF, AS_OF, MARKED_ALL) for path in SAMPLES)
    later, _ = WEEKS[-1]
    yield review(weeks_later, later, later, MARKED_ALL)


def test_status_mail_and_digests_are_told_throughout(weeks_later: Path) -> None:
    count = 0
    for seen in reviews(weeks_later):
        for letter in Mailing(seen).letters():
            message, count = letter.message, count + 1
            said = [message["Subject"], part(message, "plain"), visible(part(message, "html")), _calendar(message)]
            for text in said:
                assert not left_over(text, seen.workbook, seen.title), (letter.name, text)
    assert count > 30


def _calendar(message: EmailMessage) -> str:
    """What a calendar shows of the deadlines."""
    for attached in message.iter_attachments():
        if attached.get_content_type() == "text/calendar":
            lines = str(attached.get_content()).replace("\r\n ", "").replace("\\n", " ").splitlines()
            return " ".join(line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "DESCRIPTION")))
    return ""


def test_the_mail_that_asks_is_told_throughout(weeks_later: Path) -> None:
    for seen in reviews(weeks_later):
        for asking in askings(seen.plan):
            message = message_from_bytes(
                asking_draft(asking, seen, "ana.xlsx", b"").partition(b"\r\n")[2], policy=default
            )
            assert isinstance(message, EmailMessage)
            for text in (message["Subject"], part(message, "plain")):
                assert not left_over(text, seen.workbook, seen.title), text
