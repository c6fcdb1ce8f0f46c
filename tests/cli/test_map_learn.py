"""goalsheet map --learn: a person's own words, kept in a file of theirs and used in every workbook."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.drawn import draw_file
from tests.support.program import run

PLAN = """
    Plan
    | Zeug         | Häuptling | Torschluss | Lage    |
    | Halle mieten | Ann Lee  | 2026-12-01 | in Mache |
    | Plakat malen | Bo Dow   | 2026-12-08 | in Mache |
"""
MAPPING = """
words = { "in Mache" = "in progress" }

[layout]
[layout.fields]
step = "Zeug"
owner = "Häuptling"
due = "C"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def mapped(path: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run("map", path, "--format", "json").stdout)
    return said


def test_the_words_of_one_mapping_hold_in_the_next_workbook(home: Path) -> None:
    (home / "one").mkdir()
    path = draw_file(PLAN, home / "one" / "plan.xlsx")
    (home / "one" / "plan.goalsheet.toml").write_text(MAPPING, encoding="utf-8")
    done = run("map", path, "--learn")
    assert done.returncode == 0, done.stderr
    assert "learnt Zeug = step, Häuptling = owner, in Mache = in progress" in done.stderr
    kept = (home / "config" / "goalsheet" / "words.toml").read_text(encoding="utf-8")
    assert 'owner = ["Häuptling"]' in kept
    assert "Torschluss" not in kept
    again = run("map", path, "--learn")
    assert "learnt in Mache = in progress" in again.stderr
    assert (home / "config" / "goalsheet" / "words.toml").read_text(encoding="utf-8") == kept

    other = mapped(draw_file(PLAN.replace("Zeug ", "Was  "), home / "other.xlsx"))
    assert other["fields"]["owner"] == "B"
    assert [step["status"] for step in other["steps"]] == ["in progress", "in progress"]


def test_without_a_mapping_there_is_nothing_to_learn(home: Path) -> None:
    done = run("map", draw_file(PLAN, home / "plan.xlsx"), "--learn")
    assert done.returncode == 2
    assert "there is no mapping to learn from" in done.stderr
    assert not (home / "config").exists()


def test_a_word_file_that_cannot_be_read_is_named(home: Path) -> None:
    (home / "config" / "goalsheet").mkdir(parents=True)
    (home / "config" / "goalsheet" / "words.toml").write_text("headings = 3", encoding="utf-8")
    done = run("map", draw_file(PLAN, home / "plan.xlsx"))
    assert done.returncode == 2
    assert "words.toml: cannot be read" in done.stderr
