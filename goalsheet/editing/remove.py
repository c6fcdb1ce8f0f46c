"""Taking out what is ours: the way back of the undo log where nobody saved the workbook since, else by what proves it.

saved by nobody since     each part as it was before, byte for byte (`undo_log`)
saved by any program      our sheets, columns, notes, names, properties and undo logs, each proven ours;
                          and what only they named: texts, looks, print areas
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from goalsheet.cells import CellRef
from goalsheet.editing import previous_run as earlier
from goalsheet.editing import print_area, undo_log
from goalsheet.editing.notes import OPENING
from goalsheet.editing.previous_run import OldColumn, PreviousRun
from goalsheet.editing.remove_columns import remove_columns
from goalsheet.editing.remove_leftovers import Taken, remove_leftovers
from goalsheet.editing.remove_notes import remove_notes
from goalsheet.editing.remove_sheets import RemovedSheet, empty_sheet, is_referred, look_at, remove_sheets
from goalsheet.ooxml import container, defined_names, workbook_part
from goalsheet.ooxml.cell_values import shared_texts
from goalsheet.ooxml.document_titles import retitle
from goalsheet.ooxml.package import Draft, Package, spliced
from goalsheet.ooxml.workbook_part import SheetInfo
from goalsheet.ooxml.worksheet import Sheet
from goalsheet.ooxml.xmltree import Node
from goalsheet.reading import fingerprints
from goalsheet.reading.fingerprints import Fingerprints
from goalsheet.reading.our_columns import Keys, OurColumn
from goalsheet.reading.ours import Mark, Places, is_ours, proven_columns
from goalsheet.reading.ours import places as places_of_ours

#: Headings of tables: a sheet's name in lower case, and the row.
HeadingRows = Collection[tuple[str, int]]


def without_ours(data: bytes, *, for_good: bool = False, wanted: HeadingRows = ()) -> tuple[bytes, PreviousRun]:
    """The workbook without anything of ours, and what a new run goes on with.

    `for_good` (that is `clean`) leaves a sheet of ours where the user's cells or formulas need it, and drops all marks.
    Our columns on a copy of a table or sheet go for good, or where the copy is among the tables `wanted`: those that
    a new run writes beside.
    """
    package = Package(data)
    keys = undo_log.find(package)
    found = undo_log.load(package, keys[0]) if keys else undo_log.UndoLog()
    restored = undo_log.restored(package, found)
    memory = fingerprints.from_json(found.fingerprints) if len(keys) == 1 else fingerprints.recalled(package)
    if restored is None:
        return _by_proof(package, keys, memory, for_good=for_good, wanted=wanted)
    before = earlier.from_json(found.before)
    if for_good and _holds_theirs(package, before):
        return _by_proof(package, keys, memory, for_good=True, wanted=())
    base = container.write(restored)
    stale = undo_log.find(Package(base))  # from earlier weeks, by programs that had moved them
    if for_good or stale:  # an earlier week may have left marks on copies of sheets
        base = _by_proof(Package(base), stale, memory, for_good=for_good, wanted=wanted)[0]
    return base, before


def _holds_theirs(package: Package, before: PreviousRun) -> bool:
    """Whether something of the user's stands in what we wrote, so that the workbook as it was before is not all."""
    extras = any(sheet.extras for sheet in before.sheets.values())
    names = places_of_ours(package).sheets.values()
    return bool(before.kept or extras) or any(is_referred(package, name) for name in names)


def _by_proof(
    package: Package, keys: list[str], memory: Fingerprints, *, for_good: bool, wanted: HeadingRows
) -> tuple[bytes, PreviousRun]:
    places = places_of_ours(package)
    columns = proven_columns(package, places, memory)
    if not (keys or places.any or columns or fingerprints.our_properties(package) or _any_notes(package)):
        return package.data, PreviousRun()
    return _Removal(package, places, columns, memory, keys, for_good, wanted).run()


def _any_notes(package: Package) -> bool:
    """Whether a comments part holds a note of ours."""
    keys = (key for key in package.entries if package.content_type(key).endswith("spreadsheetml.comments+xml"))
    return any(OPENING.encode() in package.content(key) for key in keys)


