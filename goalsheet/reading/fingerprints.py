"""What we remember of what we wrote: the headings, and fingerprints of the cells' values, by column and sheet.

It is kept in the record part, and in short pieces in the workbook's custom document properties, which Excel and
LibreOffice carry through a save. So a cell that a person typed over can be told from one of ours.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goalsheet.ooxml.cell_xml import fingerprint, stored
from goalsheet.ooxml.content import Value
from goalsheet.ooxml.package import DECLARATION, OFFICE_STRICT, Draft, Package
from goalsheet.ooxml.xmltree import Node, escape
from goalsheet.reading import memory_cells

NAME = "goalsheet."
_PIECE = 250  # Excel's own limit for the text of a custom property is 255
_MOST = 60_000
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SPACE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/customProperties"
_VALUES_STRICT = "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes"


@dataclass(frozen=True)
class Fingerprints:
    """`columns` maps (block, column key) to (heading, fingerprints), `sheets` a sheet's key to (name, fingerprints);
    `notes` are the fingerprints of notes' whole texts, `renamed` the columns to which a person gave their heading.
    """

    columns: Mapping[tuple[str, str], tuple[str, frozenset[str]]] = field(default_factory=dict)
    sheets: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    renamed: frozenset[tuple[str, str]] = frozenset()

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": [[*keys, heading, _join(marks)] for keys, (heading, marks) in self.columns.items()],
            "sheets": [[key, name, _join(marks)] for key, (name, marks) in self.sheets.items()],
            "notes": _join(self.notes),
            **({"renamed": sorted(map(list, self.renamed))} if self.renamed else {}),
        }


def prints(values: Iterable[Value], *, since_1904: bool = False) -> frozenset[str]:
    """The fingerprints of values as a reader of the file will find them."""
    found = {stored(value, since_1904=since_1904) for value in set(values)}
    return frozenset(fingerprint(value) for value in found if value is not None)


def _join(marks: frozenset[str]) -> str:
    return "".join(sorted(marks))


def split_marks(text: str) -> frozenset[str]:
    """Fingerprints that were written one behind the other."""
    return frozenset(text[at : at + 4] for at in range(0, len(text), 4))


def from_json(found: Any) -> Fingerprints:
    """The memory as it was written; an empty one where it can't be read."""
    try:
        columns = {(b, k): (heading, split_marks(marks)) for b, k, heading, marks in found["columns"]}
        sheets = {key: (name, split_marks(marks)) for key, name, marks in found["sheets"]}
        renamed = frozenset((block, key) for block, key in found.get("renamed", ()))
        return Fingerprints(columns, sheets, split_marks(found["notes"]), renamed)
    except (KeyError, TypeError, ValueError):
        return Fingerprints()


# --- in the document properties


def properties_part(package: Package) -> str | None:
    """The key of the custom document properties."""
    return package.related("", "custom-properties") or package.related("", "customProperties")


def our_properties(package: Package) -> list[Node]:
    """Our custom document properties, in order."""
    key = properties_part(package)
    nodes = package.tree(key).children if key else []
    ours = [n for n in nodes if n.name == "property" and n.get("name").startswith(NAME)]
    return sorted(ours, key=lambda node: _number(node.get("name")))


def _number(name: str) -> int:
    text = name[len(NAME) :]
    return int(text) if text.isdigit() else 0


def recalled(package: Package) -> Fingerprints:
    """The memory out of the document properties, or out of cells where a program dropped those."""
    properties = _read("".join(node.children[0].text for node in our_properties(package) if node.children))
    if any(marks for _, marks in properties.columns.values()):
        return properties
    cells = _read(memory_cells.joined(package))
    return cells if cells != Fingerprints() else properties


def _read(text: str) -> Fingerprints:
    try:
        return from_json(json.loads(text))
    except ValueError:
        return Fingerprints()


def as_text(fingerprints: Fingerprints) -> str:
    """The memory as text; `recalled` finds it again."""
    return json.dumps(fingerprints.as_json(), separators=(",", ":"))


def remember(draft: Draft, fingerprints: Fingerprints) -> None:
    """Put the memory into the document properties; where it is long, only the headings."""
    text = as_text(fingerprints)
    if len(text) > _MOST:
        short = Fingerprints(
            {keys: (heading, frozenset()) for keys, (heading, _) in fingerprints.columns.items()},
            {key: (name, frozenset()) for key, (name, _) in fingerprints.sheets.items()},
            renamed=fingerprints.renamed,
        )
        text = as_text(short)
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    key = properties_part(draft.package)
    if key:
        _add(draft, key, pieces)
    else:
        _create(draft, pieces)


def _add(draft: Draft, key: str, pieces: list[str]) -> None:
    root = draft.package.tree(key)
    p = f"{root.prefix}:" if root.prefix else ""
    first = max(1, *(n.number("pid") for n in root.children), 1) + 1
    spaces = _VALUES_STRICT if "purl.oclc.org" in root.uri else _VALUES
    v = root.prefix_for(spaces)
    declared = "" if v else f' xmlns:vt="{spaces}"'
    draft.append(key, root, _pieces_xml(pieces, first, p, f"{v or 'vt'}:", declared).encode())


def _pieces_xml(pieces: list[str], first: int, p: str, v: str, declared: str) -> str:
    return "".join(
        f'<{p}property fmtid="{_FMTID}" pid="{first + n}" name="{NAME}{n + 1}"><{v}lpwstr{declared}>{escape(piece)}'
        f"</{v}lpwstr></{p}property>"
        for n, piece in enumerate(pieces)
    )


def _create(draft: Draft, pieces: list[str]) -> None:
    strict = draft.package.office == OFFICE_STRICT
    space, values = (_SPACE_STRICT, _VALUES_STRICT) if strict else (_SPACE, _VALUES)
    body = _pieces_xml(pieces, 2, "", "vt:", "")
    text = f'{DECLARATION}<Properties xmlns="{space}" xmlns:vt="{values}">{body}</Properties>'
    name = draft.wanted_name("docProps/custom.xml", _TYPE)
    draft.add_part(name, _TYPE, text.encode())
    draft.relate("", "customProperties" if strict else "custom-properties", name)
