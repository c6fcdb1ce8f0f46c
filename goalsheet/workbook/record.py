"""What we changed in a package, kept inside it, so that it can be taken back byte for byte.

A small custom XML part holds, for each part we spliced, a checksum of what we wrote and the way back. It serves as long as
nobody saved the workbook: after that the checksums differ, and what is ours is found by its marks instead (`marks`).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from goalsheet.workbook import container, xmltree
from goalsheet.workbook.container import Container, Entry
from goalsheet.workbook.package import DECLARATION, Draft, Package, Splice, key_of, spliced

SPACE = "urn:goalsheet:record:1"
_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID = "{6D1F6C0E-4B0B-4D0B-9C60-60A15EE70001}"

#: The way back: gaps and lengths in the bytes we wrote, a negative length followed by the text that stood there before.
Undo = list[int | str]


@dataclass(frozen=True)
class Record:
    """`parts` maps a part's key to (checksum, way back); `added` are keys of parts that are ours whole."""

    parts: dict[str, tuple[str, Undo]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    memory: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def way_back(original: bytes, splices: Sequence[Splice]) -> Undo:
    """How to get the original bytes from the spliced ones."""
    out: Undo = []
    at = 0
    for splice in splices:
        gap, length = splice.start - at, len(splice.data)
        at = splice.end
        if splice.start == splice.end:
            out += (gap, length)
        else:
            out += (gap, -length - 1, original[splice.start : splice.end].decode())
    return out


def undone(data: bytes, undo: Undo) -> bytes:
    """The original bytes, of the spliced ones and the way back."""
    splices, at, steps = [], 0, iter(undo)
    for gap in steps:
        length = next(steps)
        assert isinstance(gap, int)
        assert isinstance(length, int)
        before = b""
        if length < 0:
            length = -length - 1
            before = str(next(steps)).encode()
        at += gap
        splices.append(Splice(at, at + length, 0, before))
        at += length
    return spliced(data, splices)


def find(package: Package) -> str | None:
    """The key of our record part, if it is there."""
    for relationship in package.relationships(package.workbook):
        key = relationship.target
        if relationship.kind == "customXml" and key in package and SPACE.encode() in package.content(key)[:400]:
            return key
    return None


def load(package: Package, key: str) -> Record:
    """The record as it was written; an empty one where it can't be read."""
    try:
        found = json.loads(package.tree(key).text)
        return Record(
            {k: (v[0], v[1]) for k, v in found["parts"].items()},
            tuple(found["added"]),
            found["memory"],
            found["before"],
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return Record()


def restored(package: Package, record: Record) -> Container | None:
    """The container as it was before we wrote; None where somebody saved the workbook since."""
    if not record.parts or not all(
        key in package and checksum(package.content(key)) == mark for key, (mark, _) in record.parts.items()
    ):
        return None
    added = set(record.added)
    entries = []
    for entry in package.container.entries:
        key = key_of(entry.name)
        if key in record.parts:
            before = undone(package.utf8(key), record.parts[key][1])
            entries.append(container.with_content(entry, xmltree.from_utf8(before, package.encoding(key))))
        elif key not in added:
            entries.append(entry)
    return Container(tuple(entries), package.container.comment)


def finish(draft: Draft, memory: dict[str, Any], before: dict[str, Any]) -> Container:
    """The draft's package with all changes made and the record of them in it; `memory` and `before` go along."""
    package = draft.package
    name = draft.free_name("customXml", "item", "xml")
    draft.add_part(name, "application/xml", b"")
    draft.relate(package.workbook, "customXml", name)
    _add_properties(draft, name)
    draft.settle()
    parts: dict[str, tuple[str, Undo]] = {}
    changed: dict[str, Entry] = {}
    for key in sorted(draft.splices):
        original = package.utf8(key)
        after = xmltree.from_utf8(spliced(original, draft.splices[key]), package.encoding(key))
        parts[key] = (checksum(after), way_back(original, draft.splices[key]))
        changed[key] = container.with_content(package.entries[key], after)
    record_key = name.lower()
    added = sorted(draft.new)
    kept = {"parts": parts, "added": added, "memory": memory, "before": before}
    text = json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
    body = f'{DECLARATION}<record xmlns="{SPACE}">{xmltree.escape(text)}</record>'
    draft.new[record_key] = (name, body.encode())
    old = tuple(
        changed.get(key_of(e.name), e) for e in package.container.entries if key_of(e.name) not in draft.removed
    )
    new = tuple(container.new_entry(*draft.new[key]) for key in added)
    return Container(old + new, package.container.comment)


def _add_properties(draft: Draft, item: str) -> None:
    name = item.replace("item", "itemProps")
    key = name.lower()
    if key in draft.package or key in draft.new:
        name = draft.free_name("customXml", "itemProps", "xml")
    text = (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    draft.add_part(name, _PROPERTIES_TYPE, text.encode())
    draft.relate(item.lower(), "customXmlProps", name)


def plain(draft: Draft) -> Container:
    """The draft's package with all changes made and no record: for taking out."""
    draft.settle()
    package = draft.package
    changed = {}
    for key, splices in draft.splices.items():
        if key not in draft.removed:
            after = xmltree.from_utf8(spliced(package.utf8(key), splices), package.encoding(key))
            changed[key] = container.with_content(package.entries[key], after)
    entries = tuple(
        changed.get(key_of(e.name), e) for e in package.container.entries if key_of(e.name) not in draft.removed
    )
    new = tuple(container.new_entry(*draft.new[key]) for key in sorted(draft.new))
    return Container(entries + new, package.container.comment)
