"""Which columns of an earlier run a block of columns goes on with: by the table they stand beside, not by its number.

week 1    steps 1   heading row 1       columns E:H
week 2    steps 1   heading row 1       new: a table put above, no columns yet
          steps 2   heading row 11      the table of week 1, moved down: goes on with E:H
"""

from collections.abc import Mapping, Sequence

from goalsheet.editing.edits import ColumnBlock
from goalsheet.editing.previous_run import OldColumn

Keys = tuple[str, str]
Known = Mapping[str, OldColumn]


def match_blocks(blocks: Sequence[ColumnBlock], before: Mapping[Keys, OldColumn]) -> dict[str, Known]:
    """For each block, by its key, the columns (by their own keys) that an earlier run left beside its table."""
    groups: dict[str, dict[str, OldColumn]] = {}
    for (block, key), column in before.items():
        groups.setdefault(block, {})[key] = column
    pairs = sorted(
        (_distance(block, group, name), block.key, name) for block in blocks for name, group in groups.items()
    )
    matched: dict[str, Known] = {}
    for distance, key, name in pairs:
        if distance is not _NEVER and key not in matched and name in groups:
            matched[key] = groups.pop(name)
    return matched


_NEVER = (9, 0, 0)


def _distance(block: ColumnBlock, group: Known, name: str) -> tuple[int, int, int]:
    """How far a block is from columns of an earlier run: their heading row first, then how near they stand."""
    there = [column for column in group.values() if column.column and column.sheet.casefold() == block.sheet.casefold()]
    if not there:
        gone = not any(column.column for column in group.values())
        return (3, 0, 0) if gone and name == block.key else _NEVER
    row, first = there[0].row, min(column.column for column in there)
    other = int(name != block.key)
    if row in (block.heading_row, 0) and not (row == 0 and other):
        left_of = first <= block.last_column - len(group)
        return (0, int(left_of), 2 * abs(first - block.last_column - 1) + other)
    return (2, other, abs(row - block.heading_row)) if not other else _NEVER
