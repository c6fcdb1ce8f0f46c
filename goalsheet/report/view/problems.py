"""Data problems: findings as lines, and how many there are."""

from goalsheet.findings import Finding, Severity
from goalsheet.measure.wording import listed
from goalsheet.report.view.model import Problem
from goalsheet.report.view.scene import Scene
from goalsheet.report.words import count, sentence, shortened

SHOWN = 100


def problems(scene: Scene) -> tuple[Problem, ...]:
    return tuple(_line(finding) for finding in scene.review.findings[:SHOWN])


def more(scene: Scene) -> str:
    left = len(scene.review.findings) - SHOWN
    return f"+ {left:,} more: `goalsheet check` lists them all" if left > 0 else ""


def in_words(scene: Scene) -> str:
    """`2 errors, 5 warnings and 1 note`."""
    severities = [finding.severity for finding in scene.review.findings]
    return listed([count(severities.count(s), s.value) for s in Severity if s in severities]) if severities else ""


def _line(finding: Finding) -> Problem:
    return Problem(
        severity=finding.severity.value,
        code=finding.code,
        cell=shortened(str(finding.cell or "workbook"), 80),
        message=sentence(finding.message),
        hint=sentence(finding.hint),
    )
