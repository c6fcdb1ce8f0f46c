"""Every sample workbook, read for real, through to page, text, data and mail."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from goalsheet.mail.compose import MOST_HTML, compose
from goalsheet.report.json_report import as_json
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.review import Review, review
from tests.report.test_json_report import validator
from tests.support.drawn import draw_file

SAMPLES = sorted((Path(__file__).parents[2] / "sample_workbooks").glob("*.xlsx"))
AS_OF = date(2026, 11, 20)

PLAN = """
Goals
| ID | Goal              | Owner | Start      | Due        | Metric        | Baseline | Target | Current |
| G1 | 500 new followers | Jo    | 2026-10-12 | 2026-11-27 | New followers | 0        | 500    | 190     |
Steps
| Goal | Step             | Owner | Start      | Due        | Done on    | Status      | % complete |
| G1   | Hashtag research | Ana   | 2026-10-12 | 2026-10-20 | 2026-11-16 | Done        | 100%       |
| G1   | Write captions   | Ben   | 2026-10-19 | 2026-11-13 |            | In progress | 40%        |
| G1   | Repost photos    |       | 2026-11-02 | 2026-11-27 |            | Not started | 0%         |
Metrics
| Date       | Metric        | Value |
| 2026-10-26 | New followers | 60    |
| 2026-11-16 | New followers | 190   |
Check-ins
| Date       | Goal | Author | Wins                            |
| 2026-11-18 | G1   | Jo     | The reel reached 41,000 people  |
"""


def test_a_workbook_tells_its_whole_story(tmp_path: Path) -> None:
    report = status_report(review(draw_file(PLAN, tmp_path / "goals.xlsx"), AS_OF))
    late = next(it for it in report.attention if it.name == "Write captions")
    assert (late.owner, late.badge.word, late.goal) == ("Ben", "off track", report.goals[0].name)
    assert "40 %" in late.reason
    assert late.clears
    assert late.cell.startswith("Steps!")
    assert report.wins[0].text == "The reel reached 41,000 people"
    assert any(win.text == "Hashtag research" for win in report.wins)
    assert report.metrics[0].current == "190"
    assert report.metrics[0].chart is not None
    assert {group.owner for group in report.due_next} == {"Jo", "nobody yet"}


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Review:
    return review(request.param, AS_OF)


def test_there_are_samples() -> None:
    assert SAMPLES


def test_the_data_of_a_sample_hold_to_the_schema(sample: Review) -> None:
    validator(strict=True).validate(json.loads(as_json(sample)))


def test_the_page_of_a_sample_names_every_goal_and_step(sample: Review) -> None:
    page: Any = html.fromstring(render("report.html.j2", status_report(sample)))
    shown, named = " ".join(page.text_content().split()), cells(page)
    for item in (*sample.plan.goals, *sample.plan.steps, *sample.plan.key_results):
        assert " ".join(item.name.split())[:100].replace(" %", "\u00a0%") in shown.replace(" %", "\u00a0%")
        assert str(item.home) in named


def cells(page: html.HtmlElement) -> set[str]:
    """Every cell that the page names; a goal's table has what its cells share at the head of their column."""
    named = {code.text_content() for code in page.iter("code")}
    for table in page.findall(".//details//table"):
        *_, head = table.iter("th")
        named |= {f"{head.text_content()}{row[-1].text_content().strip()}" for row in table.findall("tbody/tr")}
    return named


def test_the_mail_of_a_sample_is_light_and_says_the_verdict(sample: Review) -> None:
    report = status_report(sample)
    message = compose(report)
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        content = body.get_content()
        assert report.verdict.replace(" %", "\u00a0%") in " ".join(content.split()).replace(" %", "\u00a0%")
        assert len(content.encode()) <= MOST_HTML
