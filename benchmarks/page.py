"""How large a page of 20 goals and 200 steps is with a week behind it, in several languages; how large one of 500 goals
and 5,000 steps is, and how quickly it opens and filters in Chromium.

python -m benchmarks.page [GOALS STEPS]
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from goalsheet.report.pdf import find_browser
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from tests.report.company import WORDS, company
from tests.report.examples import big

#: From the key to the picture: the filter is set, applied, and the page painted anew.
FILTER = """async () => {
  const field = document.querySelector('[name=q]');
  const start = performance.now();
  field.value = 'region 47';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
OPENED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


def main() -> None:
    _sizes()
    goals, steps = (int(n) for n in sys.argv[1:] or ("500", "5000"))
    start = time.perf_counter()
    html = render("report.html.j2", status_report(big(goals, steps)))
    print(f"{goals} goals, {steps} steps: {len(html.encode()):,} bytes in {time.perf_counter() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf-8")
        browser = player.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        for _ in range(3):
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            tab.goto(page.as_uri())
            print(_told(tab))
            tab.close()
        browser.close()


def _sizes() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for lang in WORDS:
            html = render("report.html.j2", status_report(company(lang, Path(folder)), book="../goals.xlsx"))
            print(f"20 goals, 200 steps, with a past, {lang}: {len(html.encode()):,} bytes")


def _told(tab: Page) -> str:
    opened, painted, filtered = tab.evaluate(OPENED), tab.evaluate(PAINTED), tab.evaluate(FILTER)
    shown = tab.locator(".goal:not([data-hidden])").count()
    return f"opened in {opened:.0f} ms (first paint {painted:.0f} ms), filtered in {filtered:.0f} ms to {shown} goals"


if __name__ == "__main__":
    main()
