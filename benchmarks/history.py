#!/usr/bin/env python3
"""What remembering costs: `goalsheet report` on a large workbook without a past, and with 52 weeks of one.

    python benchmarks/history.py [ROWS [SHARE]]

A plan of ROWS steps (100,000) under 200 goals is made; then the same with a History sheet in which SHARE (0.02)
of the steps, and every goal, changed in each of 52 weeks. Each report runs in a process of its own: it checks,
measures, renders and writes the workbook back. It prints processor seconds, and how many times as long the report
with history takes.
"""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DAY = date(2026, 11, 20)
WEEKS, GOALS = 52, 200


def make(path: Path, rows: int) -> None:
    import xlsxwriter

    chance = random.Random(rows)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Steps")
    day, share = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0%"})
    for column, heading in enumerate(("ID", "Goal", "Step", "Owner", "Start", "Due", "Status", "% complete")):
        sheet.write(0, column, heading)
    for row in range(1, rows + 1):
        start = DAY + timedelta(chance.randint(-300, 60))
        done = chance.random() if start < DAY else 0.0
        status = "Done" if done > 0.6 else "In progress" if done else "Not started"
        sheet.write_string(row, 0, f"S{row}")
        sheet.write_string(row, 1, f"Goal {row % GOALS}")
        sheet.write_string(row, 2, f"Step {row} of the work on site {row * 7919 % 997}")
        sheet.write_string(row, 3, f"Person {row % 400}")
        sheet.write_datetime(row, 4, start, day)
        sheet.write_datetime(row, 5, start + timedelta(chance.randint(5, 60)), day)
        sheet.write_string(row, 6, status)
        sheet.write_number(row, 7, 1.0 if status == "Done" else round(done, 2), share)
    book.close()


def remember(path: Path, share: float) -> int:
    """Write a History sheet of 52 weeks into the workbook; gives back its rows."""
    from goalsheet.annotate import annotations
    from goalsheet.editing.write import annotate
    from goalsheet.history.model import STEP, History, Report
    from goalsheet.review import review

    first = DAY - timedelta(7 * (WEEKS - 1))
    seen = review(path, DAY, first)
    items = list(seen.comparison.current.now)
    chance = random.Random(WEEKS)
    rows, reports = list(items), [Report(first, seen.verdict)]
    for week in range(1, WEEKS - 1):
        day = first + timedelta(7 * week)
        reports.append(Report(day, seen.verdict))
        for place, item in enumerate(items):
            if item.kind != STEP or chance.random() < share:
                due = item.due + timedelta(7) if item.due and chance.random() < 0.3 else item.due
                items[place] = replace(item, as_of=day, progress=round(chance.random(), 2), due=due)
                rows.append(items[place])
    history = History(tuple(reports), tuple(rows))
    last = DAY - timedelta(7)
    seen = review(path, DAY, last)
    told = replace(seen.comparison, recalled=replace(seen.comparison.recalled, history=history))
    annotate(path, annotations(replace(seen, comparison=told)))
    return len(rows)


def report(path: Path) -> tuple[float, float]:
    """Processor seconds and the peak of memory (MB) of one `goalsheet report`."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "goalsheet", "report", str(path), "--as-of", str(DAY), "-q", "--no-backup"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "report.html" not in done.stdout:
        sys.exit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"  {time.perf_counter() - started:.1f} s by the clock", file=sys.stderr)
    return seconds, after.ru_maxrss / 1024


def main(rows: int, share: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, old = Path(folder) / "plain.xlsx", Path(folder) / "old.xlsx"
        make(plain, rows)
        shutil.copy(plain, old)
        command = [sys.executable, __file__, "--remember", str(old), str(share)]
        remembered = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        without, _ = report(plain)
        with_history, memory = report(old)
    print(f"{rows:,} steps, {remembered:,} rows of history in {WEEKS} weeks")
    print(f"without history {without:7.1f} s")
    print(f"with history    {with_history:7.1f} s, {with_history / without:.2f} times; at most {memory:,.0f} MB")


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["--remember"]:  # in a process of its own: its memory is not the report's
        print(remember(Path(given[1]), float(given[2])))
        sys.exit()
    main(int(given[0]) if given else 100_000, float(given[1]) if len(given) > 1 else 0.02)
