"""Mail into a maildir, which mail programs read. Nothing leaves the machine."""

import mailbox
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports.base import LaterError, Sent


@dataclass(frozen=True, slots=True)
class Maildir:
    """A maildir, created if it does not exist."""

    path: Path

    def __str__(self) -> str:
        return f"the maildir {self.path}"

    @contextmanager
    def open(self) -> Iterator["Maildir"]:
        self._box().close()
        yield self

    def check(self) -> str:
        self._box().close()
        return f"{str(self)[0].upper()}{str(self)[1:]} can be used."

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        """Put the mail into the mailbox. Raises LaterError where it cannot be written."""
        box = self._box()
        try:
            box.add(bytes(message))
        except OSError as error:
            raise LaterError(
                f"{self.path}: can't be written ({error.strerror})", "Make room or get the right."
            ) from error
        finally:
            box.close()
        return Sent(recipients)

    def _box(self) -> mailbox.Maildir:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return mailbox.Maildir(self.path, create=True)
        except OSError as error:
            raise GoalsheetError(f"{self.path}: no maildir ({error.strerror})", "Name another place.") from error


def transport(environ: Mapping[str, str], place: str, sender: str) -> Maildir:
    """`maildir:DIR`."""
    return Maildir(Path(place))
