"""Links in cells: a place in the workbook, or an address of the web or of a mailbox."""

import re

from goalsheet.ooxml.content import Content
from goalsheet.ooxml.package import Draft
from goalsheet.ooxml.worksheet import Sheet
from goalsheet.ooxml.xmltree import quote

_ADDRESS = re.compile(r"\.{1,2}/.+|[A-Za-z][A-Za-z0-9+.\-]+:(?!:)[^!]*|[^!]*://.*")


def is_address(link: str) -> bool:
    """Whether a link leads out of the workbook.

    >>> is_address("https://example.org/a!b"), is_address("mailto:ana@example.org"), is_address("'Key results'!B2")
    (True, True, False)
    """
    return _ADDRESS.fullmatch(link) is not None


def link_attributes(content: Content) -> str:
    """The attributes of a hyperlink element besides its cell and target."""
    return f' tooltip="{quote(content.tooltip[:255])}"' if content.tooltip else ""


def hyperlink_xml(draft: Draft, sheet: Sheet, ref: str, content: Content) -> str:
    """A hyperlink element for a sheet that is there; an address becomes a relationship of the sheet."""
    tag = f"{sheet.prefix}hyperlink"
    if not is_address(content.link):
        return f'<{tag} ref="{ref}" location="{quote(content.link)}"{link_attributes(content)}/>'
    identifier = draft.relate(sheet.key, "hyperlink", content.link, external=True)
    return f'<{tag} ref="{ref}" {relationship_attribute(draft, sheet, identifier)}{link_attributes(content)}/>'


def relationship_attribute(draft: Draft, sheet: Sheet, identifier: str) -> str:
    """`r:id="…"` with a prefix that is in force in this sheet, or declared on the spot."""
    prefix = sheet.root.prefix_for(draft.package.office)
    if prefix:
        return f'{prefix}:id="{identifier}"'
    return f'r:id="{identifier}" xmlns:r="{draft.package.office}"'
