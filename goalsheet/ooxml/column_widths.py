"""Column widths: `<col>` ranges are split around ours, and the rest of them stays as it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.worksheet import ORDER, Sheet
from goalsheet.ooxml.xmltree import Node

_MIN = re.compile(r"""\smin\s*=\s*("[^"]*"|'[^']*')""")
_SIZE = re.compile(r"""\s(?:width|hidden|customWidth|bestFit|collapsed)\s*=\s*("[^"]*"|'[^']*')""")
_MAX = re.compile(r"""\smax\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Width:
    """A column's width in characters, and whether it is hidden."""

    characters: float
    hidden: bool = False


def _number(node: Node, name: str) -> int:
    text = node.get(name)
    return int(text) if text.isdigit() else 0


def column_ranges(sheet: Sheet) -> list[Node]:
    """All `<col>` elements of a sheet."""
    return [col for cols in sheet.root.all("cols") for col in cols.all("col")]


def covering(sheet: Sheet, column: int) -> Node | None:
    return next((c for c in column_ranges(sheet) if _number(c, "min") <= column <= _number(c, "max")), None)


def _col_xml(prefix: str, column: int, width: Width) -> str:
    hidden = ' hidden="1"' if width.hidden else ""
    return f'<{prefix}col min="{column}" max="{column}" width="{width.characters:g}"{hidden} customWidth="1"/>'


def _piece(tag: str, first: int, last: int) -> str:
    """A `<col …/>` as written, over other columns."""
    return _MAX.sub(f' max="{last}"', _MIN.sub(f' min="{first}"', tag, count=1), count=1)


def _resized(tag: str, width: Width) -> str:
    """A `<col …/>` as written (its style stays) with another width."""
    hidden = ' hidden="1"' if width.hidden else ""
    at = tag.index(" ")
    return f'{tag[:at]} width="{width.characters:g}"{hidden} customWidth="1"{_SIZE.sub("", tag[at:])}'


def widen(draft: Draft, sheet: Sheet, widths: Mapping[int, Width], *, split: bool) -> None:
    """Give columns a width. Where a range covers one already, it is split around it. Without `split` what is there
    stays as
    it is: widths are only added behind the last range.
    """
    free: dict[int, Width] = {}
    shared: dict[int, tuple[Node, dict[int, Width]]] = {}
    last = max((_number(node, "max") for node in column_ranges(sheet)), default=0)
    for column, width in sorted(widths.items()):
        node = covering(sheet, column)
        if node is None and (split or column > last):
            free[column] = width
        elif node and split:
            shared.setdefault(node.start, (node, {}))[1][column] = width
    for node, inside in shared.values():
        text = _split(sheet, node, inside).encode()
        draft.replace(sheet.key, node.start, node.end, text)
    _add(draft, sheet, free)


def _split(sheet: Sheet, node: Node, inside: Mapping[int, Width]) -> str:
    tag = sheet.data[node.start : node.end].decode()
    at, last, out = _number(node, "min"), _number(node, "max"), ""
    for column, width in inside.items():
        if column > at:
            out += _piece(tag, at, column - 1)
        out += _resized(_piece(tag, column, column), width)
        at = column + 1
    return out + (_piece(tag, at, last) if at <= last else "")


def _add(draft: Draft, sheet: Sheet, widths: Mapping[int, Width]) -> None:
    if not widths:
        return
    columns = next(sheet.root.all("cols"), None)
    if columns is None:
        body = "".join(_col_xml(sheet.prefix, column, width) for column, width in widths.items())
        tag = f"{sheet.prefix}cols"
        draft.insert(sheet.key, sheet.root, "cols", ORDER, f"<{tag}>{body}</{tag}>".encode())
        return
    for column, width in widths.items():
        text = _col_xml(sheet.prefix, column, width).encode()
        after = next((c for c in columns.all("col") if _number(c, "min") > column), None)
        if after:
            draft.replace(sheet.key, after.start, after.start, text, column)
        else:
            draft.append(sheet.key, columns, text, column)


def release(draft: Draft, sheet: Sheet, columns: frozenset[int]) -> None:
    """Take the widths of single columns back, where a range covers nothing but such columns."""
    for holder in sheet.root.all("cols"):
        gone = [
            node
            for node in holder.all("col")
            if columns.issuperset(range(_number(node, "min"), _number(node, "max") + 1))
        ]
        if gone and len(gone) == len(holder.children):
            draft.remove(sheet.key, holder)
        else:
            for node in gone:
                draft.remove(sheet.key, node)
