"""Which column is which field: heading words and cells together, and the best of every reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goalsheet.cells import column_letter
from goalsheet.layout import heading_words
from goalsheet.layout.disambiguate import LEAST, Reading, alone, settle
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.fields import FIELDS, fields_of
from goalsheet.layout.fit import fit
from goalsheet.layout.headers import Header
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import AT_HOME, CRITICAL, SEVERAL

#: A reading that would change a verdict must be a little surer than others.
LEAST_CRITICAL = 0.3
#: A meaning that is no field of the kind claims its column only where it is said as plainly as this.
LEAST_ABROAD = 0.35
#: What a mapping fixes: field -> its columns, none for "no such column".
Fixed = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Reads:
    """A heading read as a table of one kind: fields to columns (best first), and how sure each is."""

    kind: Kind
    columns: Mapping[str, tuple[int, ...]]
    sure: Mapping[str, float]
    reasons: tuple[str, ...]
    besides: frozenset[str] = frozenset()  # what other columns are that have no field here: money, risk, created
    worded: Mapping[str, float] | None = None  # how plainly the headings say it; as sure as `sure` where that is all

    def outright(self, name: str, missing: float = 0.0) -> float:
        """How plainly a field's heading says so (0-1), whatever its cells are."""
        return (self.sure if self.worded is None else self.worded).get(name, missing)

    def beside(self, name: str) -> int:
        """The column of a meaning that is no field here (`outline_level`); 0 where there is none."""
        return next((int(part[1]) for part in (n.split(":") for n in sorted(self.besides)) if part[0] == name), 0)

    def score(self, *names: str) -> float:
        return sum(self.sure.get(name, 0.0) for name in names)


def readings(header: Header, kind: Kind, cells: Mapping[int, Evidence]) -> Iterator[Reading]:
    """Every reading of every column."""
    names = {field.name for field in fields_of(kind)}
    for column, evidence in cells.items():
        for meaning in header.meanings(column).values():
            known = meaning.name in names
            if not known and (meaning.name in AT_HOME or meaning.strength < LEAST_ABROAD):
                continue
            score = meaning.strength * fit(kind, meaning.name, evidence) * _fullness(evidence)
            yield Reading(meaning.name, column, score, meaning.strength, meaning.word, known)


def _fullness(cells: Evidence) -> float:
    """Of two columns that say the same the fuller one is meant."""
    return 0.9 + 0.1 * cells.filled / cells.rows if cells.rows and cells.filled else 1.0


def assign(header: Header, kind: Kind, cells: Mapping[int, Evidence], fixed: Fixed | None = None) -> Reads:
    """Fields to columns: the surest reading first, each column and field once; a needed field is never left without.

    `fixed` is what a mapping says: these fields have these columns and no others (none: the field has no column).
    """
    said = fixed or {}
    given = {column for columns in said.values() for column in columns}
    first = {name: Reading(name, columns[0], 1.0, 1.0, "mapping", True) for name, columns in said.items() if columns}
    free = (r for r in readings(header, kind, cells) if r.column not in given and r.field not in said)
    possible = sorted(free, key=by_words)
    chosen = greedy(possible, first)
    for field in FIELDS[kind]:
        if field.needed and field.name not in chosen:
            claim = next((r for r in possible if r.field == field.name and r.score >= LEAST), None)
            if claim is not None:
                chosen = greedy(possible, {**first, field.name: claim})
    chosen = settle(chosen, possible, cells, said.keys()) if kind is Kind.STEPS else chosen
    chosen = alone(chosen) if "status" not in said else chosen
    known = {name: reading for name, reading in chosen.items() if reading.known}
    columns = {name: said.get(name) or alike(header, reading, cells, kind) for name, reading in known.items()}
    return Reads(
        kind,
        columns,
        {name: _sureness(reading, possible, chosen, columns[name]) for name, reading in known.items()},
        tuple(_reason(header, reading, possible) for reading in known.values()),
        frozenset(name for name, reading in chosen.items() if not reading.known),
    )


def by_words(reading: Reading) -> tuple[object, ...]:
    """The order in which readings are taken: the surest first."""
    return (-round(reading.score, 3), not reading.known, -reading.strength, reading.column, reading.field)


def greedy(possible: list[Reading], fixed: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings that are taken, in the order given, each column and field once; `fixed` ones stay."""
    chosen = dict(fixed)
    columns = {reading.column for reading in fixed.values()}
    for reading in possible:
        least = LEAST_CRITICAL if reading.field in CRITICAL else LEAST
        if reading.score < least or reading.column in columns:
            continue
        if reading.known and reading.field in chosen:
            continue
        columns.add(reading.column)
        chosen[reading.field if reading.known else f"{reading.field}:{reading.column}"] = reading
    return chosen


def _sureness(reading: Reading, possible: list[Reading], chosen: Mapping[str, Reading], own: tuple[int, ...]) -> float:
    """How sure a reading is: no more than half-sure where another column, that is nothing else, would do as well."""
    taken = {other.column for other in chosen.values() if other.known} | set(own)
    rivals = (r.score for r in possible if r.field == reading.field and r.column not in taken)
    doubt = reading.field in CRITICAL and max(rivals, default=0.0) >= 0.9 * reading.score
    return min(reading.score, 0.5 if doubt else 1.0)


def alike(header: Header, reading: Reading, cells: Mapping[int, Evidence], kind: Kind) -> tuple[int, ...]:
    """The column, and those numbered alike beside it (担当者1, 担当者2)."""
    stem = heading_words.numbered(header.headings.get(reading.column, ""))
    if reading.field not in SEVERAL or stem is None:
        return (reading.column,)
    others = (c for c in cells if c != reading.column and heading_words.numbered(header.headings.get(c, "")) == stem)
    return (reading.column, *(c for c in others if fit(kind, reading.field, cells[c]) > 0.3))


def _reason(header: Header, reading: Reading, possible: list[Reading]) -> str:
    heading = header.headings.get(reading.column, "")
    said = f"column {column_letter(reading.column)} ({heading}) is {reading.field}"
    rival = next(
        (r for r in possible if r.field == reading.field and r.column != reading.column and r.score >= LEAST), None
    )
    if rival is None:
        return said
    return f"{said}, rather than column {column_letter(rival.column)} ({header.headings.get(rival.column, '')})"
