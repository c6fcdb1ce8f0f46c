"""goalsheet templates export: a copy to start from, that works and keeps what is there."""

from pathlib import Path

import pytest

from tests.support.program import run, sample


@pytest.mark.slow
def test_exported_templates_make_the_same_report(tmp_path: Path) -> None:
    assert run("templates", "export", tmp_path / "mine").returncode == 0
    book = sample("okrs-q4", tmp_path)
    for folder, more in (("ours", ()), ("theirs", ("--templates", tmp_path / "mine"))):
        done = run("report", book, "--no-annotate", "--out", tmp_path / folder, *more)
        assert done.returncode == 0, done.stderr
    ours, theirs = (next((tmp_path / name).rglob("report.html")) for name in ("ours", "theirs"))
    assert ours.read_bytes() == theirs.read_bytes()


def test_what_is_there_stays(tmp_path: Path) -> None:
    footer = tmp_path / "partials" / "footer.html.j2"
    footer.parent.mkdir()
    footer.write_text("<footer>Mine</footer>", encoding="utf-8")
    done = run("templates", "export", tmp_path, "partials/footer.html.j2", "report.txt.j2")
    assert "kept" in done.stdout
    assert footer.read_text(encoding="utf-8") == "<footer>Mine</footer>"
    assert (tmp_path / "report.txt.j2").is_file()
    assert len(list(tmp_path.rglob("*.j2"))) == 2


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    done = run("templates", "export", tmp_path, "raport.html.j2")
    assert done.returncode == 2
    assert "report.html.j2" in done.stderr


def test_an_audience_that_is_none_is_refused(tmp_path: Path) -> None:
    done = run("report", sample("okrs-q4", tmp_path), "--audience", "boss")
    assert done.returncode == 2
    assert "team, lead, board or owner=NAME" in done.stderr
