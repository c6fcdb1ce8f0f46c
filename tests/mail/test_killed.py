"""Never twice, nothing lost without being listed: runs killed at random instants, by one and by two at once.

GOALSHEET_KILLS sets how many runs are killed; 200 take about two minutes.
"""

import os
from pathlib import Path

import pytest

from tests.mail.killed import trial

KILLS = int(os.environ.get("GOALSHEET_KILLS", "30"))


@pytest.mark.kills
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("at_once", [1, 2])
def test_killed_runs_double_nothing_and_lose_nothing(at_once: int, tmp_path: Path) -> None:
    figures = trial(KILLS if at_once == 1 else KILLS // 2, 47, tmp_path, at_once)
    assert figures.killed >= KILLS // 2
    assert figures.delivered > 0
    assert (figures.twice, figures.unlisted, figures.belied) == ([], [], [])
    assert figures.states["sending"] > 0, "the trial never left anything unknown: it proves nothing"
