"""The mail that asks an owner how it is going: a draft with their small workbook attached."""

from email.message import EmailMessage

from goalsheet.history.ask import Asking, Item
from goalsheet.language import Language
from goalsheet.mail.compose import POLICY, to_eml
from goalsheet.mail.envelope import address
from goalsheet.mail.recipients import AddressBook
from goalsheet.review import Review

_TYPE = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def asking_draft(asking: Asking, review: Review, name: str, workbook: bytes) -> bytes:
    """A draft as the bytes of an .eml file, ready to be checked and sent. It has no To header where no address is
    known."""
    message = EmailMessage(policy=POLICY)
    asked = review.language.many(len(asking.items), "how is it going? {n} open item", "how is it going? {n} open items")
    message["Subject"] = f"[{' '.join(review.title.split())}] {asked}"
    if review.settings.mail_from:
        message["From"] = address(review.settings.mail_from)
    if email := AddressBook(review).email(asking.owner):
        message["To"] = address(email)
    message.set_content(_text(asking, review))
    message.add_attachment(workbook, *_TYPE, filename=name)
    boundary = f"goalsheet-ask-{review.as_of.isoformat()}"
    message.set_boundary(boundary)
    return to_eml(message)


def _text(asking: Asking, review: Review) -> str:
    lang = review.language
    say = lang.say
    paragraphs = (
        say("Dear {name},", name=asking.owner),
        say("please bring these up to date in the workbook attached, and send it back:"),
        "\n".join(f"- {_line(item, lang)}" for item in asking.items),
        say(
            "It is about {workbook} as of {day}. A minute is enough: status, how much is done, and a word where"
            " something is in the way.",
            workbook=review.workbook.path.name,
            day=lang.day(review.as_of),
        ),
    )
    return "\n\n".join(paragraphs) + "\n"


def _line(item: Item, lang: Language) -> str:
    if item.due is None:
        return item.name
    return lang.say("{what} ({note})", what=item.name, note=lang.say("due {day}", day=lang.day(item.due)))
