"""Which of the tables found are taken, and why a sheet that looks like a plan is none."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goalsheet.layout import heading_words
from goalsheet.layout.candidates import Candidate, names_kind
from goalsheet.layout.frame import OUTRIGHT
from goalsheet.layout.logs import log_of
from goalsheet.layout.owner_matrix import people_columns
from goalsheet.layout.rows import build
from goalsheet.layout.same_steps import fuller, joined
from goalsheet.layout.skip_reasons import NAMELESS
from goalsheet.layout.table import Kind, Row, Table
from goalsheet.layout.table_kinds import MAIN

#: What makes a list of steps worth tracking, and how much each counts.
TRACKED: Mapping[str, float] = {"due": 1.6, "owner": 1.5, "status": 1.2, "start": 1.0, "percent": 1.0, "done_on": 1.0}
DATES = frozenset({"due", "start", "done_on"})
MEASURES = frozenset({"target", "current", "baseline"})
#: A table of steps is taken where it is at least this likely to be a plan.
PLAN = 0.5
#: Steps are no numbers for so great a part of them, unless their heading says step at least by half.
NUMERIC, HALF_SAID = 0.9, 0.5
#: With names and two such fields told this surely, a table is a plan unless that is this unlikely.
STRONG, UNLIKELY = 0.6, 0.2


@dataclass(frozen=True)
class Found:
    """A candidate with its table and how good it is among others of its kind; `why_not` refuses it."""

    candidate: Candidate
    table: Table
    quality: float
    why_not: str = ""

    @property
    def sheet(self) -> str:
        return self.table.sheet.name


def weigh(candidate: Candidate) -> Found:
    """The candidate's table, judged."""
    table = build(candidate)
    return Found(candidate, table, quality(candidate, table), why_not(candidate, table))


def why_not(candidate: Candidate, table: Table) -> str:
    """Why a table is no plan to be read, or an empty string."""
    if candidate.mapping is not None or (
        candidate.named and names_kind(table.sheet.name) is table.kind and _ours(candidate)
    ):
        return ""
    if not table.rows:
        return "has headings and no filled row"
    judge = {Kind.STEPS: _steps, Kind.GOALS: _goals, Kind.KEY_RESULTS: _key_results}.get(table.kind)
    return judge(candidate, table) if judge else ""


def _ours(candidate: Candidate) -> bool:
    """Whether every heading is known: a sheet of goalsheet's own kind, maybe not yet filled in."""
    return candidate.reads.score(*candidate.reads.columns) >= 0.5 * len(candidate.header.stacks)


def _steps(candidate: Candidate, table: Table) -> str:
    """What speaks against a table of steps: it is none whatever its words, or unlikely to be one."""
    sure = candidate.reads.sure
    logged = log_of(candidate)
    if logged:
        return logged
    if _is_figures(candidate):
        return "has figures rather than texts for its steps"
    called = candidate.reads.outright("step") >= HALF_SAID or (candidate.plan or 0.0) >= PLAN
    if called and people_columns(candidate) and any("owner" in row.elsewhere for row in table.rows):
        return ""
    if not any(_use(table, name) for name in TRACKED if name in sure) and candidate.header.grid is None:
        return "has nothing to track: no owner, date or status that is filled in"
    if sum(left.why == NAMELESS for left in table.left_out) > 2 * len(table.rows) or _is_lookup(candidate):
        return "has lists side by side rather than one table"
    money = any(name.startswith("money") for name in candidate.reads.besides)
    least = PLAN if _strong(sure) < 2 or sure["step"] < STRONG or money else UNLIKELY
    return "" if candidate.plan is None or candidate.plan >= least else "looks too little like a plan"


def _strong(sure: Mapping[str, float]) -> int:
    """How many of the fields that are worth tracking are told for good, by words or cells."""
    return sum(sure.get(name, 0.0) >= STRONG for name in TRACKED)


def _is_figures(candidate: Candidate) -> bool:
    """Whether the column taken for the steps holds numbers alone, and its heading does not say step."""
    cells = candidate.cells.get(candidate.reads.columns.get("step", (0,))[0])
    numbers = cells is not None and cells.filled > 0 and cells.share(cells.numbers) >= NUMERIC
    return numbers and candidate.reads.outright("step") < HALF_SAID


