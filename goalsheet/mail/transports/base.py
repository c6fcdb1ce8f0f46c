"""What all transports have in common: the outcomes of sending, and whether a mail can have gone out."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Protocol

from goalsheet.errors import GoalsheetError


@dataclass(frozen=True, slots=True)
class Sent:
    """The outcome for one message: who gets it, who never will, who may on another attempt, with the server's
    replies.
    """

    accepted: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, str] = field(default_factory=dict)


class RefusedError(GoalsheetError):
    """The message was refused for good, for all its recipients; another message may be accepted."""


class LaterError(GoalsheetError):
    """Nothing went out, but it may on another attempt, not before `after` seconds."""

    def __init__(self, message: str, remedy: str = "", after: float = 0.0) -> None:
        super().__init__(message, remedy)
        self.after = after


class OutcomeUnknownError(GoalsheetError):
    """The connection broke after the message was handed over: it may have been delivered, or not."""


class Connection(Protocol):
    """An open connection to send through."""

    def send(self, message: EmailMessage, recipients: tuple[str, ...]) -> Sent:
        """Send one message. Raises RefusedError, LaterError or OutcomeUnknownError for this message; any other
        GoalsheetError means that nothing was sent and that no message can be (a log-in that has expired)."""
        ...


class Transport(Protocol):
    """A way to send. As text it says where to: `smtp.example.com:587`."""

    def open(self) -> AbstractContextManager[Connection]:
        """Connect and log in. Raises GoalsheetError saying what is wrong."""
        ...

    def check(self) -> str:
        """Connect and log in as `open` would, then disconnect; the result in a sentence. Raises GoalsheetError."""
        ...


def addressed(message: EmailMessage) -> tuple[str, ...]:
    """The bare addresses in To and Cc, each once."""
    texts = [str(header) for name in ("To", "Cc") for header in message.get_all(name, [])]
    return tuple(dict.fromkeys(bare for _, bare in getaddresses(texts) if bare))
