"""What our cells leave behind when they go: texts and looks that the program that saved the workbook listed for them.

Excel, LibreOffice and others write each text once, in a list, and a cell names its number; looks likewise. An item
that only cells of ours named goes with them. All others keep their numbers:

    <si><t>Ana</t></si>  <si><t>at risk</t></si>  <si><t>Bo</t></si>  <si><t>Two weeks late</t></si>
    <si><t>Ana</t></si>  <si><t/></si>            <si><t>Bo</t></si>
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.worksheet import Cell, Sheet
from goalsheet.ooxml.xmltree import Node

_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*<")
_SHARED = re.compile(
    rb"""<(?:[\w.\-]+:)?c\s[^>]*?t\s*=\s*["']s["'][^>]*>\s*(?:<(?:\w+:)?f\b.*?)?<(?:\w+:)?v(?:\s[^>]*)?>\s*(\d{1,9})\s*<""",
    re.DOTALL,
)
_LOOK = re.compile(rb"""\s(?:s|style)\s*=\s*["']\s*(\d{1,9})""")
_DIFFERENTIAL = re.compile(rb"""[dD]xfId\s*=\s*["']\s*(\d{1,9})""")


@dataclass
class Taken:
    """Numbers of the shared texts, cell formats and conditional looks that cells of ours named."""

    texts: set[int] = field(default_factory=set)
    looks: set[int] = field(default_factory=set)
    differentials: frozenset[int] = frozenset()
    references: int = 0  # how many cells named a shared text

    def add(self, sheet: Sheet, cell: Cell) -> None:
        """Note what a cell of ours names."""
        self.looks.add(cell.style)
        found = _VALUE.search(sheet.data, cell.open_end, cell.end) if cell.kind == b"s" else None
        if found:
            self.texts.add(int(found.group(1)))
            self.references += 1

    def add_all(self, data: bytes) -> None:
        """Note what a whole sheet of ours names."""
        texts = [int(number) for number in _SHARED.findall(data)]
        self.texts |= set(texts)
        self.references += len(texts)
        self.looks |= {int(number) for number in _LOOK.findall(data)}
        self.differentials |= {int(number) for number in _DIFFERENTIAL.findall(data)}

    def __or__(self, other: "Taken") -> "Taken":
        return Taken(
            self.texts | other.texts,
            self.looks | other.looks,
            self.differentials | other.differentials,
            self.references + other.references,
        )


def remove_leftovers(draft: Draft, taken: Taken, sheets: Iterable[bytes], kept: Iterable[str]) -> None:
    """Take what nothing names any more out of the lists. `sheets` are the worksheet parts as they will be, `kept` the
    XML of cells that are to stand on a sheet again."""
    used = Taken()
    for data in (*sheets, *(text.encode() for text in kept)):
        used.add_all(data)
    _remove_texts(draft, taken.texts - used.texts, taken.references)
    if taken.looks or taken.differentials:
        _remove_looks(draft, taken.looks - used.looks - {0}, taken.differentials, used.differentials)


# --- texts


def _remove_texts(draft: Draft, gone: set[int], references: int) -> None:
    package = draft.package
    key = package.related(package.workbook, "sharedStrings")
    if key is None or not references:
        return
    root = package.tree(key)
    items = [node for node in root.children if node.name == "si"]
    blank = f"<{root.prefix}:t/>" if root.prefix else "<t/>"
    left = _blanked(draft, key, items, gone, dict.fromkeys(gone, blank))
    if "uniqueCount" in root.attributes and gone:
        draft.set_attribute(key, root, "uniqueCount", str(left))
    if root.number("count") > references:
        draft.set_attribute(key, root, "count", str(root.number("count") - references))


def _blanked(draft: Draft, key: str, items: list[Node], gone: set[int], blanks: Mapping[int, str]) -> int:
    """Take items off the end of a list, and blank those within it; gives back how many are left."""
    left = len(items)
    while left - 1 in gone:
        left -= 1
        draft.remove(key, items[left])
    for number in sorted(number for number in gone if number < left):
        node, blank = items[number], blanks.get(number, "")
        if node.self_closing:
            continue
        draft.replace(key, node.open_end, node.close_start, blank.encode())
    return left


