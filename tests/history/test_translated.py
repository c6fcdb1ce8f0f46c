"""Whatever the past has to tell can be told in any language: nothing but the workbook's own words stays as it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from goalsheet.annotate import annotations
from goalsheet.cli.report import PERIODS
from goalsheet.editing.write import annotate
from goalsheet.history.ask import ask_book, askings
from goalsheet.history.replies import collect
from goalsheet.history.sheet import read_history
from goalsheet.language import language
from goalsheet.language.lazy_text import LazyText
from goalsheet.periods import ISO
from goalsheet.reading.read import read
from goalsheet.review import Review, review
from tests.history.drawing import compared
from tests.history.test_sheet import FIRST, SECOND
from tests.history.test_telling import weeks as shop
from tests.support.drawn import draw_file
from tests.support.everywhere import CODE, left_over, own_words, speaking_marked
from tests.support.marked import bare
from tools.replay import replay


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[Review]:
    """Eight weeks of edits, and a shop that opened late."""
    told = [one for _, one, _ in replay(tmp_path_factory.mktemp("replay"))]
    return [*told, shop(tmp_path_factory.mktemp("shop"))[1]]


def sayings(one: Review) -> Iterator[str]:
    yield from (change.sentence for change in one.changes.changes)
    yield from (win.sentence for win in one.wins)
    yield from (fact for closing in one.closings for fact in closing.facts)
    yield from (estimate.sentence for estimate in one.estimates)
    yield one.changes.told


def test_everything_told_of_the_past_can_be_told_in_any_language(seen: list[Review]) -> None:
    kinds = {change.kind for one in seen for change in one.changes.changes}
    assert len(kinds) > 10
    for one in seen:
        own = own_words(one.workbook) | {word.casefold() for c in one.changes.changes for word in _of(c.name, c.before)}
        for text in sayings(one):
            assert isinstance(text, LazyText), text
            assert {word.casefold() for word in bare(text)} <= own, text


def _of(*texts: str) -> list[str]:
    return " ".join(texts).replace("-", " ").split()


STEPS = "Steps\n| ID | Goal | Step | Owner | Due | % complete | Status |\n"
GOALS = "Goals\n| ID | Goal | Owner | Start | Due |\n| G1 | Sell | Ana | 2026-11-02 | 2026-12-18 |\n"


HIRE = "| S1 | | Hire | Ana | 2026-12-01 | | |"
UNDATED, UNOWNED = "| S1 | | Hire | Ana | | | |", "| S1 | | Hire | | 2026-12-01 | | |"
SELL = "| S1 | G1 | Hire | Ana | 2026-12-01 | | |"
RENT, BARE_RENT = "\n| S2 | | Rent | Ana | 2026-12-01 | | |", "\n| S2 | | Rent | | | | |"


@pytest.mark.parametrize(
    ("before", "after", "english"),
    [
        (HIRE, UNDATED, "due date 1 Dec 2026 taken out"),
        (UNDATED, HIRE, "due date set: 1 Dec 2026"),
        (HIRE, HIRE.replace("12-01", "12-02"), "due date moved from 1 Dec 2026 to 2 Dec 2026, 1 day later"),
        (HIRE.replace("12-01", "12-03"), HIRE, "due date moved from 3 Dec 2026 to 1 Dec 2026, 2 days earlier"),
        (UNOWNED, HIRE, "owner changed from nobody to Ana"),
        (HIRE, UNOWNED, "owner changed from Ana to nobody"),
        (HIRE, SELL, "moved from no goal to “Sell”"),
        (SELL, HIRE, "moved from “Sell” to no goal"),
        (HIRE, HIRE.replace("-01 | |", "-01 | 30% |"), "now 30 %"),
        (HIRE + RENT, HIRE, "step dropped, was not started, due 1 Dec 2026"),
        (HIRE, HIRE + BARE_RENT, "new step, no due date, no owner"),
    ],
)
def test_each_choice_of_words_is_a_message_of_its_own(before: str, after: str, english: str, tmp_path: Path) -> None:
    found = compared(GOALS + STEPS + before, GOALS + STEPS + after, tmp_path).changes
    told = [text for change in found if (text := change.sentence) == english or text.startswith(f"{english},")]
    assert told, [change.sentence for change in found]
    for text in told:
        assert isinstance(text, LazyText)
        assert bare(text) <= {"Ana", "Sell", "Hire", "Rent"}, text


@pytest.mark.parametrize("kind", PERIODS)
def test_a_period_has_a_name_in_any_language(kind: str) -> None:
    assert not bare(ISO.period(kind, date(2026, 11, 20)).name)


def test_the_history_sheet_keeps_its_own_words_and_tells_reasons_in_the_reports_language(tmp_path: Path) -> None:
    text = "Steps\n| Step | Owner | Start | Due | % complete |\n| Hire | Ana | 2026-09-01 | 2026-10-01 | 10% |\n"
    path = draw_file(text, tmp_path / "plan.xlsx")
    seen = review(path, FIRST, FIRST, {"lang": "de"})
    annotate(path, annotations(seen))
    row = read_history(read(path)).rows[-1]
    assert (row.kind, row.status) == ("step", "off track")
    assert row.why == language("de").translate(seen.assessment(seen.plan.steps[0]).reason)
    assert not review(path, SECOND, SECOND).changes.changes


def test_an_owner_is_asked_in_the_reports_language_and_read_by_names_that_stay(tmp_path: Path) -> None:
    path = draw_file(GOALS + STEPS + HIRE, tmp_path / "plan.xlsx")
    with speaking_marked():
        seen = review(path, FIRST, FIRST, {"lang": CODE})
        verdicts = {key: one.sentence for key, one in seen.measured.assessments.items()}
        asking, *_ = askings(seen.plan)
        reply = tmp_path / "Ana.xlsx"
        reply.write_bytes(ask_book(asking, seen.plan, seen.workbook, FIRST, verdicts, seen.language))
    book = read(reply)
    assert {"Key", "Status", "% complete", "Wins"} <= {cell for row in book.sheets[0].rows for cell in row}
    told = [str(cell) for sheet in book.sheets for row in sheet.rows for cell in row if len(str(cell).split()) > 3]
    assert len(told) >= 6
    assert not left_over(" ".join(told), seen.workbook)
    assert not collect(book, seen.plan, seen.workbook).typed
