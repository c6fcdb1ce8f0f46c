"""A real browser with the page in it, and what npm brings to judge it: axe-core, the Nu HTML checker, Lighthouse."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from goalsheet.annotate import annotations
from goalsheet.editing.write import annotate
from goalsheet.plan.samples import sample_path
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.review import Review, review
from tests.report.company import company
from tests.report.examples import big, marketing

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages by name: an example, one that says everything there is, one with a past, a large one, a German one, a
    large Japanese one."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "marketing": marketing(),
        "okrs": with_a_past("okrs-q4", folder),
        "website": with_a_past("website-launch", folder),
        "big": big(20, 200),
        "german": in_language(with_a_past("ziele-2026", folder), "de"),
        "japanese": company("ja", folder),
    }
    return {name: written(folder / f"{name}.html", seen) for name, seen in made.items()}


def written(path: Path, seen: Review) -> Path:
    path.write_text(render("report.html.j2", status_report(seen, book="../goals.xlsx")), encoding="utf-8")
    return path


def with_a_past(name: str, folder: Path) -> Review:
    """A sample with a report of the week before to compare with."""
    copy = Path(shutil.copy(sample_path(name), folder))
    annotate(copy, annotations(review(copy, AS_OF, AS_OF - timedelta(days=7))))
    return review(copy, AS_OF, AS_OF)


def in_language(seen: Review, code: str) -> Review:
    return replace(seen, settings=seen.settings.with_(lang=code))


@pytest.fixture
def tab(browser: Browser, pages: dict[str, Path]) -> Iterator[Page]:
    """The example's page on a desk; every word on its console is a failure."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(pages["marketing"].as_uri())
    yield opened
    opened.close()
    assert said == []
