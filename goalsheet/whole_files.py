"""Writes files whole or not at all: made beside their place under no name, or one of ours, and then moved into it."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from goalsheet import file_locks

TEMPORARY = ".goalsheet-"  # how the name of whatever is not finished begins
_OLD = 3600  # seconds after which what is not finished counts as left behind, where the system can't say so


def replace_file(path: Path, data: bytes, like: Path, last_look: Callable[[], object] = lambda: None) -> None:
    """Write a file completely or not at all, with the permissions, owner and extended attributes of the file that it
    replaces, else of `like`; a symbolic link stays one. `last_look` is called right before the file takes its place:
    what it raises stops that. Raises OSError; nothing is left behind."""
    target = path.resolve()  # a link stays a link, and its target is replaced
    with _made(target, data, target if target.exists() else like) as temporary:
        last_look()
        os.replace(temporary, target)
    _flush_folder(target.parent)


def new_file(path: Path, data: bytes, like: Path | None) -> None:
    """Like `replace_file`, for a file that is not there; without `like` it is as any new file. Raises FileExistsError
    where it is there, even if it came a moment ago."""
    if not _named_when_whole(path, data, like):
        _moved_when_whole(path, data, like)
    _flush_folder(path.parent)


def _named_when_whole(path: Path, data: bytes, like: Path | None) -> bool:
    """Whether a file without a name could be made, and given its name."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    sweep(path.parent, f"{TEMPORARY}*.tmp", os.unlink)
    try:
        os.close(_written_nameless(str(path), data, like, 0o600 if like else 0o666))
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        return False
    return True


def _moved_when_whole(path: Path, data: bytes, like: Path | None) -> None:
    with _made(path, data, like) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # no links on this file system
            if path.exists():
                raise FileExistsError(path) from None
            os.replace(temporary, path)


def part_of_folder(path: Path, data: bytes, like: Path) -> None:
    """Write a new file into a folder that is not in its place yet, no more readable than `like`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        with contextlib.suppress(OSError):
            _dress(handle, like)


def make_folder(folder: Path, like: Path | None) -> None:
    """Make a folder, and those that lead to it, to be entered by whoever may read `like` and nobody else."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    if like is None:
        return
    with contextlib.suppress(OSError):
        mode = like.stat().st_mode
        entered = 0o700 | (0o070 if mode & 0o040 else 0) | (0o007 if mode & 0o004 else 0)
        for one in missing:
            one.chmod(one.stat().st_mode & (~0o777 | entered))


def remove_if_empty(*folders: Path) -> None:
    """Remove folders in that order, up to the first that holds something."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def sweep(folder: Path, pattern: str, remove: Callable[[Path], object]) -> None:
    """Remove what runs that were ended left unfinished: whatever has such a name and is held by nobody."""
    for left in folder.glob(pattern):
        with contextlib.suppress(OSError):
            if file_locks.is_free(left, time.time() - left.stat().st_mtime > _OLD):
                remove(left)


@contextlib.contextmanager
def _made(target: Path, data: bytes, like: Path | None) -> Iterator[str]:
    """A file beside the target with all the data on disk, held until the block ends and gone after it."""
    sweep(target.parent, f"{TEMPORARY}*.tmp", os.unlink)
    name = str(target.parent / f"{TEMPORARY}{os.getpid()}-{time.monotonic_ns()}.tmp")
    handle = _written(name, data, like)
    try:
        if not file_locks.STAYS:  # an open file cannot be moved
            os.close(handle)
        yield name
    finally:
        if file_locks.STAYS:
            os.close(handle)
        with contextlib.suppress(OSError):
            os.unlink(name)


def _written(name: str, data: bytes, like: Path | None) -> int:
    """A handle that holds a new file of that name with all the data. Where the system can, the file has no name until
    it is complete, so that a kill leaves nothing behind."""
    mode = 0o600 if like else 0o666
    if hasattr(os, "O_TMPFILE"):
        with contextlib.suppress(OSError, NotImplementedError):
            return _written_nameless(name, data, like, mode)
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        _fill(handle, data, like)
    except BaseException:
        os.close(handle)
        os.unlink(name)
        raise
    return handle


def _written_nameless(name: str, data: bytes, like: Path | None, mode: int) -> int:
    handle = os.open(os.path.dirname(name), os.O_TMPFILE | os.O_WRONLY, mode)
    try:
        _fill(handle, data, like)
        # With the handle of a folder the link in /proc is followed; without one Python would link that link itself.
        os.link(f"/proc/self/fd/{handle}", name, src_dir_fd=handle, follow_symlinks=True)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _fill(handle: int, data: bytes, like: Path | None) -> None:
    with contextlib.suppress(OSError):  # a file system without locks
        file_locks.hold(handle)
    with os.fdopen(handle, "wb", closefd=False) as file:
        file.write(data)
        file.flush()
    if like is not None:
        with contextlib.suppress(OSError):
            _dress(handle, like)
    os.fsync(handle)


def _dress(handle: int, like: Path) -> None:
    """Give a file the owner, permissions and extended attributes of another, as far as this user may."""
    wanted = like.stat()
    mode = wanted.st_mode & 0o777
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):
            os.fchown(handle, wanted.st_uid, -1)
        try:
            os.fchown(handle, -1, wanted.st_gid)
        except OSError:
            mode &= 0o707 | (mode & 0o007) << 3  # the group is another: it may do what anybody may
        os.fchmod(handle, mode)
    if hasattr(os, "listxattr"):
        for name in os.listxattr(like):
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(like, name))


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
