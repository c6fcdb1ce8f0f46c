"""Whether a heading with numbers below it is a table of measures, and no list of work, time sheet or summary."""

from collections.abc import Mapping

from goalsheet.layout import heading_words, measure_words
from goalsheet.layout.measure_columns import Column
from goalsheet.layout.measure_head import Head

#: Without an aim so many periods make a table of measures.
FEWEST_PLAIN = 4
#: From this part on of numbers between 0 and 1 they are scores.
SCORES = 0.2
#: What rows may be that are no measures.
OTHERS = frozenset({"owner", "step", "team", "author", "milestone"})
#: A column of figures is filled in more than this part of the rows: others than its own may stand between them.
FILLED = 0.15
#: Fields that mark a list of work rather than of measures.
WORK = ("due", "start")


def is_table(head: Head, columns: Mapping[int, Column]) -> bool:
    """Whether these columns are a table of measures rather than a list of work, a pivot or a calendar."""
    found = head.roles
    name = found.get("key_result")
    if not name:
        return False
    if _is_work(head, columns) or _counts_statuses(head):
        return False
    aims = {n for n in ("target", "baseline", "current") if _is_numeric(columns.get(found.get(n)))}
    if head.run is not None:
        return is_told(head) or bool(aims & {"target", "baseline"}) or _is_plain(head, columns[name])
    beside = {n for n in ("percent", "score", "weight") if found.get(n)}
    if {"target", "current"} <= found.columns.keys() and aims:
        return True
    if measure_words.basis(head.headings.get(found.get("target"), "")) == "cumulative":
        return False  # a total is a target only beside what is done of it
    return "target" in aims and bool((aims - {"target"}) | beside or found.get("unit") or _is_measure(head, name))


def is_told(head: Head) -> bool:
    """Whether the sheet itself says that its figures are of measures: by target, plan and fact, or the heading."""
    run = head.run
    paired = run is not None and any(slot.basis in ("planned", "actual") for slot in run.slots)
    aimed = any(head.roles.get(name) for name in ("target", "baseline"))
    return paired or aimed or bool(head.roles.basis) or _is_measure(head, head.roles.get("key_result"))


def _is_plain(head: Head, names: Column) -> bool:
    """Whether figures under weeks or months may be of measures without an aim: rows of things, not people."""
    assert head.run is not None
    unit = head.run.unit
    scores = head.scores >= SCORES
    if unit == "year" or (unit == "day" and not (head.run.weekly or scores)):
        return False
    if len({slot.place for slot in head.run.slots}) < FEWEST_PLAIN:
        return False
    cells = names.cells
    meant = {m.name for m in heading_words.meanings(names.heading) if m.strength >= 0.45}
    others = not scores and not meant & {"goal", "metric", "key_result"} and meant & OTHERS
    work = others or head.roles.get("owner") or _counts_hours(head)
    return not work and cells.share(cells.texts) >= 0.9 and cells.repeats < 0.2 and cells.filled >= 2


def _counts_hours(head: Head) -> bool:
    """Whether a column beside the periods sums up hours or days of work."""
    meant = (heading_words.meanings(heading)[:1] for heading in head.headings.values())
    return any(found and found[0].name in ("effort", "duration", "actual_effort") for found in meant)


def _is_numeric(one: Column | None) -> bool:
    return one is not None and one.cells.filled > FILLED * one.cells.rows and one.amounts >= 0.5


def _is_measure(head: Head, name: int) -> bool:
    """Whether the names are headed as measures are: KPI, metric, indicator."""
    heading = head.headings.get(name, "")
    return any(m.name in ("metric", "key_result") and m.strength >= 0.7 for m in heading_words.meanings(heading))


def _as_step(heading: str) -> float:
    """How plainly a heading says that its texts are steps rather than goals or measures."""
    meant = {m.name: m.strength for m in heading_words.meanings(heading)}
    others = max((meant.get(name, 0.0) for name in ("goal", "metric", "key_result")), default=0.0)
    return meant.get("step", 0.0) if meant.get("step", 0.0) > others else 0.0


def _counts_statuses(head: Head) -> bool:
    """Whether columns are headed by statuses: a summary that counts the steps of another sheet."""
    words = heading_words.cell_words("status")
    return sum(heading_words.key(text) in words for text in head.headings.values()) >= 3


def _is_work(head: Head, columns: Mapping[int, Column]) -> bool:
    """Whether it lists steps: dates to keep beside names headed as steps, or days and weeks across without an aim."""
    found = head.roles
    if found.kinds:
        return False
    dated = [n for n in WORK if (c := columns.get(found.get(n))) and c.cells.filled >= 0.4 * max(1, c.cells.rows)]
    step = _as_step(head.headings.get(found.get("key_result"), ""))
    if dated and step >= 0.45:
        return True
    if head.run is None:
        return len(dated) == len(WORK) and (step >= 0.3 or not _is_numeric(columns.get(found.get("current"))))
    fine = head.run.unit in ("day", "week") and not head.run.paired and not found.basis
    people = head.scores < SCORES and (step >= 0.45 or bool(found.get("owner")))
    return fine and not found.get("target") and (bool(dated) or people)
