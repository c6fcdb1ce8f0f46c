"""Real LibreOffice, for opening what was written as a person would."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def needs_office() -> str:
    """The program's path; without it the test is skipped, in CI it fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        reason = "LibreOffice is not installed"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return str(program)


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The workbook opened and saved by LibreOffice as `kind` (pdf, xlsx …) in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        [needs_office(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    made = folder / f"{path.stem}.{kind}"
    assert made.exists(), done.stdout + done.stderr
    return made
