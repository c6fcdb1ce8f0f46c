"""The page as a PDF, through the browser that is there and through WeasyPrint: the same sheets, whole and legible."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.plan.samples import sample_path
from goalsheet.report import pdf
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.review import Review, review
from tests.report.examples import AS_OF, big, marketing
from tests.support.judges import missing, needed_program

OFF, RISK, ON = bytes.fromhex("b3261e"), bytes.fromhex("8f5600"), bytes.fromhex("1c6b45")


def page(seen: Review, **settings: object) -> str:
    return render("report.html.j2", status_report(replace(seen, settings=seen.settings.with_(**settings))))


@pytest.fixture(
    scope="module",
    params=[pytest.param("browser", marks=pytest.mark.browser), pytest.param("weasyprint", marks=pytest.mark.slow)],
)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """What prints; where it is not installed, that is said."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "weasyprint":
            try:
                import weasyprint  # noqa: F401
            except (ImportError, OSError) as error:
                missing(f"WeasyPrint (pip install 'goalsheet[pdf]', and Pango): {error}")
            patch.setenv("GOALSHEET_BROWSER", "weasyprint")
        elif pdf.find_browser() is None:
            missing("a browser that prints")
        yield request.param


@pytest.fixture(scope="module")
def printed(engine: str) -> bytes:
    return pdf.pdf(page(marketing()), AS_OF)


def sheets(printed: bytes, folder: Path) -> list[str]:
    """The text of each sheet."""
    (folder / "page.pdf").write_bytes(printed)
    command = [needed_program("pdftotext"), "-layout", str(folder / "page.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]


def pixels(folder: Path) -> bytes:
    """What was printed last, all its sheets, as red, green and blue."""
    for old in folder.glob("sheet*.ppm"):
        old.unlink()
    subprocess.run([needed_program("pdftoppm"), "-r", "72", folder / "page.pdf", folder / "sheet"], check=True)
    return b"".join(one.read_bytes() for one in sorted(folder.glob("sheet*.ppm")))


def test_the_same_page_gives_the_same_paper_dated_the_day_it_speaks_for(engine: str, printed: bytes) -> None:
    assert printed.startswith(b"%PDF-")
    assert printed == pdf.pdf(page(marketing()), AS_OF)
    assert set(re.findall(rb"\(D:(\d{8})", printed)) <= {b"20261120"}


def test_every_goal_is_unfolded_and_nothing_on_paper_can_be_clicked(printed: bytes, tmp_path: Path) -> None:
    told = sheets(printed, tmp_path)
    assert 5 <= len(told) <= 9
    for number, sheet in enumerate(told, 1):
        assert sheet.replace(" ", "").rstrip().endswith(f"{number}/{len(told)}")
    whole = "\n".join(told)
    for shown in ("Hashtag research", "Move content", "How to read this", "Go live"):
        assert shown in whole
    for control in ("Goals in order of", "Skip to", "everybody"):
        assert control not in whole


def test_no_heading_stands_alone_at_the_foot_of_a_sheet(engine: str, tmp_path: Path) -> None:
    heads = re.compile("Goals|Needs attention|Wins|Due next|Timeline|Metrics|Burn-up|Tree|Workload|Data prob|How to")
    for sheet in sheets(pdf.pdf(page(review(sample_path("okrs-q4"), AS_OF)), AS_OF), tmp_path):
        *_, last, _number = (line.strip() for line in sheet.splitlines() if line.strip())
        assert not heads.match(last), sheet


def test_shapes_and_charts_have_their_colours_on_paper(printed: bytes, tmp_path: Path) -> None:
    """What a printer does not know it draws black, or not at all."""
    sheets(printed, tmp_path)
    seen = pixels(tmp_path)
    assert min(seen.count(colour) for colour in (OFF, RISK, ON)) > 500
    assert seen.count(bytes(9)) < 500


def test_a_table_that_goes_on_has_its_heads_on_every_sheet(engine: str, tmp_path: Path) -> None:
    told = sheets(pdf.pdf(page(big(12, 120), sections=("attention",)), AS_OF), tmp_path)
    tables = [sheet for sheet in told if re.search("What and why +Owner", sheet)]
    assert len(tables) > 1
    assert told[told.index(tables[0]) :][: len(tables)] == tables


def test_english_of_america_is_printed_on_letter(engine: str, tmp_path: Path) -> None:
    sheets(pdf.pdf(page(marketing(), lang="en-US", sections=("goals",)), AS_OF), tmp_path)
    told = subprocess.run(
        [needed_program("pdfinfo"), tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    )
    assert "(letter)" in told.stdout


@pytest.mark.parametrize(
    ("lang", "size"), [("en", "A4"), ("en-US", "Letter"), ("es-MX", "Letter"), ("pt-BR", "A4"), ("zh-Hant-TW", "A4")]
)
def test_paper_is_that_of_the_languages_region(lang: str, size: str) -> None:
    assert f"size:{size};" in pdf.on_sheets(page(marketing(), lang=lang))


def test_a_browser_that_cannot_print_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALSHEET_BROWSER", "false")
    with pytest.raises(GoalsheetError, match="false can't print"):
        pdf.pdf(page(marketing()), AS_OF)


@pytest.mark.parametrize("weasyprint", ["missing", "without Pango"])
def test_without_anything_that_prints_it_says_what_to_install(
    weasyprint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In a Python of its own, on a machine whose only WeasyPrint is the one given."""
    package = tmp_path / "weasyprint.py"
    error = "ImportError('no')" if weasyprint == "missing" else "OSError('cannot load library')"
    package.write_text(f"raise {error}", encoding="utf-8")
    program = (
        "from datetime import date\n"
        "from goalsheet.report import pdf\n"
        "pdf.PLACES = ()\n"
        "try: pdf.pdf('<head>', date(2026, 11, 20))\n"
        "except pdf.GoalsheetError as error: print(error.message, '|', error.remedy)"
    )
    inherited = {name: value for name, value in os.environ.items() if name not in ("PATH", "GOALSHEET_BROWSER")}
    environment = {**inherited, "PATH": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=60, check=True
    )
    assert "no Chrome, Chromium or Edge here" in done.stdout
    assert 'pip install "goalsheet[pdf]"' in done.stdout
    assert ("Pango, which it draws" in done.stdout) == (weasyprint == "without Pango")
