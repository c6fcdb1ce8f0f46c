"""The numbers by which a table is told to be a plan: the roles of its columns, its rows, its sheet."""

from collections.abc import Mapping, Sequence
from math import log, log1p

from goalsheet.layout import heading_words
from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.column_features import OTHER, Features, textiness
from goalsheet.layout.column_roles import Role
from goalsheet.layout.grid import Grid
from goalsheet.layout.headers import Header

#: What makes a list worth tracking.
TRACKED = ("owner", "start", "due", "done_on", "status", "percent")
#: Groups of words in a sheet's name that speak for or against it.
NAMES = ("steps", "copy", "template", "no_plan", "readme")


def table_facts(grid: Grid, header: Header, rows: Sequence[int]) -> Features:
    """What is known of a table besides its columns, without a word of it."""
    name = heading_words.key(grid.sheet.name)
    named = {f"named.{group}": float(heading_words.has_word(name, heading_words.sheet_words(group))) for group in NAMES}
    time = header.grid
    found = {
        "ragged": _ragged(grid, header, rows[:40]),
        "hidden": float(not grid.sheet.visible),
        "rows": min(1.0, log1p(len(rows)) / 5),
        "few_rows": float(len(rows) <= 2),
        "no_rows": float(not rows),
        "time": float(time is not None),
        "time.dates": float(time is not None and time.unit == "date"),
        "stacked": float(len(header.rows) > 1),
    }
    return {name: value for name, value in {**named, **found}.items() if value}


def _ragged(grid: Grid, header: Header, rows: Sequence[int]) -> float:
    """The part of the columns that are filled from the top down to rows of their own, as lists side by side are."""
    depths = []
    for column in header.stacks:
        filled = [grid.value(row, column) is not None for row in rows]
        depth = sum(filled)
        if depth > 0 and all(filled[:depth]):
            depths.append(depth)
    return len(set(depths)) / len(header.stacks) if len(set(depths)) >= 3 else 0.0


def table_features(columns: Sequence[ColumnFacts], found: Sequence[Role], facts: Features, heading: float) -> Features:
    """The numbers of a table; `heading` is how likely its heading is one."""
    by_role = {role.name: (i, role.probability) for i, role in enumerate(found) if role.name != OTHER}
    filled = {name: _filled(columns[i]) for name, (i, _) in by_role.items()}
    given = {name: p * filled[name] for name, (_, p) in by_role.items() if name in TRACKED}
    none = 1.0
    for value in given.values():
        none *= 1 - min(value, 0.99)
    said = {
        **facts,
        "heading": _odds(heading),
        "tracked": 1 - none,
        "tracked.sum": sum(given.values()) / 3,
        "tracked.count": sum(value >= 0.3 for value in given.values()) / 4,
        **{f"has.{name}": value for name, value in given.items()},
        "has.goal": by_role["goal"][1] if "goal" in by_role else 0.0,
        "has.id": by_role["id"][1] if "id" in by_role else 0.0,
        **_step(columns, by_role, filled),
        **_others(columns, found),
    }
    return {name: value for name, value in said.items() if value}


def _odds(probability: float) -> float:
    p = min(max(probability, 0.001), 0.999)
    return log(p / (1 - p)) / 7


def _filled(one: ColumnFacts) -> float:
    """How far a column is filled, where a quarter of the rows counts as full."""
    return min(1.0, 4 * one.cells.filled / max(one.cells.rows, 1))


def _step(
    columns: Sequence[ColumnFacts], by_role: Mapping[str, tuple[int, float]], filled: Mapping[str, float]
) -> dict[str, float]:
    if "step" not in by_role:
        return {"step.none": 1.0}
    i, probability = by_role["step"]
    cells = columns[i].cells
    return {
        "step": _odds(probability),
        "step.said": columns[i].meanings.get("step", 0.0),
        "step.text": textiness(columns[i]),
        "step.filled": filled["step"],
        "step.empty": float(not cells.filled),
        "step.distinct": cells.distinct / cells.filled if cells.filled else 0.0,
        "step.count": min(1.0, log1p(cells.distinct) / 4),
        "step.length": min(1.0, cells.length / 40),
    }


def _others(columns: Sequence[ColumnFacts], found: Sequence[Role]) -> dict[str, float]:
    """What the columns without a role are, and plain or written dates taken for due ones."""
    number = max(len(columns), 1)
    rest = [one for one, role in zip(columns, found, strict=True) if role.name == OTHER]
    due = next((one for one, role in zip(columns, found, strict=True) if role.name in ("due", "start")), None)
    owner = next((one for one, role in zip(columns, found, strict=True) if role.name == "owner"), None)
    meant = {name for one in columns for name, strength in one.meanings.items() if strength >= 0.5}
    return {
        "columns": min(1.0, len(columns) / 20),
        "columns.known": sum(bool(one.meanings) for one in columns) / number,
        "columns.numbers": sum(one.cells.share(one.cells.numbers) > 0.5 for one in rest) / number,
        "columns.empty": sum(not one.cells.filled for one in columns) / number,
        "columns.money": float("money" in meant),
        "columns.risk": float("risk" in meant),
        "columns.created": float("created" in meant),
        "columns.effort": float("effort" in meant),
        "columns.target": float(bool(meant & {"target", "current", "baseline"})),
        "columns.metric": float("metric" in meant),
        "columns.email": float("email" in meant),
        "due.plain": due.meanings.get("date", 0.0) if due else 0.0,
        "owner.author": owner.meanings.get("author", 0.0) if owner else 0.0,
        "plain_log": float(
            bool(due and due.meanings.get("date", 0.0) >= 0.9)
            and not any(role.name in ("status", "percent") for role in found)
        ),
    }
