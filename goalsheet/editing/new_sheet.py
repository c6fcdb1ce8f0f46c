"""A sheet of ours as a whole worksheet part, with its tables, charts, conditional formats and print set-up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from goalsheet.cells import column_letter
from goalsheet.editing.edits import NewSheet
from goalsheet.ooxml.cell_xml import cell_parts
from goalsheet.ooxml.charts import add_drawing
from goalsheet.ooxml.conditional_formats import rule_xml
from goalsheet.ooxml.content import Content, SheetTable, Style
from goalsheet.ooxml.hyperlinks import is_address, link_attributes
from goalsheet.ooxml.package import DECLARATION, Draft
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.tables import name_attribute
from goalsheet.ooxml.worksheet import parse_range
from goalsheet.ooxml.xmltree import quote

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_DEFAULT_FORMATS = {"date": "yyyy\\-mm\\-dd", "datetime": "yyyy\\-mm\\-dd\\ hh:mm"}
#: What Excel calls the sheet on which it lists changes: *History*, and words that stand for it in other languages.
_RESERVED = frozenset(
    ("history", "verlauf", "historie", "änderungsprotokoll", "historial", "historique", "cronologia", "storia", "履歴",
     "geschiedenis", "histórico", "历史记录", "历史", "歷程記錄", "журнал")
)  # fmt: skip
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a new sheet goes: its part, the name it has in the workbook, and cells of the user's that stay on it."""

    part: str
    name: str
    extras: Mapping[tuple[int, int], str]
    widths: Mapping[int, float]


@dataclass
class TableNames:
    """Table names and ids that are taken in the workbook (names in lower case, defined names too)."""

    names: set[str]
    last_id: int

    def next(self, wanted: str) -> tuple[int, str]:
        name, number = wanted, 2
        while name.lower() in self.names:
            name, number = f"{wanted}{number}", number + 1
        self.names.add(name.lower())
        self.last_id += 1
        return self.last_id, name


def is_reserved(name: str) -> bool:
    """Whether Excel keeps a sheet's name for itself, in one of its languages: people could not type such a name."""
    return name.strip().casefold() in _RESERVED


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A sheet name that Excel allows and that is not taken; `taken` in lower case."""
    if is_reserved(wanted):
        wanted = f"{wanted} (goalsheet)"
    base = _NOT_IN_NAMES.sub(" ", wanted).strip("' ")[:31] or "goalsheet"
    name, number = base, 1
    while name.lower() in taken:
        suffix = " (goalsheet)" if number == 1 else f" ({number})"
        name, number = base[: 31 - len(suffix)] + suffix, number + 1
    return name


def add_sheet(
    draft: Draft, styles: Styles, sheet: NewSheet, target: Target, names: TableNames, *, since_1904: bool
) -> None:
    """Make the sheet's part and all parts that it needs."""
    key = target.part.lower()
    draft.new[key] = (target.part, b"")
    cells = _with_headings(sheet)
    folder = target.part.rpartition("/")[0].rpartition("/")[0]
    tables = [_add_table(draft, folder, table, cells, names) for table in sheet.tables]
    drawing = add_drawing(draft, folder, sheet.charts, target.name, cells) if sheet.charts else ""
    text = "".join(
        (
            f'{DECLARATION}<worksheet xmlns="{draft.package.main}" xmlns:r="{draft.package.office}">',
            _head(sheet, target),
            _rows(sheet, cells, target, styles, since_1904=since_1904),
            _merged(sheet),
            _formats(sheet, styles),
            _links(draft, sheet, key),
            _page(sheet),
            f'<drawing r:id="{draft.relate(key, "drawing", drawing)}"/>' if drawing else "",
            _table_parts(draft, key, tables),
            "</worksheet>",
        )
    )
    draft.add_part(target.part, SHEET_TYPE, text.encode())


def _head(sheet: NewSheet, target: Target) -> str:
    tab = f'<tabColor rgb="FF{sheet.tab_color}"/>' if sheet.tab_color else ""
    fit = '<pageSetUpPr fitToPage="1"/>' if sheet.fit_width else ""
    head = f"<sheetPr>{tab}{fit}</sheetPr>" if tab or fit else ""
    lines = "" if sheet.gridlines else ' showGridLines="0"'
    view = f'<sheetViews><sheetView{lines} workbookViewId="0">{_pane(sheet.freeze)}</sheetView></sheetViews>'
    widths = {**dict.fromkeys(sheet.hidden_columns, 9.0), **sheet.widths, **target.widths}
    columns = "".join(_col(column, width, sheet.hidden_columns) for column, width in sorted(widths.items()))
    return f'{head}{view}<sheetFormatPr defaultRowHeight="15"/>' + (f"<cols>{columns}</cols>" if columns else "")


def _col(column: int, width: float, hidden: frozenset[int]) -> str:
    out_of_sight = ' hidden="1"' if column in hidden else ""
    return f'<col min="{column}" max="{column}" width="{width:g}"{out_of_sight} customWidth="1"/>'


def _pane(freeze: str) -> str:
    """Frozen rows and columns above and left of a cell."""
    area = parse_range(freeze) if freeze else None
    if area is None or (area.first_row == 1 and area.first_column == 1):
        return ""
    columns, rows = area.first_column - 1, area.first_row - 1
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    pane = "bottomRight" if columns and rows else "bottomLeft" if rows else "topRight"
    return f'<pane{split} topLeftCell="{freeze}" activePane="{pane}" state="frozen"/><selection pane="{pane}"/>'


