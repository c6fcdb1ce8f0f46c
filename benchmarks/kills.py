#!/usr/bin/env python3
"""Kill goalsheet at random instants while it writes a workbook in place, and see what is left of the file.

    python benchmarks/kills.py WORKBOOK [TIMES]

A copy of WORKBOOK is annotated again and again by child processes, each killed (SIGKILL) at a random instant of its
work; after each the file must be, part for part, one of the versions that were written or to be written. Temporary
files that a kill left behind (it must hit between naming a finished file and renaming it) are counted; the next run
takes them away. Needs a system that can fork.
"""

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from roundtrip import parts, report_like

from goalsheet.errors import GoalsheetError
from goalsheet.workbook import write
from goalsheet.workbook.edits import Edits


def child(path: Path, edits: Edits) -> int:
    """Start a process that writes; gives back its number."""
    number = os.fork()
    if number:
        return number
    try:
        write.annotate(path, edits)
    finally:
        os._exit(0)


def is_whole(data: bytes, versions: list[dict[str, bytes]]) -> bool:
    try:
        return parts(data) in versions
    except GoalsheetError:
        return False


def main(source: Path, times: int) -> int:
    rng = random.Random(1)
    data = source.read_bytes()
    full = report_like(data)
    versions = {"full": full, "columns": Edits(full.blocks), "sheets": Edits(sheets=full.sheets), "none": Edits()}
    broken = left = killed = written = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / source.name
        path.write_bytes(data)
        whole = [parts(write.apply(data, edits)[0]) for edits in versions.values()]
        started = time.perf_counter()
        write.annotate(path, full)
        duration = time.perf_counter() - started
        there: set[Path] = set()
        for _ in range(times):
            before = path.read_bytes()
            number = child(path, versions[rng.choice(sorted(versions))])
            time.sleep(rng.uniform(0, 1.3 * duration))
            os.kill(number, signal.SIGKILL)
            killed += os.waitpid(number, 0)[1] == signal.SIGKILL
            after = path.read_bytes()
            written += after != before
            broken += after != before and not is_whole(after, whole)
            others = {p for p in Path(folder).iterdir() if p != path}
            left += bool(others - there)
            there = others
    print(
        f"{times} runs, {killed} killed in the middle, {written} new versions written, {broken} broken or lost files,"
    )
    print(f"{left} times a temporary file was left behind; a whole run takes {1000 * duration:.0f} ms")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000))
