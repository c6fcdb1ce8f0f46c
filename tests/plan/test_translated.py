"""What reading comes upon can be told in any language: only the workbook's own words stay as they are."""

import re
from enum import StrEnum

import pytest

from goalsheet.findings import Finding
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout.table import Kind
from goalsheet.plan.cell_problems import CODES, Problem
from goalsheet.plan.dates import day
from goalsheet.plan.model import Commitment, Direction, GoalKind
from goalsheet.plan.records import _FILL_IN, _LACKS
from goalsheet.plan.values import choice
from goalsheet.settings import setting_names
from tests.support.marked import bare
from tests.support.pages import Example, examples
from tests.support.reading import plan_of
from tests.support.sure import as_a

BROKEN = [(code, example) for code, known in CODES.items() for example in examples(known.page) if example.breaks]
#: Names of settings, and words that can be typed into a cell in English at any rate.
NAMES = {
    *re.findall(r"[A-Za-z]{2,}", " ".join((*setting_names(), *GoalKind, *Direction, *Commitment))),
    *("dmy", "mdy", "ymd", "yes", "no"),
}


def assert_told(finding: Finding, drawing: str) -> None:
    for text in (finding.message, finding.hint):
        assert isinstance(text, LazyText)
        assert bare(text) <= NAMES | set(re.findall(r"[A-Za-z]{2,}", drawing)), text


@pytest.mark.parametrize(("code", "example"), BROKEN, ids=[code for code, _ in BROKEN])
def test_every_example(code: str, example: Example) -> None:
    found = [one for one in plan_of(example.drawing, **example.settings).findings if one.code == code]
    assert found
    for finding in found:
        assert_told(finding, example.drawing)


def test_what_examples_do_not_show() -> None:
    drawing = """
        Steps
        | Step  | Owner | Due        | Status | % complete |
        | Write | Ana   | '01/02/26  | wobbly | 0.4        |
        | Post  | Ana   | 14 March   | Wobbly | 40         |
        | Check | Ana   | kw 14 2026 | wobbly | lots       |
        | Print | Ana   | #REF!      | done   | 120        |

        Goals
        | Goal | Kind  | Owner | Baseline | Target | Current | Direction | Confidence |
        | Win  | dream | Ana   | 20 %     | 40 %   | 30      | sideways  | 12         |
        | Keep | SMART | Ana   | 2        | 5      | 3       | up        | 3          |

        Metrics
        | Date       | Metric | Value |
        | 2026-11-06 | Sales  |       |
        | 2026-11-06 |        | 5     |
        |            | Sales  | 5     |
    """
    found = plan_of(drawing).findings
    codes = {finding.code for finding in found}
    assert {"GS001", "GS003", "GS004", "GS006", "GS014", "GS015", "GS020", "GS021", "GS030", "GS031"} <= codes
    for finding in found:
        assert_told(finding, drawing)


def test_every_row_that_lacks_something_has_its_sentence_and_its_hint() -> None:
    assert {field for _, field in _LACKS} == set(_FILL_IN)
    assert {kind for kind, _ in _LACKS} == {Kind.HOLIDAYS, Kind.METRICS, Kind.CHECK_INS}


@pytest.mark.parametrize(("field", "kinds"), [("kind", GoalKind), ("direction", Direction), ("commitment", Commitment)])
def test_a_word_that_is_none_of_the_choices(field: str, kinds: type[StrEnum]) -> None:
    problem = as_a(Problem, choice("dream", field, kinds))
    assert bare(problem.message) == {"dream"}
    assert bare(problem.hint) == set(re.findall(r"[A-Za-z]{2,}", " ".join(kinds)))


def test_a_day_without_a_year_has_a_hint_of_its_own() -> None:
    hint = as_a(Problem, day("14 March")).hint
    assert "date_year" in hint
    assert not bare(hint)
