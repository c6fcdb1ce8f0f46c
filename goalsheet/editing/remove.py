"""Taking out what is ours: the way back of the record where nobody saved the workbook since, else by its marks."""

from dataclasses import dataclass

from goalsheet.cells import CellRef, Range
from goalsheet.editing import fingerprints, print_area, undo_log
from goalsheet.editing import previous_run as earlier
from goalsheet.editing.fingerprints import Fingerprints
from goalsheet.editing.notes import OPENING
from goalsheet.editing.previous_run import OldColumn, PreviousRun
from goalsheet.editing.remove_columns import remove_columns
from goalsheet.editing.remove_notes import remove_notes
from goalsheet.editing.remove_sheets import RemovedSheet, empty_sheet, look_at, remove_sheets
from goalsheet.ooxml import container, defined_names, workbook_part
from goalsheet.ooxml.cell_values import shared_texts
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.workbook_part import SheetInfo
from goalsheet.ooxml.worksheet import Sheet
from goalsheet.ooxml.xmltree import Node
from goalsheet.reading.ours import Mark, Places, is_ours
from goalsheet.reading.ours import places as places_of_ours


def without_ours(data: bytes, *, for_good: bool = False) -> tuple[bytes, PreviousRun]:
    """The workbook without anything of ours, and what a new run goes on with.

    `for_good` (that is `clean`) leaves a sheet of ours where the user's cells or formulas need it, and drops all marks.
    """
    package = Package(data)
    key = undo_log.find(package)
    found = undo_log.load(package, key) if key else undo_log.UndoLog()
    restored = undo_log.restored(package, found)
    if restored is None:
        return _by_marks(package, key, found, for_good=for_good)
    base = container.write(restored)
    if for_good:  # an earlier week may have left marks on copies of sheets
        base = _by_marks(Package(base), None, undo_log.UndoLog(), for_good=True)[0]
    return base, earlier.from_json(found.before)


def _by_marks(
    package: Package, key: str | None, found: undo_log.UndoLog, *, for_good: bool
) -> tuple[bytes, PreviousRun]:
    places = places_of_ours(package)
    if key is None and not places.any and not fingerprints.our_properties(package) and not _any_notes(package):
        return package.data, PreviousRun()
    recalled = fingerprints.from_json(found.fingerprints) if found.fingerprints else fingerprints.recalled(package)
    return _Removal(package, places, recalled, key, for_good).run()


def _any_notes(package: Package) -> bool:
    """Whether a comments part holds a note of ours."""
    keys = (key for key in package.entries if package.content_type(key).endswith("spreadsheetml.comments+xml"))
    return any(OPENING.encode() in package.content(key) for key in keys)


@dataclass
class _Removal:
    package: Package
    places: Places
    fingerprints: Fingerprints
    record: str | None
    for_good: bool

    def run(self) -> tuple[bytes, PreviousRun]:
        self.draft = Draft(self.package)
        self.infos = {info.name.casefold(): info for info in workbook_part.sheets_of(self.package)}
        self.shared = shared_texts(self.package)
        sheets = self._look_at_sheets()
        gone = [taken.info for taken in sheets.values() if not taken.stays]
        if len(gone) == len(self.infos):
            gone = []
        areas, unprinted = self._print_areas()
        dropped = [*self._dropped_names(gone), *areas]
        dropped = list({node.start: node for node in dropped}.values())
        remove_sheets(self.draft, gone, frozenset(node.start for node in dropped))
        workbook_part.drop_names(self.draft, dropped)
        remarks = [taken.stays for taken in sheets.values() if taken.stays]
        for taken in sheets.values():
            if taken.info not in gone:
                empty_sheet(self.draft, Sheet(self.package, taken.info.key, taken.info.name), taken.old.extras)
        columns, kept = self._take_columns()
        skip = {taken.info.name for taken in sheets.values()}
        remarks += self._take_notes(skip)
        remarks += [f"{mark.sheet} is your copy of a sheet and was left as it is" for mark in self._copied_sheets()]
        self._take_properties()
        self._take_record()
        old = {key: taken.old for key, taken in sheets.items()}
        done = PreviousRun(columns, old, kept, tuple(remarks) if self.for_good else (), unprinted)
        return container.write(undo_log.plain(self.draft)), done

    def _look_at_sheets(self) -> dict[str, RemovedSheet]:
        found = {}
        positions = {name: n for n, name in enumerate(self.infos)}
        for key, name in self.places.sheets.items():
            info = self.infos.get(name.casefold())
            if info and info.key:
                found[key] = look_at(
                    self.package,
                    key,
                    info,
                    positions[name.casefold()],
                    self.fingerprints,
                    self.shared,
                    for_good=self.for_good,
                )
        return found

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

    def _copied_sheets(self) -> list[Mark]:
        return [mark for mark in self.places.copies if mark.kind == "sheet" and self.for_good]

    def _take_columns(self) -> tuple[dict[tuple[str, str], OldColumn], frozenset[CellRef]]:
        columns = {key: OldColumn("", 0) for key in self.fingerprints.columns}
        kept: frozenset[CellRef] = frozenset()
        by_sheet: dict[str, dict[tuple[str, str], Range]] = {}
        for keys, (sheet, area) in self.places.columns.items():
            by_sheet.setdefault(sheet.casefold(), {})[keys] = area
        for name, areas in by_sheet.items():
            info = self.infos.get(name)
            if info and info.key and info.kind == "worksheet":
                taken = remove_columns(
                    self.draft, Sheet(self.package, info.key, info.name), areas, self.fingerprints, self.shared
                )
                columns.update(taken.columns)
                kept |= taken.kept
        return columns, kept

    def _take_notes(self, skip: set[str]) -> list[str]:
        remarks: list[str] = []
        for info in self.infos.values():
            usual = info.key and info.kind == "worksheet" and info.name not in skip
            if usual and self.package.related(info.key, "comments"):
                remarks += remove_notes(self.draft, Sheet(self.package, info.key, info.name), self.fingerprints)
        return remarks

    def _take_properties(self) -> None:
        nodes = fingerprints.our_properties(self.package)
        key = fingerprints.properties_part(self.package)
        if not nodes or key is None:
            return
        if len(nodes) == len(self.package.tree(key).children):
            self._drop("", key)
        else:
            for node in nodes:
                self.draft.remove(key, node)

    def _take_record(self) -> None:
        if self.record:
            for relationship in self.package.relationships(self.record):
                if relationship.target in self.package:
                    self.draft.remove_part(relationship.target)
            self._drop(self.package.workbook, self.record)

    def _drop(self, source: str, key: str) -> None:
        for relationship in self.package.relationships(source):
            if relationship.target == key:
                self.draft.unrelate(source, relationship.id)
        self.draft.remove_part(key)
