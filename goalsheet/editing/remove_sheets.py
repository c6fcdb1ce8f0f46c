"""Taking our sheets out of a workbook that somebody saved since; what a person put on them is handed on, or stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.cells import quoted_sheet
from goalsheet.editing.previous_run import OldSheet
from goalsheet.ooxml import defined_names, workbook_part
from goalsheet.ooxml.cell_values import Formula, value_of
from goalsheet.ooxml.cell_xml import fingerprint
from goalsheet.ooxml.column_widths import covering
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.workbook_part import SheetInfo
from goalsheet.ooxml.worksheet import Cell, Sheet
from goalsheet.ooxml.xmltree import escape
from goalsheet.reading.fingerprints import Fingerprints
from goalsheet.reading.memory_cells import is_memory
from goalsheet.reading.ours import is_ours


@dataclass(frozen=True)
class RemovedSheet:
    """A sheet of ours, with what of the user's is on it; `stays` says why it can't go, where that is so."""

    info: SheetInfo
    old: OldSheet
    stays: str = ""


def look_at(
    package: Package,
    key: str,
    info: SheetInfo,
    position: int,
    fingerprints: Fingerprints,
    shared: list[str],
    *,
    for_good: bool,
) -> RemovedSheet:
    """What became of a sheet of ours."""
    sheet = Sheet(package, info.key, info.name)
    _, prints = fingerprints.sheets.get(key, ("", frozenset()))
    extras = {
        (row.number, cell.column): _plain(sheet, cell)
        for row in sheet.rows
        for cell in sheet.cells(row)
        if _is_extra(sheet, cell, prints, shared)
    }
    columns = {column for _, column in extras}
    widths = {c: float(node.get("width") or 0) for c in sorted(columns) if (node := covering(sheet, c))}
    old = OldSheet(info.name, position, extras, {c: w for c, w in widths.items() if w}, info.node.get("state"))
    stays = ""
    if for_good and extras:
        stays = f"{info.name} holds {len(extras)} cells of yours, so the sheet stays with them"
    elif for_good and is_referred(package, info.name):
        stays = f"formulas of yours refer to {info.name}, so the sheet stays"
    return RemovedSheet(info, old, stays)


def _is_extra(sheet: Sheet, cell: Cell, prints: frozenset[str], shared: list[str]) -> bool:
    """Whether a cell on a sheet of ours is the user's: a formula, or a value that we did not write."""
    value = value_of(sheet, cell, shared)
    if value is Formula:
        return True
    if is_memory(value):
        return False
    return value is not None and bool(prints) and fingerprint(value) not in prints  # type: ignore[arg-type]


def _plain(sheet: Sheet, cell: Cell) -> str:
    """The cell's XML without a namespace prefix; text from the shared strings keeps its number, as that part stays."""
    text = sheet.data[cell.start : cell.end].decode()
    if sheet.prefix:
        text = text.replace(f"<{sheet.prefix}", "<").replace(f"</{sheet.prefix}", "</")
    return text


def is_referred(package: Package, name: str) -> bool:
    """Whether a formula, chart or name of the user's names that sheet."""
    info = next((info for info in workbook_part.sheets_of(package) if info.name.casefold() == name.casefold()), None)
    if info is None or not info.key:
        return False
    names = {escape(quoted_sheet(info.name)), escape(info.name)}
    pattern = re.compile("|".join(re.escape(f"{name}!") for name in names).encode())
    ours = closure(package, info.key)
    for key in package.entries:
        if key in ours or not _may_refer(package, key):
            continue
        data = package.utf8(key)
        found = any(pattern.search(text) for text in re.findall(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<", data))
        if found:
            return True
    texts = [n.text for n in defined_names.names_of(package) if not is_ours(n) and "_xlnm." not in n.get("name")]
    return any(pattern.search(escape(text).encode()) for text in texts)


def _may_refer(package: Package, key: str) -> bool:
    kind = package.content_type(key)
    return "worksheet+xml" in kind or "chart+xml" in kind


def closure(package: Package, key: str) -> set[str]:
    """A part, and the parts that only it leads to."""
    found, waiting = {key}, [key]
    while waiting:
        for relationship in package.relationships(waiting.pop()):
            target = relationship.target
            if not relationship.external and target in package and target not in found and target != package.workbook:
                found.add(target)
                waiting.append(target)
    sources = ["", *(k for k in package.entries if not k.endswith(".rels"))]
    users = {s: {r.target for r in package.relationships(s) if not r.external} for s in sources}
    while True:
        shared = {t for s, targets in users.items() if s not in found for t in targets} & (found - {key})
        if not shared:
            return found
        found -= shared


def remove_sheets(draft: Draft, gone: Sequence[SheetInfo], dropped: frozenset[int]) -> None:
    """Take sheets with all their parts out of the package, and renumber what counts sheets."""
    package = draft.package
    for info in gone:
        draft.remove(package.workbook, info.node)
        for relationship in package.relationships(package.workbook):
            if relationship.target == info.key and not relationship.external:
                draft.unrelate(package.workbook, relationship.id)
        for key in sorted(closure(package, info.key)):
            draft.remove_part(key)
    names = {info.name for info in gone}
    left = [n for n, info in enumerate(workbook_part.sheets_of(package)) if info.name not in names]
    workbook_part.renumber(draft, {old: new for new, old in enumerate(left)}, dropped)
    workbook_part.drop_from_calculation(draft, {info.node.get("sheetId") for info in gone})


def empty_sheet(draft: Draft, sheet: Sheet, extras: Mapping[tuple[int, int], str]) -> None:
    """Take all that is ours off a sheet that stays: cells, tables, conditional formats, links and charts."""
    for row in sheet.rows:
        for cell in sheet.cells(row):
            if (row.number, cell.column) not in extras:
                draft.replace(sheet.key, cell.start, cell.end, b"")
    for node in sheet.root.children:
        if node.name in ("conditionalFormatting", "hyperlinks", "mergeCells", "tableParts") or (
            node.name == "drawing" and _only_charts(draft.package, sheet)
        ):
            draft.remove(sheet.key, node)
    drop = ("table", "drawing") if _only_charts(draft.package, sheet) else ("table",)
    for relationship in draft.package.relationships(sheet.key):
        if relationship.kind in drop and relationship.target in draft.package:
            draft.unrelate(sheet.key, relationship.id)
            for key in sorted(closure(draft.package, relationship.target)):
                draft.remove_part(key)


def _only_charts(package: Package, sheet: Sheet) -> bool:
    """Whether all that floats over a sheet are charts of its own cells."""
    own = (f"{escape(quoted_sheet(sheet.name))}!".encode(), f"'{escape(sheet.name)}'!".encode())
    drawing = package.related(sheet.key, "drawing")
    if drawing is None:
        return False
    anchors = [n for n in package.tree(drawing).children if n.name.endswith("Anchor")]
    charts = [r.target for r in package.relationships(drawing) if r.kind == "chart" and r.target in package]
    formulas = [f for key in charts for f in re.findall(rb"<c:f>([^<]*)<", package.utf8(key))]
    return len(anchors) == len(charts) and all(f.startswith(own) for f in formulas)
