"""How the samples look: one workbook with its formats, and tables with a title, drop-downs and colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

GREEN, AMBER, RED, BLUE, GREY = "DDF0DF", "FFEFC7", "F9D6D2", "DCE9F7", "ECECEC"
INK = {GREEN: "1E6B2E", AMBER: "7A5200", RED: "9B1C12", BLUE: "1F4E8C", GREY: "5F6368"}
WORDS = {
    "done": GREEN, "on track": GREEN, "in progress": BLUE, "at risk": AMBER, "blocked": RED, "off track": RED,
    "on hold": GREY, "cancelled": GREY,
}  # fmt: skip
STATUSES = ("Not started", "In progress", "Done", "Blocked", "On hold", "Cancelled")
KINDS = ("SMART", "Objective", "KPI", "Hard", "Soft")
FORMATS = {
    "date": "d mmm yyyy", "percent": "0%", "percent1": "0.0%", "percent2": "0.00%",
    "number": "#,##0", "decimal": "#,##0.0",
    "plain": "General", "money": "€ #,##0", "score": "0.00", "text": "@",
}  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """A formula with the result that a spreadsheet had stored for it."""

    text: str
    result: Any


@dataclass(frozen=True)
class Col:
    """A column: heading, width in characters, look (a key of FORMATS, `wrap`, `center` or plain), drop-down."""

    heading: str
    width: float = 12
    look: str = ""
    choices: Sequence[str] | str = ()
    formula: str = ""  # a calculated column, in table notation
    hidden: bool = False


class Book:
    """One sample on its way: an XlsxWriter workbook whose formats are asked for by name."""

    def __init__(self, path: Path, title: str, color: str, font: str = "Calibri") -> None:
        self.book = xlsxwriter.Workbook(str(path))
        self.color, self.font = color, font
        self.book.set_properties({"title": title, "author": "", "created": datetime(2026, 11, 20, 9, 0)})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """A format; asked for twice, it is the same one."""
        whole = {"font_name": self.font, "font_size": 11, "valign": "top", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def cell(self, look: str = "") -> Any:
        """The format of a table's cell."""
        properties: dict[str, Any] = {"bottom": 1, "bottom_color": "#E3E3E3"}
        if look in FORMATS:
            properties["num_format"] = FORMATS[look]
        if look == "wrap":
            properties["text_wrap"] = True
        if look in ("center", "text", "date"):
            properties["align"] = "center" if look != "date" else "left"
        elif look in FORMATS:
            properties.update(align="right", indent=1)
        return self.format(**properties)

    def heading(self, look: str = "") -> Any:
        """The format of a column's heading; it stands over its numbers as they do."""
        side = "left" if look in ("", "wrap", "date") else "center" if look in ("center", "text") else "right"
        return self.format(
            bold=True, font_color="#FFFFFF", bg_color=self.color, valign="vcenter", text_wrap=True, align=side,
            indent=1 if side == "right" else 0,
        )  # fmt: skip

    def titled(self, name: str, title: str, hint: str, tab: str = "") -> Worksheet:
        """A new sheet with a title and a line below it, set up for print."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_row(0, 30)
        sheet.write(0, 0, title, self.format(bold=True, font_size=18, font_color=self.color, valign="vcenter"))
        sheet.write(1, 0, hint, self.format(italic=True, font_color="#6B6B6B"))
        sheet.set_tab_color(tab or self.color)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&F · &A&RPage &P of &N")
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Any, cell_format: Any = None) -> None:
        """Write one value as what it is; text stays text."""
        if isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, cell_format, value.result)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, cell_format)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, cell_format)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, cell_format)
        elif value is None:
            sheet.write_blank(row, column, None, cell_format)
        else:
            sheet.write_string(row, column, value, cell_format)

    def table(
        self, sheet: Worksheet, name: str, columns: Sequence[Col], rows: Sequence[Sequence[Any]], top: int = 3,
        freeze: int = 2, widths: bool = True, left: int = 0, style: str = "Table Style Light 1",
    ) -> int:  # fmt: skip
        """An Excel table whose heading is row `top` (0-based); gives the last row, 0-based."""
        last = top + max(len(rows), 1)
        right = left + len(columns) - 1
        headings = [{"header": c.heading, "header_format": self.heading(c.look)} for c in columns]
        for heading, column in zip(headings, columns, strict=True):
            if column.formula:
                heading["formula"] = column.formula
        sheet.set_row(top, 32)
        sheet.add_table(top, left, last, right, {"name": name, "columns": headings, "style": style})
        for r, row in enumerate(rows, top + 1):
            for c, column in enumerate(columns):
                value = row[c] if c < len(row) else None
                self.put(sheet, r, left + c, value, self.cell(column.look))
            sheet.set_row(r, 6 + 15 * _lines(columns, row))
        for c, column in enumerate(columns, left):
            if widths:
                sheet.set_column(c, c, column.width, None, {"hidden": column.hidden})
            if column.choices:
                source = column.choices if isinstance(column.choices, str) else list(column.choices)
                sheet.data_validation(
                    top + 1, c, last, c,
                    {"validate": "list", "source": source, "error_type": "warning",
                     "error_message": "This word is not on the list. Keep it all the same?"},
                )  # fmt: skip
        if freeze:
            sheet.freeze_panes(top + 1, freeze)
            sheet.repeat_rows(top)
        return last

    def color_words(self, sheet: Worksheet, cells: str, words: dict[str, str] | None = None) -> None:
        """Status words get their colour."""
        for word, fill in (words or WORDS).items():
            look = self.book.add_format({"bg_color": "#" + fill, "font_color": "#" + INK[fill]})
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            sheet.conditional_format(cells, rule)

    def color_overdue(self, sheet: Worksheet, cells: str, formula: str) -> None:
        look = self.book.add_format({"font_color": "#B3261E", "bold": True})
        sheet.conditional_format(cells, {"type": "formula", "criteria": formula, "format": look})

    def bars(self, sheet: Worksheet, cells: str, color: str = "") -> None:
        """Bars for fractions, full at 1."""
        rule = {
            "type": "data_bar", "bar_solid": True, "bar_color": color or "#A8CFEA",
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        }  # fmt: skip
        sheet.conditional_format(cells, rule)

    def settings(self, rows: Sequence[tuple[str, Any, str]]) -> None:
        """The Settings sheet, with the name AsOf for the day the workbook speaks of."""
        sheet = self.titled("Settings", "Settings", "What goalsheet should know about this workbook.", "#9AA0A6")
        columns = [Col("Setting", 22), Col("Value", 34), Col("What it does", 70, "wrap")]
        self.table(sheet, "tblSettings", columns, rows, freeze=1)
        for r, (name, value, _) in enumerate(rows, 4):
            if isinstance(value, date):
                iso = self.format(bottom=1, bottom_color="#E3E3E3", num_format="yyyy\\-mm\\-dd", align="left")
                self.put(sheet, r, 1, value, iso)
                self.book.define_name("AsOf", f"=Settings!$B${r + 1}") if name == "As of" else None

    def close(self) -> None:
        self.book.close()


def _lines(columns: Sequence[Col], row: Sequence[Any]) -> int:
    """How many lines of text the row needs."""
    texts = [(column.width, value) for column, value in zip(columns, row, strict=False) if column.look == "wrap"]
    return max((len(wrap(str(text), int(width * 1.12))) for width, text in texts if text), default=1)