def _with_headings(sheet: NewSheet) -> dict[tuple[int, int], Content]:
    """The sheet's cells, with the heading cells of its tables made into distinct texts, as Excel asks."""
    cells = dict(sheet.cells)
    for table in sheet.tables:
        area = parse_range(table.ref)
        if area is None:
            raise ValueError(f"not a range of cells: {table.ref}")
        taken: set[str] = set()
        for number, column in enumerate(range(area.first_column, area.last_column + 1), 1):
            place = (area.first_row, column)
            old = cells.get(place, Content())
            name = base = str(old.value) if old.value is not None else f"Column{number}"
            while name.lower() in taken:
                name = f"{base} {number}"
            taken.add(name.lower())
            cells[place] = Content(name, old.style, old.link, old.tooltip)
    return cells


def _rows(
    sheet: NewSheet, cells: Mapping[tuple[int, int], Content], target: Target, styles: Styles, *, since_1904: bool
) -> str:
    """The rows, one after the other: a long sheet never stands in memory cell by cell."""
    looks = _Looks(styles)
    columns = {column: column_letter(column) for column in {place[1] for place in cells}}
    rows: dict[int, list[int]] = {row: [] for row in sheet.heights}
    for row, column in {**cells, **target.extras} if target.extras else cells:
        rows.setdefault(row, []).append(column)
    out = []
    for row in sorted(rows):
        height = f' ht="{sheet.heights[row]:g}" customHeight="1"' if row in sheet.heights else ""
        texts = []
        for column in sorted(rows[row]):
            extra = target.extras.get((row, column))
            if extra is None:
                extra = _cell(f"{columns[column]}{row}", cells[row, column], looks, since_1904=since_1904)
            texts.append(extra)
        out.append(f'<row r="{row}"{height}>{"".join(texts)}</row>')
    return f"<sheetData>{''.join(out)}</sheetData>"


class _Looks:
    """The cell format of each look, looked up once for every Style there is (cells hold them, so they stay apart)."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._known: dict[tuple[int, str], int] = {}

    def index(self, style: Style, default: str) -> int:
        key = (id(style), default)
        if key not in self._known:
            self._known[key] = self.styles.index(0, style, default) if style != Style() or default else 0
        return self._known[key]


def _cell(ref: str, content: Content, looks: _Looks, *, since_1904: bool) -> str:
    kind, inner = cell_parts(content.value, "", since_1904=since_1904)
    index = looks.index(content.style, _DEFAULT_FORMATS.get(type(content.value).__name__, ""))
    style = f' s="{index}"' if index else ""
    return f'<c r="{ref}"{style}{kind}>{inner}</c>' if inner else f'<c r="{ref}"{style}/>'


def _merged(sheet: NewSheet) -> str:
    if not sheet.merged:
        return ""
    body = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merged)
    return f'<mergeCells count="{len(sheet.merged)}">{body}</mergeCells>'


def _formats(sheet: NewSheet, styles: Styles) -> str:
    return "".join(
        f'<conditionalFormatting sqref="{rule.cells}">'
        f"{rule_xml(rule, rule.cells, number, styles, '')}</conditionalFormatting>"
        for number, rule in enumerate(sheet.formats, 1)
    )


def _links(draft: Draft, sheet: NewSheet, key: str) -> str:
    body = ""
    for (row, column), content in sorted(sheet.cells.items()):
        if not content.link:
            continue
        ref = f"{column_letter(column)}{row}"
        if is_address(content.link):
            identifier = draft.relate(key, "hyperlink", content.link, external=True)
            body += f'<hyperlink ref="{ref}" r:id="{identifier}"{link_attributes(content)}/>'
        else:
            body += f'<hyperlink ref="{ref}" location="{quote(content.link)}"{link_attributes(content)}/>'
    return f"<hyperlinks>{body}</hyperlinks>" if body else ""


def _page(sheet: NewSheet) -> str:
    orientation = "landscape" if sheet.landscape else "portrait"
    fit = f' fitToWidth="1" fitToHeight="{int(sheet.fit_height)}"' if sheet.fit_width else ""
    return (
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup orientation="{orientation}"{fit}/>'
        "<headerFooter><oddFooter>&amp;L&amp;8&amp;F - &amp;A&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter>"
    )


def _table_parts(draft: Draft, key: str, tables: list[str]) -> str:
    if not tables:
        return ""
    body = "".join(f'<tablePart r:id="{draft.relate(key, "table", name)}"/>' for name in tables)
    return f'<tableParts count="{len(tables)}">{body}</tableParts>'


def _add_table(
    draft: Draft, folder: str, table: SheetTable, cells: Mapping[tuple[int, int], Content], names: TableNames
) -> str:
    area = parse_range(table.ref)
    assert area is not None
    identifier, name = names.next(table.name)
    headings = [str(cells[area.first_row, c].value) for c in range(area.first_column, area.last_column + 1)]
    columns = "".join(f'<tableColumn id="{n}" name="{name_attribute(text)}"/>' for n, text in enumerate(headings, 1))
    text = (
        f'{DECLARATION}<table xmlns="{draft.package.main}" id="{identifier}" name="{quote(name)}" '
        f'displayName="{quote(name)}" '
        f'ref="{area}" totalsRowShown="0"><autoFilter ref="{area}"/><tableColumns count="{len(headings)}">'
        f"{columns}</tableColumns>"
        f'<tableStyleInfo name="{quote(table.style)}" showFirstColumn="0" showLastColumn="0" showRowStripes="1" '
        'showColumnStripes="0"/></table>'
    )
    part = draft.free_name(f"{folder}/tables".lstrip("/"), "table", "xml")
    draft.add_part(part, TABLE_TYPE, text.encode())
    return part
