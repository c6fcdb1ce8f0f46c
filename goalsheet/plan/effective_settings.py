"""The settings of a run, put together from the files beside the workbook, its Settings sheet and the command line."""

from collections.abc import Mapping
from typing import Any

from goalsheet.findings import Finding
from goalsheet.layout.own_words import own_words
from goalsheet.layout.table import Kind, Layout
from goalsheet.plan.cell_problems import Problem
from goalsheet.settings import FileSettings, Settings, from_pairs


def effective_settings(
    layout: Layout, files: FileSettings | None = None, command_line: Mapping[str, Any] | None = None
) -> Settings:
    """Default, then the folder's file, the Settings sheet, the workbook's own file, and the command line over all.

    A person's own status words hold where none of these says otherwise of the same word.
    """
    sheet, _ = from_sheet(layout)
    files = files or FileSettings()
    settings = Settings().changed(files.folder).changed(sheet).changed(files.own).changed(command_line or {})
    own = own_words().words
    return settings.changed({"words": {**own, **settings.words}}) if own else settings


def from_sheet(layout: Layout) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """What the Settings sheet sets, and what of it could not be used."""
    rows = [row for table in layout.of(Kind.SETTINGS) for row in table.rows]
    cells = [(row.cell("setting"), row.cell("value")) for row in rows]
    pairs = [(label.value if label else None, value.value if value else None) for label, value in cells]
    changes, bad = from_pairs(pairs)
    findings = []
    for one in bad:
        label, value = cells[one.index]
        place = value if one.known else label
        problem = Problem("GS041" if one.known else "GS040", one.message, one.hint)
        findings.append(problem.at(place.ref if place else None))
    return changes, tuple(findings)
