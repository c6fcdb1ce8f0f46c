"""`goalsheet report` on every sample: annotated, reported, the same on every run, and all of it taken out again."""

import hashlib
import json
import os
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from goalsheet import file_locks
from tests.support.package import parts
from tests.support.program import EACH_SAMPLE, run, sample, tree


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_there_are_at_least_five_samples() -> None:
    assert len(EACH_SAMPLE) >= 5


@pytest.mark.parametrize("name", EACH_SAMPLE)
def test_a_sample_walks_all_the_way_through(name: str, tmp_path: Path) -> None:
    path = sample(name, tmp_path)
    original = path.read_bytes()

    first = run("report", path)
    assert first.returncode in (0, 1), first.stderr
    assert first.stderr == ""
    folder = tmp_path / f"{name}-report" / "2026-11-20"
    made = {"report.html", "report.txt", "report.json", "mail/status.eml"}
    assert made <= set(tree(folder))
    for file in made:
        assert str(folder / file) in first.stdout
    backups = list(tmp_path.glob("*.bak"))
    assert [backup.read_bytes() for backup in backups] == [original]
    assert path.read_bytes() != original

    once = tree(tmp_path)
    again = run("report", path)
    assert again.returncode == first.returncode
    assert tree(tmp_path) == once  # not a byte differs the second time

    assert run("clean", path).returncode == 0
    (tmp_path / "original.xlsx").write_bytes(original)
    assert parts(path) == parts(tmp_path / "original.xlsx")


@pytest.mark.slow
def test_an_output_copy_leaves_the_workbook_alone(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    before = digest(path)
    assert run("report", path, "--output", tmp_path / "copy.xlsx").returncode in (0, 1)
    assert digest(path) == before
    assert (tmp_path / "copy.xlsx").exists()
    assert not list(tmp_path.glob("*.bak"))


@pytest.mark.slow
def test_no_annotate_only_makes_the_report(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    before = digest(path)
    assert run("report", path, "--no-annotate", "--out", tmp_path / "there").returncode in (0, 1)
    assert digest(path) == before
    assert (tmp_path / "there" / "2026-11-20" / "report.html").exists()


@pytest.mark.slow
def test_as_of_is_said_everywhere(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    run("report", path, "--as-of", "2026-10-23")
    folder = tmp_path / "marketing-goals-report" / "2026-10-23"
    assert json.loads((folder / "report.json").read_text())["as_of"] == "2026-10-23"
    mail = message_from_bytes((folder / "mail" / "status.eml").read_bytes(), policy=policy.default)
    assert mail["Date"].datetime.date().isoformat() == "2026-10-23"


@pytest.mark.slow
def test_a_second_days_backup_does_not_replace_the_first(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    older = tmp_path / f"{path.name}.2026-01-02.bak"
    older.write_bytes(b"an older version")
    run("report", path)
    assert older.read_bytes() == b"an older version"
    assert len(list(tmp_path.glob("*.bak"))) == 2


@pytest.mark.slow
def test_fail_on_makes_a_status_count(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    plain = run("report", path, "--no-annotate")
    failing = run("report", path, "--no-annotate", "--fail-on", "off track")
    assert (plain.returncode, failing.returncode) == (0, 1)


@pytest.mark.slow
def test_a_copy_replaces_only_an_earlier_copy_of_the_same_workbook(tmp_path: Path) -> None:
    path, copy = sample("marketing-goals", tmp_path), tmp_path / "copy.xlsx"
    assert run("report", path, "--output", copy).returncode in (0, 1)
    assert run("report", path, "--output", copy, "--as-of", "2026-11-27").returncode in (0, 1)

    other = sample("okrs-q4", tmp_path)
    run("report", other, "--no-backup")  # a workbook of the user's own, annotated in place
    notes = tmp_path / "notes.xlsx"
    notes.write_text("important")
    before = tree(tmp_path)
    for target in (other, notes, tmp_path / "notes.txt"):
        done = run("report", path, "--output", target)
        assert done.returncode == 2
        assert target.name in done.stderr
        assert run("clean", copy, "--output", target).returncode == 2
    assert tree(tmp_path) == before


@pytest.mark.slow
def test_what_a_killed_run_left_behind_is_swept_away(tmp_path: Path) -> None:
    path = sample("marketing-goals", tmp_path)
    reports = tmp_path / "marketing-goals-report"
    left, live = (reports / f".goalsheet-{number}-2026-11-13" for number in (4711, 4712))
    for folder in (left, live):
        folder.mkdir(parents=True)
        (folder / "report.html").write_text("half")
    handle = os.open(live, os.O_RDONLY)  # a run that is still going on holds its folder
    try:
        assert file_locks.hold(handle)
        run("report", path, "--no-annotate")
        assert (left.exists(), live.exists()) == (False, True)
    finally:
        os.close(handle)
