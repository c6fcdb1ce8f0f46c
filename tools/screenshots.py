"""Pictures of every sample's report, for docs/screenshots: `python -m tools.screenshots [NAME …]`.

Each sample is reported on a week before its date and on its date, so that the page has something to compare with. A
picture shows the upper part of the page: on a desk, in the dark, on a phone, and the first sheet of paper.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from goalsheet.annotate import annotations
from goalsheet.editing.write import annotate
from goalsheet.plan.samples import sample_names, sample_path
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.review import Review, review
from tools.samples import AS_OF

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
#: Width and height of what is shown, and the colours of the screen.
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 1500}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 1100}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 1300}, "color_scheme": "light"},
}
A4: dict[str, Any] = {"format": "A4", "print_background": True, "prefer_css_page_size": True}


def chromium() -> str:
    """The browser that is installed; the one that comes with the library of pictures is not asked for."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    if found is None:
        sys.exit("No Chromium here.")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def with_a_past(name: str, folder: Path, as_of: date = AS_OF) -> Review:
    """A sample reviewed on its date, with what was reported a week before."""
    copy = Path(shutil.copy(sample_path(name), folder))
    annotate(copy, annotations(review(copy, as_of, as_of - timedelta(days=7))))
    return review(copy, as_of, as_of)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, browser() as opened:
        for name in sys.argv[1:] or sample_names():
            page = Path(temporary) / f"{name}.html"
            page.write_text(render("report.html.j2", status_report(with_a_past(name, Path(temporary)))), "utf-8")
            _on_screens(opened, page, name)
            _on_paper(opened, page, name)


def _on_screens(opened: Browser, page: Path, name: str) -> None:
    for screen, look in SCREENS.items():
        tab = opened.new_page(**look)
        tab.goto(page.as_uri())
        tab.screenshot(path=FOLDER / f"{name}-{screen}.jpg", type="jpeg", quality=70)
        tab.close()


def _on_paper(opened: Browser, page: Path, name: str) -> None:
    tab = opened.new_page()
    tab.goto(page.as_uri())
    paper = page.with_suffix(".pdf")
    tab.pdf(path=paper, **A4)
    tab.close()
    target = FOLDER / f"{name}-print"
    subprocess.run(["pdftoppm", "-jpeg", "-r", "64", "-singlefile", paper, target], check=True)


if __name__ == "__main__":
    main()
