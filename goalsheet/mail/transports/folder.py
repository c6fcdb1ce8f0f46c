"""Mail into a folder: a maildir that mail programs read, or plain .eml files. Nothing leaves the machine."""

import mailbox
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports.base import LaterError, Sent

_UNSAFE = re.compile(r"[^\w.@+-]+")


@dataclass(frozen=True, slots=True)
class Maildir:
    """A maildir; made where there is none."""

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
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path):
                return f"The folder {self.path} can be written."
        except OSError as error:
            raise GoalsheetError(f"{self.path}: can't be written ({error.strerror})", "Name another place.") from error

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        name = f"{file_name(str(message['Message-ID']).strip('<>'))}.eml"
        try:
            write_whole(self.path / name, bytes(message))
        except OSError as error:
            raise LaterError(
                f"{self.path}: can't be written ({error.strerror})", "Make room or get the right."
            ) from error
        return Sent(recipients)


def file_name(text: str) -> str:
    """A text as a file's name, for any system.

    >>> file_name("ana@example.com"), file_name("../a b/c")
    ('ana@example.com', '-a-b-c')
    """
    return _UNSAFE.sub("-", text).lstrip(".")[:120] or "mail"


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none of it."""
    handle, made = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(made, path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
