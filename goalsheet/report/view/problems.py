"""Data problems: findings as lines, and how many there are."""

from goalsheet.findings import WORDS, Finding, counted
from goalsheet.report.view.model import Problem
from goalsheet.report.view.scene import Scene
from goalsheet.report.words import shortened

SHOWN = 100


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
    return counted(scene.review.findings, scene.lang)


def _line(scene: Scene, finding: Finding) -> Problem:
    return Problem(
        severity=finding.severity.value,
        severity_text=scene.lang.say(WORDS[finding.severity]),
        code=finding.code,
        cell=shortened(str(finding.cell or scene.lang.say("workbook")), 80),
        message=scene.sentence(finding.message),
        hint=scene.sentence(finding.hint),
    )
