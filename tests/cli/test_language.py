"""`report --lang`: what people read is in the language; the terminal and the JSON for programs stay English."""

import json
from pathlib import Path

from tests.support.program import run, sample


def test_terminal_and_json_are_english_whatever_the_report_speaks(tmp_path: Path) -> None:
    book = sample("ziele-2026", tmp_path)
    done = run("report", book, "--as-of", "2026-11-20")
    folder = tmp_path / "ziele-2026-report" / "2026-11-20"
    assert "3 of 4 goals are at risk" in done.stdout
    assert "Zielen" not in done.stdout
    data = json.loads((folder / "report.json").read_text("utf-8"))
    assert data["verdict"].startswith("3 of 4 goals are at risk")
    assert "at risk" in data["news"]
    assert "3 von 4 Zielen sind gefährdet" in (folder / "report.txt").read_text("utf-8")
