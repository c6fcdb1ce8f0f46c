"""A report is in its place whole, with the workbook annotated, or nothing has changed."""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from goalsheet import publish as publishing
from goalsheet.errors import GoalsheetError
from goalsheet.publish import Files, publish
from goalsheet.review import review

SAMPLE = Path(__file__).parents[2] / "sample_workbooks" / "website-launch.xlsx"
DAY = date(2026, 11, 20)


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def run(folder: Path) -> None:
    book = folder / "plan.xlsx"
    publish(review(book, DAY, DAY), Files(folder / "plan-report" / str(DAY), book))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copyfile(SAMPLE, tmp_path / "plan.xlsx")
    return tmp_path


@pytest.mark.parametrize(("call", "again"), [(1, False), (2, False), (1, True), (2, True)])
def test_a_file_that_cannot_be_moved(folder: Path, monkeypatch: pytest.MonkeyPatch, call: int, again: bool) -> None:
    if again:
        run(folder)
    before, calls = state(folder), [0]

    def fails_once(real: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
        def moved(source: Path, target: Path) -> None:
            calls[0] += 1
            if calls[0] == call:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(source, target)

        return moved

    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, fails_once(getattr(os, name)))
    with pytest.raises(GoalsheetError, match=r"No space left|disk is full"):
        run(folder)
    assert state(folder) == before


@pytest.mark.parametrize("again", [False, True], ids=["first report", "second report of the day"])
def test_a_workbook_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch, again: bool) -> None:
    if again:
        run(folder)
    before = state(folder)

    def refuses(*_: object) -> None:
        raise GoalsheetError("plan.xlsx is open in Excel", "Close it.")

    monkeypatch.setattr(publishing, "annotate", refuses)
    with pytest.raises(GoalsheetError, match="open in Excel"):
        run(folder)
    assert state(folder) == before
    assert again or not (folder / "plan-report").exists()
