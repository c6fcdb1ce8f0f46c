"""New workbooks that are a pleasure to fill in, from a description in Excel's terms. No word of goals in here.

The same description gives the same bytes. A user's own workbook is never saved through here.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.cells import column_letter

Value = str | int | float | bool | date | None
Place = Cell | MergedCell

#: The row of a list's headings; the title and a line of advice stand above.
HEADING_ROW = 3
_EPOCH = datetime(1980, 1, 1)
_FRESH = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours of a word: fill and letters, as `RRGGBB`."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list.

    `choices` are the words of a drop-down, or the name of a range that holds them; anything else may still be typed.
    `prompt` shows while a cell is selected. `tints` colours cells that say a word. `alert` is a formula for the first
    row (say `$G4<TODAY()`) that turns the cell red. `bars` draws a bar for fractions.
    """

    heading: str
    width: float = 14
    number_format: str = "General"
    needed: bool = False
    choices: tuple[str, ...] | str = ()
    prompt: str = ""
    tints: Mapping[str, Tint] | None = None
    alert: str = ""
    bars: bool = False
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with one Excel table: title, advice, headings in `HEADING_ROW`, rows, then empty rows to type in."""

    name: str
    title: str
    advice: str
    columns: tuple[ListColumn, ...]
    rows: Sequence[Sequence[Value]] = ()
    empty_rows: int = 0
    keep_columns: int = 1  # columns that stay when scrolling to the right

    @property
    def first_row(self) -> int:
        return HEADING_ROW + 1

    @property
    def last_row(self) -> int:
        return HEADING_ROW + max(1, len(self.rows) + self.empty_rows)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text sheet. `look`: title, heading, advice or text; `link` is a place like `Steps!A4`."""

    text: str
    beside: str = ""
    look: str = "text"
    link: str = ""
    tint: Tint | None = None


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet to read: text in one column, and more of it beside."""

    name: str
    lines: tuple[Line, ...]
    widths: tuple[float, float] = (24, 84)


@dataclass(frozen=True, slots=True)
class NewBook:
    """A whole workbook. `names` maps defined names to what they refer to (without the leading `=`)."""

    title: str
    sheets: tuple[ListSheet | TextSheet, ...]
    names: Mapping[str, str]
    color: str = "1F4E5F"
    accent: str = "17A398"
    font: str = "Calibri"


def created(book: NewBook) -> bytes:
    """The workbook as the bytes of an .xlsx file."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.title, made.properties.creator = book.title, ""
    for sheet in book.sheets:
        page = made.create_sheet(sheet.name)
        _set_up(page, book)
        if isinstance(sheet, ListSheet):
            _list(page, sheet, book)
        else:
            _text(page, sheet, book)
    for name, refers_to in book.names.items():
        made.defined_names[name] = DefinedName(name, attr_text=refers_to)
    buffer = io.BytesIO()
    made.save(buffer)
    return without_clock(buffer.getvalue())


def without_clock(data: bytes) -> bytes:
    """The package without the time of its making."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _FRESH.sub(rb"\g<1>" + _EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            entry = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return target.getvalue()


def _set_up(page: Worksheet, book: NewBook) -> None:
    """How the sheet shows and prints: no grid, landscape, as wide as the paper, name and page below."""
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = book.color
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToHeight = 0
    if page.sheet_properties.pageSetUpPr is not None:
        page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    left, right = _HeaderFooterPart("&F · &A"), _HeaderFooterPart("Page &P of &N")
    page.HeaderFooter.oddFooter = HeaderFooterItem(left=left, right=right)


def _list(page: Worksheet, sheet: ListSheet, book: NewBook) -> None:
    page.row_dimensions[1].height, page.row_dimensions[HEADING_ROW].height = 30, 30
    page["A1"].value, page["A2"].value = sheet.title, sheet.advice
    page["A1"].font = Font(book.font, 18, bold=True, color=book.color)
    page["A1"].alignment = Alignment(vertical="center")
    page["A2"].font = Font(book.font, 11, italic=True, color="6B6B6B")
    for number, column in enumerate(sheet.columns, 1):
        _heading(page.cell(HEADING_ROW, number), column, book)
        page.column_dimensions[column_letter(number)].width = column.width
        _cells(page, sheet, number, column, book)
        _helps(page, sheet, number, column)
        _colors(page, sheet, number, column)
    last = column_letter(len(sheet.columns))
    name = "tbl" + re.sub(r"\W", "", sheet.name.title())
    table = Table(displayName=name, ref=f"A{HEADING_ROW}:{last}{sheet.last_row}")
    table.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)
    page.add_table(table)
    page.freeze_panes = f"{column_letter(sheet.keep_columns + 1)}{sheet.first_row}"
    page.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"


def _heading(cell: Place, column: ListColumn, book: NewBook) -> None:
    """A heading; one that must be filled in stands out by the accent colour."""
    cell.value = column.heading
    fill = book.accent if column.needed else book.color
    cell.font = Font(book.font, 11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=fill)
    side = _place(column)
    cell.alignment = Alignment(side.horizontal, "center", wrap_text=True, indent=side.indent)


def _cells(page: Worksheet, sheet: ListSheet, number: int, column: ListColumn, book: NewBook) -> None:
    """The column's cells: format and border down to the last empty row, and the values there are."""
    font, line = Font(book.font, 11), Border(bottom=Side("thin", color="E3E3E3"))
    place = _place(column)
    for row in range(sheet.first_row, sheet.last_row + 1):
        cell = page.cell(row, number)
        cell.font, cell.border, cell.alignment = font, line, place
        cell.number_format = column.number_format
        values = sheet.rows[row - sheet.first_row] if row - sheet.first_row < len(sheet.rows) else ()
        _put(cell, values[number - 1] if number <= len(values) else None)


