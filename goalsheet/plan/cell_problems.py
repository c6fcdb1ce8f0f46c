"""What reading cells can come upon: one table of codes (`problems.toml`), and a problem as a value."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from goalsheet.cells import CellRef
from goalsheet.findings import Finding, Severity
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, msg


@dataclass(frozen=True, slots=True)
class ReadingCode:
    """One code of the table. `page` is its manual page: what is found and why, then `Breaks:` and `Holds:` examples."""

    code: str
    name: str
    severity: Severity
    hint: LazyText
    page: str


def _table() -> dict[str, ReadingCode]:
    entries = tomllib.loads(files("goalsheet.plan").joinpath("problems.toml").read_text(encoding="utf-8"))
    return {
        code: ReadingCode(code, entry["name"], Severity(entry["severity"]), msg(entry["hint"]), entry["page"].strip())
        for code, entry in entries.items()
    }


#: Every code of reading, in order.
CODES: Mapping[str, ReadingCode] = _table()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell could not be read as what it should be. `hint` replaces the code's own where it knows better."""

    code: str
    message: LazyText
    hint: LazyText = NOTHING

    def at(self, cell: CellRef | None) -> Finding:
        known = CODES[self.code]
        return Finding(self.code, known.severity, cell, self.message, self.hint or known.hint)
