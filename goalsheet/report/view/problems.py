"""Data problems: findings as lines, and how many there are."""

from goalsheet.findings import Finding, Severity
from goalsheet.language import message, messages
from goalsheet.report.view.model import Problem
from goalsheet.report.view.scene import Scene
from goalsheet.report.words import shortened

SHOWN = 100
WORDS = {Severity.ERROR: message("error"), Severity.WARNING: message("warning"), Severity.NOTE: message("note")}
COUNTS = {
    Severity.ERROR: messages("{n} error", "{n} errors"),
    Severity.WARNING: messages("{n} warning", "{n} warnings"),
    Severity.NOTE: messages("{n} note", "{n} notes"),
}


def problems(scene: Scene) -> tuple[Problem, ...]:
    return tuple(_line(scene, finding) for finding in scene.review.findings[:SHOWN])


def more(scene: Scene) -> str:
    left = len(scene.review.findings) - SHOWN
    if left <= 0:
        return ""
    return scene.lang.many(
        left, "+ {n} more: goalsheet check lists them all", "+ {n} more: goalsheet check lists them all"
    )


def in_words(scene: Scene) -> str:
    """`2 errors, 5 warnings and 1 note`."""
    severities = [finding.severity for finding in scene.review.findings]
    return scene.lang.listed(scene.lang.many(severities.count(s), *COUNTS[s]) for s in Severity if s in severities)


def _line(scene: Scene, finding: Finding) -> Problem:
    return Problem(
        severity=finding.severity.value,
        severity_text=scene.lang.say(WORDS[finding.severity]),
        code=finding.code,
        cell=shortened(str(finding.cell or scene.lang.say("workbook")), 80),
        message=scene.sentence(finding.message),
        hint=scene.sentence(finding.hint),
    )
