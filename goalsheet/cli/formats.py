"""Findings for programs: JSON, GitHub workflow commands and SARIF 2.1.0."""

import json
from typing import Any

from goalsheet import __version__
from goalsheet.findings import Finding, Severity
from goalsheet.review import Review

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings_as(form: str, review: Review) -> str:
    """The findings in `form`: json, github or sarif. Ends with a line break unless it is empty."""
    if form == "github":
        return "".join(_github(review, finding) + "\n" for finding in review.findings)
    document = _sarif(review) if form == "sarif" else _json(review)
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _json(review: Review) -> dict[str, Any]:
    return {
        "workbook": review.workbook.path.name,
        "as_of": review.as_of.isoformat(),
        "read_as": review.reading_summary,
        "findings": [_finding(finding) for finding in review.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "cell": str(finding.cell) if finding.cell else None,
        "sheet": finding.cell.sheet if finding.cell else None,
        "row": finding.cell.row if finding.cell else None,
        "column": finding.cell.column if finding.cell else None,
        "message": finding.message,
        "hint": finding.hint,
    }


def _github(review: Review, finding: Finding) -> str:
    """One workflow command, escaped as its syntax requires."""
    text = f"{finding}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    name = review.workbook.path.as_posix()
    for character, escape in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        name = name.replace(character, escape)
    return f"::{_GITHUB[finding.severity]} file={name},title={finding.code}::{text}"


def _sarif(review: Review) -> dict[str, Any]:
    from goalsheet.rules import CATALOGUE

    used = sorted({finding.code for finding in review.findings})
    rules = [
        {"id": code, "name": CATALOGUE[code].name, "shortDescription": {"text": CATALOGUE[code].summary}}
        for code in used
        if code in CATALOGUE
    ]
    driver = {"name": "goalsheet", "version": __version__, "rules": rules}
    results = [_result(review, finding) for finding in review.findings]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(review: Review, finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": review.workbook.path.as_posix()}}}
    if finding.cell:
        place["logicalLocations"] = [{"fullyQualifiedName": str(finding.cell), "kind": "cell"}]
    level = str(finding.severity)  # SARIF has the same three words
    return {"ruleId": finding.code, "level": level, "message": {"text": str(finding)}, "locations": [place]}
