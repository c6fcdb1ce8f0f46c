"""Tables a sheet may hold: every likely heading read as the kind of table that suits it best, with a score."""

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from goalsheet.layout import heading_words
from goalsheet.layout.assign import Fixed, Reads, assign
from goalsheet.layout.column_facts import column_facts, columns_of
from goalsheet.layout.disambiguate import repeats
from goalsheet.layout.evidence import Evidence, evidence
from goalsheet.layout.grid import Grid
from goalsheet.layout.headers import Header, headers, likely, strength
from goalsheet.layout.learnt import learnt
from goalsheet.layout.mapping import Mapping
from goalsheet.layout.owner_matrix import mark_columns, names_owners
from goalsheet.layout.step_columns import step_columns
from goalsheet.layout.table import Kind
from goalsheet.layout.table_features import table_facts, table_features
from goalsheet.layout.table_kinds import BY_NAME, LITTLE, REQUIRED, TELLING


@dataclass(frozen=True)
class Candidate:
    """A heading on a sheet read as a table of one kind."""

    grid: Grid
    header: Header
    reads: Reads
    cells: MappingType[int, Evidence]
    score: float
    named: bool  # the sheet's name says this kind
    mapping: Mapping | None = None  # what a person said of it
    plan: float | None = None  # how likely a table of steps is a plan to be read

    @property
    def kind(self) -> Kind:
        return self.reads.kind


def names_kind(sheet: str) -> Kind | None:
    """The kind that a sheet's name says outright."""
    name = heading_words.key(sheet)
    return next((kind for kind in Kind if name in heading_words.sheet_words(kind.value)), None)


def candidates(grid: Grid) -> Iterator[Candidate]:
    """Every heading of a sheet in every kind it could be."""
    named = names_kind(grid.sheet.name)
    for header in headers(grid):
        cells = evidence(grid, own_rows(grid, header), header.headings)
        for kind in Kind:
            if kind is Kind.STEPS or (kind in BY_NAME and kind is not named):
                continue
            reads = assign(header, kind, cells)
            if complete(reads):
                yield Candidate(grid, header, reads, cells, score(reads, cells, named), kind is named)
        steps = steps_under(grid, header, named)
        if "step" in steps.reads.columns:
            yield steps


def steps_under(
    grid: Grid, header: Header, named: Kind | None, fixed: Fixed | None = None, mapping: Mapping | None = None
) -> Candidate:
    """A heading read as that of steps, with how likely they are a plan."""
    rows = list(own_rows(grid, header))
    besides = dict.fromkeys((column for columns in (fixed or {}).values() for column in columns), "")
    cells = evidence(grid, rows, besides | dict(columns_of(grid, header, rows)))
    people = () if fixed or names_owners(header, cells) else mark_columns(grid, header, cells)
    facts = [one for one in column_facts(grid, header, cells, rows) if one.column not in people]
    reads, roles = step_columns(header, cells, facts, fixed)
    about = {**table_facts(grid, header, rows), **rivals(grid, header)}
    plan = learnt().table.probability(table_features(facts, roles, about, likely(grid, header)))
    is_named = named is Kind.STEPS
    return Candidate(grid, header, reads, cells, _worth(reads, cells, named), is_named, mapping, plan)


def _worth(reads: Reads, cells: MappingType[int, Evidence], named: Kind | None) -> float:
    """The score of a table of steps; a sheet called Plan is none the better for it than one called Actual."""
    return score(reads, cells, None if named is Kind.STEPS else named)


def rivals(grid: Grid, header: Header) -> dict[str, float]:
    """How well a heading reads as that of goals or key results, by its words."""
    cells = evidence(grid, own_rows(grid, header, 40), header.headings)
    found = {}
    for kind in (Kind.GOALS, Kind.KEY_RESULTS):
        reads = assign(header, kind, cells)
        if complete(reads):
            found[f"as.{kind.value.replace(' ', '_')}"] = min(1.0, score(reads, cells, None) / 6)
    return found


def own_rows(grid: Grid, header: Header, count: int = 120) -> Iterator[int]:
    """Sampled rows of a heading's own: those before the next row that reads as a heading with as much to it."""
    limit = max(2.4, 0.75 * strength(grid, header.rows[-1]))
    for row in grid.samples(header.body, count):
        if row > header.body and row < header.body + 200 and strength(grid, row) >= limit:
            return
        yield row


def complete(reads: Reads) -> bool:
    """Whether everything a table of its kind cannot do without is there."""
    return all(any(name in reads.columns for name in names) for names in REQUIRED[reads.kind])


def score(reads: Reads, cells: MappingType[int, Evidence], named: Kind | None) -> float:
    """The sum over the fields of how telling, how sure and how filled they are; the sheet's name speaks too."""
    telling = TELLING[reads.kind]
    total = sum(
        telling.get(name, LITTLE) * sure * (0.6 + 0.4 * _filled(reads.columns[name], cells))
        for name, sure in reads.sure.items()
    )
    if named is None:
        return total
    fits = named is reads.kind and not (named is Kind.GOALS and _names_goals_of_rows(reads, cells))
    return total + (3.0 if fits else -1.0)


def _names_goals_of_rows(reads: Reads, cells: MappingType[int, Evidence]) -> bool:
    """Whether goals repeat or are stated once for several rows, beside a column that names steps or key results."""
    beside = reads.beside("step") or reads.beside("key_result")
    return bool(beside) and repeats(cells[reads.columns["goal"][0]])


def _filled(columns: tuple[int, ...], cells: MappingType[int, Evidence]) -> float:
    found = [cells[column] for column in columns if column in cells]
    return max((e.filled / e.rows for e in found if e.rows), default=0.0)
