"""Which rows of a table are items, and which are left out, with the reason."""

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.table import Row, Table


def build(candidate: Candidate) -> Table:
    """The table with its rows."""
    grid, head, reads = candidate.grid, candidate.head, candidate.reads
    fields = [column for columns in reads.columns.values() for column in columns]
    rows = [
        Row(grid.sheet, number, reads.columns)
        for number in range(head.body, grid.last_row + 1)
        if any(grid.value(number, column) is not None for column in fields)
    ]
    return Table(
        kind=candidate.kind,
        sheet=grid.sheet,
        heading_rows=head.rows,
        columns=reads.columns,
        headings=head.headings,
        rows=tuple(rows),
        last_column=max(head.stacks, default=1),
        confidence=min(1.0, candidate.score / 8),
        reasons=reads.reasons,
    )
