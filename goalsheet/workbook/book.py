"""The workbook part: which sheets there are, and adding sheets and names to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from goalsheet.workbook.package import Draft, Package
from goalsheet.workbook.xmltree import Node, quote

ORDER = tuple(
    """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
    definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr
    webPublishObjects extLst""".split()
)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet as the workbook lists it. `key` is its part's, empty where that is missing; `kind` is `worksheet` or another."""

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
        or (
            views
            and (len(views.children) > 1 or any(n.get("activeTab") or n.get("firstSheet") for n in views.children))
        )
    )


def prefix_of(root: Node) -> str:
    return f"{root.prefix}:" if root.prefix else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A new sheet to be listed: its name, the id of its relationship, and where it goes."""

    name: str
    relationship: str
    before: bool
    hidden: bool


def list_sheets(draft: Draft, new: Sequence[Listed]) -> dict[str, int]:
    """Add sheets to the workbook's list; gives back the position (from 0) that each gets."""
    package = draft.package
    root = package.tree(package.workbook)
    holder = root.child("sheets")
    assert holder is not None
    there = sheets_of(package)
    next_id = max((int(s.node.get("sheetId")) for s in there if s.node.get("sheetId").isdigit()), default=0) + 1
    ahead = [sheet for sheet in new if sheet.before and there]
    behind = [sheet for sheet in new if sheet not in ahead]
    texts = {s.name: _sheet_xml(package, root, holder, s, next_id + n) for n, s in enumerate((*ahead, *behind))}
    if ahead:
        at = there[0].node.start
        draft.replace(package.workbook, at, at, "".join(texts[s.name] for s in ahead).encode())
        _keep_active(draft, root, len(ahead))
    if behind:
        draft.append(package.workbook, holder, "".join(texts[s.name] for s in behind).encode())
    return {s.name: n for n, s in enumerate(ahead)} | {
        s.name: len(ahead) + len(there) + n for n, s in enumerate(behind)
    }


def _sheet_xml(package: Package, root: Node, holder: Node, sheet: Listed, sheet_id: int) -> str:
    prefix = holder.prefix_for(package.office)
    reference = f'{prefix}:id="{sheet.relationship}"'
    if not prefix:
        reference = f'r:id="{sheet.relationship}" xmlns:r="{package.office}"'
    state = ' state="hidden"' if sheet.hidden else ""
    return f'<{prefix_of(root)}sheet name="{quote(sheet.name)}" sheetId="{sheet_id}"{state} {reference}/>'


def _keep_active(draft: Draft, root: Node, by: int) -> None:
    """Keep the user's first sheet in front, now that ours stand before it."""
    key = draft.package.workbook
    views = root.child("bookViews")
    view = views.child("workbookView") if views else None
    if view:
        draft.set_attribute(key, view, "activeTab", str(by))
    else:
        p = prefix_of(root)
        text = f'<{p}bookViews><{p}workbookView activeTab="{by}"/></{p}bookViews>'
        draft.insert(key, root, "bookViews", ORDER, text.encode())


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
