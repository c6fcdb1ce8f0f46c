"""GS0xx: what reading the cells came upon. The plan brings these findings along; here each code gets its page."""

from collections.abc import Iterator

from goalsheet.findings import Finding
from goalsheet.plan.cell_problems import CODES, ReadingCode
from goalsheet.plan.model import Plan
from goalsheet.rules.base import Check, Context, rule


def _found_while_reading(reading: ReadingCode) -> Check:
    def check(plan: Plan, context: Context) -> Iterator[Finding]:
        return (finding for finding in plan.findings if finding.code == reading.code)

    check.__doc__ = reading.page
    return check


for _reading in CODES.values():
    rule(_reading.code, _reading.name, _reading.severity, "reading", _reading.hint)(_found_while_reading(_reading))
