"""A mapping file: what a person says of how a workbook is to be read, in `[layout]` of NAME.goalsheet.toml.

    [layout]
    sheet = "Plan"                  # read this sheet; ["North", "South"] together
    heading_rows = [3, 4]           # its heading, where it is not found
    first_row = 6                   # leave out what stands above
    last_row = 80                   # ... and below
    leave_out = [12, 40]            # rows that are no steps
    goals_by = "section rows"       # column, section rows, outline, merged, filled down, blocks, none, or
                                    # first of block: the first row of each merged block
    carried_down = ["goal"]         # fields written once for the rows below
    none = ["open", "tbc"]          # what means that nothing is there
    swapped = [9, 14]               # rows in whose dates day and month are exchanged
    roles = ["Front", "Back"]       # before people's names: "Front: Ann Lee"
    separators = ["and", "~"]       # between people in one cell, besides , ; /

    [layout.fields]                 # field = heading, or column letter (also of a column without); "" for none
    step = "What"
    owner = ["Lead", "F"]
    due = "H"

    [layout.colours]                # what a fill means where the status cell is blank
    "92D050" = "done"

Only what is said is fixed; the rest is found by evidence. The order of dates and your own status words are settings
(`date_order`, `words`) at the top of the same file.
"""

import tomllib
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from goalsheet.errors import GoalsheetError
from goalsheet.folding import fold
from goalsheet.layout.fields import fields_of
from goalsheet.layout.table import Kind
from goalsheet.settings import own_file

GOALS_BY = ("column", "section rows", "outline", "merged", "filled down", "blocks", "none", "first of block")


@dataclass(frozen=True)
class Mapping:
    """What a mapping file says. Rows are 1-based; a field's columns are headings or letters, none for no column."""

    path: Path = Path("goalsheet.toml")
    kind: Kind = Kind.STEPS
    sheet: str = ""
    more_sheets: tuple[str, ...] = ()
    heading_rows: tuple[int, ...] = ()
    first_row: int = 0
    last_row: int = 0
    leave_out: frozenset[int] = frozenset()
    goals_by: str = ""
    carried_down: tuple[str, ...] = ()
    none: frozenset[str] = frozenset()  # folded
    swapped: frozenset[int] = frozenset()
    roles: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()
    fields: MappingType[str, tuple[str, ...]] = field(default_factory=dict)
    colours: MappingType[str, str] = field(default_factory=dict)

    def parts(self) -> tuple["Mapping", ...]:
        """What it says of the other sheets that are read together with the first."""
        return tuple(replace(self, sheet=sheet, more_sheets=()) for sheet in self.more_sheets)

    def wrong(self, message: str, remedy: str) -> GoalsheetError:
        return GoalsheetError(f"{self.path}: {message}", remedy)


def beside(workbook: Path) -> Mapping | None:
    """The mapping in the file beside a workbook, if there is one that maps."""
    path = own_file(workbook)
    return load(path) if path.is_file() else None


def load(path: Path) -> Mapping | None:
    """A mapping file's `[layout]`; None where it has none. GoalsheetError for one that cannot be used."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoalsheetError(f"{path}: cannot be read: {error}", "Mend the file, or take it away.") from None
    said = content.get("layout")
    if said is None:
        return None
    if not isinstance(said, dict):
        raise GoalsheetError(f"{path}: layout must be a table", "Write [layout] above what it says.")
    return _checked(path, said)


def _checked(path: Path, said: dict[str, Any]) -> Mapping:
    readers = {
        "kind": _kind, "sheet": _texts, "heading_rows": _rows, "first_row": _row, "last_row": _row, "leave_out": _rows,
        "carried_down": _texts, "none": _texts, "swapped": _rows, "roles": _texts,
        "goals_by": _goals_by, "separators": _texts, "fields": _fields, "colours": _colours,
    }  # fmt: skip
    values: dict[str, Any] = {}
    for name, value in said.items():
        if name not in readers:
            raise GoalsheetError(f"{path}: layout has no {name!r}", f"It can say: {', '.join(readers)}.")
        try:
            values[name] = readers[name](value)
        except ValueError as allowed:
            raise GoalsheetError(f"{path}: {name} cannot be {value!r}", f"Allowed: {allowed}.") from None
    values["sheet"], *more = values.get("sheet") or ("",)
    values["more_sheets"] = tuple(more)
    values["none"] = frozenset(map(fold, values.get("none", ())))
    for name in ("leave_out", "swapped"):
        values[name] = frozenset(values.get(name, ()))
    mapping = Mapping(path=path, **values)
    known = [f.name for f in fields_of(mapping.kind)]
    for name in (*mapping.fields, *mapping.carried_down):
        if name not in known:
            raise mapping.wrong(f"{mapping.kind} have no field {name!r}", f"Fields are: {', '.join(known)}.")
    return mapping


def _kind(value: Any) -> Kind:
    try:
        return Kind(str(value).casefold())
    except ValueError:
        raise ValueError(", ".join(Kind)) from None


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise ValueError('a text in quotes, or several as ["one", "two"]')
    return tuple(value)


def _row(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("a row's number, 1 or more")
    return value


def _rows(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        return (_row(value),)
    return tuple(sorted(_row(part) for part in value))


def _goals_by(value: Any) -> str:
    if value not in GOALS_BY:
        raise ValueError(", ".join(GOALS_BY))
    return str(value)


def _fields(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError('a table: [layout.fields] with lines such as due = "Deadline"')
    return {name: _texts(columns) for name, columns in value.items()}


def _colours(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(meaning, str) for meaning in value.values()):
        raise ValueError('a table: [layout.colours] with lines such as "92D050" = "done"')
    return {colour.lstrip("#").upper(): meaning for colour, meaning in value.items()}
