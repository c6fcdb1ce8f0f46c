"""Real workbooks: each is read, or refused in one clear line; never a traceback."""

from pathlib import Path

import pytest

from tests.support.program import SHARED, run

FOLDER = SHARED / "workbooks"
FILES = sorted(path.name for path in FOLDER.glob("*.xls*")) if FOLDER.is_dir() else []


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="the shared workbooks are not here")
@pytest.mark.parametrize("name", FILES)
def test_read_or_clearly_refused(name: str, tmp_path: Path) -> None:
    done = run("report", FOLDER / name, "--as-of", "2026-11-20", "--output", tmp_path / name, "--out", tmp_path / "r")
    assert "Traceback" not in done.stderr
    if done.returncode == 2:
        assert "no goals or steps found: " in done.stderr
        assert not (tmp_path / name).exists()
    else:
        assert done.returncode in (0, 1)
        assert (tmp_path / "r" / "2026-11-20" / "report.html").exists()
