"""All edits of one run into one draft of the package, in an order that is always the same."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from goalsheet.cells import CellRef, Range, column_letter, quoted_sheet
from goalsheet.editing import column_block, fingerprints, new_sheet, print_area, undo_log
from goalsheet.editing.edits import ColumnBlock, Edits, NewSheet, Outcome
from goalsheet.editing.fingerprints import Fingerprints
from goalsheet.editing.notes import Ids, add_notes, folder_of
from goalsheet.editing.previous_run import PreviousRun
from goalsheet.editing.sheet_edit import SheetEdit
from goalsheet.editing.unknown_styles import cover_unknown_styles
from goalsheet.ooxml import defined_names, workbook_part
from goalsheet.ooxml.container import Container
from goalsheet.ooxml.content import Value
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.workbook_part import SheetInfo
from goalsheet.ooxml.worksheet import Sheet, parse_range
from goalsheet.reading import ours


class Assembly:
    """One run over one package."""

    def __init__(self, package: Package, before: PreviousRun) -> None:
        self.package = package
        self.before = before
        self.draft = Draft(package)
        self.styles = Styles(self.draft)
        self.since_1904 = workbook_part.since_1904(package)
        self.infos = {info.name.casefold(): info for info in workbook_part.sheets_of(package)}
        self.edits: dict[str, SheetEdit] = {}
        self.unplaced: dict[str, str] = {}
        self.remarks: list[str] = list(before.remarks)
        self.kept: list[CellRef] = []
        self.names: list[str] = []
        self.placed: dict[tuple[str, str], str] = {}
        self.taken: dict[str, list[Range]] = {}
        self.on_paper: dict[str, tuple[str, int]] = {}
        self.positions = {name: number for number, name in enumerate(self.infos)}
        self.remembered_columns: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
        self.remembered_notes: frozenset[str] = frozenset()
        self.remembered_sheets: dict[str, tuple[str, frozenset[str]]] = {}

    def run(self, edits: Edits, copy_of: str = "") -> tuple[Container, Outcome]:
        """Do all edits; `copy_of` names the workbook that the result will be a copy of."""
        cover_unknown_styles(self.package, self.styles)
        if self.package.signed:
            self.remarks.append("the workbook's digital signature no longer holds, as with any change")
        for block in edits.blocks:
            self.add_block(block)
        for wanted in edits.formats:
            cells = self.placed.get((wanted.block, wanted.key))
            sheet = next((b.sheet for b in edits.blocks if b.key == wanted.block), "")
            if cells:
                self.edit(sheet).conditional(cells, wanted.rule)
        self.add_notes(edits)
        self.add_sheets(edits.sheets)
        self.add_print_areas()
        for edit in self.edits.values():
            edit.flush()
        done = {edit.sheet.key: undo_log.write_part(self.draft, edit.sheet.key) for edit in self.edits.values()}
        self.styles.flush()  # now that all looks are known
        workbook_part.add_names(self.draft, self.names)
        remembered = Fingerprints(self.remembered_columns, self.remembered_sheets, self.remembered_notes)
        fingerprints.remember(self.draft, remembered)
        result = undo_log.finish(self.draft, done, remembered.as_json(), self.before.as_json(), copy_of)
        return result, Outcome(True, self.unplaced, tuple(self.remarks), tuple(self.kept))

    def edit(self, name: str) -> SheetEdit:
        """The edit of a sheet, by name."""
        key = name.casefold()
        if key not in self.edits:
            info = self.infos[key]
            sheet = Sheet(self.package, info.key, info.name)
            self.edits[key] = SheetEdit(self.draft, sheet, self.styles, self.since_1904)
        return self.edits[key]

    def _reason_against(self, name: str) -> str:
        info: SheetInfo | None = self.infos.get(name.casefold())
        if info is None:
            return f"there is no sheet {name}"
        return "" if info.key and info.kind == "worksheet" else "it is no sheet of cells"

    # --- columns

    def add_block(self, block: ColumnBlock) -> None:
        reason = self._reason_against(block.sheet)
        if reason:
            self.unplaced[block.key] = reason
            return
        block = _whole(block)
        edit = self.edit(block.sheet)
        known = {
            key: old
            for (name, key), old in self.before.columns.items()
            if name == block.key and (not old.column or old.sheet.casefold() == block.sheet.casefold())
        }
        taken = self.taken.setdefault(block.sheet.casefold(), [])
        placed = column_block.place(self.package, edit.sheet, block, known, taken)
        if isinstance(placed, str):
            self.unplaced[block.key] = placed
            return
        taken += [Range(block.heading_row, n, block.last_row, n) for n in placed.columns if n]
        keep = frozenset((c.row, c.column) for c in self.before.kept if c.sheet.casefold() == block.sheet.casefold())
        self.kept += column_block.write_block(edit, block, placed, keep)
        for column, number, name in zip(block.columns, placed.columns, placed.names, strict=True):
            values = (content.value for content in column.cells.values() if number)
            self.remembered_columns[block.key, column.key] = (name, self._prints(values))
            if number:
                self._mark_column(block, column.key, number, name)
        self._on_paper(block, placed)

    def _prints(self, values: Iterable[Value]) -> frozenset[str]:
        return fingerprints.prints(values, since_1904=self.since_1904)

    def _mark_column(self, block: ColumnBlock, key: str, number: int, name: str) -> None:
        prefix = workbook_part.prefix_of(self.package.tree(self.package.workbook))
        area = Range(block.heading_row, number, block.last_row, number)
        sheet = self.infos[block.sheet.casefold()].name
        self.names.append(ours.name_xml(prefix, "column", (block.key, key), sheet, area))
        first, last = min(block.heading_row + 1, area.last_row), area.last_row
        letter = column_letter(number)
        self.placed[block.key, key] = f"{letter}{first}:{letter}{last}"

    # --- paper

    def _on_paper(self, block: ColumnBlock, placed: column_block.Placed) -> None:
        """Which of the columns go on paper, and those of the table."""
        wanted = [n for column, n in zip(block.columns, placed.columns, strict=True) if column.printed and n]
        sheet = block.sheet.casefold()
        key, last = self.on_paper.get(sheet, (block.key, 0))
        self.on_paper[sheet] = (key, max(last, *wanted, 0))

    def add_print_areas(self) -> None:
        """Keep the sheets that are fitted to a page's width readable on paper: see `printing`."""
        numbers = {name: number for number, name in enumerate(self.infos)}
        prefix = workbook_part.prefix_of(self.package.tree(self.package.workbook))
        for name, (key, last) in self.on_paper.items():
            sheet, declined = self.edit(name).sheet, name in self.before.unprinted
            if not declined and (
                print_area.print_areas(self.package, numbers[name]) or not print_area.fitted_to_width(sheet)
            ):
                continue
            area = print_area.area_to(max(last, print_area.last_printed(sheet, self.styles)))
            kind = "unprinted" if declined else "print"
            self.names.append(ours.name_xml(prefix, kind, (key,), sheet.name, area))
            if not declined:
                self._print(prefix, "Area", sheet.name, defined_names.absolute(area), self.positions[name])

    # --- notes

    def add_notes(self, edits: Edits) -> None:
        ids = Ids.of(self.package) if edits.notes else Ids(frozenset())
        for name in dict.fromkeys(note.cell.sheet.casefold() for note in edits.notes):
            notes = [note for note in edits.notes if note.cell.sheet.casefold() == name]
            reason = self._reason_against(notes[0].cell.sheet)
            if reason:
                self.remarks.append(f"no notes were added to {notes[0].cell.sheet}: {reason}")
                continue
            remarks, ids, texts = add_notes(self.edit(name), notes, ids)
            self.remarks += remarks
            self.remembered_notes |= fingerprints.prints(texts)

    # --- sheets

    def add_sheets(self, sheets: tuple[NewSheet, ...]) -> None:
        if not sheets:
            return
        if workbook_part.structure_locked(self.package):
            all_names = ", ".join(sheet.name for sheet in sheets)
            self.remarks.append(f"the workbook's structure is protected, so these sheets were not added: {all_names}")
            return
        named = self._sheet_names(sheets)
        renamed = {sheet.name: named[sheet.key] for sheet in sheets if named[sheet.key] != sheet.name}
        taken = self._table_names()
        listed = []
        may_lead = not workbook_part.counts_on_order(self.package)
        for sheet in sheets:
            old = self.before.sheets.get(sheet.key)
            sheet = _relinked(sheet, renamed)
            part = self.draft.free_name(_join(folder_of(self.package), "worksheets"), "sheet", "xml")
            target = new_sheet.Target(part, named[sheet.key], old.extras if old else {}, old.widths if old else {})
            new_sheet.add_sheet(self.draft, self.styles, sheet, target, taken, since_1904=self.since_1904)
            identifier = self.draft.relate(self.package.workbook, "worksheet", part)
            state = old.state if old else "hidden" if sheet.hidden else ""
            position = old.position if old else -1
            listed.append(
                workbook_part.Listed(named[sheet.key], identifier, sheet.before and may_lead, state, position)
            )
            values = (content.value for content in sheet.cells.values())
            self.remembered_sheets[sheet.key] = (sheet.name, self._prints(values))
        positions = workbook_part.list_sheets(self.draft, listed)
        self.positions = {name: positions[info.name] for name, info in self.infos.items()}
        for sheet in sheets:
            self._name_sheet(sheet, named[sheet.key], positions[named[sheet.key]])

    def _sheet_names(self, sheets: tuple[NewSheet, ...]) -> dict[str, str]:
        taken = {info.name.lower() for info in self.infos.values()}
        names = {}
        for sheet in sheets:
            old = self.before.sheets.get(sheet.key)
            names[sheet.key] = new_sheet.sheet_name(old.name if old else sheet.name, taken)
            taken.add(names[sheet.key].lower())
        return names

    def _table_names(self) -> new_sheet.TableNames:
        names = {node.get("name").lower() for node in defined_names.names_of(self.package)}
        last = 0
        for key in self.package.entries:
            if self.package.content_type(key) == new_sheet.TABLE_TYPE:
                root = self.package.tree(key)
                names |= {root.get("name").lower(), root.get("displayName").lower()}
                last = max(last, int(root.get("id") or 0) if root.get("id").isdigit() else 0)
        return new_sheet.TableNames(names, last)

    def _name_sheet(self, sheet: NewSheet, name: str, position: int) -> None:
        prefix = workbook_part.prefix_of(self.package.tree(self.package.workbook))
        self.names.append(ours.name_xml(prefix, "sheet", (sheet.key,), name, Range(1, 1, 1, 1)))
        if sheet.repeat_rows:
            first, _, last = sheet.repeat_rows.partition(":")
            self._print(prefix, "Titles", name, f"${first}:${last or first}", position)
        area = parse_range(sheet.print_area) if sheet.print_area else None
        if area is not None:
            self._print(prefix, "Area", name, defined_names.absolute(area), position)

    def _print(self, prefix: str, what: str, sheet: str, cells: str, position: int) -> None:
        """A name by which Excel knows what to print of a sheet."""
        place = f"{quoted_sheet(sheet)}!{cells}".replace("&", "&amp;").replace("<", "&lt;")
        name = f"{prefix}definedName"
        self.names.append(f'<{name} name="_xlnm.Print_{what}" localSheetId="{position}">{place}</{name}>')


def _whole(block: ColumnBlock) -> ColumnBlock:
    """The block with all rows that it writes to in its range, so that room is looked for in each of them."""
    last = max((max(column.cells, default=0) for column in block.columns), default=0)
    return replace(block, last_row=max(block.last_row, block.heading_row, last))


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
