"""Real workbooks of every kind: each is read as a plan or refused in one line, never with a traceback."""

from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.layout import find
from goalsheet.layout.describe import describe
from goalsheet.plan.effective_settings import effective_settings
from goalsheet.plan.parse import parse
from goalsheet.reading.read import read

SHARED = Path(__file__).parents[3] / "shared"
WORKBOOKS = [
    path for folder in ("workbooks", "fidelity/workbooks") for path in sorted((SHARED / folder).glob("*.[xo][ld]*"))
]

pytestmark = pytest.mark.skipif(not WORKBOOKS, reason="../shared holds no workbooks here")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_a_real_workbook_is_read_or_refused(path: Path) -> None:
    try:
        workbook = read(path)
    except GoalsheetError:
        return
    layout = find(workbook)
    assert bool(layout.tables) != bool(layout.refused)
    describe(layout)
    if layout.tables:
        parse(workbook, layout, effective_settings(layout))
