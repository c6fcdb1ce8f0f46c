"""An XML part as elements that know their bytes, so that it can be changed by splicing and stays as it is elsewhere."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from goalsheet.errors import GoalsheetError

#: What may stand in an opening tag behind its name.
ATTRIBUTES = rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_TAG_END = re.compile(rb"""<[^\s/>]+""" + ATTRIBUTES + rb">")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(slots=True, eq=False)
class Node:
    """An element: its names, attributes, and where its bytes start and end.

    `open_end` is behind the opening tag, `close_start` before the closing one; both are `end` where the tag closes
    itself. Attributes in a namespace are keyed `{uri}name`. `spaces` are the prefixes in force.
    """

    name: str
    uri: str
    prefix: str
    attributes: dict[str, str]
    start: int
    spaces: dict[str, str]
    parent: "Node | None" = None
    open_end: int = 0
    close_start: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)
    text: str = ""

    @property
    def self_closing(self) -> bool:
        return self.open_end == self.end

    @property
    def tag(self) -> str:
        """The name as written, with its prefix."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def number(self, name: str, default: int = 0) -> int:
        """An attribute that is to be a whole number; the default where it says anything else."""
        text = self.attributes.get(name, "").strip()
        return int(text) if text.isdecimal() and len(text) < 19 else default

    def local(self, name: str) -> str | None:
        """An attribute by its local name, in any namespace (`r:id` in either dialect)."""
        return next((v for k, v in self.attributes.items() if k.startswith("{") and k.endswith("}" + name)), None)

    def child(self, name: str) -> "Node | None":
        """The first child of that name in this element's own namespace."""
        return next(self.all(name), None)

    def somewhere(self, name: str) -> "Node | None":
        """The first child of that name, also within an mc:AlternateContent, as Excel's strict format writes it."""
        chosen = (c for c in self.children if c.name == "AlternateContent")
        inner = (node for choice in chosen for node in choice.walk() if node.name == name)
        return self.child(name) or next(inner, None)

    def all(self, name: str) -> Iterator["Node"]:
        return (c for c in self.children if c.name == name and c.uri == self.uri)

    def walk(self) -> Iterator["Node"]:
        """This element and all below it, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def prefix_for(self, *uris: str) -> str | None:
        """A prefix in force here for one of these namespaces."""
        return next((p for p, u in self.spaces.items() if u in uris and p), None)


def _split(name: str) -> tuple[str, str, str]:
    """(uri, local name, prefix) of expat's `uri local prefix`."""
    parts = name.split(" ")
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


class _Builder:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Node | None = None
        self.current: Node | None = None
        self.declared: dict[str, str] = {}
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.finish
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartNamespaceDeclHandler = self.declare

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self.declared[prefix or ""] = uri or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        uri, local, prefix = _split(name)
        named = {}
        for key, value in attributes.items():
            space, plain, _ = _split(key)
            named[f"{{{space}}}{plain}" if space else plain] = value
        inherited = self.current.spaces if self.current else {}
        spaces = {**inherited, **self.declared} if self.declared else inherited
        self.declared = {}
        node = Node(local, uri, prefix, named, self.parser.CurrentByteIndex, spaces, self.current)
        tag = _TAG_END.match(self.data, node.start)
        node.open_end = tag.end() if tag else node.start
        if self.current is None:
            self.root = node
        else:
            self.current.children.append(node)
        self.current = node

    def finish(self, _name: str) -> None:
        node = self.current
        assert node is not None
        if self.data[node.open_end - 2 : node.open_end] == b"/>":
            node.close_start = node.end = node.open_end
        else:
            node.close_start = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.close_start) + 1
        self.current = node.parent

    def characters(self, text: str) -> None:
        if self.current is not None:
            self.current.text += text


def parse(data: bytes) -> Node:
    """The elements of a UTF-8 document. Raises `ExpatError` where it is not well-formed."""
    builder = _Builder(data)
    builder.parser.Parse(data, True)
    assert builder.root is not None
    return builder.root


def as_utf8(data: bytes) -> tuple[bytes, str]:
    """The document in UTF-8, and the name of the encoding it had (empty where it is UTF-8)."""
    encoding = _encoding(data)
    if encoding in ("utf-8", "us-ascii", "ascii"):
        return data, ""
    try:
        text = data.decode(encoding)
        if text.encode(encoding) == data:
            return text.encode(), encoding
    except (LookupError, UnicodeError):
        pass
    raise GoalsheetError(
        f"a part of the workbook is in an encoding that can't be kept ({encoding})",
        "Save it once with Excel and try again.",
    )


def _encoding(data: bytes) -> str:
    if data[:2] == codecs.BOM_UTF16_LE or data[:4] == b"<\x00?\x00":
        return "utf-16-le"
    if data[:2] == codecs.BOM_UTF16_BE or data[:4] == b"\x00<\x00?":
        return "utf-16-be"
    if data[:3] == codecs.BOM_UTF8:
        return "utf-8"
    found = _DECLARED.match(data[:200])
    encoding = found.group(1).decode().lower() if found else "utf-8"
    return "utf-8" if encoding.startswith("utf-16") else encoding  # it says so, but these bytes are not


def from_utf8(data: bytes, encoding: str) -> bytes:
    """The document back in its own encoding; what that can't say becomes character references."""
    return data.decode().encode(encoding, "xmlcharrefreplace") if encoding else data


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def escape(text: str) -> str:
    """Text between tags."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def cell_text(text: str) -> str:
    """Text of a cell: what looks like Excel's own `_x000D_` escapes is kept from being read as one."""
    return escape(_ESCAPE_LOOKALIKE.sub("_x005F_", text))


def quote(text: str) -> str:
    """Text in double quotes, as an attribute's value."""
    text = escape(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def attribute_span(data: bytes, node: Node, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute (as written, with prefix) stands in the opening tag."""
    pattern = rb"\s" + re.escape(name.encode()) + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')"""
    for found in re.finditer(pattern, data[node.start : node.open_end]):
        group = 1 if found.group(1) is not None else 2
        return node.start + found.start(group), node.start + found.end(group)
    return None


def rank_in(node: Node, order: Sequence[str], spaces: frozenset[str]) -> int:
    """Where an element stands in its parent's fixed order; an mc:AlternateContent stands where its content would."""
    for inner in node.walk():
        if inner.uri in spaces and inner.name in order:
            return order.index(inner.name)
        if inner is node and inner.name != "AlternateContent":
            return -1
    return -1


def place_for(parent: Node, name: str, order: Sequence[str], spaces: frozenset[str]) -> int | None:
    """The byte before which a new child goes; None for the end of the parent."""
    rank = order.index(name)
    return next((c.start for c in parent.children if rank_in(c, order, spaces) > rank), None)
