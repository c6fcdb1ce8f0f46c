"""What Outlook for Windows, Gmail and Apple Mail make of our mails, by a table of what they can (clients.toml)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.mail.letters import mails, part

TABLE = tomllib.loads((Path(__file__).parent / "clients.toml").read_text(encoding="utf-8"))
CLIENTS = ("outlook", "gmail", "apple")


def problems(page: str) -> Iterator[str]:
    """Whatever a client cannot do and nothing makes up for."""
    document = html.document_fromstring(page)
    for element in document.iter():
        if isinstance(element.tag, str):
            yield from judged("elements", element.tag, "", element)
            for name in element.attrib:
                yield from judged("attributes", str(name), "", element)
            for name, value in declarations(element.get("style") or ""):
                yield from judged("properties", name, value, element)
    for style in document.iter("style"):
        yield from in_block(style.text or "")


def in_block(css: str) -> Iterator[str]:
    """The block holds nothing outside its media rules, and Outlook wants a space before `!important`."""
    for rule in re.findall(r"@[^{]+", css):
        yield from judged("rules", rule.strip(), "", None)
    if re.search(r"\S!important", css):
        yield "!important without a space before it"
    if re.sub(r"@media[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css).strip():
        yield "the block has rules of its own"
    for name, value in declarations(re.sub(r"@media[^{]+\{|[^{};]+\{|\}", ";", css)):
        if name not in TABLE["properties"] and name not in TABLE["properties"]["all"]:
            yield f"{name}: {value} is not in the table"


def declarations(css: str) -> Iterator[tuple[str, str]]:
    for one in css.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            yield name.strip(), value.strip()


def judged(kind: str, name: str, value: str, element: Any) -> Iterator[str]:
    if name in TABLE[kind]["all"]:
        return
    entry = TABLE[kind].get(name)
    if entry is None:
        yield f"{kind}: {name} is not in the table"
        return
    for client in CLIENTS:
        if not can(entry.get(client, {}), value, element) and not made_up_for(entry, element):
            yield f"{client} does not know {name}: {value} on {element.tag if element is not None else 'a page'}"


def can(limits: Mapping[str, Any], value: str, element: Any) -> bool:
    tag = element.tag if element is not None else ""
    if limits.get("no") or tag in limits.get("not_on", ()):
        return False
    if "on" in limits and tag not in limits["on"]:
        return False
    return "values" not in limits or bool(re.search(limits["values"], value))


def made_up_for(entry: Mapping[str, Any], element: Any) -> bool:
    if "attribute" in entry and element is not None and element.get(entry["attribute"]):
        return True
    if "property" in entry and entry["property"] in dict(declarations(element.get("style") or "")):
        return True
    return "harmless" in entry and (element is None or element.tag in entry.get("harmless_on", [element.tag]))


def test_there_are_mails_of_every_sample() -> None:
    assert len(mails()) > 30


@pytest.mark.parametrize(
    "sample", ["marketing-goals", "messy-plan", "okrs-q4", "product-kpis", "website-launch", "ziele"]
)
def test_no_client_is_asked_for_what_it_cannot_do(sample: str) -> None:
    pages = [part(message, "html") for name, message in mails().items() if name.startswith(sample)]
    assert pages
    assert {problem for page in pages for problem in problems(page)} == set()


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<p style='padding:4px'>a</p>", "outlook does not know padding: 4px on p"),
        ("<p style='display:flex'>a</p>", "outlook does not know display: flex on p"),
        ("<section>a</section>", "elements: section is not in the table"),
        ("<p style='background-image:none'>a</p>", "properties: background-image is not in the table"),
        ("<td style='padding-left:4px'>a</td>", "outlook does not know padding-left: 4px on td"),
        ("<img style='width:3px'>", "outlook does not know width: 3px on img"),
        ("<style>p{color:red}</style>", "the block has rules of its own"),
        ("<style>@media (hover){p{color:red!important}}</style>", "!important without a space before it"),
    ],
)
def test_the_checker_sees(page: str, problem: str) -> None:
    assert problem in set(problems(f"<html><body><table><tr>{page}</tr></table></body></html>"))
