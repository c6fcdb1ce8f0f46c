"""Mail into a folder of .eml files. Nothing leaves the machine."""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports.base import LaterError, Sent

_UNSAFE = re.compile(r"[^\w.@+-]+")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of .eml files, each named by its Message-ID."""

    path: Path

    def __str__(self) -> str:
        return f"the folder {self.path}"

    @contextmanager
    def open(self) -> Iterator["Folder"]:
        self.check()
        yield self

    def check(self) -> str:
        """Raises GoalsheetError where the folder cannot be written to."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path):
                return f"The folder {self.path} can be written."
        except OSError as error:
            raise GoalsheetError(f"{self.path}: can't be written ({error.strerror})", "Name another place.") from error

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        """Put the mail there as a file. Raises LaterError where it cannot be written."""
        name = f"{file_name(str(message['Message-ID']).strip('<>'))}.eml"
        try:
            write_whole(self.path / name, bytes(message))
        except OSError as error:
            raise LaterError(
                f"{self.path}: can't be written ({error.strerror})", "Make room or get the right."
            ) from error
        return Sent(recipients)


def transport(environ: Mapping[str, str], place: str, sender: str) -> Folder:
    """`folder:DIR`."""
    return Folder(Path(place))


def file_name(text: str) -> str:
    """A text as a file name that is valid on every system.

    >>> file_name("ana@example.com"), file_name("../a b/c")
    ('ana@example.com', '-a-b-c')
    """
    return _UNSAFE.sub("-", text).lstrip(".")[:120] or "mail"


def write_whole(path: Path, content: bytes) -> None:
    """Write the file completely or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
