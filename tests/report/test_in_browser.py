"""The page in a real browser: it fits a phone, and its filters work from the address alone."""

import os
import shutil
import subprocess
from datetime import date
from html import escape
from pathlib import Path

import pytest
from lxml import html

from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.statuses import Status
from tests.report.examples import Drawing, marketing

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and "CI" not in os.environ, reason="no Chromium here"),
]

#: A phone: the page in a frame as narrow as one, and a script that says how wide the page wants to be.
PHONE = """<!DOCTYPE html><body><iframe style="width:375px;height:800px;border:0" srcdoc="{}" onload="
document.body.dataset.width = this.contentDocument.documentElement.scrollWidth"></iframe></body>"""


def opened(page: str, folder: Path, hash_: str = "") -> html.HtmlElement:
    """The document as the browser has it after its scripts have run."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}", "--window-size=1280,900", "--dump-dom",
            f"{file.as_uri()}{hash_}",
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return html.fromstring(done.stdout)


def long_words() -> str:
    it = Drawing()
    goal = it.goal("W" * 150, Status.OFF_TRACK, owners=("O" * 60,), reason="r" * 300, due=date(2026, 12, 1))
    it.step(goal, "s" * 150, Status.OFF_TRACK, owners=("o" * 60,), reason="r" * 200, due=date(2026, 11, 24))
    return render("report.html.j2", status_report(it.review()))


@pytest.mark.parametrize("page", ["marketing", "long words"])
def test_nothing_sticks_out_on_a_phone(page: str, tmp_path: Path) -> None:
    made = long_words() if page == "long words" else render("report.html.j2", status_report(marketing()))
    unfolded = made.replace("<details ", "<details open ")
    on_a_phone = opened(PHONE.format(escape(unfolded)), tmp_path)
    assert int(on_a_phone.find(".//body").get("data-width")) <= 375


def shown_goals(document: html.HtmlElement) -> list[str]:
    goals = document.findall(".//details[@class]")
    return [g.find(".//h3").text for g in goals if "goal" in g.get("class").split() and "data-hidden" not in g.attrib]


@pytest.mark.parametrize(
    ("hash_", "goals"),
    [
        ("#owner=Ben+Ito", ["500 new Instagram followers in six weeks", "Welcome series for new customers"]),
        ("#team=Web", ["Launch the new website by 31 January"]),
        ("#status=on-hold", ["Podcast pilot"]),
        ("#q=hashtag", ["500 new Instagram followers in six weeks"]),
        ("#status=done&owner=Jo+Park", []),
    ],
)
def test_filters_live_in_the_address(hash_: str, goals: list[str], tmp_path: Path) -> None:
    document = opened(render("report.html.j2", status_report(marketing())), tmp_path, hash_)
    assert shown_goals(document) == goals
    assert document.find(".//output").text == f"{len(goals)} of 7 goals shown"


def test_goals_sort_and_a_link_unfolds_its_goal(tmp_path: Path) -> None:
    page = render("report.html.j2", status_report(marketing()))
    by_name = shown_goals(opened(page, tmp_path, "#sort=name"))
    assert by_name == sorted(by_name)
    assert len(by_name) == 7
    linked = opened(page, tmp_path, "#g2")
    assert [d.get("id") for d in linked.findall(".//details[@open]")] == ["g2"]
