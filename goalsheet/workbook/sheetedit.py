"""What is to be written into one worksheet of the user's, collected and then spliced in once."""

import re
from dataclasses import dataclass, field

from goalsheet.cells import Range, column_letter
from goalsheet.workbook.edits import Content, FormatRule
from goalsheet.workbook.formats import rule_xml
from goalsheet.workbook.links import hyperlink_xml
from goalsheet.workbook.package import Draft, Splice
from goalsheet.workbook.sheetxml import ORDER, Cell, Row, Sheet, parse_range
from goalsheet.workbook.styles import Styles
from goalsheet.workbook.values import cell_parts
from goalsheet.workbook.widths import Width, widen

_SPANS = re.compile(rb"""\sspans\s*=\s*["'](\d+):(\d+)["']""")


@dataclass(frozen=True, slots=True)
class _Put:
    column: int
    style: int
    kind: str
    inner: str


@dataclass
class SheetEdit:
    """Edits of one worksheet. `flush` puts them into the draft; nothing is written before."""

    draft: Draft
    sheet: Sheet
    styles: Styles
    since_1904: bool
    widths: dict[int, Width] = field(default_factory=dict)
    split_widths: bool = True
    _puts: dict[int, list[_Put]] = field(default_factory=dict)
    _links: list[str] = field(default_factory=list)
    _rules: list[tuple[str, FormatRule]] = field(default_factory=list)
    _elements: dict[str, str] = field(default_factory=dict)
    _area: Range | None = None

    def put(self, row: int, column: int, content: Content, style: int) -> None:
        """Write a cell with that cell format; what is blank and unstyled is not written."""
        kind, inner = cell_parts(content.value, self.sheet.prefix, since_1904=self.since_1904)
        if not inner and not style:
            return
        self._puts.setdefault(row, []).append(_Put(column, style, kind, inner))
        if content.link:
            ref = f"{column_letter(column)}{row}"
            self._links.append(hyperlink_xml(self.draft, self.sheet, ref, content))

    def conditional(self, cells: str, rule: FormatRule) -> None:
        self._rules.append((cells, rule))

    def element(self, name: str, xml: str) -> None:
        """A new child of the worksheet, in its fixed order."""
        self._elements[name] = xml

    def flush(self) -> None:
        sheet = self.sheet
        self._write_rows()
        widen(self.draft, sheet, self.widths, split=self.split_widths)
        self._write_rules()
        if self._links:
            self._add_into("hyperlinks", "".join(self._links))
        for name, xml in self._elements.items():
            self.draft.insert(sheet.key, sheet.root, name, ORDER, xml.encode())

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
        taken = [int(n.get("priority")) for n in sheet.root.walk() if n.get("priority").isdigit()]
        priority = max(taken, default=0) + 1
        body = ""
        for number, (cells, rule) in enumerate(self._rules, priority):
            inner = rule_xml(rule, cells, number, self.styles, sheet.prefix)
            tag = f"{sheet.prefix}conditionalFormatting"
            body += f'<{tag} sqref="{cells}">{inner}</{tag}>'
        self.draft.insert(sheet.key, sheet.root, "conditionalFormatting", ORDER, body.encode())

    # --- cells

    def _write_rows(self) -> None:
        if not self._puts:
            return
        splices: list[Splice] = []
        fresh: list[int] = []
        for number in sorted(self._puts):
            row = self.sheet.row(number)
            puts = sorted(self._puts[number], key=lambda put: put.column)
            if row is None:
                fresh.append(number)
            else:
                splices += self._row_splices(row, puts)
        self.draft.extend(self.sheet.key, splices)
        self._write_new_rows(fresh)
        self._write_dimension()

    def _cell(self, row: int, put: _Put) -> str:
        p = self.sheet.prefix
        style = f' s="{put.style}"' if put.style else ""
        head = f'<{p}c r="{column_letter(put.column)}{row}"{style}{put.kind}'
        return f"{head}>{put.inner}</{p}c>" if put.inner else f"{head}/>"

    def _row_splices(self, row: Row, puts: list[_Put]) -> list[Splice]:
        last = self.sheet.last_cell(row)
        out = self._spans(row, puts)
        if last is None or last.column < puts[0].column:
            out.append(self._at_end(row, "".join(self._cell(row.number, put) for put in puts)))
            return out
        cells = self.sheet.cells(row)
        tail = ""
        for put in puts:
            same = next((cell for cell in cells if cell.column == put.column), None)
            after = next((cell for cell in cells if cell.column > put.column), None)
            text = self._cell(row.number, put)
            if same:
                out.append(self._over(same, text))
            elif after:
                out.append(Splice(after.start, after.start, put.column, text.encode()))
            else:
                tail += text
        return [*out, self._at_end(row, tail)] if tail else out

    def _over(self, cell: Cell, text: str) -> Splice:
        return Splice(cell.start, cell.end, 0, text.encode())

    def _at_end(self, row: Row, text: str) -> Splice:
        if not row.self_closing:
            return Splice(row.content_end, row.content_end, 0, text.encode())
        name = self.sheet.data[row.start + 1 : row.open_end].split(None, 1)[0].rstrip(b"/>")
        return Splice(row.open_end - 2, row.open_end, 0, b">" + text.encode() + b"</" + name + b">")

    def _spans(self, row: Row, puts: list[_Put]) -> list[Splice]:
        found = _SPANS.search(self.sheet.data, row.start, row.open_end)
        if not found:
            return []
        first, last = min(int(found.group(1)), puts[0].column), max(int(found.group(2)), puts[-1].column)
        written = b"%d:%d" % (first, last)
        start, end = found.start(1), found.end(2)
        return [] if self.sheet.data[start:end] == written else [Splice(start, end, 0, written)]

    def _write_new_rows(self, numbers: list[int]) -> None:
        p = self.sheet.prefix
        sheet_data = self.sheet.root.child("sheetData")
        for number in numbers:
            puts = sorted(self._puts[number], key=lambda put: put.column)
            text = f'<{p}row r="{number}">{"".join(self._cell(number, put) for put in puts)}</{p}row>'.encode()
            after = self.sheet.row_after(number)
            if after:
                self.draft.replace(self.sheet.key, after.start, after.start, text, number)
            elif sheet_data:
                self.draft.append(self.sheet.key, sheet_data, text, number)

    def _write_dimension(self) -> None:
        node = self.sheet.root.child("dimension")
        old = parse_range(node.get("ref")) if node else None
        if node is None or old is None:
            return
        rows = [*self._puts, old.first_row, old.last_row]
        columns = [put.column for puts in self._puts.values() for put in puts] + [old.first_column, old.last_column]
        new = Range(min(rows), min(columns), max(rows), max(columns))
        if new != old:
            self.draft.set_attribute(self.sheet.key, node, "ref", str(new))
