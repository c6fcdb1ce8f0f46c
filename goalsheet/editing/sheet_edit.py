"""What is to be written into one worksheet of the user's, collected and then spliced in once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

from goalsheet.cells import CellRef, Range, column_letter
from goalsheet.ooxml.column_widths import Width, widen
from goalsheet.ooxml.conditional_formats import rule_xml
from goalsheet.ooxml.content import Content, FormatRule
from goalsheet.ooxml.hyperlinks import hyperlink_xml
from goalsheet.ooxml.package import Draft, Splice
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.worksheet import ORDER, Cell, Row, Sheet, merged_areas, parse_range

_SPANS = re.compile(rb"""\sspans\s*=\s*["'](\d+):(\d+)["']""")


class ColumnWriter(Protocol):
    """A column to be written: which rows it has, and each row's cell when its turn comes."""

    @property
    def number(self) -> int:
        """The column's number, 1-based."""

    @property
    def rows(self) -> Iterable[int]: ...

    @property
    def links(self) -> Iterable[tuple[int, Content]]:
        """Rows and contents that have a link."""

    def replaces(self, row: int) -> bool:
        """Whether what stands in the cell of that row is meant to go; else it is the user's and stays."""

    def cell(self, row: int, own: Cell | None, found: Row | None) -> str:
        """The cell's XML in that row, given the cell and the row that are there; empty for nothing."""


@lru_cache(maxsize=256)
def _spanning(low: bytes, high: bytes, first: int, last: int) -> bytes:
    """A hint that holds the columns from first to last too; empty where it does already."""
    if int(low) <= first and int(high) >= last:
        return b""
    return b"%d:%d" % (min(int(low), first), max(int(high), last))


@dataclass
class SheetEdit:
    """Edits of one worksheet. `flush` puts them into the draft; nothing is written before.

    No way leads into a cell that holds something, or is covered by merged cells, but through `_written`: such a cell
    is the user's, and stays as it is unless its writer is sure to replace it. `stepped_over` tells where.
    """

    draft: Draft
    sheet: Sheet
    styles: Styles
    since_1904: bool
    widths: dict[int, Width] = field(default_factory=dict)
    split_widths: bool = True
    stepped_over: set[CellRef] = field(default_factory=set)
    _columns: list[ColumnWriter] = field(default_factory=list)
    _rules: list[tuple[str, FormatRule]] = field(default_factory=list)
    _elements: dict[str, str] = field(default_factory=dict)

    def column(self, writer: ColumnWriter) -> None:
        """Write a column of cells."""
        self._columns.append(writer)

    def conditional(self, cells: str, rule: FormatRule) -> None:
        self._rules.append((cells, rule))

    def element(self, name: str, xml: str) -> None:
        """A new child of the worksheet, in its fixed order."""
        self._elements[name] = xml

    def flush(self) -> None:
        sheet = self.sheet
        self._write_rows()
        self._write_links()
        widen(self.draft, sheet, self.widths, split=self.split_widths)
        self._write_rules()
        for name, xml in self._elements.items():
            self.draft.insert(sheet.key, sheet.root, name, ORDER, xml.encode())

    def _write_links(self) -> None:
        links = []
        for writer in self._columns:
            letters = column_letter(writer.number)
            for row, content in sorted(writer.links, key=lambda link: link[0]):
                if not self._theirs(writer, row, self._own(row, writer.number)):
                    links.append(hyperlink_xml(self.draft, self.sheet, f"{letters}{row}", content))
        if links:
            self._add_into("hyperlinks", "".join(links))

    def _own(self, number: int, column: int) -> Cell | None:
        row = self.sheet.row(number)
        return next((cell for cell in self.sheet.cells(row) if cell.column == column), None) if row else None

    def _add_into(self, name: str, body: str) -> None:
        """Into a container element of the sheet, made where it is missing."""
        sheet, found = self.sheet, self.sheet.root.child(name)
        if found:
            self.draft.append(sheet.key, found, body.encode())
        else:
            tag = f"{sheet.prefix}{name}"
            self.draft.insert(sheet.key, sheet.root, name, ORDER, f"<{tag}>{body}</{tag}>".encode())

    def _write_rules(self) -> None:
        if not self._rules:
            return
        sheet = self.sheet
        priority = max((n.number("priority") for n in sheet.root.walk()), default=0) + 1
        body = ""
        for number, (cells, rule) in enumerate(self._rules, priority):
            inner = rule_xml(rule, cells, number, self.styles, sheet.prefix)
            tag = f"{sheet.prefix}conditionalFormatting"
            body += f'<{tag} sqref="{cells}">{inner}</{tag}>'
        self.draft.insert(sheet.key, sheet.root, "conditionalFormatting", ORDER, body.encode())

    # --- cells

    def _write_rows(self) -> None:
        if not self._columns:
            return
        self._columns.sort(key=lambda writer: writer.number)
        rows = sorted(set[int]().union(*(writer.rows for writer in self._columns)))
        sheet_data = self.sheet.root.child("sheetData")
        if sheet_data is None:
            tag = f"{self.sheet.prefix}sheetData"
            text = "".join(self._new_row(row) for row in rows)
            self.element("sheetData", f"<{tag}>{text}</{tag}>")
        elif sheet_data.self_closing:
            text = "".join(self._new_row(row) for row in rows)
            self.draft.append(self.sheet.key, sheet_data, text.encode())
        elif self.sheet.ascending:
            self.draft.stream(self.sheet.key, lambda: self._splices(rows, sheet_data.close_start))
        else:
            self.draft.extend(self.sheet.key, list(self._splices(rows, sheet_data.close_start)))
        self._write_dimension(rows)

    def _splices(self, rows: list[int], end: int) -> Iterator[Splice]:
        first, last = self._columns[0].number, self._columns[-1].number
        for number in rows:
            row = self.sheet.row(number)
            if row is None:
                yield from self._row_between(number, end)
                continue
            spans = self._spans(row, first, last)
            if spans:
                yield spans
            if row.last_column < first:
                text = "".join([self._written(writer, number, None, row) for writer in self._columns])
                if text:
                    yield self._at_end(row, text)
            else:
                yield from self._among(row)

    def _row_between(self, number: int, end: int) -> Iterator[Splice]:
        text = self._new_row(number)
        after = self.sheet.row_after(number)
        at = after.start if after else end
        if text:
            yield Splice(at, at, number, text.encode())

    def _new_row(self, number: int) -> str:
        p = self.sheet.prefix
        cells = "".join(self._written(writer, number, None, None) for writer in self._columns)
        return f'<{p}row r="{number}">{cells}</{p}row>' if cells else ""

    def _among(self, row: Row) -> Iterator[Splice]:
        """Our cells in a row that has cells in our columns, or behind them."""
        tail = ""
        there = self.sheet.cells(row)
        for writer in self._columns:
            own = next((cell for cell in there if cell.column == writer.number), None)
            after = next((cell for cell in there if cell.column > writer.number), None)
            text = self._written(writer, row.number, own, row)
            if own and text:
                yield Splice(own.start, own.end, 0, text.encode())
            elif after and text:
                yield Splice(after.start, after.start, writer.number, text.encode())
            else:
                tail += text
        if tail:
            yield self._at_end(row, tail)

    def _written(self, writer: ColumnWriter, row: int, own: Cell | None, found: Row | None) -> str:
        """The cell's XML; empty where there is nothing to write, or where the cell is the user's."""
        text = writer.cell(row, own, found)
        if text and self._theirs(writer, row, own):
            self.stepped_over.add(CellRef(self.sheet.name, row, writer.number))
            return ""
        return text

    def _theirs(self, writer: ColumnWriter, row: int, own: Cell | None) -> bool:
        if own and self.sheet.holds(own) and not writer.replaces(row):
            return True
        covered = (a for a in self._merged if (row, writer.number) in a)
        return any((a.first_row, a.first_column) != (row, writer.number) or not writer.replaces(row) for a in covered)

    @cached_property
    def _merged(self) -> list[Range]:
        """Merged cells that meet columns that are written to."""
        numbers = [writer.number for writer in self._columns]
        return [a for a in merged_areas(self.sheet) if any(a.first_column <= n <= a.last_column for n in numbers)]

    def _at_end(self, row: Row, text: str) -> Splice:
        if not row.self_closing:
            return Splice(row.content_end, row.content_end, 0, text.encode())
        name = self.sheet.data[row.start + 1 : row.open_end].split(None, 1)[0].rstrip(b"/>")
        return Splice(row.open_end - 2, row.open_end, 0, b">" + text.encode() + b"</" + name + b">")

    def _spans(self, row: Row, first: int, last: int) -> Splice | None:
        """The row's hint of which columns it uses, made to hold ours."""
        found = _SPANS.search(self.sheet.data, row.start, row.open_end)
        if not found:
            return None
        written = _spanning(found[1], found[2], first, last)
        return Splice(found.start(1), found.end(2), 0, written) if written else None

    def _write_dimension(self, rows: list[int]) -> None:
        node = self.sheet.root.child("dimension")
        old = parse_range(node.get("ref")) if node else None
        if node is None or old is None or not rows:
            return
        columns = [writer.number for writer in self._columns]
        new = Range(
            min(rows[0], old.first_row),
            min(*columns, old.first_column),
            max(rows[-1], old.last_row),
            max(*columns, old.last_column),
        )
        if new != old:
            self.draft.set_attribute(self.sheet.key, node, "ref", str(new))
