"""Tables a sheet may hold: every likely heading read as the kind of table that suits it best, with a score."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goalsheet.layout import words
from goalsheet.layout.assign import Reads, assign
from goalsheet.layout.evidence import Evidence, evidence
from goalsheet.layout.grid import Grid
from goalsheet.layout.heads import Head, heads, strength
from goalsheet.layout.table import Kind

#: How much a field counts for a table of each kind (others count little).
TELLING: Mapping[Kind, Mapping[str, float]] = {
    Kind.STEPS: {"step": 2, "owner": 1.5, "due": 1.6, "start": 1, "status": 1.2, "percent": 1, "done_on": 1, "goal": 0.5},
    Kind.GOALS: {"goal": 2.2, "owner": 1, "due": 1, "target": 1.2, "current": 1, "baseline": 1, "metric": 1, "status": 1},
    Kind.KEY_RESULTS: {"key_result": 2.4, "goal": 1, "baseline": 1, "target": 1.4, "current": 1.4, "score": 1, "unit": 0.6},
    Kind.METRICS: {"date": 1.6, "metric": 1.8, "value": 1.8, "planned": 0.6},
    Kind.CHECK_INS: {"date": 1.4, "goal": 1.4, "wins": 1.2, "obstacles": 1.2, "needs": 1.2, "author": 0.6, "decision": 1},
    Kind.PEOPLE: {"name": 2, "email": 1.5, "manager": 0.8, "team": 0.8, "capacity": 1, "aliases": 1, "away_from": 1},
    Kind.LESSONS: {"lesson": 2, "well": 1.5, "better": 1.5},
    Kind.HOLIDAYS: {"date": 1.5, "name": 1},
    Kind.SETTINGS: {"setting": 2, "value": 1.5},
}  # fmt: skip
LITTLE = 0.25
#: What must be there: each line is one set of fields of which one is enough.
REQUIRED: Mapping[Kind, tuple[frozenset[str], ...]] = {
    Kind.STEPS: (frozenset({"step"}), frozenset({"owner", "due", "start", "status", "percent", "done_on"})),
    Kind.GOALS: (
        frozenset({"goal"}),
        frozenset({"owner", "due", "target", "current", "status", "percent", "metric", "parent", "sponsor"}),
    ),
    Kind.KEY_RESULTS: (frozenset({"key_result"}), frozenset({"baseline", "target", "current", "score"})),
    Kind.METRICS: (frozenset({"date"}), frozenset({"metric"}), frozenset({"value"})),
    Kind.CHECK_INS: (
        frozenset({"date"}),
        frozenset({"goal"}),
        frozenset({"wins", "obstacles", "needs", "decision", "progress", "confidence", "status"}),
    ),
    Kind.PEOPLE: (
        frozenset({"name"}),
        frozenset({"email", "manager", "team", "capacity", "aliases", "away_from"}),
    ),
    Kind.LESSONS: (frozenset({"lesson", "well", "better"}),),
    Kind.HOLIDAYS: (frozenset({"date"}),),
    Kind.SETTINGS: (frozenset({"setting"}), frozenset({"value"})),
}
#: Kinds taken only from a sheet of that name: their headings are too plain to tell by.
BY_NAME = frozenset({Kind.HOLIDAYS, Kind.SETTINGS, Kind.PEOPLE, Kind.LESSONS, Kind.CHECK_INS})


@dataclass(frozen=True)
class Candidate:
    """A heading on a sheet read as a table of one kind."""

    grid: Grid
    head: Head
    reads: Reads
    cells: Mapping[int, Evidence]
    score: float
    named: bool  # the sheet's name says this kind

    @property
    def kind(self) -> Kind:
        return self.reads.kind


def names_kind(sheet: str) -> Kind | None:
    """The kind that a sheet's name says outright."""
    name = words.key(sheet)
    return next((kind for kind in Kind if name in words.sheet_words(kind.value)), None)


def candidates(grid: Grid) -> Iterator[Candidate]:
    """Every heading of a sheet in every kind it could be."""
    named = names_kind(grid.sheet.name)
    for head in heads(grid):
        cells = evidence(grid, own_rows(grid, head), head.headings)
        for kind in Kind:
            if kind in BY_NAME and kind is not named:
                continue
            reads = assign(head, kind, cells)
            if complete(reads):
                yield Candidate(grid, head, reads, cells, score(reads, cells, named), kind is named)


def own_rows(grid: Grid, head: Head, count: int = 120) -> Iterator[int]:
    """Sampled rows of a heading's own: those before the next row that reads as a heading with as much to it."""
    limit = max(2.4, 0.75 * strength(grid, head.rows[-1]))
    for row in grid.samples(head.body, count):
        if row > head.body and row < head.body + 200 and strength(grid, row) >= limit:
            return
        yield row


def complete(reads: Reads) -> bool:
    """Whether everything a table of its kind cannot do without is there."""
    return all(any(name in reads.columns for name in names) for names in REQUIRED[reads.kind])


def missing(reads: Reads) -> tuple[frozenset[str], ...]:
    return tuple(names for names in REQUIRED[reads.kind] if not any(name in reads.columns for name in names))


def score(reads: Reads, cells: Mapping[int, Evidence], named: Kind | None) -> float:
    """The sum over the fields of how telling, how sure and how filled they are; the sheet's name speaks too."""
    telling = TELLING[reads.kind]
    total = sum(
        telling.get(name, LITTLE) * sure * (0.6 + 0.4 * _filled(reads.columns[name], cells))
        for name, sure in reads.sure.items()
    )
    if named is None:
        return total
    return total + (3.0 if named is reads.kind else -1.0)


def _filled(columns: tuple[int, ...], cells: Mapping[int, Evidence]) -> float:
    found = [cells[column] for column in columns if column in cells]
    return max((e.filled / e.rows for e in found if e.rows), default=0.0)


def best(found: Iterable[Candidate]) -> Candidate | None:
    return max(found, key=lambda candidate: candidate.score, default=None)
