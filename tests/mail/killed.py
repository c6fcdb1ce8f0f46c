"""Runs killed at random instants, against a server that fails in every way a server can: what is delivered twice, and
what is lost without being listed. `python -m tests.mail.killed 200` prints the figures."""

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from goalsheet.mail.deliver import Letter, Post, deliver
from goalsheet.mail.outbox import Issue, Outbox, State
from goalsheet.mail.transports.smtp import Server
from tests.mail.servers import Inbox, running

LETTERS, KILLS_PER_OUTBOX = 15, 5
_fork = multiprocessing.get_context("fork")


@dataclass
class Unsteady(Inbox):
    """A server that now and then loses its answer after the message, puts off, refuses, hangs up, or takes its time."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.recipient_answers = {address: self.chance.choice(["250 OK"] * 18 + ["451 greylisted", "550 no such box"])}
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.vanish = self.chance.random() < 0.05
        self.data_answer = self.chance.choice(["250 OK"] * 18 + ["451 busy", "554 looks like spam"])
        self.slow = self.chance.choice([0.0, 0.0, 0.01, 0.05])
        self.hang_up = int(self.chance.random() < 0.05)
        return await super().handle_DATA(server, session, envelope)


@dataclass
class Figures:
    runs: int = 0
    killed: int = 0
    letters: int = 0  # one for each recipient
    delivered: int = 0
    twice: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    belied: list[str] = field(default_factory=list)  # where the outbox says what is not so
    states: Counter[str] = field(default_factory=Counter)


def letters() -> list[Letter]:
    made = []
    for number in range(LETTERS):
        message = EmailMessage(policy=SMTP_POLICY)
        to = tuple(f"{name}{number}@example.com" for name in ("ana", "bo"))
        message["From"], message["To"], message["Message-ID"] = "goals@example.com", ", ".join(to), f"<{number}@x>"
        message.set_content("Goals\n" * 500)
        made.append(Letter(f"digest {number}", Issue("2026-W47"), message, to))
    return made


def send(server: Server, outbox: Outbox) -> None:
    deliver(letters(), Post(server, outbox, waits=(0.02, 0.05)))


def trial(kills: int, seed: int, folder: Path, at_once: int = 1) -> Figures:
    """So many runs killed at random instants, each outbox finished by one that is not; what the server has of it."""
    chance, figures = random.Random(seed), Figures()
    inbox = Unsteady(chance=random.Random(seed + 1))
    with running(inbox) as server:
        while figures.killed < kills:
            outbox, before = Outbox(folder / f"{figures.runs}.outbox"), len(inbox.mails)
            for _ in range(KILLS_PER_OUTBOX):
                figures.killed += _killed(server, outbox, chance.uniform(0.0, 0.35), at_once)
                figures.runs += at_once
            last = _fork.Process(target=send, args=(server, outbox))
            last.start()
            last.join(60)
            figures.runs += 1
            time.sleep(0.1)  # what a killed run left on the wire arrives
            _count(figures, outbox, inbox.mails[before:])
    return figures


def _killed(server: Server, outbox: Outbox, after: float, at_once: int) -> int:
    """How many of the runs did not end by themselves."""
    runs = [_fork.Process(target=send, args=(server, outbox)) for _ in range(at_once)]
    for run in runs:
        run.start()
    time.sleep(after)
    for run in runs:
        os.kill(run.pid or 0, signal.SIGKILL)
    for run in runs:
        run.join(20)
    return sum(run.exitcode == -signal.SIGKILL for run in runs)


def _count(figures: Figures, outbox: Outbox, mails: list[tuple[str, tuple[str, ...], bytes]]) -> None:
    got = Counter(who for _, recipients, _ in mails for who in recipients)
    listed = {entry.recipient: entry.state for entry in outbox.entries()}
    everybody = [who for letter in letters() for who in letter.recipients]
    figures.letters += len(everybody)
    figures.delivered += sum(got.values())
    figures.twice += [who for who, times in got.items() if times > 1]
    figures.unlisted += [who for who in everybody if who not in listed]
    figures.belied += [f"{who} {listed[who]}" for who in listed if _belied(listed[who], got[who])]
    figures.states.update(str(state) for state in listed.values())


def _belied(state: State, times: int) -> bool:
    return (state is State.SENT and times != 1) or (state in (State.LATER, State.REFUSED) and times != 0)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for together in (1, 2):
            folder = Path(place) / str(together)
            folder.mkdir()
            start = time.monotonic()
            print(f"{together} at once:", trial(int(sys.argv[1]), 47, folder, together))
            print(f"  {time.monotonic() - start:.0f} s")
