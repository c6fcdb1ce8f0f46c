"""Nothing that goalsheet did not make is written over, by any command that names a file."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goalsheet.cli import main
from tests.support.program import sample, tree

#: What writes a file of its own, {out}, of a {book}.
NAMED = {
    "diff": "diff {book} {book} --out {out}",
    "diff as a page": "diff {book} --format html --out {out}",
    "export": "export {book} --output {out}",
    "calendar": "calendar {book} --out {out}",
    "init": "init {out}",
    "a sample": "init {out} --sample marketing-goals",
    "report on a copy": "report {book} --output {out} --out {folder}/r",
    "clean a copy": "clean {book} --output {out}",
}
#: What may lie there.
THEIRS = {
    "notes.xlsx": b"PK\x03\x04 somebody's workbook",
    "notes.xls": b"\xd0\xcf\x11\xe0 somebody's old workbook",
    "notes.txt": b"what we said on Monday",
    "empty.csv": b"",
}


def run(command: str, **names: Path) -> Result:
    return CliRunner().invoke(main, command.format(**names).split(), prog_name="goalsheet")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return sample("marketing-goals", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize("command", NAMED)
def test_a_file_of_theirs_stays(command: str, name: str, book: Path) -> None:
    theirs = book.with_name(name)
    theirs.write_bytes(THEIRS[name])
    before = tree(book.parent)
    done = run(NAMED[command], book=book, out=theirs, folder=book.parent)
    assert done.exit_code == 2, done.output
    assert name in done.output
    assert tree(book.parent) == before


@pytest.mark.parametrize("command", [NAMED[name] for name in ("diff", "diff as a page", "export")])
def test_overwrite_is_said_and_never_hits_a_workbook(command: str, book: Path) -> None:
    text, other = book.with_name("notes.txt"), book.with_name("notes.xlsx")
    text.write_bytes(THEIRS["notes.txt"])
    other.write_bytes(THEIRS["notes.xlsx"])
    whole = book.read_bytes()
    assert run(f"{command} --overwrite", book=book, out=text).exit_code == 0
    assert text.read_bytes() != THEIRS["notes.txt"]
    for workbook in (book, other):
        assert run(f"{command} --overwrite", book=book, out=workbook).exit_code == 2
    assert (book.read_bytes(), other.read_bytes()) == (whole, THEIRS["notes.xlsx"])


@pytest.mark.parametrize("name", ["report.html", "report.json", "report.txt", "mail/status.eml"])
def test_a_report_is_not_put_over_what_is_none(name: str, book: Path) -> None:
    theirs = book.parent / "out" / "2026-11-20" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b'{"quarter": 3}')
    before = tree(book.parent)
    done = run("report {book} --out {out}", book=book, out=book.parent / "out")
    assert done.exit_code == 2
    assert theirs.name in done.output
    assert tree(book.parent) == before


def test_a_report_replaces_that_of_the_day_and_leaves_what_lies_beside_it(book: Path) -> None:
    run("report {book} --out {out} --lang de", book=book, out=book.parent / "out")
    (page,) = book.parent.glob("out/*/report.html")
    german = page.read_bytes()
    page.with_name("my notes.txt").write_text("mine")
    assert run("report {book} --out {out}", book=book, out=book.parent / "out").exit_code in (0, 1)
    assert page.read_bytes() != german
    assert page.with_name("my notes.txt").read_text() == "mine"
    assert [one.name for one in page.parent.parent.iterdir()] == [page.parent.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize(("mode", "folder"), [(0o600, 0o700), (0o640, 0o750), (0o644, 0o755)])
def test_what_is_made_is_no_more_readable_than_the_workbook(mode: int, folder: int, book: Path) -> None:
    book.chmod(mode)
    for command in ("report {book}", "send {book} --to ana@example.com", "ask {book}", "export {book} --output {out}"):
        run(command, book=book, out=book.with_name("items.csv"))
    for path in book.parent.rglob("*"):
        expected = folder if path.is_dir() else mode
        assert path.stat().st_mode & 0o777 == expected, path
