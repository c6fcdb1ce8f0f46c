"""Who a mail is from and to. Addresses are checked here: nothing else from the workbook gets into a header
unchecked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr

from goalsheet.errors import GoalsheetError
from goalsheet.settings import Settings


@dataclass(frozen=True, slots=True)
class Envelope:
    """Addresses as `ana@example.com` or `Ana Silva <ana@example.com>`. `bcc` is never written into the message."""

    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who gets it, once, as bare addresses."""
        given = (address(text).addr_spec for text in (*self.to, *self.cc, *self.bcc))
        return tuple(dict.fromkeys(given))


def envelope_of(settings: Settings) -> Envelope:
    """The envelope of the status mail."""
    return Envelope(settings.mail_from, settings.mail_to, settings.mail_cc, settings.mail_bcc, settings.mail_reply_to)


def address(text: str) -> Address:
    """The address in a text. Raises GoalsheetError where there is none that mail can be sent to."""
    name, bare = parseaddr(" ".join(text.split()) if not _broken(text) else "")
    local, _, domain = bare.rpartition("@")
    try:
        parsed = Address(name, local.encode("ascii").decode(), domain.encode("idna").decode())
    except (MessageError, ValueError, IndexError):
        raise _no_address(text) from None
    if bare not in text or not parsed.username or ("." not in parsed.domain and parsed.domain != "localhost"):
        raise _no_address(text)
    return parsed


def addresses(texts: Iterable[str]) -> tuple[Address, ...]:
    return tuple(address(text) for text in texts)


def _broken(text: str) -> bool:
    """Whether an address holds a line break, which is an attempt to inject headers."""
    return any(character in text for character in "\r\n\0")


def _no_address(text: str) -> GoalsheetError:
    return GoalsheetError(f"{text!r} is not an e-mail address", "Write it like ana@example.com.")
