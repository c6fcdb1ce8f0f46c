#!/usr/bin/env python3
"""Write into every workbook of a folder all that a report would write, and take it out again.

    python benchmarks/roundtrip.py IN OUT [CLEANED]

For every workbook of IN: four status columns beside the used range or table of the first visible sheet, with
styles; notes on five cells; a conditional format; the sheets Status (with a table and a native chart), Findings
(with links) and Report history. The result goes to OUT under the same name, and what `clean` makes of it to
CLEANED. One line per file; a refusal gives its reason; no failure stops the run. Where the folder
../shared/fidelity is there, its judges (check.py: nothing lost; excel_rules.py: nothing that Excel would repair)
look at each result. `--grow` lets Excel tables grow over the columns and splits ranges of column widths, as
`goalsheet report` does; without it nothing of the user's is reshaped, so that any difference found in OUT is a
loss.
"""

import argparse
import sys
import time
import traceback
from datetime import date
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from goalsheet.cells import CellRef
from goalsheet.editing import write
from goalsheet.editing.edits import Column, ColumnBlock, ColumnFormat, Edits, NewSheet, Note
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.content import Chart, Content, FormatRule, Series, SheetTable, Style
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.tables import tables_of
from goalsheet.ooxml.worksheet import Sheet

JUDGES = Path(__file__).resolve().parent.parent.parent / "shared" / "fidelity"
STATUSES = (("on track", "E2EFDA"), ("at risk", "FFF2CC"), ("off track", "F8CBAD"))
HEADING = Style(bold=True, fill="1F3864", font_color="FFFFFF", wrap=True)
TITLE = Style(bold=True, size=16, font_color="1F3864")


def used(sheet: Sheet) -> tuple[int, int, int, int, set[tuple[int, int]]]:
    """First and last row with a value, last column with anything, last with a value, and the cells with a value."""
    filled, widest = set(), 0
    for row in sheet.rows:
        cells = sheet.cells(row)
        widest = max(widest, max((cell.column for cell in cells), default=0))
        filled |= {(row.number, cell.column) for cell in cells if sheet.holds(cell)}
    rows = [row for row, _ in filled] or [1]
    return min(rows), max(rows), widest, max((column for _, column in filled), default=0), filled


def block(package: Package, sheet: Sheet, grow: bool) -> ColumnBlock:
    """Four status columns for the table of a sheet, or for its used range."""
    first, last, widest, valued, _ = used(sheet)
    last_column = valued if grow or widest > 16000 else widest
    tables = [table for table in tables_of(package, sheet) if table.has_heading]
    if tables:
        area = tables[0].area
        first, last = area.first_row, area.last_row - tables[0].totals_rows
        last_column = area.last_column if grow else max(last_column, area.last_column)
    last = min(last, first + 100_000)
    rows = range(first + 1, last + 1)
    status = {r: STATUSES[r % 3] for r in rows}
    columns = (
        Column("status", "Status (goalsheet)", {r: Content(t, Style(fill=c)) for r, (t, c) in status.items()}, 14),
        Column("why", "Why", {r: Content(f"Row {r}: 20 % done, 45 % expected", Style(wrap=True)) for r in rows}, 40),
        Column("expected", "Expected", {r: Content((r % 100) / 100, Style(number_format="0%")) for r in rows}, 11),
        Column(
            "forecast",
            "Forecast",
            {r: Content(date(2026, 1 + r % 12, 1 + r % 28), Style(number_format="yyyy\\-mm\\-dd")) for r in rows},
            12,
        ),
    )
    place = f"Status of {sheet.name}"
    return ColumnBlock("main", sheet.name, first, max(last, first), max(last_column, 0), columns, grow, place)


def notes(package: Package, sheet: Sheet) -> tuple[Note, ...]:
    """Notes on five cells; those that have none yet come first."""
    filled = sorted(used(sheet)[4]) or [(1, 1)]
    comments = package.related(sheet.key, "comments")
    taken = {n.get("ref") for n in package.tree(comments).walk() if n.name == "comment"} if comments else set()
    cells = [CellRef(sheet.name, row, column) for row, column in filled]
    cells.sort(key=lambda cell: cell.a1 in taken)
    return tuple(
        Note(cell, f"{cell}: the due date is before the start.\nPut the later date here.") for cell in cells[:5]
    )


def status_sheet() -> NewSheet:
    rows = [("Launch", 0.8, 0.7), ("Retention", 0.35, 0.6), ("Hiring", 0.1, 0.5), ("Revenue", 0.55, 0.55)]
    cells = {
        (1, 1): Content("Status as of 2026-11-22", TITLE),
        (2, 1): Content("1 goal is off track, 1 at risk, 2 on track."),
    }
    cells |= {(4, c): Content(text, HEADING) for c, text in enumerate(("Goal", "Actual", "Expected"), 1)}
    for r, (goal, actual, expected) in enumerate(rows, 5):
        cells |= {(r, 1): Content(goal, Style(bold=True))}
        cells |= {(r, c): Content(v, Style(number_format="0%")) for c, v in ((2, actual), (3, expected))}
    series = (Series("Actual", "A5:A8", "B5:B8", "2F5597"), Series("Expected", "A5:A8", "C5:C8", "BDD7EE"))
    return NewSheet(
        "Status",
        "Status",
        cells,
        widths={1: 28, 2: 12, 3: 12},
        heights={1: 26},
        freeze="A5",
        tables=(SheetTable("GoalsheetStatus", "A4:C8"),),
        charts=(Chart("bar", "Actual and expected progress", series, "E4:L20", percent=True),),
        formats=(FormatRule("B5:B8", "data_bar", "0:1", color="9DC3E6"),),
        repeat_rows="4:4",
        tab_color="1F3864",
    )


