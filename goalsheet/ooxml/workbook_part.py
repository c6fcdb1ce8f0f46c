"""The workbook part: which sheets there are, and adding sheets and names to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.errors import GoalsheetError
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.xmltree import Node, quote

_PROPERTIES = "docprops/core.xml"
ORDER = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet as the workbook lists it. `key` is its part's, empty where that is missing; `kind` is `worksheet` or
    another.
    """

    name: str
    key: str
    kind: str
    visible: bool
    node: Node


def sheets_of(package: Package) -> list[SheetInfo]:
    """The workbook's sheets, in order."""
    holder = package.tree(package.workbook).child("sheets")
    related = {r.id: r for r in package.relationships(package.workbook)}
    found = []
    for node in holder.all("sheet") if holder else ():
        relationship = related.get(node.local("id") or "")
        key = relationship.target if relationship and relationship.target in package else ""
        kind = relationship.kind if relationship else ""
        found.append(SheetInfo(node.get("name"), key, kind, node.get("state", "visible") == "visible", node))
    return found


def since_1904(package: Package) -> bool:
    properties = package.tree(package.workbook).child("workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true", "on")


def saved_on(package: Package) -> date | None:
    """The day on which a program last saved the workbook, by its properties; None where they don't tell."""
    if _PROPERTIES not in package:
        return None
    try:
        found = re.search(rb"modified[^>]*>\s*(\d{4}-\d\d-\d\d)", package.utf8(_PROPERTIES)[:20_000])
        return date.fromisoformat(found[1].decode()) if found else None
    except (ValueError, GoalsheetError):  # no part is so unimportant
        return None


def structure_locked(package: Package) -> bool:
    protection = package.tree(package.workbook).child("workbookProtection")
    return protection is not None and protection.get("lockStructure") in ("1", "true", "on")


def counts_on_order(package: Package) -> bool:
    """Whether something in the workbook refers to sheets by their number: names, views, macros."""
    root = package.tree(package.workbook)
    names = root.child("definedNames")
    views = root.child("bookViews")
    macros = any(r.kind == "vbaProject" for r in package.relationships(package.workbook))
    return bool(
        macros
        or root.child("customWorkbookViews")
        or (names and any("localSheetId" in node.attributes for node in names.children))
        or (views and (len(views.children) > 1 or any(_not_first(n) for n in views.children)))
    )


def _not_first(view: Node) -> bool:
    return any(view.get(name, "0") != "0" for name in ("activeTab", "firstSheet"))


def prefix_of(root: Node) -> str:
    return f"{root.prefix}:" if root.prefix else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A new sheet to be listed: its name, its relationship's id, where it goes: at `position` (from 0, -1 for none)
    among the sheets to be, else before or behind the user's."""

    name: str
    relationship: str
    before: bool
    state: str = ""
    position: int = -1


def list_sheets(draft: Draft, new: Sequence[Listed]) -> dict[str, int]:
    """Add sheets to the workbook's list; gives back the position (from 0) that each sheet gets, the user's too."""
    package = draft.package
    root = package.tree(package.workbook)
    holder = root.child("sheets")
    assert holder is not None
    there = sheets_of(package)
    order = _order(len(there), new)
    next_id = max((int(s.node.get("sheetId")) for s in there if s.node.get("sheetId").isdigit()), default=0) + 1
    for number, sheet in enumerate(new):
        text = _sheet_xml(package, root, holder, sheet, next_id + number).encode()
        behind = order[order.index(sheet) :]
        after = next((there[item] for item in behind if isinstance(item, int)), None)
        rank = order.index(sheet)
        if after:
            draft.replace(package.workbook, after.node.start, after.node.start, text, rank)
        else:
            draft.append(package.workbook, holder, text, rank)
    renumber(draft, {old: order.index(old) for old in range(len(there))})
    return {sheet.name: order.index(sheet) for sheet in new} | {s.name: order.index(n) for n, s in enumerate(there)}


