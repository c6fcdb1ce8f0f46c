"""The page as a PDF, through the browser that is there."""

from datetime import date
from pathlib import Path

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.report import paper
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from tests.report.examples import AS_OF, marketing

PAGE = render("report.html.j2", status_report(marketing()))


@pytest.mark.skipif(paper.find_browser() is None, reason="no browser here that prints")
def test_the_same_page_gives_the_same_paper() -> None:
    first = paper.pdf(PAGE, AS_OF)
    assert first.startswith(b"%PDF-")
    assert b"(D:20261120120000" in first
    assert first == paper.pdf(PAGE, AS_OF)


def test_a_browser_that_cannot_print_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALSHEET_BROWSER", "false")
    with pytest.raises(GoalsheetError, match="false can't print"):
        paper.pdf(PAGE, AS_OF)


def test_without_any_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GOALSHEET_BROWSER", raising=False)
    monkeypatch.setattr(paper, "PLACES", ())
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(GoalsheetError) as refused:
        paper.pdf(PAGE, date(2026, 11, 20))
    assert "goalsheet[pdf]" in refused.value.remedy
