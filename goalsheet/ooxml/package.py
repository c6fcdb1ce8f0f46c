"""An Office Open XML package: parts, content types and relationships, apart from what they mean (ECMA-376 part 2).

`Package` is what was read and never changes. A `Draft` collects what to change in it (bytes spliced into parts, new and
removed parts, relationships, content types) and is applied once, at the end, in one pass over each touched part.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote as percent
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import container, xmltree
from goalsheet.ooxml.container import Container, Entry, unreadable
from goalsheet.ooxml.xmltree import Node

CONTENT_TYPES = "[content_types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Relationship:
    """`target` is the part's key, or the address itself where `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type, the same in both dialects: `worksheet`, `comments`."""
        return self.type.rsplit("/", 1)[-1]


def key_of(name: str) -> str:
    """How a part is looked up: forward slashes, no leading one, lower case."""
    return name.replace("\\", "/").lstrip("/").lower()


def rels_key(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", base + ".rels")


class Package:
    """A package as it was read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.container: Container = container.read(data)
        self.entries: dict[str, Entry] = {
            key_of(e.name): e for e in self.container.entries if not e.name.endswith(("/", "\\"))
        }
        if CONTENT_TYPES not in self.entries:
            raise unreadable("it has no list of content types")
        self._content: dict[str, bytes] = {}
        self._utf8: dict[str, tuple[bytes, str]] = {}
        self._trees: dict[str, Node] = {}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def content(self, key: str) -> bytes:
        if key not in self._content:
            self._content[key] = container.content(self.entries[key])
        return self._content[key]

    def utf8(self, key: str) -> bytes:
        """An XML part in UTF-8."""
        return self._in_utf8(key)[0]

    def encoding(self, key: str) -> str:
        """The encoding to write an XML part in; empty for UTF-8."""
        return self._in_utf8(key)[1]

    def _in_utf8(self, key: str) -> tuple[bytes, str]:
        if key not in self._utf8:
            self._utf8[key] = xmltree.as_utf8(self.content(key))
        return self._utf8[key]

    def tree(self, key: str) -> Node:
        """The elements of a small part. Refuses the workbook where it is not well-formed."""
        if key not in self._trees:
            try:
                self._trees[key] = xmltree.parse(self.utf8(key))
            except (ExpatError, UnicodeError) as error:
                raise unreadable(f"its part {self.entries[key].name} is not well-formed ({error})") from error
        return self._trees[key]

    @cached_property
    def defaults(self) -> dict[str, str]:
        root = self.tree(CONTENT_TYPES)
        return {n.get("Extension").lower(): n.get("ContentType") for n in root.children if n.name == "Default"}

    @cached_property
    def overrides(self) -> dict[str, str]:
        root = self.tree(CONTENT_TYPES)
        return {key_of(unquote(n.get("PartName"))): n.get("ContentType") for n in root.children if n.name == "Override"}

    def stated_type(self, key: str) -> str | None:
        """The content type that is stated for a part by name, whether the part is there or not."""
        return self.overrides.get(key_of(unquote(key)))

    def content_type(self, key: str) -> str:
        return self.stated_type(key) or self.defaults.get(key.rsplit(".", 1)[-1], "")

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """The relationships of a part, by its key; of the package itself for the empty key."""
        if source not in self._relationships:
            self._relationships[source] = tuple(self._read_relationships(source))
        return self._relationships[source]

    def _read_relationships(self, source: str) -> Sequence[Relationship]:
        if rels_key(source) not in self:
            return ()
        nodes = [n for n in self.tree(rels_key(source)).children if n.name == "Relationship"]
        return [self._relationship(source, node) for node in nodes]

    def _relationship(self, source: str, node: Node) -> Relationship:
        target = node.get("Target")
        external = node.get("TargetMode") == "External"
        return Relationship(
            node.get("Id"), node.get("Type"), target if external else self._resolve(source, target), external
        )

    def _resolve(self, source: str, target: str) -> str:
        path = target.split("#")[0].replace("\\", "/")
        if not path.startswith("/"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        key = key_of(path)
        return key if key in self else key_of(unquote(path))

    def related(self, source: str, kind: str) -> str | None:
        """The first part that a part has a relationship of that kind to, if it is there."""
        return next((r.target for r in self.relationships(source) if r.kind == kind and r.target in self), None)

    @cached_property
    def workbook(self) -> str:
        """The key of the workbook part."""
        key = self.related("", "officeDocument")
        if key is None:
            raise unreadable("it names no workbook part")
        content_type = self.content_type(key)
        if "sheet.binary" in content_type:
            raise GoalsheetError("the workbook is in the binary .xlsb format", "Save it as .xlsx and try again.")
        if "purl.oclc.org" not in content_type and "word" in content_type:
            raise unreadable("it is a Word document")
        if self.tree(key).name != "workbook":
            raise unreadable("its main part is no workbook")
        return key

    @cached_property
    def office(self) -> str:
        """The namespace that relationships of this package's dialect (transitional or strict) are in."""
        strict = "purl.oclc.org" in self.tree(self.workbook).uri
        return OFFICE_STRICT if strict else OFFICE

    @cached_property
    def main(self) -> str:
        """The spreadsheet namespace of this package's dialect."""
        return self.tree(self.workbook).uri

    @cached_property
    def signed(self) -> bool:
        """Whether a digital signature covers the package; it ends with the first byte changed."""
        return any(r.kind == "origin" and "digital-signature" in r.type for r in self.relationships(""))


class Splice(NamedTuple):
    """`data` in place of the bytes from `start` to `end`; `rank` orders what goes in at one place."""

    start: int
    end: int
    rank: int
    data: bytes


def _order(splice: Splice) -> tuple[int, int, int]:
    return splice.start, splice.end, splice.rank


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with all splices done. They come in order and must not overlap."""
    return b"".join(pieces(data, splices))


def pieces(data: bytes, splices: Iterable[Splice]) -> Iterator[bytes]:
    """The spliced bytes, in pieces."""
    at = 0
    for splice in splices:
        if splice.start < at:
            raise AssertionError(f"splices overlap at {splice.start}")
        yield data[at : splice.start]
        yield splice.data
        at = splice.end
    yield data[at:]


class Draft:
    """What is to be changed in a package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.splices: dict[str, list[Splice]] = {}
        self.streams: dict[str, Callable[[], Iterator[Splice]]] = {}
        self.new: dict[str, tuple[str, bytes]] = {}
        self.removed: set[str] = set()
        self._tails: dict[tuple[str, int], tuple[Node, list[tuple[int, bytes]]]] = {}
        self._new_relationships: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._names = set(package.entries) | {unquote(name) for name in package.overrides} | set(package.overrides)

    # --- bytes of parts that are there

    def replace(self, key: str, start: int, end: int, data: bytes, rank: int = 0) -> None:
        self.splices.setdefault(key, []).append(Splice(start, end, rank, data))

    def extend(self, key: str, splices: Sequence[Splice]) -> None:
        self.splices.setdefault(key, []).extend(splices)

    def remove(self, key: str, node: Node) -> None:
        self.replace(key, node.start, node.end, b"")

    def append(self, key: str, parent: Node, data: bytes, rank: int = 0) -> None:
        """As the last child of an element, also of one that closes itself."""
        self._tails.setdefault((key, parent.start), (parent, []))[1].append((rank, data))

    def insert(self, key: str, parent: Node, name: str, order: Sequence[str], data: bytes) -> None:
        """As a child in the parent's fixed order."""
        spaces = frozenset((parent.uri,))
        place = xmltree.place_for(parent, name, order, spaces)
        rank = order.index(name)
        if place is None:
            self.append(key, parent, data, rank)
        else:
            self.replace(key, place, place, data, rank)

    def set_attribute(self, key: str, node: Node, name: str, value: str) -> None:
        """Change an attribute, or add it. `name` is as written, with its prefix."""
        data = self.package.utf8(key)
        span = xmltree.attribute_span(data, node, name)
        written = xmltree.quote(value).encode()
        if span:
            if data[slice(*span)] != written:
                self.replace(key, *span, written)
            return
        at = node.open_end - (2 if data[node.open_end - 2 : node.open_end] == b"/>" else 1)
        self.replace(key, at, at, b' %s="%s"' % (name.encode(), written), -1)

    # --- parts, relationships, content types

    def wanted_name(self, name: str, content_type: str) -> str:
        """That part name, or one with a number where it is taken: by a part, or by another content type for a lost one.

        Readers that go by names find the part then.
        """
        key = key_of(name)
        stated = self.package.stated_type(key) if key not in self.package and key not in self.new else None
        if key not in self._names or stated == content_type:
            self._names.add(key)
            return name
        folder, base = posixpath.split(name)
        return self.free_name(folder, *base.rsplit(".", 1))

    def free_name(self, folder: str, stem: str, extension: str) -> str:
        """A part name that is not taken yet: `xl/worksheets/sheet4.xml`."""
        number = 1
        while key_of(posixpath.join(folder, f"{stem}{number}.{extension}")) in self._names:
            number += 1
        name = posixpath.join(folder, f"{stem}{number}.{extension}")
        self._names.add(key_of(name))
        return name

    def add_part(self, name: str, content_type: str, data: bytes) -> None:
        self.new[key_of(name)] = (name, data)
        extension = name.rsplit(".", 1)[-1].lower()
        stated = self.package.stated_type(key_of(name))
        if stated != content_type and self.package.defaults.get(extension) != content_type:
            self._type("Override", "PartName", "/" + percent(name), content_type)

    def _type(self, tag: str, attribute: str, value: str, content_type: str) -> None:
        root = self.package.tree(CONTENT_TYPES)
        prefix = f"{root.prefix}:" if root.prefix else ""
        text = f'<{prefix}{tag} {attribute}="{xmltree.quote(value)}" ContentType="{xmltree.quote(content_type)}"/>'
        if tag == "Default" and root.children:
            self.replace(CONTENT_TYPES, root.children[0].start, root.children[0].start, text.encode())
        else:
            self.append(CONTENT_TYPES, root, text.encode())

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """A new relationship, its id given back. `kind` is the last word of its type, or the whole type."""
        added = self._new_relationships.setdefault(source, [])
        taken = {r.id.lower() for r in self.package.relationships(source)} if source not in self.new else set()
        taken |= {row[0].lower() for row in added}
        number = len(taken) + 1
        while f"rid{number}" in taken:
            number += 1
        type_ = kind if "/" in kind else f"{self.package.office}/{kind}"
        if not external:
            target = _relative(source, target)
        added.append((f"rId{number}", type_, target, external))
        return f"rId{number}"

    def unrelate(self, source: str, identifier: str) -> None:
        """Take out a relationship that is there."""
        key = rels_key(source)
        for node in self.package.tree(key).children:
            if node.name == "Relationship" and node.get("Id") == identifier:
                self.remove(key, node)

    def drop_part(self, key: str) -> None:
        """Take out a part, and every relationship that leads to it."""
        for source in ("", *self.package.entries):
            if not source.endswith(".rels"):
                for relationship in self.package.relationships(source):
                    if relationship.target == key and not relationship.external:
                        self.unrelate(source, relationship.id)
        self.remove_part(key)

    def remove_part(self, key: str) -> None:
        """Take out a part with its relationships part and its content type."""
        self.removed.add(key)
        if rels_key(key) in self.package:
            self.removed.add(rels_key(key))
        for node in self.package.tree(CONTENT_TYPES).children:
            if node.name == "Override" and key_of(unquote(node.get("PartName"))) == key:
                self.remove(CONTENT_TYPES, node)

    # --- the end

    def stream(self, key: str, splices: Callable[[], Iterator[Splice]]) -> None:
        """Splices of a large part that are made as they are needed, in the order of their places."""
        self.streams[key] = splices

    def touched(self) -> list[str]:
        """The keys of all parts that are there and change, as far as is known yet."""
        return sorted({*self.splices, *self.streams, *(key for key, _ in self._tails)} - self.removed)

    def final(self, key: str) -> Iterator[Splice]:
        """All splices of a part, in order."""
        fixed = [*self.splices.get(key, ()), *self._tail_splices(key)]
        fixed.sort(key=_order)
        if key not in self.streams:
            return iter(fixed)
        return self._merged(fixed, self.streams[key]())

    def _merged(self, fixed: list[Splice], stream: Iterator[Splice]) -> Iterator[Splice]:
        """Both in order; the stream is long, and what is fixed lies mostly before and behind it."""
        at = 0
        for splice in stream:
            while at < len(fixed) and fixed[at].start <= splice.start and _order(fixed[at]) <= _order(splice):
                yield fixed[at]
                at += 1
            yield splice
        yield from fixed[at:]

    def _tail_splices(self, key: str) -> Iterator[Splice]:
        for (part, _), (node, items) in self._tails.items():
            if part != key:
                continue
            data = b"".join(item for _, item in sorted(items, key=lambda item: item[0]))
            if node.self_closing:
                closing = b">" + data + b"</" + node.tag.encode() + b">"
                yield Splice(node.open_end - 2, node.open_end, 0, closing)
            else:
                yield Splice(node.close_start, node.close_start, 1 << 20, data)

    def write_relationships(self) -> None:
        """Put the new relationships into their parts; to be called once, when there are no more."""
        fresh = False
        for source, rows in self._new_relationships.items():
            key = rels_key(source)
            if key in self.package:
                root = self.package.tree(key)
                prefix = f"{root.prefix}:" if root.prefix else ""
                for row in rows:
                    self.append(key, root, _relationship_xml(prefix, *row).encode())
            else:
                fresh = True
                folder, base = posixpath.split(self._written_name(source))
                body = "".join(_relationship_xml("", *row) for row in rows)
                text = f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'
                self.new[key] = (posixpath.join(folder, "_rels", base + ".rels"), text.encode())
        if fresh and "rels" not in self.package.defaults:
            self._type("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml")

    def _written_name(self, key: str) -> str:
        if key in self.new:
            return self.new[key][0]
        return self.package.entries[key].name.replace("\\", "/").lstrip("/") if key else ""


DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _relative(source: str, target: str) -> str:
    """A target as written in a relationship: relative to the source's folder, and absolute from the package's root."""
    return percent(posixpath.relpath(target, posixpath.dirname(source) or ".")) if source else percent(target)


def _relationship_xml(prefix: str, identifier: str, type_: str, target: str, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    target = xmltree.quote(target)
    return f'<{prefix}Relationship Id="{identifier}" Type="{type_}" Target="{target}"{mode}/>'