def _is_lookup(candidate: Candidate) -> bool:
    """Whether the columns are lists of words to choose from, side by side: nothing is dated, owned or called a step."""
    reads, cells = candidate.reads, candidate.cells
    if reads.outright("step") >= 0.8 or {"owner", "id", *DATES} & reads.columns.keys():
        return False
    filled = {e.filled for e in cells.values() if e.filled}
    short = all(e.length <= 16 and e.distinct == e.filled for e in cells.values() if e.filled)
    return short or len(filled) >= max(3, 0.3 * len(cells))


def _use(table: Table, name: str) -> float:
    """1 where a field is filled at all in the first rows, less where hardly; 0 where it is empty."""
    rows = table.rows[:200]
    filled = sum(_given(row, name) for row in rows)
    return min(1.0, filled / max(1.0, 0.25 * len(rows))) if filled else 0.0


def _given(row: Row, name: str) -> bool:
    return any(cell.value is not None or cell.formula for cell in row.cells(name))


def _goals(candidate: Candidate, table: Table) -> str:
    sure = candidate.reads.sure
    tracked = [
        n
        for n in ("due", "target", "current", "status", "percent", "owner")
        if sure.get(n, 0) >= 0.4 and _use(table, n)
    ]
    if candidate.named and tracked:
        return ""
    if sure["goal"] < 0.6 or len(tracked) < 2:
        return "names goals without a date, target or status to hold them to"
    return ""


def _key_results(candidate: Candidate, table: Table) -> str:
    measured = [name for name in MEASURES if candidate.reads.sure.get(name, 0) >= 0.4 and _use(table, name)]
    outright = candidate.named or candidate.reads.sure["key_result"] >= OUTRIGHT or candidate.header.grid is not None
    if "target" not in measured or (len(measured) < 2 and not outright):
        return "has measures without a target and an actual value"
    return ""


def quality(candidate: Candidate, table: Table) -> float:
    """The candidate's score, and what the rows and the sheet's name and state say."""
    rows = len(table.rows)
    size = min(rows, 40) / 20
    filled = sum(_use(table, name) for name in TRACKED if name in table.columns)
    name = heading_words.key(table.sheet.name)
    points = candidate.score + size + 0.3 * filled - _dummy(table)
    if candidate.plan is not None:
        points += 6 * candidate.plan + (0.4 if candidate.named else 0.0)  # of two variants the plainly named one
    points += (
        1.0 if heading_words.has_word(name, heading_words.sheet_words("steps")) and table.kind is Kind.STEPS else 0.0
    )
    for group, cost in (("copy", 2.0), ("template", 2.0), ("no_plan", 2.5), ("readme", 3.0)):
        points -= cost if heading_words.has_word(name, heading_words.sheet_words(group)) else 0.0
    return points - (0.0 if table.sheet.visible else 2.5)


def _dummy(table: Table) -> float:
    """What rows cost that only show how to fill in the table (Task 1, Task 2)."""
    rows = table.rows[:60]
    dummies = sum(_is_dummy(row, MAIN[table.kind]) for row in rows)
    return 3.0 if rows and dummies > 0.6 * len(rows) else 0.0


def _is_dummy(row: Row, name: str) -> bool:
    cell = row.cell(name)
    return cell is not None and heading_words.key(str(cell.value or "")) in heading_words.cell_words("template")


def best_of_sheet(found: Iterable[Candidate]) -> Candidate | None:
    """The reading of a sheet that explains it best; of blocks that are read alike, the first."""
    every = list(found)
    steps = _likeliest([c for c in every if c.plan is not None])
    rest = _best_by_words([c for c in every if c.plan is None])
    if steps is None or rest is None:
        return steps or rest
    if rest.named:
        return rest if rest.score >= steps.score else steps
    if steps.named:
        return steps
    return steps if (steps.plan or 0.0) >= PLAN else rest


def _likeliest(found: Sequence[Candidate]) -> Candidate | None:
    """The likeliest plan; of blocks under the same headings, the first."""
    best = max(found, key=lambda c: (c.plan or 0.0, -c.header.rows[0]), default=None)
    if best is None:
        return None
    alike = (c for c in found if c.reads.columns == best.reads.columns and (c.plan or 0.0) >= 0.9 * (best.plan or 0.0))
    return min(alike, key=lambda c: c.header.rows, default=best)


