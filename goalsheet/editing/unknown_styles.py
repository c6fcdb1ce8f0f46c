"""Looks that a workbook names and does not have: some writers give numbers past the end of a list.

    <c r="B2" s="99">    of 12 cell formats: Excel and LibreOffice show it plain
    <xf fontId="7">      of 3 fonts: shown in the first font

What we append to these lists must not take such a number, or cells of the user's would come to show our looks.
"""

import re

from goalsheet.editing.new_sheet import SHEET_TYPE, TABLE_TYPE
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.styles import Styles

_DIFFERENTIAL = re.compile(rb"""[dD]xfId\s*=\s*["']\s*(\d{1,9})""")


def cover_unknown_styles(package: Package, styles: Styles) -> None:
    """Let the numbers past the end stand for plain looks (fonts, fills and borders: see `Styles`)."""
    differentials = set[int]()
    usual, any_way = styles_from(styles.count)
    for key in package.entries:
        kind = package.content_type(key)
        if kind == SHEET_TYPE:
            data = package.utf8(key)
            unusual = b"='" in data or b"s =" in data or any(data.find(blank, 400) >= 0 for blank in (b"\n", b"\t"))
            found = [int(number) for number in (any_way if unusual else usual).findall(data)]
            if found:
                styles.cover(max(found))
        if kind in (SHEET_TYPE, TABLE_TYPE) or key == styles.key:
            differentials |= {int(number) for number in _DIFFERENTIAL.findall(package.utf8(key))}
    styles.cover_differentials(differentials)


def styles_from(count: int) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Patterns for the style of a cell, row or column where it is `count` or more: as usually written, and in any way.

    >>> [styles_from(37)[0].findall(b' s="' + n + b'"') for n in (b"36", b"37", b"99", b"100", b"7")]
    [[], [b'37'], [b'99'], [b'100'], []]
    """
    digits = str(count)
    ways = [rf"[1-9]\d{{{len(digits)},}}", digits]
    for at, digit in enumerate(digits):
        if digit < "9":
            ways.append(rf"{digits[:at]}[{int(digit) + 1}-9]\d{{{len(digits) - at - 1}}}")
    numbers = f"({'|'.join(ways)})"
    usual = f' s(?:tyle)?="{numbers}"'
    return re.compile(usual.encode()), re.compile(rf"""\ss(?:tyle)?\s*=\s*["']{numbers}["']""".encode())
