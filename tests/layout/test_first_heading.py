"""A list in blocks begins at the first of its headings, whichever of them was looked at."""

import pytest

from goalsheet.layout.candidates import Candidate, candidates
from goalsheet.layout.first_title import from_first_heading
from goalsheet.layout.grid import grid
from goalsheet.layout.headers import head_of
from goalsheet.layout.rows import build
from tests.layout.sheets import book, read

BLOCKS = """
    Plan
    | North              |       |            |
    | Task               | Owner | Due        |
    | Rent a hall        | Ann   | 2026-03-02 |
    | Invite the members | Bo    | 2026-03-09 |
    |                    |       |            |
    | South              |       |            |
    | Task               | Owner | Due        |
    | Hire a bus         | Cy    | 2026-04-02 |
"""
OTHER = """
    Plan
    | Owner | Team  | Since      |
    | Ann   | North | 2020-01-01 |
    |       |       |            |
    | Task               | Owner | Due        |
    | Rent a hall        | Ann   | 2026-03-02 |
"""


def _candidate(drawing: str, row: int) -> Candidate:
    """The sheet read from the heading in this row on."""
    sheet = grid(book(drawing).sheets[0], frozenset())
    found = next(one for one in candidates(sheet) if "due" in one.reads.columns)
    header = head_of(sheet, row, row)
    return Candidate(sheet, header, found.reads, found.cells, found.score, found.named)


@pytest.mark.parametrize("row", [2, 7])
def test_the_blocks_are_read_from_the_first_heading_on(row: int) -> None:
    table = build(_candidate(BLOCKS, row))
    assert table.heading_rows == (2,)
    assert read(table, "goal", "step") == [
        ("North", "Rent a hall"),
        ("North", "Invite the members"),
        ("South", "Hire a bus"),
    ]


def test_another_heading_above_is_left_alone() -> None:
    assert from_first_heading(_candidate(OTHER, 4)).header.rows == (4,)
