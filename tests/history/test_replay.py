"""Eight weeks of a workbook edited as people do: what each week's report says of the past stands in golden files."""

from datetime import date
from pathlib import Path

import pytest

from goalsheet.annotate import annotations
from goalsheet.editing.write import apply
from goalsheet.history.model import Snapshot
from goalsheet.review import Review, review
from tools.replay import GOLDEN, WEEKS, changes_text, replay

DAYS = [day for day, _ in WEEKS]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> dict[date, tuple[Review, Path]]:
    """Each week's review and the workbook as its report left it."""
    return {day: (seen, path) for day, seen, path in replay(tmp_path_factory.mktemp("replay"))}


def _reckoned(seen: Review) -> tuple[tuple[Snapshot, ...], ...]:
    found = seen.changes.reckoning
    return found.done, found.not_done, found.unplanned


def golden(day: date) -> str:
    return (GOLDEN / f"{day}.txt").read_text("utf-8")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_week_tells_what_changed(weeks: dict[date, tuple[Review, Path]], day: date) -> None:
    assert changes_text(weeks[day][0]) == golden(day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_week_run_again_tells_the_same_and_writes_the_same_bytes(
    weeks: dict[date, tuple[Review, Path]], day: date
) -> None:
    path = weeks[day][1]
    again = review(path, day, day)
    assert changes_text(again) == changes_text(weeks[day][0])
    assert [c.sentence for c in again.changes.changes] == [c.sentence for c in weeks[day][0].changes.changes]
    new, _ = apply(path.read_bytes(), annotations(again))
    assert new == path.read_bytes()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_any_past_week_can_be_told_again_from_the_last_workbook(
    weeks: dict[date, tuple[Review, Path]], day: date
) -> None:
    last = weeks[DAYS[-1]][1]
    again = review(last, DAYS[-1], day)
    then = weeks[day][0].changes
    assert [(c.kind, c.name, c.sentence) for c in again.changes.changes] == [
        (c.kind, c.name, c.sentence) for c in then.changes
    ]
    assert [[s.name for s in part] for part in _reckoned(again)] == [
        [s.name for s in part] for part in _reckoned(weeks[day][0])
    ]
    assert again.history == weeks[DAYS[-1]][0].history


def test_changes_name_the_cells_where_the_items_stand_now(weeks: dict[date, tuple[Review, Path]]) -> None:
    seen = weeks[date(2026, 12, 18)][0]
    done = next(c for c in seen.changes.changes if c.name == "Connect the ticket shop")
    assert done.cell is not None
    assert done.cell.sheet == "Launch plan"
    assert seen.workbook.sheet("Launch plan").value(done.cell.row, done.cell.column) == "Connect the ticket shop"  # type: ignore[union-attr]