def _best_by_words(found: Iterable[Candidate]) -> Candidate | None:
    ranked = sorted(found, key=lambda candidate: (-candidate.score, candidate.header.rows))
    alike = (c for c in ranked if c.kind is ranked[0].kind and set(c.reads.columns) == set(ranked[0].reads.columns))
    return min(alike, key=lambda candidate: candidate.header.rows, default=None)


def choose(tops: Sequence[Found], said: Found | None = None) -> tuple[Found, ...]:
    """Of every kind the best table that is not refused; the one that a mapping says is taken as it is."""
    chosen: list[Found] = [said] if said is not None else []
    for kind in Kind:
        if said is not None and kind is said.table.kind:
            continue
        of_kind = [found for found in tops if found.table.kind is kind and not found.why_not]
        if of_kind:
            best = max(of_kind, key=lambda found: found.quality)
            best = with_same_steps(best, of_kind) if kind is Kind.STEPS else best
            chosen += [best]
        if of_kind and kind is Kind.STEPS:
            chosen += parts(best, [found for found in of_kind if found.sheet != best.sheet])
    return tuple(chosen)


def with_same_steps(best: Found, of_kind: Sequence[Found]) -> Found:
    """The best table, or one that says more of the same steps, joined with what another one says of them."""
    others = [found for found in of_kind if found is not best and not _is_aside(found)]
    table = fuller(best.table, [found.table for found in others])
    taken = next(found for found in (best, *others) if found.table is table)
    return replace(taken, table=joined(table, [found.table for found in (best, *others) if found is not taken]))


#: Sheets of these names are no part of a plan beside them.
ASIDE = ("copy", "template", "no_plan", "readme")


def parts(best: Found, others: Sequence[Found]) -> list[Found]:
    """The other tables that are parts of the same plan: alike, seen, and with rows of their own."""
    found = []
    for other in others:
        if alike(best, other) and other.table.sheet.visible and not _is_aside(other) and not _dummy(other.table):
            names = ("step",) if _named_alike(best.sheet, other.sheet) else ("goal", "step", "owner", "due")
            own = _said(other, names)
            if len(own & _said(best, names)) <= 0.5 * len(own):
                found.append(other)
    return found


def _named_alike(one: str, other: str) -> bool:
    """Whether one sheet's name is the other's with something more, as that of a variant is: `Plan`, `Plan 2`."""
    first, second = heading_words.key(one), heading_words.key(other)
    return first in second or second in first


def _is_aside(found: Found) -> bool:
    name = heading_words.key(found.sheet)
    return any(heading_words.has_word(name, heading_words.sheet_words(group)) for group in ASIDE)


def _said(found: Found, names: Sequence[str]) -> set[str]:
    """What the rows of a table say in some of their fields."""
    rows = ((row.cell(name) for name in names) for row in found.table.rows)
    return {" / ".join(heading_words.key(str(cell.value)) for cell in cells if cell and cell.value) for cells in rows}


def alike(one: Found, other: Found) -> bool:
    """Whether two tables have the same headings in the same columns, one more or less aside: parts of one plan."""
    first, second = (
        {c: heading_words.key(h) for c, h in found.candidate.header.headings.items()} for found in (one, other)
    )
    same = sum(second.get(column) == heading for column, heading in first.items() if heading)
    most = max(len(first), len(second))
    return same >= 2 and same >= most - max(1, most // 4)


def others(tops: Sequence[Found], chosen: Sequence[Found]) -> tuple[str, ...]:
    """Other sheets that hold a table of steps that would do."""
    taken = {found.sheet for found in chosen} | set().union(*(_drawn_on(found.table) for found in chosen))
    rest = [f for f in tops if f.table.kind is Kind.STEPS and not f.why_not and f.sheet not in taken]
    return tuple(found.sheet for found in sorted(rest, key=lambda found: -found.quality))


def passed_over(tops: Sequence[Found], read: Collection[str]) -> dict[str, str]:
    """The sheets with a table that is not read, and why: what speaks against it, or that others were better."""
    rest = [found for found in tops if found.sheet not in read]
    return {found.sheet: found.why_not or f"another list of {found.table.kind}" for found in rest}


def _drawn_on(table: Table) -> set[str]:
    """The other sheets that say something of a table's first rows."""
    return {cell.ref.sheet for row in table.rows[:60] for cell in row.elsewhere.values()}
