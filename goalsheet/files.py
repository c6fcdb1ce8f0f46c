"""Reads and replaces the file of a workbook. Replacing is one step: if the program is killed at any instant, the file
is the old one or the new one."""

import contextlib
import errno
import hashlib
import os
import tempfile
from pathlib import Path

from goalsheet.errors import GoalsheetError

_TEMPORARY = ".goalsheet-"


def digest(data: bytes) -> str:
    """Identifies the bytes of a workbook."""
    return hashlib.sha256(data).hexdigest()


def load(path: Path, expected: str | None = None) -> bytes:
    """The bytes of a file. Raises GoalsheetError if it cannot be read, or if its digest is not the `expected` one."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise GoalsheetError(f"{path}: there is no such file", "Check the path.") from None
    except IsADirectoryError:
        raise GoalsheetError(f"{path} is a folder", "Name the workbook in it.") from None
    except PermissionError:
        raise GoalsheetError(f"{path} may not be read", "Ask its owner for access, or use a copy.") from None
    if expected is not None and digest(data) != expected:
        raise _changed(path)
    return data


def store(path: Path, old: bytes, new: bytes, output: Path | None, backup: Path | None) -> None:
    """Replace the old bytes of a file by new ones, or write these to `output`; a file that does not change is not
    touched.

    Raises GoalsheetError where the file was changed since, or cannot be written.
    """
    target = output or path
    try:
        if output is not None and not same(output, path):
            replace_file(output, new, like=path)
            return
        if new == old:
            return
        _refuse_if_open(path)
        if path.read_bytes() != old:
            raise _changed(path)
        _refuse_if_read_only(path)
        if backup is not None and not backup.exists():
            replace_file(backup, old, like=path)
        replace_file(path, new, like=path)
    except OSError as error:
        raise _not_written(target, error) from error


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file."""
    return one.resolve() == other.resolve()


def _changed(path: Path) -> GoalsheetError:
    return GoalsheetError(f"{path} was changed since it was read", "Nothing was written. Run the command again.")


def _refuse_if_open(path: Path) -> None:
    """Refuse a workbook that is open: Excel and LibreOffice keep a lock file beside it."""
    locks = (
        path.with_name("~$" + path.name),
        path.with_name("~$" + path.name[2:]),
        path.with_name(f".~lock.{path.name}#"),
    )
    if any(lock.exists() for lock in locks):
        raise GoalsheetError(
            f"{path} is open in Excel or another program",
            "Close it there and run the command again, or use --output COPY.xlsx.",
        )


def _refuse_if_read_only(path: Path) -> None:
    protected = not path.stat().st_mode & 0o222  # asked of the file itself: an administrator could write to it anyway
    if protected or not os.access(path, os.W_OK):
        raise GoalsheetError(
            f"{path} is read-only", "Take the write protection off, or use --output COPY.xlsx to write a copy."
        )


def _not_written(path: Path, error: OSError) -> GoalsheetError:
    if error.errno == errno.ENOSPC:
        return GoalsheetError(f"{path} was not written: the disk is full", "Make room and run the command again.")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return GoalsheetError(
            f"{path} was not written: its folder is read-only", "Use --output to write a copy elsewhere."
        )
    return GoalsheetError(f"{path} was not written: {error.strerror or error}", "Nothing was changed.")


def replace_file(path: Path, data: bytes, like: Path) -> None:
    """Write a file completely or not at all, with the permissions of `like`."""
    target = path.resolve()  # a link stays a link, and its target is replaced
    source = target if target.exists() else like
    temporary = _written(target, data, source)
    try:
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _flush_folder(target.parent)


def _written(target: Path, data: bytes, like: Path) -> str:
    """A file beside the target with all the data on disk. Where the system can, it has no name until it is complete, so
    that a kill leaves nothing behind."""
    if hasattr(os, "O_TMPFILE"):
        with contextlib.suppress(OSError, NotImplementedError):
            return _written_nameless(target, data, like)
    handle, name = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".tmp", dir=target.parent)
    try:
        _fill(handle, data, like)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


def _written_nameless(target: Path, data: bytes, like: Path) -> str:
    """Like `_written`. The name it gets at the end is the same each time: a file left by a kill between naming and
    renaming is removed by the next run."""
    name = str(target.parent / f"{_TEMPORARY}{target.name}.tmp")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(name)
    handle = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    try:
        _fill(os.dup(handle), data, like)
        os.link(f"/proc/self/fd/{handle}", name, follow_symlinks=True)
    finally:
        os.close(handle)
    return name


def _fill(handle: int, data: bytes, like: Path) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        with contextlib.suppress(OSError):
            os.fchmod(file.fileno(), like.stat().st_mode & 0o7777)
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
