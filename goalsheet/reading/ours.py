"""What is ours in a workbook, recognised after somebody else saved it.

Hidden defined names point at our columns and sheets: they follow when rows are inserted, columns moved and sheets
renamed, and Excel, LibreOffice and Google Sheets keep them. `_goalsheet__column__<block>__<key>` stands for a
column's cells, `_goalsheet__sheet__<key>` for a sheet, `_goalsheet__print__<block>` for a print area that we gave a
sheet, `_goalsheet__unprinted__<block>` for a sheet where a person would not have it. They are made of letters, digits
and underscores only, as Google asks. What we wrote into the cells is remembered as fingerprints (see `fingerprints`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from goalsheet.cells import Range, quoted_sheet
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.defined_names import absolute, names_of, place_of
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.xmltree import Node, escape
from goalsheet.reading import memory_cells
from goalsheet.reading.fingerprints import Fingerprints, recalled
from goalsheet.reading.model import Ours
from goalsheet.reading.our_columns import OurColumn, proven

PREFIX = "_goalsheet__"
_SAFE = re.compile(r"[^A-Za-z0-9]")
_CODE = re.compile(r"_([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Mark:
    """A defined name of ours. `keys` are (block, column key), or (sheet key,); `local` where it belongs to a copied
    sheet.
    """

    kind: str
    keys: tuple[str, ...]
    sheet: str
    area: Range
    local: bool = False


@dataclass
class Places:
    """Where our columns and sheets are now: by (block, column key) the sheet and area, by sheet key its name.

    `prints` mark print areas of ours, as we left them, and sheets where none of ours is wanted.
    """

    columns: dict[tuple[str, str], tuple[str, Range]] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    copies: list[Mark] = field(default_factory=list)
    prints: list[Mark] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.columns or self.sheets or self.copies or self.prints)


def _encode(key: str) -> str:
    """A key in letters, digits and single underscores.

    >>> _encode("Key results/2"), _decode("Key_0020results_002f2")
    ('Key_0020results_002f2', 'Key results/2')
    """
    return _SAFE.sub(lambda found: "_" + found.group().encode("utf-16-be").hex("_", 2), key)


def _decode(text: str) -> str:
    units = _CODE.sub(lambda found: chr(int(found.group(1), 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def name_xml(prefix: str, kind: str, keys: tuple[str, ...], sheet: str, area: Range) -> str:
    """A hidden defined name that marks an area of a sheet."""
    name = PREFIX + "__".join((kind, *(_encode(key) for key in keys)))
    place = f"{quoted_sheet(sheet)}!{absolute(area)}"
    return f'<{prefix}definedName name="{name}" hidden="1">{escape(place)}</{prefix}definedName>'


def is_ours(node: Node) -> bool:
    return node.get("name").lower().startswith(PREFIX)


def marks(package: Package) -> Iterator[Mark]:
    """Our marks in a package whose target still exists."""
    for node in names_of(package):
        mark = _mark(node) if is_ours(node) else None
        if mark:
            yield mark


def _mark(node: Node) -> Mark | None:
    kind, _, rest = node.get("name")[len(PREFIX) :].partition("__")
    place = place_of(node.text)
    if place is None:
        return None
    keys = tuple(_decode(part) for part in rest.split("__"))
    return Mark(kind.lower(), keys, *place, "localSheetId" in node.attributes)


def places(package: Package) -> Places:
    """Where everything of ours is now."""
    found = Places()
    for mark in marks(package):
        if mark.local:
            found.copies.append(mark)
        elif mark.kind == "column" and len(mark.keys) == 2:
            found.columns[mark.keys[0], mark.keys[1]] = (mark.sheet, mark.area)
        elif mark.kind == "sheet" and len(mark.keys) == 1:
            found.sheets[mark.keys[0]] = mark.sheet
        elif mark.kind in ("print", "unprinted"):
            found.prints.append(mark)
    names = {info.name.casefold() for info in workbook_part.sheets_of(package)}
    if found.any and not all(name.casefold() in names for name in found.sheets.values()):
        _find_lost_sheets(package, found, names)
    return found


def _find_lost_sheets(package: Package, found: Places, names: set[str]) -> None:
    """Sheets that a program renamed without their marks: one that carries our memory says which it is."""
    found.sheets = {key: name for key, name in found.sheets.items() if name.casefold() in names}
    for key, name in memory_cells.carriers(package).items():
        if key not in found.sheets and name not in found.sheets.values():
            found.sheets[key] = name


def proven_columns(package: Package, found: Places, memory: Fingerprints) -> list[OurColumn]:
    """Our columns as they stand, those on copies of sheets and tables too."""
    copied = [
        OurColumn((mark.keys[0], mark.keys[1]), mark.sheet, mark.area, copy=True)
        for mark in found.copies
        if mark.kind == "column" and len(mark.keys) == 2
    ]
    return proven(package, memory, found.columns, copied)


def find_ours(data: bytes) -> Ours:
    """`ours_in` for the bytes of a file; nothing of ours where it is no .xlsx package."""
    try:
        return ours_in(Package(data))
    except GoalsheetError:
        return Ours()


def ours_in(package: Package) -> Ours:
    """Our sheets and columns in a workbook, wherever they are now."""
    found = places(package)
    sheets = found.sheets | {
        f"{mark.keys[0]} ({mark.sheet})": mark.sheet for mark in found.copies if mark.kind == "sheet"
    }
    names = {info.name.casefold(): info.name for info in workbook_part.sheets_of(package)}
    areas: dict[str, list[Range]] = {}
    for column in proven_columns(package, found, recalled(package)):
        if not column.theirs:
            areas.setdefault(names.get(column.sheet.casefold(), column.sheet), []).append(column.area)
    return Ours(
        {key: names.get(sheet.casefold(), sheet) for key, sheet in sheets.items()},
        {sheet: frozenset(area.first_column for area in found) for sheet, found in areas.items()},
        {sheet: tuple(found) for sheet, found in areas.items()},
    )
