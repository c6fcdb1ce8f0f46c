"""Excel tables of a sheet: where they are, and growing one by columns at its right end."""

from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.cells import Range
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.worksheet import Sheet, parse_range
from goalsheet.ooxml.xmltree import Node, quote


@dataclass(frozen=True, slots=True)
class Table:
    """`area` is all of it: heading row, rows and totals row."""

    key: str
    root: Node
    area: Range

    @property
    def columns(self) -> list[Node]:
        holder = self.root.child("tableColumns")
        return list(holder.all("tableColumn")) if holder else []

    @property
    def has_heading(self) -> bool:
        return self.root.get("headerRowCount", "1") != "0"

    @property
    def totals_rows(self) -> int:
        return self.root.number("totalsRowCount")

    @property
    def grows(self) -> bool:
        """Whether we may add columns: not where its columns are those of a query or of an XML map."""
        return self.has_heading and self.root.get("tableType", "worksheet") == "worksheet" and bool(self.columns)


def tables_of(package: Package, sheet: Sheet) -> list[Table]:
    """The tables of a sheet, found through its relationships."""
    found = []
    for relationship in package.relationships(sheet.key):
        if relationship.kind == "table" and relationship.target in package:
            root = package.tree(relationship.target)
            area = parse_range(root.get("ref"))
            if area:
                found.append(Table(relationship.target, root, area))
    return found


def unique_names(table: Table | None, wanted: Sequence[str], ours: frozenset[str] = frozenset()) -> list[str]:
    """The headings with a number where a table has such a column already (Excel compares without regard to case).

    `ours` are names of columns that stand there for us already.
    """
    taken = {column_name(node).casefold() for node in table.columns} - ours if table else set()
    names = []
    for name in wanted:
        unique, number = name, 2
        while unique.casefold() in taken:
            unique, number = f"{name} {number}", number + 1
        taken.add(unique.casefold())
        names.append(unique)
    return names


def column_name(node: Node) -> str:
    """A column's name as its heading cell shows it."""
    return (
        node.get("name").replace("_x000a_", "\n").replace("_x000A_", "\n").replace("_x000d_", "").replace("_x000D_", "")
    )


def name_attribute(name: str) -> str:
    return quote(name.replace("\r", "")).replace("&#10;", "_x000a_")


def grow(draft: Draft, table: Table, names: Sequence[str]) -> None:
    """Add columns at the right end of a table."""
    holder = table.root.child("tableColumns")
    assert holder is not None
    prefix = f"{table.root.prefix}:" if table.root.prefix else ""
    last = max((node.number("id") for node in table.columns), default=0)
    body = "".join(
        f'<{prefix}tableColumn id="{number}" name="{name_attribute(name)}"/>'
        for number, name in enumerate(names, last + 1)
    )
    draft.append(table.key, holder, body.encode())
    draft.set_attribute(table.key, holder, "count", str(len(table.columns) + len(names)))
    reach(draft, table, table.area.last_column + len(names))


def reach(draft: Draft, table: Table, last_column: int) -> None:
    """Let a table and its filter end at that column."""
    area = table.area
    new = Range(area.first_row, area.first_column, area.last_row, last_column)
    draft.set_attribute(table.key, table.root, "ref", str(new))
    node = table.root.child("autoFilter")
    old = parse_range(node.get("ref")) if node else None
    if node and old and old.last_column == area.last_column:
        filtered = Range(old.first_row, old.first_column, old.last_row, last_column)
        draft.set_attribute(table.key, node, "ref", str(filtered))
