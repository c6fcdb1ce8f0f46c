"""The import walls of the house (DESIGN: layers, and one contract per outside package)."""

import subprocess
import sys
from pathlib import Path


def test_the_walls_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == 0, done.stdout + done.stderr
