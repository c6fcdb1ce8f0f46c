"""The titles of a workbook's sheets in its document properties (docProps/app.xml; ECMA-376 part 1, 22.2).

    <HeadingPairs>    Worksheets 2    Named Ranges 1        Worksheets 1
    <TitlesOfParts>   Steps, Goals    Steps!Print_Area      Status            added as a group of its own

They are cosmetic, but counted. Where they were true they stay so; where they were not, they are left alone. What is
there keeps its place: new titles go to the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.ooxml import workbook_part
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.xmltree import Node, escape


@dataclass(frozen=True)
class _Group:
    """Titles of one kind: what they are called, their count and themselves."""

    heading: Node
    count: Node
    titles: Sequence[Node]


def retitle(draft: Draft, names: Sequence[str]) -> None:
    """Let the titles be those of these worksheets."""
    package = draft.package
    key = package.related("", "extended-properties") or package.related("", "extendedProperties")
    root = package.tree(key) if key else None
    pairs, titles = (_vector(root, "HeadingPairs"), _vector(root, "TitlesOfParts")) if root else (None, None)
    if key is None or pairs is None or titles is None:
        return
    groups = _groups(pairs, titles)
    sheets = _of_worksheets(package, groups)
    if sheets:
        _Titles(draft, key, pairs, titles, groups).change(sheets, names)


def _vector(root: Node, name: str) -> Node | None:
    holder = root.child(name)
    return holder.children[0] if holder and holder.children else None


def _groups(pairs: Node, titles: Node) -> list[_Group]:
    groups, at = [], 0
    headings = [node for node in pairs.walk() if node.name in ("lpstr", "lpwstr")]
    for heading, count in zip(headings, (node for node in pairs.walk() if node.name == "i4"), strict=False):
        size = int(count.text) if count.text.strip().isdecimal() else 0
        groups.append(_Group(heading, count, titles.children[at : at + size]))
        at += size
    return groups


def _of_worksheets(package: Package, groups: Sequence[_Group]) -> list[_Group]:
    """The groups that hold the worksheets' names; none where they hold anything else."""
    names = {info.name for info in workbook_part.sheets_of(package) if info.kind == "worksheet"}
    first = next((group for group in groups if group.titles and group.titles[0].text in names), None)
    same = [group for group in groups if first and group.heading.text == first.heading.text]
    return same if {node.text for group in same for node in group.titles} == names else []


@dataclass(frozen=True)
class _Titles:
    draft: Draft
    key: str
    pairs: Node
    titles: Node
    groups: Sequence[_Group]

    def change(self, sheets: Sequence[_Group], names: Sequence[str]) -> None:
        """Take out the titles of sheets that are gone, and add those of new ones."""
        listed = {node.text for group in sheets for node in group.titles}
        fresh = [name for name in names if name not in listed]
        gone = [node for group in sheets for node in group.titles if node.text not in names]
        for node in gone:
            self.draft.remove(self.key, node)
        joins = sheets[-1] is self.groups[-1]
        for group in sheets:
            left = sum(node.text in names for node in group.titles)
            self._count(group, left + (len(fresh) if joins and group is sheets[-1] else 0))
        if fresh:
            tag = sheets[0].titles[0].tag
            added = "".join(f"<{tag}>{escape(name)}</{tag}>" for name in fresh)
            self.draft.append(self.key, self.titles, added.encode())
        if fresh and not joins:
            self._add_pair(sheets[0], len(fresh))
        if fresh or gone:
            size = self.titles.number("size") + len(fresh) - len(gone)
            self.draft.set_attribute(self.key, self.titles, "size", str(size))

    def _count(self, group: _Group, number: int) -> None:
        if number != len(group.titles):
            self.draft.replace(self.key, group.count.open_end, group.count.close_start, str(number).encode())

    def _add_pair(self, like: _Group, count: int) -> None:
        data = self.draft.package.utf8(self.key)
        variants = [node.parent for node in (like.heading, like.count)]
        texts = [data[node.start : node.end] for node in variants if node]
        at = like.count
        if at.parent:
            texts[1] = data[at.parent.start : at.open_end] + str(count).encode() + data[at.close_start : at.parent.end]
        self.draft.append(self.key, self.pairs, b"".join(texts))
        self.draft.set_attribute(self.key, self.pairs, "size", str(self.pairs.number("size") + 2))
