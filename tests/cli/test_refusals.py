"""Bad input: one clear line, exit status 2, nothing written, never a traceback."""

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.program import run, sample, tree

#: As root every file is writable; without these rights root is as anybody.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
FEWER_RIGHTS = AS_ANYBODY if os.geteuid() == 0 else ()


def missing(folder: Path) -> Path:
    return folder / "no-such-file.xlsx"


def a_folder(folder: Path) -> Path:
    (folder / "goals.xlsx").mkdir()
    return folder / "goals.xlsx"


def empty(folder: Path) -> Path:
    (folder / "empty.xlsx").touch()
    return folder / "empty.xlsx"


def text(folder: Path) -> Path:
    (folder / "text.xlsx").write_text("Step,Owner,Due\nCall,Ana,2026-11-20\n")
    return folder / "text.xlsx"


def encrypted(folder: Path) -> Path:
    """The container of an encrypted workbook: an OLE2 file whose directory names the encrypted package."""
    names = "".join("EncryptedPackage").encode("utf-16-le")
    (folder / "secret.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(4096))
    return folder / "secret.xlsx"


def truncated(folder: Path) -> Path:
    whole = sample("marketing-goals", folder)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return whole


def other_zip(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "other.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    return folder / "other.xlsx"


def no_table(folder: Path) -> Path:
    from tests.support.drawn import draw_file

    return draw_file("Ideas\n| Colours |\n| red |\n| blue |", folder / "ideas.xlsx")


def open_in_excel(folder: Path) -> Path:
    path = sample("marketing-goals", folder)
    (folder / f"~${path.name}").write_bytes(b"\x03Ana")
    return path


def read_only(folder: Path) -> Path:
    path = sample("marketing-goals", folder)
    path.chmod(0o444)
    return path


CASES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such file": (missing, "no such file"),
    "a folder": (a_folder, "folder"),
    "an empty file": (empty, "empty"),
    "a text file named .xlsx": (text, "looks like a CSV file"),
    "an encrypted workbook": (encrypted, "password"),
    "a truncated zip": (truncated, "damaged"),
    "a zip that is no workbook": (other_zip, "without a workbook in it"),
    "no table that can be read": (no_table, "no goals or steps found"),
    "open in Excel": (open_in_excel, "open in Excel"),
    "a read-only file": (read_only, "read-only"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_clear_line_exit_2_and_nothing_written(case: str, tmp_path: Path) -> None:
    make, says = CASES[case]
    path = make(tmp_path)
    before = tree(tmp_path)

    done = run("report", path)

    assert done.returncode == 2, done.stdout + done.stderr
    assert says in done.stderr.splitlines()[0]
    assert path.name in done.stderr.splitlines()[0]
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2  # what is wrong, and what to do
    assert done.stdout == ""
    assert tree(tmp_path) == before


@pytest.mark.skipif(shutil.which("setpriv") is None and os.geteuid() == 0, reason="needs setpriv to be less than root")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    before = tree(tmp_path)
    tmp_path.chmod(0o555)
    try:
        done = run("report", path, before=FEWER_RIGHTS)
    finally:
        tmp_path.chmod(0o755)

    assert done.returncode == 2
    assert "can't be written" in done.stderr.splitlines()[0]
    assert "Traceback" not in done.stderr
    assert tree(tmp_path) == before


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 20, 60, 100])
def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, room: int) -> None:
    """Files of this process may grow to `room` kB and no further: the write fails as on a full disk."""
    path = sample("marketing-goals", tmp_path)
    before = tree(tmp_path)
    limit = ("bash", "-c", f'ulimit -f {room}; exec "$@"', "limited")

    done = run("report", path, before=limit)

    if done.returncode == 2:
        assert "can't be written" in done.stderr.splitlines()[0] or "nothing can be written" in done.stderr
        assert tree(tmp_path) == before
    else:  # it all fitted
        assert room == 100
    assert "Traceback" not in done.stderr


def test_a_bad_date_says_how_to_write_one(tmp_path: Path) -> None:
    done = run("report", sample("marketing-goals", tmp_path), "--as-of", "20.11.2026")
    assert done.returncode == 2
    assert "2026-11-20" in done.stderr
