"""Every sample's mails before axe-core: light and dark, on a phone and on a desk."""

import pytest
from playwright.sync_api import Browser

from tests.mail.letters import mails, part
from tests.support.judges import needed


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(width: int, colours: str, browser: Browser) -> None:
    script = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours)  # type: ignore[arg-type]
    told = []
    for name, message in mails().items():
        tab.set_content(part(message, "html"))
        tab.evaluate(script)
        found = tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        told += [(name, one["id"], [node["html"][:120] for node in one["nodes"][:2]]) for one in found]
        told += [(name, "scrolls sideways", [])] * tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    tab.close()
    assert told == []
