"""What of key results is a guess beyond what their cells say: for the map, which says it beside each."""

from collections.abc import Iterator, Mapping

from goalsheet.layout.table import Kind, Table
from goalsheet.plan.model import KeyResult, Plan, Summing

#: A field whose column is no surer than this is a guess.
GUESS = 0.65
#: The table's name of a field -> the plan's.
NAMES = {"key_result": "text", "goal": "objective"}
FIELDS = ("key_result", "goal", "owner", "baseline", "target", "current", "due", "status", "percent")


def unsure_results(plan: Plan) -> Mapping[str, list[str]]:
    """Key -> the fields of each key result that may be wrong."""
    tables = {(row.sheet.name, row.number): table for table in plan.layout.of(Kind.KEY_RESULTS) for row in table.rows}
    found = {}
    for result in plan.key_results:
        table = tables.get((result.home.sheet, result.home.row))
        of_cells = (NAMES.get(name, name) for name in plan.unsure(result))
        found[result.key] = sorted({*of_cells, *_guessed(table, result), *_of_measure(result)})
    return found


def _guessed(table: Table | None, result: KeyResult) -> Iterator[str]:
    if table is None:
        return
    for name in FIELDS:
        sure = table.sure.get(name)
        if name == "goal" and sure is None and result.goal is not None and table.goals_by == "outline":
            sure = GUESS
        if sure is not None and sure <= GUESS:
            yield NAMES.get(name, name)


def _of_measure(result: KeyResult) -> Iterator[str]:
    """Target and value, where it is a guess how they compare; a target that only periods have."""
    measure = result.measure
    if measure is None:
        return
    if measure.summing in (Summing.SUM, Summing.UNKNOWN):
        yield from ("target", "current")
    if measure.summing is Summing.PERIOD:
        yield "target"
