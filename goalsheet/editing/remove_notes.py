"""Taking our notes out of a workbook that somebody saved since; a note that a person changed stays theirs."""

import re

from goalsheet.editing.notes import AUTHOR, OPENING
from goalsheet.ooxml.cell_xml import fingerprint
from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.worksheet import Sheet, parse_range
from goalsheet.ooxml.xmltree import Node, cell_text
from goalsheet.reading.fingerprints import Fingerprints

_SHAPE = re.compile(rb"<((?:\w+:)?shape)\s(?:(?!</\1\s*>).)*</\1\s*>", re.DOTALL)
_ANY_SHAPE = re.compile(rb"<(?:\w+:)?(?:shape|rect|oval|line|group|image)\s")


def note_text(comment: Node) -> str:
    """All text of a note."""
    return "".join(n.text for n in comment.walk() if n.name == "t")


def remove_notes(draft: Draft, sheet: Sheet, fingerprints: Fingerprints) -> list[str]:
    """Take our notes off a sheet; gives back remarks on what stays."""
    key = draft.package.related(sheet.key, "comments")
    root = draft.package.tree(key) if key else None
    holder = root.child("commentList") if root else None
    if key is None or root is None or holder is None:
        return []
    comments = list(holder.all("comment"))
    authors = [n.text for n in authors_of(root)]
    gone: list[Node] = []
    remarks: list[str] = []
    for comment in comments:
        text = note_text(comment)
        if not text.lstrip().startswith(OPENING):
            _cut(draft, key, comment, fingerprints)
        elif not fingerprints.notes or fingerprint(text) in fingerprints.notes:
            gone.append(comment)
        else:
            remarks.append(f"the note at {sheet.name}!{comment.get('ref')} was changed by hand and stays")
    if not gone:
        return remarks
    _take_shapes(draft, sheet, {c.get("ref") for c in gone}, everything=len(gone) == len(comments))
    if len(gone) == len(comments):
        _take_part(draft, sheet, key)
        return remarks
    for comment in gone:
        draft.remove(key, comment)
    _take_author(draft, key, root, authors, [c for c in comments if c not in gone])
    return remarks


def authors_of(root: Node) -> list[Node]:
    holder = root.child("authors")
    return list(holder.all("author")) if holder else []


def _take_author(draft: Draft, key: str, root: Node, authors: list[str], left: list[Node]) -> None:
    """Our name leaves the list of authors; where others follow it stays blank, so that no number changes."""
    last = len(authors) - 1
    for number, node in enumerate(authors_of(root)):
        if authors[number] != AUTHOR or any(c.get("authorId") == str(number) for c in left):
            continue
        if number == last:
            draft.remove(key, node)
        else:
            draft.replace(key, node.open_end, node.close_start, b"")


def _take_part(draft: Draft, sheet: Sheet, key: str) -> None:
    for relationship in draft.package.relationships(sheet.key):
        if relationship.target == key:
            draft.unrelate(sheet.key, relationship.id)
    draft.remove_part(key)


def _cut(draft: Draft, key: str, comment: Node, fingerprints: Fingerprints) -> None:
    """Cut what we added to a person's note off its end."""
    runs = [n for n in comment.walk() if n.name == "t"]
    whole = "".join(n.text for n in runs)
    at = whole.rfind("\n" + OPENING)
    if at < 0 or (fingerprints.notes and fingerprint(whole[at + 1 :]) not in fingerprints.notes):
        return
    position = 0
    for node in runs:
        if position >= at:
            run = node.parent if node.parent and node.parent.name == "r" else node
            draft.remove(key, run)
        elif position + len(node.text) > at:
            draft.replace(key, node.open_end, node.close_start, cell_text(node.text[: at - position]).encode())
        position += len(node.text)


def _take_shapes(draft: Draft, sheet: Sheet, refs: set[str], *, everything: bool) -> None:
    """Take the notes' boxes out of the VML drawing, and the drawing itself where nothing else is in it."""
    node = sheet.root.somewhere("legacyDrawing")
    identifier = node.local("id") if node else None
    found = next((r for r in draft.package.relationships(sheet.key) if r.id == identifier), None)
    if node is None or found is None or found.target not in draft.package:
        return
    data = draft.package.utf8(found.target)
    places = {(a.first_row - 1, a.first_column - 1) for ref in refs if (a := parse_range(ref))}
    shapes = [s for s in _SHAPE.finditer(data) if _place(s.group()) in places]
    if everything and len(shapes) == len(_ANY_SHAPE.findall(data)):
        draft.remove(sheet.key, node)
        draft.unrelate(sheet.key, found.id)
        draft.remove_part(found.target)
        return
    for shape in shapes:
        draft.replace(found.target, shape.start(), shape.end(), b"")


def _place(shape: bytes) -> tuple[int, int] | None:
    row = re.search(rb"<(?:\w+:)?Row>\s*(\d+)\s*<", shape)
    column = re.search(rb"<(?:\w+:)?Column>\s*(\d+)\s*<", shape)
    return (int(row.group(1)), int(column.group(1))) if row and column else None
