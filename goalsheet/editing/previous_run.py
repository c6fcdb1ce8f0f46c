"""What an earlier run left that a new one goes on with: where ours is now, and what of the user's stands in it."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

from goalsheet.cells import CellRef
from goalsheet.reading.fingerprints import split_marks


@dataclass(frozen=True, slots=True)
class OldColumn:
    """A column of ours as the user left it; `column` is 0 where the user deleted it or made it theirs.

    `width` is 0 where none is set; `row` is that of its heading, 0 where that is not known. `headed`: its heading is
    still there, as a column of a table of the user's with columns of theirs behind it.
    """

    sheet: str
    column: int
    heading: str = ""
    width: float = 0.0
    hidden: bool = False
    row: int = 0
    headed: bool = False


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet of ours as the user left it: its name, its position among all sheets, the user's cells (as XML) on it."""

    name: str
    position: int
    extras: Mapping[tuple[int, int], str] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    state: str = ""


@dataclass(frozen=True, slots=True)
class PreviousRun:
    """`columns` by (block, column key), `sheets` by key; `kept` are cells of ours that hold the user's own text.

    `unprinted` are sheets (in lower case) whose print area of ours a person changed or cleared. `copied` are the
    fingerprints of what stays in columns of ours on copies of the user's sheets.
    """

    columns: Mapping[tuple[str, str], OldColumn] = field(default_factory=dict)
    sheets: Mapping[str, OldSheet] = field(default_factory=dict)
    kept: frozenset[CellRef] = frozenset()
    remarks: tuple[str, ...] = ()
    unprinted: frozenset[str] = frozenset()
    copied: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": [[*keys, *astuple(column)] for keys, column in self.columns.items()],
            "sheets": [_sheet_json(key, sheet) for key, sheet in self.sheets.items()],
            "kept": [[cell.sheet, cell.row, cell.column] for cell in sorted(self.kept)],
            "unprinted": sorted(self.unprinted),
            "copied": [[*keys, "".join(sorted(marks))] for keys, marks in sorted(self.copied.items())],
        }


def _sheet_json(key: str, sheet: OldSheet) -> list[Any]:
    extras = [[row, column, xml] for (row, column), xml in sorted(sheet.extras.items())]
    return [key, sheet.name, sheet.position, extras, sorted(sheet.widths.items()), sheet.state]


def from_json(found: Any) -> PreviousRun:
    """What a record kept; nothing where it can't be read."""
    try:
        columns = {(b, k): OldColumn(*rest) for b, k, *rest in found["columns"]}
        sheets = {
            key: OldSheet(name, position, {(r, c): xml for r, c, xml in extras}, dict(widths), state)
            for key, name, position, extras, widths, state in found["sheets"]
        }
        kept = frozenset(CellRef(*cell) for cell in found["kept"])
        unprinted = frozenset(found.get("unprinted", ()))
        copied = {(block, key): split_marks(marks) for block, key, marks in found.get("copied", ())}
    except (KeyError, TypeError, ValueError):
        return PreviousRun()
    return PreviousRun(columns, sheets, kept, (), unprinted, copied)
