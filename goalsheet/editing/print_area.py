"""What goes on paper of a sheet of the user's that is fitted to a page's width, once columns of ours stand beside it.

Without a print area all our columns are fitted in with the user's, and nothing can be read any more. So the sheet gets
one: whole columns, as rows will be added below, from A to the last that it printed before or that we want on paper. A
hidden name (see `reading.ours`) with the same place tells that it is ours; where the two differ, a person changed or
cleared it.
"""

from collections.abc import Iterator

from goalsheet.cells import Range, quoted_sheet
from goalsheet.ooxml.column_widths import covering
from goalsheet.ooxml.defined_names import LAST_ROW, names_of, place_of
from goalsheet.ooxml.drawings import ANCHORS
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.worksheet import Cell, Row, Sheet, merged_areas, parse_range
from goalsheet.ooxml.xmltree import Node, escape

_NAMES = ("_xlnm.print_area", "print_area")
_PIXEL = 9525  # EMU
_LAST = 16384


def area_to(column: int) -> Range:
    """The columns from A to that one, whole."""
    return Range(1, 1, LAST_ROW, column)


def print_areas(package: Package, number: int) -> list[Node]:
    """The names that say what is printed of a sheet, given its place (from 0) in the workbook."""
    names = [n for n in names_of(package) if n.get("localSheetId") == str(number)]
    return [n for n in names if n.get("name").lower() in _NAMES]


def name_xml(prefix: str, what: str, sheet: str, cells: str, position: int) -> str:
    """A name by which Excel knows what to print of a sheet: `Area`, or `Titles`, the rows that each page repeats."""
    name, place = f"{prefix}definedName", escape(f"{quoted_sheet(sheet)}!{cells}")
    return f'<{name} name="_xlnm.Print_{what}" localSheetId="{position}">{place}</{name}>'


def is_at(node: Node, sheet: str, area: Range) -> bool:
    """Whether a print area is just that area."""
    place = place_of(node.text)
    return place is not None and place[0].casefold() == sheet.casefold() and place[1] == area


def fitted_to_width(sheet: Sheet) -> bool:
    """Whether a sheet is made smaller, where it needs be, to fit the width of so many pages."""
    properties, setup = sheet.root.child("sheetPr"), sheet.root.child("pageSetup")
    asked = properties.child("pageSetUpPr") if properties else None
    if asked is None or asked.get("fitToPage") not in ("1", "true", "on"):
        return False
    return setup is None or setup.get("fitToWidth", "1") != "0"


def last_printed(sheet: Sheet, styles: Styles) -> int:
    """The last column that the sheet prints as it is: of values, fills, borders, merged cells and what is drawn."""
    last = _last_cell(sheet, styles)
    areas = [area for area in merged_areas(sheet) if area.first_column <= last]
    return min(max(last, *(area.last_column for area in areas), *_drawn(sheet), *_sparklines(sheet), 0), _LAST)


def _last_cell(sheet: Sheet, styles: Styles) -> int:
    last = 0
    for row in sheet.rows:
        if row.last_column > last:
            last = max(last, _last_in(sheet, row, styles, last))
    return last


def _last_in(sheet: Sheet, row: Row, styles: Styles, least: int) -> int:
    if styles.shows(row.last_style):
        return row.last_column
    return max((c.column for c in sheet.cells(row) if c.column > least and _prints(sheet, c, styles)), default=0)


def _prints(sheet: Sheet, cell: Cell, styles: Styles) -> bool:
    return sheet.holds(cell) or styles.shows(cell.style)


def _sparklines(sheet: Sheet) -> Iterator[int]:
    for node in sheet.root.walk():
        if node.name == "sparkline":
            areas = (parse_range(child.text) for child in node.children if child.name == "sqref")
            yield from (area.last_column for area in areas if area)


# --- what floats over the cells


def _drawn(sheet: Sheet) -> Iterator[int]:
    """The last column under each picture, chart, shape and control."""
    for relationship in sheet.package.relationships(sheet.key):
        if relationship.kind == "drawing" and relationship.target in sheet.package:
            root = sheet.package.tree(relationship.target)
            yield from (_reach(sheet, node) for node in root.walk() if node.name in ANCHORS)
    yield from (_reach(sheet, node) for node in sheet.root.walk() if node.name == "anchor")


def _reach(sheet: Sheet, anchor: Node) -> int:
    end = _inner(anchor, "to")
    if end is not None:
        column, offset = _said(end, "col"), _said(end, "colOff")
        return column + 1 if offset else column
    start, place, size = _inner(anchor, "from"), _inner(anchor, "pos"), _inner(anchor, "ext")
    width = _number(size.get("cx")) if size else 0
    if start is not None:
        return _over(sheet, _said(start, "col") + 1, _said(start, "colOff") + width)
    return _over(sheet, 1, (_number(place.get("x")) if place else 0) + width)


def _over(sheet: Sheet, column: int, width: int) -> int:
    """The column in which so many EMU from the left edge of `column` end."""
    while column < _LAST and (wide := _width(sheet, column)) < width:
        column, width = column + 1, width - wide
    return column


def _width(sheet: Sheet, column: int) -> int:
    """A column's width in EMU, for the usual font of 7 pixels a character and 5 between columns."""
    node, usual = covering(sheet, column), sheet.root.child("sheetFormatPr")
    if node is not None and node.get("hidden") in ("1", "true"):
        return 0
    said = (node.get("width") if node else "") or (usual.get("defaultColWidth") if usual else "")
    try:
        return round(float(said) * 7) * _PIXEL
    except ValueError:
        return 64 * _PIXEL


def _inner(node: Node, name: str) -> Node | None:
    return next((child for child in node.children if child.name == name), None)


def _said(node: Node, name: str) -> int:
    child = _inner(node, name)
    return _number(child.text) if child else 0


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 0
