"""How often guesses are right is measured on workbooks with labels."""

import json
from pathlib import Path

from goalsheet.plan.doubts import Doubt
from tests.support.drawn import draw_file
from tools.reading.guesses import measured

PLAN = """
    Plan
    | Task  | Owner | Due        | Status   |
    | Write | Ana   | 2026-03-01 | Done     |
    | Post  | Ana   | 9 Mar      | Complted |
    | Show  | Ben   | 16 Mar     | Open     |
"""


def test_each_guess_is_held_against_its_label(tmp_path: Path) -> None:
    draw_file(PLAN, tmp_path / "plan.xlsx")
    steps = [
        {"sheet": "Plan", "row": 2, "due": "2026-03-01", "status": "done"},
        {"sheet": "Plan", "row": 3, "due": "2026-03-09", "status": "done"},
        {"sheet": "Plan", "row": 4, "due": "2027-03-16", "status": "not started"},
    ]
    label = {"readable": True, "file": "plan.xlsx", "steps": steps}
    (tmp_path / "plan.json").write_text(json.dumps(label), encoding="utf-8")
    found = measured([tmp_path])
    assert (found[Doubt.NO_YEAR], found[Doubt.PART_OF_WORDS], found[Doubt.SWAPPED]) == ((1, 2), (1, 1), (0, 0))
    (tmp_path / "plan.json").write_text(json.dumps({**label, "doubtful": ["4:due"]}), encoding="utf-8")
    assert measured([tmp_path])[Doubt.NO_YEAR] == (1, 1)
