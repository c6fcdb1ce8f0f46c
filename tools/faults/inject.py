"""Runs goalsheet in a process of its own in which one call that touches a file fails, or ends the process."""

import errno
import os
import pathlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENDED = 9  # the exit status of a process that was ended
#: The events of the interpreter (see `sys.addaudithook`) that stand for a call, by the name of the call.
EVENTS = {"open": "open", "os.rename": "rename", "os.link": "link", "os.mkdir": "mkdir", "os.remove": "remove"}

#: Those that the interpreter does not tell of.
_CALLS = ((os, "fsync", "fsync"), (os, "fdopen", "write"), (pathlib.Path, "read_bytes", "read"))


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended: its status, what it printed, and the names of the calls that it made in the folder."""

    status: int
    printed: str
    calls: tuple[str, ...]


class _Fault:
    """Counts the calls, and fails or ends the process at the one numbered `at`; 0 for none."""

    def __init__(self, folder: Path, at: int, ends: bool) -> None:
        self.folder, self.at, self.ends = str(folder), at, ends
        self.calls: list[str] = []

    def __call__(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) != self.at:
            return
        if self.ends:
            os._exit(ENDED)
        if name != "remove":  # what cannot be removed stays, whoever tries
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS and any(str(path).startswith(self.folder) for path in arguments[:2]):
            self(EVENTS[event])

    def before(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self(name)
            return call(*arguments, **named)

        return called


def run(words: Sequence[str], folder: Path, at: int = 0, ends: bool = False) -> Ran:
    """Run goalsheet with call number `at` in the folder failing; `ends`: the process ends there instead."""
    record, printed = folder.with_name("calls.txt"), folder.with_name("printed.txt")
    record.write_text("")
    child = os.fork()
    if child == 0:
        _child(words, _Fault(folder, at, ends), record, printed)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Ran(status, printed.read_text(errors="replace"), tuple(record.read_text().split()))


def _child(words: Sequence[str], fault: _Fault, record: Path, printed: Path) -> None:
    """Never comes back, whatever happens."""
    status = 3
    try:
        status = _status(words, fault, printed)
    finally:
        fault.at = 0
        record.write_text("\n".join(fault.calls))
        sys.stdout.flush()
        os._exit(status)


def _status(words: Sequence[str], fault: _Fault, printed: Path) -> int:
    from goalsheet.cli import main

    sys.stdout = sys.stderr = printed.open("w")
    sys.addaudithook(fault.audited)
    for module, name, known_as in _CALLS:
        setattr(module, name, fault.before(known_as, getattr(module, name)))
    try:
        main(list(words), prog_name="goalsheet")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
