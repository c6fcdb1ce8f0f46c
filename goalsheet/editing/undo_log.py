"""What we changed in a package, kept inside it, so that it can be taken back byte for byte.

A small custom XML part holds, for each part we spliced, a checksum of what we wrote and the way back. It serves as
long as nobody saved the workbook: after that the checksums differ, and what is ours is found by its marks instead
(`reading.ours`).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from goalsheet.ooxml import container, xmltree
from goalsheet.ooxml.container import Container, Entry
from goalsheet.ooxml.package import DECLARATION, Draft, Package, Splice, key_of, pieces, spliced

SPACE = "urn:goalsheet:record:1"
_ITEM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ROOT = re.compile(rb"<(?:\w+:)?record[\s>]")
_ITEM_ID = "{6D1F6C0E-4B0B-4D0B-9C60-60A15EE70001}"

#: The way back: gaps and lengths in the bytes we wrote, a negative length followed by the text that stood there before.
Undo = list[int | str]


@dataclass(frozen=True)
class UndoLog:
    """`parts` maps a part's key to (checksum, way back); `added` are keys of parts that are ours whole.

    `copy_of` is the name of the workbook that this one was written as a copy of, where it was.
    """

    parts: dict[str, tuple[str, Undo]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    fingerprints: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    copy_of: str = ""


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


class _UndoRecorder:
    """Collects the way back while splices go by."""

    def __init__(self, original: bytes) -> None:
        self.original = original
        self.steps: Undo = []

    def watch(self, splices: Iterable[Splice]) -> Iterator[Splice]:
        at, steps, original = 0, self.steps, self.original
        for splice in splices:
            steps.append(splice.start - at)
            at = splice.end
            if splice.start == at:
                steps.append(len(splice.data))
            else:
                steps.append(-len(splice.data) - 1)
                steps.append(original[splice.start : at].decode())
            yield splice


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


def find(package: Package) -> list[str]:
    """The keys of our logs, the newest first. Programs move them: LibreOffice to the package's root, and so on."""
    related = (r.target for source in (package.workbook, "") for r in package.relationships(source))
    stored = (key for key in reversed(package.entries) if key.startswith("customxml/") and key.endswith(".xml"))
    return [key for key in dict.fromkeys((*related, *stored)) if key in package and _is_log(package, key)]


def _is_log(package: Package, key: str) -> bool:
    start = package.content(key)[:400]
    return SPACE.encode() in start and _ROOT.search(start) is not None


def remove(draft: Draft, key: str) -> None:
    """Take a log out, with its properties."""
    for relationship in draft.package.relationships(key):
        if relationship.target in draft.package:
            draft.remove_part(relationship.target)
    draft.drop_part(key)


def load(package: Package, key: str) -> UndoLog:
    """The record as it was written; an empty one where it can't be read."""
    try:
        found = json.loads(package.tree(key).text)
        return UndoLog(
            {k: (v[0], v[1]) for k, v in found["parts"].items()},
            tuple(found["added"]),
            found["memory"],
            found["before"],
            found.get("copy_of", ""),
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return UndoLog()


def restored(package: Package, record: UndoLog) -> Container | None:
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


@dataclass(frozen=True)
class Written:
    """A part with its changes made: the entry, its checksum and the way back."""

    entry: Entry
    mark: str
    undo: Undo


def write_part(draft: Draft, key: str) -> Written:
    """Make the changes of one part; large ones go by in pieces and never stand in memory whole."""
    package = draft.package
    original, encoding = package.utf8(key), package.encoding(key)
    back, digest = _UndoRecorder(original), hashlib.sha256()
    splices = _sayable(draft.final(key), encoding) if encoding else draft.final(key)
    changed: Iterable[bytes] = _gathered(pieces(original, back.watch(splices)))
    if encoding:
        changed = (xmltree.from_utf8(b"".join(changed), encoding),)
    entry = container.with_pieces(package.entries[key], _hashed(changed, digest))
    return Written(entry, digest.hexdigest()[:32], back.steps)


def _sayable(splices: Iterable[Splice], encoding: str) -> Iterator[Splice]:
    """The splices with character references for what the part's encoding can't say, so that lengths stay true."""
    for splice in splices:
        said = splice.data.decode().encode(encoding, "xmlcharrefreplace").decode(encoding)
        yield splice._replace(data=said.encode())


def _gathered(small: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces."""
    waiting, size = list[bytes](), 0
    for piece in small:
        waiting.append(piece)
        size += len(piece)
        if size > 1 << 18:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _hashed(data: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in data:
        digest.update(piece)
        yield piece


def finish(
    draft: Draft, done: Mapping[str, Written], fingerprints: dict[str, Any], before: dict[str, Any], copy_of: str = ""
) -> Container:
    """The draft's package with all changes made and the undo log in it; `fingerprints`, `before` and the rest go along.

    `done` are parts that were written already.
    """
    package = draft.package
    name = draft.free_name("customXml", "item", "xml")
    draft.add_part(name, "application/xml", b"")
    draft.relate(package.workbook, "customXml", name)
    _add_properties(draft, name)
    draft.write_relationships()
    written = {key: done[key] if key in done else write_part(draft, key) for key in draft.touched()}
    parts = {key: (part.mark, part.undo) for key, part in written.items()}
    kept = {"parts": parts, "added": sorted(draft.new), "memory": fingerprints, "before": before}
    if copy_of:
        kept["copy_of"] = copy_of
    text = json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
    body = f'{DECLARATION}<record xmlns="{SPACE}">{xmltree.escape(text)}</record>'
    draft.new[name.lower()] = (name, body.encode())
    return _container(draft, {key: part.entry for key, part in written.items()})


def plain(draft: Draft) -> Container:
    """The draft's package with all changes made and no record: for taking out."""
    draft.write_relationships()
    return _container(draft, {key: write_part(draft, key).entry for key in draft.touched()})


def _container(draft: Draft, changed: Mapping[str, Entry]) -> Container:
    entries = [(key_of(entry.name), entry) for entry in draft.package.container.entries]
    old = tuple(changed.get(key, entry) for key, entry in entries if key not in draft.removed)
    new = tuple(container.new_entry(*draft.new[key]) for key in sorted(draft.new))
    return Container(old + new, draft.package.container.comment)


def _add_properties(draft: Draft, item: str) -> None:
    name = draft.wanted_name(item.replace("item", "itemProps"), _PROPERTIES_TYPE)
    text = (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_ITEM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    draft.add_part(name, _PROPERTIES_TYPE, text.encode())
    draft.relate(item.lower(), "customXmlProps", name)
