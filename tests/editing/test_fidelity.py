"""Real packages with something rare in them: nothing of theirs is lost or changed, and Excel's own rules hold.

The packages and the judge (`check.py`) are not part of the repository; without them these tests are skipped.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from goalsheet.editing.write import apply, strip
from tests.editing.made import parts

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = (SHARED / "fidelity" / "workbooks", SHARED / "workbooks", ROOT / "sample_workbooks")
FILES = [
    p
    for folder in FOLDERS
    if folder.is_dir()
    for p in sorted(folder.iterdir())
    if p.suffix in (".xlsx", ".xlsm", ".xltx")
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "fidelity" / "check.py").exists(), reason="../shared/fidelity is not there"),
]


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def judge() -> Iterator[ModuleType]:
    sys.path.insert(0, str(SHARED / "fidelity"))
    yield module(SHARED / "fidelity" / "check.py")
    sys.path.remove(str(SHARED / "fidelity"))


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    return module(ROOT / "benchmarks" / "roundtrip.py")


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_nothing_is_lost(path: Path, judge: ModuleType, benchmark: ModuleType, tmp_path: Path) -> None:
    data = path.read_bytes()
    edits = benchmark.report_like(data)
    written, _ = apply(data, edits)
    (tmp_path / path.name).write_bytes(written)
    assert judge.check(str(path), str(tmp_path / path.name)) == []
    assert parts(strip(written)) == parts(data)
    assert apply(written, edits)[0] == written


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_growing_tables_keeps_excels_rules(
    path: Path, judge: ModuleType, benchmark: ModuleType, tmp_path: Path
) -> None:
    data = path.read_bytes()
    written, _ = apply(data, benchmark.report_like(data, grow=True))
    (tmp_path / path.name).write_bytes(written)
    assert judge.lint.lint(str(path), str(tmp_path / path.name)) == ([], [])
    assert parts(strip(written)) == parts(data)


def test_the_benchmark_runs_over_a_folder_and_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.xlsx").write_bytes(FILES[0].read_bytes())
    (folder / "bad.xlsx").write_bytes(b"no workbook")
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "roundtrip.py"),
        *map(str, (folder, tmp_path / "out", tmp_path / "back")),
    ]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = found.stdout.splitlines()
    assert lines[0].startswith("bad.xlsx: refused: the file is not a whole .xlsx workbook")
    assert lines[1].startswith("good.xlsx: edited")
    assert lines[2] == "1 edited, 1 refused, 0 failed, 0 wrong"
    assert parts((tmp_path / "back" / "good.xlsx").read_bytes()) == parts(FILES[0].read_bytes())
