"""What many tests share: which of them are quick, and one real browser for the whole run (a second driver beside it
would not start).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes is no property of the code: a busy machine fails none.
settings.register_profile("goalsheet", deadline=None)
settings.load_profile("goalsheet")

#: What makes a test too slow to be run after every change; pyproject.toml says what each marker means.
SLOW = frozenset({"browser", "kills", "office", "slow", "taskjuggler"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m quick` selects every test that has no marker of a slow one; whatever opens the browser has one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if SLOW.isdisjoint(mark.name for mark in item.iter_markers()):
            item.add_marker("quick")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, Chrome or Edge as installed; without one the test is skipped, in CI it fails."""
    from playwright.sync_api import sync_playwright

    from goalsheet.report.pdf import find_browser
    from tests.support.judges import missing

    found = find_browser()
    if found is None:
        missing("a Chromium")
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
