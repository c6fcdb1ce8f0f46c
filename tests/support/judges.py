"""What npm and Debian bring to judge pages and mails: axe-core, the Nu HTML checker, Lighthouse, a browser."""

import os
import shutil
from pathlib import Path

import pytest

MODULES = Path(__file__).parents[1] / "web" / "node_modules"


def missing(what: str) -> None:
    """What these tests need is a failure in CI, and a reason to skip elsewhere."""
    pytest.fail(f"{what} is missing") if os.environ.get("CI") else pytest.skip(f"{what} is missing")


def needed(name: str) -> Path:
    """A file of an npm package."""
    path = MODULES / name
    if not path.exists():
        missing(f"npm's {name.partition('/')[0]} (npm install --prefix tests/web)")
    return path


def needed_program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        missing(name)
    return str(found)
