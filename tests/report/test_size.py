"""The page of 20 goals and 200 steps stays below 100 kB, with a week behind it in which much changed."""

from pathlib import Path

import pytest
from lxml import html

from goalsheet.report.render import render
from goalsheet.report.view import status_report
from tests.report.company import WORDS, company

MOST = 100_000
MANY = 40  # lines of what changed


@pytest.mark.slow
@pytest.mark.parametrize("lang", WORDS)
def test_a_page_of_20_goals_and_200_steps_with_a_past_is_light(lang: str, tmp_path: Path) -> None:
    seen = company(lang, tmp_path)
    page = render("report.html.j2", status_report(seen, book="../our%20goals.xlsx"))
    document = html.fromstring(page)
    assert len(document.findall(".//details[@id]")) == len(seen.plan.goals) == 20
    assert len(document.findall(".//details[@id]/table/tbody/tr")) == len(seen.plan.steps) == 200
    assert len(document.findall(".//section[@id='changes']//li")) >= MANY
    assert {"goals", "attention", "changes", "wins", "obstacles", "due", "timeline", "metrics", "burnup", "load"} <= {
        section.get("id") for section in document.findall(".//section")
    }
    assert len(page.encode()) < MOST
