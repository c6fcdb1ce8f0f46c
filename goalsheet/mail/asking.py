"""The mail that asks an owner how it is going: a draft with their small workbook attached."""

from email.message import EmailMessage

from goalsheet.history.ask import Asking
from goalsheet.history.words import counted
from goalsheet.mail.compose import POLICY, to_eml
from goalsheet.mail.envelope import address
from goalsheet.review import Review

_TYPE = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def asking_draft(asking: Asking, review: Review, name: str, workbook: bytes) -> bytes:
    """A draft as the bytes of an .eml file, ready to be looked at and sent; without a To where no address is known."""
    message = EmailMessage(policy=POLICY)
    message["Subject"] = (
        f"[{' '.join(review.title.split())}] how is it going? {counted(len(asking.items), 'open item')}"
    )
    person = review.plan.person(asking.owner)
    if review.settings.mail_from:
        message["From"] = address(review.settings.mail_from)
    if person is not None and person.email:
        message["To"] = address(person.email)
    message.set_content(_text(asking, review))
    message.add_attachment(workbook, *_TYPE, filename=name)
    boundary = f"goalsheet-ask-{review.as_of.isoformat()}"
    message.set_boundary(boundary)
    return to_eml(message)


def _text(asking: Asking, review: Review) -> str:
    lines = [f"- {item.name}" + (f" (due {item.due})" if item.due else "") for item in asking.items]
    return (
        f"Dear {asking.owner},\n\nplease bring these up to date in the workbook attached, and send it back:\n\n"
        + "\n".join(lines)
        + f"\n\nIt is about {review.workbook.path.name} as of {review.as_of}. A minute is enough: status, how much is"
        " done, and a word where something is in the way.\n"
    )