def _order(count: int, new: Sequence[Listed]) -> list[int | Listed]:
    """All sheets as they will stand: the user's by their number, and ours."""
    order: list[int | Listed] = [*range(count)]
    for sheet in sorted((s for s in new if s.position >= 0), key=lambda s: s.position):
        order.insert(sheet.position, sheet)
    ahead = [s for s in new if s.position < 0 and s.before]
    return [*ahead, *order, *(s for s in new if s.position < 0 and not s.before)]


def renumber(draft: Draft, numbers: Mapping[int, int], dropped: frozenset[int] = frozenset()) -> None:
    """Let names and views that refer to sheets by number follow. `dropped` are the places of names that go anyway."""
    if all(old == new for old, new in numbers.items()):
        return
    package = draft.package
    key, root = package.workbook, package.tree(package.workbook)
    holder, views = root.child("definedNames"), root.child("bookViews")
    for node in holder.all("definedName") if holder else ():
        local = node.get("localSheetId")
        if local.isdigit() and int(local) in numbers and node.start not in dropped:
            draft.set_attribute(key, node, "localSheetId", str(numbers[int(local)]))
    nodes = list(views.all("workbookView")) if views else []
    for view in nodes:
        for name in ("activeTab", "firstSheet"):
            new = _followed(name, view, numbers)
            if new != view.get(name, "0"):
                draft.set_attribute(key, view, name, new)
    if not nodes and numbers.get(0, 0):
        p = prefix_of(root)
        text = f'<{p}bookViews><{p}workbookView activeTab="{numbers[0]}"/></{p}bookViews>'
        draft.insert(key, root, "bookViews", ORDER, text.encode())


def _followed(name: str, view: Node, numbers: Mapping[int, int]) -> str:
    """Where a tab that a view names stands now. A tab bar that started with the first tab does so again."""
    old = view.get(name, "0")
    if not old.isdecimal() or (name == "firstSheet" and old == "0"):
        return old
    return str(numbers.get(int(old), 0))


def drop_names(draft: Draft, nodes: Sequence[Node]) -> None:
    """Take `definedName` elements out, and their list where it is empty then."""
    key = draft.package.workbook
    holder = draft.package.tree(key).child("definedNames")
    if holder and len(nodes) == len(holder.children):
        draft.remove(key, holder)
        return
    for node in nodes:
        draft.remove(key, node)


def drop_from_calculation(draft: Draft, sheet_ids: set[str]) -> None:
    """Take the cells of sheets that are gone out of the calculation chain."""
    package = draft.package
    key = package.related(package.workbook, "calcChain")
    if key is None:
        return
    root = package.tree(key)
    sheet, left, shift = "", 0, False
    for node in root.children:
        stated = "i" in node.attributes
        sheet = node.get("i") or sheet
        if sheet in sheet_ids:
            draft.remove(key, node)
            shift = True
        else:
            if shift and not stated:
                draft.set_attribute(key, node, "i", sheet)
            left, shift = left + 1, False
    if not left:
        for relationship in package.relationships(package.workbook):
            if relationship.target == key:
                draft.unrelate(package.workbook, relationship.id)
        draft.remove_part(key)


def _sheet_xml(package: Package, root: Node, holder: Node, sheet: Listed, sheet_id: int) -> str:
    prefix = holder.prefix_for(package.office)
    reference = f'{prefix}:id="{sheet.relationship}"'
    if not prefix:
        reference = f'r:id="{sheet.relationship}" xmlns:r="{package.office}"'
    state = f' state="{sheet.state}"' if sheet.state else ""
    return f'<{prefix_of(root)}sheet name="{quote(sheet.name)}" sheetId="{sheet_id}"{state} {reference}/>'


def add_names(draft: Draft, names: Sequence[str]) -> None:
    """Add `definedName` elements to the workbook."""
    if not names:
        return
    package = draft.package
    root = package.tree(package.workbook)
    holder, p = root.child("definedNames"), prefix_of(root)
    body = "".join(names)
    if holder:
        draft.append(package.workbook, holder, body.encode())
    else:
        text = f"<{p}definedNames>{body}</{p}definedNames>"
        draft.insert(package.workbook, root, "definedNames", ORDER, text.encode())
