"""Proposals that are checked before they are made: work handed to a team-mate who has room for it, and new due dates
for steps whose own can't hold, each with what it would mean for the goal. Nothing is changed by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goalsheet.language import messages
from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import joined, listed, number, quoted, said, weekday, whole
from goalsheet.measure.durations import Span, work_said
from goalsheet.measure.model import Measured, Status
from goalsheet.measure.plan_as_of import Basis
from goalsheet.measure.reassign_queue import Takers
from goalsheet.measure.workload import PersonWeek, Workload, teams, workload
from goalsheet.plan.model import Plan, Step
from goalsheet.settings import Settings

MISSED = Span(
    messages(
        "the goal's due date {due} is missed by {n} working day",
        "the goal's due date {due} is missed by {n} working days",
    ),
    messages("the goal's due date {due} is missed by {n} day", "the goal's due date {due} is missed by {n} days"),
)
HOLDS = Span(
    messages(
        "the goal's due date {due} holds, {n} working day to spare",
        "the goal's due date {due} holds, {n} working days to spare",
    ),
    messages("the goal's due date {due} holds, {n} day to spare", "the goal's due date {due} holds, {n} days to spare"),
)


@dataclass(frozen=True, slots=True)
class Handover:
    """A step that a team-mate could take over with its due date kept. `week` is the week that it takes work out of."""

    step: Step
    giver: str
    taker: str
    week: date
    sentence: Saying


@dataclass(frozen=True, slots=True)
class NewDate:
    """A due date that can't hold, the first one that can, and what that means."""

    step: Step
    due: date
    proposed: date
    consequences: tuple[Saying, ...]

    @property
    def sentence(self) -> Saying:
        step, due, proposed = quoted(self.step.name), weekday(self.due), weekday(self.proposed)
        moved = said("{step} from {due} to {proposed}", step=step, due=due, proposed=proposed)
        return joined((moved, joined(self.consequences, "; ")), ": ")


@dataclass(frozen=True, slots=True)
class Proposals:
    """`weeks` is the load as it is; `unsolved` are the weeks that stay overloaded when all handovers are made."""

    weeks: tuple[PersonWeek, ...] = ()
    handovers: tuple[Handover, ...] = ()
    unsolved: tuple[PersonWeek, ...] = ()
    dates: tuple[NewDate, ...] = ()

    @property
    def overloaded(self) -> tuple[PersonWeek, ...]:
        return tuple(week for week in self.weeks if week.overloaded)


def proposals(plan: Plan, settings: Settings, as_of: date, measured: Measured) -> Proposals:
    """What could be done about overload and about dates that can't hold.

    A handover is proposed only to somebody of the same team (a plan that knows no teams is one) who has room for it in
    every week of the step; proposals are made one after the other, each knowing those before.
    """
    basis = Basis(plan, settings, as_of)
    load = workload(basis, measured)
    before = load.person_weeks()
    handovers = tuple(_handovers(basis, load, before, measured))
    unsolved = tuple(week for week in load.person_weeks() if week.overloaded)
    return Proposals(before, handovers, unsolved, tuple(_dates(basis, measured)))


def _handovers(basis: Basis, load: Workload, weeks: tuple[PersonWeek, ...], measured: Measured) -> Iterator[Handover]:
    """The earliest weeks first, within them the worst."""
    takers = Takers(load, teams(basis))
    moved: set[str] = set()
    for over in sorted((w for w in weeks if w.overloaded), key=lambda w: (w.week, w.capacity - w.work, w.person)):
        for key in _movable(basis, load, over, measured):
            if not load.overloaded(over.person, over.week):
                break
            taker = takers.taker(key, over.person) if key not in moved else None
            if taker is not None:
                yield _handover(basis, load, over, key, taker)
                load.give(key, taker)
                takers.relieved(over.person)
                moved.add(key)


def _movable(basis: Basis, load: Workload, over: PersonWeek, measured: Measured) -> list[str]:
    """Steps of the week that are this person's alone: those not begun first, then the ones that relieve it most."""

    def rank(key: str) -> tuple[bool, float, str]:
        return bool(measured.of(key).progress.actual), -load.spread[key].get(over.week, 0.0), key

    return sorted((key for key in over.steps if load.owners[key] == (over.person,)), key=rank)


def _handover(basis: Basis, load: Workload, over: PersonWeek, key: str, taker: str) -> Handover:
    step = basis.plan.by_key[key]
    assert isinstance(step, Step)
    has, other = load.work[over.person, over.week], load.work.get((taker, over.week), 0.0)
    week = basis.settings.rhythm.week_named(over.week)
    sentence = said(
        "move {step} from {giver} ({has} in {week}) to {taker} ({other}): it fits, and its due date {due} is kept",
        step=quoted(step.name), giver=over.person, has=_amount(has, load.unit), week=week,
        taker=taker, other=_amount(other, load.unit), due=weekday(step.due or over.week),
    )  # fmt: skip
    return Handover(step, over.person, taker, over.week, sentence)


def _amount(work: float, unit: str) -> Saying:
    return work_said(work) if unit == "days" else said("{number} due", number=number(round(work, 1)))


def _dates(basis: Basis, measured: Measured) -> Iterator[NewDate]:
    """Open steps forecast to finish past their due date, the worst first."""
    found = []
    for step in basis.plan.steps:
        seen = measured.of(step.key)
        finish = seen.forecast.finish
        troubled = seen.status in (Status.OFF_TRACK, Status.AT_RISK)
        if troubled and step.due and finish and finish > step.due and finish > basis.as_of:
            found.append((step, finish))
    followers = _followers(basis.plan)
    for step, finish in sorted(found, key=lambda pair: ((pair[0].due or pair[1]) - pair[1], pair[0].key)):
        if step.due:
            yield NewDate(step, step.due, finish, tuple(_consequences(basis, step, finish, followers)))


def _followers(plan: Plan) -> Mapping[str, list[Step]]:
    followers: dict[str, list[Step]] = {}
    for step in plan.steps:
        for dependency in step.depends_on:
            if dependency.key and dependency.key != step.key and dependency.kind == "FS":
                followers.setdefault(dependency.key, []).append(step)
    return followers


def _consequences(basis: Basis, step: Step, finish: date, followers: Mapping[str, list[Step]]) -> Iterator[Saying]:
    """What a later end would mean: for steps that wait for it, and for the goal."""
    pushed = [s for s in followers.get(step.key, ()) if s.open and s.start and s.start <= finish]
    if pushed:
        more = [said("{n} more", n=whole(len(pushed) - 3))] if len(pushed) > 3 else []
        yield said("{steps} can start only after it", steps=listed([quoted(s.name) for s in pushed[:3]] + more))
    goal = basis.plan.by_key.get(step.goal_key)
    if goal is None or goal.due is None:
        return
    late, due = basis.calendar.until(goal.due, finish), weekday(goal.due)
    if finish > goal.due:
        yield MISSED.said(max(late, 1), basis.calendar.working, due=due)
    else:
        yield HOLDS.said(-late, basis.calendar.working, due=due)
