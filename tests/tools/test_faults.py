"""A small version of `python -m tools.faults`: calls fail once in a few commands, and the tool sees what is left."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.faults.__main__ import tried
from tools.faults.places import Place, State

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    root = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(root))
        yield Place(root)


@pytest.mark.slow
@pytest.mark.parametrize(("command", "every"), [("init", 1), ("clean", 4), ("report", 25)])
def test_nothing_is_left_lost_or_half_written(command: str, every: int, place: Place) -> None:
    row = tried(command, place, every)
    assert row.wrong == []
    assert row.ended > 0
    assert row.refused + row.done > 0


def test_what_is_half_written_or_lost_is_seen() -> None:
    before = State({"plan.xlsx": b"old", "notes.txt": b"mine"})
    after = State({"plan.xlsx": b"new", "notes.txt": b"mine", "plan-report/d/a": b"1", "plan-report/d/b": b"2"})
    assert list(before.halves(before, after)) == list(after.halves(before, after)) == []
    assert list(State({"plan.xlsx": b"ne", "notes.txt": b"mine"}).halves(before, after))
    assert list(State({"plan.xlsx": b"new"}).halves(before, after)) == ["notes.txt is lost"]
    half = State({**before.files, "plan-report/d/a": b"1"})
    assert list(half.halves(before, after)) == ["plan-report/d is neither whole nor absent: 1 of 2 files"]
    assert State({**before.files, ".goalsheet-1.tmp": b""}).strange(before, after) == [".goalsheet-1.tmp"]


@pytest.mark.slow
def test_a_writer_that_is_not_careful_is_caught(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool on a command that writes straight into its place."""
    from goalsheet import files

    def careless(path: Path, data: bytes, *_: object, **__: object) -> None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT), "wb") as file:
            file.write(data[:100])
            file.flush()
            os.fsync(file.fileno())
            file.write(data[100:])

    monkeypatch.setattr(files, "write_output", careless)
    wrong = tried("init", place).wrong
    assert any("new.xlsx is neither as before nor as after" in one for one in wrong), wrong
    shutil.rmtree(place.folder)
