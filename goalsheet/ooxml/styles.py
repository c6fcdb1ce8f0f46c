"""The styles part: looks derived from a cell's own plus what we change of it; only ever added to.

Equal fonts, fills, formats and cell formats that are there already are used again, so that nothing piles up over the
weeks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from goalsheet.ooxml import xmltree
from goalsheet.ooxml.content import Style
from goalsheet.ooxml.package import DECLARATION, Draft
from goalsheet.ooxml.xmltree import Node

ORDER = [
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
]
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FONT = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]
_MOST = 65000
_MOST_FORMATS = 60000
_REACH = 2000  # far more than we ever add to one list
_NAMED_BY = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
_DEFAULTS = ("0", "general")  # what an attribute says that is not there: no flag, the first of a list
_TRUTH = {"true": "1", "false": "0"}
_FLAGS = (
    "b",
    "i",
    "strike",
    "u",
    "outline",
    "shadow",
    "condense",
    "extend",
)  # elements that say something by being there

#: Number formats that Excel has built in (ECMA-376 part 1, 18.8.30) and that we may be asked for.
_BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, "0%": 9, "0.00%": 10, "@": 49}

_EMPTY = (
    DECLARATION
    + '<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/>'
    '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/>'
    '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" '
    'fontId="0" '
    'fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
    'builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
#: What a section must hold before anything is added to it, so that index 0 (and the reserved fills) keep their meaning.
_SEEDS = {
    "fonts": ['<{p}font><{p}sz val="11"/><{p}name val="Calibri"/><{p}family val="2"/></{p}font>'],
    "fills": [
        '<{p}fill><{p}patternFill patternType="none"/></{p}fill>',
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    ],
    "borders": ["<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>"],
    "cellXfs": ['<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
}


Look = tuple[object, ...]


def _look_of(node: Node) -> Look:
    """What an element of the styles says, however it is written: defaults and the order of things left out."""
    attributes = sorted((name, _TRUTH.get(value, value)) for name, value in node.attributes.items())
    telling = [(name, value) for name, value in attributes if not name.startswith("apply") and value not in _DEFAULTS]
    if node.name in _FLAGS:  # they say it by being there
        plain = [pair for pair in telling if pair not in (("val", "1"), ("val", "single"))]
        return (node.name, *plain) if ("val", "0") not in attributes else ()
    inner = [look for child in node.children if (look := _look_of(child))]
    return (node.name, *telling, *sorted(inner, key=repr)) if telling or inner else ()


@dataclass
class _Section:
    """A list of the part: its element, how many items it has, their looks with the first index of each, and what is
    added.

    `missing` goes in before anything else: something in the workbook names items past the end, and must not get ours.
    """

    node: Node | None
    count: int
    looks: dict[Look, int]
    added: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.count + len(self.added)

    def add(self, text: str, prefix: str) -> int:
        """The index of that item, added where none of its look is there yet."""
        look = _look_of(_parsed(text, prefix))
        if look not in self.looks:
            self.added, self.missing = [*self.added, *self.missing], []
            self.looks[look] = self.total
            self.added.append(text)
        return self.looks[look]


def _parsed(text: str, prefix: str) -> Node:
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return xmltree.parse(f'<styles {declared}="styles">{text}</styles>'.encode()).children[0]


class Styles:
    """What is added to a package's styles. Call `flush` once, when all is added."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        package = draft.package
        self.key = package.related(package.workbook, "styles")
        self.data = package.utf8(self.key) if self.key else _EMPTY.format(space=package.main).encode()
        self.root = package.tree(self.key) if self.key else xmltree.parse(self.data)
        self.prefix = f"{self.root.prefix}:" if self.root.prefix else ""
        self._sections: dict[str, _Section] = {}
        self._cache: dict[tuple[int, Style, str, int], int] = {}
        self._showing: dict[int, bool] = {}

    def _section(self, name: str) -> _Section:
        if name not in self._sections:
            node = self.root.child(name)
            items = node.children if node else []
            looks: dict[Look, int] = {}
            for index, item in enumerate(items):
                looks.setdefault(_look_of(item), index)
            section = _Section(node, len(items), looks)
            seeds = [seed.format(p=self.prefix) for seed in _SEEDS.get(name, ())]
            section.added = seeds[len(items) :]
            filler = [self._text(items[0])] if items else seeds
            if filler:
                section.missing = filler[:1] * _missing(section.total, self._named(name))
            self._sections[name] = section
        return self._sections[name]

    def _named(self, section: str) -> list[int]:
        """The indexes in a list of fonts, fills or borders that cell formats name, there or not."""
        attribute = _NAMED_BY.get(section)
        holders = [self.root.child(name) for name in ("cellStyleXfs", "cellXfs")] if attribute else []
        return [xf.number(attribute or "") for holder in holders if holder for xf in holder.children]

    def _text(self, node: Node) -> str:
        return self.data[node.start : node.end].decode()

    @cached_property
    def _formats(self) -> dict[str, int]:
        section = self.root.child("numFmts")
        return {n.get("formatCode"): n.number("numFmtId") for n in section.children} if section else {}

    @cached_property
    def _format_numbers(self) -> set[int]:
        """All numbers of number formats that the part defines or names."""
        return {node.number("numFmtId") for node in self.root.walk()} - {0}

    @cached_property
    def cell_formats(self) -> list[Node]:
        section = self.root.child("cellXfs")
        return [n for n in section.children if n.name == "xf"] if section else []

    def index(self, base: int, style: Style, number_format: str = "", fill_of: int = -1) -> int:
        """The cell format that is `base` (0 where that is out of range) with `style` laid over it, and, where that is
        given, with the fill of the format `fill_of`."""
        key = (base, style, number_format, fill_of)
        if key not in self._cache:
            self._cache[key] = self._derive(base, style, style.number_format or number_format, fill_of)
        return self._cache[key]

    def _format(self, index: int) -> Node | None:
        return self.cell_formats[index] if 0 <= index < len(self.cell_formats) else None

    def fills(self, index: int) -> bool:
        """Whether cells of that format are filled."""
        xf = self._format(index)
        return xf is not None and _fills(self._item("fills", xf.get("fillId")))

    def same_fill(self, one: int, other: int) -> bool:
        """Whether cells of two formats are filled alike."""
        fills = [xf.number("fillId") if xf else 0 for xf in (self._format(one), self._format(other))]
        return fills[0] == fills[1]

    def _derive(self, base: int, style: Style, number_format: str, fill_of: int) -> int:
        xf, filled = self._format(base), self._format(fill_of)
        attributes = {k: v for k, v in xf.attributes.items() if k in _KEPT} if xf else {}
        attributes.setdefault("numFmtId", "0")
        if fill_of >= 0:
            attributes["fillId"] = filled.get("fillId", "0") if filled else "0"
        attributes |= {"fontId": str(self._font(attributes.get("fontId", "0"), style))}
        attributes |= {"fillId": str(self._fill(attributes.get("fillId", "0"), style))}
        attributes |= {"borderId": str(self._border(attributes.get("borderId", "0"), style))}
        if number_format:
            attributes |= {"numFmtId": str(self._number_format(number_format)), "applyNumberFormat": "1"}
        for asked, name in ((_font_asked(style), "Font"), (style.fill, "Fill"), (style.border_bottom, "Border")):
            if asked:
                attributes["apply" + name] = "1"
        inner = self._alignment(xf, style) + self._kept(xf, "protection")
        if "alignment" in inner:
            attributes["applyAlignment"] = "1"
        written = "".join(f' {name}="{xmltree.quote(attributes[name])}"' for name in _KEPT if name in attributes)
        tag = f"{self.prefix}xf"
        return self._add("cellXfs", f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>")

    def _add(self, section: str, text: str) -> int:
        return self._section(section).add(text, self.prefix)

    def _kept(self, xf: Node | None, name: str) -> str:
        child = xf.child(name) if xf else None
        return self._text(child) if child else ""

    def _alignment(self, xf: Node | None, style: Style) -> str:
        child = xf.child("alignment") if xf else None
        values = {k: v for k, v in child.attributes.items() if k in _ALIGNED} if child else {}
        asked = {
            "horizontal": style.horizontal,
            "vertical": style.vertical,
            "wrapText": None if style.wrap is None else str(int(style.wrap)),
            "indent": None if style.indent is None else str(style.indent),
        }
        values |= {name: value for name, value in asked.items() if value is not None}
        written = "".join(f' {name}="{xmltree.quote(value)}"' for name, value in values.items())
        return f"<{self.prefix}alignment{written}/>" if written else ""

    def _number_format(self, code: str) -> int:
        if code in _BUILT_IN:
            return _BUILT_IN[code]
        if code not in self._formats:
            number = max(163, *(n for n in self._format_numbers if n < _MOST_FORMATS), 163) + 1
            self._format_numbers.add(number)
            self._formats[code] = number
            text = f'<{self.prefix}numFmt numFmtId="{number}" formatCode="{xmltree.quote(code)}"/>'
            self._section("numFmts").added.append(text)
        return self._formats[code]

    def _font(self, base: str, style: Style) -> int:
        if not _font_asked(style):
            return self._in_range("fonts", base)
        section = self._section("fonts")
        node = section.node.children[int(base)] if section.node and _within(base, section.node.children) else None
        return self._add("fonts", self._font_text(node, style))

    def _font_text(self, node: Node | None, style: Style) -> str:
        p = self.prefix
        parts = {child.name: self._text(child) for child in node.children} if node else {}
        if not node:
            parts = {"sz": f'<{p}sz val="11"/>', "name": f'<{p}name val="Calibri"/>', "family": f'<{p}family val="2"/>'}
        for name, asked in (("b", style.bold), ("i", style.italic)):
            if asked is not None:
                parts.pop(name, None)
                if asked:
                    parts[name] = f"<{p}{name}/>"
        if style.size is not None:
            parts["sz"] = f'<{p}sz val="{style.size:g}"/>'
        if style.font_color is not None:
            parts["color"] = f'<{p}color rgb="FF{style.font_color}"/>'
        ordered = sorted(parts.items(), key=lambda part: _FONT.index(part[0]) if part[0] in _FONT else len(_FONT))
        return f"<{p}font>{''.join(text for _, text in ordered)}</{p}font>"

    def _fill(self, base: str, style: Style) -> int:
        if style.fill is None:
            return self._in_range("fills", base)
        p = self.prefix
        return self._add(
            "fills",
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="FF{style.fill}"/><{p}bgColor indexed="64"/>'
            f"</{p}patternFill></{p}fill>",
        )

    def _border(self, base: str, style: Style) -> int:
        if style.border_bottom is None:
            return self._in_range("borders", base)
        p = self.prefix
        return self._add(
            "borders",
            f'<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom style="thin"><{p}color '
            f'rgb="FF{style.border_bottom}"/>'
            f"</{p}bottom><{p}diagonal/></{p}border>",
        )

    def _in_range(self, name: str, base: str) -> int:
        section = self._section(name)
        count = section.total
        return int(base) if base.isdigit() and int(base) < count else 0

    def differential(self, style: Style) -> int:
        """The index of a conditional format's look."""
        p = self.prefix
        flags = "".join(f"<{p}{n}/>" for n, asked in (("b", style.bold), ("i", style.italic)) if asked)
        color = f'<{p}color rgb="FF{style.font_color}"/>' if style.font_color else ""
        font = f"<{p}font>{flags}{color}</{p}font>" if flags or color else ""
        fill = ""
        if style.fill:
            fill = f'<{p}fill><{p}patternFill><{p}bgColor rgb="FF{style.fill}"/></{p}patternFill></{p}fill>'
        return self._add("dxfs", f"<{p}dxf>{font}{fill}</{p}dxf>")

    def cover(self, highest: int) -> None:
        """Keep style indexes that point past the end (some writers do that) from meaning one of ours."""
        section = self._section("cellXfs")
        plain = _SEEDS["cellXfs"][0].format(p=self.prefix)
        missing = min(highest, _MOST) + 1 - section.total
        section.added += [plain] * missing

    def cover_differentials(self, named: Iterable[int]) -> None:
        """The same for the looks of conditional formats and tables, given the indexes that the workbook names."""
        section = self._section("dxfs")
        section.missing = [f"<{self.prefix}dxf/>"] * _missing(section.total, named)

    def shows(self, index: int) -> bool:
        """Whether a cell with that format shows something where it is blank: a fill, or a border."""
        if index not in self._showing:
            xf = self.cell_formats[index] if index < len(self.cell_formats) else None
            self._showing[index] = xf is not None and (
                _fills(self._item("fills", xf.get("fillId"))) or _frames(self._item("borders", xf.get("borderId")))
            )
        return self._showing[index]

    def _item(self, section: str, index: str) -> Node | None:
        node = self.root.child(section)
        return node.children[int(index)] if node and _within(index, node.children) else None

    @property
    def count(self) -> int:
        """How many cell formats the part itself has."""
        return len(self.cell_formats)

    def flush(self) -> None:
        """Put what was added into the draft."""
        if self.key:
            for name in ORDER:
                section = self._sections.get(name)
                if section and section.added:
                    self._write(self.key, name, section)
        elif any(section.added for section in self._sections.values()):
            self._create()

    def _write(self, key: str, name: str, section: _Section) -> None:
        body = "".join(section.added).encode()
        count = str(section.total)
        if section.node is None:
            tag = f"{self.prefix}{name}"
            text = f'<{tag} count="{count}">'.encode() + body + f"</{tag}>".encode()
            self.draft.insert(key, self.root, name, ORDER, text)
            return
        self.draft.append(key, section.node, body)
        self.draft.set_attribute(key, section.node, "count", count)

    def _create(self) -> None:
        text = self.data.decode()
        for name, section in self._sections.items():
            body = "".join(section.added)
            count = section.total
            if section.node:
                text = re.sub(rf'<{name} count="\d+">', f'<{name} count="{count}">', text)
                text = text.replace(f"</{name}>", f"{body}</{name}>")
            elif body:
                after = "</styleSheet>" if name == "dxfs" else "<fonts "
                text = text.replace(after, f'<{name} count="{count}">{body}</{name}>{after}')
        package = self.draft.package
        folder = package.entries[package.workbook].name.replace("\\", "/").lstrip("/").rpartition("/")[0]
        name = self.draft.wanted_name(f"{folder}/styles.xml".lstrip("/"), _TYPE)  # the name that some readers go by
        self.draft.add_part(name, _TYPE, text.encode())
        self.draft.relate(package.workbook, "styles", name)


_KEPT = [
    "numFmtId",
    "fontId",
    "fillId",
    "borderId",
    "xfId",
    "applyNumberFormat",
    "applyFont",
    "applyFill",
    "applyBorder",
    "applyAlignment",
    "applyProtection",
]
_ALIGNED = ["horizontal", "vertical", "wrapText", "readingOrder"]


def _missing(total: int, named: Iterable[int]) -> int:
    """How many items are missing up to the last that is named, of those that our own could come to stand for."""
    return max((number + 1 - total for number in named if total <= number < total + _REACH), default=0)


def _within(index: str, items: list[Node]) -> bool:
    return index.isdigit() and int(index) < len(items)


def _fills(fill: Node | None) -> bool:
    pattern = fill.child("patternFill") if fill else None
    return bool(fill and fill.children) and (pattern is None or pattern.get("patternType", "none") != "none")


def _frames(border: Node | None) -> bool:
    return any(side.get("style", "none") != "none" for side in border.children) if border else False


def _font_asked(style: Style) -> bool:
    return any(value is not None for value in (style.font_color, style.bold, style.italic, style.size))
