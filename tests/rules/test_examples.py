"""Every rule's manual page tells the truth: its `Breaks:` examples are found at their cell, its `Holds:` are not."""

import pytest

from goalsheet.findings import Finding
from goalsheet.rules import catalogue, check
from goalsheet.rules.base import Context, Rule
from tests.support.pages import Example, examples
from tests.support.reading import plan_of, settings_of

ALL = [(rule.code, number, example) for rule in catalogue() for number, example in enumerate(examples(rule.page), 1)]


def findings_of(example: Example) -> tuple[Finding, ...]:
    plan = plan_of(example.drawing, **example.settings)
    settings = settings_of(example.drawing, **example.settings)
    statuses = {item.key: example.statuses[item.id] for item in plan.work if item.id and item.id in example.statuses}
    return check(plan, Context(example.as_of, settings, statuses))


@pytest.mark.parametrize(("code", "example"), [(c, e) for c, _, e in ALL], ids=[f"{c}-{n}" for c, n, _ in ALL])
def test_an_example_shows_what_its_page_says(code: str, example: Example) -> None:
    cells = [str(finding.cell or "workbook") for finding in findings_of(example) if finding.code == code]
    side = "Breaks" if example.breaks else "Holds"
    said = f"{code} says {side} of this, and finds {cells or 'nothing'}:\n{example.drawing}"
    assert cells == ([example.at] if example.breaks else []), said


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_page_says_what_why_and_how_and_shows_both_sides(rule: Rule) -> None:
    shown = examples(rule.page)
    assert any(example.breaks and example.at for example in shown)
    assert any(not example.breaks for example in shown)
    assert rule.summary.endswith((".", ")"))
    assert rule.hint.endswith((".", "?"))
    paragraphs = rule.page.partition("Breaks:")[0].strip().split("\n\n")
    assert len(paragraphs) >= 2, "a page says what is found and why it matters"


def test_an_example_that_breaks_a_rule_breaks_no_other_of_the_same_cell_and_severity() -> None:
    """One problem is told once: no example gives two errors at one cell."""
    for code, _, example in ALL:
        errors = [str(f.cell) for f in findings_of(example) if f.severity == "error"]
        assert len(errors) == len(set(errors)), code
