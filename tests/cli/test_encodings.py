"""Standard output in any encoding and code page, into a pipe and a file: stand-ins, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from goalsheet.cli import main
from goalsheet.cli.encodings import use_stand_ins
from tests.support.drawn import draw_file
from tests.support.program import ROOT

PAGES = ("cp1252", "cp437", "cp850", "cp932", "ascii", "utf-8")
PLAN = """
    Goals
    | ID | Goal           | Owner  | Due        |
    | G1 | Größe → Łódź ▲ | José   | 2026-12-18 |
    | G2 | 売上を伸ばす   | 田中   | 2026-12-18 |
    Steps
    | ID | Goal | Step            | Owner | Start      | Due        | % complete |
    | S1 | G1   | “Ωmega” — naïve | Zoë   | 2026-10-05 | 2026-11-02 | 40%        |
    | S2 | G2   | 調査 ✔ 🎯       | 田中  | 2026-11-20 | 2026-11-13 |            |
"""
COMMANDS = (
    "check {book}",
    "report {book} --as-of 2026-11-20",
    "report {book} --as-of 2026-11-27",
    "explain {book} G1",
    "explain {book} S2",
    "explain {book} Größe",
    "map {book}",
    "diff {book}",
    "lessons {book}",
    "ask {book}",
    "send {book}",
    "rules",
    "rules GS201",
    "clean {book}",
    "--help",
    "report --help",
    "nonsense→",
)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_in_any_code_page(page: str, tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")
    for command in COMMANDS:
        done = CliRunner(charset=page).invoke(main, command.format(book=book).split(), prog_name="goalsheet")
        assert isinstance(done.exception, SystemExit | None), (command, done.exception)
        assert done.exit_code in (0, 1, 2), (command, done.output)
        assert "\N{REPLACEMENT CHARACTER}" not in done.output, command
        if page == "utf-8" and command.startswith("explain"):
            assert "→" in done.output
        if page == "ascii" and command == "explain {book} Größe":
            assert "Grosse" in done.output or "Grose" in done.output
            assert "->" in done.output


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "form", ["check {book} --format json", "map {book} --format json", "diff {book} --format json"]
)
def test_what_programs_read_loses_nothing(form: str, page: str, tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")
    done = CliRunner(charset=page).invoke(main, form.format(book=book).split(), prog_name="goalsheet")
    assert "?" not in str(json.loads(done.stdout_bytes.decode("utf-8")).get("steps", ""))


@pytest.mark.parametrize("page", ["cp1252", "ascii"])
def test_as_a_program_into_a_pipe_and_a_file(page: str, tmp_path: Path) -> None:
    book = draw_file(PLAN, tmp_path / "plan.xlsx")
    words = [sys.executable, "-m", "goalsheet", "explain", str(book), "G1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": page, "PYTHONUTF8": "0"}
    piped = subprocess.run(words, capture_output=True, env=environment, check=False)
    assert (piped.returncode, piped.stderr) == (0, b"")
    with (tmp_path / "out.txt").open("wb") as file:
        assert subprocess.run(words, stdout=file, env=environment, check=False).returncode == 0
    text = (tmp_path / "out.txt").read_bytes()
    assert text == piped.stdout
    assert "->" in text.decode(page)


def test_a_stand_in_for_each_sign_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    use_stand_ins()
    assert "→ ▲ █ ● é Ł 中 e\u0301".encode("ascii", "goalsheet-stand-in") == b"-> ^ # * e L ? e"
    assert "→ é".encode("cp1252", "goalsheet-stand-in") == "-> é".encode("cp1252")
