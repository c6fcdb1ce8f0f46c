"""The heading of a table of measures: its rows, its periods, which column is what."""

from collections.abc import Mapping
from dataclasses import dataclass

from goalsheet.layout.measure_columns import Roles
from goalsheet.layout.period_run import Run


@dataclass(frozen=True)
class Head:
    """A table of measures: its heading rows, its periods if any, its columns, and the rows below it."""

    rows: tuple[int, ...]
    run: Run | None
    roles: Roles
    headings: Mapping[int, str]
    last: int
    scores: float = 0.0  # the part of the numbers under the periods that lie between 0 and 1

    @property
    def body(self) -> range:
        return range(self.rows[-1] + 1, self.last + 1)

    @property
    def slots(self) -> frozenset[int]:
        return self.run.columns if self.run else frozenset()
