"""Taking our columns out of sheets that somebody saved since: our cells go, the user's own text in them stays."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from goalsheet.cells import CellRef, Range
from goalsheet.editing.fingerprints import Fingerprints
from goalsheet.editing.previous_run import OldColumn
from goalsheet.ooxml.cell_values import Formula, value_of
from goalsheet.ooxml.cell_xml import fingerprint
from goalsheet.ooxml.column_widths import covering, release
from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.tables import Table, reach, tables_of
from goalsheet.ooxml.worksheet import Cell, Sheet, parse_range
from goalsheet.ooxml.xmltree import Node

Keys = tuple[str, str]


@dataclass(frozen=True)
class RemovedColumns:
    """What stood in our columns of one sheet."""

    columns: Mapping[Keys, OldColumn]
    kept: frozenset[CellRef]
    stay: frozenset[int]  # columns inside a table of the user's, with columns of theirs behind: they stay, empty


def remove_columns(
    draft: Draft, sheet: Sheet, areas: Mapping[Keys, Range], fingerprints: Fingerprints, shared: list[str]
) -> RemovedColumns:
    """Take our columns out of a sheet."""
    ours = {area.first_column: (keys, area) for keys, area in areas.items()}
    tables = tables_of(draft.package, sheet)
    last = {table.key: _tail(table, _inside(table, ours)) for table in tables}
    stay = frozenset(c for table in tables for c in _inside(table, ours) if c < last[table.key])
    kept, headings = _take_cells(draft, sheet, ours, fingerprints, shared, stay)
    for table in tables:
        if last[table.key] <= table.area.last_column:
            _shrink(draft, table, last[table.key])
    _take_formats(draft, sheet, frozenset(ours))
    _take_links(draft, sheet, ours, kept)
    columns = {keys: _old(sheet, keys, area, headings) for keys, area in areas.items()}
    release(draft, sheet, frozenset(ours) - stay)
    return RemovedColumns(columns, kept, stay)


def _old(sheet: Sheet, keys: Keys, area: Range, headings: Mapping[int, str]) -> OldColumn:
    column = area.first_column
    node = covering(sheet, column)
    hidden = node is not None and node.get("hidden") in ("1", "true")
    width = float(node.get("width") or 0) if node else 0.0
    return OldColumn(sheet.name, column, headings.get(column, ""), width, hidden)


def _inside(table: Table, ours: Mapping[int, tuple[Keys, Range]]) -> frozenset[int]:
    """Which of our columns are columns of a table."""
    area = table.area
    return frozenset(
        column
        for column, (_, ours_area) in ours.items()
        if area.first_column <= column <= area.last_column and area.first_row <= ours_area.first_row <= area.last_row
    )


def _tail(table: Table, inside: frozenset[int]) -> int:
    """The first of our columns at the right end of a table; one behind its end where there is none."""
    first = table.area.last_column + 1
    while first - 1 in inside and first - 1 > table.area.first_column:
        first -= 1
    return first


def _take_cells(
    draft: Draft,
    sheet: Sheet,
    ours: Mapping[int, tuple[Keys, Range]],
    fingerprints: Fingerprints,
    shared: list[str],
    stay: frozenset[int],
) -> tuple[frozenset[CellRef], dict[int, str]]:
    """Remove our cells; gives back the user's own in our columns, and the headings as they are now."""
    kept: set[CellRef] = set()
    headings: dict[int, str] = {}
    first = min((area.first_row for _, area in ours.values()), default=1)
    for row in sheet.rows:
        if row.number < first:
            continue
        for cell in sheet.cells(row):
            if cell.column not in ours:
                continue
            keys, area = ours[cell.column]
            if row.number == area.first_row:
                headings[cell.column] = str(value_of(sheet, cell, shared) or "")
                gone = cell.column not in stay
            else:
                gone = row.number > area.first_row and _is_ours(
                    sheet, cell, row.number, area, fingerprints, keys, shared
                )
                if not gone and row.number >= area.first_row:
                    kept.add(CellRef(sheet.name, row.number, cell.column))
            if gone:
                draft.replace(sheet.key, cell.start, cell.end, b"")
    return frozenset(kept), headings


