"""A few weeks of use on two sample workbooks; `python -m tools.weeks` does more, on real ones."""

from pathlib import Path

import pytest

from tools.weeks.__main__ import run
from tools.weeks.edits import Copy, Insert, Move, Put, Swap, Theirs

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
PATHS = [SAMPLES / "website-launch.xlsx", SAMPLES / "ziele-2026.xlsx"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported", "ignore:Print area cannot be set")
@pytest.mark.slow
@pytest.mark.parametrize("hands", ["openpyxl", "untouched", pytest.param("libreoffice", marks=pytest.mark.office)])
def test_weeks_of_edits_harm_nothing_and_come_out_clean(hands: str, tmp_path: Path) -> None:
    if hands == "libreoffice":
        from tests.support.office import needs_office

        needs_office()
    books = run(PATHS, hands, 3, 7, tmp_path)
    assert [what for book in books for what in book.wrong] == []
    assert all(book.reports == 3 and book.cells > 100 for book in books)


def test_what_is_theirs_follows_the_edits() -> None:
    theirs = Theirs({("S", 1, 1): "a", ("S", 2, 1): "b", ("S", 2, 3): "c", ("T", 1, 1): "other"})
    for edit in (
        Insert("S", "rows", 2, 3),
        Put("S", 1, 2, 2.5),
        Swap("S", 1, 5, 1, 2),
        Move("S", 3, 1),
        Insert("S", "columns", 2, 1),
        Copy("S", "New"),
    ):
        theirs.apply(edit)
    here = {("S", 5, 3): "a", ("S", 1, 3): "b", ("S", 5, 1): "c", ("S", 5, 4): 2.5}
    copied = {("New", row, column): value for (_, row, column), value in here.items()}
    assert theirs.cells == here | copied | {("T", 1, 1): "other"}
