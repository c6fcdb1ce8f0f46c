"""What headings alone leave open in a table of steps: its names, its due dates, and the columns that group it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from goalsheet.layout.evidence import Evidence
from goalsheet.layout.fit import fit
from goalsheet.layout.table import Kind

#: A reading less sure than this is not made.
LEAST = 0.22
#: How sure a column is that no heading names.
GUESSED = 0.45


@dataclass(frozen=True, slots=True)
class Reading:
    """A column read as a field: how sure, and by which word of the heading."""

    field: str
    column: int
    score: float
    strength: float
    word: str
    known: bool  # one of the kind's fields; otherwise it only claims the column


Chosen = dict[str, Reading]


def settle(chosen: Chosen, possible: list[Reading], cells: Mapping[int, Evidence], said: Collection[str]) -> Chosen:
    """The readings with these questions settled by the cells; fields that a mapping speaks of stay as said."""
    if "step" not in said:
        chosen = _milestones(_named(chosen, cells), possible)
    if "due" not in said:
        chosen = _completed(chosen, possible, cells)
    if not {"goal", "milestone"} & set(said):
        chosen = _grouped(chosen, possible, cells)
    return chosen


def alone(chosen: Chosen) -> Chosen:
    """A health column without a status beside it is the status."""
    if "health" not in chosen or "status" in chosen:
        return chosen
    rest = {name: reading for name, reading in chosen.items() if name != "health"}
    return {**rest, "status": replace(chosen["health"], field="status")}


def _named(chosen: Chosen, cells: Mapping[int, Evidence]) -> Chosen:
    """Where no heading says step, yet owners and dates are there: the first column of sentences of its own."""
    if "step" in chosen or "owner" not in chosen or not {"due", "start"} & set(chosen):
        return chosen
    taken = {reading.column for reading in chosen.values() if reading.known}
    column = next((c for c in sorted(cells) if c not in taken and _sentences(cells[c])), 0)
    return {**chosen, "step": Reading("step", column, GUESSED, GUESSED, "its texts", True)} if column else chosen


def _milestones(chosen: Chosen, possible: list[Reading]) -> Chosen:
    """Where milestones are all that is listed, they are the steps, as sure as they are milestones."""
    step = chosen.get("step")
    said = next((r for r in possible if step and r.field == "milestone" and r.column == step.column), None)
    return {**chosen, "step": replace(said, field="step")} if step and said and said.score > step.score else chosen


def _sentences(cells: Evidence) -> bool:
    full = cells.filled >= 0.5 * max(cells.rows, 1)
    return (
        full
        and cells.length >= 10
        and cells.repeats < 0.3
        and not cells.links
        and fit(Kind.STEPS, "step", cells) >= 0.8
    )


def _completed(chosen: Chosen, possible: list[Reading], cells: Mapping[int, Evidence]) -> Chosen:
    """`Completion date` may be the day planned or the day done: where nothing else is the due date and every row has
    one, it is planned."""
    done = chosen.get("done_on")
    if done is None or "due" in chosen:
        return chosen
    planned = next((r for r in possible if r.field == "due" and r.column == done.column), None)
    filled, rows = cells[done.column].filled, cells[done.column].rows
    if planned is None or rows < 2 or filled < 0.95 * rows:
        return chosen
    return {**{name: reading for name, reading in chosen.items() if name != "done_on"}, "due": planned}


def _grouped(chosen: Chosen, possible: list[Reading], cells: Mapping[int, Evidence]) -> Chosen:
    """Columns left of the steps whose values repeat or stand once for several rows: the goal, then the milestone."""
    step = chosen.get("step")
    if step is None:
        return chosen
    taken = {reading.column for reading in chosen.values()}
    groups = sorted(
        {
            r.column: r for r in possible if r.field in ("goal", "step") and r.score >= LEAST and r.column not in taken
        }.values(),
        key=lambda reading: reading.column,
    )
    for reading in groups:
        goal = chosen.get("goal")
        field = "goal" if goal is None else "milestone"
        after = goal.column if goal is not None else 0
        if field not in chosen and after < reading.column < step.column and repeats(cells[reading.column]):
            chosen = {**chosen, field: replace(reading, field=field, score=min(reading.score, GUESSED))}
    return chosen


def milestones(chosen: Chosen, cells: Mapping[int, Evidence]) -> Chosen:
    """A milestone column that is as full and as long as the steps' own groups nothing: it is left to itself."""
    return chosen


def repeats(cells: Evidence) -> bool:
    """Whether a column's values stand for several rows each: they repeat, or are stated once and left blank below."""
    return cells.filled > 0 and (cells.filled <= 0.75 * cells.rows or cells.repeats > 0.25)