def _is_ours(
    sheet: Sheet, cell: Cell, row: int, area: Range, fingerprints: Fingerprints, keys: Keys, shared: list[str]
) -> bool:
    """Whether a cell holds what we wrote. Within our area a blank is ours; without a memory all there is."""
    value = value_of(sheet, cell, shared)
    if value is Formula:
        return False
    inside = row <= area.last_row
    if value is None:
        return inside
    _, marks = fingerprints.columns.get(keys, ("", frozenset()))
    if not marks:
        return inside
    return fingerprint(value) in marks  # type: ignore[arg-type]


def _shrink(draft: Draft, table: Table, first: int) -> None:
    """Take the columns from `first` to its end out of a table."""
    keep = first - table.area.first_column
    gone = table.columns[keep:]
    for node in gone:
        draft.remove(table.key, node)
    holder = table.root.child("tableColumns")
    if holder:
        draft.set_attribute(table.key, holder, "count", str(keep))
    reach(draft, table, first - 1)
    for parent in table.root.walk():
        for node in parent.children:
            if node.name == "filterColumn" and node.get("colId").isdigit() and int(node.get("colId")) >= keep:
                draft.remove(table.key, node)


def _within(text: str, columns: frozenset[int]) -> bool:
    """Whether a list of ranges lies in these columns altogether."""
    areas = [parse_range(part) for part in text.split()]
    return bool(areas) and all(
        area is not None and columns.issuperset(range(area.first_column, area.last_column + 1)) for area in areas
    )


def _take_formats(draft: Draft, sheet: Sheet, columns: frozenset[int]) -> None:
    """Conditional formats that lie in our columns altogether, also those in extensions."""
    for node in list(sheet.root.walk()):
        if node.name == "conditionalFormatting":
            inner = next((n.text for n in node.children if n.name == "sqref"), "")
            if _within(node.get("sqref") or inner, columns):
                remove_with_parents(draft, sheet.key, node, ("conditionalFormattings", "ext", "extLst"), columns, _gone)


def _gone(node: Node, columns: frozenset[int]) -> bool:
    inner = next((n.text for n in node.children if n.name == "sqref"), "")
    return node.name == "conditionalFormatting" and _within(node.get("sqref") or inner, columns)


def remove_with_parents(
    draft: Draft,
    key: str,
    node: Node,
    parents: Iterable[str],
    columns: frozenset[int],
    gone: Callable[[Node, frozenset[int]], bool],
) -> None:
    """Remove an element, and the containers that hold nothing else then (once, with the first that goes)."""
    names = tuple(parents)
    top = node
    while top.parent and top.parent.name in names and all(n is top or gone(n, columns) for n in top.parent.children):
        if top.parent.children[0] is not top:
            return  # it goes with its first sibling
        top = top.parent
    draft.remove(key, top)


def _take_links(draft: Draft, sheet: Sheet, ours: Mapping[int, tuple[Keys, Range]], kept: frozenset[CellRef]) -> None:
    holder = sheet.root.child("hyperlinks")
    nodes = [n for n in holder.children if n.name == "hyperlink"] if holder else []
    places = {(cell.row, cell.column) for cell in kept}

    def gone(node: Node, _columns: frozenset[int]) -> bool:
        area = parse_range(node.get("ref"))
        if area is None or area.first_column not in ours or (area.first_row, area.first_column) in places:
            return False
        return area.first_row >= ours[area.first_column][1].first_row

    for node in nodes:
        if gone(node, frozenset()):
            remove_with_parents(draft, sheet.key, node, ("hyperlinks",), frozenset(), gone)
            identifier = node.local("id")
            if identifier:
                draft.unrelate(sheet.key, identifier)