@dataclass
class _Removal:
    package: Package
    places: Places
    columns: list[OurColumn]
    memory: Fingerprints
    undo_logs: list[str]
    for_good: bool
    wanted: HeadingRows
    taken: Taken = field(default_factory=Taken)

    def run(self) -> tuple[bytes, PreviousRun]:
        self.draft = Draft(self.package)
        self.infos = {info.name.casefold(): info for info in workbook_part.sheets_of(self.package)}
        self.shared = shared_texts(self.package)
        sheets = self._look_at_sheets()
        gone = [taken.info for taken in sheets.values() if not taken.stays]
        if len(gone) == len(self.infos):
            gone = []
        unprinted = self._take_names(gone)
        for taken in sheets.values():
            self.taken.add_all(self.package.utf8(taken.info.key))
            if taken.info not in gone:
                empty_sheet(self.draft, Sheet(self.package, taken.info.key, taken.info.name), taken.old.extras)
        old, kept = self._take_columns()
        remarks = [taken.stays for taken in sheets.values() if taken.stays]
        remarks += self._take_notes({taken.info.name for taken in sheets.values()})
        remarks += [f"{mark.sheet} is your copy of a sheet and was left as it is" for mark in self._copied_sheets()]
        self._take_properties()
        for key in self.undo_logs:
            undo_log.remove(self.draft, key)
        self._take_leftovers(sheets)
        retitle(self.draft, [i.name for i in self.infos.values() if i.kind == "worksheet" and i not in gone])
        old_sheets = {key: taken.old for key, taken in sheets.items()}
        left = {column.keys for column in self.columns if column.copy and not self._goes(column)}
        done = PreviousRun(
            old, old_sheets, kept, tuple(remarks) if self.for_good else (), unprinted, self._prints(left)
        )
        return container.write(undo_log.plain(self.draft)), done

    # --- sheets and names

    def _look_at_sheets(self) -> dict[str, RemovedSheet]:
        found = {}
        positions = {name: n for n, name in enumerate(self.infos)}
        for key, name in self.places.sheets.items():
            info = self.infos.get(name.casefold())
            if info and info.key:
                position = positions[name.casefold()]
                found[key] = look_at(
                    self.package, key, info, position, self.memory, self.shared, for_good=self.for_good
                )
        return found

    def _copied_sheets(self) -> list[Mark]:
        return [mark for mark in self.places.copies if mark.kind == "sheet" and self.for_good]

    def _take_names(self, gone: list[SheetInfo]) -> frozenset[str]:
        """Take sheets and names out; gives back the sheets on which no print area of ours is wanted."""
        areas, unprinted = self._print_areas()
        dropped = [*self._dropped_names(gone), *areas]
        dropped = list({node.start: node for node in dropped}.values())
        remove_sheets(self.draft, gone, frozenset(node.start for node in dropped))
        workbook_part.drop_names(self.draft, dropped)
        return unprinted

    def _dropped_names(self, gone: list[SheetInfo]) -> list[Node]:
        """Names that go: our marks (those on copies only for good), and what belongs to sheets that go."""
        gone_numbers = {n for n, info in enumerate(self.infos.values()) if info in gone}
        dropped = []
        for node in defined_names.names_of(self.package):
            local = node.get("localSheetId")
            of_gone = local.isdigit() and int(local) in gone_numbers
            if of_gone or (is_ours(node) and (self.for_good or not local)):
                dropped.append(node)
        return dropped

    def _print_areas(self) -> tuple[list[Node], frozenset[str]]:
        """Print areas that are still as we set them, and the sheets where a person changed or cleared ours."""
        ours, unprinted = list[Node](), set[str]()
        numbers = {name: number for number, name in enumerate(self.infos)}
        for mark in self.places.prints:
            name = mark.sheet.casefold()
            if name in numbers:
                found = print_area.print_areas(self.package, numbers[name])
                same = [n for n in found if mark.kind == "print" and print_area.is_at(n, mark.sheet, mark.area)]
                ours += same
                if not same:
                    unprinted.add(name)
        return ours, frozenset(unprinted)

    # --- columns and notes

    def _goes(self, column: OurColumn) -> bool:
        return not column.copy or self.for_good or (column.sheet.casefold(), column.area.first_row) in self.wanted

    def _take_columns(self) -> tuple[dict[Keys, OldColumn], frozenset[CellRef]]:
        columns = {key: OldColumn("", 0) for key in self.memory.columns}
        kept: frozenset[CellRef] = frozenset()
        by_sheet: dict[str, list[OurColumn]] = {}
        for column in filter(self._goes, self.columns):
            by_sheet.setdefault(column.sheet.casefold(), []).append(column)
        for name, ours in by_sheet.items():
            info = self.infos.get(name)
            if info and info.key and info.kind == "worksheet":
                sheet = Sheet(self.package, info.key, info.name)
                removed = remove_columns(self.draft, sheet, ours, self.memory, self.shared, for_good=self.for_good)
                columns.update(removed.columns)
                kept |= removed.kept
                self.taken |= removed.taken
        return columns, kept

    def _prints(self, left: set[Keys]) -> dict[Keys, frozenset[str]]:
        """What we remember having written into columns that stay on copies."""
        return {keys: marks for keys, (_, marks) in self.memory.columns.items() if keys in left}

    def _take_notes(self, skip: set[str]) -> list[str]:
        remarks: list[str] = []
        for info in self.infos.values():
            usual = info.key and info.kind == "worksheet" and info.name not in skip
            if usual and self.package.related(info.key, "comments"):
                remarks += remove_notes(self.draft, Sheet(self.package, info.key, info.name), self.memory)
        return remarks

    # --- what stands for us elsewhere

    def _take_properties(self) -> None:
        nodes = fingerprints.our_properties(self.package)
        key = fingerprints.properties_part(self.package)
        if not nodes or key is None:
            return
        if len(nodes) == len(self.package.tree(key).children):
            self.draft.drop_part(key)
        else:
            for node in nodes:
                self.draft.remove(key, node)

    def _take_leftovers(self, sheets: dict[str, RemovedSheet]) -> None:
        keys = [info.key for info in self.infos.values() if info.key and info.key not in self.draft.removed]
        left = (spliced(self.package.utf8(key), self.draft.final(key)) for key in keys)
        extras = (xml for taken in sheets.values() for xml in taken.old.extras.values())
        remove_leftovers(self.draft, self.taken, left, extras)
