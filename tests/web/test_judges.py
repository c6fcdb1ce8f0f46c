"""The page before its judges: axe-core, the Nu HTML checker, Lighthouse, and a phone's width."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

import pytest
from playwright.sync_api import Browser

from goalsheet.report.pdf import find_browser
from tests.support.judges import needed, needed_program

PAGES = ("marketing", "okrs", "website", "big", "german", "japanese")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("name", ["okrs", "website", "japanese"])
def test_axe_finds_nothing(
    name: str, width: int, colours: Literal["light", "dark"], browser: Browser, pages: dict[str, Path]
) -> None:
    script = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours, bypass_csp=True)
    tab.goto(pages[name].as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    tab.evaluate(script)
    found = tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    told = [(one["id"], one["help"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
    tab.close()
    assert told == []


@pytest.mark.slow
def test_the_nu_html_checker_finds_nothing(pages: dict[str, Path]) -> None:
    jar = needed("vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [needed_program("java"), "-jar", jar, "--format", "json", *pages.values()],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    found = [one for one in json.loads(done.stderr or done.stdout)["messages"] if one["type"] != "info"]
    assert [(one["message"], one.get("extract")) for one in found] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 375])
def test_nothing_scrolls_sideways_on_a_phone(name: str, width: int, browser: Browser, pages: dict[str, Path]) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(pages[name].as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert wide <= width


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.browser
def test_lighthouse_gives_full_marks(pages: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    program, browser = needed("lighthouse/cli/index.js"), find_browser()
    monkeypatch.setenv("CHROME_PATH", str(browser))
    page = pages["okrs"]
    with served(page.parent) as address:
        done = subprocess.run(
            [
                needed_program("node"), program, f"{address}/{page.name}", "--output=json", "--quiet",
                "--only-categories=accessibility,best-practices",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            ],
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
    assert done.stdout, done.stderr
    judged = json.loads(done.stdout)
    low = [audit["id"] for audit in judged["audits"].values() if audit["score"] is not None and audit["score"] < 1]
    scores = {name: category["score"] for name, category in judged["categories"].items()}
    assert scores == {"accessibility": 1, "best-practices": 1}, low
