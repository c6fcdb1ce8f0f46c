"""Every mail of every sample: the status mail and everybody's digest."""

from datetime import date
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path

from goalsheet.mail.letters import Mailing
from goalsheet.review import review

SAMPLES = sorted((Path(__file__).parents[2] / "sample_workbooks").glob("*.xlsx"))
AS_OF = date(2026, 11, 20)
#: Everything a mail can have.
ALL = {
    "mails": ("status", "leads", "owners"),
    "mail_from": "goals@example.com",
    "mail_to": ("boss@example.com",),
    "mail_attach": ("workbook", "calendar"),
    "default_domain": "example.com",
    "report_link": "https://example.com/goals?week=47&team=a",
    "mail_threads": True,
}


@lru_cache(maxsize=1)
def mails() -> dict[str, EmailMessage]:
    """By sample and mail: `messy-plan status`."""
    made = {}
    for path in SAMPLES:
        for letter in Mailing(review(path, AS_OF, AS_OF, ALL)).letters():
            made[f"{path.stem} {letter.name}"] = letter.message
    return made


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())
