"""All edits of one run into one draft of the package, in an order that is always the same.

columns   beside their tables (`place_columns`, `write_columns`); where there is no room, on a sheet (`verdict_sheet`)
formats   on our columns
notes     at cells (`notes`)
sheets    of ours (`add_sheets`)
paper     print areas that keep the user's sheets readable (`paper`)
marks     names, fingerprints and the undo log, by which all of it is found and taken back
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from goalsheet.cells import CellRef, Range, column_letter
from goalsheet.editing import place_columns, undo_log, verdict_sheet
from goalsheet.editing.add_sheets import AddedSheets, add_sheets
from goalsheet.editing.edits import ColumnBlock, Edits, NewSheet, Note, Outcome
from goalsheet.editing.match_blocks import Known, match_blocks
from goalsheet.editing.notes import Ids, add_notes
from goalsheet.editing.previous_run import PreviousRun
from goalsheet.editing.print_setup import Paper
from goalsheet.editing.sheet_edit import SheetEdit
from goalsheet.editing.unknown_styles import cover_unknown_styles
from goalsheet.editing.write_columns import write_block
from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.container import Container
from goalsheet.ooxml.content import Value
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.workbook_part import SheetInfo
from goalsheet.ooxml.worksheet import Sheet
from goalsheet.reading import fingerprints, ours
from goalsheet.reading.fingerprints import Fingerprints

_TOLD = 3  # cells that a remark names before it counts the rest


class Assembly:
    """One run over one package."""

    def __init__(self, package: Package, before: PreviousRun) -> None:
        self.package = package
        self.before = before
        self.draft = Draft(package)
        self.styles = Styles(self.draft)
        self.since_1904 = workbook_part.since_1904(package)
        self.prefix = workbook_part.prefix_of(package.tree(package.workbook))
        self.infos = {info.name.casefold(): info for info in workbook_part.sheets_of(package)}
        self.edits: dict[str, SheetEdit] = {}
        self.known: Mapping[str, Known] = {}
        self.unplaced: dict[str, str] = {}
        self.remarks: list[str] = list(before.remarks)
        self.kept: list[CellRef] = []
        self.names: list[str] = []
        self.placed: dict[tuple[str, str], str] = {}
        self.taken: dict[str, list[Range]] = {}
        self.paper = Paper(package, self.styles, before.unprinted)
        self.columns: dict[tuple[str, str], tuple[str, frozenset[str]]] = {}
        self.renamed: set[tuple[str, str]] = set()
        self.notes: frozenset[str] = frozenset()
        self.sheets = AddedSheets({name: number for number, name in enumerate(self.infos)})

    def run(self, edits: Edits, copy_of: str = "") -> tuple[Container, Outcome]:
        """Do all edits; `copy_of` names the workbook that the result will be a copy of."""
        cover_unknown_styles(self.package, self.styles)
        if self.package.signed:
            self.remarks.append("the workbook's digital signature no longer holds, as with any change")
        self.known = match_blocks(edits.blocks, self.before.columns)
        for block in edits.blocks:
            self.add_block(block)
        self.add_formats(edits)
        self.add_notes((*edits.notes, *self.verdict_notes(edits)))
        self.add_sheets((*edits.sheets, *self.verdict_sheets(edits)))
        numbers = {name: number for number, name in enumerate(self.infos)}
        sheets = {name: edit.sheet for name, edit in self.edits.items()}
        self.names += self.paper.names(self.prefix, sheets, numbers, self.sheets.positions)
        for edit in self.edits.values():
            edit.flush()
        result = self.finished(copy_of)
        told = (*edits.remarks, *self.remarks, *self.stepped_over())
        return result, Outcome(True, self.unplaced, told, tuple(self.kept))

    def finished(self, copy_of: str) -> Container:
        """The package with everything in it, and the marks and the memory of it."""
        done = {edit.sheet.key: undo_log.write_part(self.draft, edit.sheet.key) for edit in self.edits.values()}
        self.styles.flush()  # now that all looks are known
        workbook_part.add_names(self.draft, self.names)
        remembered = self.remembered()
        fingerprints.remember(self.draft, remembered)
        return undo_log.finish(self.draft, done, remembered.as_json(), self.before.as_json(), copy_of)

    def remembered(self) -> Fingerprints:
        """What is to be remembered of all that was written so far."""
        columns = dict(self.columns)
        for keys, marks in self.before.copied.items():
            name, own = columns.get(keys, ("", frozenset()))
            columns[keys] = (name, own | marks)
        return Fingerprints(columns, self.sheets.remembered, self.notes, frozenset(self.renamed))

    def edit(self, name: str) -> SheetEdit:
        """The edit of a sheet, by name."""
        key = name.casefold()
        if key not in self.edits:
            info = self.infos[key]
            sheet = Sheet(self.package, info.key, info.name)
            self.edits[key] = SheetEdit(self.draft, sheet, self.styles, self.since_1904)
        return self.edits[key]

    def stepped_over(self) -> list[str]:
        """What is to be said of cells that were not written, since they hold something of the user's."""
        cells = sorted({*self.kept, *(cell for edit in self.edits.values() for cell in edit.stepped_over)})
        self.kept = cells
        if not cells:
            return []
        named = ", ".join(map(str, cells[:_TOLD]))
        more = f" and {len(cells) - _TOLD} more" if len(cells) > _TOLD else ""
        return [f"left as you have them, although they are in columns of goalsheet's: {named}{more}"]

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
        block, name = _whole(block), block.sheet.casefold()
        edit = self.edit(block.sheet)
        taken = self.taken.setdefault(name, [])
        keep = frozenset((c.row, c.column) for c in self.before.kept if c.sheet.casefold() == name)
        known = self.known.get(block.key, {})
        keep |= {(old.row, old.column) for old in known.values() if old.headed}
        placed = place_columns.place(self.package, edit.sheet, block, known, taken, keep)
        if isinstance(placed, str):
            self.unplaced[block.key] = placed
            return
        taken += [Range(block.heading_row, n, block.last_row, n) for n in placed.columns if n]
        self.kept += write_block(edit, block, placed, keep)
        for column, number, heading in zip(block.columns, placed.columns, placed.names, strict=True):
            values = (content.value for content in column.cells.values() if number)
            self.columns[block.key, column.key] = (heading, self._prints(values))
            if column.key in placed.old and heading != column.heading:
                self.renamed.add((block.key, column.key))
            if number:
                self._mark_column(block, column.key, number)
        self.paper.add(block, placed)

    def _prints(self, values: Iterable[Value]) -> frozenset[str]:
        return fingerprints.prints(values, since_1904=self.since_1904)

    def _mark_column(self, block: ColumnBlock, key: str, number: int) -> None:
        area = Range(block.heading_row, number, block.last_row, number)
        sheet = self.infos[block.sheet.casefold()].name
        self.names.append(ours.name_xml(self.prefix, "column", (block.key, key), sheet, area))
        first, last = min(block.heading_row + 1, area.last_row), area.last_row
        letter = column_letter(number)
        self.placed[block.key, key] = f"{letter}{first}:{letter}{last}"

    def add_formats(self, edits: Edits) -> None:
        for wanted in edits.formats:
            cells = self.placed.get((wanted.block, wanted.key))
            sheet = next((b.sheet for b in edits.blocks if b.key == wanted.block), "")
            if cells:
                self.edit(sheet).conditional(cells, wanted.rule)

    # --- notes

    def add_notes(self, every: Sequence[Note]) -> None:
        ids = Ids.of(self.package) if every else Ids(frozenset())
        for name in dict.fromkeys(note.cell.sheet.casefold() for note in every):
            notes = [note for note in every if note.cell.sheet.casefold() == name]
            reason = self._reason_against(notes[0].cell.sheet)
            if reason:
                self.remarks.append(f"no notes were added to {notes[0].cell.sheet}: {reason}")
                continue
            remarks, ids, texts = add_notes(self.edit(name), notes, ids)
            self.remarks += remarks
            self.notes |= fingerprints.prints(texts)

    # --- sheets

    def homeless(self, edits: Edits, place: str) -> list[ColumnBlock]:
        """Blocks that found no room beside their tables and go somewhere else, as is said."""
        blocks = [b for b in edits.blocks if b.elsewhere and b.key in self.unplaced]
        blocks = [block for block in blocks if not self._reason_against(block.sheet)]
        for block in blocks:
            reason = self.unplaced.pop(block.key)
            self.remarks.append(f"{block.sheet}: no columns added, {reason}; {place.format(sheet=block.elsewhere)}")
        return blocks

    def verdict_sheets(self, edits: Edits) -> list[NewSheet]:
        return [verdict_sheet.of(block) for block in self.homeless(edits, "see the sheet {sheet}")]

    def verdict_notes(self, edits: Edits) -> list[Note]:
        """Notes instead of columns, where the workbook takes no new sheet."""
        if not workbook_part.structure_locked(self.package):
            return []
        return [note for b in self.homeless(edits, "see the notes there") for note in verdict_sheet.notes(b)]

    def add_sheets(self, sheets: tuple[NewSheet, ...]) -> None:
        if sheets and workbook_part.structure_locked(self.package):
            all_names = ", ".join(sheet.name for sheet in sheets)
            self.remarks.append(f"the workbook's structure is protected, so these sheets were not added: {all_names}")
        elif sheets:
            before, memory = self.before.sheets, self.remembered()
            self.sheets = add_sheets(self.draft, self.styles, sheets, before, memory, since_1904=self.since_1904)
            self.names += self.sheets.names


def _whole(block: ColumnBlock) -> ColumnBlock:
    """The block with all rows that it writes to in its range, so that room is looked for in each of them."""
    last = max((max(column.cells, default=0) for column in block.columns), default=0)
    return replace(block, last_row=max(block.last_row, block.heading_row, last))
