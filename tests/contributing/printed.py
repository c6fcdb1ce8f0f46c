"""The changes that CONTRIBUTING.md describes, taken from its text so that they can be made.

A step is a paragraph that names a file and where in it, with a code block after it:

    In `goalsheet/thresholds.py`, below `runway days`:      a line that begins so; likewise `above` and `instead of`
    At the end of `goalsheet/rules/calendar.py`:
    New file `goalsheet/cli/owners.py`:

A block of `sh` holds commands, one of `console` commands after `$` and below each what it prints among other things.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?P<said>[^\n]+(?:\n[^\n]+)*):\n\n```(?P<kind>\w+)\n(?P<text>.*?)```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`([\w./-]+/[\w./-]+\.\w+|\w+\.md)`")
_PLACE = re.compile(r"(below|above|instead of) (?:``(.+)``|`([^`]+)`)$")


@dataclass(frozen=True)
class Step:
    """A text to put into a file. `place` is end, new, or below, above or instead of a line, given by its beginning."""

    path: str
    place: str
    line: str
    text: str

    def make(self, root: Path) -> None:
        path = root / self.path
        if self.place == "new":
            path.write_text(self.text, encoding="utf-8", newline="\n")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        at = len(lines) if self.place == "end" else self._found(lines)
        first, last = (at + (self.place == "below"), at + (self.place in ("below", "instead of")))
        lines[first:last] = [self.text]
        path.write_text("".join(lines), encoding="utf-8", newline="\n")

    def _found(self, lines: list[str]) -> int:
        found = [number for number, line in enumerate(lines) if line.strip().startswith(self.line)]
        assert len(found) == 1, f"CONTRIBUTING.md: {self.path} has {len(found)} lines that begin with {self.line!r}"
        return found[0]


@dataclass(frozen=True)
class Change:
    """One section: its steps, the commands to run, and what is to be seen then."""

    steps: tuple[Step, ...] = ()
    commands: tuple[str, ...] = ()
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def changes() -> Mapping[str, Change]:
    """The sections that have steps, by their titles."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sections = {part.partition("\n")[0]: part for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]}
    made = {title: _change(part) for title, part in sections.items()}
    return {title: change for title, change in made.items() if change.steps}


def _change(section: str) -> Change:
    steps: list[Step] = []
    commands: list[str] = []
    shown: dict[str, tuple[str, ...]] = {}
    for block in _BLOCK.finditer(section):
        if block["kind"] == "sh":
            commands += block["text"].splitlines()
        elif block["kind"] == "console":
            shown |= _shown(block["text"])
        elif step := _step(" ".join(block["said"].split()), block["text"]):
            steps.append(step)
    return Change(tuple(steps), tuple(commands), shown)


def _step(said: str, text: str) -> Step | None:
    path, place = _PATH.search(said), _PLACE.search(said)
    if path is None:
        return None
    if place:
        return Step(path[1], place[1], place[2] or place[3], text)
    return Step(path[1], "new" if "ew file" in said else "end", "", text)


def _shown(text: str) -> Mapping[str, tuple[str, ...]]:
    parts = (part.splitlines() for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:])
    return {command: tuple(lines) for command, *lines in parts}
