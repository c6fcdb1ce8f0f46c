"""Drawn sheets for layout tests: what a drawing cannot show (merged cells, fills, indents) is added by name."""

import re
from dataclasses import replace

from goalsheet.cells import Range, column_number
from goalsheet.layout import find
from goalsheet.layout.table import Kind, Layout, Table
from goalsheet.reading.model import PlainDetails, Workbook
from tests.support.drawn import drawn

A1 = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def area(text: str) -> Range:
    """`B2:D4` as a range."""
    match = A1.fullmatch(text)
    assert match is not None, text
    column, row = column_number(match[1]), int(match[2])
    return Range(row, column, int(match[4] or row), column_number(match[3]) if match[3] else column)


def book(
    drawing: str,
    *,
    merged: str = "",
    fills: dict[str, str] | None = None,
    indents: dict[str, int] | None = None,
    bold: str = "",
) -> Workbook:
    """A drawing whose first sheet has these merged ranges, fills, indents and cells in bold type."""
    workbook = drawn(drawing)
    first, *rest = workbook.sheets
    plain = first.details
    assert isinstance(plain, PlainDetails)
    details = replace(
        plain,
        fills={_place(a1): colour for a1, colour in (fills or {}).items()},
        bolds=frozenset(map(_place, bold.split())),
        indents={_place(a1): depth for a1, depth in (indents or {}).items()},
    )
    first = replace(first, merged=tuple(area(text) for text in merged.split()), details=details)
    return replace(workbook, sheets=(first, *rest))


def _place(a1: str) -> tuple[int, int]:
    where = area(a1)
    return where.first_row, where.first_column


def steps(layout: Layout) -> Table:
    """The one table of steps."""
    (table,) = layout.of(Kind.STEPS)
    return table


def read(table: Table, *names: str) -> list[tuple[object, ...]]:
    """The values of these fields, row by row; several columns of one field as a list of what is filled."""
    return [tuple(_value(row.cells(name)) for name in names) for row in table.rows]


def _value(cells: tuple[object, ...]) -> object:
    values = [cell.value for cell in cells if cell.value is not None]  # type: ignore[attr-defined]
    values = [value.strip() if isinstance(value, str) else value for value in values]
    return values[0] if len(values) == 1 else values or None


def found(drawing: str, **more: object) -> Layout:
    return find(book(drawing, **more))  # type: ignore[arg-type]
