"""The page on paper: a PDF through the browser that is installed, or through WeasyPrint where none is."""

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
#: Where paper is Letter, not A4. Source: CLDR, supplemental data, paperSize.
LETTER = ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
#: What the page says itself of its paper comes later, and wins.
SHEET = """@page {{
  size:{size};
  @bottom-right {{ content:counter(page) " / " counter(pages); font:7.5pt sans-serif; color:#5a626b }}
}}"""
_REGION = re.compile(r'<html[^>]* lang="[a-z]{2,3}-(?:[A-Z][a-z]{3}-)?([A-Z]{2})')
_HEAD = re.compile(r"<head(\s[^>]*)?>", re.IGNORECASE)
_CHART = re.compile(r'<svg class="chart[^>]*>')
_WHEN = re.compile(rb"\(D:\d{14}[^)]*\)")


def pdf(html: str, as_of: date) -> bytes:
    """The page as a PDF, dated the day it speaks for, on the paper of its language's region.

    Raises GoalsheetError where nothing here can print.
    """
    page = on_sheets(html)
    browser = find_browser()
    return _dated(_by_browser(browser, page) if browser else _by_weasyprint(page), as_of)


def on_sheets(html: str) -> str:
    """The page with the size of its paper and numbered sheets."""
    region = _REGION.search(html)
    style = SHEET.format(size="Letter" if region and region[1] in LETTER else "A4")
    return _HEAD.sub(lambda head: f"{head[0]}<style>{style}</style>", html, count=1)


def _by_weasyprint(html: str) -> bytes:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise _nothing_prints(error) from None
    return bytes(HTML(string=_for_weasyprint(html)).write_pdf() or b"")


def _nothing_prints(error: ImportError | OSError) -> GoalsheetError:
    """Where WeasyPrint itself is there and cannot start, the libraries that it draws with are missing."""
    why = "no WeasyPrint" if isinstance(error, ImportError) else "WeasyPrint lacks Pango, which it draws text with"
    return GoalsheetError(
        f"no PDF: there is no Chrome, Chromium or Edge here, and {why}",
        'Install one of them (GOALSHEET_BROWSER can name it), or pip install "goalsheet[pdf]" and Pango.',
    )


def _for_weasyprint(html: str) -> str:
    """The page with what WeasyPrint does otherwise than browsers: at its end, and in each chart."""
    style = Path(__file__).with_name("weasyprint.css").read_text(encoding="utf-8")
    charted = _CHART.sub(lambda chart: f"{chart[0]}<style>{style}</style>", html)
    return charted.replace("</head>", f"<style>{style}</style></head>", 1)


def find_browser() -> str | None:
    """The browser that GOALSHEET_BROWSER names, else one of the usual ones; none where it names `weasyprint`."""
    named = os.environ.get("GOALSHEET_BROWSER")
    if named == "weasyprint":
        return None
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
