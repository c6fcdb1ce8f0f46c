"""What single cells of a worksheet hold, read from their bytes."""

import re
from xml.parsers import expat

from goalsheet.ooxml.package import Package
from goalsheet.ooxml.worksheet import Cell, Sheet

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Formula:
    """Stands for the value of a cell with a formula: none of ours has one."""


def unescaped(text: str) -> str:
    """Text with Excel's `_x000D_` escapes read."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)


class _Texts:
    """The texts of elements with a given name, without phonetic runs, in one pass."""

    def __init__(self, each: str) -> None:
        self.each = each
        self.texts: list[str] = []
        self.path: list[str] = []
        self.value = ""
        self.formula = False
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.finish
        self.parser.CharacterDataHandler = self.characters

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.path.append(local)
        if local == self.each:
            self.texts.append("")
        elif local == "f":
            self.formula = True

    def finish(self, _name: str) -> None:
        self.path.pop()

    def characters(self, text: str) -> None:
        if self.path[-1] == "t" and "rPh" not in self.path and self.texts:
            self.texts[-1] += text
        elif self.path[-1] == "v":
            self.value += text


def shared_texts(package: Package) -> list[str]:
    """The workbook's shared strings."""
    key = package.related(package.workbook, "sharedStrings")
    if key is None:
        return []
    found = _Texts("si")
    found.parser.Parse(package.utf8(key), True)
    return [unescaped(text) for text in found.texts]


def value_of(sheet: Sheet, cell: Cell, shared: list[str]) -> str | float | type[Formula] | None:
    """A cell's value: text, number (booleans as 1 and 0), None for a blank, `Formula` where it is calculated."""
    found = _Texts("c")
    found.parser.Parse(sheet.data[cell.start : cell.end], True)
    if found.formula:
        return Formula
    kind, value = cell.kind, found.value
    if kind == b"inlineStr":
        return unescaped(found.texts[0]) or None
    if not value:
        return None
    if kind == b"s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else None
    if kind in (b"str", b"e", b"d"):
        return unescaped(value)
    try:
        return float(value)
    except ValueError:
        return value
