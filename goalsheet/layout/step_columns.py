"""Which column of a table of steps is which field: the main ones by all that is known of them, others by words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goalsheet.cells import column_letter
from goalsheet.layout.assign import Fixed, Reads, alike, by_words, greedy, readings
from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.column_features import ROLES
from goalsheet.layout.column_roles import Role, likely, roles
from goalsheet.layout.disambiguate import LEAST, Reading, alone, milestones
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.fit import fit
from goalsheet.layout.headers import Header
from goalsheet.layout.learnt import learnt
from goalsheet.layout.left_over import with_left_over
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import CRITICAL

#: What a column is told by whose heading says nothing of it.
BY_CELLS = "its cells"
#: From here on a heading says plainly what its column is for.
PLAIN = 0.9
#: A column that no heading names is to be looked at, unless its cells leave no doubt.
GUESS, CERTAIN = 0.89, 0.97
#: So full a column of completion dates holds planned ones.
FULL = 0.95
#: Another column that fits so well, against the one taken, leaves a doubt; one that fits this well leaves no choice.
NEAR_RIVAL, RIVAL = 0.6, 0.9


def step_columns(
    header: Header, cells: Mapping[int, Evidence], facts: Sequence[ColumnFacts], fixed: Fixed | None = None
) -> tuple[Reads, Sequence[Role]]:
    """The fields of a table of steps, and the roles of its columns as the models see them.

    `fixed` is what a mapping says: these fields have these columns and no others (none: the field has no column).
    """
    said = fixed or {}
    found = roles(likely(facts, learnt()), _taken(facts, said))
    found = found if said else with_left_over(found, facts, header)
    main = {
        role.name: _reading(header, one, role)
        for one, role in zip(facts, found, strict=True)
        if role.name in ROLES and role.name not in said
    }
    main |= _not_filled_in(header, facts, {*main, *said}, {one.column for one in main.values()})
    main = _finished(main, header, cells) if not {"due", "done_on"} & set(said) else main
    mapped = {name: Reading(name, columns[0], 1.0, 1.0, "mapping", True) for name, columns in said.items() if columns}
    taken = {column for columns in said.values() for column in columns} | {one.column for one in main.values()}
    free = (r for r in readings(header, Kind.STEPS, cells) if r.column not in taken and r.field not in (*ROLES, *said))
    chosen = greedy(sorted(free, key=by_words), {**mapped, **main})
    chosen = milestones(chosen, cells) if not {"goal", "milestone"} & set(said) else chosen
    chosen = alone(chosen) if "status" not in said else chosen
    known = {name: reading for name, reading in chosen.items() if reading.known}
    reads = Reads(
        Kind.STEPS,
        {name: said.get(name) or alike(header, one, cells, Kind.STEPS) for name, one in known.items()},
        {name: _sureness(one, header, cells, known) for name, one in known.items()},
        tuple(_reason(header, one, cells, known) for one in known.values()),
        frozenset(name for name, reading in chosen.items() if not reading.known),
        {name: one.strength for name, one in known.items()},
    )
    return reads, found


def _taken(facts: Sequence[ColumnFacts], said: Fixed) -> Mapping[str, int]:
    """What a mapping fixes, by the place of each column among the facts."""
    at = {one.column: i for i, one in enumerate(facts)}
    fixed = {name: (at.get(columns[0], -1) if columns else -1) for name, columns in said.items() if name in ROLES}
    besides = {
        f"{name}:{column}": at[column]
        for name, columns in said.items()
        for column in columns
        if column in at and at[column] not in fixed.values()
    }
    return {**fixed, **besides}


def _reading(header: Header, one: ColumnFacts, role: Role) -> Reading:
    meaning = header.meanings(one.column).get(role.name)
    word, strength = (meaning.word, meaning.strength) if meaning else (BY_CELLS, 0.0)
    return Reading(role.name, one.column, role.probability, strength, word, True)


def _not_filled_in(
    header: Header, facts: Sequence[ColumnFacts], known: set[str], taken: set[int]
) -> dict[str, Reading]:
    """Columns that hold nothing yet and whose headings plainly say a role that no other column has."""
    found: dict[str, Reading] = {}
    for one in facts:
        if one.cells.filled or one.column in taken or not one.meanings:
            continue
        meaning = max(header.meanings(one.column).values(), key=lambda m: m.strength)
        if meaning.name in ROLES and meaning.name not in {*known, *found} and meaning.strength >= PLAIN:
            found[meaning.name] = Reading(meaning.name, one.column, PLAIN, meaning.strength, meaning.word, True)
    return found


def _finished(main: dict[str, Reading], header: Header, cells: Mapping[int, Evidence]) -> dict[str, Reading]:
    """`Completion date` is the day planned where every row has one, else the day done; only where it is one of both."""
    one = main.get("due") or main.get("done_on")
    if one is None or {"due", "done_on"} <= main.keys():
        return main
    meant, own = header.meanings(one.column), cells[one.column]
    done = meant["done_on"].strength if "done_on" in meant else 0.0
    if done < 0.5 or done < (meant["due"].strength if "due" in meant else 0.0) or not own.filled:
        return main
    field = "due" if own.rows >= 2 and own.filled >= FULL * own.rows and "due" in meant else "done_on"
    return {name: reading for name, reading in main.items() if reading is not one} | {field: replace(one, field=field)}


def _sureness(reading: Reading, header: Header, cells: Mapping[int, Evidence], known: Mapping[str, Reading]) -> float:
    """How sure a field is; no more than half where another column, that is nothing else, is headed as plainly.

    A rival that is headed a little less plainly makes a guess of it only where the step is one too: with two owners
    it then can't be told whose they are.
    """
    if reading.field not in ROLES or reading.word == "mapping":
        return reading.score
    rivals = _rivals(reading, header, cells, known).values()
    own = reading.strength * fit(Kind.STEPS, reading.field, cells[reading.column])
    sure = learnt().calibrated("column", reading.score)
    if reading.word == BY_CELLS and sure < CERTAIN:
        sure = min(sure, GUESS)
    rival = max(rivals, default=0.0) if reading.field in CRITICAL else 0.0
    if rival >= max(RIVAL * own, 0.5):
        return min(sure, 0.5)
    near = rival >= max(NEAR_RIVAL * own, 0.5)
    return min(sure, GUESS) if near and _is_guess(known.get("step")) else sure


def _is_guess(step: Reading | None) -> bool:
    return step is None or (step.word != "mapping" and learnt().calibrated("column", step.score) <= GUESS)


def _rivals(
    reading: Reading, header: Header, cells: Mapping[int, Evidence], known: Mapping[str, Reading]
) -> Mapping[int, float]:
    """The filled columns that are nothing else and whose headings say the same field, each with how well it fits."""
    taken = {one.column for one in known.values()}
    return {
        column: meaning.strength * fit(Kind.STEPS, reading.field, cells[column])
        for column in cells
        if column not in taken and (meaning := header.meanings(column).get(reading.field)) and cells[column].filled
    }


def _reason(header: Header, reading: Reading, cells: Mapping[int, Evidence], known: Mapping[str, Reading]) -> str:
    heading = header.headings.get(reading.column, "")
    said = f"column {column_letter(reading.column)} ({heading}) is {reading.field}"
    rivals = _rivals(reading, header, cells, known)
    rival = max(rivals, key=lambda column: rivals[column], default=0)
    if rival and rivals[rival] >= LEAST:
        return f"{said}, rather than column {column_letter(rival)} ({header.headings.get(rival, '')})"
    return said if reading.word != BY_CELLS else f"{said}, by its cells"
