"""Never twice: what the outbox remembers across runs, faults and runs at once."""

import multiprocessing
import sqlite3
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.errors import GoalsheetError
from goalsheet.mail.compose import compose
from goalsheet.mail.deliver import Delivery, Letter, Post, deliver
from goalsheet.mail.envelope import Envelope
from goalsheet.mail.outbox import Issue, Outbox, State
from goalsheet.mail.transports.smtp import Server, SmtpConnection
from goalsheet.periods import Rhythm
from goalsheet.report.view import status_report
from tests.mail.servers import Inbox, running
from tests.report.examples import marketing

TO = ("bo@example.com", "cy@example.com")
MAIL = compose(status_report(marketing()), Envelope("ana@example.com", TO))


def go(
    server: Server, outbox: Outbox, to: tuple[str, ...] = TO, period: str = "2026-W47", retry: bool = False
) -> Delivery:
    return deliver([Letter("Marketing goals", Issue(period), MAIL, to)], Post(server, outbox, retry, waits=()))


def states(outbox: Outbox) -> dict[str, State]:
    return {entry.recipient: entry.state for entry in outbox.entries()}


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "goals.outbox.sqlite")


def test_nobody_gets_the_same_report_twice(outbox: Outbox) -> None:
    inbox = Inbox()
    with running(inbox) as server:
        assert go(server, outbox).sent == [*TO]
        again = go(server, outbox, (*TO, "new@example.com"))
        assert (again.sent, again.already) == (["new@example.com"], [*TO])
        assert go(server, outbox, period="2026-W48").sent == [*TO]
    assert [recipients for _, recipients, _ in inbox.mails] == [TO, ("new@example.com",), TO]


def test_case_makes_no_other_recipient(outbox: Outbox) -> None:
    with running(Inbox()) as server:
        go(server, outbox)
        assert go(server, outbox, ("BO@example.com",)).already == ["BO@example.com"]


def test_whoever_was_refused_may_be_tried_in_another_run(outbox: Outbox) -> None:
    inbox = Inbox(recipient_answers={"bo@example.com": "550 no such mailbox"})
    with running(inbox) as server:
        first = go(server, outbox)
        assert (first.sent, first.refused) == (["cy@example.com"], [("bo@example.com", "550 no such mailbox")])
        assert states(outbox) == {"bo@example.com": State.REFUSED, "cy@example.com": State.SENT}
        inbox.recipient_answers.clear()
        assert go(server, outbox).sent == ["bo@example.com"]


def test_who_is_put_off_is_tried_again_with_longer_and_longer_waits(outbox: Outbox) -> None:
    inbox = Inbox(recipient_answers={"bo@example.com": "451 greylisted"})
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            inbox.recipient_answers.clear()

    with running(inbox) as server:
        done = deliver([Letter("r", Issue("p"), MAIL, TO)], Post(server, outbox, waits=(1, 5, 25), sleep=sleep))
    assert (done.sent, waited) == (["cy@example.com", "bo@example.com"], [1, 5])
    assert [recipients for _, recipients, _ in inbox.mails] == [("cy@example.com",), ("bo@example.com",)]


def test_who_is_put_off_to_the_end_is_listed_and_free_for_the_next_run(outbox: Outbox) -> None:
    inbox = Inbox(data_answer="451 busy")
    with running(inbox) as server:
        done = deliver(
            [Letter("r", Issue("p"), MAIL, TO)], Post(server, outbox, waits=(0, 0), sleep=lambda seconds: None)
        )
        assert [who for who, _ in done.later] == [*TO]
        assert "451 busy" in done.later[0][1]
        assert set(states(outbox).values()) == {State.LATER}
        inbox.data_answer = "250 OK"
        assert deliver([Letter("r", Issue("p"), MAIL, TO)], Post(server, outbox)).sent == [*TO]


def test_a_line_cut_between_letters_loses_none(outbox: Outbox) -> None:
    inbox = Inbox(hang_up=2)
    letters = [Letter(f"digest {n}", Issue("p"), MAIL, TO) for n in range(4)]
    with running(inbox) as server:
        done = deliver(letters, Post(server, outbox, waits=(0, 0, 0), sleep=lambda seconds: None))
    assert done.complete
    assert len(inbox.mails) == 4


def test_a_server_that_is_down_keeps_nobody_from_the_next_try(outbox: Outbox) -> None:
    with pytest.raises(GoalsheetError):
        go(Server("127.0.0.1", 1, security="none", timeout=2), outbox)
    assert outbox.entries() == ()
    with running(Inbox()) as server:
        assert go(server, outbox).sent == [*TO]


def test_an_unknown_outcome_is_not_sent_again_unless_told(outbox: Outbox) -> None:
    inbox = Inbox(vanish=True)
    with running(inbox) as server:
        assert go(server, outbox).unknown == [*TO]
        assert set(states(outbox).values()) == {State.SENDING}
        inbox.vanish = False
        assert go(server, outbox) == Delivery(unknown=[*TO])
        assert len(inbox.mails) == 1
        assert go(server, outbox, retry=True).sent == [*TO]
    assert set(states(outbox).values()) == {State.SENT}


