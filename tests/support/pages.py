"""The examples of a manual page, taken apart so that they can be run.

A page has `Breaks:` and `Holds:` sections; each holds one example, indented: lines that say what the drawing cannot,
then the drawn sheets (see `drawn.py`).

    at Steps!D2                    the cell the finding stands at ("at workbook" for one without a cell)
    as of 2026-11-20               the day of the run; this one if nothing is said
    status S1: off track           what is computed of the item with this ID
    setting default_domain: x.org  a setting, as from the command line
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

AS_OF = date(2026, 11, 20)
_SECTION = re.compile(r"^(Breaks|Holds):\n+((?:(?:[ \t]+.*)?(?:\n|\Z))+)", re.M)
_SAID = re.compile(r"(at|as of|status|setting) (.*)")


@dataclass(frozen=True)
class Example:
    """One example: the drawing, and what is said about it. `breaks` tells whether the rule is to find something."""

    breaks: bool
    drawing: str
    at: str = ""
    as_of: date = AS_OF
    statuses: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


def examples(page: str) -> tuple[Example, ...]:
    return tuple(_example(match[1] == "Breaks", textwrap.dedent(match[2])) for match in _SECTION.finditer(page))


def _example(breaks: bool, text: str) -> Example:
    said: dict[str, list[str]] = {"at": [], "as of": [], "status": [], "setting": []}
    lines = text.strip("\n").splitlines()
    while lines and (match := _SAID.fullmatch(lines[0].strip())):
        said[match[1]].append(match[2])
        lines.pop(0)
    as_of = date.fromisoformat(said["as of"][0]) if said["as of"] else AS_OF
    at = said["at"][0] if said["at"] else ""
    return Example(breaks, "\n".join(lines), at, as_of, dict(_pairs(said["status"])), dict(_pairs(said["setting"])))


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(":")
        yield name.strip(), value.strip()
