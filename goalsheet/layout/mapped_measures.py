"""A table of measures as a mapping says: its columns and rows are fixed where it names them, the rest is found."""

from dataclasses import replace

from goalsheet.layout import skip_reasons
from goalsheet.layout.candidates import Candidate
from goalsheet.layout.mapping import Mapping
from goalsheet.layout.measure_columns import Roles
from goalsheet.layout.measure_head import Head
from goalsheet.layout.measure_heads import heads
from goalsheet.layout.measure_rows import items
from goalsheet.layout.measure_tables import Measures
from goalsheet.layout.table import Kind, LeftOut


def mapped_measures(said: Candidate) -> Measures | None:
    """The measures of the table that a mapping speaks of; None where it is no table of measures."""
    mapping = said.mapping
    if mapping is None or said.kind is not Kind.KEY_RESULTS:
        return None
    head = next((head for head in heads(said.grid) if head.rows[-1] in said.header.rows), None)
    if head is None:
        return None
    head = _fixed(head, said, mapping)
    found, left = items(said.grid, head)
    kept = [item for item in found if item.row not in mapping.leave_out]
    left = [*left, *(LeftOut(item.row, skip_reasons.MAPPED) for item in found if item.row in mapping.leave_out)]
    return Measures(said.grid, head, kept, left)


def _fixed(head: Head, said: Candidate, mapping: Mapping) -> Head:
    """The heading with the columns and the last row that the mapping names."""
    named = {name: said.reads.columns[name][0] for name in mapping.fields if said.reads.columns.get(name)}
    free = {
        name: column
        for name, column in head.roles.columns.items()
        if name not in mapping.fields and column not in named.values()
    }
    sure = {**head.roles.sure, **dict.fromkeys(named, 1.0)}
    roles = Roles({**free, **named}, sure, head.roles.basis, head.roles.kinds)
    rows = head.rows if mapping.first_row <= head.rows[-1] else tuple(range(head.rows[0], mapping.first_row))
    return replace(head, roles=roles, rows=rows, last=min(head.last, mapping.last_row or head.last))
