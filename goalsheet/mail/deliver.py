"""Delivers letters: each is recorded in the outbox before it is sent, and its outcome afterwards. What may succeed
later is tried again in rounds, with longer and longer waits between them."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from email.message import EmailMessage

from goalsheet.errors import GoalsheetError
from goalsheet.mail.outbox import Issue, Outbox, State
from goalsheet.mail.transports.base import Connection, LaterError, OutcomeUnknownError, RefusedError, Transport

#: Seconds before the second, third and fourth round; a server that asks for longer gets it, up to a limit.
WAITS = (2.0, 10.0, 60.0)
LONGEST_WAIT = 300.0


@dataclass(frozen=True)
class Letter:
    """One message for its recipients. `report` and `issue` identify it in the outbox; `name` is that of its file."""

    report: str
    issue: Issue
    message: EmailMessage
    recipients: tuple[str, ...]
    name: str = ""


@dataclass(slots=True)
class Delivery:
    """The outcome for each recipient, as (recipient, the server's reply) where there was one."""

    sent: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)  # had received it before
    unknown: list[str] = field(default_factory=list)  # cut off, now or before; not sent again
    later: list[tuple[str, str]] = field(default_factory=list)  # not sent; may succeed later
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        return not (self.unknown or self.later or self.refused)


@dataclass(frozen=True)
class Post:
    """How to send: transport, outbox, and clock. `said` is called with the outcome for every recipient."""

    transport: Transport
    outbox: Outbox
    retry_unknown: bool = False
    waits: Sequence[float] = WAITS
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], str] = str
    said: Callable[[str, str, str], None] = lambda what, who, why: None


def deliver(letters: Iterable[Letter], post: Post) -> Delivery:
    """Send each letter to those of its recipients who have not received it, and record the outcome.

    Raises GoalsheetError where the transport cannot be opened (nothing is recorded then), and for an error that
    concerns every letter; the letters not yet sent are free for the next run.
    """
    done = Delivery()
    with post.outbox.run(alone=post.retry_unknown), post.transport.open() as connection:
        waiting = _round(letters, connection, post, done, post.retry_unknown)
        for wait in post.waits:
            if not waiting:
                break
            post.sleep(max(wait, min(waiting.after, LONGEST_WAIT)))
            waiting = _round(waiting.letters, connection, post, done)
    done.later = waiting.who
    for who, why in done.later:
        post.said("later", who, why)
    return done


@dataclass(slots=True)
class _Waiting:
    """What is to be tried again, for whom, and how long the server asked to wait."""

    letters: list[Letter] = field(default_factory=list)
    who: list[tuple[str, str]] = field(default_factory=list)
    after: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.letters)

    def add(self, letter: Letter, later: dict[str, str], after: float = 0.0) -> None:
        if later:
            self.letters.append(replace(letter, recipients=tuple(later)))
            self.who += later.items()
            self.after = max(self.after, after)


def _round(
    letters: Iterable[Letter], connection: Connection, post: Post, done: Delivery, retry: bool = False
) -> _Waiting:
    waiting = _Waiting()
    for letter in letters:
        message_id = str(letter.message["Message-ID"])
        claim = post.outbox.claim(letter.report, letter.issue, message_id, letter.recipients, retry, post.now())
        for what, whom, into in (("already", claim.already, done.already), ("unknown", claim.unknown, done.unknown)):
            into += whom
            _say(post, what, dict.fromkeys(whom, ""))
        if claim.taken:
            _hand_over(replace(letter, recipients=claim.taken), connection, post, done, waiting)
    return waiting


def _hand_over(letter: Letter, connection: Connection, post: Post, done: Delivery, waiting: _Waiting) -> None:
    """Send one letter, and record the outcome in the outbox."""
    everybody = letter.recipients
    try:
        sent = connection.send(letter.message, everybody)
    except OutcomeUnknownError as error:
        done.unknown += everybody
        _say(post, "unknown", dict.fromkeys(everybody, error.message))
    except LaterError as error:
        later = dict.fromkeys(everybody, error.message)
        _settle(post, letter, later, State.LATER)
        waiting.add(letter, later, error.after)
    except RefusedError as error:
        refused = dict.fromkeys(everybody, error.message)
        _settle(post, letter, refused, State.REFUSED)
        done.refused += refused.items()
        _say(post, "refused", refused)
    except GoalsheetError as error:
        _settle(post, letter, dict.fromkeys(everybody, error.message), State.LATER)
        raise
    else:
        accepted = dict.fromkeys(sent.accepted, "")
        _settle(post, letter, accepted, State.SENT)
        _settle(post, letter, dict(sent.refused), State.REFUSED)
        _settle(post, letter, dict(sent.later), State.LATER)
        done.sent += sent.accepted
        done.refused += sent.refused.items()
        waiting.add(letter, dict(sent.later))
        _say(post, "sent", accepted)
        _say(post, "refused", dict(sent.refused))


def _settle(post: Post, letter: Letter, ended: dict[str, str], state: State) -> None:
    if ended:
        states = {who: (state, why) for who, why in ended.items()}
        post.outbox.settle(letter.report, letter.issue.period, states, post.now())


def _say(post: Post, what: str, whom: dict[str, str]) -> None:
    for who, why in whom.items():
        post.said(what, who, why)
