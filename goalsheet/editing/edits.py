"""What can be written into a workbook, in Excel's terms, as values. No word of goals in here.

`write.annotate` takes `Edits` and puts exactly these into the package; whatever an earlier run put there goes first, so
the same edits on the same workbook give the same bytes. `write.clean` takes all of it out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalsheet.cells import CellRef
from goalsheet.ooxml.content import Chart, Content, FormatRule, SheetTable


@dataclass(frozen=True, slots=True)
class Column:
    """A new column. `key` is our own name for it and marks it; `cells` by 1-based row."""

    key: str
    heading: str
    cells: Mapping[int, Content]
    width: float = 14.0  # in characters, as Excel counts them
    printed: bool = True  # wanted on paper where the sheet is fitted to a page's width


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Columns put to the right of a table: inside the Excel table that has this heading row, else beside the used
    range.

    `heading_row` and `last_row` are the user's table's, 1-based. `last_column` is the last column that the table uses
    (a gantt grid right of it counts). Where columns cannot be placed (a picture over them, a protected sheet, another
    table in the way), the writer says so in its outcome and the caller may choose notes.
    """

    key: str
    sheet: str
    heading_row: int
    last_row: int
    last_column: int
    columns: tuple[Column, ...]
    reshape: bool = True
    """Whether elements of the user's may be reshaped around the columns (an Excel table grown over them, a range of
    column
    widths split, blank styled cells restyled). False only adds: beside the table, in widths that no range covers yet.
    """
    elsewhere: str = ""
    """The name of a sheet that takes the columns where there is no room beside the table; empty for none."""
    labels: Mapping[int, str] = field(default_factory=dict)
    """What each row is called on that sheet, under `label_heading`; links to the rows stand under `cell_heading`."""
    cell_heading: str = "Cell"
    label_heading: str = "Item"


@dataclass(frozen=True, slots=True)
class Note:
    """A note (legacy comment) at a cell; a note that is already there is kept and added to."""

    cell: CellRef
    text: str


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """A conditional format on our column `key` of the block `block`."""

    block: str
    key: str
    rule: FormatRule


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet of ours. `key` marks it; where the user renamed or moved it, it is refreshed where and as it is."""

    key: str
    name: str
    cells: Mapping[tuple[int, int], Content]
    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[str, ...] = ()
    freeze: str = ""  # top-left cell of the part that scrolls, e.g. A4
    tables: tuple[SheetTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    formats: tuple[FormatRule, ...] = ()
    landscape: bool = True
    fit_width: bool = True
    fit_height: bool = False  # all that is printed on one page
    repeat_rows: str = ""  # rows printed on each page, e.g. 1:3
    print_area: str = ""  # what is printed, e.g. A1:I40; everything if empty
    gridlines: bool = False
    tab_color: str = ""
    before: bool = (
        False  # wanted before the user's sheets; the end where that would disturb what refers to sheets by number
    )
    hidden: bool = False
    theirs: frozenset[tuple[int, int]] = frozenset()  # cells that pass on what a person typed: never taken for ours
    read_again: bool = False  # the next run reads its tables: what a person typed there is in them, not beside them


@dataclass(frozen=True, slots=True)
class Edits:
    """All that one run writes into a workbook."""

    blocks: tuple[ColumnBlock, ...] = ()
    formats: tuple[ColumnFormat, ...] = ()
    notes: tuple[Note, ...] = ()
    sheets: tuple[NewSheet, ...] = ()
    remarks: tuple[str, ...] = ()  # for the user, with what writing itself has to say


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing did: `unplaced` names blocks that had no room, with the reason; `remarks` are for the user.

    `kept` are cells in columns of ours that hold something of the user's and were left as they are.
    """

    changed: bool
    unplaced: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    kept: tuple[CellRef, ...] = ()
