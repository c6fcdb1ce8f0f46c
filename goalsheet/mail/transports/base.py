"""What every way of sending has in common: how it ends, and whether it can have gone out."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Protocol

from goalsheet.errors import GoalsheetError


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message: who gets it, who never will, who may if it is tried again; with the words said."""

    accepted: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, str] = field(default_factory=dict)


class RefusedError(GoalsheetError):
    """This message was refused for good, for all its recipients; another may be taken."""


class LaterError(GoalsheetError):
    """Nothing went out, and it may if it is tried again, not before `after` seconds."""

    def __init__(self, message: str, remedy: str = "", after: float = 0.0) -> None:
        super().__init__(message, remedy)
        self.after = after


class OutcomeUnknownError(GoalsheetError):
    """The connection broke after the message was handed over: it may have been delivered, or not."""


class Line(Protocol):
    """An open way out."""

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        """Hand one message over. Raises RefusedError, LaterError, OutcomeUnknownError; and GoalsheetError, with nothing
        sent, for what concerns every message (a log-in that no longer holds)."""
        ...


class Transport(Protocol):
    """A way to send. As text it says where to: `smtp.example.com:587`."""

    def open(self) -> AbstractContextManager[Line]:
        """Connect and log in. Raises GoalsheetError saying what is wrong."""
        ...

    def check(self) -> str:
        """Connect and log in as `open` would, and leave; what was found, in a sentence. Raises GoalsheetError."""
        ...


def addressed(message: EmailMessage) -> tuple[str, ...]:
    """The bare addresses in To and Cc, each once."""
    texts = [str(header) for name in ("To", "Cc") for header in message.get_all(name, [])]
    return tuple(dict.fromkeys(bare for _, bare in getaddresses(texts) if bare))
