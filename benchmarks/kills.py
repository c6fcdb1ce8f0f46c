#!/usr/bin/env python3
"""Kill `goalsheet report` at random instants and see what is left of the workbook and its folder.

    python benchmarks/kills.py WORKBOOK [TIMES]

A copy of WORKBOOK is reported on again and again, each time for another date, by child processes that are killed
(SIGKILL) at a random instant of their work. After each the workbook must be what it was before, or a whole new version:
every part of it sound, and without what is ours, part for part, the original. What a kill left lying about (a temporary
file, a folder with an unfinished report) is counted. Needs a system that can fork.
"""

import os
import random
import signal
import sys
import tempfile
import time
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from goalsheet.editing import write
from goalsheet.errors import GoalsheetError
from goalsheet.publish import Files, publish
from goalsheet.review import review

FIRST = date(2026, 11, 20)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def report(path: Path, day: date) -> None:
    publish(review(path, day, day), Files(path.parent / "report" / day.isoformat(), path))


def child(path: Path, day: date) -> int:
    """Start a process that reports; gives back its number."""
    number = os.fork()
    if number:
        return number
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        report(path, day)
    finally:
        os._exit(0)


def is_whole(data: bytes, original: dict[str, bytes]) -> bool:
    try:
        return bool(parts(data)) and parts(write.strip(data)) == original
    except (GoalsheetError, zipfile.BadZipFile, OSError):
        return False


def litter(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.name.startswith(".goalsheet-")}


def main(source: Path, times: int) -> int:
    rng = random.Random(1)
    original = parts(source.read_bytes())
    broken = left = killed = written = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / source.name
        path.write_bytes(source.read_bytes())
        started = time.perf_counter()
        report(path, FIRST)
        duration = time.perf_counter() - started
        for turn in range(times):
            before, there = path.read_bytes(), litter(folder)
            number = child(path, FIRST + timedelta(days=turn % 9))
            time.sleep(rng.uniform(0, 1.1 * duration))
            os.kill(number, signal.SIGKILL)
            killed += os.waitpid(number, 0)[1] == signal.SIGKILL
            after = path.read_bytes()
            written += after != before
            broken += after != before and not is_whole(after, original)
            left += bool(litter(folder) - there)
    print(f"{times} runs, {killed} killed in the middle, {written} new versions, {broken} broken or lost files,")
    print(f"{left} times something unfinished was left behind; a whole run takes {1000 * duration:.0f} ms")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000))
