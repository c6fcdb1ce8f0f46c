"""`goalsheet send` and `goalsheet outbox` as their users run them."""

import json
import os
import stat
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.mail.servers import Inbox, running
from tests.support.program import ROOT, run, sample, tree

ALL = ("--mails", "status,leads,owners")


def going(monkeypatch: pytest.MonkeyPatch, server: object) -> None:
    """The environment of somebody with that mail server."""
    host, port = str(server).split(":")
    monkeypatch.setenv("GOALSHEET_SMTP_HOST", host)
    monkeypatch.setenv("GOALSHEET_SMTP_PORT", port)
    monkeypatch.setenv("GOALSHEET_SMTP_SECURITY", "none")


@pytest.mark.slow
def test_without_send_nothing_leaves_and_everything_is_shown(tmp_path: Path) -> None:
    book = sample("marketing-goals", tmp_path)
    done = run("send", book, *ALL)
    assert done.returncode == 0
    assert "ben@junipercoffee.example" in done.stdout
    assert "Nothing was sent" in done.stdout
    made = sorted(name for name in tree(tmp_path) if name.endswith(".eml"))
    assert len(made) == 7
    assert "marketing-goals-report/2026-11-20/mail/status.eml" in made
    assert not (tmp_path / "marketing-goals.outbox").exists()


@pytest.mark.slow
def test_a_status_mail_to_nobody_says_where_to_name_somebody(tmp_path: Path) -> None:
    done = run("send", sample("messy-plan", tmp_path))
    assert "(nobody set)" in done.stdout
    assert "the setting 'Mail to', or with --to" in done.stdout


@pytest.mark.slow
def test_it_asks_once_and_no_is_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, inbox = sample("marketing-goals", tmp_path), Inbox()
    with running(inbox) as server:
        going(monkeypatch, server)
        done = subprocess.run(
            [sys.executable, "-m", "goalsheet", "send", str(book), *ALL, "--send"],
            input="n\n", capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
        )  # fmt: skip
    assert f"Mail 7 messages to 7 recipients through {server}? [y/N]" in done.stdout
    assert done.returncode == 2
    assert inbox.mails == []


@pytest.mark.slow
def test_yes_sends_each_once_and_the_outbox_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, inbox = sample("marketing-goals", tmp_path), Inbox()
    with running(inbox) as server:
        going(monkeypatch, server)
        assert run("send", book, *ALL, "--send", "--yes").returncode == 0
        again = run("send", book, *ALL, "--send", "--yes")
    assert (again.returncode, again.stdout.count("had it"), len(inbox.mails)) == (0, 7, 7)
    entries = json.loads(run("outbox", book, "--format", "json").stdout)
    assert len(entries) == 7
    assert {(entry["state"], entry["period"]) for entry in entries} == {("sent", "2026-W47")}
    assert "Nobody is unknown." in run("outbox", book, "--unknown").stdout
    assert "ben@junipercoffee.example" in run("outbox", tmp_path / "marketing-goals.outbox").stdout


@pytest.mark.slow
def test_two_runs_at_once_double_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, inbox = sample("marketing-goals", tmp_path), Inbox(slow=0.05)
    with running(inbox) as server:
        going(monkeypatch, server)
        command = [sys.executable, "-m", "goalsheet", "send", str(book), *ALL, "--send", "--yes"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        both = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                for _ in range(2)]  # fmt: skip
        for one in both:
            one.wait(60)
    ids = [message_from_bytes(content)["Message-ID"] for _, _, content in inbox.mails]
    assert len(ids) == len(set(ids)) == 7


@pytest.mark.slow
def test_only_to_and_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, inbox = sample("marketing-goals", tmp_path), Inbox()
    with running(inbox) as server:
        going(monkeypatch, server)
        run("send", book, *ALL, "--send", "--yes", "--only-to", "Ben Okafor")
        assert [to for _, to, _ in inbox.mails] == [("ben@junipercoffee.example",)]
        run("send", book, *ALL, "--send", "--yes", "--limit", "2")
        assert len(inbox.mails) == 3
        assert run("send", book, *ALL, "--send", "--yes").stdout.count("had it") == 3
    assert len(inbox.mails) == 7
    assert "Nobody called Zoe" in run("send", book, "--only-to", "Zoe").stderr


@pytest.mark.slow
def test_who_was_refused_is_said_and_the_run_is_not_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = sample("marketing-goals", tmp_path)
    inbox = Inbox(recipient_answers={"ben@junipercoffee.example": "550 no such mailbox"})
    with running(inbox) as server:
        going(monkeypatch, server)
        done = run("send", book, *ALL, "--send", "--yes")
    assert done.returncode == 2
    assert "refused  ben@junipercoffee.example: 550 no such mailbox" in done.stdout
    assert "Not everybody has it for certain: 1 refused" in done.stderr


@pytest.mark.slow
def test_check_says_what_is_wrong_and_shows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOALSHEET_SMTP_HOST", raising=False)
    assert "No mail server is named" in run("send", "--check").stderr
    with running(Inbox()) as server:
        going(monkeypatch, server)
        assert "answers, without encryption" in run("send", "--check").stdout
        monkeypatch.setenv("GOALSHEET_SMTP_USER", "ana")
        monkeypatch.setenv("GOALSHEET_SMTP_PASSWORD", "s3cret")
        done = run("send", "--check")
    assert done.returncode == 2
    assert "s3cret" not in done.stdout + done.stderr


@pytest.mark.slow
def test_a_maildir_and_a_folder_take_mail(tmp_path: Path) -> None:
    import mailbox

    book = sample("marketing-goals", tmp_path)
    assert run("send", book, "--send", "--yes", "--via", f"maildir:{tmp_path / 'box'}").returncode == 0
    (message,) = mailbox.Maildir(tmp_path / "box")
    assert "week 47" in message["Subject"]
    done = run("send", book, "--send", "--yes", "--via", f"folder:{tmp_path / 'out'}", "--outbox", tmp_path / "other")
    assert done.returncode == 0
    (written,) = (tmp_path / "out").iterdir()
    assert message_from_bytes(written.read_bytes(), policy=policy.default)["X-Unsent"] is None
    assert "no way to mail called 'pigeon'" in run("send", book, "--send", "--yes", "--via", "pigeon").stderr


def test_preview_opens_the_browser_with_pictures_in_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n', encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("BROWSER", str(browser))
    assert run("send", sample("product-kpis", tmp_path), "--preview").returncode == 0
    page = Path(opened.read_text(encoding="utf-8").strip().removeprefix("file://"))
    assert page.name == "status.html"
    content = page.read_text(encoding="utf-8")
    assert "data:image/png;base64," in content
    assert "cid:" not in content


def test_a_setting_names_the_mails_and_report_writes_them_too(tmp_path: Path) -> None:
    book = sample("marketing-goals", tmp_path)
    (tmp_path / "goalsheet.toml").write_text('mails = ["owners"]\n', encoding="utf-8")
    assert run("report", book, "--no-annotate").returncode in (0, 1)
    mails = sorted(path.name for path in (tmp_path / "marketing-goals-report/2026-11-20/mail").iterdir())
    assert "digest-ben@junipercoffee.example.eml" in mails
    assert "status.eml" not in mails


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--mails", "everybody"), "mails cannot be 'everybody'"),
        (("--to", "ana"), "mail to cannot be 'ana'"),
        (("--send", "--draft", "eml"), "exclude each other"),
        (("--send", "--yes", "--mails", "owners", "--only-to", "nobody@example.com"), "no recipient"),
    ],
)
def test_what_cannot_be_is_said(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run("send", sample("marketing-goals", tmp_path), *options)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
