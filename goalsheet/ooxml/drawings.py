"""What floats over a sheet: which cells pictures, charts and shapes cover."""

from goalsheet.cells import Range
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.worksheet import Sheet
from goalsheet.ooxml.xmltree import Node

ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_COLUMN, _ROW = 609600, 190500  # EMU of a usual column (64 pixels) and row (15 points)


def drawn_areas(package: Package, sheet: Sheet) -> list[Range]:
    """The cells that each picture, chart or shape of a sheet covers."""
    areas = []
    for relationship in package.relationships(sheet.key):
        if relationship.kind == "drawing" and relationship.target in package:
            root = package.tree(relationship.target)
            areas += [area for node in root.walk() if node.name in ANCHORS and (area := _area(node))]
    return areas


def _area(anchor: Node) -> Range | None:
    if anchor.name == "absoluteAnchor":
        return _by_size(anchor, _place(anchor.child("pos"), "x", _COLUMN), _place(anchor.child("pos"), "y", _ROW))
    first = _corner(anchor.child("from"))
    if anchor.name == "oneCellAnchor":
        return _by_size(anchor, first[0] - 1, first[1] - 1)
    last = _corner(anchor.child("to"))
    return Range(first[1], first[0], max(first[1], last[1]), max(first[0], last[0]))


def _corner(node: Node | None) -> tuple[int, int]:
    """1-based column and row."""
    return _number(node, "col") + 1, _number(node, "row") + 1


def _number(node: Node | None, name: str) -> int:
    child = node.child(name) if node else None
    text = child.text.strip() if child else ""
    return int(text) if text.isdigit() else 0


def _place(node: Node | None, name: str, unit: int) -> int:
    text = node.get(name) if node else ""
    return int(text) // unit if text.isdigit() else 0


def _by_size(anchor: Node, column: int, row: int) -> Range:
    extent = anchor.child("ext")
    columns, rows = _place(extent, "cx", _COLUMN), _place(extent, "cy", _ROW)
    return Range(row + 1, column + 1, row + rows + 1, column + columns + 1)
