"""Notes (legacy comments): the comments part and the VML drawing that Excel shows them with (ECMA-376 part 1, 18.7;
part 4, 19).

Both parts are only added to: form controls, header pictures and other people's notes in them stay as they are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Note
from goalsheet.editing.sheet_edit import SheetEdit
from goalsheet.ooxml.hyperlinks import relationship_attribute
from goalsheet.ooxml.package import DECLARATION, Draft, Package
from goalsheet.ooxml.worksheet import Sheet, merged_areas
from goalsheet.ooxml.xmltree import Node, cell_text, quote

AUTHOR = "goalsheet"
#: The line that starts what we add, as Excel starts a note with its author.
OPENING = "goalsheet:"
_MOST_NOBODIES = 100  # authors that notes name and the list has not: none of them is us
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_MAP = re.compile(rb"""<[\w:]*idmap\b[^>]*?\sdata\s*=\s*["']([\d,\s]+)["']""")
_VML_END = re.compile(rb"</(?:[\w]+:)?xml\s*>\s*\Z")
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="{block}"/>'
    "</o:shapelayout>{shapes}</xml>"
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;'
    'width:{width}pt;height:{height}pt;z-index:{z};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData '
    'ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}


@dataclass(frozen=True, slots=True)
class Ids:
    """Shape ids: `blocks` of 1024 are taken by the workbook's VML drawings."""

    blocks: frozenset[int]

    @classmethod
    def of(cls, package: Package) -> "Ids":
        taken = set()
        for key in package.entries:
            if key.endswith(".vml") or "vmldrawing" in package.content_type(key).lower():
                data = package.content(key)
                taken |= {number // 1024 for number in _shape_ids(data)} | set(_mapped(data))
        return cls(frozenset(taken))


def _shape_ids(data: bytes) -> set[int]:
    return {int(number) for number in _SHAPE_ID.findall(data) if len(number) < 10}


def _mapped(data: bytes) -> list[int]:
    """The blocks of ids that a drawing says are its own."""
    numbers = [number.strip() for found in _MAP.findall(data) for number in found.split(b",")]
    return [int(number) for number in numbers if number.isdigit() and len(number) < 10]


def add_notes(edit: SheetEdit, notes: Sequence[Note], ids: Ids) -> tuple[list[str], Ids, list[str]]:
    """Put notes on a sheet; gives back what could not be done (in words), the ids taken now, our texts as written."""
    package, sheet = edit.draft.package, edit.sheet
    comments = package.related(sheet.key, "comments")
    there = _there(package, comments)
    threaded = _threaded(package, sheet)
    notes = _on_first_cells(sheet, notes)
    remarks = [f"{note.cell} has a discussion; no note was added to it" for note in notes if note.cell.a1 in threaded]
    wanted = _merged(note for note in notes if note.cell.a1 not in threaded)
    for note in wanted:
        if note.cell.a1 in there and comments:
            _extend(edit.draft, comments, there[note.cell.a1], note.text)
    fresh = [note for note in wanted if note.cell.a1 not in there]
    if fresh:
        _write_comments(edit, comments, fresh)
        ids = _write_shapes(edit, fresh, ids)
    return remarks, ids, [f"{OPENING}\n{note.text}" for note in wanted]


def _on_first_cells(sheet: Sheet, notes: Sequence[Note]) -> list[Note]:
    """Notes within merged cells go to the first of them: Excel shows none anywhere else."""
    areas = merged_areas(sheet)
    moved = []
    for note in notes:
        cell = note.cell
        area = next((a for a in areas if (cell.row, cell.column) in a), None)
        moved.append(Note(CellRef(cell.sheet, area.first_row, area.first_column), note.text) if area else note)
    return moved


def _merged(notes: Iterable[Note]) -> list[Note]:
    """One note for a cell, however many were asked for, by cell."""
    texts: dict[CellRef, list[str]] = {}
    for note in notes:
        texts.setdefault(note.cell, []).append(note.text)
    return [Note(cell, "\n".join(texts[cell])) for cell in sorted(texts)]


def _there(package: Package, comments: str | None) -> dict[str, Node]:
    if not comments:
        return {}
    holder = package.tree(comments).child("commentList")
    return {n.get("ref").replace("$", "").upper(): n for n in holder.all("comment")} if holder else {}


def _threaded(package: Package, sheet: Sheet) -> set[str]:
    """Cells with a threaded comment: the note there is a placeholder that must stay as it is."""
    cells = set()
    for relationship in package.relationships(sheet.key):
        if relationship.kind == "threadedComment" and relationship.target in package:
            root = package.tree(relationship.target)
            cells |= {n.get("ref").replace("$", "").upper() for n in root.children}
    return cells


def _runs(prefix: str, text: str, opening: str) -> str:
    p = prefix
    font = f'<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
    return (
        f'<{p}r><{p}rPr><{p}b/>{font}</{p}rPr><{p}t xml:space="preserve">{opening}</{p}t></{p}r>'
        f'<{p}r><{p}rPr>{font}</{p}rPr><{p}t xml:space="preserve">\n{cell_text(text)}</{p}t></{p}r>'
    )


def _extend(draft: Draft, key: str, comment: Node, text: str) -> None:
    """Add our text behind a note that is there."""
    root = draft.package.tree(key)
    prefix = f"{root.prefix}:" if root.prefix else ""
    holder = comment.child("text")
    added = _runs(prefix, text, "\n" + OPENING).encode()
    if holder is None:
        draft.append(key, comment, f"<{prefix}text>".encode() + added + f"</{prefix}text>".encode())
        return
    plain = holder.child("t")
    if plain:  # text and runs may not stand side by side in Excel: the text becomes a run
        tag = f"{prefix}r".encode()
        draft.replace(key, plain.start, plain.start, b"<" + tag + b">")
        draft.replace(key, plain.end, plain.end, b"</" + tag + b">" + added)
        return
    after = next((n for n in holder.children if n.name in ("rPh", "phoneticPr")), None)
    if after:
        draft.replace(key, after.start, after.start, added)
    else:
        draft.append(key, holder, added)


def _write_comments(edit: SheetEdit, key: str | None, notes: Sequence[Note]) -> None:
    draft, sheet = edit.draft, edit.sheet
    if key is None:
        body = "".join(_comment("", note, 0) for note in notes)
        text = (
            f'{DECLARATION}<comments xmlns="{draft.package.main}"><authors><author>{AUTHOR}</author></authors>'
            f"<commentList>{body}</commentList></comments>"
        )
        name = draft.free_name(folder_of(draft.package), "comments", "xml")
        draft.add_part(name, _COMMENTS_TYPE, text.encode())
        draft.relate(sheet.key, "comments", name)
        return
    root = draft.package.tree(key)
    p = f"{root.prefix}:" if root.prefix else ""
    authors, comments = root.child("authors"), root.child("commentList")
    count = len(list(authors.all("author"))) if authors else 0
    named = [n.number("authorId") for n in comments.all("comment")] if comments else []
    nobody = max((n + 1 - count for n in named if count <= n < count + _MOST_NOBODIES), default=0)
    added = "".join(_comment(p, note, count + nobody) for note in notes).encode()
    author = (f"<{p}author/>" * nobody + f"<{p}author>{AUTHOR}</{p}author>").encode()
    if authors:
        draft.append(key, authors, author)
    else:
        at = root.children[0].start if root.children else root.close_start
        draft.replace(key, at, at, f"<{p}authors>".encode() + author + f"</{p}authors>".encode())
    if comments:
        draft.append(key, comments, added)
    else:
        draft.append(key, root, f"<{p}commentList>".encode() + added + f"</{p}commentList>".encode())


def _comment(prefix: str, note: Note, author: int) -> str:
    p = prefix
    return (
        f'<{p}comment ref="{note.cell.a1}" authorId="{author}" shapeId="0"><{p}text>{_runs(p, note.text, OPENING)}'
        f"</{p}text></{p}comment>"
    )


def folder_of(package: Package) -> str:
    """The folder of the workbook part, as written."""
    return package.entries[package.workbook].name.replace("\\", "/").lstrip("/").rpartition("/")[0]


def _shape(note: Note, identifier: int, z: int) -> str:
    lines = sum(1 + len(line) // 38 for line in note.text.split("\n")) + 1
    height = min(20, max(4, lines + 1))
    column, row = note.cell.column, max(0, note.cell.row - 2)
    anchor = f"{column}, 15, {row}, 2, {column + 4}, 15, {row + height}, 4"
    return _SHAPE.format(
        id=identifier,
        z=z,
        anchor=anchor,
        width=192,
        height=15 * height,
        row=note.cell.row - 1,
        column=note.cell.column - 1,
    )


def _write_shapes(edit: SheetEdit, notes: Sequence[Note], ids: Ids) -> Ids:
    draft, sheet = edit.draft, edit.sheet
    node = sheet.root.somewhere("legacyDrawing")
    wanted = node.local("id") if node else None
    key = next((r.target for r in draft.package.relationships(sheet.key) if r.id == wanted), None)
    if key and key in draft.package:
        return _add_shapes(draft, key, notes, ids)
    block = 1
    while block in ids.blocks:
        block += 1
    shapes = "".join(_shape(note, 1024 * block + n, n) for n, note in enumerate(notes, 1))
    taken = frozenset(range(block, block + len(notes) // 1024 + 1))
    text = _VML.format(block=",".join(map(str, sorted(taken))), shapes=_SHAPE_TYPE + shapes)
    name = draft.free_name(_join(folder_of(draft.package), "drawings"), "vmlDrawing", "vml")
    draft.add_part(name, _VML_TYPE, text.encode())
    identifier = draft.relate(sheet.key, "vmlDrawing", name)
    if node is None:
        edit.element(
            "legacyDrawing", f"<{sheet.prefix}legacyDrawing {relationship_attribute(draft, sheet, identifier)}/>"
        )
    return Ids(ids.blocks | taken)


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _add_shapes(draft: Draft, key: str, notes: Sequence[Note], ids: Ids) -> Ids:
    """Add shapes to a VML drawing that is there. It may be no proper XML, so this is one insertion before its end."""
    data = draft.package.utf8(key)
    found = _VML_END.search(data)
    at = found.start() if found else data.rfind(b"</")
    used, mapped = _shape_ids(data), _mapped(data)
    block = mapped[0] if mapped else max((n // 1024 for n in used), default=1)
    identifier = max([n for n in used if n // 1024 == block], default=1024 * block)
    shapes = "" if b"_x0000_t202" in data else _SHAPE_TYPE
    for z, note in enumerate(notes, len(used) + 1):
        identifier += 1
        shapes += _shape(note, identifier, z)
    draft.replace(key, at, at, _declared(shapes, data).encode())
    return Ids(ids.blocks | {identifier // 1024})


def _declared(shapes: str, data: bytes) -> str:
    """The shapes, with the namespaces declared on them that the drawing's root does not declare."""
    root = data[: data.find(b">", data.find(b"<xml")) + 1] if b"<xml" in data else b""
    missing = "".join(f' xmlns:{p}="{quote(u)}"' for p, u in _SPACES.items() if f"xmlns:{p}=".encode() not in root)
    return re.sub(r"<v:(shape|shapetype) ", rf"<v:\1{missing} ", shapes) if missing else shapes
