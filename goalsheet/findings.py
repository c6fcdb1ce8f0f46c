"""Findings: what is wrong in a workbook, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from goalsheet.cells import CellRef
from goalsheet.language import Language, translatable, translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING


class Severity(StrEnum):
    """How much a finding matters; only an error changes the exit status."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


#: The name of each severity, and the message that counts its findings.
WORDS = {
    Severity.ERROR: translatable("error"),
    Severity.WARNING: translatable("warning"),
    Severity.NOTE: translatable("note"),
}
_COUNTS = {
    Severity.ERROR: translatable_plural("{n} error", "{n} errors"),
    Severity.WARNING: translatable_plural("{n} warning", "{n} warnings"),
    Severity.NOTE: translatable_plural("{n} note", "{n} notes"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the workbook.

    As text it has the form that all messages have: `cell: message [code]`. `cell` is None only for what concerns the
    workbook as a whole. `hint` says what to do.
    """

    code: str
    severity: Severity
    cell: CellRef | None
    message: LazyText
    hint: LazyText = NOTHING

    def __str__(self) -> str:
        return f"{self.cell or 'workbook'}: {self.message} [{self.code}]"


def counted(findings: Iterable[Finding], lang: Language) -> str:
    """`2 errors, 5 warnings and 1 note`; empty where there is none."""
    severities = [finding.severity for finding in findings]
    return lang.listed(lang.many(severities.count(s), *_COUNTS[s]) for s in Severity if s in severities)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repeats, worst first, then by place and code."""

    def key(finding: Finding) -> tuple[object, ...]:
        cell = finding.cell
        place = (cell.sheet, cell.row, cell.column) if cell else ("", 0, 0)
        return (finding.severity.rank, *place, finding.code, finding.message)

    return tuple(sorted(set(findings), key=key))