@pytest.mark.slow
def test_what_another_run_has_on_the_wire_is_not_sent_again(outbox: Outbox) -> None:
    """It looks like what a cut-off run has left; so whoever sends that again has to be alone."""
    inbox = Inbox(slow=2.5)
    with running(inbox) as server:
        other = multiprocessing.get_context("fork").Process(target=go, args=(server, outbox))
        other.start()
        while not outbox.entries():
            time.sleep(0.01)
        assert go(server, outbox).unknown == [*TO]
        with pytest.raises(GoalsheetError, match="another run is sending"):
            go(server, outbox, retry=True)
        other.join(20)
    assert other.exitcode == 0
    assert len(inbox.mails) == 1


def test_sending_is_on_record_before_the_wire(outbox: Outbox) -> None:
    """A run that is killed while it sends leaves its recipients as `sending`."""
    context = multiprocessing.get_context("fork")
    inbox = Inbox()
    with running(inbox) as server:
        killed = context.Process(target=_killed_at_the_wire, args=(server, outbox))
        killed.start()
        killed.join(20)
        assert killed.exitcode == 9
        assert set(states(outbox).values()) == {State.SENDING}
        assert go(server, outbox).unknown == [*TO]
    assert inbox.mails == []


def _killed_at_the_wire(server: Server, outbox: Outbox) -> None:
    import os

    SmtpConnection.send = lambda *_: os._exit(9)  # type: ignore[method-assign]
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


def issue(day: date, rhythm: Rhythm) -> Issue:
    week = rhythm.week(day)
    return Issue(rhythm.week_filed(day), day.isoformat(), week.first.isoformat(), week.last.isoformat())


def mailed(outbox: Outbox, of: Issue) -> bool:
    """Whether a run of that day sends its mail."""
    taken = outbox.claim("status", of, "<id>", ["bo@example.com"]).taken
    outbox.settle("status", of.period, dict.fromkeys(taken, (State.SENT, "")))
    return bool(taken)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6)), min_size=1, max_size=12), st.dates(date(2020, 1, 1)))
def test_nobody_gets_two_mails_in_a_week_and_none_is_lost_whenever_weeks_are_made_to_begin(
    runs: list[tuple[int, int]], day: date
) -> None:
    """Runs some days apart, each with the day that weeks begin with as it is set then."""
    with TemporaryDirectory() as folder:
        outbox = Outbox(Path(folder) / "goals.outbox")
        had: list[tuple[date, str]] = []
        for later, first in runs:
            day, rhythm = min(day, date(9990, 1, 1)) + timedelta(later), Rhythm(first)
            week = rhythm.week(day)
            due = not any(week.first <= one <= week.last or key == rhythm.week_filed(day) for one, key in had)
            assert mailed(outbox, issue(day, rhythm)) == due
            assert due or day - had[-1][0] < timedelta(13)
            had += [(day, rhythm.week_filed(day))] * due


def test_a_switch_of_the_first_day_sends_no_second_mail_of_the_same_days(outbox: Outbox) -> None:
    monday, sunday = Rhythm(), Rhythm(first_day=6)
    assert mailed(outbox, issue(date(2026, 11, 20), monday))
    assert not mailed(outbox, issue(date(2026, 11, 21), sunday))  # the week of 15 Nov has Friday's
    assert mailed(outbox, issue(date(2026, 11, 22), sunday))
    assert not mailed(outbox, issue(date(2026, 11, 22), monday))  # and back again, on the same day
    assert not mailed(outbox, issue(date(2026, 11, 28), sunday))
    assert mailed(outbox, issue(date(2026, 11, 30), monday))


def test_what_is_unknown_stays_so_under_another_first_day_and_is_settled_by_a_retry(outbox: Outbox) -> None:
    before, now = issue(date(2026, 11, 22), Rhythm()), issue(date(2026, 11, 23), Rhythm(first_day=6))
    outbox.claim("status", before, "<id>", ["bo@example.com"])
    assert outbox.claim("status", now, "<id>", ["bo@example.com"]).unknown == ("bo@example.com",)
    assert outbox.claim("status", now, "<id>", ["bo@example.com"], retry=True).taken == ("bo@example.com",)
    outbox.settle("status", now.period, {"bo@example.com": (State.SENT, "")})
    assert [(entry.period, entry.state) for entry in outbox.entries()] == [("2026-W48", State.SENT)]


def test_a_record_from_before_days_were_written_down_still_counts(outbox: Outbox) -> None:
    with sqlite3.connect(outbox.path) as record:
        record.execute(
            "CREATE TABLE outbox (report TEXT NOT NULL, period TEXT NOT NULL, recipient TEXT NOT NULL, "
            "state TEXT NOT NULL, message_id TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '', "
            "at TEXT NOT NULL DEFAULT '', PRIMARY KEY (report, period, recipient))"
        )
        record.execute("INSERT INTO outbox VALUES ('status', '2026-W47', 'bo@example.com', 'sent', '<id>', '', '')")
    record.close()
    assert not mailed(outbox, issue(date(2026, 11, 20), Rhythm(first_day=6)))
    assert mailed(outbox, issue(date(2026, 11, 27), Rhythm(first_day=6)))
    assert [entry.day for entry in outbox.entries()] == ["", "2026-11-27"]
