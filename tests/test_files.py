"""Files: written whole or not at all, never under somebody's hands."""

import errno
import os
from pathlib import Path

import pytest

from goalsheet import files
from goalsheet.editing.edits import Edits
from goalsheet.editing.write import annotate, apply, clean
from goalsheet.errors import GoalsheetError
from tests.editing.made import everything, parts, plan, values


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "goals.xlsx"
    path.write_bytes(plan())
    return path


def test_in_place_with_a_backup_of_the_users_version(book: Path) -> None:
    before, backup = book.read_bytes(), book.with_name("goals.xlsx.bak")
    outcome = annotate(book, everything(), backup=backup)
    assert outcome.changed
    assert backup.read_bytes() == before
    assert values(book.read_bytes())[0][-1] == "Why"
    annotate(book, everything(2), backup=backup)
    assert backup.read_bytes() == before
    assert sorted(p.name for p in book.parent.iterdir()) == ["goals.xlsx", "goals.xlsx.bak"]
    assert clean(book).changed
    assert parts(book.read_bytes()) == parts(before)


def test_a_copy_leaves_the_workbook_alone(book: Path) -> None:
    before, copy = book.read_bytes(), book.with_name("copy.xlsx")
    annotate(book, everything(), output=copy)
    assert book.read_bytes() == before
    assert copy.read_bytes() == apply(before, everything(), "goals.xlsx")[0]
    clean(copy, output=book.with_name("clean.xlsx"))
    assert parts(book.with_name("clean.xlsx").read_bytes()) == parts(before)


def test_nothing_to_change_touches_nothing(book: Path) -> None:
    annotate(book, everything())
    os.utime(book, (1_000_000_000, 1_000_000_000))
    stat = book.stat()
    outcome = annotate(book, everything(), backup=book.with_name("b.bak"))
    assert not outcome.changed
    assert (book.stat().st_mtime_ns, book.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)
    assert not book.with_name("b.bak").exists()
    assert not clean(book.parent / "goals.xlsx", output=None).kept


def test_permissions_are_kept(book: Path) -> None:
    book.chmod(0o640)
    annotate(book, everything())
    assert book.stat().st_mode & 0o777 == 0o640


def test_a_link_to_a_workbook_stays_a_link(book: Path) -> None:
    link = book.with_name("link.xlsx")
    link.symlink_to(book)
    annotate(link, everything())
    assert link.is_symlink()
    assert values(book.read_bytes())[0][-1] == "Why"


@pytest.mark.parametrize("lock", ["~$goals.xlsx", "~$als.xlsx", ".~lock.goals.xlsx#"])
def test_a_workbook_that_is_open_is_left_alone(book: Path, lock: str) -> None:
    before = book.read_bytes()
    book.with_name(lock).write_bytes(b"")
    with pytest.raises(GoalsheetError, match="is open in"):
        annotate(book, everything(), backup=book.with_name("b.bak"))
    assert book.read_bytes() == before
    assert not book.with_name("b.bak").exists()


def test_a_workbook_that_changed_since_it_was_read_is_left_alone(book: Path) -> None:
    digest = files.digest(book.read_bytes())
    changed = apply(plan(), everything())[0]
    book.write_bytes(changed)
    with pytest.raises(GoalsheetError, match="was changed since it was read"):
        annotate(book, everything(2), digest=digest)
    assert book.read_bytes() == changed


def test_changed_between_reading_and_writing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goalsheet.editing import write

    def slow(data: bytes, edits: Edits, copy_of: str = "") -> object:
        book.write_bytes(b"saved by somebody else meanwhile")
        return apply(data, edits, copy_of)

    monkeypatch.setattr(write, "apply", slow)
    with pytest.raises(GoalsheetError, match="was changed since it was read"):
        annotate(book, everything())
    assert book.read_bytes() == b"saved by somebody else meanwhile"


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError, match="no such file"):
        annotate(tmp_path / "nowhere.xlsx", everything())
    with pytest.raises(GoalsheetError, match="is a folder"):
        annotate(tmp_path, everything())


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_read_only_file_and_folder(book: Path) -> None:
    before = book.read_bytes()
    book.chmod(0o444)
    with pytest.raises(GoalsheetError, match="is read-only"):
        annotate(book, everything())
    book.chmod(0o644)
    book.parent.chmod(0o555)
    try:
        with pytest.raises(GoalsheetError, match="folder is read-only"):
            annotate(book, everything())
    finally:
        book.parent.chmod(0o755)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "folder is read-only"), (errno.EROFS, "folder is read-only")],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    before = book.read_bytes()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(GoalsheetError, match=words):
        annotate(book, everything())
    assert book.read_bytes() == before
    assert [p.name for p in book.parent.iterdir()] == ["goals.xlsx"]


def test_without_nameless_files(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    annotate(book, everything())
    assert values(book.read_bytes())[0][-1] == "Why"
    assert [p.name for p in book.parent.iterdir()] == ["goals.xlsx"]
