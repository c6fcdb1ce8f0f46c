"""Columns of plans beside those of metrics where time goes downwards: `Calls target`, or `Soll` below a name."""

from collections.abc import Mapping, Sequence

from goalsheet.layout import heading_words, measure_words
from goalsheet.layout.grid import Grid, text


def plan_columns(grid: Grid, rows: Sequence[int], metrics: Mapping[int, int]) -> Mapping[int, int]:
    """The column of a metric -> the one that holds its plan; `metrics` maps every column to the row of its name."""
    names = {
        heading_words.key(text(grid.value(row, column))): column
        for column, row in sorted(metrics.items(), reverse=True)
    }
    found: dict[int, int] = {}
    for column, row in metrics.items():
        said = heading_words.key(text(grid.value(row, column)))
        own = names.get(_without(said, measure_words.words("basis", "planned")), 0)
        own = own or (column - 1 if _is_plan_below(grid, rows, column, metrics) else 0)
        if own and own != column:
            found.setdefault(own, column)
    return found


def repeated_sums(grid: Grid, metrics: Mapping[int, int]) -> frozenset[int]:
    """Columns that only add up another one, as their headings say: `Year calls` beside `Calls`."""
    said = {column: heading_words.key(text(grid.value(row, column))) for column, row in metrics.items()}
    sums = measure_words.words("basis", "cumulative") | measure_words.words("time_columns", "year")
    return frozenset(c for c, name in said.items() if _without(name, sums) in said.values())


def _without(said: str, words: frozenset[str]) -> str:
    """What is left of a heading without one of these words at its beginning or end; empty where it has none."""
    for word in sorted(words, key=len, reverse=True):
        for rest in (said.removeprefix(word), said.removesuffix(word)):
            apart = rest.startswith(" ") or rest.endswith(" ") or not word.isascii()
            if rest != said and rest.strip() and apart:
                return rest.strip()
    return ""


def _is_plan_below(grid: Grid, rows: Sequence[int], column: int, metrics: Mapping[int, int]) -> bool:
    """Whether a column is headed only as a plan, under the name that stands over the column to its left."""
    lowest = text(grid.value(rows[-1], column))
    if len(rows) < 2 or measure_words.basis(lowest) != "planned" or column - 1 not in metrics:
        return False
    return not any(text(grid.value(row, column)) for row in rows[:-1])
