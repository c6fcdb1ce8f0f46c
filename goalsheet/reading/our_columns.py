"""Which columns are ours, proven by what stands in them: by the heading, or by what we remember having written.

Marks (see `ours`) follow what people do in Excel and LibreOffice. Other programs leave a mark where it was while cells
move, and copy sheets and tables without marks. So a mark counts where our heading stands, and our columns are looked
for by their headings and contents where it does not:

        D                    E                              D        E                    F
    1   Status (goalsheet)   Why (goalsheet)           1    Cost     Status (goalsheet)   Why (goalsheet)
    2   at risk              Two weeks late            2    1,200    at risk              Two weeks late
        ^ marked: Status     ^ marked: Why                  ^ not Status any more: that is the column E now
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from goalsheet.cells import Range
from goalsheet.ooxml.cell_values import Formula
from goalsheet.ooxml.cell_xml import fingerprint
from goalsheet.ooxml.package import Package
from goalsheet.reading.fingerprints import Fingerprints
from goalsheet.reading.headings_of_ours import Headings, Held, Lookup, one_line

Keys = tuple[str, str]
_GAP = 30  # rows without anything of ours, after which a copy of our columns has ended
_SENTENCE = 12  # letters from which on a text with a blank in it is nobody's but ours


@dataclass(frozen=True, slots=True)
class OurColumn:
    """A column of ours as it stands: `keys` are block and column, `area` its heading and rows.

    `theirs`: a person gave it a heading and values of their own. `copy`: it is on a copy of a table or sheet.
    """

    keys: Keys
    sheet: str
    area: Range
    theirs: bool = False
    copy: bool = False

    @property
    def name(self) -> Keys:
        """The keys, told apart from those of the columns that a copy was made of."""
        block, key = self.keys
        return (f"{block} @{self.sheet}!{self.area.first_row}", key) if self.copy else self.keys


@dataclass
class _Proof:
    lookup: Lookup
    memory: Fingerprints
    marked: Mapping[Keys, tuple[str, Range]]
    copied: Iterable[OurColumn]
    found: list[OurColumn] = field(default_factory=list)
    exact: dict[tuple[str, int, int], Keys] = field(default_factory=dict)  # marked places under their own headings

    def run(self) -> list[OurColumn]:
        blocks = sorted({block for block, _ in (*self.marked, *self.memory.columns)})
        headed = {keys: place for keys, place in self.marked.items() if self._has_heading(keys, *place)}
        self.exact = {self._place(*place): keys for keys, place in headed.items()}
        lost = [block for block in blocks if not self._by_marks(block)]
        self.found += [self._looked_at(column) for column in self.copied]
        elsewhere = self._headed_elsewhere()
        for block in lost:
            best = max(elsewhere, key=lambda headings: self._likeness(block, headings), default=None)
            if best is not None and self._likeness(block, best) > 0:
                elsewhere.remove(best)
                self.found += self._at(block, best, copy=False)
            else:
                self._by_contents(block)
        for headings in elsewhere:
            block = max(blocks, key=lambda block: self._likeness(block, headings))
            if self._likeness(block, headings) > 0:
                self.found += self._at(block, headings, copy=True)
        return self.found

    # --- by marks

    def _by_marks(self, block: str) -> bool:
        """Take a block's columns from its marks, where a heading of ours stands in the row of one of them."""
        marked = {keys: place for keys, place in self.marked.items() if keys[0] == block}
        here = {keys: self._column_headed(keys, *place) for keys, place in marked.items()}
        if not any(here.values()):
            return False
        taken = set(here.values())
        shifts = {column - marked[keys][1].first_column for keys, column in here.items() if column}
        for keys, (sheet, area) in marked.items():
            column = here[keys]
            beside = self._beside(keys, sheet, area, shifts - {0})
            if column:
                moved = Range(area.first_row, column, area.last_row, column)
                self.found.append(OurColumn(keys, sheet, moved))
            elif beside and beside.first_column not in taken:
                self.found.append(OurColumn(keys, sheet, beside))
            elif 0 in shifts and area.first_column not in taken:
                theirs = not self._renamed(keys, sheet, area)
                self.found.append(OurColumn(keys, sheet, area, theirs))
        return True

    def _beside(self, keys: Keys, sheet: str, area: Range, shifts: Iterable[int]) -> Range | None:
        """Where a column stands that moved with the others of its block, under a heading that we do not know."""
        for column in (area.first_column + shift for shift in sorted(shifts)):
            place = Range(area.first_row, column, area.last_row, column)
            held = self.lookup.below(sheet, place) if column > 0 else []
            if 2 * len(self._ours_among(keys, held)) >= len(held) > 0:
                return place
        return None

    def _column_headed(self, keys: Keys, name: str, area: Range) -> int:
        """The column of the mark's row under our own heading: the marked one, else the nearest; 0 for none."""
        heading, sheet = one_line(self.memory.columns.get(keys, ("",))[0]), self.lookup.sheet(name)
        if not heading or sheet is None:
            return 0
        held = self.lookup.held(sheet, sheet.row(area.first_row))
        same = [c for c, value in held.items() if isinstance(value, str) and one_line(value) == heading]
        same = [c for c in same if self.exact.get((name.casefold(), area.first_row, c), keys) == keys]
        return min(same, key=lambda column: abs(column - area.first_column), default=0)

    def _has_heading(self, keys: Keys, sheet: str, area: Range) -> bool:
        heading = one_line(self.memory.columns.get(keys, ("",))[0])
        return heading != "" and self.lookup.text(sheet, area.first_row, area.first_column) == heading

    @staticmethod
    def _place(sheet: str, area: Range) -> tuple[str, int, int]:
        return sheet.casefold(), area.first_row, area.first_column

    def _renamed(self, keys: Keys, sheet: str, area: Range) -> bool:
        """Whether a column under another heading is still ours: blank, or mostly what we wrote."""
        held = self.lookup.below(sheet, area)
        return not held or 2 * len(self._ours_among(keys, held)) >= len(held)

    def _looked_at(self, column: OurColumn) -> OurColumn:
        """A marked column on a copied sheet."""
        area = column.area
        theirs = not self._column_headed(column.keys, column.sheet, area) and not self._renamed(
            column.keys, column.sheet, area
        )
        return OurColumn(column.keys, column.sheet, area, theirs, copy=True)

    # --- by contents alone

    def _by_contents(self, block: str) -> None:
        """Marks with none of our headings: ours only where a sentence of ours stands below one of them."""
        marked = {keys: place for keys, place in self.marked.items() if keys[0] == block}
        held = {keys: self.lookup.below(*place) for keys, place in marked.items()}
        known = any(_is_sentence(v) for keys, values in held.items() for v in self._ours_among(keys, values))
        headings = (self.lookup.text(sheet, a.first_row, a.first_column) for sheet, a in marked.values())
        blank = not any(held.values()) and not any(headings)
        for keys, (sheet, area) in marked.items():
            theirs = not blank and not (known and self._renamed(keys, sheet, area))
            self.found.append(OurColumn(keys, sheet, area, theirs))

    def _ours_among(self, keys: Keys, held: Iterable[Held]) -> list[Held]:
        _, marks = self.memory.columns.get(keys, ("", frozenset()))
        return [value for value in held if is_among(value, marks)]

    # --- by headings elsewhere

    def _headed_elsewhere(self) -> list[Headings]:
        """Rows with our headings that no mark accounts for."""
        texts = {one_line(heading) for heading, _ in self.memory.columns.values()}
        per_block = [sum(block == b for b, _ in self.memory.columns) for block, _ in self.memory.columns]
        rows = self.lookup.headed(texts, min(2, *per_block)) if per_block else ()
        taken = {(c.sheet.casefold(), c.area.first_row, c.area.first_column) for c in self.found}
        return [h for h in rows if not any((h.sheet, h.row, column) in taken for column in h.columns.values())]

    def _likeness(self, block: str, headings: Headings) -> float:
        """How much of what stands below the headings is what we wrote under them; 0 for less than half."""
        ours = held = 0
        for keys, area in self._areas(block, headings).items():
            values = self.lookup.below(headings.sheet, area)
            ours, held = ours + len(self._ours_among(keys, values)), held + len(values)
        return ours / held if 2 * ours >= held > 0 else 0

    def _areas(self, block: str, headings: Headings) -> dict[Keys, Range]:
        """Where a block's columns would be, if it was the one under these headings."""
        keyed = {
            keys: headings.columns[one_line(heading)]
            for keys, (heading, _) in self.memory.columns.items()
            if keys[0] == block and one_line(heading) in headings.columns
        }
        heights = [area.last_row - area.first_row for keys, (_, area) in self.marked.items() if keys[0] == block]
        last = headings.row + max(heights) if heights else self._last(headings, keyed)
        return {keys: Range(headings.row, column, last, column) for keys, column in keyed.items()}

    def _last(self, headings: Headings, keyed: Mapping[Keys, int]) -> int:
        """The last row below the headings that holds something of ours."""
        sheet, last = self.lookup.sheet(headings.sheet), headings.row
        for row in sheet.rows if sheet else ():
            if headings.row < row.number <= last + _GAP:
                held = self.lookup.held(sheet, row) if sheet else {}
                if any(self._ours_among(keys, [held[c]]) for keys, c in keyed.items() if c in held):
                    last = row.number
        return last

    def _at(self, block: str, headings: Headings, *, copy: bool) -> list[OurColumn]:
        """A block's columns in a row with its headings, those under another heading too, which stand where they should
        beside the others and hold what we wrote."""
        areas = self._areas(block, headings)
        stood = {keys: area for keys, (_, area) in self.marked.items() if keys[0] == block}
        stood |= {column.keys: column.area for column in self.found if column.keys[0] == block and not column.copy}
        shifts = {areas[keys].first_column - stood[keys].first_column for keys in areas if keys in stood}
        rows = next(iter(areas.values()))
        for keys, area in stood.items():
            here = Range(rows.first_row, area.first_column, rows.last_row, area.first_column)
            place = self._beside(keys, headings.sheet, here, shifts) if keys not in areas else None
            if place:
                areas[keys] = place
        return [OurColumn(keys, headings.sheet, area, copy=copy) for keys, area in areas.items()]


def is_among(value: Held | None, marks: Collection[str]) -> bool:
    """Whether we wrote a value, by the fingerprints of all that we wrote there. A formula is never ours."""
    return isinstance(value, str | float) and fingerprint(value) in marks


def _is_sentence(value: Held) -> bool:
    return isinstance(value, str) and len(value) >= _SENTENCE and " " in value.strip()


def is_specific(value: Held | None, marks: Collection[str]) -> bool:
    """Whether a value is a sentence of ours: what nobody else would have written, wherever it stands."""
    return value is not None and value is not Formula and _is_sentence(value) and is_among(value, marks)


def proven(
    package: Package, memory: Fingerprints, marked: Mapping[Keys, tuple[str, Range]], copied: Iterable[OurColumn] = ()
) -> list[OurColumn]:
    """Our columns as they stand, given where marks say they are (`copied`: marks on copies of sheets).

    Without a memory the marks are all there is, and count as they are.
    """
    if not memory.columns:
        return [OurColumn(keys, *place) for keys, place in marked.items()] + list(copied)
    return _Proof(Lookup(package), memory, marked, copied).run()
