"""Proposals that are checked before they are made: work handed to a team-mate who has room for it, and new due dates
for steps whose own can't hold, each with what it would mean for the goal. Nothing is changed by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import joined, listed, msg, number, quoted, weekday, whole
from goalsheet.measure.durations import Span, work_said
from goalsheet.measure.model import Measured
from goalsheet.measure.plan_as_of import PlanAsOf
from goalsheet.measure.reassign_queue import ReassignQueue
from goalsheet.measure.workload import PersonWeek, Workload, teams, workload
from goalsheet.plan.model import Plan, Step
from goalsheet.settings import Settings
from goalsheet.statuses import Status

MISSED = Span(
    translatable_plural(
        "the goal's due date {due} is missed by {n} working day",
        "the goal's due date {due} is missed by {n} working days",
    ),
    translatable_plural(
        "the goal's due date {due} is missed by {n} day", "the goal's due date {due} is missed by {n} days"
    ),
)
HOLDS = Span(
    translatable_plural(
        "the goal's due date {due} holds, {n} working day to spare",
        "the goal's due date {due} holds, {n} working days to spare",
    ),
    translatable_plural(
        "the goal's due date {due} holds, {n} day to spare", "the goal's due date {due} holds, {n} days to spare"
    ),
)


@dataclass(frozen=True, slots=True)
class Handover:
    """A step that a team-mate could take over with its due date kept. `week` is the week that it takes work out of."""

    step: Step
    giver: str
    taker: str
    week: date
    sentence: LazyText


@dataclass(frozen=True, slots=True)
class NewDate:
    """A due date that can't hold, the first one that can, and what that means."""

    step: Step
    due: date
    proposed: date
    consequences: tuple[LazyText, ...]

    @property
    def sentence(self) -> LazyText:
        step, due, proposed = quoted(self.step.name), weekday(self.due), weekday(self.proposed)
        moved = msg("{step} from {due} to {proposed}", step=step, due=due, proposed=proposed)
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
    plan_as_of = PlanAsOf(plan, settings, as_of)
    load = workload(plan_as_of, measured)
    before = load.person_weeks()
    handovers = tuple(_handovers(plan_as_of, load, before, measured))
    unsolved = tuple(week for week in load.person_weeks() if week.overloaded)
    return Proposals(before, handovers, unsolved, tuple(_dates(plan_as_of, measured)))


def _handovers(
    plan_as_of: PlanAsOf, load: Workload, weeks: tuple[PersonWeek, ...], measured: Measured
) -> Iterator[Handover]:
    """The earliest weeks first, within them the worst."""
    queue = ReassignQueue(load, teams(plan_as_of))
    moved: set[str] = set()
    for over in sorted((w for w in weeks if w.overloaded), key=lambda w: (w.week, w.capacity - w.work, w.person)):
        for key in _movable(plan_as_of, load, over, measured):
            if not load.overloaded(over.person, over.week):
                break
            taker = queue.taker(key, over.person) if key not in moved else None
            if taker is not None:
                yield _handover(plan_as_of, load, over, key, taker)
                load.give(key, taker)
                queue.relieved(over.person)
                moved.add(key)


def _movable(plan_as_of: PlanAsOf, load: Workload, over: PersonWeek, measured: Measured) -> list[str]:
    """Steps of the week that are this person's alone: those not begun first, then the ones that relieve it most."""

    def rank(key: str) -> tuple[bool, float, str]:
        return bool(measured.of(key).progress.actual), -load.spread[key].get(over.week, 0.0), key

    return sorted((key for key in over.steps if load.owners[key] == (over.person,)), key=rank)


def _handover(plan_as_of: PlanAsOf, load: Workload, over: PersonWeek, key: str, taker: str) -> Handover:
    step = plan_as_of.plan.by_key[key]
    assert isinstance(step, Step)
    has, other = load.work[over.person, over.week], load.work.get((taker, over.week), 0.0)
    week = plan_as_of.settings.rhythm.week_named(over.week)
    sentence = msg(
        "move {step} from {giver} ({has} in {week}) to {taker} ({other}): it fits, and its due date {due} is kept",
        step=quoted(step.name), giver=over.person, has=_amount(has, load.unit), week=week,
        taker=taker, other=_amount(other, load.unit), due=weekday(step.due or over.week),
    )  # fmt: skip
    return Handover(step, over.person, taker, over.week, sentence)


def _amount(work: float, unit: str) -> LazyText:
    return work_said(work) if unit == "days" else msg("{number} due", number=number(round(work, 1)))


def _dates(plan_as_of: PlanAsOf, measured: Measured) -> Iterator[NewDate]:
    """Open steps forecast to finish past their due date, the worst first."""
    found = []
    for step in plan_as_of.plan.steps:
        seen = measured.of(step.key)
        finish = seen.forecast.finish
        troubled = seen.status in (Status.OFF_TRACK, Status.AT_RISK)
        if troubled and step.due and finish and finish > step.due and finish > plan_as_of.as_of:
            found.append((step, finish))
    followers = _followers(plan_as_of.plan)
    for step, finish in sorted(found, key=lambda pair: ((pair[0].due or pair[1]) - pair[1], pair[0].key)):
        if step.due:
            yield NewDate(step, step.due, finish, tuple(_consequences(plan_as_of, step, finish, followers)))


def _followers(plan: Plan) -> Mapping[str, list[Step]]:
    followers: dict[str, list[Step]] = {}
    for step in plan.steps:
        for dependency in step.depends_on:
            if dependency.key and dependency.key != step.key and dependency.kind == "FS":
                followers.setdefault(dependency.key, []).append(step)
    return followers


def _consequences(
    plan_as_of: PlanAsOf, step: Step, finish: date, followers: Mapping[str, list[Step]]
) -> Iterator[LazyText]:
    """What a later end would mean: for steps that wait for it, and for the goal."""
    pushed = [s for s in followers.get(step.key, ()) if s.open and s.start and s.start <= finish]
    if pushed:
        more = [msg("{n} more", n=whole(len(pushed) - 3))] if len(pushed) > 3 else []
        yield msg("{steps} can start only after it", steps=listed([quoted(s.name) for s in pushed[:3]] + more))
    goal = plan_as_of.plan.by_key.get(step.goal_key)
    if goal is None or goal.due is None:
        return
    late, due = plan_as_of.calendar.until(goal.due, finish), weekday(goal.due)
    if finish > goal.due:
        yield MISSED.words(max(late, 1), plan_as_of.calendar.working, due=due)
    else:
        yield HOLDS.words(-late, plan_as_of.calendar.working, due=due)
