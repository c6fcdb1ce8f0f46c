"""`goalsheet --help` must stay light: what is heavy is imported by the command that needs it."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "openpyxl", "lxml", "jinja2", "rich", "python_calamine", "css_inline")


@pytest.mark.parametrize("module", ["goalsheet.cli", "goalsheet"])
def test_the_command_line_loads_nothing_heavy(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "goalsheet" in loaded
    assert loaded.isdisjoint(HEAVY)
