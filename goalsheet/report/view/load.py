"""Everybody's coming weeks: how much is planned, against what fits."""

from dataclasses import dataclass
from datetime import date

from goalsheet.measure.workload import PersonWeek
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import ViewContext

MOST = 20  # people shown; those with most to do in one week first


@dataclass(frozen=True, slots=True)
class LoadCell:
    """A person's week: how much there is, and room for how much where that is less; its share of the room, 0-100."""

    text: str
    share: float
    over: bool


@dataclass(frozen=True, slots=True)
class LoadRow:
    who: str
    cells: tuple[LoadCell | None, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """Everybody's coming weeks; `unit` says what is counted."""

    unit: str
    weeks: tuple[str, ...]
    rows: tuple[LoadRow, ...]
    more: str


def load(context: ViewContext) -> Load | None:
    """A row for each person, a column for each week in which anybody has something; None where nobody has."""
    found = context.review.proposals.weeks
    if not found:
        return None
    weeks = sorted({one.week for one in found})
    people: dict[str, dict[date, PersonWeek]] = {}
    for one in found:
        people.setdefault(one.person, {})[one.week] = one
    busiest = sorted(people, key=lambda who: (-max(map(_share, people[who].values())), who.casefold()))
    lang, left = context.lang, len(people) - MOST
    return Load(
        unit=lang.say("days of work") if found[0].unit == "days" else lang.say("steps due"),
        weeks=tuple(context.near(week) for week in weeks),
        rows=tuple(
            LoadRow(shortened(who, 60), tuple(_cell(context, people[who].get(week)) for week in weeks))
            for who in busiest[:MOST]
        ),
        more=lang.many(left, "+ {n} more person", "+ {n} more people") if left > 0 else "",
    )


def _share(week: PersonWeek) -> float:
    return week.work / week.capacity if week.capacity else float(week.work > 0) * 99


def _cell(context: ViewContext, week: PersonWeek | None) -> LoadCell | None:
    if week is None:
        return None
    lang = context.lang
    work, room = lang.number(round(week.work, 1)), lang.number(round(week.capacity, 1))
    text = lang.say("{work} for {room}", work=work, room=room) if week.overloaded else work
    return LoadCell(text, round(100 * min(_share(week), 1.0)), week.overloaded)
