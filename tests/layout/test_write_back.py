"""What is written back stands beside what was found: never in a gantt grid, never over a cell of the user's."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.layout.wild_plans import Case, cases
from tests.support.drawn import draw_file
from tests.support.program import run
from tests.support.sure import sure

#: Archetypes with something to the right of, above or between the rows: a grid, blocks, sections, two lists.
DRAWINGS = (
    "Vertex-style gantt",
    "Projektplan with Vorgang",
    "Blocks with a title row per goal",
    "Two lists side by side",
)
CASES = [case for case in cases() if case.name.startswith(DRAWINGS)]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_annotations_touch_no_cell_of_the_user(case: Case, tmp_path: Path) -> None:
    path = draw_file(case.drawing, tmp_path / "plan.xlsx")
    copy = tmp_path / "copy.xlsx"
    done = run("report", path, "--as-of", "2026-03-10", "--output", copy, "--out", tmp_path / "out")
    assert done.returncode in (0, 1), done.stderr
    before, after = load_workbook(path), load_workbook(copy)
    for sheet in before.worksheets:
        annotated = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                assert annotated[cell.coordinate].value == cell.value
        ours = {cell.column for row in annotated.iter_rows() for cell in row if sure(cell.column) > sheet.max_column}
        values = [
            c.value for row in annotated.iter_rows() for c in row if sure(c.column) <= sheet.max_column and c.value
        ]
        assert not any(str(value).endswith("(goalsheet)") for value in values)
        assert ours or any(cell.comment for row in annotated.iter_rows() for cell in row)
