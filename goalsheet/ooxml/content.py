"""What can stand on a sheet, in Excel's terms, as values: contents and looks of cells, tables, formats and charts."""

from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Style:
    """What we change of a cell's look; None keeps what the cell has. Colours are `RRGGBB`."""

    fill: str | None = None
    font_color: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    number_format: str | None = None
    wrap: bool | None = None
    horizontal: str | None = None  # left, center, right
    vertical: str | None = None  # top, center, bottom
    indent: int | None = None
    border_bottom: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into one cell. `link` is a place in the workbook (`Steps!D4`) or a web/mail address."""

    value: Value = None
    style: Style = Style()
    link: str = ""
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class FormatRule:
    """A conditional format. `kind`: equal (text), data_bar, color_scale, icon_set or formula; `cells` is an A1 range.

    `value` is the text to equal; the formula, in which `{cell}` stands for the range's first cell; the icon set's
    name with, if wanted, the numbers at which the icon changes (`3Arrows:-0.1:0`); or, for bars and scales,
    `low:high` (`0:1`; empty for the cells' own span). `color` (`RRGGBB`) is the bar's or scale's.
    """

    cells: str
    kind: str
    value: str = ""
    style: Style = Style()
    color: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: references on the same new sheet, as A1 ranges.

    `color` is one `RRGGBB`; for a pie or doughnut several, separated by blanks, one for each slice.
    """

    name: str
    categories: str
    values: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart. `kind`: bar, stacked_bar, column, stacked_column, line, pie, doughnut; `anchor` like `H2:P20`."""

    kind: str
    title: str
    series: tuple[Series, ...]
    anchor: str
    x_title: str = ""
    y_title: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """An Excel table on a new sheet; `ref` is its A1 range with the heading row."""

    name: str
    ref: str
    style: str = "TableStyleLight1"
