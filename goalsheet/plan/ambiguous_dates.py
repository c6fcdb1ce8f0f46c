"""Which dates were read as they stand and may yet be wrong: a reader is not to take them for sure."""

from goalsheet.cells import CellRef
from goalsheet.layout.table import Kind, Layout
from goalsheet.plan.row_reader import SPANS, ReadContext
from goalsheet.settings import Settings


def ambiguous_dates(layout: Layout, settings: Settings) -> frozenset[CellRef]:
    """The cells of steps' dates whose day and month may have changed places (GS007)."""
    context = ReadContext(settings)
    readers = [context.table(table) for table in layout.of(Kind.STEPS)]
    return frozenset(cell.ref for reader in readers for name in SPANS for cell in reader.swaps(name)[1])
