"""The catalogue as a whole: enough rules, in order, in the docs, selectable."""

from goalsheet.findings import Severity
from goalsheet.rules import CATALOGUE, catalogue, check
from goalsheet.rules.base import Context
from goalsheet.settings import Settings
from tests.support.pages import AS_OF
from tests.support.reading import plan_of

BROKEN = """
Steps
| ID | Step            | Owner | Start      | Due        | % complete |
| S1 | Write the copy  | Ana   | 2026-12-01 | 2026-11-23 | lots       |
| S1 | Take the photos |       | 2026-11-30 | 2026-12-04 | 40%        |
| S3 | Draw the pages  | Ben   | 2026-11-30 | 2026-12-04 | 40%        |
"""


def codes(**settings: object) -> list[str]:
    plan = plan_of(BROKEN)
    return [finding.code for finding in check(plan, Context(AS_OF, Settings(**settings)))]  # type: ignore[arg-type]


def test_there_are_enough_rules_besides_those_of_reading_and_they_stand_in_order() -> None:
    own = [rule for rule in catalogue() if not rule.code.startswith("GS0")]
    assert len(own) >= 45
    assert list(CATALOGUE) == sorted(CATALOGUE)
    assert len({rule.name for rule in catalogue()}) == len(catalogue())


def test_all_findings_come_in_one_run_worst_first_with_those_of_reading() -> None:
    assert codes() == ["GS201", "GS012", "GS101", "GS301"]


def test_select_and_ignore_take_codes_and_beginnings() -> None:
    assert codes(select=("GS2",)) == ["GS201"]
    assert codes(select=("gs101", "GS3")) == ["GS101", "GS301"]
    assert codes(ignore={"GS0": "we know", "GS301": "the team owns it"}) == ["GS201", "GS101"]
    assert codes(select=("GS2",), ignore={"GS201": "it is meant so"}) == []


def test_a_finding_reads_as_a_person_would_say_it() -> None:
    first = check(plan_of(BROKEN), Context(AS_OF, Settings()))[0]
    assert str(first) == "Steps!E2: due 2026-11-23 is before its start 2026-12-01 [GS201]"
    assert first.severity is Severity.ERROR
    assert first.hint.startswith("Mend the date that is wrong")


def test_a_rule_without_its_column_is_skipped() -> None:
    plan = plan_of("Steps\n| Step |\n| Write the copy |\n| Take the photos |\n| Draw the pages |\n")
    assert check(plan, Context(AS_OF, Settings())) == ()


def test_what_every_row_breaks_is_told_once_at_the_heading() -> None:
    rows = "\n".join(f"| Write page {n} | 2026-12-0{n} | | |" for n in range(1, 8))
    plan = plan_of(f"Steps\n| Step | Due | Owner | ID |\n{rows}\n")
    found = [str(f) for f in check(plan, Context(AS_OF, Settings())) if f.code in ("GS301", "GS102")]
    assert found == ["Steps!C1: no step has an owner [GS301]", "Steps!D1: no row has an ID [GS102]"]