def _place(column: ListColumn) -> Alignment:
    """Dates stand left; numbers right, with room to the next column."""
    shown = column.number_format
    if any(letter in shown for letter in "yd") and shown != "General":
        return Alignment("left", "top")
    if "0" in shown:
        return Alignment("right", "top", indent=1)
    return Alignment(vertical="top", wrap_text=column.wrap or None)


def _put(cell: Place, value: Value) -> None:
    """One value as what it is: text stays text, whatever it looks like."""
    if value is not None:
        cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def _span(sheet: ListSheet, number: int) -> str:
    letter = column_letter(number)
    return f"{letter}{sheet.first_row}:{letter}{sheet.last_row}"


def _helps(page: Worksheet, sheet: ListSheet, number: int, column: ListColumn) -> None:
    """The drop-down and the prompt. Neither forbids anything: a plan has its exceptions."""
    if not column.choices and not column.prompt:
        return
    source = column.choices if isinstance(column.choices, str) else '"' + ",".join(column.choices) + '"'
    help_ = DataValidation(type="list", formula1=source) if column.choices else DataValidation(type=None)
    help_.showErrorMessage, help_.allow_blank = False, True
    if column.prompt:
        help_.showInputMessage, help_.promptTitle, help_.prompt = True, column.heading, column.prompt
    help_.add(_span(sheet, number))
    page.add_data_validation(help_)


def _colors(page: Worksheet, sheet: ListSheet, number: int, column: ListColumn) -> None:
    cells = _span(sheet, number)
    for word, tint in (column.tints or {}).items():
        look = DifferentialStyle(font=Font(color=tint.ink), fill=PatternFill(bgColor=tint.fill))
        equal = Rule("cellIs", operator="equal", formula=[f'"{word}"'], dxf=look)
        page.conditional_formatting.add(cells, equal)
    if column.alert:
        look = DifferentialStyle(font=Font(color="B3261E", bold=True))
        page.conditional_formatting.add(cells, Rule("expression", formula=[column.alert], dxf=look))
    if column.bars:
        ends = [FormatObject("num", 0), FormatObject("num", 1)]
        page.conditional_formatting.add(cells, Rule("dataBar", dataBar=DataBar(cfvo=ends, color=Color("FFA8CFEA"))))


def _text(page: Worksheet, sheet: TextSheet, book: NewBook) -> None:
    page.page_setup.orientation, page.page_setup.fitToHeight = "portrait", 1
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = sheet.widths
    sizes = {"title": 20, "heading": 13}
    for row, line in enumerate(sheet.lines, 1):
        strong = line.look in sizes
        color = book.color if strong else "6B6B6B" if line.look == "advice" else "222222"
        for column, text in enumerate((line.text, line.beside), 1):
            cell = page.cell(row, column, text or None)
            size, slanted = sizes.get(line.look, 11), line.look == "advice"
            cell.font = Font(book.font, size, bold=strong, italic=slanted, color=color)
            cell.alignment = Alignment(vertical="center" if strong else "top", wrap_text=column == 2)
        _dress(page.cell(row, 1), line, book)
        page.row_dimensions[row].height = {"title": 34, "heading": 26}.get(line.look, 18)


def _dress(cell: Place, line: Line, book: NewBook) -> None:
    """The link and the tint of a line's first cell."""
    if line.link:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=line.link)
        cell.font = Font(book.font, 11, underline="single", color="1F5FAE")
    if line.tint:
        cell.fill = PatternFill("solid", fgColor=line.tint.fill)
        cell.font = Font(book.font, 11, color=line.tint.ink)
