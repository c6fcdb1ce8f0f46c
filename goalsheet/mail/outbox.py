"""The outbox: the record of what was mailed to whom for which week, so that nobody gets a mail twice.

One SQLite file. A recipient is recorded as `sending`, and that is committed, before anything goes over the wire.
Whoever is found as `sending` later was cut off halfway: whether the mail arrived is unknown, and it is not sent again
unless the user says so.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.whole_files import new_file

SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
    report TEXT NOT NULL, period TEXT NOT NULL, recipient TEXT NOT NULL,
    state TEXT NOT NULL, message_id TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '', at TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (report, period, recipient)
)
"""


class State(StrEnum):
    SENDING = "sending"  # on its way, or cut off: unknown
    SENT = "sent"
    LATER = "later"  # for certain not sent; the server said to try again
    REFUSED = "refused"  # for certain not sent


#: Whom a mail may be sent to: they certainly have not received it.
FREE = (State.LATER, State.REFUSED)
_SURENESS = (*FREE, State.SENDING, State.SENT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipient of one mail. `report` is its kind and workbook, `at` the time of the last change of its state,
    `day` the report's date; entries of older versions have none."""

    report: str
    period: str
    recipient: str
    state: State
    message_id: str
    detail: str
    at: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """The week of a mail as the outbox knows it: `period` is its name there, `day` the report's date, `first` and
    `last` the days of the week, in ISO form, where they are known.

    The name alone is not enough: when the first day of the week changes in the settings, the same day gets another
    name.
    """

    period: str
    day: str = ""
    first: str = ""
    last: str = ""

    def has(self, entry: Entry) -> bool:
        """Whether a recipient of that mail has received this week's."""
        return entry.period == self.period or bool(entry.day and self.first <= entry.day <= self.last)

    def states(self, entries: Iterable[Entry]) -> Mapping[str, State]:
        """The state of this week's mail by recipient, from the entries of its report; the most certain where there are
        two."""
        found: dict[str, State] = {}
        for entry in filter(self.has, entries):
            found[entry.recipient] = max(found.get(entry.recipient, entry.state), entry.state, key=_SURENESS.index)
        return found


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom to send to now, who has received it, and for whom that is unknown."""

    taken: tuple[str, ...]
    already: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outbox:
    """The record in a file, created when it is first written to, no more readable than `like`, the workbook."""

    path: Path
    like: Path | None = None

    def entries(self) -> tuple[Entry, ...]:
        """Everything on record, by period, report and recipient."""
        if not self.path.exists():
            return ()
        with self._open() as record:
            return tuple(_entries(record, "ORDER BY 2, 1, 3"))

    def by_report(self) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries():
            found.setdefault(entry.report, []).append(entry)
        return found

    def claim(
        self, report: str, issue: Issue, message_id: str, to: Sequence[str], retry: bool = False, at: str = ""
    ) -> Claim:
        """Record as `sending` those who may be sent to. Nothing has gone out yet.

        One transaction: of two runs at the same time, only one gets a recipient. `retry`: also those whose outcome is
        unknown.
        """
        with self._open() as record:
            record.execute("BEGIN IMMEDIATE")
            earlier = list(_entries(record, "WHERE report = ?", report))
            claim = _claim(to, issue.states(earlier), retry)
            taken = {_key(one) for one in claim.taken}
            gone = [(report, e.period, e.recipient) for e in earlier if e.recipient in taken and issue.has(e)]
            record.executemany("DELETE FROM outbox WHERE report = ? AND period = ? AND recipient = ?", gone)
            rows = [
                (report, issue.period, one, State.SENDING.value, message_id, at, issue.day) for one in sorted(taken)
            ]
            record.executemany("INSERT INTO outbox VALUES (?, ?, ?, ?, ?, '', ?, ?)", rows)
            record.execute("COMMIT")
        return claim

    def settle(self, report: str, period: str, states: Mapping[str, tuple[State, str]], at: str = "") -> None:
        """Record the outcome by recipient: the state and the server's reply."""
        rows = [(state.value, detail, at, report, period, _key(one)) for one, (state, detail) in states.items()]
        with self._open() as record:
            record.execute("BEGIN IMMEDIATE")
            record.executemany(
                "UPDATE outbox SET state = ?, detail = ?, at = ? WHERE report = ? AND period = ? AND recipient = ?",
                rows,
            )
            record.execute("COMMIT")

    @contextmanager
    def run(self, alone: bool = False) -> Iterator[None]:
        """A run that sends. Several may run at the same time; one that sends the unknown again has to be `alone`,
        because a mail that another run is sending looks the same. The lock belongs to the operating system, which
        releases it however the run ends.

        Raises GoalsheetError where the outbox cannot be used.
        """
        lock = self.path.with_name(f"{self.path.name}-lock")
        self._made(lock)
        try:
            held = sqlite3.connect(lock, timeout=1 if alone else 30, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            self._lock(held, alone)
            yield
        finally:
            held.close()

    def _made(self, path: Path) -> None:
        """An empty file where there is none: SQLite would make it as readable as any new file."""
        if self.like is not None and not path.exists():
            with suppress(OSError):  # SQLite says what is wrong; or another run was faster
                new_file(path, b"", self.like)

    def _lock(self, held: sqlite3.Connection, alone: bool) -> None:
        try:
            if alone:
                held.execute("BEGIN EXCLUSIVE")
            else:
                held.execute("BEGIN")
                held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            raise GoalsheetError(
                f"{self.path}: another run is sending", "Wait until it has ended, then try again."
            ) from error
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._made(self.path)
        try:
            record = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            record.execute("PRAGMA synchronous = FULL")
            record.execute(SCHEMA)
            _with_days(record)
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


def _entries(record: sqlite3.Connection, which: str, *values: str) -> Iterator[Entry]:
    columns = "report, period, recipient, state, message_id, detail, at, day"
    for row in record.execute(f"SELECT {columns} FROM outbox {which}", values):
        yield Entry(row[0], row[1], row[2], State(row[3]), *row[4:])


def _with_days(record: sqlite3.Connection) -> None:
    """Adds the columns for days to an outbox of an older version; of several runs at the same time only one does so."""
    if _has_days(record):
        return
    record.execute("BEGIN IMMEDIATE")
    if not _has_days(record):
        record.execute("ALTER TABLE outbox ADD COLUMN day TEXT NOT NULL DEFAULT ''")
    record.execute("COMMIT")


def _has_days(record: sqlite3.Connection) -> bool:
    return "day" in [column[1] for column in record.execute("PRAGMA table_info(outbox)")]


def _claim(to: Sequence[str], known: Mapping[str, State], retry: bool) -> Claim:
    free = [one for one in to if known.get(_key(one), State.REFUSED) in FREE]
    stuck = [one for one in to if known.get(_key(one)) is State.SENDING]
    already = tuple(one for one in to if known.get(_key(one)) is State.SENT)
    return Claim((*free, *stuck) if retry else tuple(free), already, () if retry else tuple(stuck))


def _key(recipient: str) -> str:
    return recipient.casefold()
