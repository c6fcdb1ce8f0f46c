"""Data problems: findings as lines, and how many there are."""

from goalsheet.findings import WORDS, Finding, counted
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import Scene
from goalsheet.report.view.model import Problem

SHOWN = 100


def problems(scene: Scene) -> tuple[Problem, ...]:
    """What is said of several cells in the same words is said once, where the first of them stands."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in scene.review.findings[:SHOWN]:
        alike.setdefault((finding.code, finding.message, finding.hint), []).append(finding)
    return tuple(_line(scene, *findings) for findings in alike.values())


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


def _line(scene: Scene, finding: Finding, *others: Finding) -> Problem:
    return Problem(
        severity=finding.severity.value,
        severity_text=scene.lang.say(WORDS[finding.severity]),
        code=finding.code,
        cell=_cell(scene, finding),
        others=tuple(_cell(scene, other) for other in others),
        message=scene.sentence(finding.message),
        hint=scene.sentence(finding.hint),
    )


def _cell(scene: Scene, finding: Finding) -> str:
    return shortened(str(finding.cell or scene.lang.say("workbook")), 80)
