"""A failure of goalsheet itself: status 3, one line, a log file, nothing half published. A no is status 2."""

import errno
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goalsheet import publish
from goalsheet.cli import mailing, main, options
from tests.support.program import sample, tree


def run(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(map(str, words)), input=typed, prog_name="goalsheet")


def fails(error: BaseException) -> object:
    def raising(*_: object, **__: object) -> None:
        raise error

    return raising


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "state" / "log")
    return tmp_path / "state" / "log"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return sample("marketing-goals", tmp_path / "work")


ERRORS = [
    ValueError("max() arg is an empty sequence"),
    RecursionError("too deep"),
    MemoryError(),
    UnicodeError("line one\nline two"),
    OSError(errno.EIO, "Input/output error"),
    AssertionError(),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_one_line_status_3_and_a_log_file(
    error: Exception, book: Path, logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "reviewed", fails(error))
    done = run("check", book)
    assert done.exit_code == 3
    (line,) = done.output.splitlines()
    (log,) = logs.iterdir()
    assert str(log) in line
    assert type(error).__name__ in line
    text = log.read_text()
    assert "Traceback" in text
    assert str(book) in text or "command: " in text
    assert log.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["annotations", "annotate", "as_json", "status_report", "to_eml"])
def test_nothing_is_half_published(where: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(book.parent)
    monkeypatch.setattr(publish, where, fails(KeyError("S1")))
    assert run("report", book).exit_code == 3
    assert tree(book.parent) == before


def test_without_a_place_for_logs_it_still_says_so(book: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "file" / "log")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    monkeypatch.setattr(options, "reviewed", fails(ValueError("boom")))
    done = run("check", book)
    assert (done.exit_code, len(done.output.splitlines())) == (3, 1)
    assert "no log file could be written" in done.output


def test_old_log_files_go(book: Path, logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "reviewed", fails(ValueError("boom")))
    for _ in range(25):
        done = run("check", book)
    kept = sorted(logs.iterdir())
    assert len(kept) == 20
    assert str(kept[-1]) in done.output


def test_no_to_a_question_is_status_2(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "transport_from", lambda *_: "a server")
    done = run("send", book, "--to", "ana@example.com", "--from", "ben@example.com", "--send", typed="n\n")
    assert done.exit_code == 2
    assert "[y/N]" in done.output
    assert re.search("nothing was sent|nothing was done", done.output)
    assert not book.with_suffix(".outbox").exists()
