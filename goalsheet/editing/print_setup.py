"""Print areas that keep the user's sheets readable with columns of ours beside their tables; see `print_area`.

A:F printed to a page's width, ours in G:J      prints A:G: the status, without the other three
a print area of the user's own                  stays theirs
ours cleared by a person                        stays cleared (a mark tells)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from goalsheet.editing import print_area
from goalsheet.editing.edits import ColumnBlock
from goalsheet.editing.place_columns import Placed
from goalsheet.ooxml import defined_names
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.worksheet import Sheet
from goalsheet.reading import ours


@dataclass
class Paper:
    """What goes on paper of sheets with columns of ours; sheets by name in lower case. `declined`: by a person."""

    package: Package
    styles: Styles
    declined: frozenset[str]
    _last: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, block: ColumnBlock, placed: Placed) -> None:
        """Note which of a block's columns go on paper."""
        wanted = [n for column, n in zip(block.columns, placed.columns, strict=True) if column.printed and n]
        key, last = self._last.get(block.sheet.casefold(), (block.key, 0))
        self._last[block.sheet.casefold()] = (key, max(last, *wanted, 0))

    def names(
        self, prefix: str, sheets: Mapping[str, Sheet], before: Mapping[str, int], after: Mapping[str, int]
    ) -> Iterator[str]:
        """The defined names, given the sheets and their places (from 0) in the workbook before and after."""
        for name, (key, last) in self._last.items():
            sheet, declined = sheets[name], name in self.declined
            if not declined and self._as_it_is(sheet, before[name]):
                continue
            area = print_area.area_to(max(last, print_area.last_printed(sheet, self.styles)))
            yield ours.name_xml(prefix, "unprinted" if declined else "print", (key,), sheet.name, area)
            if not declined:
                yield print_area.name_xml(prefix, "Area", sheet.name, defined_names.absolute(area), after[name])

    def _as_it_is(self, sheet: Sheet, number: int) -> bool:
        """Whether a sheet has a print area, or needs none."""
        return bool(print_area.print_areas(self.package, number)) or not print_area.fitted_to_width(sheet)
