"""Reads and replaces the file of a workbook, and writes any other file that a command names. Replacing is one step: if
the program is killed at any instant, the file is the old one or the new one."""

import errno
import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.whole_files import make_folder, new_file, remove_if_empty, replace_file

#: How what is never written over begins, whoever made it: .xlsx and .ods, .xls, an outbox.
_PRECIOUS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3")


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
    except OSError as error:
        said = f"{path} can't be read ({error.strerror or error})"
        raise GoalsheetError(said, "Run the command again, or copy the file elsewhere first.") from error
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
        _refuse_if_theirs(path, old)
        _refuse_if_read_only(path)
        if backup is not None and not backup.exists():
            new_file(backup, old, like=path)
        replace_file(path, new, like=path, last_look=lambda: _refuse_if_theirs(path, old))
    except OSError as error:
        raise _not_written(target, error) from error


def write_output(
    path: Path,
    data: bytes,
    like: Path | None,
    may_replace: Callable[[bytes], bool] = lambda _: False,
    remedy: str = "Choose another place with --out.",
) -> None:
    """Write a file that a command names, completely or not at all, no more readable than `like`, the workbook it comes
    from. A file that is there already is left alone unless `may_replace` says of its content that it may go.

    Raises GoalsheetError with nothing written.
    """
    try:
        make_folder(path.parent, like)
        if not path.exists():
            new_file(path, data, like)
        elif path.is_file() and may_replace(path.read_bytes()):
            replace_file(path, data, like or path)
        else:
            raise FileExistsError(path)
    except FileExistsError:
        said = f"{path} exists already, and what goalsheet did not make is not written over"
        raise GoalsheetError(said, remedy) from None
    except OSError as error:
        raise GoalsheetError(f"{path} can't be written ({error.strerror or error})", remedy) from error


def write_outputs(
    contents: Mapping[Path, bytes], like: Path, may_replace: Callable[[bytes], bool] = lambda _: False
) -> None:
    """Write several files, each as `write_output` does. Raises GoalsheetError; those that were new are gone then."""
    new = [path for path in contents if not path.exists()]
    folders = [path for path in dict.fromkeys(one.parent for one in new) if not path.exists()]
    try:
        for path, data in contents.items():
            write_output(path, data, like, may_replace)
    except BaseException:
        for path in new:
            path.unlink(missing_ok=True)
        remove_if_empty(*folders, *(folder.parent for folder in folders))
        raise


def overwritten(content: bytes) -> bool:
    """For --overwrite: any file but a workbook or an outbox may be replaced."""
    return not content.startswith(_PRECIOUS)


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file."""
    return one.resolve() == other.resolve()


def _refuse_if_theirs(path: Path, old: bytes) -> None:
    """Refuse a workbook that somebody has open, or has saved since it was read."""
    _refuse_if_open(path)
    if path.read_bytes() != old:
        raise _changed(path)


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
