"""Defined names of a workbook (ECMA-376 part 1, 18.2.5), and the areas of sheets that they refer to."""

import re

from goalsheet.cells import Range, column_number
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.worksheet import parse_range
from goalsheet.ooxml.xmltree import Node

LAST_ROW = 1_048_576
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", re.DOTALL)


def absolute(area: Range) -> str:
    """The area with dollar signs: `$B$2:$D$9`."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", str(area))


def names_of(package: Package) -> list[Node]:
    """All `definedName` elements of the workbook."""
    holder = package.tree(package.workbook).child("definedNames")
    return list(holder.all("definedName")) if holder else []


def place_of(text: str) -> tuple[str, Range] | None:
    """Sheet and area of a reference; None where it is to more or other than one area.

    >>> sheet, area = place_of("'Key results'!$A:$C")
    >>> sheet, str(area), (sheet, area) == place_of("'Key results'!$A$1:$C$1048576")
    ('Key results', 'A1:C1048576', True)
    """
    found = _REFERENCE.fullmatch(text.strip())
    if not found:
        return None
    area = _area(found.group(3))
    sheet = found.group(1).replace("''", "'") if found.group(1) else found.group(2)
    return (sheet, area) if area else None


def _area(text: str) -> Range | None:
    """An A1 range, or whole columns, as programs write those that go from the first to the last row."""
    whole = _COLUMNS.fullmatch(text.strip())
    if not whole:
        return parse_range(text)
    first, last = sorted(column_number(letters) for letters in whole.groups())
    return Range(1, first, LAST_ROW, last)