# --- looks


def _remove_looks(draft: Draft, formats: set[int], taken: frozenset[int], used: frozenset[int]) -> None:
    """Take cell formats and conditional looks out that nothing names any more; `taken` and `used` are of the latter.

    What programs add at the end of these lists for our notes, charts and filters, and nothing names, goes with them.
    """
    package = draft.package
    key = package.related(package.workbook, "styles")
    if key is None:
        return
    styles = _Styles(draft, key, package.tree(key))
    named = _named_by_tables(draft) | used
    styles.take_formats(formats)
    styles.take_differentials(taken, named)


def _named_by_tables(draft: Draft) -> set[int]:
    """Looks that tables, and the styles of tables, name."""
    package = draft.package
    keys = [k for k in package.entries if package.content_type(k).lower().endswith(("table+xml", "styles+xml"))]
    left = (package.utf8(key) for key in keys if key not in draft.removed)
    return {int(number) for data in left for number in _DIFFERENTIAL.findall(data)}


@dataclass
class _Styles:
    """The styles part. A cell format that nothing names comes to say what the first one says."""

    draft: Draft
    key: str
    root: Node

    def take_formats(self, gone: set[int]) -> None:
        holder = self.root.child("cellXfs")
        items = [node for node in holder.children if node.name == "xf"] if holder else []
        gone = {number for number in gone if number < len(items)}
        left = [node for number, node in enumerate(items) if number not in gone]
        styled = self.root.child("cellStyleXfs")
        others = [*left, *(styled.children if styled else ())]
        taken = [items[number] for number in gone]
        for section, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            unused = {n.number(attribute) for n in taken} - {n.number(attribute) for n in others}
            unused |= self._unnamed_at_the_end(section, {n.number(attribute) for n in others})
            self._take(section, unused - ({0, 1} if section == "fills" else {0}))
        self._take_number_formats({n.get("numFmtId") for n in taken} - {n.get("numFmtId") for n in others})
        self._take("cellXfs", gone)

    def take_differentials(self, taken: frozenset[int], named: set[int] | frozenset[int]) -> None:
        self._take("dxfs", (set(taken) - named) | self._unnamed_at_the_end("dxfs", named))

    def _unnamed_at_the_end(self, section: str, named: set[int] | frozenset[int]) -> set[int]:
        """Items behind the last that something names."""
        holder = self.root.child(section)
        return set(range(max(named, default=-1) + 1, len(holder.children))) if holder else set()

    def _take(self, section: str, gone: set[int]) -> None:
        """Take items that nothing names off the end; those within the list become like the first."""
        holder = self.root.child(section)
        gone = {number for number in gone if holder and number < len(holder.children)}
        if holder is None or not gone:
            return
        left = len(holder.children)
        while left - 1 in gone:
            left -= 1
            self.draft.remove(self.key, holder.children[left])
        data = self.draft.package.utf8(self.key)
        first = holder.children[0]
        plain = data[first.start : first.end]
        if section == "dxfs":
            plain = f"<{first.tag}/>".encode()
        for number in sorted(n for n in gone if n < left):
            node = holder.children[number]
            self.draft.replace(self.key, node.start, node.end, plain)
        if "count" in holder.attributes and left != len(holder.children):
            self.draft.set_attribute(self.key, holder, "count", str(left))

    def _take_number_formats(self, gone: set[str]) -> None:
        holder = self.root.child("numFmts")
        nodes = [node for node in holder.children if node.get("numFmtId") in gone] if holder else []
        named = {n.get("numFmtId") for n in self.root.walk() if n.name == "numFmt" and n.parent is not holder}
        nodes = [node for node in nodes if node.get("numFmtId") not in named]
        if holder and nodes and len(nodes) == len(holder.children):
            self.draft.remove(self.key, holder)
            return
        for node in nodes:
            self.draft.remove(self.key, node)
        if holder and nodes:
            self.draft.set_attribute(self.key, holder, "count", str(len(holder.children) - len(nodes)))
