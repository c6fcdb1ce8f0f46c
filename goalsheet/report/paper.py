"""The page on paper: a PDF through the browser that is installed, or through WeasyPrint where that is."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from goalsheet.errors import GoalsheetError

#: Names of browsers that print, and where they are where no path leads to them.
BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 120
_WHEN = re.compile(rb"\(D:\d{14}[^)]*\)")


def pdf(html: str, as_of: date) -> bytes:
    """The page as a PDF, dated the day it speaks for. Raises GoalsheetError where nothing here can print."""
    browser = find_browser()
    if browser is not None:
        return _dated(_by_browser(browser, html), as_of)
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise GoalsheetError(
            "no PDF: there is no Chrome, Chromium or Edge here, and no WeasyPrint",
            'Install one of them, or pip install "goalsheet[pdf]"; GOALSHEET_BROWSER can name a browser.',
        ) from None
    return _dated(bytes(HTML(string=html).write_pdf() or b""), as_of)


def find_browser() -> str | None:
    """The browser that GOALSHEET_BROWSER names, else one of the usual ones."""
    named = os.environ.get("GOALSHEET_BROWSER")
    if named:
        return shutil.which(named) or named
    return next(_installed(), None)


def _installed() -> Iterator[str]:
    for name in BROWSERS:
        if found := shutil.which(name):
            yield found
    yield from (place for place in PLACES if Path(place).is_file())


def _by_browser(browser: str, html: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="goalsheet-") as folder:
        page, paper = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html, encoding="utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--no-pdf-header-footer", f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={paper}",
            *_as_root(), page.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _failed(browser, str(error)) from None
        if not paper.is_file():
            raise _failed(browser, done.stderr.strip().rpartition("\n")[2])
        return paper.read_bytes()


def _as_root() -> tuple[str, ...]:
    """Chromium refuses to run as root with its sandbox; the page is ours, and asks nothing of anybody."""
    return ("--no-sandbox",) if sys.platform == "linux" and os.geteuid() == 0 else ()


def _failed(browser: str, why: str) -> GoalsheetError:
    return GoalsheetError(f"no PDF: {browser} can't print ({why[:200]})", "Name another one in GOALSHEET_BROWSER.")


def _dated(paper: bytes, as_of: date) -> bytes:
    """The same page gives the same bytes: its dates are the report's, as long as they were."""

    def noon(found: re.Match[bytes]) -> bytes:
        made = b"(D:%s120000" % as_of.strftime("%Y%m%d").encode()
        return made + found[0][len(made) :]

    return _WHEN.sub(noon, paper)
