"""The terminal's summary tells the same as the report, and says what it leaves out."""

from pathlib import Path

from tests.support.drawn import draw_file
from tests.support.program import run

ROWS = "\n".join(f"| Lay cable {n} | Campaign | Ana | 2026-11-20 | 2026-11-0{n} | open |" for n in range(1, 10))


def test_it_names_what_needs_attention_in_the_order_of_the_page(tmp_path: Path) -> None:
    book = tmp_path / "goals.xlsx"
    draw_file(
        """
        Steps
        | Step  | Goal     | Owner | Start      | Due        | % complete |
        | Shoot | Campaign | Ana   | 2026-11-02 | 2026-11-12 | 20 %       |
        | Edit  | Campaign | Ben   | 2026-11-02 | 2026-11-06 | 20 %       |
        """,
        book,
    )
    terminal = run("report", book, "--as-of", "2026-11-20").stdout.partition("Needs attention")[2]
    page = (tmp_path / "goals-report/2026-11-20/report.txt").read_text(encoding="utf-8").partition("(3)")[2]
    names = ("Shoot (Ana)", "Edit (Ben)", "Campaign (goal")
    in_terminal = sorted(names, key=terminal.index)
    assert in_terminal == sorted(names, key=lambda name: page.index(f"TRACK  {name.partition(' ')[0]}"))


def test_errors_beyond_the_first_eight_are_counted(tmp_path: Path) -> None:
    book = tmp_path / "goals.xlsx"
    draw_file(f"Steps\n| Step | Goal | Owner | Start | Due | Status |\n{ROWS}", book)
    shown = run("report", book, "--as-of", "2026-11-20").stdout
    assert shown.count("is before its start") == 8
    assert "+ 1 more in the report; goalsheet check shows them all" in shown
