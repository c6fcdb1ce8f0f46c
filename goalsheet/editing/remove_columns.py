"""Taking our columns out of sheets that somebody saved since: our cells go, the user's own text in them stays."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from goalsheet.cells import CellRef
from goalsheet.editing.our_cells import OurCells
from goalsheet.editing.previous_run import OldColumn
from goalsheet.editing.remove_leftovers import Taken
from goalsheet.ooxml.cell_values import value_of
from goalsheet.ooxml.column_widths import covering, release
from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.tables import Table, column_name, reach, tables_of
from goalsheet.ooxml.worksheet import Sheet, parse_range
from goalsheet.ooxml.xmltree import Node
from goalsheet.reading.fingerprints import Fingerprints
from goalsheet.reading.our_columns import Keys, OurColumn


@dataclass(frozen=True)
class RemovedColumns:
    """What stood in our columns of one sheet. `taken` are the texts and looks that our cells named."""

    columns: Mapping[Keys, OldColumn]
    kept: frozenset[CellRef]
    taken: Taken


def remove_columns(
    draft: Draft,
    sheet: Sheet,
    columns: Sequence[OurColumn],
    fingerprints: Fingerprints,
    shared: list[str],
    *,
    for_good: bool,
) -> RemovedColumns:
    """Take our columns out of a sheet; `for_good` leaves headings that the user gave to what they wrote below."""
    ours = [column for column in columns if not column.theirs]
    tables = tables_of(draft.package, sheet)
    inside = {table.key: _inside(table, ours) for table in tables}
    left = {table.key: _left_behind(sheet, table, fingerprints, shared) for table in tables}
    last = {table.key: _tail(table, inside[table.key].keys() | left[table.key]) for table in tables}
    stay = {keys for table in tables for c, keys in inside[table.key].items() if c < last[table.key]}
    cells = OurCells(draft, sheet, columns, fingerprints, shared)
    cells.look()
    cells.take(stay, for_good=for_good)
    for table in tables:
        if last[table.key] <= table.area.last_column:
            _shrink(draft, table, last[table.key])
    looks = _take_formats(draft, sheet, ours)
    _take_links(draft, sheet, cells)
    old = {column.name: _old(sheet, column, cells.headings, stay) for column in columns}
    held = {column.area.first_column for column in columns if column.name in stay | cells.lasting}
    release(draft, sheet, frozenset(column.area.first_column for column in ours) - held)
    return RemovedColumns(old, frozenset(cells.kept), replace(cells.taken, differentials=looks))


def _old(sheet: Sheet, ours: OurColumn, headings: Mapping[Keys, str], stay: set[Keys]) -> OldColumn:
    if ours.theirs:
        return OldColumn("", 0)
    column = ours.area.first_column
    node = covering(sheet, column)
    hidden = node is not None and node.get("hidden") in ("1", "true")
    width = float(node.get("width") or 0) if node else 0.0
    heading = headings.get(ours.name, "")
    return OldColumn(sheet.name, column, heading, width, hidden, ours.area.first_row, ours.name in stay)


def _inside(table: Table, ours: Iterable[OurColumn]) -> dict[int, Keys]:
    """Which of our columns are columns of a table, by their numbers."""
    return {c.area.first_column: c.name for c in ours if (c.area.first_row, c.area.first_column) in table.area}


def _left_behind(sheet: Sheet, table: Table, fingerprints: Fingerprints, shared: list[str]) -> frozenset[int]:
    """Columns of a table under names of ours whose cells a program moved away without the table."""
    ours = {heading for heading, _ in fingerprints.columns.values()}
    named = {n: column_name(node) for n, node in enumerate(table.columns, table.area.first_column)}
    row = sheet.row(table.area.first_row)
    there = {cell.column: value_of(sheet, cell, shared) for cell in sheet.cells(row)} if row else {}
    return frozenset(n for n, name in named.items() if name in ours and there.get(n) != name)


def _tail(table: Table, inside: AbstractSet[int]) -> int:
    """The first of our columns at the right end of a table; one behind its end where there is none."""
    first = table.area.last_column + 1
    while first - 1 in inside and first - 1 > table.area.first_column:
        first -= 1
    return first


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


def _take_formats(draft: Draft, sheet: Sheet, ours: Iterable[OurColumn]) -> frozenset[int]:
    """Conditional formats that lie in our columns altogether, also those in extensions; gives back their looks."""
    columns = frozenset(column.area.first_column for column in ours)
    looks = set[int]()
    for node in list(sheet.root.walk()):
        if node.name == "conditionalFormatting":
            inner = next((n.text for n in node.children if n.name == "sqref"), "")
            if _within(node.get("sqref") or inner, columns):
                remove_with_parents(draft, sheet.key, node, ("conditionalFormattings", "ext", "extLst"), columns, _gone)
                looks |= {n.number("dxfId") for n in node.walk() if "dxfId" in n.attributes}
    return frozenset(looks)


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


def _take_links(draft: Draft, sheet: Sheet, cells: OurCells) -> None:
    """Links on cells that are taken out."""
    holder = sheet.root.child("hyperlinks")
    nodes = [n for n in holder.children if n.name == "hyperlink"] if holder else []
    places = {(row, cell.column) for row, cell in cells.gone}

    def gone(node: Node, _columns: frozenset[int]) -> bool:
        area = parse_range(node.get("ref"))
        return area is not None and (area.first_row, area.first_column) in places

    for node in nodes:
        if gone(node, frozenset()):
            remove_with_parents(draft, sheet.key, node, ("hyperlinks",), frozenset(), gone)
            identifier = node.local("id")
            if identifier:
                draft.unrelate(sheet.key, identifier)
