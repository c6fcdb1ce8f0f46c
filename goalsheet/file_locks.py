"""Locks that the operating system holds: they end with the process, however it ends."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from goalsheet.errors import GoalsheetError

#: Whether a file can be moved and removed while it is held.
STAYS = sys.platform != "win32"
WAIT = 120.0  # seconds


@contextlib.contextmanager
def alone(path: Path, wait: float = WAIT, waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Nobody else's `alone` on this file runs at the same time, on this machine or, where its file system has locks, on
    another. `waits` is called once where it has to wait.

    Raises GoalsheetError where another run holds it for longer than `wait` seconds. Where no lock can be made, as in a
    folder that is read-only, there is none: nothing can be written there either.
    """
    handle = _taken(path, wait, waits) if path.is_file() else None
    try:
        yield
    finally:
        if handle is not None:
            _given_back(_lock_of(path), handle)


def hold(handle: int) -> bool:
    """Hold an open file until it is closed; False where somebody else does. Raises OSError where the file system has no
    locks."""
    try:
        import portalocker  # it looks for a folder for temporary files, which a full disk has not
    except FileNotFoundError as error:
        raise GoalsheetError(
            "nothing can be written: no folder for temporary files has room",
            "Make room on the disk, or name a folder with room in TMPDIR.",
        ) from error
    try:
        portalocker.lock(handle, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        return False
    except portalocker.LockException as error:
        raise OSError(str(error)) from error
    return True


def is_free(path: Path, old: bool) -> bool:
    """Whether nobody holds a file or folder. `old` answers where the system can't."""
    if not STAYS:
        return old
    handle = os.open(path, os.O_RDONLY)
    try:
        return hold(handle)
    except OSError:
        return old
    finally:
        os.close(handle)


def _lock_of(path: Path) -> Path:
    path = path.resolve()
    return path.with_name(f".{path.name}.goalsheet-lock")


def _taken(path: Path, wait: float, waits: Callable[[], object]) -> int | None:
    lock, end, told = _lock_of(path), time.monotonic() + wait, False
    while True:
        handle = _opened(lock)
        if handle is None:
            return None
        try:
            if _held(lock, handle):
                return handle
        except GoalsheetError:
            _given_back(lock, handle)
            raise
        os.close(handle)
        if time.monotonic() > end:
            raise GoalsheetError(
                f"{path}: another goalsheet has been writing to it for {wait:.0f} seconds",
                "Nothing was changed. Wait until it has ended, then run the command again.",
            )
        if not told:
            told = True
            waits()
        time.sleep(0.05)


def _opened(lock: Path) -> int | None:
    for way in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):  # one that another user left can be read only
        with contextlib.suppress(OSError):
            return os.open(lock, way, 0o666)
    return None


def _held(lock: Path, handle: int) -> bool:
    try:
        return hold(handle) and _still_there(lock, handle)
    except OSError:  # no locks here: every run is on its own
        return True


def _still_there(lock: Path, handle: int) -> bool:
    """Whether the file that is held is the one of that name: who held it before may have removed it meanwhile."""
    try:
        return os.path.samestat(os.stat(lock), os.fstat(handle))
    except OSError:
        return False


def _given_back(lock: Path, handle: int) -> None:
    if STAYS:
        with contextlib.suppress(OSError):
            os.unlink(lock)
    os.close(handle)
    if not STAYS:
        with contextlib.suppress(OSError):  # somebody waits for it
            os.unlink(lock)
