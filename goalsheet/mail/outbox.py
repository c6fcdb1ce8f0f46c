"""The record of what was mailed to whom for which period, so that nobody gets a report twice.

One SQLite file. A recipient is written down as `sending` and committed before anything goes over the wire; whoever is
found as `sending` later was cut off half way, and whether the mail arrived is unknown: never sent again unless told.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.mail.send import OutcomeUnknownError, Server, send

SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
    report TEXT NOT NULL, period TEXT NOT NULL, recipient TEXT NOT NULL,
    state TEXT NOT NULL, message_id TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (report, period, recipient)
)
"""


class State(StrEnum):
    SENDING = "sending"  # on its way, or cut off: unknown
    SENT = "sent"
    REFUSED = "refused"  # for certain not sent


@dataclass(frozen=True, slots=True)
class Entry:
    report: str
    period: str
    recipient: str
    state: State
    message_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of each recipient."""

    sent: tuple[str, ...] = ()
    already: tuple[str, ...] = ()  # had it before
    unknown: tuple[str, ...] = ()  # cut off before, not sent again
    refused: tuple[tuple[str, str], ...] = ()  # recipient and the server's words


@dataclass(frozen=True, slots=True)
class Outbox:
    """The record in a file; made when first written to."""

    path: Path

    def entries(self) -> tuple[Entry, ...]:
        """Everything on record, in the order of report, period and recipient."""
        if not self.path.exists():
            return ()
        with self._open() as record:
            rows = record.execute(
                "SELECT report, period, recipient, state, message_id, detail FROM outbox ORDER BY 1, 2, 3"
            ).fetchall()
        return tuple(Entry(row[0], row[1], row[2], State(row[3]), row[4], row[5]) for row in rows)

    def claim(self, report: str, period: str, message_id: str, to: Sequence[str], retry: bool = False) -> Delivery:
        """Write down as `sending` whoever may be sent to; `sent` of the answer names them, nothing has gone out yet.

        One transaction: of two runs at once, only one gets a recipient. `retry`: also those whose outcome is unknown.
        """
        with self._open() as record:
            record.execute("BEGIN IMMEDIATE")
            query = "SELECT recipient, state FROM outbox WHERE report = ? AND period = ?"
            known = {row[0]: State(row[1]) for row in record.execute(query, (report, period))}
            free = [one for one in to if known.get(_key(one), State.REFUSED) is State.REFUSED]
            stuck = [one for one in to if known.get(_key(one)) is State.SENDING]
            taken = [*free, *stuck] if retry else free
            rows = [(report, period, _key(one), State.SENDING.value, message_id) for one in taken]
            record.executemany("INSERT OR REPLACE INTO outbox VALUES (?, ?, ?, ?, ?, '')", rows)
            record.execute("COMMIT")
        already = tuple(one for one in to if known.get(_key(one)) is State.SENT)
        return Delivery(tuple(taken), already, () if retry else tuple(stuck))

    def settle(self, report: str, period: str, states: dict[str, tuple[State, str]]) -> None:
        """Write down how it ended, by recipient: the state and the server's words."""
        rows = [(state.value, detail, report, period, _key(one)) for one, (state, detail) in states.items()]
        with self._open() as record:
            record.execute("BEGIN IMMEDIATE")
            record.executemany(
                "UPDATE outbox SET state = ?, detail = ? WHERE report = ? AND period = ? AND recipient = ?", rows
            )
            record.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            record = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            record.execute("PRAGMA synchronous = FULL")
            record.execute(SCHEMA)
            yield record
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        finally:
            record.close()

    def _unusable(self, error: sqlite3.Error) -> GoalsheetError:
        return GoalsheetError(
            f"{self.path}: the outbox can't be used ({error})",
            "Without it nobody could say who had the mail; make it writable, or name another with --outbox.",
        )


def deliver(
    message: EmailMessage,
    server: Server,
    recipients: Sequence[str],
    outbox: Outbox,
    report: str,
    period: str,
    retry_unknown: bool = False,
) -> Delivery:
    """Send the message to whoever of the recipients has not had this report for this period, and write it down.

    Raises what `send` raises; when that was certain to send nothing, the recipients are free for the next try, when the
    outcome is unknown they stay `sending`.
    """
    claimed = outbox.claim(report, period, str(message["Message-ID"]), recipients, retry_unknown)
    if not claimed.sent:
        return claimed
    try:
        result = send(message, server, claimed.sent)
    except OutcomeUnknownError:
        raise
    except GoalsheetError as error:
        outbox.settle(report, period, dict.fromkeys(claimed.sent, (State.REFUSED, error.message)))
        raise
    refused = tuple(result.refused.items())
    ended = dict.fromkeys(result.accepted, (State.SENT, ""))
    outbox.settle(report, period, {**ended, **{one: (State.REFUSED, why) for one, why in refused}})
    return Delivery(result.accepted, claimed.already, claimed.unknown, refused)


def _key(recipient: str) -> str:
    return recipient.casefold()
