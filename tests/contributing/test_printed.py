"""What CONTRIBUTING.md prints works, step by step, and a step that is left out is named by something red."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contributing.printed import ROOT, changes
from tools.left_out import left_out

CHANGES = changes()
SOURCE, BESIDES = ("goalsheet", "templates", "docs", "tests/measure"), ("tools", "tests", "sample_workbooks")
#: The test that is red when a command was not run.
RED = {
    "tools.catalogues": "tests/language/test_catalogues.py",
    "tools.make_docs": "tests/tools/test_make_docs.py",
    "tools.update_golden": "tests/samples/test_golden.py",
}


def copied(target: Path, *folders: str) -> Path:
    """A copy of the source, with other folders as named."""
    for name in SOURCE + folders:
        # A lock comes and goes beside a sample that another test reports on meanwhile.
        ignored = shutil.ignore_patterns("__pycache__", "screenshots", "web", "contributing", "*.goalsheet-lock")
        shutil.copytree(ROOT / name, target / name, ignore=ignored, dirs_exist_ok=True)
    for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml"):
        shutil.copy(path, target)
    return target


def run(tree: Path, command: str) -> "subprocess.CompletedProcess[str]":
    """A command as it is printed, in a copy of the tree: with this Python and the copy's goalsheet."""
    first, *rest = shlex.split(command)
    arguments = ["-m", first, *rest] if first != "python" else rest
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environ |= {"PYTHONPATH": str(tree), "COLUMNS": "1000", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environ, capture_output=True, encoding="utf-8", check=False
    )


def test_there_is_a_section_for_each_change() -> None:
    assert list(CHANGES) == [
        *("Add a rule", "Add a signal", "Change a threshold", "Read a column", "Write a column"),
        *("Add an output", "Add a language", "Add a transport", "Add a command"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("title", CHANGES)
def test_an_example_works_as_it_is_printed(title: str, tmp_path: Path) -> None:
    tree = copied(tmp_path, *BESIDES)
    change = CHANGES[title]
    for step in change.steps:
        step.make(tree)
    code = " ".join(sorted({step.path for step in change.steps if step.path.endswith(".py")}))
    for command in (*change.commands, f"ruff format {code}", f"ruff check {code}"):
        done = run(tree, command)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    assert left_out(tree) == []
    for command, lines in change.shown.items():
        done = run(tree, command)
        for line in lines:
            assert line in done.stdout, f"{command}\n{done.stdout}{done.stderr}"


THRESHOLD = "Change a threshold"  # a number is neither there nor missing: plans on both sides of it hold it
STEPS = [(title, n) for title, change in CHANGES.items() for n in range(len(change.steps)) if len(change.steps) > 1]


def without(title: str, number: int, tree: Path) -> Path:
    """The tree with every step but one made; the path of that one."""
    for n, step in enumerate(CHANGES[title].steps):
        if n != number:
            step.make(tree)
    return Path(CHANGES[title].steps[number].path)


@pytest.mark.parametrize(
    ("title", "number"), [step for step in STEPS if step[0] != THRESHOLD], ids=lambda part: str(part)
)
def test_a_step_that_is_left_out_is_named(title: str, number: int, tmp_path: Path) -> None:
    missing = without(title, number, copied(tmp_path))
    named = (missing.as_posix(), f"in {missing.parent.as_posix()}/")  # the file, or the folder to choose one in
    lines = left_out(tmp_path)
    assert any(name in line for name in named for line in lines), (missing, lines)


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1])  # the third plan stays true: it is only further from the number than it was
def test_a_changed_threshold_without_its_plans_is_named(number: int, tmp_path: Path) -> None:
    without(THRESHOLD, number, copied(tmp_path, *BESIDES))
    done = run(tmp_path, "pytest -q -n0 --tb=no -rf tests/measure/test_thresholds.py")
    assert done.returncode == 1
    assert "draw the two sides of 'soon days' in EDGES anew" in done.stdout, done.stdout


COMMANDS = [
    (title, command) for title, change in CHANGES.items() for command in change.commands if command.split()[-1] in RED
]


@pytest.mark.slow
@pytest.mark.parametrize(("title", "command"), COMMANDS, ids=[f"{title}-{command}" for title, command in COMMANDS])
def test_a_command_that_is_left_out_is_named(title: str, command: str, tmp_path: Path) -> None:
    tree = copied(tmp_path, *BESIDES)
    for step in CHANGES[title].steps:
        step.make(tree)
    done = run(tree, f"pytest -q --tb=no -rf -n0 {RED[command.split()[-1]]}")
    assert done.returncode == 1, done.stdout
    assert command in done.stdout, done.stdout
