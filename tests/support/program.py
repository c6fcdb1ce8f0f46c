"""goalsheet run as its user runs it: as a program of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_workbooks"
SHARED = ROOT.parent / "shared"

#: Every sample, for `parametrize` and `params`; one of them is tried by the quick tests.
EACH_SAMPLE = [
    pytest.param(path.stem, marks=[] if path.stem == "marketing-goals" else [pytest.mark.slow])
    for path in sorted(SAMPLES.glob("*.xlsx"))
]


def run(*arguments: object, cwd: Path | None = None, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run `goalsheet ARGUMENTS`; `before` is a command that runs it (say, with fewer rights)."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "160"}
    return subprocess.run(
        [*before, sys.executable, "-m", "goalsheet", *map(str, arguments)],
        capture_output=True, text=True, cwd=cwd, env=environment, check=False, timeout=300,
    )  # fmt: skip


def sample(name: str, folder: Path) -> Path:
    """A copy of a sample workbook to work on."""
    return Path(shutil.copy(SAMPLES / f"{name}.xlsx", folder))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes: to see that nothing was left or changed."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
