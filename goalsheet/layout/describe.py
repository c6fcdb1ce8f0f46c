"""How a workbook was read, as data for `goalsheet map`: columns with samples and confidence, rows left out, others."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from goalsheet.cells import column_letter
from goalsheet.layout.column_features import ROLES
from goalsheet.layout.grid import text
from goalsheet.layout.table import Kind, Layout, Table
from goalsheet.layout.table_kinds import CRITICAL

#: Below this confidence of a table the reader is told that it was a guess.
SURE = 0.7
#: Less sure than this, a column is told as one to look at: of what is surer 98 of 100 are right.
FIRM = 0.9
#: No surer than this, a column of goals or measures is a guess that is told as one.
GUESS = 0.5
#: The order in which tables answer for the whole: what a person came for first.
FIRST = (Kind.STEPS, Kind.KEY_RESULTS, Kind.GOALS)


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column as it was read: three of its values, and how sure that is (0-1); `field` is empty where it is none."""

    letter: str
    heading: str
    field: str
    samples: tuple[str, ...]
    confidence: float


def main_table(layout: Layout) -> Table | None:
    """The table that a description is of: the steps, else what comes nearest to them."""
    return next((table for kind in FIRST for table in layout.of(kind)), None)


def doubtful(table: Table) -> Mapping[str, float]:
    """The fields whose column is to be looked at, with how sure each is: those that verdicts and names follow from."""
    if table.kind is Kind.STEPS:
        return {name: sure for name, sure in table.sure.items() if name in ROLES and name != "id" and sure < FIRM}
    return {name: sure for name, sure in table.sure.items() if name in CRITICAL and sure <= GUESS}


def columns_read(table: Table) -> tuple[ColumnRead, ...]:
    """Every column of a table, from left to right."""
    fields = {column: name for name, columns in table.columns.items() for column in columns}
    return tuple(
        ColumnRead(
            column_letter(column),
            table.headings.get(column, ""),
            fields.get(column, ""),
            _samples(table, column),
            table.sure.get(fields.get(column, ""), 0.0),
        )
        for column in sorted({*table.headings, *fields})
    )


def _samples(table: Table, column: int, count: int = 3) -> tuple[str, ...]:
    """The first different values of a column."""
    given = (text(table.sheet.value(row.number, column)) for row in table.rows[:500])
    return tuple(dict.fromkeys(value for value in given if value))[:count]


def goals_stated(table: Table) -> int:
    """How many different goals the rows of a table name."""
    cells = (row.cell("goal") for row in table.rows)
    return len({text(cell.value).casefold() for cell in cells if cell is not None and cell.value is not None})


def describe(layout: Layout) -> dict[str, Any]:
    """The layout in the shape that `goalsheet map --format json` prints, without the typed steps.

    `{"sheet", "heading_rows", "fields": {field: column letters}, "goals_by", "goals", "rows": [numbers], "left_out":
    [{"row", "why"}], "confidence", "reasons", "tables": [..], "others", "passed_over"}`, or `{"refused", "nearest"}`.
    """
    table = main_table(layout)
    if table is None:
        return {"refused": layout.refused or "no plan found", "nearest": layout.nearest}
    return {
        "sheet": table.sheet.name,
        "heading_rows": list(table.heading_rows),
        "fields": letters(table),
        "goals_by": table.goals_by,
        "goals": goals_stated(table),
        "rows": [row.number for row in table.rows],
        "left_out": [{"row": out.row, "why": out.why} for out in table.left_out],
        "confidence": table.confidence,
        "unsure": sorted(doubtful(table)),
        "reasons": list(table.reasons),
        "tables": [{"kind": str(other.kind), "sheet": other.sheet.name} for other in layout.tables],
        "others": list(layout.others),
        "passed_over": dict(layout.passed_over),
    }


def letters(table: Table) -> Mapping[str, str]:
    """Field -> its column's letter; several (Owner 1, Owner 2) with commas between them."""
    return {name: ", ".join(map(column_letter, columns)) for name, columns in table.columns.items()}


def left_out_lines(table: Table) -> Iterator[str]:
    """The rows left out, those of one reason together: `rows 8-14: numbered, but empty`."""
    reasons = Counter(out.why for out in table.left_out)
    for why in reasons:
        rows = sorted(out.row for out in table.left_out if out.why == why)
        yield f"{'rows' if len(rows) > 1 else 'row'} {spans(rows)}: {why}"


def spans(rows: list[int]) -> str:
    """Row numbers in few words.

    >>> spans([8, 9, 10, 14])
    '8-10, 14'
    """
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][-1] + 1:
            parts[-1].append(row)
        else:
            parts.append([row])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
