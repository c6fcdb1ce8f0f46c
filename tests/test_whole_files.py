"""Whole files: nameless until complete, as the file they replace, and nothing left behind by runs that were ended."""

import errno
import os
from pathlib import Path

import pytest

from goalsheet import whole_files
from goalsheet.whole_files import TEMPORARY, new_file, replace_file

NAMELESS = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")


@NAMELESS
def test_the_data_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    replace_file(tmp_path / "a", b"one", tmp_path)
    assert len(synced) == 2  # the file and its folder
    assert (tmp_path / "a").read_bytes() == b"one"


@NAMELESS
@pytest.mark.parametrize("at", ["fsync", "link"])
def test_a_kill_while_it_is_written_leaves_nothing(tmp_path: Path, at: str) -> None:
    """A child that ends at once, without any `finally`, when it comes to this call."""
    child = os.fork()
    if child == 0:
        setattr(os, at, lambda *_, **__: os._exit(9))
        replace_file(tmp_path / "a", b"one", tmp_path)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("nameless", [True, False])
def test_what_a_kill_left_goes_with_the_next_run(tmp_path: Path, nameless: bool) -> None:
    (tmp_path / "a").write_bytes(b"old")
    child = os.fork()
    if child == 0:
        if not nameless:
            del os.O_TMPFILE
        setattr(os, "replace", lambda *_: os._exit(9))  # noqa: B010  (mypy would have it return nothing)
        replace_file(tmp_path / "a", b"one", tmp_path)
        os._exit(0)
    os.waitpid(child, 0)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert len(list(tmp_path.glob(f"{TEMPORARY}*"))) == 1
    replace_file(tmp_path / "a", b"two", tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["a"]


def test_what_another_run_is_writing_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)

    def meanwhile() -> None:
        replace_file(tmp_path / "b", b"another", tmp_path)

    replace_file(tmp_path / "a", b"one", tmp_path, last_look=meanwhile)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a": b"one", "b": b"another"}


def test_a_new_file_never_replaces_one_that_came_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def meanwhile(handle: int) -> None:
        (tmp_path / "a").write_bytes(b"theirs")
        real(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "a", b"ours", None)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a": b"theirs"}


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    new_file(tmp_path / "a", b"one", None)
    replace_file(tmp_path / "a", b"two", tmp_path)
    with pytest.raises(FileExistsError):
        new_file(tmp_path / "a", b"three", None)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a": b"two"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_owner_and_group_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.chown(path, 1234, 4321)
    path.chmod(0o640)
    replace_file(path, b"two", path)
    seen = path.stat()
    assert (seen.st_uid, seen.st_gid, seen.st_mode & 0o777) == (1234, 4321, 0o640)


def test_where_the_group_cannot_stay_it_gets_no_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0o640)

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fchown", refused)
    replace_file(path, b"two", path)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="only Linux has them here")
def test_extended_attributes_stay(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    try:
        os.setxattr(path, "user.xdg.tags", b"urgent")
    except OSError:
        pytest.skip("this file system has none")
    replace_file(path, b"two", path)
    assert os.getxattr(path, "user.xdg.tags") == b"urgent"


def test_folders_are_entered_by_those_who_may_read(tmp_path: Path) -> None:
    like = tmp_path / "a"
    like.write_bytes(b"")
    like.chmod(0o640)
    whole_files.make_folder(tmp_path / "b" / "c", like)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("b", "b/c")] == [0o750, 0o750]
