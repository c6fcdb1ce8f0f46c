"""Everything that is no work item: people, holidays, readings, check-ins and lessons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from goalsheet.folding import fold
from goalsheet.language import translatable
from goalsheet.language.wording import msg
from goalsheet.layout.table import Kind, Layout
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.cell_words import is_nothing
from goalsheet.plan.date_spans import Period
from goalsheet.plan.doubts import Doubt, Place
from goalsheet.plan.model import CheckIn, Goal, Holiday, KeyResult, Lesson, Person, Reading, Step
from goalsheet.plan.owner_names import alone
from goalsheet.plan.period_dates import period_dates
from goalsheet.plan.read_context import ReadContext
from goalsheet.plan.references import Index, numbered
from goalsheet.plan.row_reader import RowReader
from goalsheet.plan.table_reader import TableReader, people_said, rows
from goalsheet.plan.values import points


def people(context: ReadContext, layout: Layout) -> tuple[Person, ...]:
    """Each person once; further rows of the same name add absences, and what the first did not say."""
    found: dict[str, Person] = {}
    for row in rows(context, layout.of(Kind.PEOPLE)):
        name = row.text("name")
        if name:
            person, key = _person(row, name), fold(name)
            found[key] = _together(found[key], person) if key in found else person
    return tuple(found.values())


def _person(row: RowReader, name: str) -> Person:
    first, last = row.day("away_from", end=False), row.day("away_to")
    email = row.stated("email")
    return Person(
        key=f"person:{fold(name)}",
        cells=row.cells,
        home=row.home("name"),
        name=" ".join(name.split()),
        email=email.removeprefix("mailto:") if email else None,
        aliases=tuple(_listed(row.stated("aliases"))),
        manager=row.stated("manager"),
        team=row.stated("team"),
        capacity=row.number("capacity"),
        away=((first or last, last or first),) if first or last else (),  # type: ignore[arg-type]  # one of them is set
    )


def _listed(said: str | None) -> Iterator[str]:
    for part in (said or "").replace("\n", ";").replace("、", ";").replace(",", ";").split(";"):
        if part.strip():
            yield part.strip()


def _together(first: Person, more: Person) -> Person:
    return replace(
        first,
        email=first.email or more.email,
        aliases=tuple(dict.fromkeys(first.aliases + more.aliases)),
        manager=first.manager or more.manager,
        team=first.team or more.team,
        capacity=more.capacity if first.capacity is None else first.capacity,
        away=first.away + more.away,
    )


def alone_in(layout: Layout) -> frozenset[str]:
    """The folded names that fill an owner cell by themselves, in any table: one sheet tells of the others."""
    return alone(people_said(layout.tables))


def canonical(found: Sequence[Person]) -> dict[str, str]:
    """Every folded name, other name and address with the person's own name; names before other names."""
    named: dict[str, str] = {fold(person.name): person.name for person in found}
    for person in found:
        for other in (*person.aliases, person.email or ""):
            if other:
                named.setdefault(fold(other), person.name)
    return named


def holidays(context: ReadContext, layout: Layout) -> tuple[Holiday, ...]:
    """The days off; a row that names a day but no date is left out with a finding."""
    found = []
    for row in rows(context, layout.of(Kind.HOLIDAYS)):
        day, name = row.day("date"), row.text("name")
        if day:
            home = row.home("date")
            found.append(Holiday(key=f"holiday:{day}", cells=row.cells, home=home, date=day, name=name))
        elif name:
            _incomplete(row, "date", Kind.HOLIDAYS)
    return tuple(found)


#: What is said of a row that lacks a field, by its kind.
_LACKS = {
    (Kind.HOLIDAYS, "date"): translatable("the holiday has no date and is left out"),
    (Kind.METRICS, "date"): translatable("the reading has no date and is left out"),
    (Kind.METRICS, "metric"): translatable("the reading has no metric and is left out"),
    (Kind.METRICS, "value"): translatable("the reading has no value and is left out"),
    (Kind.CHECK_INS, "date"): translatable("the check-in has no date and is left out"),
    (Kind.CHECK_INS, "goal"): translatable("the check-in has no goal and is left out"),
}
_FILL_IN = {
    "date": translatable("Fill in the date, or take the row out."),
    "metric": translatable("Fill in the metric, or take the row out."),
    "value": translatable("Fill in the value, or take the row out."),
    "goal": translatable("Fill in the goal, or take the row out."),
}


def _incomplete(row: RowReader, field: str, kind: Kind) -> None:
    """A finding where the cell is blank; a cell that could not be read has one already."""
    cell = row.row.cell(field)
    if cell is None or cell.value is None or (isinstance(cell.value, str) and is_nothing(cell.value)):
        problem = Problem("GS030", msg(_LACKS[kind, field]), msg(_FILL_IN[field]))
        row.context.note(problem, cell.ref if cell else row.home())


