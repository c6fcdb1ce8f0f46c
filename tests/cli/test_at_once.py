"""Two commands that write to one workbook at once: what each does is in it, as if one had run after the other."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

from goalsheet import file_locks
from goalsheet.errors import GoalsheetError
from tests.support.drawn import draw_file
from tests.support.program import ROOT, run

DAY = "2026-11-20"
PLAN = """
    Steps
    | ID | Step        | Owner | Start      | Due        | Status      | % complete |
    | S1 | Write copy  | Ana   | 2026-11-02 | 2026-11-27 | In progress | 40%        |
    | S2 | Book studio | Ben   | 2026-11-02 | 2026-11-27 | In progress | 80%        |
"""
#: What writes to {book}; the replies lie beside it.
WRITING = {
    "report": f"report {{book}} --as-of {DAY} --no-backup",
    "collect from Ana": f"collect {{book}} {{folder}}/Ana.xlsx --as-of {DAY} --no-backup",
    "collect from Ben": f"collect {{book}} {{folder}}/Ben.xlsx --as-of {DAY} --no-backup",
    "clean": "clean {book}",
}
#: Runs goalsheet with a pause right before a file takes the place of plan.xlsx; says when it has come to that.
PAUSED = """
import os, sys, time
from goalsheet.cli import main
real = os.replace
def paused(source, target):
    if str(target).endswith("plan.xlsx"):
        print("PAUSED", flush=True)
        time.sleep(1.5)
    real(source, target)
os.replace = paused
main(sys.argv[1:], prog_name="goalsheet")
"""


def words(command: str, book: Path) -> list[str]:
    return WRITING[command].format(book=book, folder=book.parent).split()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook that was reported on, and a reply of each owner."""
    folder = tmp_path_factory.mktemp("start")
    book = draw_file(PLAN, folder / "plan.xlsx")
    run("report", book, "--as-of", "2026-11-13", "--no-backup")
    run("ask", book, "--as-of", DAY, "--out", folder)
    for name in ("Ana", "Ben"):
        reply = openpyxl.load_workbook(folder / DAY / f"{name}.xlsx")
        page = reply["Your items"]
        heading = next(cell for cell in page[3] if cell.value == "% complete")
        page.cell(4, heading.column).value = 0.9
        reply.save(folder / f"{name}.xlsx")
    return folder


def copied(start: Path, to: Path) -> Path:
    shutil.copytree(start, to)
    return to / "plan.xlsx"


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second"), list(permutations(WRITING, 2)))
def test_no_update_is_lost(first: str, second: str, start: Path, tmp_path: Path) -> None:
    book = copied(start, tmp_path / "at-once")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    slow = subprocess.Popen(
        [sys.executable, "-c", PAUSED, *words(first, book)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert slow.stdout is not None
    assert any("PAUSED" in line for line in slow.stdout)
    other = run(*words(second, book))
    slow.communicate(timeout=120)
    assert (slow.returncode, other.returncode) == (0, 0), other.stderr
    assert "another goalsheet is writing" in other.stderr

    after = copied(start, tmp_path / "after")
    for command in (first, second):
        assert run(*words(command, after)).returncode == 0
    assert book.read_bytes() == after.read_bytes()
    assert sorted(one.name for one in book.parent.iterdir()) == sorted(one.name for one in after.parent.iterdir())


@contextmanager
def held_elsewhere(book: Path) -> Iterator[subprocess.Popen[str]]:
    code = (
        "import sys, pathlib, time\nfrom goalsheet import file_locks\n"
        "with file_locks.alone(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(book)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert other.stdout is not None
    other.stdout.readline()
    try:
        yield other
    finally:
        other.kill()
        other.communicate()


def test_who_waits_too_long_says_so_and_changes_nothing(tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")
    waited: list[str] = []
    with (
        held_elsewhere(book),
        pytest.raises(GoalsheetError, match="another goalsheet"),
        file_locks.alone(book, 0.2, lambda: waited.append("once")),
    ):
        pytest.fail("two at once")
    assert waited == ["once"]


def test_a_killed_run_holds_nothing_and_its_lock_is_swept(tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")
    with held_elsewhere(book) as other:
        other.kill()
        other.wait()
        began = time.monotonic()
        with file_locks.alone(book):
            assert time.monotonic() - began < 5
    assert [one.name for one in tmp_path.iterdir()] == ["plan.xlsx"]


def test_the_lock_of_a_link_is_that_of_the_workbook(tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")
    (tmp_path / "link.xlsx").symlink_to(book)
    with held_elsewhere(book), pytest.raises(GoalsheetError), file_locks.alone(tmp_path / "link.xlsx", 0.1):
        pytest.fail("two at once")


def test_no_lock_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")

    def refused(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refused)
    with file_locks.alone(book):
        pass
    with file_locks.alone(tmp_path / "nothing.xlsx"):
        pass
