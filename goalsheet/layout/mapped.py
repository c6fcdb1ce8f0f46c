"""Reads a sheet as a mapping says: what it names is fixed and checked, the rest is found by evidence."""

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingType

from goalsheet.cells import column_letter, column_number
from goalsheet.layout import heading_words
from goalsheet.layout.assign import Fixed, assign
from goalsheet.layout.candidates import Candidate, candidates, names_kind, own_rows, score, steps_under
from goalsheet.layout.evidence import evidence
from goalsheet.layout.grid import Grid
from goalsheet.layout.headers import DEEPEST, Header, head_of, header_at
from goalsheet.layout.mapping import Mapping
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import MAIN


def mapped(grids: Sequence[Grid], mapping: Mapping) -> Candidate:
    """The table that a mapping speaks of; GoalsheetError where the workbook no longer fits it."""
    grid = _sheet(grids, mapping)
    header = _head(grid, mapping)
    fixed = _fixed(header, mapping)
    if mapping.kind is Kind.STEPS:
        return _checked(steps_under(grid, header, names_kind(grid.sheet.name), fixed, mapping), mapping)
    cells = evidence(grid, own_rows(grid, header), _all_headings(header, fixed))
    reads = assign(header, mapping.kind, cells, fixed)
    named = names_kind(grid.sheet.name)
    made = Candidate(grid, header, reads, cells, score(reads, cells, named), named is mapping.kind, mapping)
    return _checked(made, mapping)


def _checked(candidate: Candidate, mapping: Mapping) -> Candidate:
    if MAIN[mapping.kind] not in candidate.reads.columns:
        raise mapping.wrong(
            f"sheet {candidate.grid.sheet.name}, row {candidate.header.rows[-1]}: "
            f"no column was found for {MAIN[mapping.kind]!r}",
            f"Name it under [layout.fields]. {_headings_are(candidate.header)}",
        )
    return candidate


def _sheet(grids: Sequence[Grid], mapping: Mapping) -> Grid:
    """The sheet named, or the one that the named headings are found on."""
    if mapping.sheet:
        wanted = mapping.sheet.casefold()
        found = next((grid for grid in grids if grid.sheet.name.casefold() == wanted), None)
        if found is None:
            names = ", ".join(grid.sheet.name for grid in grids)
            raise mapping.wrong(f"there is no sheet {mapping.sheet!r} in the workbook", f"Sheets are: {names}.")
        return found
    best = max(grids, key=lambda grid: (_likely(grid, mapping), -grids.index(grid)), default=None)
    if best is None:
        raise mapping.wrong("the workbook is empty", "Check that it is the workbook the mapping was made for.")
    return best


def _likely(grid: Grid, mapping: Mapping) -> tuple[int, float]:
    """How well a sheet suits a mapping that names none: its headings found, then how good it looks anyway."""
    hits = max((_hits(grid, row, _named(mapping)) for row in range(1, min(grid.last_row, DEEPEST) + 1)), default=0)
    return hits, max((c.score for c in candidates(grid) if c.kind is mapping.kind), default=0.0)


def _named(mapping: Mapping) -> frozenset[str]:
    """The headings a mapping names (letters aside), as they are compared."""
    return frozenset(
        heading_words.key(name) for names in mapping.fields.values() for name in names if not is_letter(name)
    )


def is_letter(name: str) -> bool:
    """Whether a column is named by its letter: `H`, `AB`."""
    return len(name) <= 3 and name.isascii() and name.isalpha() and name.isupper()


def _hits(grid: Grid, row: int, named: Iterable[str]) -> int:
    held = {heading_words.key(value) for value in grid.filled(row).values() if isinstance(value, str)}
    return sum(name in held for name in named)


def _head(grid: Grid, mapping: Mapping) -> Header:
    """The heading: the rows given where the named headings are there, else the row that has most of them."""
    named = _named(mapping)
    rows = mapping.heading_rows
    if rows and (not named or any(_hits(grid, row, named) for row in rows)):
        return head_of(grid, rows[0], rows[-1])
    at = range(1, min(grid.last_row, DEEPEST) + 1)
    hits = {row: _hits(grid, row, named) for row in at}
    best = max(at, key=lambda row: (hits[row], -row), default=0)
    if named and hits.get(best):
        return header_at(grid, best)
    if rows:
        return head_of(grid, rows[0], rows[-1])
    found = max((c for c in candidates(grid) if c.kind is mapping.kind), key=lambda c: c.score, default=None)
    if found is None:
        raise mapping.wrong(
            f"sheet {grid.sheet.name}: no heading row was found", "Say it: heading_rows = [3], and name the columns."
        )
    return found.header


def _fixed(header: Header, mapping: Mapping) -> Fixed:
    return {
        name: tuple(_column(header, mapping, name, said) for said in names) for name, names in mapping.fields.items()
    }


def _column(header: Header, mapping: Mapping, field: str, said: str) -> int:
    """The column of a heading as it stands now, or of a letter."""
    wanted = heading_words.key(said)
    whole = {
        column: {heading_words.key(heading), heading_words.key(header.stacks[column][-1])}
        for column, heading in header.headings.items()
    }
    found = next((column for column, keys in whole.items() if wanted in keys), None)
    if found is not None:
        return found
    if is_letter(said):
        return column_number(said)
    raise mapping.wrong(f"no column is headed {said!r} any more, which {field!r} is mapped to", _headings_are(header))


def _headings_are(header: Header) -> str:
    there = ", ".join(f"{column_letter(column)} {heading!r}" for column, heading in sorted(header.headings.items()))
    return f"Headings in row {header.rows[-1]} are: {there}." if there else f"Row {header.rows[-1]} has no headings."


def _all_headings(header: Header, fixed: Fixed) -> MappingType[int, str]:
    """Every column to look at: also one without a heading that a mapping names by its letter."""
    return dict.fromkeys((column for columns in fixed.values() for column in columns), "") | dict(header.headings)
