"""What the terminal says in numbers is what the report says."""

from goalsheet.cli.console import count_findings, percent
from goalsheet.findings import Finding, Severity
from goalsheet.language.wording import msg


def test_only_what_is_done_is_a_hundred_percent() -> None:
    assert [percent(share) for share in (None, 0.004, 0.125, 0.996, 1.0)] == ["–", "1 %", "13 %", "99 %", "100 %"]


def test_findings_are_counted_as_in_the_report() -> None:
    found = tuple(Finding("GS201", severity, None, msg("wrong")) for severity in (*Severity, Severity.ERROR))
    assert count_findings(found) == "2 errors, 1 warning and 1 note"
    assert count_findings(()) == "no findings"