def readings(context: ReadContext, layout: Layout, of: Index, results: Sequence[KeyResult] = ()) -> tuple[Reading, ...]:
    """Every reading with a date and a value, with the goal or key result whose metric it is.

    A reading under a period belongs to the key result that stands in the same cell, whatever else has its name.
    """
    found = []
    homes = {result.cells.get("key_result", result.home): result.key for result in results}
    for row, span in _dated_rows(context, layout):
        metric, value = row.text("metric"), _in_points(row, "value")
        day = span.last if span else row.day("date")
        if metric and day and value is not None:
            key = homes.get(row.cells.get("metric", row.home("metric"))) or of.find(metric)
            found.append(_reading(row, metric, day, value, key, span.first if span else None))
        elif metric or value is not None:
            for field, missing in (("date", day is None), ("metric", metric is None), ("value", value is None)):
                if missing:
                    _incomplete(row, field, Kind.METRICS)
    keyed = numbered(f"reading:{fold(one.metric)}/{one.date}" for one in found)
    return tuple(replace(one, key=key) for one, key in zip(found, keyed, strict=True))


def _dated_rows(context: ReadContext, layout: Layout) -> Iterator[tuple[RowReader, Period | None]]:
    """Every row of readings with the period that it stands under, if any."""
    settings = context.settings
    for table in layout.of(Kind.METRICS):
        periods = period_dates(table, settings.as_of, settings.date_year, settings.rhythm)
        context.doubts.update((Place(cell, "date"), Doubt.NO_YEAR) for cell in periods.guessed)
        for row in TableReader(context, table).rows():
            cell = row.row.elsewhere.get("date")
            yield row, periods.spans.get(cell.ref) if cell else None


def _reading(row: RowReader, metric: str, day: date, value: float, of: str | None, begins: date | None) -> Reading:
    return Reading(
        key="",
        cells=row.cells,
        home=row.home("metric"),
        date=day,
        metric=metric,
        value=value,
        planned=_in_points(row, "planned"),
        note=row.text("notes"),
        of=of,
        percent=_is_percent(row),
        begins=begins,
    )


def _in_points(row: RowReader, field: str) -> float | None:
    """A reading's number; in percentage points where given in percent, as in `goals.measure`."""
    number = row.measured(field)
    return None if number is None else points(number.value) if number.percent else number.value


def _is_percent(row: RowReader) -> bool:
    number = row.measured("value")
    return number is not None and number.percent


def measured_index(goals: Sequence[Goal], results: Sequence[KeyResult]) -> Index:
    """Goals and key results by ID and by the name of their metric, then by their own name."""
    items: list[Goal | KeyResult] = [*goals, *results]
    index = Index((item.key, item.id, item.measure.name) for item in items if item.measure)
    for item in items:
        index.add(item.key, item.id, item.name)
    return index


def check_ins(context: ReadContext, layout: Layout, of: Index) -> tuple[CheckIn, ...]:
    """Every check-in with a date and what it is about."""
    found = []
    for row in rows(context, layout.of(Kind.CHECK_INS)):
        goal, day = row.text("goal"), row.day("date")
        if goal and day:
            found.append(_check_in(row, goal, day, of))
        elif goal or day:
            _incomplete(row, "goal" if day else "date", Kind.CHECK_INS)
    keyed = numbered(f"check-in:{fold(one.goal)}/{one.date}" for one in found)
    return tuple(replace(one, key=key) for one, key in zip(found, keyed, strict=True))


def _check_in(row: RowReader, goal: str, day: date, of: Index) -> CheckIn:
    said = row.status()
    share = row.fraction("progress")
    return CheckIn(
        key="",
        cells=row.cells,
        home=row.home("goal"),
        date=day,
        goal=goal,
        of=of.find(goal),
        author=next(iter(row.people("author")), None),
        life_cycle=said.life_cycle,
        health=said.health,
        confidence=row.confidence(),
        progress=said.percent if share is None else share,
        wins=row.stated("wins"),
        obstacles=row.stated("obstacles"),
        needs=row.stated("needs"),
        decision=row.stated("decision"),
    )


def work_index(goals: Sequence[Goal], results: Sequence[KeyResult], steps: Sequence[Step]) -> Index:
    return Index((item.key, item.id, item.name) for item in (*goals, *results, *steps))


def lessons(context: ReadContext, layout: Layout) -> tuple[Lesson, ...]:
    """Every row of Lessons that says something."""
    found = []
    for row in rows(context, layout.of(Kind.LESSONS)):
        said = {name: row.stated(name) for name in ("well", "better", "lesson", "applies_to")}
        if any(said.values()):
            day, goal = row.day("date"), row.stated("goal")
            home = row.home("lesson", "better", "well")
            found.append(Lesson(key="", cells=row.cells, home=home, date=day, goal=goal, **said))
    keyed = numbered(f"lesson:{fold(one.goal or '')}/{one.date or ''}" for one in found)
    return tuple(replace(one, key=key) for one, key in zip(found, keyed, strict=True))
