"""Data problems: findings as lines, and how many there are."""

from dataclasses import dataclass

from goalsheet.findings import WORDS, Finding, counted
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import ViewContext

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding: what is wrong in the workbook, where, and what to do."""

    severity: str
    severity_text: str
    code: str
    cell: str
    others: tuple[str, ...]  # further cells of which the same is to be said
    message: str
    hint: str


def problems(context: ViewContext) -> tuple[Problem, ...]:
    """What is said of several cells in the same words is said once, where the first of them stands."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in context.review.findings[:SHOWN]:
        alike.setdefault((finding.code, finding.message, finding.hint), []).append(finding)
    return tuple(_line(context, *findings) for findings in alike.values())


def more(context: ViewContext) -> str:
    left = len(context.review.findings) - SHOWN
    if left <= 0:
        return ""
    return context.lang.many(
        left, "+ {n} more: goalsheet check lists them all", "+ {n} more: goalsheet check lists them all"
    )


def in_words(context: ViewContext) -> str:
    """`2 errors, 5 warnings and 1 note`."""
    return counted(context.review.findings, context.lang)


def _line(context: ViewContext, finding: Finding, *others: Finding) -> Problem:
    return Problem(
        severity=finding.severity.value,
        severity_text=context.lang.say(WORDS[finding.severity]),
        code=finding.code,
        cell=_cell(context, finding),
        others=tuple(_cell(context, other) for other in others),
        message=context.sentence(finding.message),
        hint=context.sentence(finding.hint),
    )


def _cell(context: ViewContext, finding: Finding) -> str:
    return shortened(str(finding.cell or context.lang.say("workbook")), 80)
