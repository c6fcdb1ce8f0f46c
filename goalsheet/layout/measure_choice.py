"""Which sheets are read as tables of measures, beside or instead of a plan of steps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from goalsheet.layout import heading_words, measure_words
from goalsheet.layout.candidates import Candidate, names_kind
from goalsheet.layout.choose import Found
from goalsheet.layout.grid import Grid, text
from goalsheet.layout.mapped_measures import mapped_measures
from goalsheet.layout.measure_proof import is_told
from goalsheet.layout.measure_tables import Measures, measures, tables
from goalsheet.layout.table import Kind, Table
from goalsheet.layout.time_down import TimeDown, time_down, told_down
from goalsheet.layout.time_down_tables import tables_down

#: A sheet whose names stand for the most part in another one only shows them again.
AGAIN = 0.7


@dataclass(frozen=True)
class Measured:
    """The sheets read as measures, and their tables in the order of the sheets."""

    sheets: frozenset[str] = frozenset()
    tables: tuple[Table, ...] = ()


def measured(grids: Sequence[Grid], tops: Mapping[str, Found], said: Candidate | None = None) -> Measured:
    """The tables of measures of the sheets that hold nothing plainer; `tops` is the best table of each sheet.

    What a mapping says of a table of measures (`said`) goes first.
    """
    mapped = mapped_measures(said) if said is not None else None
    read = {grid.sheet.name: _of_sheet(grid, tops.get(grid.sheet.name)) for grid in grids}
    any_steps = any(top.table.kind is Kind.STEPS and not top.why_not for top in tops.values())
    if any_steps:
        read = {name: [one for one in every if is_told(one.head)] for name, every in read.items()}
    found = {name: every for name, every in read.items() if every}
    kept = _without_copies(_in_earnest(found, any_steps))
    plain = {name: every for name, every in kept.items() if not _shows(name)}
    kept = _by_sheet(plain or kept)
    first = [mapped] if mapped is not None else []
    every = [*first, *chain.from_iterable(kept.values())]
    sheets = {one.grid.sheet.name for one in first} | set(found if kept else ())
    down: Sequence[TimeDown] = (
        [] if any_steps else _down([grid for grid in grids if grid.sheet.name not in sheets], tops)
    )
    made = chain(chain.from_iterable(map(tables, every)), chain.from_iterable(map(tables_down, down)))
    return Measured(frozenset({*sheets, *(one.grid.sheet.name for one in down)}), tuple(made))


def _down(grids: Sequence[Grid], tops: Mapping[str, Found]) -> Sequence[TimeDown]:
    """The tables with time downwards of sheets that are not settled otherwise."""
    free = [grid for grid in grids if not _settled(tops.get(grid.sheet.name)) and not _is_aside(grid.sheet.name)]
    return told_down([found for grid in free if (found := time_down(grid)) is not None])


def _of_sheet(grid: Grid, top: Found | None) -> list[Measures]:
    """The tables of measures of a sheet; none where it is plainly of goalsheet's own kind."""
    every = list(measures(grid))
    return [one for one in every if one.head.run or one.head.roles.kinds] if _settled(top) else every


def _settled(top: Found | None) -> bool:
    """Whether a sheet is of goalsheet's own kind by its name and all of its headings."""
    if top is None or top.why_not or not top.candidate.named:
        return False
    known = top.candidate.reads.columns
    return names_kind(top.sheet) is top.table.kind and len(known) >= 0.6 * len(top.candidate.header.stacks)


def _in_earnest(found: Mapping[str, list[Measures]], any_steps: bool) -> Mapping[str, list[Measures]]:
    """The sheets whose names do not say that they are aside; of a workbook that has nothing else, those as well."""
    kept = {name: every for name, every in found.items() if not _is_aside(name)}
    return kept if kept or any_steps else found


def _by_sheet(found: Mapping[str, list[Measures]]) -> Mapping[str, list[Measures]]:
    """Several sheets with one heading and no goals of their own: each sheet is a goal."""
    heads = Counter(_heading(one) for every in found.values() for one in every if not one.by_sheet)
    return {
        name: [replace(one, by_sheet=heads[_heading(one)] > 1) if not _has_goals(one) else one for one in every]
        for name, every in found.items()
    }


def _heading(one: Measures) -> tuple[str, ...]:
    """What tells that two sheets are alike: what names and targets are headed."""
    head = one.head
    names = (head.roles.get("key_result"), head.roles.get("target"))
    return tuple(heading_words.key(head.headings.get(column, "")) for column in names)


def _has_goals(one: Measures) -> bool:
    return any(item.goal is not None for item in one.found)


def _is_aside(sheet: str) -> bool:
    """Whether a sheet's name says that it holds no plan, or a copy of one."""
    name = heading_words.key(sheet)
    return any(heading_words.has_word(name, heading_words.sheet_words(group)) for group in ("no_plan", "copy"))


def _shows(sheet: str) -> bool:
    """Whether a sheet's name says that it shows the figures of others."""
    return heading_words.has_word(heading_words.key(sheet), measure_words.words("sheets", "shown"))


def _without_copies(found: Mapping[str, list[Measures]]) -> Mapping[str, list[Measures]]:
    """The sheets less those whose measures stand in another one that has more of them, or the same further on."""
    named = {name: _names(every) for name, every in found.items()}
    order = sorted(found, key=lambda name: (_filled(found[name]), len(named[name])))
    dropped: set[str] = set()
    for i, name in enumerate(order):
        if any(_repeated(named[name], named[other]) for other in order[i + 1 :]):
            dropped.add(name)
    return {name: every for name, every in found.items() if name not in dropped}


def _repeated(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own) >= 3 and len(own & other) >= AGAIN * len(own)


def _names(every: Iterable[Measures]) -> frozenset[str]:
    return frozenset(heading_words.key(text(one.grid.value(*item.name))) for one in every for item in one.key_results)


def _filled(every: Iterable[Measures]) -> int:
    """How many figures the tables hold: of two sheets alike the fuller one is the plan."""
    return sum(
        one.grid.value(item.row, column) is not None
        for one in every
        for item in one.key_results
        for column in (*one.head.slots, *one.head.roles.columns.values())
    )
