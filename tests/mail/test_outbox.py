"""Never twice: what the outbox remembers across runs, faults and runs at once."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.mail.compose import compose
from goalsheet.mail.envelope import Envelope
from goalsheet.mail.outbox import Delivery, Outbox, State, deliver
from goalsheet.mail.send import OutcomeUnknownError, Server
from goalsheet.report.view import status_report
from tests.mail.servers import Inbox, running
from tests.report.examples import marketing

TO = ("bo@example.com", "cy@example.com")
MAIL = compose(status_report(marketing()), Envelope("ana@example.com", TO))


def go(
    server: Server, outbox: Outbox, to: tuple[str, ...] = TO, period: str = "2026-W47", retry: bool = False
) -> Delivery:
    return deliver(MAIL, server, to, outbox, "Marketing goals", period, retry)


def states(outbox: Outbox) -> dict[str, State]:
    return {entry.recipient: entry.state for entry in outbox.entries()}


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "goals.outbox.sqlite")


def test_nobody_gets_the_same_report_twice(outbox: Outbox) -> None:
    inbox = Inbox()
    with running(inbox) as server:
        assert go(server, outbox).sent == TO
        again = go(server, outbox, (*TO, "new@example.com"))
        assert (again.sent, again.already) == (("new@example.com",), TO)
        assert go(server, outbox, period="2026-W48").sent == TO
    assert [recipients for _, recipients, _ in inbox.mails] == [TO, ("new@example.com",), TO]


def test_case_makes_no_other_recipient(outbox: Outbox) -> None:
    with running(Inbox()) as server:
        go(server, outbox)
        assert go(server, outbox, ("BO@example.com",)).already == ("BO@example.com",)


def test_whoever_was_refused_may_be_tried_again(outbox: Outbox) -> None:
    inbox = Inbox(recipient_answers={"bo@example.com": "451 greylisted"})
    with running(inbox) as server:
        first = go(server, outbox)
        assert (first.sent, first.refused) == (("cy@example.com",), (("bo@example.com", "451 greylisted"),))
        assert states(outbox) == {"bo@example.com": State.REFUSED, "cy@example.com": State.SENT}
        inbox.recipient_answers.clear()
        assert go(server, outbox).sent == ("bo@example.com",)


def test_a_server_that_is_down_keeps_nobody_from_the_next_try(outbox: Outbox) -> None:
    with pytest.raises(GoalsheetError):
        go(Server("127.0.0.1", 1, security="none", timeout=2), outbox)
    with running(Inbox()) as server:
        assert go(server, outbox).sent == TO


def test_an_unknown_outcome_is_not_sent_again_unless_told(outbox: Outbox) -> None:
    inbox = Inbox(vanish=True)
    with running(inbox) as server:
        with pytest.raises(OutcomeUnknownError):
            go(server, outbox)
        assert set(states(outbox).values()) == {State.SENDING}
        inbox.vanish = False
        assert go(server, outbox) == Delivery(unknown=TO)
        assert len(inbox.mails) == 1
        assert go(server, outbox, retry=True).sent == TO
    assert set(states(outbox).values()) == {State.SENT}


def test_sending_is_on_record_before_the_wire(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed while it sends leaves its recipients as `sending`."""
    context = multiprocessing.get_context("fork")
    inbox = Inbox()
    with running(inbox) as server:
        killed = context.Process(target=_killed_at_the_wire, args=(server, outbox))
        killed.start()
        killed.join(20)
        assert killed.exitcode == 9
        assert set(states(outbox).values()) == {State.SENDING}
        assert go(server, outbox).unknown == TO
    assert inbox.mails == []


def _killed_at_the_wire(server: Server, outbox: Outbox) -> None:
    import os

    from goalsheet.mail import outbox as module

    module.send = lambda *_: os._exit(9)  # type: ignore[assignment]
    go(server, outbox)


def test_of_runs_at_once_only_one_sends(outbox: Outbox) -> None:
    context = multiprocessing.get_context("fork")
    inbox = Inbox()
    with running(inbox) as server:
        runs = [context.Process(target=go, args=(server, outbox)) for _ in range(6)]
        for run in runs:
            run.start()
        for run in runs:
            run.join(30)
    assert [run.exitcode for run in runs] == [0] * 6
    assert len(inbox.mails) == 1


def test_an_outbox_that_cannot_be_used_stops_the_run(tmp_path: Path) -> None:
    broken = tmp_path / "outbox.sqlite"
    broken.write_text("this is no database", encoding="utf-8")
    inbox = Inbox()
    with running(inbox) as server, pytest.raises(GoalsheetError, match="outbox can't be used"):
        go(server, Outbox(broken))
    assert inbox.mails == []


def test_no_outbox_yet_is_empty(outbox: Outbox) -> None:
    assert outbox.entries() == ()
    assert not outbox.path.exists()
    with running(Inbox()) as server:
        go(server, outbox)
    with sqlite3.connect(outbox.path) as record:
        assert record.execute("SELECT count(*) FROM outbox").fetchone() == (2,)
    record.close()
