"""What a cell's style says of it: number format, solid fill, indent and bold type, by the style's index."""

import colorsys
import zlib
from dataclasses import dataclass
from functools import cached_property

from goalsheet.errors import GoalsheetError
from goalsheet.ooxml.package import Package
from goalsheet.ooxml.xmltree import Node

#: Number formats that Excel has built in (ECMA-376 part 1, 18.8.30).
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellStyle:
    """One style: its number format's code, its solid fill as `RRGGBB` (empty: none), its indent, whether it is bold."""

    number_format: str = "General"
    fill: str = ""
    indent: int = 0
    bold: bool = False


class CellStyles:
    """The styles of a package, each worked out once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._made: dict[int, CellStyle] = {}

    def __getitem__(self, index: int) -> CellStyle:
        if index not in self._made:
            self._made[index] = self._look(index)
        return self._made[index]

    @cached_property
    def _root(self) -> Node | None:
        return self._part("styles")

    def _part(self, kind: str) -> Node | None:
        """A part of the workbook's; None where it is missing or broken, which costs no more than the looks."""
        try:
            key = self.package.related(self.package.workbook, kind)
            return self.package.tree(key) if key else None
        except (GoalsheetError, zlib.error):
            return None

    def _children(self, section: str) -> list[Node]:
        holder = self._root.child(section) if self._root else None
        return holder.children if holder else []

    @cached_property
    def _cell_formats(self) -> list[Node]:
        return self._children("cellXfs")

    @cached_property
    def _fills(self) -> list[str]:
        return [self._fill(node) for node in self._children("fills")]

    @cached_property
    def _bold_fonts(self) -> frozenset[int]:
        """The fonts that are bold: `<b/>`, unless its value says no."""
        marks = ((i, node.child("b")) for i, node in enumerate(self._children("fonts")))
        return frozenset(i for i, mark in marks if mark is not None and mark.get("val", "1") not in ("0", "false"))

    @cached_property
    def _formats(self) -> dict[int, str]:
        own = {
            _number(node, "numFmtId"): node.get("formatCode", "General") or "General"
            for node in self._children("numFmts")
        }
        return {**BUILT_IN, **own}

    def _look(self, index: int) -> CellStyle:
        if not 0 <= index < len(self._cell_formats):
            return CellStyle()
        node = self._cell_formats[index]
        fill = _number(node, "fillId")
        alignment = node.child("alignment")
        return CellStyle(
            self._formats.get(_number(node, "numFmtId"), "General"),
            self._fills[fill] if 0 <= fill < len(self._fills) else "",
            _number(alignment, "indent") if alignment else 0,
            _number(node, "fontId") in self._bold_fonts,
        )

    def _fill(self, node: Node) -> str:
        pattern = node.child("patternFill")
        if pattern is None or pattern.get("patternType") != "solid":
            return ""
        color = pattern.child("fgColor")
        return self._color(color) if color else ""

    def _color(self, node: Node) -> str:
        if node.get("rgb"):
            return _tinted(node.get("rgb")[-6:].upper(), _share(node.get("tint")))
        if node.get("theme"):
            index = _number(node, "theme")
            base = self._theme[index] if 0 <= index < len(self._theme) else ""
            return _tinted(base, _share(node.get("tint"))) if base else ""
        return self._indexed(_number(node, "indexed")) if node.get("indexed") else ""

    def _indexed(self, index: int) -> str:
        from openpyxl.styles.colors import COLOR_INDEX

        colors = self._root.child("colors") if self._root else None
        own = colors.child("indexedColors") if colors else None
        palette = [node.get("rgb") for node in own.children] if own else list(COLOR_INDEX)
        return palette[index][-6:].upper() if 0 <= index < len(palette) else ""

    @cached_property
    def _theme(self) -> list[str]:
        """The theme's colours in the order styles count them: light 1, dark 1, light 2, dark 2, accents."""
        theme = self._part("theme")
        scheme = next((n for n in theme.walk() if n.name == "clrScheme"), None) if theme else None
        found = {node.name: _theme_color(node) for node in scheme.children} if scheme else {}
        order = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink"
        return [found.get(name, "") for name in order.split()]


def _theme_color(node: Node) -> str:
    for child in node.children:
        return (child.get("lastClr") or child.get("val")).upper()
    return ""


def _number(node: Node, name: str) -> int:
    text = node.get(name)
    return int(text) if text.isdecimal() else 0


def _share(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _tinted(color: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker, in HLS as Excel does (ECMA-376 part 1, 18.8.19).

    >>> _tinted("4472C4", 0.0), _tinted("000000", 0.5), _tinted("FFFFFF", -0.5)
    ('4472C4', '808080', '808080')
    """
    if not tint or len(color) != 6:
        return color
    try:
        red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{int(part * 255 + 0.5):02X}" for part in parts)
