"""Adding our sheets to a workbook: under the names, in the places and with the cells of the user's that they had.

week 1    Steps  Status  Findings              added behind the user's sheets
(a person renames Status, moves it to the front and types into G2)
week 2    Dashboard  Steps  Findings           made anew as it stands, with what is in G2
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from goalsheet.cells import Range, quoted_sheet
from goalsheet.editing import new_sheet, print_area
from goalsheet.editing.edits import NewSheet
from goalsheet.editing.notes import folder_of
from goalsheet.editing.previous_run import OldSheet
from goalsheet.ooxml import defined_names, workbook_part
from goalsheet.ooxml.content import Content
from goalsheet.ooxml.document_titles import retitle
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.workbook_part import Listed
from goalsheet.ooxml.worksheet import parse_range
from goalsheet.reading import fingerprints, memory_cells, ours
from goalsheet.reading.fingerprints import Fingerprints


@dataclass(frozen=True)
class AddedSheets:
    """`positions` (from 0) of the user's sheets by name in lower case, defined `names` (XML) to add, and what was
    written, by the sheets' keys."""

    positions: Mapping[str, int]
    names: tuple[str, ...] = ()
    remembered: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)


def add_sheets(
    draft: Draft,
    styles: Styles,
    sheets: Sequence[NewSheet],
    before: Mapping[str, OldSheet],
    memory: Fingerprints,
    *,
    since_1904: bool,
) -> AddedSheets:
    """Make the sheets and list them; one that is read again carries the memory of all that is written too."""
    package = draft.package
    infos = workbook_part.sheets_of(package)
    named = _names(sheets, before, {info.name.lower() for info in infos})
    renamed = {sheet.name: named[sheet.key] for sheet in sheets if named[sheet.key] != sheet.name}
    prints = {sheet.key: (named[sheet.key], _prints(sheet, since_1904=since_1904)) for sheet in sheets}
    text = fingerprints.as_text(replace(memory, sheets=prints))
    sheets = [_with_memory(sheet, text) if sheet.read_again else sheet for sheet in sheets]
    taken, listed = _table_names(package), []
    may_lead = not workbook_part.counts_on_order(package)
    for sheet in (_relinked(sheet, renamed) for sheet in sheets):
        old = before.get(sheet.key)
        part = draft.free_name(_join(folder_of(package), "worksheets"), "sheet", "xml")
        target = new_sheet.Target(part, named[sheet.key], _extras(sheet, old), old.widths if old else {})
        new_sheet.add_sheet(draft, styles, sheet, target, taken, since_1904=since_1904)
        identifier = draft.relate(package.workbook, "worksheet", part)
        listed.append(_listed(sheet, named[sheet.key], identifier, old, may_lead=may_lead))
    positions = workbook_part.list_sheets(draft, listed)
    worksheets = {info.name for info in infos if info.kind == "worksheet"} | set(named.values())
    retitle(draft, sorted(worksheets, key=lambda name: positions[name]))
    prefix = workbook_part.prefix_of(package.tree(package.workbook))
    names = [xml for s in sheets for xml in _marks(prefix, s, named[s.key], positions[named[s.key]])]
    return AddedSheets(
        {info.name.casefold(): positions[info.name] for info in infos},
        tuple(names),
        prints,
    )


def _prints(sheet: NewSheet, *, since_1904: bool) -> frozenset[str]:
    """The fingerprints of what is ours on a sheet."""
    ours_only = (content.value for place, content in sheet.cells.items() if place not in sheet.theirs)
    return fingerprints.prints(ours_only, since_1904=since_1904)


def _with_memory(sheet: NewSheet, text: str) -> NewSheet:
    """The sheet with the memory in a hidden column behind what it shows."""
    column = max((column for _, column in sheet.cells), default=0) + 2
    cells = {(row, column): Content(piece) for row, piece in enumerate(memory_cells.pieces(sheet.key, text), 1)}
    return replace(sheet, cells={**sheet.cells, **cells}, hidden_columns=frozenset((column,)))


def _names(sheets: Sequence[NewSheet], before: Mapping[str, OldSheet], taken: set[str]) -> dict[str, str]:
    """The sheets' names by their keys: as the user left them, unless Excel reserves such a name."""
    names = {}
    for sheet in sheets:
        old = before.get(sheet.key)
        kept = old.name if old and not new_sheet.is_reserved(old.name) else sheet.name
        names[sheet.key] = new_sheet.sheet_name(kept, taken)
        taken.add(names[sheet.key].lower())
    return names


def _extras(sheet: NewSheet, old: OldSheet | None) -> Mapping[tuple[int, int], str]:
    """The user's cells on the sheet; those in a table that is read again are in its rows by now."""
    if old is None or not sheet.read_again:
        return old.extras if old else {}
    areas = [area for table in sheet.tables if (area := parse_range(table.ref))]
    within = [Range(a.first_row, a.first_column, defined_names.LAST_ROW, a.last_column) for a in areas]
    return {place: xml for place, xml in old.extras.items() if not any(place in area for area in within)}


def _listed(sheet: NewSheet, name: str, identifier: str, old: OldSheet | None, *, may_lead: bool) -> Listed:
    state = old.state if old else "hidden" if sheet.hidden else ""
    return Listed(name, identifier, sheet.before and may_lead, state, old.position if old else -1)


def _table_names(package: Package) -> new_sheet.TableNames:
    names = {node.get("name").lower() for node in defined_names.names_of(package)}
    last = 0
    for key in package.entries:
        if package.content_type(key) == new_sheet.TABLE_TYPE:
            root = package.tree(key)
            names |= {root.get("name").lower(), root.get("displayName").lower()}
            last = max(last, root.number("id"))
    return new_sheet.TableNames(names, last)


def _marks(prefix: str, sheet: NewSheet, name: str, position: int) -> list[str]:
    """The defined names of a sheet: our mark, and what is printed of it."""
    names = [ours.name_xml(prefix, "sheet", (sheet.key,), name, Range(1, 1, 1, 1))]
    if sheet.repeat_rows:
        first, _, last = sheet.repeat_rows.partition(":")
        names.append(print_area.name_xml(prefix, "Titles", name, f"${first}:${last or first}", position))
    area = parse_range(sheet.print_area) if sheet.print_area else None
    if area is not None:
        names.append(print_area.name_xml(prefix, "Area", name, defined_names.absolute(area), position))
    return names


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _relinked(sheet: NewSheet, renamed: Mapping[str, str]) -> NewSheet:
    """The sheet with its links to other sheets of ours following their names."""
    if not renamed:
        return sheet
    cells = {place: replace(content, link=_follow(content.link, renamed)) for place, content in sheet.cells.items()}
    return replace(sheet, cells=cells)


def _follow(link: str, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        for written in (f"{old}!", f"{quoted_sheet(old)}!"):
            if link.startswith(written):
                return f"{quoted_sheet(new)}!{link[len(written) :]}"
    return link