def findings_sheet(cells: list[CellRef]) -> NewSheet:
    out = {(1, c): Content(text, HEADING) for c, text in enumerate(("Cell", "What is wrong", "Hint"), 1)}
    for r, cell in enumerate(cells, 2):
        out |= {
            (r, 1): Content(str(cell), Style(font_color="0563C1"), str(cell)),
            (r, 2): Content("due before its start"),
        }
        out |= {(r, 3): Content("Rule GS201", link="https://example.org/rules#GS201", tooltip="The rule's page")}
    return NewSheet("Findings", "Findings", out, widths={1: 20, 2: 50, 3: 40}, freeze="A2", repeat_rows="1:1")


def history_sheet() -> NewSheet:
    headings = ("Date", "Item", "Status", "Progress")
    cells = {(1, c): Content(text, HEADING) for c, text in enumerate(headings, 1)}
    for r, (status, _) in enumerate(STATUSES, 2):
        cells |= {
            (r, 1): Content(date(2026, 11, r)),
            (r, 2): Content("Launch"),
            (r, 3): Content(status),
            (r, 4): Content(0.1 * r),
        }
    widths = {1: 12, 2: 30, 3: 12, 4: 10}
    return NewSheet("History", "Report history", cells, widths=widths, freeze="A2", gridlines=True)


def report_like(data: bytes, grow: bool = False) -> Edits:
    """All that a report would write into this workbook."""
    package = Package(data)
    infos = [i for i in workbook_part.sheets_of(package) if i.key and i.kind == "worksheet"]
    first = next((i for i in infos if i.visible), infos[0] if infos else None)
    sheets: tuple[NewSheet, ...] = (status_sheet(), findings_sheet([]), history_sheet())
    if first is None:
        return Edits(sheets=sheets)
    sheet = Sheet(package, first.key, first.name)
    places = notes(package, sheet)
    return Edits(
        (block(package, sheet, grow),),
        (ColumnFormat("main", "status", FormatRule("", "equal", "off track", Style(font_color="C00000", bold=True))),),
        places,
        (status_sheet(), findings_sheet([note.cell for note in places]), history_sheet()),
    )


def one(path: Path, out: Path, cleaned: Path | None, grow: bool) -> str:
    """What became of one file, in words."""
    data = path.read_bytes()
    started = time.perf_counter()
    edits = report_like(data, grow)
    result, outcome = write.apply(data, edits)
    (out / path.name).write_bytes(result)
    words = "edited" if not outcome.unplaced else f"edited, columns unplaced: {next(iter(outcome.unplaced.values()))}"
    if write.apply(result, report_like(data, grow))[0] != result:
        words += "; A SECOND RUN CHANGES IT"
    found = judged(path, out / path.name, grow)
    if found:
        words += f"; WRONG: {' | '.join(found)[:500]}"
    if cleaned:
        back = write.strip(result)
        (cleaned / path.name).write_bytes(back)
        if parts(back) != parts(data):
            words += "; CLEANING DOES NOT GIVE THE ORIGINAL"
    return f"{words} ({time.perf_counter() - started:.1f} s){''.join(f'; {remark}' for remark in outcome.remarks)}"


def judged(original: Path, result: Path, grow: bool) -> list[str]:
    """What the judges of ../shared/fidelity say of a result; nothing where they are not there."""
    if not JUDGES.is_dir():
        return []
    sys.path.insert(0, str(JUDGES))
    judge, rules = import_module("check"), import_module("excel_rules")
    lost = [] if grow else judge.check(str(original), str(result))  # a table that grew is no superset, and right
    return [*lost, *rules.new(str(original), str(result)), *untrue_titles(original, result)]


def untrue_titles(original: Path, result: Path) -> list[str]:
    """Whether the sheets' titles in the document properties, true before, are so no more."""
    before, after = (titles(Package(path.read_bytes())) for path in (original, result))
    return ["titles of sheets are not true"] if before == [] and after else []


def titles(package: Package) -> list[str] | None:
    """Names of worksheets that the document properties do not list; None where they list none."""
    key = package.related("", "extended-properties")
    listed = [node.text for node in package.tree(key).walk() if node.name == "lpstr"] if key else []
    names = [info.name for info in workbook_part.sheets_of(package) if info.kind == "worksheet"]
    return [name for name in names if name not in listed] if listed else None


def parts(data: bytes) -> dict[str, bytes]:
    package = Package(data)
    return {key: package.content(key) for key in package.entries}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="IN")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("cleaned", type=Path, metavar="CLEANED", nargs="?")
    parser.add_argument("--grow", action="store_true")
    args = parser.parse_args()
    counts = {"edited": 0, "refused": 0, "failed": 0, "wrong": 0}
    for folder in filter(None, (args.out, args.cleaned)):
        folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(p for p in args.folder.iterdir() if p.is_file() and not p.name.startswith(("~$", "."))):
        if path.suffix.lower() not in (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlam"):
            continue
        try:
            words, kind = one(path, args.out, args.cleaned, args.grow), "edited"
        except GoalsheetError as error:
            words, kind = f"refused: {error.message}", "refused"
        except Exception as error:  # one bad file must not end the run
            words, kind = f"FAILED: {type(error).__name__}: {error}", "failed"
            traceback.print_exc(limit=-3)
        counts[kind] += 1
        counts["wrong"] += any(said in words for said in ("WRONG", "A SECOND RUN", "CLEANING DOES"))
        print(f"{path.name}: {words}", flush=True)
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return 1 if counts["failed"] or counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
