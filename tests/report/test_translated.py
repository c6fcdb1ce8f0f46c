"""Whatever a report says stands in its language: nothing is left in it but the workbook's own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.report.view.period_review import period_review
from goalsheet.review import Review, review
from tests.mail.letters import AS_OF, SAMPLES
from tests.support.everywhere import CODE, left_over, speaking_marked, visible
from tools.replay import WEEKS, replay

MARKED = {"lang": CODE}

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _speaking_marked() -> Iterator[None]:
    with speaking_marked():
        yield


@pytest.fixture(scope="module")
def weeks_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with weeks of edits and reports behind it."""
    *_, (_, _, path), _ = replay(tmp_path_factory.mktemp("replay"))
    return path


def reviews(weeks_later: Path, period: str | None = None) -> Iterator[Review]:
    yield from (review(path, AS_OF, AS_OF, MARKED, period) for path in SAMPLES)
    later, _ = WEEKS[-1]
    yield review(weeks_later, later, later, MARKED, period)


def test_the_text_report_is_told_throughout(weeks_later: Path) -> None:
    for seen in reviews(weeks_later):
        text = render("report.txt.j2", status_report(seen))
        assert not left_over(text, seen.workbook), text


def test_the_page_is_told_throughout(weeks_later: Path) -> None:
    for seen in reviews(weeks_later):
        page = visible(render("report.html.j2", status_report(seen)))
        assert not left_over(page, seen.workbook), page


@pytest.mark.parametrize("period", ["week", "month", "quarter"])
def test_a_periods_review_is_told_throughout(weeks_later: Path, period: str) -> None:
    for seen in reviews(weeks_later, period):
        assert seen.period is not None
        page = visible(render("review.html.j2", period_review(seen, seen.period)))
        assert not left_over(page, seen.workbook), page
