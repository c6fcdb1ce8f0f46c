#!/usr/bin/env python3
"""Annotate a large workbook, next to what openpyxl and plain copying take for the same file.

    python benchmarks/large.py [ROWS ...]

For each size (100,000 rows of 12 columns where none is given) a workbook is made, and each way is run in a process of
its own: goalsheet writes four columns into every row, openpyxl loads and saves, python-calamine only reads, unzip +
zip only copies. It prints processor seconds (what else the machine does is not counted) and the peak of memory (MB).
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

WAYS = ("goalsheet", "openpyxl", "calamine", "copy")


def make(path: Path, rows: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": False})
    sheet = book.add_worksheet("Steps")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column in range(12):
        sheet.write(0, column, f"Column {column + 1}")
    for row in range(1, rows + 1):
        for column in range(12):
            if column % 3 == 0:
                sheet.write_string(row, column, f"Text {row % 997} of column {column}")
            elif column % 3 == 1:
                sheet.write_number(row, column, row * column / 7)
            else:
                sheet.write_number(row, column, 45000 + row % 700, day)
    book.close()


def goalsheet(path: Path, out: Path, rows: int) -> float:
    from datetime import date

    from goalsheet.editing import write
    from goalsheet.editing.edits import Column, ColumnBlock, Edits
    from goalsheet.ooxml.content import Content, Style

    looks = [Style(fill=color) for color in ("E2EFDA", "FFF2CC", "F8CBAD")]
    status = [Content(text, look) for text, look in zip(("on track", "at risk", "off track"), looks, strict=True)]
    percent, day = Style(number_format="0%"), Style(number_format="yyyy\\-mm\\-dd")
    numbers = range(2, rows + 2)
    columns = (
        Column("status", "Status", {r: status[r % 3] for r in numbers}),
        Column("why", "Why", {r: Content(f"Row {r}: 20 % done, 45 % expected") for r in numbers}, 40),
        Column("expected", "Expected", {r: Content(r % 100 / 100, percent) for r in numbers}),
        Column("forecast", "Forecast", {r: Content(date(2026, 1 + r % 12, 1 + r % 28), day) for r in numbers}),
    )
    edits = Edits((ColumnBlock("main", "Steps", 1, rows + 1, 12, columns),))
    started = time.process_time()
    write.annotate(path, edits, out)
    return time.process_time() - started


def openpyxl(path: Path, out: Path, _rows: int) -> float:
    import openpyxl

    started = time.process_time()
    openpyxl.load_workbook(path).save(out)
    return time.process_time() - started


def calamine(path: Path, _out: Path, _rows: int) -> float:
    from python_calamine import CalamineWorkbook

    started = time.process_time()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return time.process_time() - started


def copy(path: Path, out: Path, _rows: int) -> float:
    import zipfile

    started = time.process_time()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return time.process_time() - started


def peak() -> float:
    """The process's peak of memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(way: str, path: Path, rows: int) -> tuple[float, float]:
    """Seconds and peak memory of one way, in a process of its own."""
    command = [sys.executable, __file__, "--one", way, str(path), str(rows)]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(found[0]), float(found[1])


def one(way: str, path: Path, rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seconds = globals()[way](path, Path(folder) / "out.xlsx", rows)
    print(seconds, peak())


def main(sizes: list[int]) -> None:
    print(f"{'rows':>9} {'way':10} {'seconds':>8} {'MB':>7}   against openpyxl")
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            path = Path(folder) / f"{rows}.xlsx"
            make(path, rows)
            found = {way: run(way, path, rows) for way in WAYS}
            for way, (seconds, memory) in found.items():
                base = found["openpyxl"]
                ratio = f"{seconds / base[0]:.3f} of the time, {memory / base[1]:.2f} of the memory"
                print(f"{rows:>9,} {way:10} {seconds:8.2f} {memory:7.0f}   {ratio}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main([int(size) for size in sys.argv[1:]] or [100_000])
