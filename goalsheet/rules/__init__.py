"""Rules over a plan: everything that is wrong in the workbook, each finding with its cell."""

from collections.abc import Iterable, Iterator

from goalsheet.findings import Finding, in_order
from goalsheet.plan.model import Plan
from goalsheet.rules import (  # noqa: F401 (importing a family registers its rules)
    calendar,
    dates,
    dates_given,
    dependencies,
    duplicates,
    far_off,
    links,
    metric_readings,
    metric_way,
    metrics,
    okr,
    owners,
    people,
    progress,
    reading,
    smart,
    smart_fields,
    status,
    structure,
    weights,
)
from goalsheet.rules.base import CATALOGUE, Context, Rule
from goalsheet.settings import Settings

__all__ = ["CATALOGUE", "Context", "Rule", "catalogue", "check"]


for _code in sorted(CATALOGUE):  # in the order of codes, whatever the order of the imports
    CATALOGUE[_code] = CATALOGUE.pop(_code)


def catalogue() -> tuple[Rule, ...]:
    """Every rule, in the order of codes."""
    return tuple(CATALOGUE.values())


def check(plan: Plan, context: Context) -> tuple[Finding, ...]:
    """All findings on a plan, those of reading included, worst first.

    The settings `select` and `ignore` take codes or their beginnings: `GS2` means all of GS2xx. What is ignored stays
    ignored even where it is selected.
    """
    found = {*plan.findings, *_found(plan, context)}
    return in_order(finding for finding in found if wanted(finding.code, context.settings))


def _found(plan: Plan, context: Context) -> Iterator[Finding]:
    for rule in catalogue():
        if wanted(rule.code, context.settings) and rule.applies(plan):
            yield from rule.findings(plan, context)


def wanted(code: str, settings: Settings) -> bool:
    """Whether a code is selected and not ignored."""
    return (not settings.select or _begins(code, settings.select)) and not _begins(code, settings.ignore)


def _begins(code: str, prefixes: Iterable[str]) -> bool:
    return any(prefix and code.casefold().startswith(prefix.strip().casefold()) for prefix in prefixes)
