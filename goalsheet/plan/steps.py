"""Steps from their rows, each with the goal it leads to."""

from dataclasses import dataclass, field, replace
from datetime import date

from goalsheet.cells import CellRef
from goalsheet.folding import bare, fold
from goalsheet.language.wording import msg
from goalsheet.layout.table import Kind, Layout
from goalsheet.plan import column_evidence
from goalsheet.plan.cell_words import word_set
from goalsheet.plan.dates import shifted
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.goals import goal_index, implicit, implicit_key
from goalsheet.plan.model import Goal, Holiday, KeyResult, Step
from goalsheet.plan.read_context import ReadContext
from goalsheet.plan.references import Index, dependencies, keys
from goalsheet.plan.row_reader import RowReader
from goalsheet.plan.table_reader import TableReader, rows
from goalsheet.plan.work_fields import work

#: What stands for the goal of steps that name none.
NO_GOAL = msg("Without a goal")


@dataclass
class GoalBook:
    """The goals steps can name: those with rows, and those that come up as steps speak of them."""

    goals: tuple[Goal, ...]
    title: str
    added: dict[str, Goal] = field(default_factory=dict)
    results: tuple[KeyResult, ...] = ()

    def __post_init__(self) -> None:
        self._goals = goal_index(self.goals)
        self._results = Index()

    def place(self, results: tuple[KeyResult, ...]) -> tuple[KeyResult, ...]:
        """The key results with the goal each belongs to, which steps can name from now on."""
        self.results = tuple(
            replace(result, goal_key=self.key(result.goal, result.at("goal"), "goal" not in result.cells))
            for result in results
        )
        self._results = goal_index(self.results)
        return self.results

    def key(self, said: str | None, home: CellRef, only: bool) -> str:
        """The key of the goal a step names; a goal is added where there is none.

        `only`: the table has no word of goals, so that a plan's one goal is meant.
        """
        if said is None:
            return self.goals[0].key if only and len(self.goals) == 1 else self._add(None, home)
        found = self._goals.find(said)
        result = None if found else self._results.find(said)
        of_result = next((one.goal_key for one in self.results if one.key == result), None) if result else None
        return found or of_result or self._add(said, home)

    def _add(self, said: str | None, home: CellRef) -> str:
        key = implicit_key(said or "")
        if key not in self.added:
            self.added[key] = implicit(said or NO_GOAL, key, home)
        return key

    def all(self) -> tuple[Goal, ...]:
        """Goals with rows, then added ones; the plan's title stands for the goal of a plan that names none."""
        added = list(self.added.values())
        if not self.goals and len(added) == 1 and added[0].key == implicit_key(""):
            added = [replace(added[0], name=self.title)]
        return (*self.goals, *added)


def steps(context: ReadContext, layout: Layout, book: GoalBook, holidays: tuple[Holiday, ...]) -> tuple[Step, ...]:
    """Every step of every table, keyed, with goals and dependencies resolved."""
    off = frozenset(holiday.date for holiday in holidays)
    found = [row for row in rows(context, layout.of(Kind.STEPS)) if row.text("step")]
    goal_keys = [_goal_key(row, book) for row in found]
    ids = [(row.text("id"), row.text("step") or "") for row in found]
    named = keys(
        "step", [(id_, goal.removeprefix("goal:"), name) for (id_, name), goal in zip(ids, goal_keys, strict=True)]
    )
    index = Index((key, id_, name) for (id_, name), key in zip(ids, named, strict=True))
    return tuple(_step(row, key, goal, index, off) for row, key, goal in zip(found, named, goal_keys, strict=True))


def _goal_key(row: RowReader, book: GoalBook) -> str:
    home = row.cells["goal"] if row.has("goal") else row.home("step")
    return book.key(row.stated("goal"), home, not row.reader.table.has("goal"))


def _step(row: RowReader, key: str, goal_key: str, index: Index, off: frozenset[date]) -> Step:
    fields = work(row, "step", key)
    start = row.day("start", end=False) if row.reader.table.has("start") else row.beginning("due")
    due, derived = _due(row, start, off)
    milestone = row.stated("milestone")
    marks = _marks_milestone(milestone, fields["name"])
    return Step(
        **fields,
        goal=row.stated("goal"),
        goal_key=goal_key,
        milestone=None if marks and _is_yes(milestone) else milestone,
        is_milestone=marks,
        start=start,
        due=due,
        due_derived=derived,
        done_on=row.day("done_on"),
        effort=row.duration("effort"),
        priority=row.stated("priority"),
        depends_on=dependencies(row.stated("depends_on"), index),
        blocked_by=row.stated("blocked_by"),
    )


_YES = frozenset(
    ("yes", "y", "x", "✓", "✔", "✅", "true", "milestone", "meilenstein", "jalon", "hito", "marco", "◆", "♦", "ja", "1")
)


def _is_yes(said: str | None) -> bool:
    return said is not None and fold(said) in _YES


def _marks_milestone(said: str | None, name: str) -> bool:
    """Whether a Milestone cell says that the step is one: a tick, or the step's own name."""
    return _is_yes(said) or (said is not None and fold(said) == fold(name))


# Due dates by start and length


def _due(row: RowReader, start: date | None, off: frozenset[date]) -> tuple[date | None, bool]:
    """The due date, or where no column gives one the last day of the duration; and whether it was worked out."""
    table = row.reader.table
    if table.has("due") or not table.has("duration"):
        return row.day("due"), False
    length = row.duration("duration", row.reader.tells_unit())
    if start is None or length is None or not 0 <= length <= 3660:
        return None, False
    weekend, said = row.context.settings.weekend, _said_to_count(row.reader)
    either = [last_day(start, length, working, weekend, off) for working in (False, True)]
    if said is None and either[0] != either[1]:
        row.context.doubt(Doubt.DERIVED, row.home("step"), "due")
    return either[_counts_working(row.reader) if said is None else said], True


def _said_to_count(reader: TableReader) -> bool | None:
    """Whether a duration counts working days, as its heading says; None where it does not say."""
    heading = fold(reader.heading("duration"))
    if any(word in heading for word in word_set("day_counts", "calendar")):
        return False
    return True if any(word in heading for word in word_set("day_counts", "working")) else None


def _counts_working(reader: TableReader) -> bool:
    """Whether a duration of which nothing is said counts working days: where no step starts on a day off, as set."""
    heading = fold(reader.heading("duration"))
    if bare(heading) in word_set("day_counts", "plain") or reader.tells(column_evidence.starts_on, "start") & set(
        reader.context.settings.weekend
    ):
        return False
    return reader.context.settings.calendar == "working"


def last_day(start: date, length: float, working: bool, weekend: tuple[int, ...], off: frozenset[date]) -> date:
    """The last of `length` days from `start` on, both inclusive; a part of a day counts as one.

    >>> last_day(date(2026, 3, 5), 3, True, (5, 6), frozenset()), last_day(date(2026, 3, 5), 3, False, (), frozenset())
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 7))
    """
    days = max(1, -int(-length // 1))
    if not working:
        return shifted(start, days - 1)
    day = start
    while True:
        days -= day.weekday() not in weekend and day not in off
        if days <= 0 or day == date.max:
            return day
        day = shifted(day, 1)
