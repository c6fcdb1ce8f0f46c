"""Who a mail is from and for. Addresses are checked here: nothing else of the workbook gets into a header unfolded."""

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
    """The status mail's."""
    return Envelope(settings.mail_from, settings.mail_to, settings.mail_cc, settings.mail_bcc, settings.mail_reply_to)


def address(text: str) -> Address:
    """The address in a text; GoalsheetError where there is none that can be written to."""
    name, bare = parseaddr(" ".join(text.split()) if not _broken(text) else "")
    local, _, domain = bare.rpartition("@")
    try:
        made = Address(name, local.encode("ascii").decode(), domain.encode("idna").decode())
    except (MessageError, ValueError, IndexError):
        raise _no_address(text) from None
    if bare not in text or not made.username or ("." not in made.domain and made.domain != "localhost"):
        raise _no_address(text)
    return made


def addresses(texts: Iterable[str]) -> tuple[Address, ...]:
    return tuple(address(text) for text in texts)


def _broken(text: str) -> bool:
    """A line break in an address is an attempt to write headers."""
    return any(character in text for character in "\r\n\0")


def _no_address(text: str) -> GoalsheetError:
    return GoalsheetError(f"{text!r} is not an e-mail address", "Write it like ana@example.com.")
