"""A person's own words, in a file of theirs: headings and status words that hold in every workbook they read.

[headings]
owner = ["Boss", "Häuptling"]

[words]
"in QA" = "in progress"
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from goalsheet import files
from goalsheet.errors import GoalsheetError


@dataclass(frozen=True)
class OwnWords:
    """`headings` by field, as they are written; `words` of status cells with what they mean."""

    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def with_more(self, headings: Mapping[str, tuple[str, ...]], words: Mapping[str, str]) -> "OwnWords":
        """These and more: of a heading that is there already the new field holds."""
        moved = {heading for several in headings.values() for heading in several}
        kept = {name: tuple(one for one in several if one not in moved) for name, several in self.headings.items()}
        names = dict.fromkeys((*kept, *headings))
        joined = {name: (*kept.get(name, ()), *headings.get(name, ())) for name in names}
        return OwnWords({name: several for name, several in joined.items() if several}, {**self.words, **words})


def place() -> Path:
    """The file in the folder that the system keeps for settings of programs."""
    folder = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(folder) if folder else Path.home() / ".config") / "goalsheet" / "words.toml"


@cache  # read once a process, like the words of the package
def own_words() -> OwnWords:
    """The person's words; none where there is no file. GoalsheetError for a file that can't be used."""
    path = place()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        headings = {name: tuple(map(str, several)) for name, several in content.get("headings", {}).items()}
        return OwnWords(headings, {str(word): str(means) for word, means in content.get("words", {}).items()})
    except FileNotFoundError:
        return OwnWords()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise GoalsheetError(f"{path}: cannot be read: {error}", "Mend the file, or take it away.") from None


def save(words: OwnWords) -> None:
    """Put the words into the person's file, which is theirs to edit. GoalsheetError where it can't be written."""
    path = place()
    lines = ["[headings]", *(f"{name} = {_toml(list(several))}" for name, several in words.headings.items())]
    lines += ["", "[words]", *(f"{_toml(word)} = {_toml(means)}" for word, means in words.words.items()), ""]
    content = "\n".join(lines).encode()
    files.write_output(path, content, None, may_replace=lambda _: True, remedy="Free its folder for writing.")
    own_words.cache_clear()


def _toml(value: object) -> str:
    """Texts and lists of them are written alike in JSON and TOML."""
    return json.dumps(value, ensure_ascii=False)
